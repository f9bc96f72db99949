"""The French Republican calendar: the years it was used, and Romme's rule for the years after.

Leap years were 3, 7 and 11. Had the calendar lived on, the autumn equinox in Paris would have made
15 one too; from 20 on the rule is the one that Gilbert Romme proposed: every fourth year, but of
the hundreds only each fourth and not the four-thousandth.
"""

from __future__ import annotations

from calendar_gen.calendars.calendar_system import CalendarSystem
from calendar_gen.calendars.dates import Certainty, MonthLength, MonthName

_EPOCH = 654415  # 22 September 1792
_LAST_USED_DAY = 659262  # 10 Nivôse XIV, 31 December 1805

MONTHS = (
    MonthName(1, "Vendémiaire", ("Vendemiaire",)),
    MonthName(2, "Brumaire"),
    MonthName(3, "Frimaire"),
    MonthName(4, "Nivôse", ("Nivose",)),
    MonthName(5, "Pluviôse", ("Pluviose",)),
    MonthName(6, "Ventôse", ("Ventose",)),
    MonthName(7, "Germinal"),
    MonthName(8, "Floréal", ("Floreal",)),
    MonthName(9, "Prairial"),
    MonthName(10, "Messidor"),
    MonthName(11, "Thermidor", ("Fervidor",)),
    MonthName(12, "Fructidor"),
    MonthName(13, "Complementary Day", ("Complementary Days", "Sansculottides")),
)


def is_republican_leap(year: int) -> bool:
    """Whether a year had, or by Romme's rule would have, a sixth complementary day."""
    if year < 20:
        return year in (3, 7, 11, 15)
    return year % 4 == 0 and (year % 100 != 0 or (year % 400 == 0 and year % 4000 != 0))


def _thirteen(last: int) -> tuple[MonthLength, ...]:
    return (*(MonthLength(m, False, 30) for m in range(1, 13)), MonthLength(13, False, last))


_COMMON, _LEAP = _thirteen(5), _thirteen(6)


def republican_new_year(year: int) -> int:
    """The day number of 1 Vendémiaire."""
    past = year - 1
    if past < 19:
        return _EPOCH + 365 * past + (past + 1) // 4
    return _EPOCH + 365 * past + past // 4 - past // 100 + past // 400 - past // 4000


def _months_of(year: int) -> tuple[MonthLength, ...]:
    return _LEAP if is_republican_leap(year) else _COMMON


def _certainty(day: int) -> Certainty:
    return "exact" if day <= _LAST_USED_DAY else "computed"


def french_republican() -> CalendarSystem:
    """The calendar of the French Republic; after 10 Nivôse XIV by Romme's rule."""
    return CalendarSystem(
        key="french-republican",
        name="French Republican",
        cycle_suffix="french-republican",
        months=MONTHS,
        source="Decree of 4 Frimaire II for the years I to XIV; later years by Romme's rule.",
        new_year=republican_new_year,
        month_lengths=_months_of,
        mean_year=(146097, 400),
        first_year=1,
        certainty=_certainty,
    )
