"""Days that authorities announce, against the sun and the moon."""

from __future__ import annotations

import csv
from datetime import date

import pytest

from calendar_gen.calendars import OutOfRange
from calendar_gen.calendars.authority_tables import (
    authority_certainty,
    authority_day,
    authority_tables,
)
from tests.calendars.hindu_rule import FEASTS, feast_days
from tests.calendars.in_year import iso
from tests.calendars.make_collected_days import COLLECTED, VERSION
from tests.calendars.sky import new_moons

# Announced otherwise than the plain rule gives: an eclipse, a shadowed evening, another school.
ANNOUNCED_OTHERWISE = {
    "holi-india": {"2016-03-24", "2023-03-08", "2026-03-04"},
    "dussehra-india": {"2003-10-05", "2019-10-08"},
    "ram-navami-india": {"2005-04-18", "2008-04-14"},
    "mahavir-jayanti-india": {"2016-04-20"},
    "guru-nanak-jayanti-india": {"2005-11-15"},
}

# Years in which the collection has a day on which the moon is not full, or of another month.
COLLECTED_OTHERWISE = {
    "mahavir-jayanti-india": [2010],
    "vesak-india": [2001, 2002, 2003, 2004, 2009],
    "vesak-sri-lanka": [2010],
}


@pytest.mark.parametrize("key", list(FEASTS))
def test_hindu_days_are_those_of_the_rule_but_for_the_years_listed(key: str) -> None:
    table = authority_tables()[key]
    by_rule = feast_days(FEASTS[key], table.first_year, table.last_year)
    days = {year: authority_day(table, year) for year in by_rule}
    differing = {iso(day) for year, day in days.items() if day != by_rule[year]}
    assert differing == ANNOUNCED_OTHERWISE.get(key, set())
    assert all(abs(days[year] - by_rule[year]) <= 1 for year in days)


def test_vesak_is_near_a_full_moon_everywhere() -> None:
    full_moons = [(moon + 14.77 * 86400) / 86400 for moon in new_moons()]
    for key, table in authority_tables().items():
        if table.name == "Vesak":
            for year in range(table.first_year, table.last_year + 1):
                noon = authority_day(table, year) + 0.25
                assert min(abs(noon - moon) for moon in full_moons) < 2.2, (key, year)


@pytest.mark.parametrize(
    "key, year, expected, certainty",
    [
        ("diwali-india", 2024, "2024-10-31", "estimate"),
        ("diwali-india", 2025, "2025-10-20", "provisional"),
        ("diwali-india", 2027, "2027-10-29", "estimate"),
        ("vesak-thailand", 2024, "2024-05-22", "provisional"),
        ("vesak-thailand", 2023, "2023-06-03", "provisional"),
        ("vesak-sri-lanka", 2023, "2023-05-05", "provisional"),
        ("vesak-singapore", 2026, "2026-05-31", "provisional"),
        ("vesak-malaysia", 2023, "2023-05-04", "provisional"),
        ("vesak-indonesia", 2022, "2022-05-16", "provisional"),
    ],
)
def test_days(key: str, year: int, expected: str, certainty: str) -> None:
    table = authority_tables()[key]
    assert iso(authority_day(table, year)) == expected
    assert authority_certainty(table, year) == certainty


def test_a_name_alone_means_at_most_one_table() -> None:
    tables = authority_tables().values()
    alone = [table.name for table in tables if table.alone]
    assert len(alone) == len(set(alone))
    assert "Vesak" not in alone
    assert len({(table.name, table.authority) for table in tables}) == len(tables)
    assert {table.key for table in tables} == set(authority_tables())


def test_every_table_holds_real_days_and_says_its_source() -> None:
    for table in authority_tables().values():
        assert table.source.endswith(".")
        for year in range(table.first_year, table.last_year + 1):
            assert date.fromordinal(authority_day(table, year)).year == year
        assert table.last_year == 2050


def test_outside_its_years_a_table_says_them() -> None:
    table = authority_tables()["diwali-india"]
    for year in (2000, 2051):
        with pytest.raises(
            OutOfRange, match=f"Diwali as kept in India .* 2001 to 2050, and {year}"
        ):
            authority_day(table, year)
        with pytest.raises(OutOfRange):
            authority_certainty(table, year)


def test_the_days_announced_are_those_of_another_collection_but_for_the_years_listed() -> None:
    with COLLECTED.open(encoding="utf-8") as file:
        collected = {row["table"]: row["days"].split() for row in csv.DictReader(file)}
    assert list(collected) == list(authority_tables())
    for key, table in authority_tables().items():
        years = range(table.first_year, table.last_announced + 1)
        ours = [iso(authority_day(table, year))[5:].replace("-", "") for year in years]
        pairs = zip(years, ours, collected[key], strict=True)
        differing = [year for year, here, there in pairs if here != there]
        assert differing == COLLECTED_OTHERWISE.get(key, []), key
        said = f"holidays {VERSION} (MIT) collects it to {table.last_announced}"
        assert said + (", but for " if differing else "; ") in table.source, key
        assert "so provisional" in table.source
