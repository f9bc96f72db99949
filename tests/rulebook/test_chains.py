"""Rules that lean on one another in a chain: a long one works, too long a one is one problem."""

from datetime import date
from pathlib import Path

from click.testing import CliRunner

from calendar_gen.api import forecast
from calendar_gen.cli import main
from calendar_gen.rulebook.files import RuleFile
from calendar_gen.rulebook.loading import assemble
from calendar_gen.rules import Rulebook

FIRST = """calendar-gen: 1
sources: {s: {publisher: P, published: 2019-01-01}}
commemorations:
  - {id: rule-0, title: R, on: 9 May, sources: [s]}
"""
EXCEPTION = "[{cycle: 2020, cancelled: true, because: b, sources: [s]}]"


def text(rules: int) -> str:
    lines = [
        f"  - {{id: rule-{n}, title: R, on: 1 day after rule-{n - 1} as observed, sources: [s], "
        f"observed: {{Sunday: Monday after}}, exceptions: {EXCEPTION}}}\n"
        for n in range(1, rules)
    ]
    return FIRST + "".join(lines)


def chain(rules: int) -> Rulebook:
    return assemble([RuleFile("f", text(rules).encode())])


def test_a_chain_as_long_as_may_be_is_forecast_to_its_end() -> None:
    book = chain(50)
    assert book.problems == ()
    found = forecast(book, date(2021, 1, 1), date(2021, 12, 31), date(2021, 1, 1))
    assert any(each.id.startswith("rule-49.") for each in found)


def test_a_longer_chain_is_one_error() -> None:
    [error] = [str(p) for p in chain(400).problems if p.severity == "error"]
    message, _, hint = error.partition("; ")
    assert message == "f:54:10: here a chain of rules, each leaning on the next, has more than 100"
    assert hint == ("let it lean on the first of them, or on a date; no more can be allowed")


def test_check_reports_it(tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    path.write_text(text(400), encoding="utf-8")
    result = CliRunner().invoke(main, ["check", str(path)])
    assert result.exit_code == 1
    assert f"{path}:54:10: here a chain of rules" in result.stdout
