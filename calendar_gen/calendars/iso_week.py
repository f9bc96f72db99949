"""Weeks by ISO 8601: they begin on Monday, and week 1 holds 4 January."""

from __future__ import annotations

from calendar_gen.calendars.western import gregorian_day


def iso_year_start(year: int) -> int:
    """The day number of the Monday of week 1 of an ISO year."""
    fourth = gregorian_day(year, 1, 4)
    return fourth - (fourth - 1) % 7


def weeks_in(year: int) -> int:
    """52 or 53."""
    return (iso_year_start(year + 1) - iso_year_start(year)) // 7


def iso_week_day(year: int, week: int, weekday: int) -> int | None:
    """The day number of a weekday (1 Monday to 7 Sunday) of a week; None if the year lacks it."""
    if not 1 <= week <= weeks_in(year):
        return None
    return iso_year_start(year) + 7 * (week - 1) + weekday - 1
