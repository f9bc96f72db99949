"""Lists of days: `[2024-11-01, 2026-04-03/2026-04-19]`, `2027-06`."""

import re
from collections.abc import Sequence

from calendar_gen import edtf
from calendar_gen.named import NamedTuple
from calendar_gen.sentences.cursor import Cursor
from calendar_gen.sentences.nodes import DayList, Listed
from calendar_gen.sentences.tokens import SentenceError

_YEAR_FIRST = r"-?[0-9]{4}(?:[-/?~%].*)?|\.\./.*|/.*"
_DATE = r"-?[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?(?:/.*)?"
_KEY = r"-?[a-z0-9]+(?:-[a-z0-9]+)*"


class Member(NamedTuple):
    """A member of a list as written, where it stands in the text, and its own key if it has one."""

    text: str
    offset: int
    key: str | None = None


def is_listed(cursor: Cursor) -> bool:
    """Whether a list, or a single EDTF date, comes next."""
    first = cursor.here
    alone = cursor.ahead().kind == "end"
    return first.text == "[" or (alone and re.fullmatch(_YEAR_FIRST, first.text) is not None)


def is_date(text: str) -> bool:
    """Whether a word is written as the days of a list are."""
    return re.fullmatch(_DATE, text) is not None


def read_list(cursor: Cursor) -> DayList:
    """The list that comes next, to its end. Raises SentenceError."""
    if cursor.here.text != "[":
        token = cursor.take()
        return day_list([Member(token.text, token.offset)])
    cursor.take()
    members: list[Member] = []
    while True:
        start = cursor.at
        while cursor.here.kind != "end" and cursor.here.text not in (",", "]"):
            cursor.take()
        if cursor.at == start:
            raise SentenceError("a day is missing here", cursor.here.offset, "such as 2024-11-01")
        members.append(Member(cursor.said(start), cursor.tokens[start].offset))
        if cursor.take().text != ",":
            break
    if cursor.tokens[cursor.at - 1].text != "]":
        raise SentenceError('the list is not closed: "]" is missing', cursor.here.offset)
    if not cursor.ended():
        raise SentenceError(f'found "{cursor.here.text}" after the list', cursor.here.offset)
    return day_list(members)


def day_list(members: Sequence[Member]) -> DayList:
    """The list of these members, in order of days, else SentenceError at the wrong one."""
    listed: dict[str, Listed] = {}
    for member in members:
        one = _listed(member)
        if one.key in listed:
            raise SentenceError(f'"{member.text}" is in the list twice', member.offset)
        listed[one.key] = one
    return DayList(tuple(sorted(listed.values(), key=lambda one: (one.first, one.last, one.key))))


def _listed(member: Member) -> Listed:
    try:
        date = edtf.parse(member.text)
    except edtf.EdtfError as wrong:
        raise _why_unlisted(member, wrong) from None
    if date.earliest is None or date.latest is None or date.precision == "set":
        raise SentenceError(
            f'"{member.text}" has no first and last day', member.offset, "give both days"
        )
    key = member.key or (date.parts[0] if date.parts else date).text.rstrip("?~%")
    if not re.fullmatch(_KEY, key):
        raise SentenceError(
            f'"{key}" is no key', member.offset, "keys hold a to z, 0 to 9 and hyphens"
        )
    return Listed(member.text, key, date.earliest, date.latest, date.certainty)


def _why_unlisted(member: Member, wrong: edtf.EdtfError) -> SentenceError:
    from calendar_gen.familiar_dates import readings

    example = "a list holds days as in 2024-11-01 and spans as in 2026-04-03/2026-04-19"
    dates = readings(member.text)
    if dates:
        example = f"did you mean {' or '.join(dates)}?"
    words = member.text.split()
    if len(words) > 1 and all(is_date(word) for word in words):
        at = member.offset + member.text.index(words[1])
        return SentenceError("a comma is missing before this day", at, example)
    if any(letter.isalpha() for letter in member.text):
        return SentenceError(f'"{member.text}" is no day of a list', member.offset, example)
    return SentenceError(wrong.message, member.offset + wrong.offset, example)
