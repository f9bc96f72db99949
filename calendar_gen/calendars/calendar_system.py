"""What a calendar system answers: the first day and the length of every month, as day numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from calendar_gen.calendars.dates import (
    CalendarDate,
    Certainty,
    MonthLength,
    MonthName,
    MonthStart,
    OutOfRange,
)
from calendar_gen.named import NamedTuple


class _Month(NamedTuple):
    month: int
    leap: bool
    first: int
    length: int


def always_exact(_day: int) -> Certainty:
    """The certainty of a system whose rule leaves nothing open."""
    return "exact"


def _by_its_own_name(_year: int, _month: int, leap: bool) -> bool:
    return leap


class CalendarSystem:
    """A calendar system over day numbers; answers are the same for the same question, for ever.

    ``new_year(year)`` must be right for every supported year and for the one after the last;
    ``month_lengths(year)`` lists the months of a supported year in order. Everything else follows.
    ``mean_year`` is (days, years): the average length of a year, to find a day's year.
    ``years`` is what an error calls its years: "AH", "AM", or nothing. ``known_as(year, month,
    leap)`` says whether the leap month of that number is meant in that year. ``exact`` is whether
    every day that it gives is.
    """

    def __init__(
        self,
        *,
        key: str,
        name: str,
        cycle_suffix: str,
        months: tuple[MonthName, ...],
        source: str,
        new_year: Callable[[int], int],
        month_lengths: Callable[[int], Sequence[MonthLength]],
        mean_year: tuple[int, int],
        first_year: int | None = None,
        last_year: int | None = None,
        certainty: Callable[[int], Certainty] = always_exact,
        years: str = "",
        known_as: Callable[[int, int, bool], bool] = _by_its_own_name,
    ) -> None:
        self.key = key
        self.name = name
        self.cycle_suffix = cycle_suffix
        self.months = months
        self.source = source
        self._asked = (0, -1)
        self._answered: Sequence[tuple[int, Sequence[MonthLength]]] = ()
        self.first_year = first_year
        self.last_year = last_year
        self.first_day = None if first_year is None else new_year(first_year)
        self.last_day = None if last_year is None else new_year(last_year + 1) - 1
        self._new_year = new_year
        self._month_lengths = month_lengths
        self._mean_year = mean_year
        self._anchor_year = 1 if first_year is None else first_year
        self._anchor_day = new_year(self._anchor_year)
        self._certainty = certainty
        self.exact = certainty is always_exact
        self._years = years
        self._known_as = known_as
        self._months_of = lru_cache(maxsize=4096)(self._lay_out)
        self._cells_of = lru_cache(maxsize=1024)(self._gather)

    def __repr__(self) -> str:
        return f"<CalendarSystem {self.key}>"

    def starts(self, first_year: int, last_year: int) -> Sequence[MonthStart]:
        """Every month of the years given (both in), in order.

        Raises OutOfRange when a year is not supported.
        """
        self._need_year(first_year)
        self._need_year(last_year)
        return [
            MonthStart(m.first, year, m.month, m.leap)
            for year in range(first_year, last_year + 1)
            for m in self._months_of(year)
        ]

    def column(self, month: int, leap: bool, first_year: int, last_year: int) -> list[int | None]:
        """The first day of one month in each year given (both in); None where a year lacks it.

        The list is kept and handed out again: do not change it. Raises OutOfRange.
        """
        return self._cells_of(month, leap, first_year, last_year)[0]

    def lengths(self, month: int, leap: bool, first_year: int, last_year: int) -> list[int | None]:
        """The number of days of one month in each year given, beside ``column``."""
        return self._cells_of(month, leap, first_year, last_year)[1]

    def all_lengths(
        self, month: int, leap: bool, first_year: int, last_year: int
    ) -> frozenset[int | None]:
        """Every number of days that one month has in the years given, None if a year lacks it.

        Nothing is laid out for that, so many years take little time. Raises OutOfRange.
        """
        self._need_year(first_year)
        self._need_year(last_year)
        found: set[int | None] = set()
        for year, months in self._years_of_months(first_year, last_year):
            known = self._known_as(year, month, leap)
            found.add(next((m[2] for m in months if m[0] == month and m[1] == known), None))
        return frozenset(found)

    def _years_of_months(
        self, first_year: int, last_year: int
    ) -> Sequence[tuple[int, Sequence[MonthLength]]]:
        """The months of many years; those asked for last are kept, for the next month of them."""
        asked = (first_year, last_year)
        if self._asked != asked:
            years = range(first_year, last_year + 1)
            self._asked, self._answered = asked, [(y, self._month_lengths(y)) for y in years]
        return self._answered

    def year_start(self, year: int) -> int:
        """The first day of a year. Raises OutOfRange."""
        self._need_year(year)
        return self._new_year(year)

    def year_of(self, day: int) -> int:
        """The year that a day is in. Raises OutOfRange."""
        self._need_day(day)
        days, years = self._mean_year
        year = self._anchor_year + (day - self._anchor_day) * years // days
        while self._new_year(year) > day:
            year -= 1
        while (self.last_year is None or year < self.last_year) and self._new_year(year + 1) <= day:
            year += 1
        return year

    def from_day(self, day: int) -> CalendarDate:
        """The date of a day number. Raises OutOfRange."""
        year = self.year_of(day)
        for m in reversed(self._months_of(year)):
            if m.first <= day:
                return CalendarDate(year, m.month, m.leap, day - m.first + 1)
        raise AssertionError(f"{self.key}: no month of {year} holds day {day}")

    def to_day(self, year: int, month: int, day: int, leap: bool = False) -> int:
        """The day number of a date.

        Raises OutOfRange, or ValueError with a sentence when there is no such day.
        """
        self._need_year(year)
        found = self._find(year, month, leap)
        if found is None:
            raise ValueError(
                f"the {self.name} year {self._say(year)} has no {self.month_label(month, leap)}"
            )
        if not 1 <= day <= found.length:
            raise ValueError(
                f"{self.month_label(month, leap)} of the {self.name} year {self._say(year)} "
                f"has {found.length} days, so no day {day}"
            )
        return found.first + day - 1

    def certainty(self, day: int) -> Certainty:
        """How far this system's answer for a day can be relied on. Raises OutOfRange."""
        self._need_day(day)
        return self._certainty(day)

    def month_label(self, month: int, leap: bool) -> str:
        """A month's English name, or "month 8", "leap month 6" where months go by number."""
        for name in self.months:
            if (name.number, name.leap) == (month, leap):
                return name.name
        return f"leap month {month}" if leap else f"month {month}"

    def range_sentence(self) -> str:
        """What years are supported, as a clause: "years 1600 to 2200"."""
        if self.first_year is None and self.last_year is None:
            return "all years"
        if self.last_year is None:
            return f"years from {self._say(self.first_year)} on"
        if self.first_year is None:
            return f"years up to {self._say(self.last_year)}"
        return f"years {self.first_year} to {self._say(self.last_year)}"

    def _say(self, year: int | None) -> str:
        return f"{year} {self._years}".rstrip()

    def _need_year(self, year: int) -> None:
        if (self.first_year is not None and year < self.first_year) or (
            self.last_year is not None and year > self.last_year
        ):
            raise OutOfRange(
                f"the {self.name} calendar is supported for {self.range_sentence()}, "
                f"and {self._say(year)} is outside"
            )

    def _need_day(self, day: int) -> None:
        if (self.first_day is not None and day < self.first_day) or (
            self.last_day is not None and day > self.last_day
        ):
            raise OutOfRange(
                f"the {self.name} calendar is supported for {self.range_sentence()} "
                f"(days {self.first_day} to {self.last_day}), and day {day} is outside"
            )

    def _lay_out(self, year: int) -> tuple[_Month, ...]:
        first = self._new_year(year)
        laid: list[_Month] = []
        for month, leap, length in self._month_lengths(year):
            laid.append(_Month(month, leap, first, length))
            first += length
        return tuple(laid)

    def _find(self, year: int, month: int, leap: bool) -> _Month | None:
        leap = self._known_as(year, month, leap)
        for m in self._months_of(year):
            if m.month == month and m.leap == leap:
                return m
        return None

    def _gather(
        self, month: int, leap: bool, first_year: int, last_year: int
    ) -> tuple[list[int | None], list[int | None]]:
        self._need_year(first_year)
        self._need_year(last_year)
        found = [self._find(year, month, leap) for year in range(first_year, last_year + 1)]
        return [m and m.first for m in found], [m and m.length for m in found]
