"""What is said when a sentence cannot begin as it does, or goes on after its end."""

import re
from typing import NoReturn

from calendar_gen.problems import nearest
from calendar_gen.sentences import base_grammar, named_days
from calendar_gen.sentences.cursor import Cursor
from calendar_gen.sentences.dated import read_dated
from calendar_gen.sentences.eras import is_roman
from calendar_gen.sentences.familiar import instead_of
from calendar_gen.sentences.lists import is_date
from calendar_gen.sentences.month_names import at_month, names
from calendar_gen.sentences.months import calendars
from calendar_gen.sentences.nodes import Easter, MonthDay, Node, RuleDay
from calendar_gen.sentences.tokens import SentenceError, Token
from calendar_gen.sentences.words import GRAMMAR_WORDS, ORDINALS, WEEKDAYS, ordinal_number

ONE_DAY = 'a sentence names one day of the year, as in "1st Monday of May"'
"""What is said to who wants one each week or month."""

_WEEKDAYS_DECIDE = (
    "which days are moved is said by observed:, as in observed: {Sunday: Monday after}"
)

_TO = r"\s*(?:-|–|—|,|;|&|to|and|until|till|through)\s*"
_DAYS_OF_MONTH = (
    r"(?:from |between )?([0-9]{1,2})(?:st|nd|rd|th)?(?: of)?(?: ([^\W\d]+))?"
    rf"{_TO}([0-9]{{1,2}})(?:st|nd|rd|th)?(?: of)? ([^\W\d]+)$"
)
"""`9-10 May`, `from 9 May to 12 May`: days of one month in a row."""

_MONTH_AND_DAYS = (
    r"(?:from |between )?([^\W\d]+) ([0-9]{1,2})(?:st|nd|rd|th)?"
    rf"{_TO}(?:([^\W\d]+) )?([0-9]{{1,2}})(?:st|nd|rd|th)?$"
)
"""`May 9-11`, `May 9 to May 11`: the same with the month before."""

MONTH_AND_DAY = r"(?:--)?([0-9]{1,2})[-/.]([0-9]{1,2})[.]?"
"""A day in numbers, which is not the language's way."""


def refuse_first(cursor: Cursor) -> NoReturn:
    """Raises SentenceError: nothing begins with the next word."""
    token = cursor.here
    rule = _near_rule(cursor)
    if rule is None:
        refuse_familiar(cursor)
    several = days_of_month(cursor)
    if several is not None:
        raise several
    if cursor.ahead().text.casefold() in ("day", "days", "week", "weeks"):
        _refuse_number(token)
    if re.fullmatch(MONTH_AND_DAY, token.text):
        raise _numeric_date(token)
    if cursor.accept("orthodox") and not cursor.ended():
        raise cursor.refusal(["Easter"], None, "Orthodox Easter")
    bare = token.text.rstrip(".,;:")
    if bare.isdecimal() and bare.isascii():
        raise SentenceError(f'"{token.text}" is no number', token.offset, f'write "{bare}"')
    if is_date(token.text):
        raise SentenceError(
            f'"{token.text}" is a day of a list, and more follows',
            token.offset,
            "put the days into brackets, as in [2024-11-01, 2025-10-20]",
        )
    if token.kind != "word" or token.text.casefold() in GRAMMAR_WORDS:
        raise cursor.refusal([], "a day", "9 May")
    firsts = ["day", "every", "last", *ORDINALS, *WEEKDAYS, *names(), *named_days.names()]
    near = rule or nearest(token.text, [*firsts, *(cursor.rule_ids or ())])
    hint = f'did you mean "{near}"?' if near else 'a day is written as in "9 May"'
    raise SentenceError(f'no day, month or rule is called "{token.text}"', token.offset, hint)


def _refuse_number(token: Token) -> None:
    """Raises SentenceError if what should count days is a broken or a negative number."""
    if re.fullmatch(r"[0-9]*[.,/][0-9]+|½", token.text):
        hint = 'a distance is counted in whole days, as in "2 days"'
        raise SentenceError(f'"{token.text}" is no whole number', token.offset, hint)
    if re.fullmatch(r"[-−+][0-9]+", token.text):
        hint = 'the side is said by "after" or "before", as in "2 days before Easter"'
        raise SentenceError(f'"{token.text}" has a sign', token.offset, hint)


