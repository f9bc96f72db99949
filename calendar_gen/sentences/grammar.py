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
from calendar_gen.sentences.dated import as_dated
from calendar_gen.sentences.lists import is_listed, read_list
from calendar_gen.sentences.month_names import at_month
from calendar_gen.sentences.nodes import (
    Anchored,
    DaysFrom,
    DaysSince,
    EveryDays,
    Node,
    Relation,
    RuleDay,
    WeekdayFrom,
)
from calendar_gen.sentences.refusals import (
    MONTH_AND_DAY,
    ONE_DAY,
    refuse_days_of_month,
    refuse_familiar,
    refuse_first,
    refuse_ordinal,
    refuse_rest,
    refuse_several,
)
from calendar_gen.sentences.tokens import SentenceError, Token, ordinal_text
from calendar_gen.sentences.words import (
    WEEKDAYS,
    ordinal_number,
    weekday_number,
)

_RELATIONS: tuple[Relation, ...] = ("after", "before", "on or after", "on or before", "nearest")
_RULE_ID = r"[a-z0-9]+(?:-[a-z0-9]+)+"


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
        refuse_rest(cursor, node)
    return node


def read_day(cursor: Cursor) -> Anchored:
    """A day, as it stands alone or after `before` and its like."""
    the = cursor.here
    cursor.deepen()
    article = cursor.accept("the")
    token = cursor.here
    if article and _nth(token) is None and weekday_number(token.text) is None:
        raise SentenceError(
            '"the" stands before an ordinal or a weekday only', the.offset, 'leave "the" out'
        )
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
    ends = cursor.ahead().kind == "end" or cursor.ahead().text.casefold() == "as"
    if (
        ("-" in token.text or (ends and len(token.text) == 2))
        and cursor.rule_ids is not None
        and token.text.casefold() in cursor.rule_ids
    ):
        # Before all names of the language are asked for, which takes reading every calendar.
        return _rule_day(cursor) or refuse_first(cursor)
    named = named_days.read(cursor)
    if named is not None:
        return named
    if at_month(cursor):
        if cursor.ahead().kind == "word":
            refuse_days_of_month(cursor)
        return base_grammar.read_month_first(cursor)
    return _rule_day(cursor) or refuse_first(cursor)


def _after_number(cursor: Cursor, number: Token) -> Anchored:
    if cursor.says("days") or cursor.says("day"):
        return _days_from(cursor, number)
    if not at_month(cursor):
        refuse_several(cursor)
    word = cursor.here.text.casefold()
    if word in ("week", "weeks"):
        raise SentenceError(
            "a distance is counted in days", cursor.here.offset, f'write "{7 * number.value} days"'
        )
    if word in ("month", "months", "year", "years"):
        if word == "month" and cursor.ahead().kind == "number":
            rest = cursor.text[cursor.here.offset :]
            raise SentenceError(
                'a day of a numbered month begins with "day"',
                number.offset,
                f'did you mean "day {number.text} of {rest}"?',
            )
        raise SentenceError("a distance is counted in days", cursor.here.offset, 'as in "30 days"')
    if word == "," and cursor.ahead().kind == "number":
        raise SentenceError(
            f'"{number.text},{cursor.ahead().text}" is no number',
            number.offset,
            'a comma stands before three digits, as in "10,000 days"',
        )
    weekday = weekday_number(word)
    if weekday is not None:
        raise SentenceError(
            f'a weekday is counted by an ordinal, and "{number.text}" is none',
            number.offset,
            f'did you mean "{ordinal_text(number.value)} {WEEKDAYS[weekday]}"?',
        )
    later = cursor.tokens[cursor.at + 1 :]
    related = any(token.text.casefold() in ("before", "after") for token in later)
    if related and nearest(word, ("day", "days")):
        hint = 'did you mean "days"?'
        raise SentenceError(f'"{cursor.here.text}" counts nothing', cursor.here.offset, hint)
    return base_grammar.read_month_day(cursor, number)


def _days_from(cursor: Cursor, number: Token) -> DaysFrom:
    cursor.take()
    if number.value == 0:
        raise SentenceError("0 days from a day is that day", number.offset, "leave it out")
    sign = 1 if cursor.expect("after", "before", example="2 days after Easter") == "after" else -1
    return DaysFrom(sign * number.value, read_day(cursor))


