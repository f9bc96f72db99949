"""The days that a digest covers: a year, a month, a week, or any days in a row."""

from functools import lru_cache
from typing import Literal, NamedTuple

from calendar_gen.calendars.iso_week import iso_week_day, iso_year_start, weeks_in
from calendar_gen.edtf import civil, day, iso
from calendar_gen.entries.days import MONTHS, span_text, year_text
from calendar_gen.entries.phrases import Phrases

__all__ = [
    "Kind",
    "Period",
    "file_stem",
    "month_period",
    "period_text",
    "week_period",
    "weeks_in",
    "year_period",
]

Kind = Literal["year", "month", "week", "days"]


class Period(NamedTuple):
    """Days `first` to `last`, both in, and what they are together."""

    kind: Kind
    first: int
    last: int

    def holds(self, first: int, last: int) -> bool:
        """Whether any of the days `first` to `last` is one of its own."""
        return first <= self.last and last >= self.first


@lru_cache(maxsize=16)  # asked for each entry of a year, several times
def year_period(year: int) -> Period:
    """An astronomical year."""
    return Period("year", day(year, 1, 1), day(year, 12, 31))


def month_period(year: int, month: int) -> Period:
    """A month of an astronomical year."""
    following = day(year + month // 12, month % 12 + 1, 1)
    return Period("month", day(year, month, 1), following - 1)


def week_period(year: int, week: int) -> Period | None:
    """A week by ISO 8601, Monday to Sunday; None if the year has no week of that number."""
    monday = iso_week_day(year, week, 1)
    return None if monday is None else Period("week", monday, monday + 6)


def file_stem(period: Period) -> str:
    """A name for files of it: `2027`, `2027-05`, `2027-W19`, `2026-11-24_2026-12-23`."""
    year, month, _ = civil(period.first)
    if period.kind == "year":
        return f"{year:04d}"
    if period.kind == "month":
        return f"{year:04d}-{month:02d}"
    if period.kind == "week":
        thursday, number = _week(period)
        return f"{thursday:04d}-W{number:02d}"
    return f"{iso(period.first)}_{iso(period.last)}"


def _week(period: Period) -> tuple[int, int]:
    """Year and number of a week by ISO 8601."""
    year = civil(period.first + 3)[0]
    return year, (period.first - iso_year_start(year)) // 7 + 1


def period_text(period: Period, phrases: Phrases) -> str:
    """`2027`, `May 2027`, `Week 19, 10 to 16 May 2027`, `24 November to 23 December 2026`."""
    year, month, _ = civil(period.first)
    if period.kind == "year":
        return year_text(year, phrases)
    if period.kind == "month":
        return phrases.say(
            "{month} {year}",
            month=phrases.word("month alone", MONTHS[month - 1]),
            m=month,
            year=year_text(year, phrases),
        )
    days = span_text(period.first, period.last, phrases)
    if period.kind == "days":
        return days
    return phrases.say("Week {n}, {days}", n=_week(period)[1], days=days)
