"""Japanese eras and ISO weeks."""

from __future__ import annotations

from datetime import date

import pytest

from calendar_gen.calendars.iso_week import iso_week_day, iso_year_start, weeks_in
from calendar_gen.calendars.japanese_eras import ERAS, era, era_day, gregorian_year
from tests.calendars.in_year import iso


@pytest.mark.parametrize(
    "name, year, month, day, expected",
    [
        ("Reiwa", 1, 5, 1, "2019-05-01"),
        ("reiwa", 8, 11, 24, "2026-11-24"),
        ("平成", 1, 1, 8, "1989-01-08"),
        ("Showa", 64, 1, 7, "1989-01-07"),
        ("Shōwa", 20, 8, 15, "1945-08-15"),
        ("Taisho", 12, 9, 1, "1923-09-01"),
        ("Meiji", 6, 1, 1, "1873-01-01"),
        ("Meiji", 45, 7, 29, "1912-07-29"),
    ],
)
def test_a_day_of_an_era(name: str, year: int, month: int, day: int, expected: str) -> None:
    found = era(name)
    assert found is not None
    assert iso(era_day(found, year, month, day)) == expected


@pytest.mark.parametrize(
    "name, year, month, day, says",
    [
        ("Reiwa", 1, 4, 30, "Reiwa began on 2019-05-01"),
        ("Showa", 64, 1, 8, "Showa ended before 1989-01-08, when Heisei began"),
        ("Heisei", 31, 5, 1, "Heisei ended before 2019-05-01, when Reiwa began"),
        ("Meiji", 5, 12, 2, "supported from year 6"),
        ("Reiwa", 2, 2, 30, "has 29 days, so no day 30"),
        ("Reiwa", 0, 6, 1, "Reiwa began on 2019-05-01"),
    ],
)
def test_a_day_outside_an_era(name: str, year: int, month: int, day: int, says: str) -> None:
    found = era(name)
    assert found is not None
    with pytest.raises(ValueError, match=says):
        era_day(found, year, month, day)


def test_eras_follow_one_another() -> None:
    assert [iso(e.first_day) for e in ERAS] == [
        "1868-10-23",
        "1912-07-30",
        "1926-12-25",
        "1989-01-08",
        "2019-05-01",
    ]
    assert all(gregorian_year(e, 1) == int(iso(e.first_day)[:4]) for e in ERAS)
    assert era("Heian") is None


def test_iso_weeks_agree_with_the_standard_library() -> None:
    for year in range(1600, 2401):
        assert iso_year_start(year) == date.fromisocalendar(year, 1, 1).toordinal()
        assert weeks_in(year) == date(year, 12, 28).isocalendar().week
        for week in (1, 2, 52):
            assert iso_week_day(year, week, 5) == date.fromisocalendar(year, week, 5).toordinal()


def test_week_53_may_be_missing() -> None:
    assert iso_week_day(2025, 53, 1) is None
    assert iso_week_day(2026, 53, 1) == date(2026, 12, 28).toordinal()
    assert iso_week_day(2026, 0, 1) is None
    assert iso_week_day(2026, 54, 1) is None
