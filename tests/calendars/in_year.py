"""Days of a calendar system that fall in a Gregorian year, for tests."""

from __future__ import annotations

from datetime import date

from calendar_gen.calendars import CalendarSystem


def days_in(calendar: CalendarSystem, month: int, day: int, year: int, *, leap: bool) -> list[str]:
    """ISO days of each return of a month and day within a Gregorian year."""
    first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    found = []
    for own_year in range(calendar.year_of(first), calendar.year_of(last) + 1):
        try:
            number = calendar.to_day(own_year, month, day, leap)
        except ValueError:
            continue
        if first <= number <= last:
            found.append(date.fromordinal(number).isoformat())
    return found


def day(iso: str) -> int:
    """The day number of an ISO date."""
    return date.fromisoformat(iso).toordinal()


def iso(number: int) -> str:
    """The ISO date of a day number."""
    return date.fromordinal(number).isoformat()