def _after_ordinal(cursor: Cursor, token: Token) -> Anchored:
    count = _nth(token) or 0
    weekday = weekday_number(cursor.here.text)
    if weekday is not None:
        cursor.take()
        return _counted_weekday(cursor, token, count, weekday)
    if count == -1:
        if at_month(cursor):
            month = cursor.here
            hint = f'did you mean "last day of {month.text}"?'
            raise SentenceError("the last what of the month is not said", month.offset, hint)
        if not cursor.accept("day"):
            refuse_familiar(cursor)
            raise cursor.refusal(["day", *WEEKDAYS], '"day" or a weekday', "last Monday of May")
        return base_grammar.read_last(cursor)
    if not (cursor.says("of") or cursor.says("in") or at_month(cursor)):
        refuse_ordinal(cursor, token._replace(value=count))
    return base_grammar.read_month_day(cursor, token._replace(value=count))


def _counted_weekday(cursor: Cursor, token: Token, count: int, weekday: int) -> Anchored:
    if count == 0:
        hint = f'did you mean "1st {WEEKDAYS[weekday]}"?'
        raise SentenceError("weekdays are counted from 1st", token.offset, hint)
    example = f"{ordinal_text(max(count, 1))} {WEEKDAYS[weekday]} of May"
    relation = cursor.expect("of", "in", *_RELATIONS, example=example)
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
    return WeekdayFrom(max(count, 1), weekday, _relation(relation), read_day(cursor))


def _after_weekday(cursor: Cursor, weekday: int) -> Anchored:
    start, name = cursor.here, WEEKDAYS[weekday]
    if cursor.accept("of") or cursor.accept("in"):
        if cursor.accept("week"):
            return base_grammar.read_week(cursor, weekday)
        hint = f'as in "last {name} of May", or "{name} of week 7"'
        if at_month(cursor):
            month = cursor.text[cursor.here.offset :]
            which = (f'"{nth} {name} of {month}"' for nth in ("1st", "5th", "last"))
            hint = "write {} to {}, or {}".format(*which)
        raise SentenceError(f"which {name} of the month is not said", start.offset, hint)
    relation = cursor.expect(*_RELATIONS, "of week", example=f"{name} on or after 9 May")
    return WeekdayFrom(1, weekday, _relation(relation), read_day(cursor))


def _relation(phrase: str) -> Relation:
    return _RELATIONS[[str(relation) for relation in _RELATIONS].index(phrase)]


def _nth(token: Token) -> int | None:
    return token.value if token.kind == "ordinal" else ordinal_number(token.text)


def _every_days(cursor: Cursor) -> EveryDays:
    number = cursor.here
    if number.kind != "number" or number.value == 0:
        if number.text.casefold() in ("year", "day"):
            hint = "a sentence returns each year by itself"
            raise SentenceError(f'"every {number.text}" is not said', number.offset, hint)
        if weekday_number(number.text) is not None:
            raise SentenceError(f'"every {number.text}" is not said', number.offset, ONE_DAY)
        raise cursor.refusal([], "a number of days", "every 10,000 days")
    cursor.take()
    if not cursor.accept("days") and not cursor.accept("day"):
        word, hint = cursor.here.text.casefold(), "days"
        if word in ("week", "weeks"):
            hint = f"{7 * number.value:,} days"
        if word in ("year", "years"):
            raise SentenceError(
                "a sentence returns each year by itself",
                cursor.here.offset,
                f"leave years out with the field every: {number.text} years",
            )
        raise cursor.refusal([], '"days"', f"every {number.text} days" if hint == "days" else hint)
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
    return DaysSince(number.value, dated.text, dated.first, dated.certainty)


def _rule_day(cursor: Cursor) -> RuleDay | None:
    name, known = cursor.here, cursor.rule_ids
    folded = name.text.casefold()
    if not (folded in known if known is not None else re.fullmatch(_RULE_ID, folded)):
        return None
    if name.kind == "word" and re.fullmatch(MONTH_AND_DAY, folded):
        return None
    cursor.take()
    observed = cursor.accept("as")
    if observed:
        cursor.expect("observed")
    return RuleDay(folded, observed)
