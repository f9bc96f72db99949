"""When a visit is owed for longer than the pair usually takes to answer one."""

from pathlib import Path

import pytest

from calendar_gen.edtf import day, iso
from calendar_gen.forecasting.ledger import ledger
from calendar_gen.rulebook import load

HEAD = """\
calendar-gen: 1
sources: {list: {publisher: A, published: 1990-01-01}}
visits:
"""
VISIT = """\
  - {id: v%d, guest: %s, host: %s, claims: [{date: %s, status: occurred, source: list, known: %s}]}
"""
BEGIN = day(2000, 1, 1)


@pytest.mark.parametrize(
    "answers, owed, slow",
    [
        ([100] * 4, 900, False),
        ([100] * 5, 101, True),
        ([100] * 5, 100, False),
        ([100] * 9 + [800], 101, True),
        ([800] + [100] * 9, 101, True),
        ([100] * 8 + [800] * 2, 101, False),
        ([100] * 8 + [800] * 2, 801, True),
        ([100] * 6 + [800], 101, False),
    ],
)
def test_longer_than_nine_in_ten_of_at_least_five_answers(
    answers: list[int], owed: int, slow: bool, tmp_path: Path
) -> None:
    """Austria and Switzerland answer each other's visits after so many days."""
    text, on = HEAD, BEGIN
    for number, days in enumerate([0, *answers]):
        on += days
        guest, host = ("AT", "CH") if number % 2 else ("CH", "AT")
        text += VISIT % (number, guest, host, iso(on), iso(on))
    (tmp_path / "rules.yaml").write_text(text, encoding="utf-8")
    (pair,) = ledger(load([str(tmp_path)]), on + owed, ("AT", "CH"))
    assert pair.slow is slow
