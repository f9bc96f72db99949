"""The Indian national calendar (Saka era), whose months follow the Gregorian leap years."""

from __future__ import annotations

from calendar_gen.calendars.calendar_system import CalendarSystem
from calendar_gen.calendars.dates import MonthLength, MonthName
from calendar_gen.calendars.western import gregorian_day, is_gregorian_leap

_SAKA = 78  # the Saka year that begins in March of a Gregorian year is that year less 78

MONTHS = (
    MonthName(1, "Chaitra"),
    MonthName(2, "Vaisakha", ("Vaishakha",)),
    MonthName(3, "Jyaistha", ("Jyeshtha", "Jyaishtha")),
    MonthName(4, "Asadha", ("Ashadha",)),
    MonthName(5, "Sravana", ("Shravana",)),
    MonthName(6, "Bhadra", ("Bhadrapada",)),
    MonthName(7, "Asvina", ("Ashvina",)),
    MonthName(8, "Kartika", ("Karttika",)),
    MonthName(9, "Agrahayana", ("Margashirsha",)),
    MonthName(10, "Pausa", ("Pausha",)),
    MonthName(11, "Magha"),
    MonthName(12, "Phalguna", ("Phalgun",)),
)


def _twelve(chaitra: int) -> tuple[MonthLength, ...]:
    lengths = (chaitra, 31, 31, 31, 31, 31, 30, 30, 30, 30, 30, 30)
    return tuple(MonthLength(number, False, days) for number, days in enumerate(lengths, start=1))


_COMMON, _LEAP = _twelve(30), _twelve(31)


def saka_new_year(year: int) -> int:
    """The day number of 1 Chaitra: 22 March, or 21 March in a Gregorian leap year."""
    western = year + _SAKA
    return gregorian_day(western, 3, 21 if is_gregorian_leap(western) else 22)


def _months_of(year: int) -> tuple[MonthLength, ...]:
    return _LEAP if is_gregorian_leap(year + _SAKA) else _COMMON


def indian() -> CalendarSystem:
    """The civil calendar of the Republic of India, in force since 1 Chaitra 1879 (1957)."""
    return CalendarSystem(
        key="indian",
        name="Indian national",
        cycle_suffix="indian",
        months=MONTHS,
        source="Report of the Calendar Reform Committee (New Delhi, 1955); in force since "
        "22 March 1957, carried back to the Saka year 1.",
        new_year=saka_new_year,
        month_lengths=_months_of,
        mean_year=(146097, 400),
        first_year=1,
    )
