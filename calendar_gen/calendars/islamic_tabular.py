"""The two tabular Islamic calendars: eleven leap years in thirty, from a Friday or a Thursday.

Formulas: Reingold and Dershowitz, Calendrical Calculations (2018), chapter 7.
"""

from __future__ import annotations

from calendar_gen.calendars.calendar_system import CalendarSystem
from calendar_gen.calendars.dates import MonthLength, MonthName

FRIDAY_EPOCH = 227015  # 16 July 622 Julian
THURSDAY_EPOCH = 227014

MONTHS = (
    MonthName(1, "Muharram", ("Moharram",)),
    MonthName(2, "Safar"),
    MonthName(3, "Rabiʻ I", ("Rabi al-Awwal", "Rabi al-Awal", "Rabi 1")),
    MonthName(4, "Rabiʻ II", ("Rabi al-Thani", "Rabi al-Akhir", "Rabi 2")),
    MonthName(5, "Jumada I", ("Jumada al-Ula", "Jumada al-Awwal", "Jumada 1")),
    MonthName(6, "Jumada II", ("Jumada al-Akhirah", "Jumada al-Thani", "Jumada 2")),
    MonthName(7, "Rajab"),
    MonthName(8, "Shaʻban", ("Shaaban", "Shabaan")),
    MonthName(9, "Ramadan", ("Ramadhan", "Ramazan")),
    MonthName(10, "Shawwal", ("Shawal",)),
    MonthName(
        11,
        "Dhuʻl-Qiʻdah",
        ("Dhu al-Qadah", "Dhu al-Qada", "Dhu al-Qidah", "Dhu al-Qida", "Dhul Qadah", "Zulkaidah"),
    ),
    MonthName(12, "Dhuʻl-Hijjah", ("Dhu al-Hijjah", "Dhu al-Hijja", "Dhul Hijja", "Zulhijjah")),
)


def _twelve(last: int) -> tuple[MonthLength, ...]:
    lengths = (30, 29) * 5 + (30, last)
    return tuple(MonthLength(number, False, days) for number, days in enumerate(lengths, start=1))


_COMMON, _LEAP = _twelve(29), _twelve(30)


def tabular_new_year(epoch: int, year: int) -> int:
    """The day number of 1 Muharram in a tabular calendar of that epoch."""
    return epoch + 354 * (year - 1) + (3 + 11 * year) // 30


def tabular_months(year: int) -> tuple[MonthLength, ...]:
    """The twelve months of a tabular year; only the last differs."""
    return _LEAP if (14 + 11 * year) % 30 < 11 else _COMMON


def _tabular(key: str, name: str, epoch: int, source: str) -> CalendarSystem:
    return CalendarSystem(
        key=key,
        name=name,
        cycle_suffix="islamic",
        months=MONTHS,
        source=source,
        new_year=lambda year: tabular_new_year(epoch, year),
        month_lengths=tabular_months,
        mean_year=(10631, 30),
        first_year=1,
        years="AH",
    )


def islamic_civil() -> CalendarSystem:
    """The tabular calendar that counts from Friday, 16 July 622 Julian (CLDR islamic-civil)."""
    return _tabular(
        "islamic-civil",
        "Islamic civil",
        FRIDAY_EPOCH,
        "Tabular, leap years 2 5 7 10 13 16 18 21 24 26 29 of 30, Friday epoch (Ulugh Beg).",
    )


def islamic_tbla() -> CalendarSystem:
    """The tabular calendar that counts from Thursday, 15 July 622 Julian (CLDR islamic-tbla)."""
    return _tabular(
        "islamic-tbla",
        "Islamic tabular",
        THURSDAY_EPOCH,
        "Tabular, leap years 2 5 7 10 13 16 18 21 24 26 29 of 30, Thursday (astronomers') epoch.",
    )
