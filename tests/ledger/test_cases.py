"""Records and the ledgers drawn from them: `cases/NAME.yaml` and `NAME.expected`.

A block of the expected file begins with `$ ` and the command's arguments; what it prints follows.
Each case is run a second time with its lists reversed and its rules spread over several files.
"""

import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from calendar_gen.cli import main
from tests.forecast.test_cases import spread

CASES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))


def answers(rules: Path, expected: str) -> Iterator[str]:
    for line in expected.splitlines():
        if line.startswith("$ "):
            arguments = ["ledger", *shlex.split(line[2:]), "-r", str(rules)]
            result = CliRunner().invoke(main, arguments)
            assert result.exit_code == 0, result.output
            yield line
            yield from result.stdout.splitlines()
            yield ""


@pytest.mark.parametrize("rules", CASES, ids=lambda path: path.stem)
@pytest.mark.parametrize("order", ["as written", "reversed"])
def test_a_ledger_says_who_owes_whom(rules: Path, order: str, tmp_path: Path) -> None:
    expected = rules.with_suffix(".expected").read_text(encoding="utf-8")
    read = rules if order == "as written" else spread(rules, tmp_path)
    assert [*answers(read, expected)] == expected.splitlines()
