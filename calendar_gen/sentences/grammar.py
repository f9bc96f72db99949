"""The grammar of date sentences: one recursive descent from a text to its tree.

sentence = list | "every" N "days" | N "days after" dated | day
day      = N "day(s)" ("after" | "before") day
| [nth] weekday ("after" | "before" | "on or after" | "on or before" | "nearest") day
| nth weekday "of" month | weekday "of week" N | base | rule ["as observed"]
"""

import re

from calendar_gen.problems import nearest
from calendar_gen.sentences import base_grammar, named_days
from calendar_gen.sentences.cursor import Cursor
from calendar_gen.sentences.dated import as_dated, read_dated
from calendar_gen.sentences.lists import is_listed, read_list
from calendar_gen.sentences.months import names
from calendar_gen.sentences.nodes import (
    Anchored,
    DaysFrom,
    DaysSince,
    EveryDays,
    MonthDay,
    Node,
    Relation,
    RuleDay,
    WeekdayFrom,
)
from calendar_gen.sentences.tokens import SentenceError, Token, ordinal_text
from calendar_gen.sentences.words import (
    GRAMMAR_WORDS,
    ORDINALS,
    WEEKDAYS,
    ordinal_number,
    weekday_number,
)

_RELATIONS: tuple[Relation, ...] = ("after", "before", "on or after", "on or before", "nearest")
_MONTH_AND_DAY = re.compile(r"(?:--)?([0-9]{1,2})[-/.]([0-9]{1,2})[.]?")
_RULE_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
_SEASONS = {
    "spring": "March",
    "vernal": "March",
    "summer": "June",
    "autumn": "September",
    "autumnal": "September",
    "fall": "September",
    "winter": "December",
}


def read_sentence(cursor: Cursor) -> Node:
    """The whole sentence. Raises SentenceError at the first word that cannot stand."""
    if cursor.ended():
        raise SentenceError("a date sentence is missing", cursor.here.offset, 'an example: "9 May"')
    if is_listed(cursor):
        return read_list(cursor)
    if cursor.accept("every"):
        node: Node = _every_days(cursor)
    else:
        node = _days_since(cursor) or read_day(cursor)
    if not cursor.ended():
        _refuse_rest(cursor, node)
    return node


def read_day(cursor: Cursor) -> Anchored:
    """A day, as it stands alone or after `before` and its like."""
    the = cursor.here
    if cursor.accept("the") and _nth(cursor.here) is None:
        raise SentenceError('"the" stands before an ordinal only', the.offset, 'leave "the" out')
    token = cursor.here
    if token.kind == "number":
        return _after_number(cursor, cursor.take())
    if _nth(token) is not None:
        return _after_ordinal(cursor, cursor.take())
    weekday = weekday_number(token.text)
    if weekday is not None:
        cursor.take()
        return _after_weekday(cursor, weekday)
    if cursor.accept("day"):
        return base_grammar.read_numbered_day(cursor)
    named = named_days.read(cursor)
    if named is not None:
        return named
    if base_grammar.at_base_month(cursor):
        return base_grammar.read_month_first(cursor)
    return _rule_day(cursor) or _refuse_first(cursor)


def _after_number(cursor: Cursor, number: Token) -> Anchored:
    if cursor.says("days") or cursor.says("day"):
        return _days_from(cursor, number)
    word = cursor.here.text.casefold()
    if word in ("week", "weeks"):
        raise SentenceError(
            "a distance is counted in days", cursor.here.offset, f'write "{7 * number.value} days"'
        )
    weekday = weekday_number(word)
    if weekday is not None:
        raise SentenceError(
            f'a weekday is counted by an ordinal, and "{number.text}" is none',
            number.offset,
            f'did you mean "{ordinal_text(number.value)} {WEEKDAYS[weekday]}"?',
        )
    return base_grammar.read_month_day(cursor, number)


def _days_from(cursor: Cursor, number: Token) -> DaysFrom:
    cursor.take()
    if number.value == 0:
        raise SentenceError("0 days from a day is that day", number.offset, "leave it out")
    sign = 1 if cursor.expect("after", "before") == "after" else -1
    return DaysFrom(sign * number.value, read_day(cursor))


def _after_ordinal(cursor: Cursor, token: Token) -> Anchored:
    count = _nth(token) or 0
    weekday = weekday_number(cursor.here.text)
    if weekday is not None:
        cursor.take()
        return _counted_weekday(cursor, token, count, weekday)
    if count == -1:
        if not cursor.accept("day"):
            raise cursor.refusal(["day", *WEEKDAYS], '"day" or a weekday', "last Monday of May")
        return base_grammar.read_last(cursor)
    if not (cursor.says("of") or cursor.says("in") or base_grammar.at_base_month(cursor)):
        raise cursor.refusal(
            [*WEEKDAYS, *names()[:12]], "a weekday or a month", "2nd Sunday of May"
        )
    return base_grammar.read_month_day(cursor, token._replace(value=count))


def _counted_weekday(cursor: Cursor, token: Token, count: int, weekday: int) -> Anchored:
    relation = cursor.expect("of", "in", *_RELATIONS)
    if relation in ("of", "in"):
        if cursor.says("week"):
            raise SentenceError(
                "a week has each weekday once", token.offset, f'leave "{token.text}" out'
            )
        return base_grammar.read_nth_weekday(cursor, token, count, weekday)
    if relation == "nearest":
        raise SentenceError('"nearest" is not counted', token.offset, f'leave "{token.text}" out')
    if count == -1 and "before" not in relation:
        raise SentenceError(
            f'there is no last {WEEKDAYS[weekday]} "{relation}" a day', token.offset
        )
    if count == 0:
        raise SentenceError("weekdays are counted from 1st", token.offset)
    return WeekdayFrom(max(count, 1), weekday, _relation(relation), read_day(cursor))


