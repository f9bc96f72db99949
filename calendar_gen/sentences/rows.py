"""Bases with a day a year: their rows, the years that they are known for, and how surely."""

from collections.abc import Callable
from datetime import tzinfo
from functools import lru_cache
from typing import Any

from calendar_gen.calendars import system
from calendar_gen.calendars.authority_tables import (
    authority_certainty,
    authority_day,
    authority_tables,
)
from calendar_gen.calendars.easter import (
    FIRST_ORTHODOX,
    FIRST_WESTERN,
    orthodox_easter,
    western_easter,
)
from calendar_gen.calendars.iso_week import iso_year_start, weeks_in
from calendar_gen.calendars.solar import (
    FIRST_YEAR,
    LAST_YEAR,
    UTC_PLUS_8,
    solar_term,
    solar_term_certainty,
    solar_term_day,
)
from calendar_gen.rules import Certainty
from calendar_gen.sentences import month_rows
from calendar_gen.sentences.choices import Choices
from calendar_gen.sentences.month_rows import Row
from calendar_gen.sentences.nodes import (
    DayOfIsoWeek,
    DayOfYear,
    Easter,
    LastOfMonth,
    LastOfYear,
    MonthDay,
    NthWeekday,
    SolarTerm,
    SunPoint,
    TableDay,
    Yearly,
)
from calendar_gen.sentences.zones import zone_key

Years = tuple[int | None, int | None]
_WESTERN = ("gregorian", "julian")


def base_row(node: Yearly, first: int, last: int, choices: Choices) -> Row:
    """The day of each year, `first` to `last`, of the base's own calendar; None where it has none.

    Years outside `known_years` give None. The list is shared: do not change it.
    """
    known_first, known_last = known_years(node)
    start = first if known_first is None else max(first, known_first)
    end = last if known_last is None else min(last, known_last)
    if start > end:
        return [None] * (last - first + 1)
    row = _ROWS[type(node)](node, start, end, choices)
    if (start, end) == (first, last):
        return row
    return [*([None] * (start - first)), *row, *([None] * (last - end))]


def calendar_of(node: Yearly) -> str:
    """The key of the calendar system whose years number the base's days."""
    if isinstance(node, MonthDay | LastOfMonth | LastOfYear | NthWeekday):
        return node.system
    return "gregorian"


def known_years(node: Yearly) -> Years:
    """The first and the last year that the base is known for; None is without end."""
    if isinstance(node, Easter):
        return (FIRST_ORTHODOX if node.orthodox else FIRST_WESTERN), None
    if isinstance(node, SolarTerm | SunPoint):
        return FIRST_YEAR, LAST_YEAR
    if isinstance(node, TableDay):
        table = authority_tables()[node.table]
        return table.first_year, table.last_year
    calendar = system(calendar_of(node))
    return calendar.first_year, calendar.last_year


def certainty_of(node: Yearly, year: int, day: int) -> Certainty:
    """How surely the base's day in a year is known."""
    if isinstance(node, SolarTerm | SunPoint):
        return solar_term_certainty(_longitude(node), year, _zone(node))
    if isinstance(node, TableDay):
        return authority_certainty(authority_tables()[node.table], year)
    key = calendar_of(node)
    return "exact" if key in _WESTERN else system(key).certainty(day)


def _easter_row(node: Easter, first: int, last: int, _choices: Choices) -> Row:
    return _easters(node.orthodox, first, last)


@lru_cache(maxsize=64)
def _easters(orthodox: bool, first: int, last: int) -> Row:
    easter = orthodox_easter if orthodox else western_easter
    return [easter(year) for year in range(first, last + 1)]


def _day_of_year_row(node: DayOfYear, first: int, last: int, choices: Choices) -> Row:
    calendar = system("gregorian")
    starts = calendar.column(1, False, first, last)
    after = node.day - 1
    if after < 365 or choices.missing == "later":
        return [start if start is None else start + after for start in starts]
    leap_days = calendar.lengths(2, False, first, last)
    short = -1 if choices.missing == "earlier" else None
    return [
        start + after if length == 29 else (None if short is None else start + after + short)
        for start, length in zip(starts, leap_days, strict=True)
        if start is not None
    ]


def _iso_week_row(node: DayOfIsoWeek, first: int, last: int, choices: Choices) -> Row:
    after = 7 * (node.week - 1) + (node.weekday - 1) % 7
    row: Row = []
    for year in range(first, last + 1):
        day = iso_year_start(year) + after
        if node.week <= 52 or weeks_in(year) == 53 or choices.missing == "later":
            row.append(day)
        else:
            row.append(day - 7 if choices.missing == "earlier" else None)
    return row


def _sun_row(node: SolarTerm | SunPoint, first: int, last: int, _choices: Choices) -> Row:
    return _sun_days(_longitude(node), first, last, _zone(node))


@lru_cache(maxsize=256)
def _sun_days(longitude: int, first: int, last: int, zone: str | tzinfo) -> Row:
    return [solar_term_day(longitude, year, zone) for year in range(first, last + 1)]


def _table_row(node: TableDay, first: int, last: int, _choices: Choices) -> Row:
    table = authority_tables()[node.table]
    return [authority_day(table, year) for year in range(first, last + 1)]


def _longitude(node: SolarTerm | SunPoint) -> int:
    if isinstance(node, SunPoint):
        return 30 * (node.month - 3)
    term = solar_term(node.term)
    assert term is not None
    return term.longitude


def _zone(node: SolarTerm | SunPoint) -> str | tzinfo:
    return UTC_PLUS_8 if node.zone is None else zone_key(node.zone)


_ROWS: dict[type, Callable[[Any, int, int, Choices], Row]] = {
    MonthDay: month_rows.month_day_row,
    NthWeekday: month_rows.nth_weekday_row,
    LastOfMonth: month_rows.last_of_month_row,
    LastOfYear: month_rows.last_of_year_row,
    Easter: _easter_row,
    DayOfYear: _day_of_year_row,
    DayOfIsoWeek: _iso_week_row,
    SolarTerm: _sun_row,
    SunPoint: _sun_row,
    TableDay: _table_row,
}