def _near_rule(cursor: Cursor) -> str | None:
    """The rule that a word with a hyphen is like: `boxing-dy` means one, if there is one."""
    name = cursor.here.text
    return nearest(name, cursor.rule_ids or ()) if "-" in name else None


def refuse_familiar(cursor: Cursor) -> None:
    """Raises SentenceError if familiar words come next that the language says otherwise."""
    familiar = instead_of(cursor)
    if familiar is not None:
        raise SentenceError(familiar[0], cursor.here.offset, familiar[1])


def refuse_ordinal(cursor: Cursor, ordinal: Token) -> NoReturn:
    """Raises SentenceError: neither a weekday nor a month follows an ordinal."""
    if cursor.says("last"):
        hint = f'count back from the next month, as in "{ordinal.text} Monday before 1 June"'
        raise SentenceError('"last" is not counted', cursor.here.offset, hint)
    counted = _counted_day(cursor, ordinal)
    if counted is not None:
        raise counted
    refuse_several(cursor)
    refuse_familiar(cursor)
    likely = [] if cursor.says("day") else [*WEEKDAYS, *names()[:12]]
    raise cursor.refusal(likely, "a weekday or a month", "2nd Sunday of May")


def _counted_day(cursor: Cursor, ordinal: Token) -> SentenceError | None:
    """`1st day of May`, `15th day of month 8 Chinese`, which are said otherwise."""
    day, start = cursor.here, cursor.at
    if cursor.accept("day") and (cursor.accept("of") or cursor.accept("in")):
        month = cursor.text[cursor.here.offset :]
        numbered = cursor.says("month") or cursor.says("leap") or cursor.says("the", "year")
        if numbered or at_month(cursor):
            meant = f"day {ordinal.value} of {month}" if numbered else f"{ordinal.value} {month}"
            hint = f'did you mean "{meant}"?'
            return SentenceError(f'"day" cannot follow "{ordinal.text}"', day.offset, hint)
    cursor.at = start
    return None


def days_of_month(cursor: Cursor) -> SentenceError | None:
    """`9-10 May`, `9 to 10 May`: several days, which one sentence does not give."""
    token = cursor.here
    text = cursor.text[token.offset :]
    found = re.match(_DAYS_OF_MONTH, text, re.IGNORECASE)
    if found is not None:
        first, other, last, month = found.groups()
    else:
        found = re.match(_MONTH_AND_DAYS, text, re.IGNORECASE)
        if found is None:
            return None
        month, first, other, last = found.groups()
    if not at_month(Cursor(month)) or other not in (None, month):
        return None
    days = int(last) - int(first) + 1
    hint = f'write "{int(first)} {month}"' + (f" and lasts: {days} days" if days > 1 else "")
    return SentenceError("a sentence gives one day a year", token.offset, hint, settled=days > 1)


def refuse_days_of_month(cursor: Cursor) -> None:
    """Raises SentenceError if the month that comes next begins several of its days."""
    several = days_of_month(cursor)
    if several is not None:
        raise several


def refuse_several(cursor: Cursor) -> None:
    """Raises SentenceError, at the next word, if the one before begins several days of a month."""
    cursor.at -= 1
    several = days_of_month(cursor)
    cursor.at += 1
    if several is not None:
        raise _at(several, cursor.here.offset)


def _at(wrong: SentenceError, offset: int) -> SentenceError:
    """The same at another word."""
    return SentenceError(wrong.message, offset, wrong.hint, settled=wrong.settled)


def _numeric_date(token: Token) -> SentenceError:
    found = re.fullmatch(MONTH_AND_DAY, token.text)
    assert found is not None
    first, second = int(found[1]), int(found[2])
    hint = 'a day is written as in "9 May"'
    if "-" in token.text and 1 <= first <= 12:
        written = f"{second} {names()[first - 1]}"
        try:
            cursor = Cursor(written)
            base_grammar.read_month_day(cursor, cursor.take())
        except SentenceError as wrong:
            return SentenceError(
                f'"{token.text}" is no day: {wrong.message}', token.offset, wrong.hint
            )
        return SentenceError(
            f'"{token.text}" is no date sentence', token.offset, f'write "{written}"'
        )
    # With dots the day comes first everywhere; with a slash in one half of the world.
    orders = [(first, second)] if "." in token.text else [(first, second), (second, first)]
    days = [f'"{day} {names()[month - 1]}"' for day, month in orders if 1 <= month <= 12]
    if all(1 <= number <= 31 for number in (first, second)) and days:
        hint = f"write {' or '.join(dict.fromkeys(days))}"
    return SentenceError(f'"{token.text}" is no date sentence', token.offset, hint)


