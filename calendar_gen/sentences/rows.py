"""Bases with a day a year: their rows, the years that they are known for, and how surely."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from calendar_gen.calendars import system
from calendar_gen.calendars.easter import (
    FIRST_ORTHODOX,
    FIRST_WESTERN,
    orthodox_easter,
    western_easter,
)
from calendar_gen.calendars.iso_week import iso_year_start, weeks_in
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

Years = tuple[int | None, int | None]


@lru_cache(maxsize=2048)
def base_row(node: Yearly, first: int, last: int, choices: Choices) -> Row:
    """The day of each year, `first` to `last`, of the base's own calendar; None where it has none.

    Years outside `known_years` give None. The list is shared: do not change it.
    """
    known_first, known_last = known_years(node)
    start = first if known_first is None else max(first, known_first)
    end = last if known_last is None else min(last, known_last)
    if start > end:
        return [None] * (last - first + 1)
    row = _known_row(node, start, end, choices)
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
    if isinstance(node, SolarTerm | SunPoint | TableDay):
        from calendar_gen.sentences.named_rows import named_years

        return named_years(node)
    calendar = system(calendar_of(node))
    return calendar.first_year, calendar.last_year


def certainty_in(node: Yearly) -> Callable[[int, int], Certainty] | None:
    """What tells how surely the base's day in a year is known, of the year and the day; None where
    every day is exact.
    """
    if isinstance(node, SolarTerm | SunPoint | TableDay):
        from calendar_gen.sentences.named_rows import named_certainty

        return lambda year, _day: named_certainty(node, year)
    calendar = system(calendar_of(node))
    return None if calendar.exact else lambda _year, day: calendar.certainty(day)


def _known_row(node: Yearly, first: int, last: int, choices: Choices) -> Row:
    if isinstance(node, SolarTerm | SunPoint | TableDay):
        # Late, as few rules need the sun, a zone or a table.
        from calendar_gen.sentences.named_rows import named_row

        return named_row(node, first, last)
    return _ROWS[type(node)](node, first, last, choices)


def _easter_row(node: Easter, first: int, last: int, _choices: Choices) -> Row:
    return _easters(node.orthodox, first, last)


@lru_cache(maxsize=8)
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


_ROWS: dict[type, Callable[[Any, int, int, Choices], Row]] = {
    MonthDay: month_rows.month_day_row,
    NthWeekday: month_rows.nth_weekday_row,
    LastOfMonth: month_rows.last_of_month_row,
    LastOfYear: month_rows.last_of_year_row,
    Easter: _easter_row,
    DayOfYear: _day_of_year_row,
    DayOfIsoWeek: _iso_week_row,
}
