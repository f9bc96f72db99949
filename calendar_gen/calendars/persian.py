"""The Persian (solar Hijri) calendar of Iran.

By law the year begins on the day whose true noon, on the meridian of 52.5 degrees east, follows
the March equinox. Between 1799 and 2123 that is the same as eight leap years in thirty-three. After
that the cycle needs mending by a day now and then, where the equinox passes noon early; the first
time, in 2124, by some two and a half minutes, which nobody can promise today: hence an estimate.
"""

from __future__ import annotations

from calendar_gen.calendars.calendar_system import CalendarSystem
from calendar_gen.calendars.dates import Certainty, MonthLength, MonthName

_EPOCH = 226895  # the cycle carried back meets 1 Farvardin of the year 1 here
_FIRST, _FIRST_DOUBTFUL, _LAST = 1178, 1503, 1800

# Leap by the cycle of 33, in which the equinox comes too early: the leap day waits a year.
_POSTPONED_LEAPS = (1502, 1601, 1634, 1667, 1700, 1733, 1766, 1799)

MONTHS = (
    MonthName(1, "Farvardin"),
    MonthName(2, "Ordibehesht"),
    MonthName(3, "Khordad"),
    MonthName(4, "Tir"),
    MonthName(5, "Mordad", ("Amordad",)),
    MonthName(6, "Shahrivar"),
    MonthName(7, "Mehr"),
    MonthName(8, "Aban"),
    MonthName(9, "Azar"),
    MonthName(10, "Dey", ("Dei",)),
    MonthName(11, "Bahman"),
    MonthName(12, "Esfand"),
)


def _twelve(esfand: int) -> tuple[MonthLength, ...]:
    lengths = (31, 31, 31, 31, 31, 31, 30, 30, 30, 30, 30, esfand)
    return tuple(MonthLength(number, False, days) for number, days in enumerate(lengths, start=1))


_COMMON, _LEAP = _twelve(29), _twelve(30)


def nowruz(year: int) -> int:
    """The day number of 1 Farvardin of a year from 1178 to 1801."""
    day = _EPOCH + 365 * (year - 1) + (8 * year + 21) // 33
    return day - (year - 1 in _POSTPONED_LEAPS)


def _months_of(year: int) -> tuple[MonthLength, ...]:
    return _LEAP if nowruz(year + 1) - nowruz(year) == 366 else _COMMON


def _certainty(day: int) -> Certainty:
    return "exact" if day < nowruz(_FIRST_DOUBTFUL) else "estimate"


def persian() -> CalendarSystem:
    """The calendar of Iran from 1178 AP (1799) on; exact to 29 Esfand 1502 (19 March 2124)."""
    return CalendarSystem(
        key="persian",
        name="Persian",
        cycle_suffix="persian",
        months=MONTHS,
        source="Law of 11 Farvardin 1304; the cycle of 33 years, which agrees with the equinox at "
        "Tehran from 1799 to 2123; afterwards the equinox as computed.",
        new_year=nowruz,
        month_lengths=_months_of,
        mean_year=(12053, 33),
        first_year=_FIRST,
        last_year=_LAST,
        certainty=_certainty,
        years="AP",
    )
