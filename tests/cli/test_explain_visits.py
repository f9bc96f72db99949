"""What `explain` says of visits: the terms of each pattern, and what sources say against another.

`explained-visits.txt` has what is asked of the rules beside it, and behind each bar what is said.
"""

from pathlib import Path

import pytest
from click.testing import CliRunner

from calendar_gen.cli import main

HERE = Path(__file__).parent
RULES = HERE / "explained-visits.yaml"
LINES = (HERE / "explained-visits.txt").read_text("utf-8").splitlines()
CASES = [line.split(" | ") for line in LINES if not line.startswith("#")]


@pytest.mark.parametrize("asked,said", [(case[0], case[1:]) for case in CASES])
def test_what_is_said_of_a_visit_in_order(asked: str, said: list[str]) -> None:
    when = () if "--as-of" in asked else ("--as-of", "2026-12-29")
    arguments = ("explain", *asked.split(), *when, "-r", str(RULES))
    result = CliRunner(env={"COLUMNS": "400"}).invoke(main, arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    text = " ".join(result.stdout.split()).replace(str(RULES), "RULES")
    at = 0
    for each in said:
        found = text.find(each, at)
        assert found >= 0, f"{each}\nnot in order in\n{result.stdout}"
        at = found + len(each)
