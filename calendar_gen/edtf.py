"""Dates as coarse as they are known: a subset of the Extended Date/Time Format; days as numbers.

The subset is that of levels 0 and 1 that sources need, with the "one of" sets of level 2: `2025`,
`2025-05`, `2025-05-09`; seasons, `2025-21` to `2025-24`; a qualifier at the end, `?` uncertain, `~`
approximate, `%` both; years before 1 CE, `-0043` for 44 BCE; intervals, `A/B`, `../B` and `A/..`
open, `/B` and `A/` unknown; sets, `[A,B]` and `[A..B]`. Source: Library of Congress, Extended
Date/Time Format (EDTF) Specification, 2019, which ISO 8601-2:2019 took over.

A day is a Rata Die number, the same as `datetime.date.toordinal()`, which goes on below 1; the
calendar is Gregorian, and years are astronomical (0 is 1 BCE). Nothing is mended: what is
not in the subset is an `EdtfError`.
"""

import re
from functools import lru_cache
from typing import Literal

from calendar_gen.named import NamedTuple

Precision = Literal["day", "month", "season", "year", "interval", "set"]
Certainty = Literal["exact", "approximate", "uncertain"]

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
DAYS_AT_HAND = 16384
"""Days whose texts are remembered: a site writes and reads each of its few thousand many times."""

_QUALIFIERS: dict[str, Certainty] = {"?": "uncertain", "~": "approximate", "%": "uncertain"}
_DOUBT: tuple[Certainty, ...] = ("exact", "approximate", "uncertain")
_DATE = r"(-?[0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([?~%])?"
_ISO_DAY = r"(-[0-9]{4,}|[0-9]{4}|\+[0-9]{5,})-([0-9]{2})-([0-9]{2})"


class EdtfError(ValueError):
    """What is wrong with a text, as a clause; `offset` counts its characters from 0."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


class Edtf(NamedTuple):
    """A date, season, interval or set, with the first and the last day that it can mean, both in.

    `earliest` or `latest` is None where an interval is open (`open_start`, `open_end`) or its end
    is unknown. `parts` are the ends of an interval that are given, or the members of a set. Bounds
    are those of the date as written: a qualifier does not widen them, it is told by `certainty`,
    which is the most doubtful of all parts.
    """

    text: str
    earliest: int | None
    latest: int | None
    precision: Precision
    certainty: Certainty
    parts: tuple["Edtf", ...] = ()
    open_start: bool = False
    open_end: bool = False

    def __str__(self) -> str:
        return self.text


def month_length(year: int, month: int) -> int:
    """How many days a Gregorian month has (1 to 12, of an astronomical year)."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def day(year: int, month: int, day: int) -> int:
    """The number of a Gregorian day. Raises ValueError, with a clause, when there is none."""
    if not 1 <= month <= 12:
        raise ValueError(f"there is no month {month}")
    length = month_length(year, month)
    if not 1 <= day <= length:
        raise ValueError(f"{_MONTHS[month - 1]} {year} has {length} days, so there is no day {day}")
    # Years from March on put the leap day last; day 1 is 306 days after 1 March of the year 0.
    past = year - (month <= 2)
    before = (153 * ((month + 9) % 12) + 2) // 5
    return 365 * past + past // 4 - past // 100 + past // 400 + before + day - 306


