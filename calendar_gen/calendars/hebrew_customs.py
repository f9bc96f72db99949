"""Which day returns, when the Hebrew day of a birth or a death is not in every year.

Both customs as hebcal and Calendrical Calculations (2018), section 8.4, give them.
"""

from __future__ import annotations

from calendar_gen.calendars.calendar_system import CalendarSystem
from calendar_gen.calendars.dates import CalendarDate
from calendar_gen.calendars.hebrew import ADAR, ADAR_I, HESHVAN, KISLEV, SHEVAT, is_hebrew_leap


def hebrew_birthday(calendar: CalendarSystem, origin: CalendarDate, year: int) -> int:
    """The day number on which a birthday or other anniversary returns in a Hebrew year.

    Adar of a common year returns in Adar II, Adar I of a leap year returns in Adar, and the 30th
    of a month that is short this year moves to the first of the next. Raises OutOfRange.
    """
    if origin.month == ADAR_I:
        if is_hebrew_leap(year):
            return calendar.to_day(year, ADAR_I, origin.day, leap=True)
        return calendar.to_day(year, ADAR, 1) + origin.day - 1
    leap = origin.month == ADAR and is_hebrew_leap(year)
    return calendar.to_day(year, origin.month, 1, leap) + origin.day - 1


def yahrzeit(calendar: CalendarSystem, origin: CalendarDate, year: int) -> int:
    """The day number on which a day of death returns in a Hebrew year.

    What counts for the 30th of Heshvan or Kislev is the first year after: if the month was short
    then, the last day of the month is kept for ever, else the first of the next. Adar of a common
    year is kept in Adar I; 30 Adar I is kept on 30 Shevat in common years. Raises OutOfRange.
    """
    if origin.month in (HESHVAN, KISLEV) and origin.day == 30:
        first_after = calendar.lengths(origin.month, False, origin.year + 1, origin.year + 1)[0]
        if first_after == 29:
            return calendar.to_day(year, origin.month + 1, 1) - 1
        return calendar.to_day(year, origin.month, 1) + 29
    if origin.month == ADAR_I and origin.day == 30 and not is_hebrew_leap(year):
        return calendar.to_day(year, SHEVAT, 30)
    of_common_year = not is_hebrew_leap(origin.year)
    if origin.month == ADAR and of_common_year and is_hebrew_leap(year):
        return calendar.to_day(year, ADAR_I, origin.day, leap=True)
    return hebrew_birthday(calendar, origin, year)
