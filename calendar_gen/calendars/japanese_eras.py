"""Japanese eras since the country took the Gregorian calendar, on 1 January of Meiji 6 (1873)."""

from __future__ import annotations

from calendar_gen.calendars.dates import OutOfRange
from calendar_gen.calendars.western import gregorian
from calendar_gen.named import NamedTuple

_GREGORIAN_SINCE = 683735  # 1 January 1873


class Era(NamedTuple):
    """An era: its names, the Gregorian year that is its year 1, and its first day."""

    name: str
    aliases: tuple[str, ...]
    first_year: int
    first_day: int


ERAS = (
    Era("Meiji", ("明治",), 1868, 682204),  # 23 October 1868
    Era("Taisho", ("Taishō", "大正"), 1912, 698189),  # 30 July 1912
    Era("Showa", ("Shōwa", "昭和"), 1926, 703450),  # 25 December 1926
    Era("Heisei", ("平成",), 1989, 726110),  # 8 January 1989
    Era("Reiwa", ("令和",), 2019, 737180),  # 1 May 2019
)
_BY_NAME = {name.casefold(): n for n, era in enumerate(ERAS) for name in (era.name, *era.aliases)}


def era(name: str) -> Era | None:
    """The era of a name in Latin letters or characters, letter case free; None if there is none."""
    found = _BY_NAME.get(name.casefold())
    return None if found is None else ERAS[found]


def gregorian_year(era: Era, year: int) -> int:
    """The Gregorian year of a year of an era (Reiwa 1 is 2019)."""
    return era.first_year + year - 1


def era_day(era: Era, year: int, month: int, day: int) -> int:
    """The day number of a date in an era.

    Raises ValueError with a sentence: no such day, a day before or after the era, or one of Meiji 1
    to 5, when Japan still counted months by the moon.
    """
    found = gregorian().to_day(gregorian_year(era, year), month, day)
    if found < era.first_day:
        raise ValueError(f"{era.name} began on {_said(era.first_day)}, after this day")
    later = next((e for e in ERAS if e.first_day > era.first_day), None)
    if later is not None and found >= later.first_day:
        raise ValueError(
            f"{era.name} ended before {_said(later.first_day)}, when {later.name} began"
        )
    if found < _GREGORIAN_SINCE:
        raise OutOfRange(
            "Japan counted months by the moon until 1873; Meiji is supported from year 6"
        )
    return found


def _said(day: int) -> str:
    date = gregorian().from_day(day)
    return f"{date.year:04}-{date.month:02}-{date.day:02}"
