"""What hangs on one comparison, on either side of it: `limits.txt`, written as the thirty cases."""

import re
from pathlib import Path

import pytest

from tests.forecast.test_thirty_cases import told

TEXT = (Path(__file__).parent / "limits.txt").read_text(encoding="utf-8")
CASES = {
    case.partition("\n")[0]: case.partition("\n")[2]
    for case in re.split(r"^=== ", TEXT, flags=re.MULTILINE)[1:]
}


@pytest.mark.parametrize("title", CASES)
def test_either_side_of_a_limit(title: str, tmp_path: Path) -> None:
    expected = CASES[title].partition("---\n")[2]
    assert told(CASES[title], tmp_path) == "\n".join(filter(None, expected.splitlines()))
