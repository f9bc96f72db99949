"""Easter Sunday, Western and Orthodox.

Formulas: Reingold and Dershowitz, Calendrical Calculations (2018), chapter 9, for the tables of
Clavius (Inter gravissimas, 1582) and of Dionysius Exiguus.
"""

from __future__ import annotations

from calendar_gen.calendars.dates import OutOfRange
from calendar_gen.calendars.western import gregorian_day, julian_new_year

FIRST_WESTERN = 1583
FIRST_ORTHODOX = 326


def western_easter(year: int) -> int:
    """The day number of Easter in the Gregorian reckoning; from 1583, else OutOfRange."""
    if year < FIRST_WESTERN:
        raise OutOfRange(
            f"the Gregorian Easter begins in {FIRST_WESTERN}, and {year} is before that; "
            "the Julian reckoning is Orthodox Easter"
        )
    century = year // 100 + 1
    epact = (14 + 11 * (year % 19) - 3 * century // 4 + (5 + 8 * century) // 25) % 30
    epact += epact == 0 or (epact == 1 and year % 19 > 10)
    return _sunday_after(gregorian_day(year, 4, 19) - epact)


def orthodox_easter(year: int) -> int:
    """The day number of Easter in the Julian reckoning; from 326, else OutOfRange."""
    if year < FIRST_ORTHODOX:
        raise OutOfRange(
            f"Orthodox Easter is reckoned from {FIRST_ORTHODOX}, the year after the council of "
            f"Nicaea, and {year} is before that"
        )
    epact = (14 + 11 * (year % 19)) % 30
    nineteenth_of_april = julian_new_year(year + 1) - 257
    return _sunday_after(nineteenth_of_april - epact)


def _sunday_after(day: int) -> int:
    return day + 7 - day % 7
