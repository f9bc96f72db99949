"""Calendar systems as tables of month starts over day numbers (Rata Die).

``system("hebrew")`` gives one system; its module, and its table if it has one, are read then and
not before. ``SYSTEMS`` lists all keys in a fixed order. Keys are CLDR's where CLDR has one
(``cldr_key``), but for ``gregorian``, which CLDR calls ``gregory``.
"""

from __future__ import annotations

from calendar_gen.calendars.calendar_system import CalendarSystem
from calendar_gen.calendars.dates import (
    CERTAINTIES,
    CalendarDate,
    Certainty,
    MonthName,
    MonthStart,
    OutOfRange,
)
from calendar_gen.calendars.registry import SYSTEMS, cldr_key, system

__all__ = [
    "CERTAINTIES",
    "SYSTEMS",
    "CalendarDate",
    "CalendarSystem",
    "Certainty",
    "MonthName",
    "MonthStart",
    "OutOfRange",
    "cldr_key",
    "system",
]
