"""What `explain` says of days: every field that acted, and why a cycle has none."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from calendar_gen.cli import main
from tests import scenario

HERE = Path(__file__).parent
RULES = HERE / "explained.yaml"
LINES = (HERE / "explained.txt").read_text("utf-8").splitlines()
CASES = [line.split(" | ") for line in LINES if not line.startswith("#")]


@pytest.mark.parametrize("asked,said", [(c[0], c[1:]) for c in CASES], ids=lambda value: str(value))
def test_what_is_said_of_a_cycle_in_order(asked: str, said: list[str]) -> None:
    arguments = [*asked.split(), "-r", str(RULES), "--today", "2026-11-29"]
    result = CliRunner().invoke(main, ["explain", *arguments])
    assert (result.exit_code, result.stderr) == (0, "")
    text = " ".join(result.stdout.split()).replace(str(RULES), "RULES")
    at = 0
    for each in said:
        found = text.find(each, at)
        assert found >= 0, f"{each}\nnot in order in\n{result.stdout}"
        at = found + len(each)


@pytest.mark.parametrize("cycle", ["soon", "25000d", "2027-hebrew"])
def test_what_is_no_cycle_of_the_rule_has_no_reason(cycle: str) -> None:
    result = CliRunner().invoke(main, ["explain", "leap-day", cycle, "-r", str(RULES)])
    assert (result.exit_code, result.stdout) == (1, "")
    assert f'"leap-day" has no occurrence {cycle}' in result.stderr


@pytest.mark.parametrize(
    "name, code, said",
    [
        ("leap-day.", 1, "has no occurrence"),
        ("leap-day.2028.leg", 1, "has no occurrence"),
        ("leap-da", 2, 'Invalid value for ID: no rule or visit is called "leap-da"; did you mean'),
        ("quiett", 2, "no rule or visit is called"),
    ],
)
def test_what_is_no_name_has_no_reason(name: str, code: int, said: str) -> None:
    result = CliRunner().invoke(main, ["explain", name, "-r", str(RULES)])
    assert (result.exit_code, result.stdout) == (code, "")
    assert said in result.stderr


def test_a_forecast_finds_a_rule_by_its_first_id() -> None:
    days = ("--from", "2026", "--to", "2026", "--as-of", "2025-12-31", "--format", "csv")
    asked = [
        CliRunner().invoke(main, ["forecast", str(RULES), "--rule", id_, *days]).stdout
        for id_ in ("quiet", "busy", "quiet.2026", "busy.2026")
    ]
    assert "busy.2026," in asked[0]
    assert len(set(asked)) == 1


@pytest.mark.parametrize(
    "cycle,beside",
    [("2031", "; it has 2025 and 2035"), ("2005", "; it has 2015 and 2025"), ("soon", "")],
)
def test_a_pattern_names_the_cycles_beside_one_that_it_does_not_have(
    cycle: str, beside: str
) -> None:
    rules = str(scenario.RULES)
    asked = ["explain", "victory-exchange", cycle, "-r", rules, "--as-of", "2026-11-24"]
    result = CliRunner().invoke(main, asked)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f'Error: "victory-exchange" has no occurrence {cycle}{beside}\n'


def test_a_leg_that_is_none_is_told_from_those_of_its_cycle() -> None:
    rules = str(scenario.RULES)
    result = CliRunner().invoke(main, ["explain", "victory-exchange.2035.xx", "-r", rules])
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        'Error: "victory-exchange" has no occurrence 2035.xx; it has victory-exchange.2035.cn-ru '
        "and victory-exchange.2035.ru-cn\n"
    )
