"""The Hebrew calendar, by the arithmetic that has fixed it since Hillel II.

Months are numbered as CLDR numbers them, in the order of a leap year: Tishri 1, Shevat 5, Adar I 6
(leap), Adar 7, Nisan 8, Elul 13. In a leap year month 7 is Adar II (7, leap); asking a leap year
for plain Adar (7, not leap) also gives Adar II, so that "14 Adar" is Purim in every year, while
Adar I and Adar II are missing in common years. Days are daylight days: the evening before, when
the Hebrew day begins, is not counted.

Formulas: Reingold and Dershowitz, Calendrical Calculations (2018), chapter 8.
"""

from __future__ import annotations

from functools import lru_cache

from calendar_gen.calendars.calendar_system import CalendarSystem
from calendar_gen.calendars.dates import MonthLength, MonthName

TISHRI, HESHVAN, KISLEV, TEVET, SHEVAT, ADAR_I, ADAR, NISAN = 1, 2, 3, 4, 5, 6, 7, 8
_EPOCH = -1373427

MONTHS = (
    MonthName(TISHRI, "Tishri", ("Tishrei", "Tishre")),
    MonthName(HESHVAN, "Heshvan", ("Cheshvan", "Marheshvan", "Marcheshvan")),
    MonthName(KISLEV, "Kislev", ("Chislev",)),
    MonthName(TEVET, "Tevet", ("Teves", "Tebeth")),
    MonthName(SHEVAT, "Shevat", ("Shvat", "Sh'vat", "Shebat")),
    MonthName(ADAR_I, "Adar I", ("Adar 1", "Adar Rishon", "Adar Alef"), leap=True),
    MonthName(ADAR, "Adar"),
    MonthName(ADAR, "Adar II", ("Adar 2", "Adar Sheni", "Adar Bet"), leap=True),
    MonthName(NISAN, "Nisan", ("Nissan",)),
    MonthName(9, "Iyar", ("Iyyar",)),
    MonthName(10, "Sivan", ("Siwan",)),
    MonthName(11, "Tamuz", ("Tammuz",)),
    MonthName(12, "Av", ("Ab", "Menachem Av")),
    MonthName(13, "Elul"),
)


def is_hebrew_leap(year: int) -> bool:
    """Whether a Hebrew year has thirteen months."""
    return (7 * year + 1) % 19 < 7


def _molad_day(year: int) -> int:
    """Days from the epoch to the new year, before years of forbidden length are mended."""
    months = (235 * year - 234) // 19
    day = 29 * months + (12084 + 13753 * months) // 25920
    return day + (3 * (day + 1) % 7 < 3)


def hebrew_new_year(year: int) -> int:
    """The day number of 1 Tishri."""
    before, here, after = _molad_day(year - 1), _molad_day(year), _molad_day(year + 1)
    mended = 2 * (after - here == 356) + (here - before == 382)
    return _EPOCH + here + mended


@lru_cache(maxsize=8)
def _months_by_length(days: int) -> tuple[MonthLength, ...]:
    leap = days > 355
    heshvan = 30 if days % 10 == 5 else 29
    kislev = 29 if days % 10 == 3 else 30
    adar = [MonthLength(ADAR_I, True, 30), MonthLength(ADAR, True, 29)]
    return (
        MonthLength(TISHRI, False, 30),
        MonthLength(HESHVAN, False, heshvan),
        MonthLength(KISLEV, False, kislev),
        MonthLength(TEVET, False, 29),
        MonthLength(SHEVAT, False, 30),
        *(adar if leap else [MonthLength(ADAR, False, 29)]),
        *(MonthLength(month, False, 30 - month % 2) for month in range(NISAN, 14)),
    )


def _months_of(year: int) -> tuple[MonthLength, ...]:
    return _months_by_length(hebrew_new_year(year + 1) - hebrew_new_year(year))


def _same_adar(year: int, month: int, leap: bool) -> bool:
    """Plain Adar of a leap year is its Adar II."""
    return leap or (month == ADAR and is_hebrew_leap(year))


def hebrew() -> CalendarSystem:
    """The Hebrew calendar; years are counted from the creation (AM)."""
    return CalendarSystem(
        key="hebrew",
        name="Hebrew",
        cycle_suffix="hebrew",
        months=MONTHS,
        source="The fixed calendar of Maimonides, Sanctification of the New Month, chapters 6-10; "
        "carried back to the year 1.",
        new_year=hebrew_new_year,
        month_lengths=_months_of,
        mean_year=(35975351, 98496),
        first_year=1,
        years="AM",
        known_as=_same_adar,
    )