@lru_cache(maxsize=4096)
def civil(day: int) -> tuple[int, int, int]:
    """The Gregorian year, month and day of a day's number; the inverse of `day`."""
    cycle, in_cycle = divmod(day + 305, 146097)
    year = (in_cycle - in_cycle // 1460 + in_cycle // 36524 - in_cycle // 146096) // 365
    in_year = in_cycle - (365 * year + year // 4 - year // 100)
    month = (5 * in_year + 2) // 153
    return (
        year + 400 * cycle + (month >= 10),
        month + 3 if month < 10 else month - 9,
        in_year - (153 * month + 2) // 5 + 1,
    )


@lru_cache(maxsize=DAYS_AT_HAND)
def iso(day: int) -> str:
    """A day's number as an ISO 8601 date: `2025-05-09`, `-0043-03-13`, `+10000-01-01`."""
    year, month, of_month = civil(day)
    sign = "-" if year < 0 else "+" if year > 9999 else ""
    return f"{sign}{abs(year):04d}-{month:02d}-{of_month:02d}"


@lru_cache(maxsize=DAYS_AT_HAND)
def from_iso(text: str) -> int:
    """The number of a day as `iso` writes it. Raises ValueError, with a clause."""
    found = re.fullmatch(_ISO_DAY, text)
    if found is None or found[1] == "-0000":
        raise ValueError(f'"{text}" is not a day such as 2025-05-09 or -0043-03-13')
    return day(int(found[1]), int(found[2]), int(found[3]))


@lru_cache(maxsize=DAYS_AT_HAND)
def parse(text: str) -> Edtf:
    """What a text of the subset means: kept, so that a date is one value however often it is
    written. Raises EdtfError at the first thing that cannot stand.
    """
    if text.startswith("["):
        return _set(text)
    if "/" in text:
        return _interval(text)
    return _date(text, 0)


def _date(text: str, offset: int) -> Edtf:
    """A year, month, day or season with its qualifier; `offset` is where it stands in the text."""
    found = re.fullmatch(_DATE, text)
    if found is None:
        raise _why_no_date(text, offset)
    if found[1] == "-0000":
        raise EdtfError('the year 0, which is 1 BCE, is written "0000"', offset)
    year = int(found[1])
    certainty = _QUALIFIERS.get(found[4] or "", "exact")
    if found[2] is None:
        return Edtf(text, day(year, 1, 1), day(year, 12, 31), "year", certainty)
    month = int(found[2])
    if found[3] is None and 21 <= month <= 24:
        return Edtf(text, *_season(year, month), "season", certainty)
    if not 1 <= month <= 12:
        seasons = ", seasons 21 (spring) to 24 (winter)" if found[3] is None else ""
        raise EdtfError(
            f'there is no month "{found[2]}": months are 01 to 12{seasons}', offset + found.start(2)
        )
    if found[3] is None:
        last = day(year, month, month_length(year, month))
        return Edtf(text, day(year, month, 1), last, "month", certainty)
    try:
        only = day(year, month, int(found[3]))
    except ValueError as error:
        raise EdtfError(str(error), offset + found.start(3)) from None
    return Edtf(text, only, only, "day", certainty)


def _season(year: int, season: int) -> tuple[int, int]:
    """The bounds of a season: three whole months of the north, winter from December on.

    EDTF leaves the days open. Whole months are what weather services count, and the order of the
    codes puts winter last.
    """
    first = 3 * (season - 20)
    ends_in, ends = (year, first + 2) if season < 24 else (year + 1, 2)
    return day(year, first, 1), day(ends_in, ends, month_length(ends_in, ends))


def _interval(text: str) -> Edtf:
    start, _, end = text.partition("/")
    if "/" in end:
        raise EdtfError(
            'an interval has one "/", between its two dates', len(start) + 1 + end.index("/")
        )
    if start in ("", "..") and end in ("", ".."):
        raise EdtfError("an interval needs a date at one end at least", 0)
    first = None if start in ("", "..") else _date(start, 0)
    last = None if end in ("", "..") else _date(end, len(start) + 1)
    return _between(text, first, last, start == "..", end == "..", len(start) + 1)


def _between(
    text: str,
    first: Edtf | None,
    last: Edtf | None,
    open_start: bool,
    open_end: bool,
    offset: int,
) -> Edtf:
    """The interval from one date to another; an error at `offset` if it ends before it begins."""
    parts = tuple(end for end in (first, last) if end is not None)
    earliest = None if first is None else first.earliest
    latest = None if last is None else last.latest
    if earliest is not None and latest is not None and latest < earliest:
        raise EdtfError(f"the interval ends ({last}) before it begins ({first})", offset)
    return Edtf(
        text, earliest, latest, "interval", _most_doubtful(parts), parts, open_start, open_end
    )


def _set(text: str) -> Edtf:
    if not text.endswith("]"):
        raise EdtfError('a set that begins with "[" ends with "]"', len(text))
    members: list[Edtf] = []
    written: list[str] = []
    offset = 1
    for piece in text[1:-1].split(","):
        member = piece.strip(" ")
        members.append(_member(member, offset + piece.index(member)))
        written.append(member)
        offset += len(piece) + 1
    # Only a member that is open, or one that has no bound, leaves the whole without one.
    earliest = [member.earliest for member in members if member.earliest is not None]
    latest = [member.latest for member in members if member.latest is not None]
    return Edtf(
        f"[{','.join(written)}]",
        min(earliest) if len(earliest) == len(members) else None,
        max(latest) if len(latest) == len(members) else None,
        "set",
        _most_doubtful(tuple(members)),
        tuple(members),
        any(member.open_start for member in members),
        any(member.open_end for member in members),
    )


def _member(text: str, offset: int) -> Edtf:
    """A date of a set, or a range `A..B`, `..B`, `A..`: the interval of the same days."""
    start, dots, end = text.partition("..")
    if not dots:
        return _date(text, offset)
    if not start and not end:
        raise EdtfError('".." in a set needs a date beside it', offset)
    at_end = offset + len(start) + 2
    first = _date(start, offset) if start else None
    last = _date(end, at_end) if end else None
    same = f"{start or '..'}/{end or '..'}"
    return _between(same, first, last, not start, not end, at_end)


def _most_doubtful(parts: tuple[Edtf, ...]) -> Certainty:
    return max((part.certainty for part in parts), key=_DOUBT.index)


_FOREIGN = {
    " ": 'there are no spaces in a date, and none around the "/" of an interval',
    "X": 'digits are not left out with "X": write a coarser date, or an interval',
    "T": "a day has no time here",
    "Y": "a year has four digits",
    "[": 'a set stands alone: "[" can only come first',
    "{": 'only "one of" sets are understood: "[", not "{"',
    "..": '".." stands for an open end: "../2025-05-09", or in a set "[2025-05-07..2025-05-09]"',
}


def _why_no_date(text: str, offset: int) -> EdtfError:
    """The first thing that keeps a text from being a date, and where."""
    if not text:
        return EdtfError("a date is missing", offset)
    for position, character in enumerate(text):
        if character not in "0123456789-?~%":
            known = _FOREIGN.get(".." if ".." in text[position:] else character)
            reason = known or f'"{character}" cannot stand in a date'
            return EdtfError(reason, offset + position)
    for position, character in enumerate(text[:-1]):
        if character in _QUALIFIERS:
            reason = f'"{character}" qualifies the whole date and stands once, at its end'
            return EdtfError(reason, offset + position)
    position = 1 if text.startswith("-") else 0
    units = (("year", 4, "1945 or -0043"), ("month", 2, "05"), ("day", 2, "09"))
    for piece, (unit, width, example) in zip(
        text[position:].rstrip("?~%").split("-"), units, strict=False
    ):
        if len(piece) != width:
            reason = f"a {unit} has {('', '', 'two', '', 'four')[width]} digits, such as {example}"
            return EdtfError(reason, offset + (0 if unit == "year" else position))
        position += len(piece) + 1
    return EdtfError("a date ends with its day", offset + position - 1)
