"""Debts in words: the time that has passed since a visit was owed."""

import pytest

from calendar_gen.edtf import day
from calendar_gen.entries.debts import lapse
from calendar_gen.entries.phrases import phrases


@pytest.mark.parametrize(
    "since, until, expected",
    [
        ((2025, 5, 6), (2025, 5, 6), "0 days"),
        ((2025, 5, 5), (2025, 5, 6), "1 day"),
        ((2025, 3, 7), (2025, 5, 6), "60 days"),
        ((2025, 3, 6), (2025, 5, 6), "2 months"),
        ((2024, 12, 31), (2025, 2, 28), "59 days"),
        ((2023, 5, 7), (2025, 5, 6), "23 months"),
        ((2023, 5, 6), (2025, 5, 6), "2 years"),
        ((2015, 5, 7), (2025, 5, 6), "9 years"),
        ((2025, 5, 7), (2025, 5, 6), "0 days"),
    ],
)
def test_lapse(since: tuple[int, int, int], until: tuple[int, int, int], expected: str) -> None:
    assert lapse(day(*since), day(*until), phrases("en")) == expected
