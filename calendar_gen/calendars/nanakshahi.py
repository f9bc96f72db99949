"""The Nanakshahi calendar in its fixed form of 2003 (Mool Nanakshahi).

The amendment of 2010 tied several days to the moon again and the month starts to the Bikrami sun;
it is no rule that can be computed from, so the form of 2003 is the one given here.
"""

from __future__ import annotations

from calendar_gen.calendars.calendar_system import CalendarSystem
from calendar_gen.calendars.dates import Certainty, MonthLength, MonthName
from calendar_gen.calendars.western import gregorian_day, is_gregorian_leap

_RELEASED = 535
_ERA = 1468  # Nanakshahi years count from 1469, the birth of Guru Nanak

MONTHS = (
    MonthName(1, "Chet", ("Chett",)),
    MonthName(2, "Vaisakh", ("Visakh",)),
    MonthName(3, "Jeth"),
    MonthName(4, "Harh", ("Haar", "Har")),
    MonthName(5, "Sawan", ("Savan",)),
    MonthName(6, "Bhadon", ("Bhadson",)),
    MonthName(7, "Assu", ("Asu",)),
    MonthName(8, "Katak", ("Kattak", "Katik")),
    MonthName(9, "Maghar", ("Magghar",)),
    MonthName(10, "Poh"),
    MonthName(11, "Magh"),
    MonthName(12, "Phagun", ("Phaggan", "Fagan")),
)


def _twelve(phagun: int) -> tuple[MonthLength, ...]:
    lengths = (31, 31, 31, 31, 31, 30, 30, 30, 30, 30, 30, phagun)
    return tuple(MonthLength(number, False, days) for number, days in enumerate(lengths, start=1))


_COMMON, _LEAP = _twelve(30), _twelve(31)


def nanakshahi_new_year(year: int) -> int:
    """The day number of 1 Chet, always 14 March."""
    return gregorian_day(year + _ERA, 3, 14)


def _months_of(year: int) -> tuple[MonthLength, ...]:
    return _LEAP if is_gregorian_leap(year + _ERA + 1) else _COMMON


def _certainty(day: int) -> Certainty:
    return "exact" if day >= nanakshahi_new_year(_RELEASED) else "estimate"


def nanakshahi() -> CalendarSystem:
    """The Sikh calendar as released in 2003 (535 Nanakshahi), carried back to its year 1."""
    return CalendarSystem(
        key="nanakshahi",
        name="Nanakshahi",
        cycle_suffix="nanakshahi",
        months=MONTHS,
        source="Shiromani Gurdwara Parbandhak Committee, 2003, without the amendment of 2010; "
        "years before 535 are that rule carried back, so an estimate.",
        new_year=nanakshahi_new_year,
        month_lengths=_months_of,
        mean_year=(146097, 400),
        first_year=1,
        certainty=_certainty,
    )
