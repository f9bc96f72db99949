"""The Bengali calendar of Bangladesh, as revised in 2019, and before that as revised in 1987.

The revision of 2019 gave the first six months 31 days, so that 21 February, 26 March and 16
December fall on the Bengali days that they had in 1952 and 1971. West Bengal keeps another,
sidereal calendar, which this is not.
"""

from __future__ import annotations

from calendar_gen.calendars.calendar_system import CalendarSystem
from calendar_gen.calendars.dates import Certainty, MonthLength, MonthName
from calendar_gen.calendars.western import gregorian_day, is_gregorian_leap

_ERA = 593  # the Bengali year that begins on 14 April of a Gregorian year is that year less 593
_REVISED_1987, _REVISED_2019 = 1394, 1426

MONTHS = (
    MonthName(1, "Boishakh", ("Baishakh", "Boisakh")),
    MonthName(2, "Joishtho", ("Jyoishtho", "Jaistha", "Joistho")),
    MonthName(3, "Asharh", ("Ashar", "Ashadh")),
    MonthName(4, "Srabon", ("Shrabon", "Shraban")),
    MonthName(5, "Bhadro", ("Bhadra",)),
    MonthName(6, "Ashwin", ("Aswin",)),
    MonthName(7, "Kartik", ("Kartick",)),
    MonthName(8, "Ogrohayon", ("Agrahayan", "Augrahayan")),
    MonthName(9, "Poush", ("Paush",)),
    MonthName(10, "Magh"),
    MonthName(11, "Falgun", ("Phalgun", "Fagun")),
    MonthName(12, "Choitro", ("Chaitro",)),
)


def _lengths(year: int) -> tuple[int, ...]:
    leap = is_gregorian_leap(year + _ERA + 1)
    if year >= _REVISED_2019:
        return (31, 31, 31, 31, 31, 31, 30, 30, 30, 30, 29 + leap, 30)
    return (31, 31, 31, 31, 31, 30, 30, 30, 30, 30, 30 + leap, 30)


def bengali_new_year(year: int) -> int:
    """The day number of 1 Boishakh, always 14 April."""
    return gregorian_day(year + _ERA, 4, 14)


def _months_of(year: int) -> tuple[MonthLength, ...]:
    return tuple(MonthLength(n, False, days) for n, days in enumerate(_lengths(year), start=1))


def _certainty(day: int) -> Certainty:
    return "exact" if day >= bengali_new_year(_REVISED_1987) else "estimate"


def bengali() -> CalendarSystem:
    """The official calendar of Bangladesh; years before 1987 are an estimate."""
    return CalendarSystem(
        key="bengali",
        name="Bengali",
        cycle_suffix="bengali",
        months=MONTHS,
        source="Bangla Academy: the revision in force from 1426 (2019) on, that of 1987 from 1394 "
        "to 1425; years before are that rule carried back.",
        new_year=bengali_new_year,
        month_lengths=_months_of,
        mean_year=(146097, 400),
        first_year=1,
        certainty=_certainty,
    )
