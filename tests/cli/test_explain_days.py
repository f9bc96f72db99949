"""What `explain` says of days: every field that acted, and why a cycle has none."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from calendar_gen.cli import main

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
