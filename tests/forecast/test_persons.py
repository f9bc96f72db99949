"""The person named for an expected visit: the holder of the office, if it can be only one."""

from pathlib import Path

import pytest

from calendar_gen.edtf import day
from calendar_gen.forecasting.projection import occurrences
from calendar_gen.rulebook import load

RULES = """\
calendar-gen: 1
sources: {s: {publisher: A, title: a, published: 2020-01-01}}
reciprocal_visits:
  - {id: fair, title: Fair, pattern: dated, guest: RU, host: CN, on: %s, rank: %s, since: 2024,
     sources: [s]}
offices:
  - party: RU
    rank: head of state
    holders:
      - {name: Anna, from: 2018-05-07, until: 2024-05-07, sources: [s]}
      - {name: Boris, from: 2024-05-07, until: 2030-05-06, sources: [s]}
  - party: RU
    rank: head of government
    holders: [{name: Clara, from: 2020-01-16, until: 2030-05-06, sources: [s]}]
"""


@pytest.mark.parametrize(
    "on, rank, person",
    [
        ("6 May", "head of state", "Anna"),
        ("7 May", "head of state", None),
        ("8 May", "head of state", "Boris"),
        ("8 May", "head of government", "Clara"),
        ("8 May", "[head of state, head of government]", None),
    ],
)
def test_a_person_is_named_if_no_other_can_be_meant(
    on: str, rank: str, person: str | None, tmp_path: Path
) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text(RULES % (on, rank), encoding="utf-8")
    book = load([str(path)])
    assert [p for p in book.problems if p.severity == "error"] == []
    (fair,) = occurrences(book, day(2024, 1, 1), day(2024, 12, 31), day(2023, 1, 1))
    assert fair.person == person
