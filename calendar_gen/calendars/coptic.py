"""The Coptic and Ethiopic calendars: twelve months of thirty days and a short thirteenth.

Formulas: Reingold and Dershowitz, Calendrical Calculations (2018), chapter 4. The two share every
month start; the Ethiopic year (Incarnation era) is 276 ahead.
"""

from __future__ import annotations

from calendar_gen.calendars.calendar_system import CalendarSystem
from calendar_gen.calendars.dates import MonthLength, MonthName

_COPTIC_EPOCH = 103605  # 29 August 284 Julian
_ETHIOPIC_EPOCH = 2796  # 29 August 8 Julian

COPTIC_MONTHS = (
    MonthName(1, "Tout", ("Thout", "Thoout")),
    MonthName(2, "Baba", ("Paopi",)),
    MonthName(3, "Hator", ("Hathor",)),
    MonthName(4, "Kiahk", ("Koiak", "Kiyahk")),
    MonthName(5, "Toba", ("Tobi",)),
    MonthName(6, "Amshir", ("Meshir",)),
    MonthName(7, "Baramhat", ("Paremhat",)),
    MonthName(8, "Baramouda", ("Parmouti", "Baramuda")),
    MonthName(9, "Bashans", ("Pashons",)),
    MonthName(10, "Paona", ("Paoni", "Baouna")),
    MonthName(11, "Epep", ("Epip", "Abib")),
    MonthName(12, "Mesra", ("Mesori", "Misra")),
    MonthName(13, "Nasie", ("Nasi", "Pi Kogi Enavot", "Little Month")),
)

ETHIOPIC_MONTHS = (
    MonthName(1, "Meskerem", ("Maskaram",)),
    MonthName(2, "Tekemt", ("Tikimt", "Tekimt")),
    MonthName(3, "Hedar", ("Hidar",)),
    MonthName(4, "Tahsas", ("Tahisas",)),
    MonthName(5, "Ter", ("Terr",)),
    MonthName(6, "Yekatit", ("Yakatit",)),
    MonthName(7, "Megabit", ("Magabit",)),
    MonthName(8, "Miazia", ("Miyazya", "Miyazia")),
    MonthName(9, "Genbot", ("Ginbot",)),
    MonthName(10, "Sene", ("Sane",)),
    MonthName(11, "Hamle", ("Hamele",)),
    MonthName(12, "Nehasse", ("Nehase",)),
    MonthName(13, "Pagumen", ("Pagume", "Paguemen")),
)


def _thirteen(last: int) -> tuple[MonthLength, ...]:
    return (*(MonthLength(m, False, 30) for m in range(1, 13)), MonthLength(13, False, last))


_COMMON, _LEAP = _thirteen(5), _thirteen(6)


def _months_of(year: int) -> tuple[MonthLength, ...]:
    return _LEAP if year % 4 == 3 else _COMMON


def coptic_new_year(year: int) -> int:
    """The day number of 1 Tout."""
    return _COPTIC_EPOCH + 365 * (year - 1) + year // 4


def ethiopic_new_year(year: int) -> int:
    """The day number of 1 Meskerem."""
    return _ETHIOPIC_EPOCH + 365 * (year - 1) + year // 4


def coptic() -> CalendarSystem:
    """The Coptic calendar, years of the Martyrs."""
    return CalendarSystem(
        key="coptic",
        name="Coptic",
        cycle_suffix="coptic",
        months=COPTIC_MONTHS,
        source="The Alexandrian calendar, a sixth epagomenal day before each Julian leap year.",
        new_year=coptic_new_year,
        month_lengths=_months_of,
        mean_year=(1461, 4),
        first_year=1,
        years="AM",
    )


def ethiopic() -> CalendarSystem:
    """The Ethiopic calendar, years of the Incarnation."""
    return CalendarSystem(
        key="ethiopic",
        name="Ethiopic",
        cycle_suffix="ethiopic",
        months=ETHIOPIC_MONTHS,
        source="The Alexandrian calendar as Ethiopia keeps it, Incarnation era.",
        new_year=ethiopic_new_year,
        month_lengths=_months_of,
        mean_year=(1461, 4),
        first_year=1,
    )
