"""Nothing that a rule file or an argument holds acts on the terminal through what is said of it."""

import json
from pathlib import Path
from unicodedata import category

import pytest
from click.testing import CliRunner, Result

from calendar_gen.cli import main

EVIL = "x\x1b[31m\u202e\u2066\x07\x9b\u2028\u200by"
SHOWN = r"x\e[31m\u202e\u2066\x07\x9b\u2028\u200by"
PROBLEMS = Path(__file__).parent.parent / "problems"
RULES = r"""
calendar-gen: 1
sources:
  t: {publisher: "A\u202E\e[31m", published: 2020-12-31, title: "t\a\u2066x"}
commemorations:
  - id: c
    title: {en: "C\e[31m\u202Ez"}
    of: 1945-09-03
    host: CN
    place: "M\u202E\e]0;pwn\aoscow"
    note: "\e[31m\u202E note"
    sources: [t]
reciprocal_visits:
  - {id: p, title: {en: "P\e[31m\u202E"}, pattern: dated, guest: CN, host: RU, at: c, every: 5,
     rank: "k\e[31m\u202E", sources: [t]}
visits:
  - id: v
    guest: CN
    host: RU
    person: "P\e[31m\u202E"
    fulfils: p.2020
    claims:
      - {date: 2020-09-03, status: occurred, source: t, note: "n\e[31m\u202E"}
      - {date: 2020-11-03, status: occurred, source: t}
"""


def acting(text: str) -> set[str]:
    """The characters of a text that control, hide or turn."""
    return {each for each in text if each != "\n" and category(each) in ("Cc", "Cf", "Zl", "Zp")}


def run(*arguments: str) -> Result:
    # In colour, click leaves escape sequences in what it writes, as on a terminal.
    return CliRunner().invoke(main, arguments, color=True)


@pytest.mark.parametrize("shape", ["text", "json"])
def test_problems_show_what_is_not_seen(shape: str) -> None:
    checked = run("check", str(PROBLEMS / "escapes-in-quotes.yaml"), "--format", shape)
    joiners = {"\u200c"}  # which a Persian word needs
    assert acting(checked.output) == joiners
    assert checked.exit_code == 1


def test_json_holds_what_was_written() -> None:
    checked = run("check", str(PROBLEMS / "escapes-in-quotes.yaml"), "--format", "json")
    messages = [row["message"] for row in json.loads(checked.stdout)["problems"]]
    assert 'a rule file has no section "ti\x1b[31mtle"' in messages
    assert any(message.startswith('"e\u202ef" is not an id') for message in messages)
    assert any("\U000e0041" in message for message in messages)


@pytest.mark.parametrize(
    "command, code",
    [
        (("check", EVIL), 66),
        (("forecast", EVIL), 66),
        (("forecast", "--country", EVIL), 2),
        (("forecast", "--category", EVIL), 2),
        (("forecast", "--rule", EVIL), 2),
        (("forecast", "--from", EVIL), 2),
        (("forecast", "--format", EVIL), 2),
        (("forecast", "--lang", EVIL), 2),
        (("ledger", "RU", EVIL), 2),
        (("explain", EVIL), 2),
        (("digest", EVIL), 2),
        (("diff", EVIL, EVIL), 66),
        (("import", EVIL), 66),
        (("build", "-o", f"{EVIL}/x/y"), 73),
        (("build", "-o", "x", "--compress", EVIL), 2),
        ((EVIL,), 2),
        ((f"--{EVIL}",), 2),
        (("forecast", f"--{EVIL}"), 2),
    ],
    ids=lambda value: value[0][:9] + str(len(value)) if isinstance(value, tuple) else None,
)
def test_arguments_are_shown_as_they_are_written(command: tuple[str, ...], code: int) -> None:
    failed = run(*command)
    assert failed.exit_code == code
    assert acting(failed.output) == set()
    assert "x\\e[31m\\u202e" in failed.stderr or "x\\x1b[31m\\u202e" in failed.stderr


def test_names_of_files_are_shown_as_they_are_written(tmp_path: Path) -> None:
    folder = tmp_path / EVIL
    folder.mkdir()
    (folder / "rules.yaml").write_text("calendar-gen: 1\ntitel: A\n", encoding="utf-8")
    for command in ("check", "forecast"):
        told = run(command, str(folder))
        assert acting(told.output) == set()
        assert f"{SHOWN}/rules.yaml:2:1: " in told.output


@pytest.mark.parametrize(
    "command",
    [
        ("forecast", "--days", "2000"),
        ("explain", "c", "2020", "-r"),
        ("explain", "p.2020", "-r"),
        ("explain", "p.2025", "-r"),
        ("ledger", "CN", "RU", "-r"),
        ("digest", "2020", "--format", "text", "-r"),
        ("check",),
    ],
    ids=" ".join,
)
def test_sound_rules_reach_the_screen_without_it(command: tuple[str, ...], tmp_path: Path) -> None:
    file = tmp_path / "rules.yaml"
    file.write_text(RULES, encoding="utf-8")
    when = () if command[0] == "check" else ("--as-of", "2024-01-01")
    done = run(*command, str(file), *when)
    assert done.exit_code == 0
    assert done.output.strip()
    unstyled = done.output.replace("\x1b[1m", "").replace("\x1b[0m", "")  # our own headings
    assert acting(unstyled) == set()
