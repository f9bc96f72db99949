"""Months and calendar systems by the names that sentences use for them.

Apart from `months`, since days are had without reading any name.
"""

from functools import cache

from calendar_gen.calendars import SYSTEMS, system
from calendar_gen.problems import did_you_mean
from calendar_gen.sentences.cursor import Cursor
from calendar_gen.sentences.familiar import instead_of
from calendar_gen.sentences.months import (
    CALENDAR_NAMES,
    LUNISOLAR,
    SHARED_MONTHS,
    Month,
    calendar_name,
)
from calendar_gen.sentences.tokens import SentenceError
from calendar_gen.sentences.words import fold

_KEYS = {fold(name): key for key, names in CALENDAR_NAMES.items() for name in names}


def read_calendar(cursor: Cursor) -> str | None:
    """The key of the calendar system that is named next, None if none is."""
    return cursor.longest(_KEYS)


def at_month(cursor: Cursor) -> bool:
    """Whether a month's name comes next."""
    start = cursor.at
    found = _named(cursor)
    cursor.at = start
    return bool(found)


def read_month(cursor: Cursor) -> Month:
    """The month that is named next, with its calendar where one is named. Raises SentenceError."""
    token, start = cursor.here, cursor.at
    named = _named(cursor)
    if named is None:
        if token.kind != "word":
            raise cursor.refusal([], "a month", "9 May")
        raise _no_month(cursor)
    said, place = cursor.said(start), cursor.here.offset
    key = read_calendar(cursor)
    if key is not None:
        return in_calendar(named, key, said, place)
    if len(named) > 1:
        calendars = sorted(calendar_name(month.system) for month in named)
        options = " or ".join(f'"{said} {name}"' for name in calendars)
        raise SentenceError(
            f'"{said}" is a month of several calendars ({", ".join(calendars)})',
            token.offset,
            f"write {options}",
        )
    return named[0]


def _no_month(cursor: Cursor) -> SentenceError:
    """Why the word that comes next names no month."""
    token, start = cursor.here, cursor.at
    key = read_calendar(cursor)
    cursor.at = start
    if key is not None:
        number = cursor.tokens[start - 1].text if start else "1"
        return SentenceError(
            f'"{token.text}" is a calendar, and its month is missing',
            token.offset,
            f'as in "{_in_first_month(key, number)}"',
        )
    if token.text.casefold() in ("each", "every", "the"):
        hint = 'a sentence names one day of the year, as in "1st Monday of May"'
        return SentenceError(f'no month is called "{token.text}"', token.offset, hint)
    familiar = instead_of(cursor)
    near = familiar[1] if familiar else did_you_mean(token.text, names())
    return SentenceError(
        f'no month is called "{token.text}"', token.offset, near or 'as in "9 May"'
    )


def _in_first_month(key: str, day: str) -> str:
    if key in LUNISOLAR:
        return f"day {day} of month 1 {calendar_name(key)}"
    label = system(SHARED_MONTHS.get(key, key)).months[0].name
    return f"{day} {label} {calendar_name(key)}" if key in SHARED_MONTHS else f"{day} {label}"


def in_calendar(named: tuple[Month, ...], key: str, said: str, place: int) -> Month:
    """The month that a name means in a calendar system. Raises SentenceError, at `place`."""
    family = SHARED_MONTHS.get(key, key)
    for month in named:
        if month.system == family:
            return month._replace(system=key)
    owners = sorted(calendar_name(month.system) for month in named)
    raise SentenceError(
        f"the {system(key).name} calendar has no month {said}",
        place,
        f"{said} is a month of the {' and the '.join(owners)} calendar",
    )


def is_named_alone(month: Month) -> bool:
    """Whether the month's name says its calendar too."""
    label = fold(system(month.system).month_label(month.number, month.leap))
    return month.system not in SHARED_MONTHS and _months(label) == (month,)


def names() -> list[str]:
    """The names of all months of all systems, for suggestions."""
    return [name.name for key in _naming_systems() for name in system(key).months]


def _named(cursor: Cursor) -> tuple[Month, ...] | None:
    return cursor.longest(_gregorian()) or cursor.longest(_table())


def _months(folded: str) -> tuple[Month, ...]:
    return _gregorian().get(folded) or _table().get(folded, ())


@cache
def _gregorian() -> dict[str, tuple[Month, ...]]:
    return _names_of("gregorian")


@cache
def _table() -> dict[str, tuple[Month, ...]]:
    table: dict[str, tuple[Month, ...]] = {}
    for key in _naming_systems():
        for name, months in _names_of(key).items():
            table[name] = (*table.get(name, ()), *months)
    return table


def _naming_systems() -> list[str]:
    return [key for key in SYSTEMS if key not in SHARED_MONTHS and key not in LUNISOLAR]


def _names_of(key: str) -> dict[str, tuple[Month, ...]]:
    return {
        fold(name): (Month(key, month.number, month.leap),)
        for month in system(key).months
        for name in (month.name, *month.aliases)
    }
