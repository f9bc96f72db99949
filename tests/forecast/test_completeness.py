"""What several coverages cover together, text in and text out."""

from pathlib import Path

import pytest

from calendar_gen.edtf import day
from calendar_gen.forecasting.projection import occurrences
from calendar_gen.rulebook import load

RULES = """\
calendar-gen: 1
sources: {s: {publisher: A, published: 2000-01-01}}
reciprocal_visits:
  - {id: winter, title: T, pattern: dated, guest: FR, host: DE, on: 1 January, rank: [%s],
     window: 20 December .. 10 January, sources: [s]}
coverage:
  - {%s}
  - {%s}
"""
STATE, GOVERNMENT = "rank: [head of state]", "rank: [head of government]"


@pytest.mark.parametrize(
    "ranks, one, other, status",
    [
        ("head of state", "from: 2000, to: 2004", "from: 2005, to: 2010", "missed"),
        ("head of state", "from: 2000, to: 2004-12-30", "from: 2005, to: 2010", "not-recorded"),
        ("head of state", f"from: 2000, to: 2010, {STATE}", "from: 1990, to: 1991", "missed"),
        ("head of state", f"from: 2000, to: 2010, {GOVERNMENT}", "from: 1990, to: 1991", "not-"),
        (
            "head of state, head of government",
            f"from: 2000, to: 2010, {STATE}",
            f"from: 2000, to: 2010, {GOVERNMENT}",
            "missed",
        ),
        (
            "head of state, head of government",
            f"from: 2000, to: 2010, {STATE}",
            f"from: 2006, to: 2010, {GOVERNMENT}",
            "not-recorded",
        ),
        ("", f"from: 2000, to: 2010, {STATE}", f"from: 2000, to: 2010, {GOVERNMENT}", "not-"),
        (
            "head of state",
            "from: 2000, to: 2010, guest: CH",
            "from: 2000, to: 2010, host: FR",
            "not",
        ),
        (
            "head of state",
            "from: 2000, to: 2004, guest: FR",
            "from: 2005, to: 2010, host: DE",
            "mis",
        ),
    ],
)
def test_absence_is_a_miss_where_each_day_and_rank_is_covered(
    ranks: str, one: str, other: str, status: str, tmp_path: Path
) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text(RULES % (ranks, one, other), encoding="utf-8")
    book = load([str(path)])
    assert [str(p) for p in book.problems if p.severity == "error"] == []
    found = occurrences(book, day(2004, 12, 31), day(2004, 12, 31), day(2012, 1, 1))
    assert [o.status for o in found if o.status.startswith(status)] == [found[0].status]
