"""All that is told of a visit, figures of its likelihood included: `told.txt`, written as the
thirty cases.

The bounds agree with those of scipy's beta distribution, those of products with its integrals, to
a thousandth.
"""

import re
from pathlib import Path

import pytest

from tests.forecast.test_thirty_cases import told

TEXT = (Path(__file__).parent / "told.txt").read_text(encoding="utf-8")
CASES = {
    case.partition("\n")[0]: case.partition("\n")[2]
    for case in re.split(r"^=== ", TEXT, flags=re.MULTILINE)[1:]
}


@pytest.mark.parametrize("title", CASES)
def test_all_that_is_told(title: str, tmp_path: Path) -> None:
    expected = CASES[title].partition("---\n")[2]
    assert told(CASES[title], tmp_path) == "\n".join(filter(None, expected.splitlines()))
