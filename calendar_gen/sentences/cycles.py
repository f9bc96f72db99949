"""Cycle keys: the year of a rule's own calendar, as ids and exceptions name it."""

import re
from functools import lru_cache

from calendar_gen import edtf
from calendar_gen.calendars import system

_WRITTEN = r"(-?[0-9]{1,6})(?:-([a-z][a-z-]*)| +([A-Za-z]+))?"
KEY = r"-?[0-9]{4,6}(?:-[0-9]{2}){0,2}|[0-9]+-[a-z][a-z-]*|[0-9]+d"
"""The forms of a key: a year, a month or a day, a year of another calendar, a count of days."""


def cycle_key(calendar: str, year: int) -> str:
    """The key of a year: `2035`, `-0043`, `1447-islamic`."""
    suffix = system(calendar).cycle_suffix
    if suffix:
        return f"{year}-{suffix}"
    return f"{year:04d}" if year >= 0 else f"-{-year:04d}"


@lru_cache(maxsize=64)
def cycle_keys(calendar: str, first: int, last: int) -> list[str]:
    """The keys of the years `first` to `last`. The list is shared: do not change it."""
    return [cycle_key(calendar, year) for year in range(first, last + 1)]


def read_cycle(calendar: str, written: str) -> str | None:
    """The key that an author means by `2020`, `1443 AH`, `44 BCE` or a key itself; None if none."""
    found = re.fullmatch(_WRITTEN, written.strip())
    if found is None:
        return None
    year, suffix, era = int(found[1]), found[2], found[3]
    if suffix is not None and suffix != system(calendar).cycle_suffix:
        return None
    if era is not None:
        from calendar_gen.sentences.eras import era_systems, is_before

        if is_before(era) and calendar in ("gregorian", "julian") and year > 0:
            return cycle_key(calendar, 1 - year)
        if calendar not in era_systems(era):
            return None
    return cycle_key(calendar, year)


def read_any_cycle(written: str) -> str | None:
    """The key that is meant where another rule decides the calendar; None if none can be."""
    text = written.strip()
    if re.fullmatch(KEY, text):
        return text
    found = re.fullmatch(_WRITTEN, text)
    if found is None:
        return None
    if found[3] is None:
        return cycle_key("gregorian", int(found[1])) if found[2] is None else None
    from calendar_gen.sentences.eras import era_systems, is_before

    systems = ("gregorian",) if is_before(found[3]) else era_systems(found[3])
    return read_cycle(systems[0], text) if systems else None


def is_key(text: str) -> bool:
    """Whether a text is a key as ids write it, of a year, a month, a day or a count of days."""
    if read_any_cycle(text) != text:
        return False
    if not re.fullmatch(r"-?[0-9]{4}(?:-[0-9]{2}){1,2}", text):
        return True
    try:
        return edtf.parse(text).precision in ("month", "day")
    except edtf.EdtfError:
        return False


_MISREAD = str.maketrans("OoQIl|SsB", "000111558")
"""Letters that are taken for digits, and the digits."""


def meant_key(written: str) -> str | None:
    """The key that is likely meant by what is none: by a year with its era, with letters for
    digits, or among other words. None if nothing is likely.
    """
    with_era = None if written.isdecimal() else read_any_cycle(written)
    digits = written.strip().translate(_MISREAD) if re.match(r"\s*[0-9]", written) else None
    years = re.findall(r"(?<![0-9])[0-9]{4}(?![0-9])", written)
    candidates = (with_era, digits, years[0] if len(years) == 1 else None)
    return next((each for each in candidates if each and is_key(each)), None)
