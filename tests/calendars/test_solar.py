"""Solar terms, equinoxes and solstices: instants, and their days on the clocks of a zone."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from lunar_python import Lunar  # type: ignore[import-untyped]

from calendar_gen.calendars import OutOfRange
from calendar_gen.calendars.solar import (
    DECEMBER_SOLSTICE,
    JUNE_SOLSTICE,
    MARCH_EQUINOX,
    SEPTEMBER_EQUINOX,
    TERMS,
    solar_instant,
    solar_term_certainty,
    solar_term_day,
)
from tests.calendars.in_year import iso

# Their Chinese names, two characters each, from the March equinox on.
JIEQI = (
    "春分清明谷雨立夏小满芒种夏至小暑大暑立秋处暑白露"
    "秋分寒露霜降立冬小雪大雪冬至小寒大寒立春雨水惊蛰"
)


@pytest.mark.parametrize(
    "term, year, zone, expected",
    [
        ("Qingming", 2024, 8, "2024-04-04"),
        ("Qingming", 2026, 8, "2026-04-05"),
        ("Dongzhi", 2021, 8, "2021-12-21"),
        ("Dongzhi", 2021, 9, "2021-12-22"),
        ("Dongzhi", 2026, 8, "2026-12-22"),
        (MARCH_EQUINOX, 2012, "Asia/Tokyo", "2012-03-20"),
        (SEPTEMBER_EQUINOX, 2012, "Asia/Tokyo", "2012-09-22"),
        (MARCH_EQUINOX, 2026, "Asia/Tokyo", "2026-03-20"),
        (MARCH_EQUINOX, 2092, "Asia/Tokyo", "2092-03-19"),
        (DECEMBER_SOLSTICE, 2027, "UTC", "2027-12-22"),
        (DECEMBER_SOLSTICE, 2027, "America/New_York", "2027-12-21"),
        (JUNE_SOLSTICE, 2025, ZoneInfo("America/La_Paz"), "2025-06-20"),
        (JUNE_SOLSTICE, 2025, ZoneInfo("Europe/London"), "2025-06-21"),
    ],
)
def test_days(term: str | int, year: int, zone: str | int | ZoneInfo, expected: str) -> None:
    assert iso(solar_term_day(term, year, zone)) == expected


def test_without_a_zone_the_clocks_are_those_of_beijing() -> None:
    assert solar_term_day("Qingming", 2024) == solar_term_day("Qingming", 2024, 8)


def test_every_term_has_its_place_and_its_names() -> None:
    assert [term.longitude for term in TERMS] == list(range(0, 360, 15))
    names = [JIEQI[i : i + 2] for i in range(0, len(JIEQI), 2)]
    for year in range(1930, 2101):
        table = Lunar.fromYmd(year, 6, 1).getJieQiTable()
        for term, name in zip(TERMS, names, strict=True):
            theirs = table[name].toYmd()
            ours = iso(solar_term_day(term.longitude, year))
            # The library's table runs from winter to winter and repeats the ends in Latin letters.
            if theirs[:4] == str(year) and theirs != ours:
                assert solar_term_certainty(term.longitude, year) == "estimate", (theirs, ours)


def test_near_midnight_a_day_is_an_estimate() -> None:
    assert solar_term_certainty("Dongzhi", 2021) == "computed"  # 46 seconds before midnight
    doubtful = [
        (year, term.name)
        for year in range(2026, 2101)
        for term in TERMS
        if solar_term_certainty(term.name, year) == "estimate"
    ]
    assert 1 <= len(doubtful) <= 20


def test_outside_the_table_the_range_is_said() -> None:
    for year in (1599, 2201):
        with pytest.raises(OutOfRange, match=f"for the years 1600 to 2200, and {year} is outside"):
            solar_instant(0, year)


def test_an_unknown_term_is_no_term() -> None:
    with pytest.raises(KeyError):
        solar_term_day("Springtime", 2026)
