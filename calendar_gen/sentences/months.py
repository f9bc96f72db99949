"""Months and calendar systems as sentences know them, and what days their months have."""

from functools import cache

from calendar_gen.calendars import system
from calendar_gen.named import NamedTuple


class Month(NamedTuple):
    """A month of a calendar system."""

    system: str
    number: int
    leap: bool


class Extent(NamedTuple):
    """What a month can be: its least and most days, and whether every year has it."""

    shortest: int
    longest: int
    always: bool


CALENDAR_NAMES = {
    "gregorian": ("Gregorian",),
    "julian": ("Julian",),
    "hebrew": ("Hebrew", "Jewish"),
    "islamic-umalqura": ("Umm al-Qura", "Islamic", "Hijri"),
    "islamic-civil": ("civil",),
    "islamic-tbla": ("tabular",),
    "persian": ("Persian", "Iranian"),
    "coptic": ("Coptic",),
    "ethiopic": ("Ethiopic", "Ethiopian"),
    "bengali": ("Bengali", "Bangla"),
    "nanakshahi": ("Nanakshahi",),
    "indian": ("Saka", "Indian"),
    "french-republican": ("Republican", "French Republican"),
    "buddhist": ("Buddhist",),
    "roc": ("Minguo", "ROC"),
    "chinese": ("Chinese",),
    "dangi": ("Korean", "Dangi"),
    "vietnamese": ("Vietnamese",),
}
"""Calendar systems by their names in sentences, the printed one first."""

SHARED_MONTHS = {
    "julian": "gregorian",
    "buddhist": "gregorian",
    "roc": "gregorian",
    "islamic-civil": "islamic-umalqura",
    "islamic-tbla": "islamic-umalqura",
}
"""Systems whose months have the names of another, which is meant when none is named."""
LUNISOLAR = ("chinese", "dangi", "vietnamese")
"""Systems whose months have numbers and no names."""

_IN_1950 = 711858
_FEW = 8


def calendars() -> list[str]:
    """What calendar systems are called in sentences, each by all its names."""
    return [name for names in CALENDAR_NAMES.values() for name in names]


def calendar_name(key: str) -> str:
    """A system's name in sentences, such as `Julian`."""
    return CALENDAR_NAMES[key][0]


def shares_months(key: str, other: str) -> bool:
    """Whether months of two systems go by the same names."""
    return SHARED_MONTHS.get(key, key) == SHARED_MONTHS.get(other, other)


@cache
def extent(month: Month) -> Extent:
    """What days a month has, in all supported years or, if these are endless, 1950 to 2350."""
    calendar = system(month.system)
    first, last = _years(month)
    lengths = calendar.all_lengths(month.number, month.leap, first, last)
    there = [length for length in lengths if length is not None]
    return Extent(min(there, default=0), max(there, default=0), None not in lengths)


@cache
def had(month: Month) -> int:
    """A number of days that a month has in one of its first years that count; 0 if it is in none of
    them. Most days that authors name are in these, and all its years need not be looked through.
    """
    first, last = _years(month)
    lengths = system(month.system).all_lengths(
        month.number, month.leap, first, min(first + _FEW, last)
    )
    return max(filter(None, lengths), default=0)


def _years(month: Month) -> tuple[int, int]:
    """The first and last year, both in, that say what days a month has."""
    calendar = system(month.system)
    if calendar.first_year is not None and calendar.last_year is not None:
        return calendar.first_year, calendar.last_year
    # Not from the first year on: until 1945 Umm al-Qura had months of 28 and of 31 days, which is
    # no reason to ask authors what becomes of a 29th.
    first = calendar.year_of(_IN_1950)
    return first, first + (8 if shares_months(month.system, "gregorian") else 400)
