"""Known days, the awkward ones first: system, month and day, Gregorian year -> its days there."""

from __future__ import annotations

import csv
from itertools import combinations
from pathlib import Path

import pytest

from calendar_gen.calendars import system
from calendar_gen.rules.days import Certainty, Span, least_sure, less_sure
from tests.calendars.in_year import day, days_in, iso

with Path(__file__).with_name("days.csv").open(encoding="utf-8", newline="") as _lines:
    ROWS = list(csv.DictReader(_lines))


@pytest.mark.parametrize(
    "row",
    ROWS,
    ids=[f"{r['system']} {r['year']}: {r['leap']}{r['month']}-{r['day']}" for r in ROWS],
)
def test_the_day_falls_where_it_is_known_to_fall(row: dict[str, str]) -> None:
    calendar = system(row["system"])
    month, number, year = int(row["month"]), int(row["day"]), int(row["year"])
    found = days_in(calendar, month, number, year, leap=row["leap"] == "leap")
    assert found == row["expected"].split()


@pytest.mark.parametrize(
    "key, of",
    [
        ("islamic-umalqura", "2024-12-02"),
        ("islamic-umalqura", "2033-01-02"),
        ("islamic-umalqura", "2033-01-31"),
        ("islamic-umalqura", "1900-01-01"),
        ("islamic-umalqura", "2100-01-01"),
        ("persian", "2124-03-20"),
        ("chinese", "2097-08-08"),
        ("chinese", "2097-08-07"),
        ("vietnamese", "1960-02-03"),
        ("bengali", "1952-02-21"),
        ("bengali", "1987-04-13"),
        ("nanakshahi", "2003-03-13"),
    ],
)
def test_what_authorities_quarrel_about_is_an_estimate(key: str, of: str) -> None:
    assert system(key).certainty(day(of)) == "estimate"


@pytest.mark.parametrize(
    "key, of, certainty",
    [
        ("islamic-umalqura", "2026-03-20", "computed"),
        ("islamic-umalqura", "2001-03-26", "exact"),
        ("islamic-umalqura", "2033-01-01", "provisional"),
        ("islamic-umalqura", "2033-02-01", "provisional"),
        ("islamic-umalqura", "2033-12-23", "provisional"),
        ("islamic-umalqura", "2024-12-01", "computed"),
        ("islamic-umalqura", "2025-01-01", "computed"),
        ("persian", "2124-03-19", "exact"),
        ("persian", "2026-03-21", "exact"),
        ("chinese", "2026-02-17", "computed"),
        ("vietnamese", "2026-02-17", "computed"),
        ("french-republican", "1799-11-09", "exact"),
        ("french-republican", "1805-12-31", "exact"),
        ("french-republican", "1806-01-01", "computed"),
        ("nanakshahi", "2003-03-14", "exact"),
        ("bengali", "1987-04-14", "exact"),
        ("french-republican", "2026-09-22", "computed"),
        ("gregorian", "9999-12-31", "exact"),
    ],
)
def test_the_rest_says_how_certain_it_is(key: str, of: str, certainty: str) -> None:
    assert system(key).certainty(day(of)) == certainty


def test_of_two_certainties_the_more_doubtful_one_stands() -> None:
    """From the surest on, as the reference lists them."""
    order: list[Certainty] = [
        "exact",
        "computed",
        "provisional",
        "estimate",
        "approximate",
        "uncertain",
    ]
    for surer, more_doubtful in combinations(order, 2):
        assert least_sure(surer, more_doubtful) == least_sure(more_doubtful, surer)
        assert least_sure(surer, more_doubtful) == more_doubtful
        span = Span("2027", 2027, 1, 1, surer)
        assert less_sure(span, more_doubtful) == Span("2027", 2027, 1, 1, more_doubtful)
        assert less_sure(less_sure(span, more_doubtful), surer) == less_sure(span, more_doubtful)


@pytest.mark.parametrize(
    "julian, gregorian",
    [
        ((1917, 10, 25), "1917-11-07"),
        ((1812, 8, 26), "1812-09-07"),
        ((1709, 6, 27), "1709-07-08"),
        ((1215, 6, 15), "1215-06-22"),
        ((1242, 4, 5), "1242-04-12"),
        ((1066, 10, 14), "1066-10-20"),
    ],
)
def test_a_julian_date_has_the_offset_of_its_own_century(
    julian: tuple[int, int, int], gregorian: str
) -> None:
    assert iso(system("julian").to_day(*julian)) == gregorian


def test_before_the_common_era_there_is_a_year_0() -> None:
    ides = system("julian").to_day(-43, 3, 15)
    assert system("gregorian").from_day(ides) == (-43, 3, False, 13)
    assert system("julian").to_day(0, 2, 29) == system("julian").to_day(0, 3, 1) - 1


@pytest.mark.parametrize("year", [2020, 2022, 2023, 2029])
def test_the_chinese_year_ends_on_a_30th(year: int) -> None:
    assert system("chinese").lengths(12, False, year, year) == [30]


@pytest.mark.parametrize("year", [2021, 2024, 2025, 2026, 2027, 2028])
def test_the_chinese_year_ends_on_a_29th(year: int) -> None:
    chinese = system("chinese")
    assert chinese.lengths(12, False, year, year) == [29]
    assert chinese.from_day(chinese.year_start(year + 1) - 1) == (year, 12, False, 29)
