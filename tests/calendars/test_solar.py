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
    solar_term,
    solar_term_certainty,
    solar_term_day,
)
from tests.calendars.in_year import iso
from tests.calendars.sky import solar_terms

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
    names = [name.casefold() for term in TERMS for name in (term.name, *term.aliases)]
    assert len(names) == len(set(names))
    for term in TERMS:
        assert solar_term(term.name) == term
    assert solar_term("ching-ming") == solar_term("QINGMING")
    assert solar_term("Frosts Descent") == solar_term("Shuangjiang")
    assert solar_term("Spring") is None


def test_instants_are_those_of_the_generator_to_the_second() -> None:
    for (year, term), instant in solar_terms().items():
        if 1600 <= year <= 2200:
            assert solar_instant(15 * term, year) == instant


# The instant, as computed here, is 17 seconds before midnight.
LUNAR_PYTHON_ERRS = {("Dashu", 2191): ("2191-07-23", "2191-07-22")}


def test_terms_agree_with_lunar_python_on_every_day_1912_to_2200() -> None:
    names = [JIEQI[at : at + 2] for at in range(0, len(JIEQI), 2)]
    # The library's year begins with the winter solstice before it; the one within is spelt so.
    names[DECEMBER_SOLSTICE // 15] = "DONG_ZHI"
    differing = {}
    for year in range(1912, 2201):
        table = Lunar.fromYmd(year, 6, 1).getJieQiTable()
        for term, name in zip(TERMS, names, strict=True):
            theirs, ours = table[name].toYmd(), iso(solar_term_day(term.longitude, year))
            if theirs != ours:
                differing[term.name, year] = (theirs, ours)
    assert differing == LUNAR_PYTHON_ERRS
    assert all(solar_term_certainty(name, year) == "estimate" for name, year in differing)


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