def refuse_rest(cursor: Cursor, node: Node) -> NoReturn:
    """Raises SentenceError: the sentence is complete, and there is more."""
    token, said = cursor.here, cursor.said(0)
    several = days_of_month(Cursor(cursor.text))
    if several is not None:
        raise _at(several, token.offset)
    if (isinstance(node, MonthDay) and _is_dated(cursor.text)) or _is_year(cursor):
        raise SentenceError(
            f'a day that returns has no year, so nothing can follow "{said}"',
            token.offset,
            "the year of an event goes into of:, a single day into a list such as [1945-05-09]",
        )
    message = f'found "{token.text}", and nothing can follow "{said}"'
    often = _how_often(cursor.text[token.offset :])
    if often is not None:
        hint = f'write "{said}", and beside it every: {often}'
        raise SentenceError(message, token.offset, hint, settled=True)
    raise SentenceError(message, token.offset, _rest_hint(cursor, node))


def _how_often(rest: str) -> str | None:
    """The value of `every:` that the words after a sentence mean: `, every 4 years`."""
    found = re.fullmatch(
        r",?\s*(?:every|each) (?:(even|odd)|(\S+)) years?", rest.strip(), re.IGNORECASE
    )
    if found is None:
        return None
    if found[1]:
        return f"{found[1].lower()} year"
    count = _YEARS.get(found[2].casefold()) or ordinal_number(found[2])
    if count is None:
        digits = re.fullmatch(r"([0-9]{1,4})(?:st|nd|rd|th)?", found[2])
        count = int(digits[1]) if digits else 0
    return f"{count} years" if count > 1 else None


_YEARS = {"other": 2, "two": 2, "three": 3, "four": 4, "five": 5, "ten": 10}
"""Words that count years, besides ordinals."""


def _is_year(cursor: Cursor) -> bool:
    """Whether nothing is left but a year: `2025`, `in 2025`, `an VIII`."""
    at = 1 if cursor.here.text.casefold() in ("in", "year", "an") else 0
    year = cursor.ahead(at)
    return cursor.ahead(at + 1).kind == "end" and (
        (year.kind == "number" and (at == 1 or year.value > 999))
        or (at == 1 and is_roman(year.text))
    )


def _is_dated(text: str) -> bool:
    cursor = Cursor(text)
    try:
        return read_dated(cursor) is not None
    except SentenceError:
        return False


def _rest_hint(cursor: Cursor, node: Node) -> str | None:
    word, said = cursor.here.text.casefold(), cursor.said(0)
    back = 2 if isinstance(node, Easter) and node.orthodox else 1
    cursor.at -= back
    familiar = instead_of(cursor)
    cursor.at += back
    if familiar is not None:
        return familiar[1]
    if word in ("if", "unless", "except", "when"):
        return _WEEKDAYS_DECIDE
    if word in ("and", "or", ",", "&", "to", "..", "-", "–", "—"):
        return "a sentence gives one day a year: write a rule for each, or lasts: for more days"
    if word == "observed":
        is_rule = isinstance(node, RuleDay)
        return f'did you mean "{said} as observed"?' if is_rule else _WEEKDAYS_DECIDE
    if word == "after" and cursor.says("after"):
        return "the days are counted from the day of of:" if said.startswith("every") else None
    if not isinstance(node, MonthDay) or not word.isalpha():
        return None
    month = said.rpartition(" ")[2]
    longer = nearest(f"{month} {word}", names())
    if longer is not None and longer.casefold().startswith(f"{month} ".casefold()):
        return f'did you mean "{node.day} {longer}"?'
    rest = cursor.text[cursor.here.offset :]
    calendar = nearest(rest, calendars()) or nearest(word, calendars())
    return f'did you mean "{calendar}"?' if calendar and calendar.casefold() != word else None
