"""The Gregorian and Julian calendars, both without end, and calendars that only renumber years.

Formulas: E. M. Reingold and N. Dershowitz, Calendrical Calculations (2018), chapters 2 and 3.
"""

from __future__ import annotations

from calendar_gen.calendars.calendar_system import CalendarSystem
from calendar_gen.calendars.dates import MonthLength, MonthName

MONTHS = tuple(
    MonthName(number, name, (name[:3],) if len(name) > 3 else ())
    for number, name in enumerate(
        [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
        start=1,
    )
)


def _twelve(february: int) -> tuple[MonthLength, ...]:
    lengths = (31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return tuple(MonthLength(number, False, days) for number, days in enumerate(lengths, start=1))


_COMMON, _LEAP = _twelve(28), _twelve(29)


def gregorian_new_year(year: int) -> int:
    """The day number of 1 January of an astronomical Gregorian year."""
    past = year - 1
    return 365 * past + past // 4 - past // 100 + past // 400 + 1


def is_gregorian_leap(year: int) -> bool:
    """Whether an astronomical Gregorian year has a 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def gregorian_day(year: int, month: int, day: int) -> int:
    """The day number of a Gregorian date that is known to exist."""
    before = (367 * month - 362) // 12
    shift = 0 if month <= 2 else -1 if is_gregorian_leap(year) else -2
    return gregorian_new_year(year) - 1 + before + shift + day


def julian_new_year(year: int) -> int:
    """The day number of 1 January of an astronomical Julian year."""
    past = year - 1
    return 365 * past + past // 4 - 1


def _gregorian_months(year: int) -> tuple[MonthLength, ...]:
    return _LEAP if is_gregorian_leap(year) else _COMMON


def _julian_months(year: int) -> tuple[MonthLength, ...]:
    return _LEAP if year % 4 == 0 else _COMMON


def gregorian() -> CalendarSystem:
    """The Gregorian calendar, carried on before 1582 (proleptic)."""
    return CalendarSystem(
        key="gregorian",
        name="Gregorian",
        cycle_suffix="",
        months=MONTHS,
        source="The rule of the bull Inter gravissimas of 1582, as in ISO 8601.",
        new_year=gregorian_new_year,
        month_lengths=_gregorian_months,
        mean_year=(146097, 400),
    )


def julian() -> CalendarSystem:
    """The Julian calendar, a leap year every four years without exception."""
    return CalendarSystem(
        key="julian",
        name="Julian",
        cycle_suffix="",
        months=MONTHS,
        source="Every fourth year is a leap year; carried on before 8 CE as if it had been so.",
        new_year=julian_new_year,
        month_lengths=_julian_months,
        mean_year=(1461, 4),
    )


def _renumbered(key: str, name: str, ahead: int, source: str) -> CalendarSystem:
    """The Gregorian calendar under other year numbers, ``ahead`` of the Gregorian ones."""
    return CalendarSystem(
        key=key,
        name=name,
        cycle_suffix=key,
        months=MONTHS,
        source=source,
        new_year=lambda year: gregorian_new_year(year - ahead),
        month_lengths=lambda year: _gregorian_months(year - ahead),
        mean_year=(146097, 400),
        first_year=1,
    )


BUDDHIST_AHEAD = 543
MINGUO_AHEAD = -1911


def buddhist() -> CalendarSystem:
    """The Thai solar calendar in Buddhist years, 543 ahead."""
    return _renumbered(
        "buddhist",
        "Buddhist",
        BUDDHIST_AHEAD,
        "Thailand's Buddhist Era as counted since 1 January 2484 (1941); before, years began in "
        "April, which is not followed.",
    )


def roc() -> CalendarSystem:
    """The calendar of the Republic of China: Minguo 1 is 1912."""
    return _renumbered(
        "roc",
        "Minguo",
        MINGUO_AHEAD,
        "The calendar proclaimed on 1 January 1912, the first day of Minguo 1.",
    )
