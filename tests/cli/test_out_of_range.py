"""Days that a rule does not answer for are named, of the rules that are asked for only."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from calendar_gen.cli import main

RULES = """\
calendar-gen: 1
sources: {law: {publisher: A gazette, published: 1950-01-01}}
commemorations:
  - {id: lights, title: D, on: Diwali, host: IN, categories: [religion], sources: [law]}
  - {id: full-moon, title: V, on: Vesak Thailand, host: TH, categories: [buddhism], sources: [law]}
  - {id: after-moon, title: A, on: 3 days after full-moon, sources: [law]}
  - {id: fast-ends, title: I, on: 1 Shawwal, sources: [law]}
reciprocal_visits:
  - {id: guests, title: G, pattern: dated, guest: US, host: IN, at: lights, every: 1,
     sources: [law]}
"""
LIGHTS = "Diwali as kept in India is known for 2001 to 2050"
MOON = "Vesak as kept in Thailand is known for 2001 to 2050"
AFTER = 'rules.yaml:6:5: note: "after-moon" has no answer for 2051-01-01 to 2051-12-31; ' + MOON


def said_by(*arguments: str) -> list[str]:
    Path("rules.yaml").write_text(RULES, "utf-8")
    result = CliRunner().invoke(main, [*arguments, "--today", "2026-11-29"])
    assert result.exit_code == 0, result.output
    return [line for line in result.stderr.splitlines() if "no answer" in line]


YEAR = ("forecast", "rules.yaml", "--from", "2051", "--to", "2051")


@pytest.mark.parametrize(
    "arguments,rules",
    [
        ((*YEAR,), "lights full-moon after-moon"),
        ((*YEAR, "--rule", "fast-ends"), ""),
        ((*YEAR, "--rule", "full-moon"), "full-moon"),
        ((*YEAR, "--rule", "after-moon.2051,fast-ends"), "after-moon"),
        ((*YEAR, "--rule", "guests"), "lights"),
        ((*YEAR, "--category", "buddhism"), "full-moon"),
        ((*YEAR, "--country", "IN"), "lights"),
        ((*YEAR, "--visits-only"), "lights"),
        ((*YEAR, "--format", "ics", "--rule", "full-moon"), "full-moon"),
        (("digest", "2051", "-r", "rules.yaml", "--format", "text"), "lights full-moon after-moon"),
        (("digest", "2050", "-r", "rules.yaml", "--format", "text"), ""),
        (("digest", "2051", "-r", "rules.yaml", "--category", "buddhism"), "full-moon"),
        (
            ("build", "rules.yaml", "-o", "site", "--years", "2050..2051"),
            "lights full-moon after-moon",
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else value.replace(" ", "-"),
)
def test_notes_are_about_what_is_asked_for(
    arguments: tuple[str, ...], rules: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = said_by(*arguments)
    assert [line.split('"')[1] for line in said] == rules.split()
    for line in said:
        assert line.endswith(LIGHTS if '"lights"' in line else MOON)
        assert '"after-moon"' not in line or line == AFTER


def test_a_digest_of_a_year_with_a_digit_too_many_is_refused(tmp_path: Path) -> None:
    out = tmp_path / "d.html"
    result = CliRunner().invoke(main, ["digest", "20255", "-o", str(out)])
    assert (result.exit_code, out.exists()) == (2, False)
    assert 'no days can be read from "20255"' in result.stderr
