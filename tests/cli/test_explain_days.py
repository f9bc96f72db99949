"""What `explain` says of days: every field that acted, and why a cycle has none."""

import pytest
from click.testing import CliRunner

from calendar_gen.cli import main
from tests import scenario
from tests.cli.explained import HERE, assert_said, cases

RULES = HERE / "explained.yaml"


@pytest.mark.parametrize("asked,said", cases("explained.txt"))
def test_what_is_said_of_a_cycle_in_order(asked: str, said: list[str]) -> None:
    assert_said(RULES, [*asked.split(), "--today", "2026-11-29"], said)


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
