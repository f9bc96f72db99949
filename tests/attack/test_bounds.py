"""Every bound that a file or a question can meet, and the sentence that says so."""

from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner

from calendar_gen.cli import main
from calendar_gen.forecasting import projection
from calendar_gen.rulebook import files, text

HEAD = "calendar-gen: 1\n"
RULE = "commemorations:\n  - {id: a, title: A, of: 1945-05-09}\n"
FORECAST = ("forecast", "--as-of", "2026-01-01", "--no-cache")


class Bound(NamedTuple):
    """What is asked of a text, the exit code, and a part of what is said."""

    written: str
    command: tuple[str, ...]
    code: int
    said: str


def chain(length: int) -> str:
    rules = ["commemorations:", "  - {id: r-0, title: A, of: 1945-05-09}"]
    rules += [f"  - {{id: r-{n}, title: A, on: 1 day after r-{n - 1}}}" for n in range(1, length)]
    return "\n".join(rules)


BOMB = "\n".join(
    f"{b}: &{b} [{', '.join([f'*{a}'] * 20)}]" for a, b in zip("abcde", "bcdef", strict=True)
)
BOUNDS = {
    "size of a file": Bound("#" * 3000, ("check",), 1, "a rule file has at most 0 MiB"),
    "nesting": Bound("title: " + "[" * 70 + "]" * 70, ("check",), 1, "more than 64 deep"),
    "aliases": Bound("a: &a [x, x]\n" + BOMB, ("check",), 1, "may repeat 100,000 values, 64 deep"),
    "faults": Bound("commemorations:\n" + "  - @x\n" * 60, ("check",), 1, "after 50 such faults"),
    "sentences in one another": Bound(
        f"commemorations:\n  - {{id: a, title: A, on: {'1 day after ' * 30}9 May}}\n",
        ("check",),
        1,
        "counts from at most 20 days in a row",
    ),
    "a number": Bound(
        "commemorations:\n  - {id: a, title: A, on: 99999999999999 days after 9 May}\n",
        ("check",),
        1,
        "too large a number",
    ),
    "rules after rules": Bound(chain(120), ("check",), 1, "has more than 100;"),
    "occurrences": Bound(
        "commemorations:\n  - {id: a, title: A, of: 1945-05-09, on: every 1 days}\n",
        (*FORECAST, "--days", "101"),
        65,
        'more than 100 occurrences up to rule "a", which alone has 101; ask for fewer days',
    ),
    "days of a forecast": Bound(
        RULE, (*FORECAST, "--from", "1000", "--to", "1600"), 2, "at most 500 years at a time"
    ),
    "years of a site": Bound(
        RULE, ("build", "--years", "1500..1900", "-o", "site"), 2, "at most 200 years"
    ),
    "days before an event": Bound(
        RULE, (*FORECAST, "--format", "ics", "--alarm", "400d"), 2, "at most 366 days before"
    ),
}


@pytest.mark.parametrize("name", BOUNDS)
def test_a_bound_that_is_met_is_told(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(files, "LARGEST", 2500 if name == "size of a file" else files.LARGEST)
    monkeypatch.setattr(text, "LARGEST", files.LARGEST)
    monkeypatch.setattr(projection, "MOST", 100)
    bound = BOUNDS[name]
    Path("rules.yaml").write_text(f"{HEAD}{bound.written}\n", encoding="utf-8")
    result = CliRunner().invoke(main, [*bound.command, "rules.yaml"])
    assert bound.said in result.output
    assert result.exit_code == bound.code
    assert sorted(path.name for path in tmp_path.iterdir()) == ["rules.yaml"]


def test_what_is_within_the_bounds_is_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(projection, "MOST", 100)
    path = tmp_path / "rules.yaml"
    path.write_text(f"{HEAD}{BOUNDS['occurrences'].written}", encoding="utf-8")
    asked = (*FORECAST, "--days", "100", "--format", "csv")
    result = CliRunner().invoke(main, [*asked, str(path)])
    assert result.exit_code == 0
    assert result.stdout.count("\n") == 101
