"""Reading dates that have a year: `25 October 1917 Julian`, `15 March 44 BCE`, `1 May Reiwa 1`."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, TypeVar

from calendar_gen import edtf
from calendar_gen.calendars import system
from calendar_gen.named import NamedTuple
from calendar_gen.rules import Certainty
from calendar_gen.sentences.cursor import Cursor
from calendar_gen.sentences.eras import (
    YEAR_LAST,
    at_era,
    at_year,
    is_era,
    read_year,
    year_text,
)
from calendar_gen.sentences.month_names import at_month, is_named_alone, read_month
from calendar_gen.sentences.months import LUNISOLAR, Month, calendar_name, shares_months
from calendar_gen.sentences.tokens import SentenceError, Token

if TYPE_CHECKING:
    from calendar_gen.calendars.japanese_eras import Era

Found = TypeVar("Found")
_ADAR = Month("hebrew", 7, False)


class Dated(NamedTuple):
    """A day, month or year of one calendar system: its text as printed, and its days, both in."""

    text: str
    first: int
    last: int
    precision: Literal["day", "month", "season", "year", "interval"]
    calendar: str
    year: int
    certainty: Certainty


def as_dated(cursor: Cursor) -> Dated | None:
    """The dated day that comes next; None, with nothing read, if what comes has no year."""
    start = cursor.at
    if cursor.here.kind == "word" and cursor.here.text[0].isdecimal():
        return _edtf(cursor)
    try:
        found = read_dated(cursor)
    except SentenceError:
        cursor.at = start
        return None
    if found is None or found.precision == "year":
        cursor.at = start
        return None
    return found


def read_dated(cursor: Cursor) -> Dated | None:
    """The date that comes next; None, with some of it read, if it has no year."""
    cursor.accept("the")
    first = cursor.here
    if first.kind == "word" and at_month(cursor):
        return _month_first(cursor)
    if cursor.accept("day"):
        return _numbered(cursor)
    if first.kind not in ("number", "ordinal"):
        return None
    cursor.take()
    if cursor.ended() or at_era(cursor):
        cursor.at -= 1
        return _year_alone(cursor)
    if not cursor.accept("of"):
        cursor.accept("in")
    month = read_month(cursor)
    cursor.accept(",")
    return _with_year(cursor, month, first)


def _month_first(cursor: Cursor) -> Dated | None:
    month = read_month(cursor)
    number, after = cursor.here, cursor.ahead()
    is_year = number.value > 31 or is_era(after.text)
    if number.kind not in ("number", "ordinal") or (number.kind == "number" and is_year):
        return _with_year(cursor, month, None)
    cursor.take()
    cursor.accept(",")
    return _with_year(cursor, month, number)


def _numbered(cursor: Cursor) -> Dated | None:
    from calendar_gen.sentences.base_grammar import read_lunar_month

    number = cursor.take()
    cursor.expect("of", "in")
    return _with_year(cursor, read_lunar_month(cursor), number)


def _year_alone(cursor: Cursor) -> Dated | None:
    start = cursor.at
    key, year = read_year(cursor, None)
    calendar = system(key)
    place = cursor.tokens[start].offset
    first = _or_misread(lambda: calendar.year_start(year), place)
    last = first + sum(n for n in _month_days(key, year)) - 1
    said = year_text(key, year)
    text = said if key == "gregorian" else f"{said} {calendar_name(key)}"
    return Dated(text, first, last, "year", key, year, calendar.certainty(first))


def _month_days(key: str, year: int) -> list[int]:
    calendar = system(key)
    months = [(start.month, start.leap) for start in calendar.starts(year, year)]
    lengths = [calendar.lengths(month, leap, year, year)[0] for month, leap in months]
    return [length or 0 for length in lengths]


def _with_year(cursor: Cursor, month: Month, day: Token | None) -> Dated | None:
    from calendar_gen.calendars.japanese_eras import era

    place = cursor.here
    found_era = era(place.text) if place.kind == "word" else None
    if found_era is not None:
        cursor.take()
        return _in_era(cursor, found_era, place.text, month, day)
    if not at_year(cursor, month.system):
        return None
    key, year = read_year(cursor, month.system)
    if not shares_months(key, month.system):
        raise SentenceError(
            f"the {system(key).name} calendar has no such month",
            place.offset,
            f"it is one of the {calendar_name(month.system)} calendar",
        )
    return _dated(month._replace(system=key), year, day, place)


def _dated(month: Month, year: int, day: Token | None, place: Token) -> Dated:
    calendar = system(month.system)
    if month == _ADAR and None not in calendar.column(6, True, year, year):
        raise SentenceError(
            f"the Hebrew year {year} had two months of Adar", place.offset, "Adar I or Adar II"
        )
    at = place.offset if day is None else day.offset
    of_month = 1 if day is None else day.value
    _need_day_of_month(month, year, of_month, at)
    first = _or_misread(lambda: calendar.to_day(year, month.number, of_month, month.leap), at)
    last = first
    if day is None:
        last += (calendar.lengths(month.number, month.leap, year, year)[0] or 1) - 1
    precision: Literal["day", "month"] = "month" if day is None else "day"
    text = _date_text(month, year, None if day is None else day.value)
    return Dated(text, first, last, precision, month.system, year, calendar.certainty(first))


def _need_day_of_month(month: Month, year: int, day: int, offset: int) -> None:
    """Raises SentenceError, with the nearest day, if the month of that year is shorter."""
    lengths = _or_misread(
        lambda: system(month.system).lengths(month.number, month.leap, year, year), offset
    )
    if day < 1:
        hint = f'did you mean "{_date_text(month, year, 1)}"?'
        raise SentenceError("days of a month are counted from 1", offset, hint)
    if lengths[0] is not None and day > lengths[0]:
        label = _date_text(month, year, None)
        near = _date_text(month, year, lengths[0])
        raise SentenceError(f"{label} has {lengths[0]} days", offset, f'did you mean "{near}"?')


def _date_text(month: Month, year: int, day: int | None) -> str:
    label = system(month.system).month_label(month.number, month.leap)
    if month.system in LUNISOLAR:
        label = label if day is None else f"day {day} of {label}"
    elif day is not None:
        label = f"{day} {label}"
    said = year_text(month.system, year)
    name = calendar_name(month.system)
    if month.system in YEAR_LAST:
        return f"{label} {name} {said}"
    return (
        f"{label} {said}"
        if is_named_alone(month) or _is_default(month)
        else f"{label} {said} {name}"
    )


def _is_default(month: Month) -> bool:
    return month.system in ("gregorian", "islamic-umalqura")


def _in_era(cursor: Cursor, found: "Era", said: str, month: Month, day: Token | None) -> Dated:
    from calendar_gen.calendars.japanese_eras import era_day, gregorian_year

    number = cursor.here
    if number.kind != "number":
        raise cursor.refusal([], f"the year of {found.name}", f"1 May {found.name} 6")
    cursor.take()
    if month.system != "gregorian" or day is None:
        raise SentenceError(
            f"a date in {found.name} is a Gregorian day and month", cursor.tokens[0].offset
        )
    first = _or_misread(lambda: era_day(found, number.value, month.number, day.value), day.offset)
    label = system("gregorian").month_label(month.number, False)
    text = f"{day.value} {label} {found.name} {number.value}"
    return Dated(
        text, first, first, "day", "gregorian", gregorian_year(found, number.value), "exact"
    )


def _edtf(cursor: Cursor) -> Dated | None:
    token = cursor.here
    try:
        date = edtf.parse(token.text)
    except edtf.EdtfError:
        return None
    if date.precision != "day" or date.earliest is None:
        return None
    cursor.take()
    year = edtf.civil(date.earliest)[0]
    return Dated(token.text, date.earliest, date.earliest, "day", "gregorian", year, date.certainty)


def _or_misread(answer: Callable[[], Found], offset: int) -> Found:
    try:
        return answer()
    except ValueError as wrong:
        raise SentenceError(str(wrong), offset) from None
