"""Ids of expected visits outlive edits of their rules: windows, periods, hosts, older visits."""

from pathlib import Path

import pytest

from calendar_gen.edtf import day
from calendar_gen.forecasting.projection import occurrences
from calendar_gen.rulebook import load

CASES = Path(__file__).parent / "cases"
FIRST, LAST, AS_OF = day(2002, 1, 1), day(2026, 12, 31), day(2026, 12, 31)

EDITS = [
    ("dated", "9 days before .. 3 days after", "10 days before .. 3 days after", set()),
    ("dated", "marks: [65, 80]", "marks: [65, 70, 80]", {"at-marks.2014"}),
    ("alternating", "cycle: 2012, swap: 2013", "cycle: 2012, host: KZ", set()),
    ("alternating", "host: CN}", "host: RU}", set()),
    ("rotating", "cycle: 2014, insert: BE", "cycle: 2014, skipped: true", set()),
    ("rotating", "hosts: [FR, US, GB, DE, JP, IT, CA]", "hosts: [US, FR, GB, DE, JP, IT]", set()),
]


def ids(text: str, folder: Path) -> set[str]:
    path = folder / "rules.yaml"
    path.write_text(text, encoding="utf-8")
    rulebook = load([str(path)])
    assert [p for p in rulebook.problems if p.severity == "error"] == []
    return {o.id for o in occurrences(rulebook, FIRST, LAST, AS_OF) if o.pattern}


@pytest.mark.parametrize("case, old, new, more", EDITS)
def test_an_edit_adds_ids_at_most(
    case: str, old: str, new: str, more: set[str], tmp_path: Path
) -> None:
    text = (CASES / f"{case}.yaml").read_text(encoding="utf-8")
    assert old in text
    before, after = ids(text, tmp_path), ids(text.replace(old, new), tmp_path)
    assert after - before == more
    assert before <= after
