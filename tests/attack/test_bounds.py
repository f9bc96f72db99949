"""Every bound that a file or a question can meet, the sentence that says so, and what raises it."""

import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner

from calendar_gen.cli import main
from calendar_gen.forecasting.estimating import Estimates
from calendar_gen.forecasting.world import WorldAsOf
from calendar_gen.limits import HIGHEST, USUAL, written
from calendar_gen.server.protocol import protocol_of
from tests.committed import ROOT

HEAD = "calendar-gen: 1\n"
RULE = "commemorations:\n  - {id: a, title: A, of: 1945-05-09}\n"
FORECAST = ("forecast", "--as-of", "2026-01-01", "--no-cache")
BUILD = ("build", "--years", "2025..2026", "-o", "site", "--as-of", "2026-01-01")
DAILY = "commemorations:\n  - {id: a, title: A, of: 1945-05-09, on: every 1 days}\n"


class Bound(NamedTuple):
    """What is asked of a text, the exit code, a part of what is said, and the limits at the time,
    where the usual ones would cost too much to meet.
    """

    written: str
    command: tuple[str, ...]
    code: int
    said: str
    limits: str = ""


def chain(length: int) -> str:
    rules = ["commemorations:", "  - {id: r-0, title: A, of: 1945-05-09}"]
    rules += [f"  - {{id: r-{n}, title: A, on: 1 day after r-{n - 1}}}" for n in range(1, length)]
    return "\n".join(rules)


def sentence(steps: int) -> str:
    return f"commemorations:\n  - {{id: a, title: A, on: {'1 day after ' * steps}9 May}}\n"


BOMB = "\n".join(
    f"{b}: &{b} [{', '.join([f'*{a}'] * 20)}]" for a, b in zip("abcde", "bcdef", strict=True)
)
BOUNDS = {
    "file": Bound("#" * 3000, ("check",), 1, "a rule file has at most 2K bytes", "file=2K"),
    "rulebook": Bound(
        "#" * 3000, ("check",), 65, "the files of the rules have more than 2K bytes", "rulebook=2K"
    ),
    "rules": Bound(chain(4), ("check",), 65, "have more than 3 entries", "rules=3"),
    "depth": Bound("title: " + "[" * 70 + "]" * 70, ("check",), 1, "more than 64 deep"),
    "depth of few": Bound(RULE, ("check",), 1, "more than 2 deep in one another", "depth=2"),
    "aliases": Bound(
        "a: &a [x, x]\nb: [*a, *a, *a]", ("check",), 1, "may repeat 6 values, 64 deep", "aliases=6"
    ),
    "aliases in one another": Bound(
        "a: &a [x, x]\n" + BOMB, ("check",), 1, "may repeat 100,000 values, 64 deep"
    ),
    "faults": Bound("commemorations:\n" + "  - @x\n" * 60, ("check",), 1, "after 50 such faults"),
    "sentence": Bound(sentence(30), ("check",), 1, "counts from at most 20 days in a row"),
    "a number": Bound(
        "commemorations:\n  - {id: a, title: A, on: 99999999999999 days after 9 May}\n",
        ("check",),
        1,
        "too large a number",
    ),
    "chain": Bound(chain(110), ("check",), 1, "has more than 100;"),
    "occurrences": Bound(
        DAILY,
        (*FORECAST, "--days", "101"),
        65,
        'more than 100 occurrences up to rule "a", which alone has 101; ask for fewer days',
        "occurrences=100",
    ),
    "text": Bound(
        DAILY.replace("A,", f"{'A' * 40}, place: Oslo, note: {'n' * 50},"),
        (*FORECAST, "--days", "11"),
        65,
        'up to rule "a" the titles, notes and places of occurrences have more than 1000 letters',
        "text=1000",
    ),
    "years": Bound(
        RULE, (*FORECAST, "--from", "1000", "--to", "1600"), 2, "at most 500 years at a time"
    ),
    "site-years": Bound(
        RULE,
        (*BUILD, "--lang", "en", "--base-url", "https://example.org"),
        2,
        "at most 1 years",
        "site-years=1",
    ),
    "projected-years": Bound(
        RULE,
        ("project", "--from", "2026-01-01", "--to", "2027-12-31", "-o", "projected"),
        2,
        "a projection covers at most 1 years at a time",
        "projected-years=1",
    ),
    "days before an event": Bound(
        RULE, (*FORECAST, "--format", "ics", "--alarm", "400d"), 2, "at most 366 days before"
    ),
}
UNRAISED = {
    "depth of few",
    "chain",
    "faults",
    "a number",
    "days before an event",
    "aliases in one another",
}
"""Faults of a file are told fifty at a time; what does not fit a calendar is no matter of size."""