def _after_weekday(cursor: Cursor, weekday: int) -> Anchored:
    start = cursor.here
    relation = cursor.expect("of", "in", *_RELATIONS)
    if relation in ("of", "in"):
        if cursor.accept("week"):
            return base_grammar.read_week(cursor, weekday)
        name = WEEKDAYS[weekday]
        raise SentenceError(
            f"which {name} of the month is not said",
            start.offset,
            f'write "1st {name}" to "5th {name}" or "last {name}", or "{name} of week 7"',
        )
    return WeekdayFrom(1, weekday, _relation(relation), read_day(cursor))


def _relation(phrase: str) -> Relation:
    return _RELATIONS[[str(relation) for relation in _RELATIONS].index(phrase)]


def _nth(token: Token) -> int | None:
    return token.value if token.kind == "ordinal" else ordinal_number(token.text)


def _every_days(cursor: Cursor) -> EveryDays:
    number = cursor.here
    if number.kind != "number" or number.value == 0:
        raise cursor.refusal([], "a number of days", "every 10,000 days")
    cursor.take()
    if not cursor.accept("days") and not cursor.accept("day"):
        hint = "years are counted by the field every" if cursor.here.text.startswith("y") else None
        raise SentenceError('only "days" can follow', cursor.here.offset, hint)
    return EveryDays(number.value)


def _days_since(cursor: Cursor) -> DaysSince | None:
    """`10,000 days after 9 May 1945`; None, with nothing read, if no dated day is counted from."""
    number, start = cursor.here, cursor.at
    if number.kind != "number" or not (
        cursor.ahead().text.casefold() in ("day", "days")
        and cursor.ahead(2).text.casefold() in ("after", "before")
    ):
        return None
    cursor.at += 3
    dated = as_dated(cursor)
    if dated is None:
        cursor.at = start
        return None
    if cursor.tokens[start + 2].text.casefold() == "before":
        raise SentenceError(
            "days are counted after a dated day and not before it",
            cursor.tokens[start + 2].offset,
            'write "after", or give the day itself in a list such as [1945-05-09]',
        )
    if dated.first != dated.last:
        raise SentenceError(
            "days are counted from one day", cursor.tokens[start + 3].offset, "name the day"
        )
    return DaysSince(number.value, dated.text, dated.first)


def _rule_day(cursor: Cursor) -> RuleDay | None:
    name, known = cursor.here, cursor.rule_ids
    folded = name.text.casefold()
    if not (folded in known if known is not None else _RULE_ID.fullmatch(folded)):
        return None
    if name.kind == "word" and _MONTH_AND_DAY.fullmatch(folded):
        return None
    cursor.take()
    observed = cursor.accept("as")
    if observed:
        cursor.expect("observed")
    return RuleDay(folded, observed)


def _refuse_first(cursor: Cursor) -> Anchored:
    """Raises SentenceError: nothing begins with the next word."""
    token = cursor.here
    word = token.text.casefold()
    if token.kind == "end":
        raise SentenceError("the sentence ends where a day must follow", token.offset)
    if _MONTH_AND_DAY.fullmatch(word):
        raise _numeric_date(token)
    if word in _SEASONS:
        raise _season(cursor, token)
    if token.kind == "mark":
        raise SentenceError(f'found "{token.text}" where a day must stand', token.offset)
    known = [*GRAMMAR_WORDS, *ORDINALS, "last", *WEEKDAYS, *names(), *named_days.names()]
    near = nearest(token.text, [*known, *(cursor.rule_ids or ())])
    hint = f'did you mean "{near}"?' if near else 'a day is written as in "9 May"'
    raise SentenceError(f'no day, month or rule is called "{token.text}"', token.offset, hint)


def _numeric_date(token: Token) -> SentenceError:
    found = _MONTH_AND_DAY.fullmatch(token.text)
    assert found is not None
    month, day = int(found[1]), int(found[2])
    hint = 'a day is written as in "9 May"'
    if "-" in token.text and 1 <= month <= 12:
        written = f"{day} {names()[month - 1]}"
        try:
            read_day(Cursor(written))
        except SentenceError as wrong:
            return SentenceError(
                f'"{token.text}" is no day: {wrong.message}', token.offset, wrong.hint
            )
        hint = f'write "{written}"'
    return SentenceError(f'"{token.text}" is no date sentence', token.offset, hint)


def _season(cursor: Cursor, token: Token) -> SentenceError:
    what = cursor.ahead().text.casefold()
    what = what if what in ("equinox", "solstice") else ""
    month = _SEASONS[token.text.casefold()]
    event = what or ("equinox" if month in ("March", "September") else "solstice")
    return SentenceError(
        f'"{token.text}" differs north and south: name the month',
        token.offset,
        f'in the north it is "{month} {event} in" and a zone, such as Tokyo or UTC',
    )


def _refuse_rest(cursor: Cursor, node: Node) -> None:
    """Raises SentenceError: the sentence is complete, and there is more."""
    token = cursor.here
    said = cursor.said(0)
    if isinstance(node, MonthDay) and (token.kind == "number" or read_dated(Cursor(cursor.text))):
        raise SentenceError(
            f'a day that returns has no year, so nothing can follow "{said}"',
            token.offset,
            "the year of an event goes into of:, a single day into a list such as [1945-05-09]",
        )
    raise SentenceError(f'found "{token.text}", and nothing can follow "{said}"', token.offset)
