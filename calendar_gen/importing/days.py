"""Days as files write them, put into the words of the rule language and tried out there."""

import re
from functools import lru_cache

from calendar_gen import edtf
from calendar_gen.calendars import system
from calendar_gen.importing.draft import Day, shown
from calendar_gen.problems import Place, Problem
from calendar_gen.sentences.eras import year_text

NOWHERE = Place("", 1, 1)
"""The place of texts that are only tried."""

LEAP_DAY = 'a choice: "later" is 1 March in other years, "earlier" 28 February, "omit" no day'
"""29 February is kept on 1 March where nothing else is said.

Programs disagree: some show 28 February, some 1 March, some nothing. A birthday is expected to
come every year, and a year of life is complete when 28 February is over.
"""
RARE_DAY = 'a choice: "omit" gives no day in years that lack it; "earlier" and "later" shift it'


_LATEST = 2300
"""The last bare year that is an event; of later ones a rule file asks which calendar is meant."""


REFORM = 577736
"""15 October 1582, the first day of the Gregorian calendar."""
PROLEPTIC = "taken as Gregorian, where a Julian day may be meant: then write 9 May 1066 Julian"
"""What is told of a day before that, for which people wrote Julian days, and most books do."""


class NoDay(Exception):  # noqa: N818 - it names what was found
    """What keeps a text from being a day, as a clause; `hint` says how it could be written."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def month_name(month: int) -> str:
    """`May`. Raises NoDay if there is no such month."""
    if not 1 <= month <= 12:
        raise NoDay(f"there is no month {month}")
    return system("gregorian").month_label(month, False)


def yearless(month: int, day: int) -> Day:
    """A day of each year, of which no year is known; 29 February is one."""
    return sentence(f"{day} {month_name(month)}")


@lru_cache(maxsize=1 << 14)
def event(text: str, *, comments: tuple[str, ...] = ()) -> Day:
    """The event of an `of:` text, which must be right, and which may need `missing`.

    Raises NoDay.
    """
    from calendar_gen.sentences import day_of_month, parse_origin

    origin, problems = parse_origin(text, NOWHERE)
    if origin is None:
        raise _no_day(problems)
    if origin.precision == "month" and origin.calendar != "gregorian":
        calendar = system(origin.calendar).name
        raise NoDay(f'"{origin.text}" is a month of the {calendar} calendar, and names no day')
    if origin.precision == "year" and origin.year > _LATEST:
        raise NoDay(f"the year {origin.year} lies far ahead, and no rule remembers it yet")
    unnamed = origin.calendar == "gregorian" and "gregorian" not in text.casefold()
    if unnamed and origin.precision in ("day", "month") and origin.earliest < REFORM:
        comments = (PROLEPTIC, *comments)
    if origin.precision != "day":
        return Day(origin.text, None, None, comments)
    implied = sentence(day_of_month(origin).text)
    return Day(origin.text, None, implied.missing, (*implied.comments, *comments))


@lru_cache(maxsize=4096)
def sentence(text: str) -> Day:
    """The day of an `on:` text in its one canonical form. Raises NoDay."""
    from calendar_gen.sentences import parse

    found, problems = parse(text, place=NOWHERE, rule_ids=())
    missing: str | None = None
    comments: tuple[str, ...] = ()
    if found is None and {problem.code for problem in problems} == {"missing"}:
        leap_day = re.search(r"\b29 February\b", text) is not None
        missing = "later" if leap_day else "omit"
        comments = (f"missing: {LEAP_DAY if leap_day else RARE_DAY}",)
        found, problems = parse(text, place=NOWHERE, rule_ids=(), missing=missing)
    if found is None:
        raise _no_day(problems)
    return Day(None, found.text, missing, comments)


def gregorian(year: int, month: int, day: int) -> Day:
    """The event of a Gregorian day of an astronomical year. Raises NoDay."""
    try:
        number = edtf.day(year, month, day)
    except ValueError as error:
        raise NoDay(str(error)) from None
    if number < REFORM or year > 9999:
        return event(edtf.iso(number))
    # What `event` says of it, without reading it again: dumps have days by the million.
    return sentence(f"{day} {month_name(month)}")._replace(of=edtf.iso(number), on=None)


def julian(year: int, month: int, day: int) -> Day:
    """The event of a Julian day of an astronomical year, in words. Raises NoDay."""
    text = f"{day} {month_name(month)} {year_text('julian', year)} Julian"
    try:
        system("julian").to_day(year, month, day)
    except ValueError:
        return event(text)  # which says what is wrong with it
    # What `event` says of it, without reading it again.
    return sentence(f"{day} {month_name(month)} Julian")._replace(of=text, on=None)


_YEARLESS = re.compile(r"--([0-9]{2})-?([0-9]{2})|([0-9]{2})-([0-9]{2})")
_PACKED = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:T[0-9]{4,6}Z?)?")
_WITH_TIME = re.compile(r"(-?[0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9]{2}:[0-9]{2}\S*")
_YEAR_FIRST = re.compile(r"([0-9]{4})/([0-9]{1,2})/([0-9]{1,2})")
_DOTS = re.compile(r"([0-9]{1,2})\. ?([0-9]{1,2})\. ?([0-9]{4})?")
_SLASHES = re.compile(r"([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{4})")


def read(text: str) -> Day:
    """The day that a cell of a table means. Raises NoDay.

    Understood: EDTF (`1945-05-09`, `1945-05`, `1815~`), `05-09` and `--05-09` without a year,
    `19450509`, times after a day (left out), `9.5.1945` (dots put the day first wherever they are
    used), `1945/05/09`, and all that `of:` and `on:` understand in words. `09/05/1945` is refused
    unless one of its numbers cannot be a month.
    """
    written = " ".join(text.split())
    if len(written) > 300:
        raise NoDay(f'"{shown(written)}" is too long for a day')
    found = _in_digits(written)
    if found is not None:
        return found
    if not any(letter.isalpha() for letter in written):
        try:
            return event(str(edtf.parse(written)))
        except edtf.EdtfError as error:
            raise NoDay(f'"{shown(written)}" is not a day: {error.message}', _USUAL) from None
    return _in_words(written)


_USUAL = 'write "1945-05-09", "05-09" without a year, or "9 May"'


def _in_digits(written: str) -> Day | None:
    """A day in one of the usual ways to write it in digits; None if it is written otherwise."""
    if match := _YEARLESS.fullmatch(written):
        return yearless(int(match[1] or match[3]), int(match[2] or match[4]))
    if match := _PACKED.fullmatch(written) or _YEAR_FIRST.fullmatch(written):
        return gregorian(int(match[1]), int(match[2]), int(match[3]))
    if match := _WITH_TIME.fullmatch(written):
        return event(match[1], comments=(f"the time of day was left out: {shown(written)}",))
    if match := _DOTS.fullmatch(written):
        day, month = int(match[1]), int(match[2])
        return gregorian(int(match[3]), month, day) if match[3] else yearless(month, day)
    if match := _SLASHES.fullmatch(written):
        return _either_order(written, int(match[1]), int(match[2]), int(match[3]))
    return None


def _either_order(written: str, one: int, other: int, year: int) -> Day:
    """A day of which the month may come first or second, if only one of both can be meant."""
    if one <= 12 and other <= 12 and one != other:
        months = f"{other} {month_name(one)} or {one} {month_name(other)}"
        raise NoDay(f'"{written}" may be {months}', f"write {year}-{one:02d}-{other:02d} or so")
    month, day = (one, other) if one <= 12 else (other, one)
    return gregorian(year, month, day)._replace(comments=(f'written "{written}"',))


def _in_words(written: str) -> Day:
    """An event with its year, else a date sentence."""
    try:
        return event(written)
    except NoDay as no_event:
        try:
            return sentence(written)
        except NoDay as no_sentence:
            why = no_event if re.search(r"[0-9]{4}|BCE?\b", written) else no_sentence
            said = f'"{shown(written)}" is not a day: {why.message}'
            raise NoDay(said, why.hint) from None


def _no_day(problems: list[Problem]) -> NoDay:
    first = next(problem for problem in problems if problem.severity == "error")
    return NoDay(first.message, first.hint)
