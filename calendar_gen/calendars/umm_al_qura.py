"""Umm al-Qura, the civil calendar of Saudi Arabia, as published; a tabular calendar around it.

The years 1343 to 1500 AH (1924 to 2077) are tabulated: as published or announced to 1422, computed
from moonset at Mecca from 1423 on, so that those who look for the moon may be a day off, of a
provisional kind from 1451 on, and an estimate in the months of those years that the other table in
use, which ICU ships, has begin a day earlier or later. Outside, the tabular calendar that joins
without a gap stands in: that of the Thursday epoch before, that of the Friday epoch after; an
estimate by a day either way.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from calendar_gen.calendars.calendar_system import CalendarSystem
from calendar_gen.calendars.dates import Certainty, MonthLength
from calendar_gen.calendars.islamic_tabular import (
    FRIDAY_EPOCH,
    MONTHS,
    THURSDAY_EPOCH,
    tabular_months,
    tabular_new_year,
)

FIRST_TABLED, FIRST_COMPUTED, FIRST_PROVISIONAL, LAST_TABLED = 1343, 1423, 1451, 1500
_DIGITS = 6  # hexadecimal digits a year: two bits a month, its length less 28

# Published tables disagree on where Jumada II 1446 begins, 2 or 3 December 2024: at Mecca the moon
# set within seconds of the sun.
_CONTESTED = range(739222, 739222 + 30)
_MARKS = 3  # hexadecimal digits a year from 1451 on: a bit a month, set where tables differ


def _month_lengths(digits: str) -> tuple[int, ...]:
    bits = int(digits, 16)
    return tuple(28 + (bits >> 2 * place & 3) for place in range(12))


def islamic_umalqura() -> CalendarSystem:
    """The calendar of Umm al-Qura (CLDR islamic-umalqura)."""
    from calendar_gen.calendars.tables import umm_al_qura as table

    rows = tuple(
        _month_lengths(table.YEARS[at : at + _DIGITS]) for at in range(0, len(table.YEARS), _DIGITS)
    )
    new_years = tuple(accumulate(map(sum, rows), initial=table.FIRST_NEW_YEAR))

    def new_year(year: int) -> int:
        if FIRST_TABLED <= year <= LAST_TABLED:
            return new_years[year - FIRST_TABLED]
        return tabular_new_year(THURSDAY_EPOCH if year < FIRST_TABLED else FRIDAY_EPOCH, year)

    def months_of(year: int) -> tuple[MonthLength, ...]:
        if FIRST_TABLED <= year <= LAST_TABLED:
            row = rows[year - FIRST_TABLED]
            return tuple(MonthLength(n, False, days) for n, days in enumerate(row, start=1))
        return tabular_months(year)

    computed, provisional = (
        new_years[year - FIRST_TABLED] for year in (FIRST_COMPUTED, FIRST_PROVISIONAL)
    )

    def certainty(day: int) -> Certainty:
        if not new_years[0] <= day < new_years[-1] or day in _CONTESTED:
            return "estimate"
        if day < provisional:
            return "exact" if day < computed else "computed"
        at = bisect_right(new_years, day) - 1
        starts = list(accumulate(rows[at], initial=new_years[at]))
        digits = _MARKS * (at + FIRST_TABLED - FIRST_PROVISIONAL)
        marks = int(table.CONTESTED[digits : digits + _MARKS], 16)
        return "estimate" if marks >> bisect_right(starts, day) - 1 & 1 else "provisional"

    return CalendarSystem(
        key="islamic-umalqura",
        name="Islamic Umm al-Qura",
        cycle_suffix="islamic",
        months=MONTHS,
        source="Umm al-Qura as tabulated by R. H. van Gent, 1343 to 1500 AH, provisional from 1451 "
        "on and an estimate where ICU has another day; tabular, so an estimate, outside.",
        new_year=new_year,
        month_lengths=months_of,
        mean_year=(10631, 30),
        first_year=1,
        certainty=certainty,
        years="AH",
    )
