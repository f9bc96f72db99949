"""What every calendar system answers; a new one comes under these by its line in the registry."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from calendar_gen.calendars import CERTAINTIES, SYSTEMS, CalendarSystem, OutOfRange, system
from calendar_gen.calendars.western import gregorian_day

COMPUTED = ["islamic-umalqura", "chinese", "dangi", "vietnamese"]
BOUNDED_AT_BOTH_ENDS = ["persian", "chinese", "dangi", "vietnamese"]
EVERY_DAY_FROM, EVERY_DAY_TO = date(1600, 1, 1).toordinal(), date(2400, 12, 31).toordinal()


@pytest.fixture(params=list(SYSTEMS))
def calendar(request: pytest.FixtureRequest) -> CalendarSystem:
    return system(request.param)


def _some_years(calendar: CalendarSystem) -> range:
    first = calendar.year_of(max(EVERY_DAY_FROM, calendar.first_day or EVERY_DAY_FROM))
    last = calendar.year_of(min(EVERY_DAY_TO, calendar.last_day or EVERY_DAY_TO))
    return range(first, last + 1)


def test_the_registry_names_the_systems_in_order() -> None:
    assert list(SYSTEMS) == [
        "gregorian",
        "julian",
        "hebrew",
        "islamic-umalqura",
        "islamic-civil",
        "islamic-tbla",
        "persian",
        "chinese",
        "dangi",
        "vietnamese",
        "coptic",
        "ethiopic",
        "indian",
        "bengali",
        "nanakshahi",
        "french-republican",
        "buddhist",
        "roc",
    ]


def test_a_system_is_made_once(calendar: CalendarSystem) -> None:
    assert system(calendar.key) is calendar


def test_months_are_numbered_as_they_are_named(calendar: CalendarSystem) -> None:
    numbers = list(dict.fromkeys(month.number for month in calendar.months))
    assert numbers == list(range(1, len(numbers) + 1))


def test_every_day_from_1600_to_2400_comes_back(calendar: CalendarSystem) -> None:
    first = max(EVERY_DAY_FROM, calendar.first_day or EVERY_DAY_FROM)
    last = min(EVERY_DAY_TO, calendar.last_day or EVERY_DAY_TO)
    before = calendar.from_day(first)
    assert calendar.to_day(before.year, before.month, before.day, before.leap) == first
    for day in range(first + 1, last + 1):
        on = calendar.from_day(day)
        assert calendar.to_day(on.year, on.month, on.day, on.leap) == day
        assert on.day == 1 or on == (*before[:3], before.day + 1)
        before = on


def test_months_follow_one_another_without_a_gap(calendar: CalendarSystem) -> None:
    years = _some_years(calendar)
    starts = calendar.starts(years[0], years[-1])
    for start, following in pairwise(starts):
        length = calendar.lengths(start.month, start.leap, start.year, start.year)[0]
        assert following.day == start.day + (length or 0)
    firsts: dict[int, int] = {}
    for start in starts:
        firsts.setdefault(start.year, start.day)
    assert firsts == {year: calendar.year_start(year) for year in years}


def test_a_column_is_the_starts_of_one_month(calendar: CalendarSystem) -> None:
    years = _some_years(calendar)
    starts = calendar.starts(years[0], years[-1])
    for month, leap in {(start.month, start.leap) for start in starts}:
        of_month = {s.year: s.day for s in starts if (s.month, s.leap) == (month, leap)}
        column = calendar.column(month, leap, years[0], years[-1])
        if calendar.key == "hebrew" and (month, leap) == (7, False):
            assert None not in column  # plain Adar is Adar II in leap years
            column = [column[year - years[0]] if year in of_month else None for year in years]
        assert column == [of_month.get(year) for year in years]


def test_month_names_name_months_that_exist(calendar: CalendarSystem) -> None:
    years = _some_years(calendar)
    existing = {(s.month, s.leap) for s in calendar.starts(years[0], years[0] + 4)}
    named = {(name.number, name.leap) for name in calendar.months}
    assert named == (existing if calendar.months else set())
    words = [word.casefold() for n in calendar.months for word in {n.name, *n.aliases}]
    assert len(words) == len(set(words))
    for name in calendar.months:
        assert calendar.month_label(name.number, name.leap) == name.name


def test_a_month_that_does_not_exist_is_refused(calendar: CalendarSystem) -> None:
    year = _some_years(calendar)[10]
    with pytest.raises(ValueError, match=rf"the {calendar.name} year {year}.* has no month 14"):
        calendar.to_day(year, 14, 1)
    with pytest.raises(ValueError, match=r"has \d\d days, so no day 33"):
        calendar.to_day(year, 1, 33)
    with pytest.raises(ValueError, match=r"has \d\d days, so no day 0"):
        calendar.to_day(year, 1, 0)


def test_a_certainty_is_known_for_each_month(calendar: CalendarSystem) -> None:
    years = _some_years(calendar)
    found = {calendar.certainty(start.day) for start in calendar.starts(years[0], years[-1])}
    assert found <= set(CERTAINTIES)


def test_it_tells_who_says_so(calendar: CalendarSystem) -> None:
    assert calendar.source.endswith(".")
    assert len(calendar.source) > 40


@pytest.mark.parametrize("key", BOUNDED_AT_BOTH_ENDS)
def test_outside_its_range_a_system_says_the_range(key: str) -> None:
    calendar = system(key)
    assert calendar.first_year is not None
    assert calendar.last_year is not None
    assert calendar.first_day is not None
    assert calendar.last_day is not None
    sentence = (
        rf"the {calendar.name} calendar is supported for years {calendar.first_year} to "
        rf"{calendar.last_year}.*, and .* is outside"
    )
    for year in (calendar.first_year - 1, calendar.last_year + 1):
        for ask in (
            lambda year=year: calendar.starts(year, year),
            lambda year=year: calendar.column(1, False, year, year),
            lambda year=year: calendar.lengths(1, False, year, year),
            lambda year=year: calendar.year_start(year),
            lambda year=year: calendar.to_day(year, 1, 1),
        ):
            with pytest.raises(OutOfRange, match=sentence):
                ask()
    for day in (calendar.first_day - 1, calendar.last_day + 1):
        for ask_day in (calendar.from_day, calendar.year_of, calendar.certainty):
            with pytest.raises(OutOfRange, match=sentence):
                ask_day(day)
    assert calendar.from_day(calendar.first_day)[:4] == (calendar.first_year, 1, False, 1)
    assert calendar.year_of(calendar.last_day) == calendar.last_year


def test_systems_that_count_from_an_epoch_refuse_what_is_before() -> None:
    with pytest.raises(OutOfRange, match=r"Hebrew calendar is supported for years from 1 AM on"):
        system("hebrew").year_start(0)
    with pytest.raises(OutOfRange, match=r"Minguo calendar is supported for years from 1 on"):
        system("roc").to_day(0, 1, 1)
    assert system("roc").to_day(1, 1, 1) == date(1912, 1, 1).toordinal()
    assert system("buddhist").to_day(2484, 1, 1) == date(1941, 1, 1).toordinal()


def test_lunisolar_tables_reach_from_1600_to_2200() -> None:
    for key in ("chinese", "dangi", "vietnamese"):
        assert (system(key).first_year, system(key).last_year) == (1600, 2200)


def test_cycle_suffixes() -> None:
    suffixes = {key: system(key).cycle_suffix for key in SYSTEMS}
    assert suffixes.pop("gregorian") == suffixes.pop("julian") == ""
    assert {suffixes.pop(key) for key in SYSTEMS if key.startswith("islamic")} == {"islamic"}
    assert all(key == suffix for key, suffix in suffixes.items())


@pytest.mark.parametrize("key", ["gregorian", "julian"])
def test_the_western_calendars_have_no_end(key: str) -> None:
    calendar = system(key)
    for day in (-20_000_000, -1, 0, 1, 20_000_000):
        on = calendar.from_day(day)
        assert calendar.to_day(on.year, on.month, on.day) == day
    assert calendar.range_sentence() == "all years"


@pytest.mark.parametrize(
    "key, epoch",
    [
        ("hebrew", -1_373_427),
        ("coptic", 103_605),
        ("ethiopic", 2_796),
        ("islamic-civil", 227_015),
        ("islamic-tbla", 227_014),
        ("french-republican", 654_415),
        ("indian", date(79, 3, 22).toordinal()),
        ("nanakshahi", date(1469, 3, 14).toordinal()),
        ("bengali", date(594, 4, 14).toordinal()),
        ("roc", date(1912, 1, 1).toordinal()),
    ],
)
def test_a_calendar_begins_with_its_year_one(key: str, epoch: int) -> None:
    """The first six days are epochs of Reingold and Dershowitz, Calendrical Calculations."""
    calendar = system(key)
    assert calendar.year_start(1) == epoch
    assert calendar.year_of(epoch) == 1
    with pytest.raises(OutOfRange):
        calendar.starts(0, 0)
    with pytest.raises(OutOfRange):
        calendar.year_of(epoch - 1)


def test_a_gregorian_date_has_the_number_that_python_gives_it() -> None:
    for year in (1, 1700, 1999, 2000, 2023, 2024):
        for month in range(1, 13):
            assert gregorian_day(year, month, 28) == date(year, month, 28).toordinal()