def answered(name: str, folder: Path, command: tuple[str, ...]) -> tuple[int, str]:
    (folder / "rules.yaml").write_text(f"{HEAD}{BOUNDS[name].written}\n", encoding="utf-8")
    result = CliRunner().invoke(main, [*command, "rules.yaml"])
    return result.exit_code, " ".join(result.output.split())


@pytest.mark.parametrize("name", BOUNDS)
def test_a_bound_that_is_met_is_told(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    bound = BOUNDS[name]
    monkeypatch.setenv("CALENDAR_GEN_LIMITS", bound.limits)
    code, said = answered(name, tmp_path, bound.command)
    assert bound.said in said
    assert code == bound.code
    assert sorted(path.name for path in tmp_path.iterdir()) == ["rules.yaml"]


@pytest.mark.parametrize("name", sorted(set(BOUNDS) - UNRAISED))
def test_what_the_sentence_says_raises_the_bound(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    bound = BOUNDS[name]
    monkeypatch.setenv("CALENDAR_GEN_LIMITS", bound.limits)
    _, said = answered(name, tmp_path, bound.command)
    raised = re.search(r"CALENDAR_GEN_LIMITS=(\S+) allows more", said)
    assert raised is not None
    assert raised[1].startswith(f"{name}=")
    monkeypatch.setenv("CALENDAR_GEN_LIMITS", raised[1])
    code, said = answered(name, tmp_path, bound.command)
    assert bound.said not in said
    assert "Traceback" not in said
    assert code == (1 if name in ("depth", "aliases") else 0), said


@pytest.mark.parametrize(
    "name, text, command",
    [
        ("depth", "title: " + "[" * 210 + "]" * 210, ("check",)),
        ("depth", "title: " + "{a: " * 210 + "}" * 210, ("check",)),
        ("sentence", sentence(HIGHEST["sentence"] - 1), (*FORECAST, "--days", "400")),
        ("chain", chain(HIGHEST["chain"]), (*FORECAST, "--days", "400")),
    ],
)
def test_the_stack_has_room_up_to_the_highest(
    name: str, text: str, command: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CALENDAR_GEN_LIMITS", f"{name}={HIGHEST[name]}")
    path = tmp_path / "rules.yaml"
    path.write_text(HEAD + text, encoding="utf-8")
    result = CliRunner().invoke(main, [*command, str(path)])
    assert isinstance(result.exception, SystemExit | None)
    assert result.exit_code == (1 if command == ("check",) else 0)
    assert ("no more can be allowed" in result.output) == (command == ("check",))


@pytest.mark.parametrize("limits", ["file=1073741824G", "seconds=99999999999999"])
def test_what_is_allowed_is_not_taken_from_memory_or_the_clock(
    limits: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CALENDAR_GEN_LIMITS", limits)
    path = tmp_path / "days.yaml"
    path.write_text(HEAD, encoding="utf-8")
    table = tmp_path / "days.csv"
    table.write_text("date,title\n1945-05-09,Victory\n", encoding="utf-8")
    for command in (["check", str(path)], ["check", "-"], ["import", str(table)]):
        result = CliRunner().invoke(main, command, input=HEAD)
        assert (result.exception, result.exit_code) == (None, 0), result.output


@pytest.mark.parametrize(
    "limits, said",
    [
        ("fil=3", 'has no limit "fil"; did you mean "file"?'),
        ("file", 'has no limit "file"; '),
        ("file=", 'file is a number from 1, such as 16M, and not ""'),
        ("file=0", 'and not "0"'),
        ("seconds=-1", 'seconds is a number from 1, such as 60, and not "-1"'),
        ("years=1,depth=201", "depth goes up to 200, and not to 201"),
        ("file=999999999999999G", "file goes up to 1073741824G, and not to 107"),
        ("rules=١٢", 'rules is a number from 1, such as 1000000, and not "١٢"'),
    ],
)
def test_wrong_limits_are_told(limits: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CALENDAR_GEN_LIMITS", limits)
    result = CliRunner().invoke(main, ["check"])
    assert result.exit_code == 2
    assert said in " ".join(result.output.split())


def test_a_rulebook_that_was_kept_under_other_limits_is_read_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    path = tmp_path / "rules.yaml"
    path.write_text(HEAD + chain(5), encoding="utf-8")
    asked = ["forecast", "--as-of", "2026-01-01", str(path)]
    assert CliRunner().invoke(main, asked).exit_code == 0
    monkeypatch.setenv("CALENDAR_GEN_LIMITS", "chain=4")
    assert CliRunner().invoke(main, asked).exit_code == 65


def test_a_command_that_takes_too_long_ends_in_a_sentence() -> None:
    reading = subprocess.Popen(  # from somebody who never writes
        [sys.executable, "-m", "calendar_gen", "check", "-"],
        cwd=ROOT,
        env={"CALENDAR_GEN_LIMITS": "seconds=1", "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert reading.wait(timeout=30) == 65
    assert reading.stdin is not None
    assert reading.stderr is not None
    with reading.stdin, reading.stderr:
        assert reading.stderr.read() == (
            "Error: this took more than 1 seconds; CALENDAR_GEN_LIMITS=seconds=2 allows more\n"
        )


FAR = """\
calendar-gen: 1
sources:
  s: {publisher: P, published: 2020-01-01, title: T}
commemorations:
  - {id: a, title: A, of: 1945-05-09}
  - {id: eid, title: Eid, on: 1 Shawwal}
  - {id: other, title: B, of: 1946-05-09, on: 3 days after a}
reciprocal_visits:
  - {id: exchange, title: E, pattern: dated, guest: RU, host: CN, at: other, every: 5, sources: [s]}
  - {id: visit, title: V, pattern: dated, guest: CN, host: RU, at: a, every: 5, sources: [s]}
"""


@pytest.mark.parametrize("asked", [("eid", "1200-islamic"), ("visit", "2207")])
def test_a_far_cycle_is_looked_for_among_those_of_its_own_rule(
    asked: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text(FAR, encoding="utf-8")
    far = set()
    observed = WorldAsOf.observed

    def watch(world: WorldAsOf, rule: str, first: int, last: int) -> Any:
        if last - first > 20 * 366:
            far.add(rule)
        return observed(world, rule, first, last)

    monkeypatch.setattr(WorldAsOf, "observed", watch)
    monkeypatch.delattr(Estimates, "__init__")
    result = CliRunner().invoke(main, ["explain", "--as-of", "2026-01-01", "-r", str(path), *asked])
    assert result.output.startswith("What\n" if asked[0] == "eid" else 'Error: "visit" has no'), (
        result.output
    )
    assert far <= {asked[0]}


def test_a_server_has_the_limits_of_its_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    app = SimpleNamespace()
    assert protocol_of(app).most_connections == 2048  # type: ignore[arg-type]
    monkeypatch.setenv("CALENDAR_GEN_LIMITS", "connections=9,head=2K head-seconds=3")
    made = protocol_of(app)  # type: ignore[arg-type]
    assert (made.most_connections, made.most_head, made.head_seconds) == (9, 2048, 3)


def test_the_readme_has_every_limit() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    section = text.partition("### Limits\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| `([a-z-]+)` \| (\S+?)(?:, up to (\d+))? \|", section, re.MULTILINE)
    highest = {name: str(HIGHEST[name]) if name in HIGHEST else "" for name in USUAL}
    assert rows == [
        (name, written(usual) if usual else "none", highest[name]) for name, usual in USUAL.items()
    ]
    met = {name for name in BOUNDS if name in USUAL}
    assert set(USUAL) - met == {"seconds", "connections", "head", "head-seconds"}


def test_what_is_within_the_bounds_is_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CALENDAR_GEN_LIMITS", "occurrences=100")
    path = tmp_path / "rules.yaml"
    path.write_text(f"{HEAD}{BOUNDS['occurrences'].written}", encoding="utf-8")
    asked = (*FORECAST, "--days", "100", "--format", "csv")
    result = CliRunner().invoke(main, [*asked, str(path)])
    assert result.exit_code == 0
    assert result.stdout.count("\n") == 101


@pytest.mark.parametrize("more, letters", [("", 40), (", place: Oslo", 44), (", note: nnn", 43)])
def test_text_is_counted_to_the_letter(
    more: str, letters: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text(HEAD + DAILY.replace("A,", f"{'A' * 40}{more},"), encoding="utf-8")
    asked = (*FORECAST, "--days", "9", "--format", "csv", str(path))
    for limit, code in ((9 * letters, 0), (9 * letters - 1, 65)):
        monkeypatch.setenv("CALENDAR_GEN_LIMITS", f"text={limit}")
        assert CliRunner().invoke(main, asked).exit_code == code
