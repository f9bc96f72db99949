"""A memory that comes from anywhere leads nowhere else: each line of it is checked."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from calendar_gen.cli import main
from calendar_gen.site.previous import parse, written
from calendar_gen.site.vetting import STATUSES
from tests.site.samples import RULES, tree

EVENT = "victory-day.2025"
BAD_NAMES = ("../../evil", "..", "a/b", "/evil", "a\\b", "a\0b", "A", "", "x" * 70 + "/")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    file = tmp_path / "rules.yaml"
    file.write_text(RULES, encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The memory of a site with a change to tell of, as it was written."""
    folder = tmp_path_factory.mktemp("told")
    rules, site = folder / "rules.yaml", folder / "site"
    for title, day in (("Victory Day", "2025-05-06"), ("Day of Victory", "2025-05-07")):
        rules.write_text(RULES.replace("Victory Day", title), encoding="utf-8")
        done = run("build", rules, "-o", site, "--as-of", day, "--base-url", "https://a.org/b")
        assert done.exit_code == 0, done.output
    return (site / "data" / "revisions.json").read_text(encoding="utf-8")


@pytest.fixture
def memory(told: str) -> dict[str, Any]:
    """The same, to be changed."""
    found: dict[str, Any] = json.loads(told)
    assert found["changes"]
    return found


def put(*path: str | int, value: object) -> Callable[[dict[str, Any]], None]:
    """Puts a value in the place of what is there."""

    def change(memory: Any) -> None:
        for step in path[:-1]:
            memory = memory[step]
        memory[path[-1]] = value

    return change


def renamed(*path: str, old: str, new: str) -> Callable[[dict[str, Any]], None]:
    """Puts a name in the place of another."""

    def change(memory: Any) -> None:
        for step in path:
            memory = memory[step]
        memory[new] = memory.pop(old)

    return change


EVIL: dict[str, tuple[Callable[[dict[str, Any]], None], str]] = {
    "feed": (
        put("feeds", "en/edges", value={"../../evil": "party:CN"}),
        "'../../evil' is not the name of a feed",
    ),
    "style": (put("feeds", value={"en/../..": {}}), "'en/../..' is none of en/edges"),
    "no revisions": (put("feeds", value={"ru/edges": {}}), "'ru/edges' is none of en/edges"),
    "key": (
        renamed("revisions", old="en/edges", new="../x/edges"),
        "'../x/edges' is not a language and a window style, such as en/edges",
    ),
    "chosen by": (
        put("feeds", "en/edges", value={"cn": "gone:CN"}),
        "'gone:CN' does not choose events for a feed",
    ),
    "file": (put("files", value=["../../evil"]), "'../../evil' is not a path inside a site"),
    "root": (put("files", value=["/etc/passwd"]), "'/etc/passwd' is not a path inside a site"),
    "number": (put("files", value=[7]), "7 is not a path inside a site"),
    "digest of": (put("digests", value={"../a": "0" * 64}), "'../a' is not a path inside a site"),
    "digest": (put("digests", value={"a": "00"}), "'00' is not a SHA-256"),
    "uid": (
        renamed("revisions", "en/edges", old=EVENT, new="a\r\nBEGIN:VALARM"),
        "'a\\r\\nBEGIN:VALARM' is not a UID of this program",
    ),
    "occurrence": (
        renamed("occurrences", old=EVENT, new="a b"),
        "'a b' is not a UID of this program",
    ),
    "id": (put("occurrences", EVENT, "id", value="<b>"), "'<b>' is not a UID of this program"),
    "change": (put("changes", 0, "uid", value='"'), "'\"' is not a UID of this program"),
    "aspect": (
        put("changes", 0, "aspects", value=["burnt"]),
        "'burnt' is none of added, removed, moved, cancelled, confirmed, likelihood, text",
    ),
    "nothing": (
        lambda memory: memory["changes"][0].update(before=None, after=None),
        "a change has neither what was before nor what is after it",
    ),
    "nth": (put("changes", 0, "nth", value=-1), "-1 does not count the changes of a day"),
    "day": (
        put("revisions", "en/edges", EVENT, "first", value="2025-13-45"),
        "'2025-13-45' is not a day",
    ),
    "stamp": (
        put("revisions", "en/edges", EVENT, "stamp", value="+10000-01-01"),
        "'+10000-01-01' is not a day of the years 1 to 9999",
    ),
    "as of": (put("as_of", value="2025-02-30"), "'2025-02-30' is not a day"),
    "order": (
        put("revisions", "en/edges", EVENT, "last", value="2025-05-08"),
        "of two days that bound something, the last is before the first",
    ),
    "horizon": (
        put("to", value="2000-01-01"),
        "of two days that bound something, the last is before the first",
    ),
    "sequence": (
        put("revisions", "en/edges", EVENT, "sequence", value=-1),
        "-1 is not a number of changes",
    ),
    "endless": (
        put("revisions", "en/edges", EVENT, "sequence", value=float("inf")),
        "what it holds is something else",
    ),
    "summary": (
        put("revisions", "en/edges", EVENT, "summary", value="a\r\nX"),
        "'a\\r\\nX' is not a text of a feed",
    ),
    "place": (
        put("revisions", "en/edges", EVENT, "location", value=7),
        "7 is not a text of a feed",
    ),
    "surrogate": (
        put("occurrences", EVENT, "titles", "en", value="\ud800"),
        "'\\ud800' is not a text of a feed",
    ),
    "status": (
        put("occurrences", EVENT, "status", value="dead"),
        f"'dead' is none of {', '.join(STATUSES)}",
    ),
    "likelihood": (
        put("occurrences", EVENT, "likelihood", value=101),
        "101 is not a likelihood in per cents",
    ),
    "domain": (put("domain", value="a.org\r\nX:1"), "'a.org\\r\\nX:1' is not a domain"),
    "address": (
        put("base_url", value="javascript:alert(1)"),
        "'javascript:alert(1)' is not the address of a site",
    ),
}


@pytest.mark.parametrize("what", EVIL)
def test_what_a_memory_may_not_say_is_told_in_a_sentence(
    what: str, memory: dict[str, Any], rules: Path, tmp_path: Path
) -> None:
    change, sentence = EVIL[what]
    change(memory)
    bad = tmp_path / "evil.json"
    bad.write_text(json.dumps(memory))
    before = tree(tmp_path)
    failed = run("build", rules, "-o", tmp_path / "site", "--previous", bad)
    assert (failed.exit_code, failed.stdout) == (66, "")
    assert failed.stderr == (
        f"Error: {bad} is not the revisions.json of a calendar-gen site: {sentence}; "
        "--previous none starts anew\n"
    )
    assert tree(tmp_path) == before


@pytest.mark.parametrize("name", BAD_NAMES, ids=range(len(BAD_NAMES)))
def test_no_name_leads_out_of_the_site(name: str, memory: dict[str, Any], tmp_path: Path) -> None:
    memory["feeds"]["en/edges"][name] = "party:CN"
    bad = tmp_path / "evil.json"
    bad.write_text(json.dumps(memory))
    failed = run("diff", bad, bad)
    assert failed.exit_code == 66
    assert "is not the name of a feed" in failed.stderr
    assert failed.stderr.count("\n") == 1


def test_what_was_written_is_read_as_it_was(memory: dict[str, Any]) -> None:
    again = written(parse(json.dumps(memory)))
    assert json.loads(again) == memory
