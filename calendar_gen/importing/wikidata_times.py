"""Time values of Wikidata, which are written in two ways that differ before 1 CE and in the
Julian calendar.

In entities (Wikibase JSON) a time is written in the calendar that its model names, and years
before 1 CE are counted without a year 0: `-0044-03-15` with the Julian model is 15 March 44 BCE
(phabricator.wikimedia.org/T99674). The query service holds times as XSD 1.1 does: Julian days are
turned into proleptic Gregorian ones although the model still says Julian (T246731), and 44 BCE is
the year -43 (mediawiki.org/wiki/Wikibase/Indexing/RDF_Dump_Format, "Time"). There, a month or day
that is not known has become 01, so that without the precision nobody can tell a year from its first
day.
"""

import re
from typing import Literal, NamedTuple

from calendar_gen import edtf
from calendar_gen.calendars import system
from calendar_gen.importing import days
from calendar_gen.importing.days import NoDay
from calendar_gen.importing.draft import Day, shown
from calendar_gen.sentences.eras import year_text

Calendar = Literal["gregorian", "julian"]

DAY, MONTH, YEAR = 11, 10, 9
"""Precisions; smaller numbers are decades, centuries and more, greater ones hours and less."""

_COARSE = {8: "decade", 7: "century", 6: "millennium"}
_MODELS: dict[str, Calendar] = {"Q1985727": "gregorian", "Q1985786": "julian"}
TIME = r"([+-]?)([0-9]{3,16})-([0-9]{2})-([0-9]{2})(?:T[0-9:.]+)?(?:Z|[+-][0-9]{2}:[0-9]{2})?"
"""How times are written, as a regular expression: sign, year, month, day."""


class Time(NamedTuple):
    """A time in the calendar it was written in: an astronomical year, and 0 for what is unknown."""

    year: int
    month: int
    day: int
    precision: int
    calendar: Calendar


def model(written: str) -> Calendar:
    """The calendar of a model's address or id. Raises NoDay for an unknown one."""
    found = _MODELS.get(written.rpartition("/")[2])
    if found is None:
        raise NoDay(f'the calendar "{shown(written)}" is not known')
    return found


def of_statement(time: str, precision: int, calendar: Calendar) -> Time:
    """A time as entities hold it. Raises NoDay."""
    sign, year, month, day = _parts(time)
    if year == 0:
        raise NoDay(f'"{shown(time)}" is in a year 0, which Wikidata does not have')
    return Time(1 - year if sign == "-" else year, month, day, precision, calendar)


def of_result(time: str, precision: int | None, calendar: Calendar | None) -> Time:
    """A time as the query service gives it. Raises NoDay.

    Without a precision, days other than the first of a month must be days.
    """
    sign, digits, month, day = _parts(time)
    year = -digits if sign == "-" else digits
    if precision is None and day == 1:
        coarse = "a year or month" if month == 1 else "a month"
        raise NoDay(
            f'"{shown(time)}" may be a day, or only {coarse}',
            "let the query select wikibase:timePrecision too",
        )
    precise = DAY if precision is None else precision
    if precise >= DAY and calendar == "julian":
        try:
            date = system("julian").from_day(edtf.day(year, month, day))
        except ValueError as error:
            raise NoDay(f'"{shown(time)}" is not a day: {error}') from None
        return Time(date.year, date.month, date.day, precise, "julian")
    return Time(year, month, day, precise, calendar or "gregorian")


def event(time: Time, *, circa: bool = False) -> Day:
    """The event remembered, as exact as the time is: never a day for a year. Raises NoDay."""
    if time.precision < YEAR:
        unit = _COARSE.get(time.precision)
        known = f"is known only by its {unit}" if unit else "is not even known by its millennium"
        raise NoDay(f"the time {known}")
    if not -9998 <= time.year <= 9999:
        raise NoDay(f"the year {time.year} is beyond what can be written")
    if time.precision == YEAR:
        return days.event(_year(time.year, circa))
    name = days.month_name(time.month)  # also refuses a month that is not known
    if time.precision == MONTH:
        if time.calendar == "julian":
            return _about(days.event(f"{name} {year_text('julian', time.year)} Julian"), circa)
        return days.event(f"{_iso_year(time.year)}-{time.month:02d}{'~' if circa else ''}")
    if time.calendar == "julian":
        return _about(days.julian(time.year, time.month, time.day), circa)
    day = days.gregorian(time.year, time.month, time.day)
    if circa:
        day = days.event(f"{day.of}~")
    if days.PROLEPTIC in day.comments:
        told = "proleptic Gregorian in Wikidata, where a Julian day may have been meant"
        rest = (each for each in day.comments if each != days.PROLEPTIC)
        day = day._replace(comments=(*rest, told))
    return day


def _about(day: Day, circa: bool) -> Day:
    """A day in words, which cannot be qualified, with a comment instead."""
    return day._replace(comments=(*day.comments, "circa, says Wikidata")) if circa else day


def _year(year: int, circa: bool) -> str:
    if circa or year > 0:
        return _iso_year(year) + ("~" if circa else "")
    return year_text("gregorian", year)


def _iso_year(year: int) -> str:
    return f"-{-year:04d}" if year < 0 else f"{year:04d}"


def _parts(time: str) -> tuple[str, int, int, int]:
    found = re.fullmatch(TIME, time.strip())
    if found is None:
        raise NoDay(f'"{shown(time)}" is not a time value')
    return found[1], int(found[2]), int(found[3]), int(found[4])
