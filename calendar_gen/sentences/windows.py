"""Reading `window:`: days around an anchor, or two date sentences in the cycle's year."""

from collections.abc import Collection

from calendar_gen.problems import Place, Problem
from calendar_gen.rules import Window
from calendar_gen.sentences.cursor import Cursor
from calendar_gen.sentences.printing import days_text
from calendar_gen.sentences.reading import parse, problem_at
from calendar_gen.sentences.tokens import SentenceError

FARTHEST = 1000
"""Days from the anchor to either end: a window is a time around a day, not an era."""

_EXAMPLE = 'as in "3 days before .. 1 day after", "on the day" or "1 May .. 31 October"'


def parse_window(
    text: str, place: Place, rule_ids: Collection[str] | None = None
) -> tuple[Window | None, list[Problem]]:
    """The window that a text means, or what is wrong with it; `place` is where it begins.

    Offsets count from the first day of the anchor for the start, from its last for the end. An end
    sentence may come before the start in the year: it is then of the next.
    """
    try:
        start, dots, end, offset = _halves(text)
        first, last = _days_around(start, 0), _days_around(end, offset)
        if not dots and first is None:
            raise SentenceError("a window has two ends", len(text.rstrip()), _EXAMPLE)
        if not dots and first != 0:
            raise SentenceError(
                f'"{text.strip()}" is one end of a window',
                0,
                f'write "{text.strip()} .. on the day"',
            )
        if first is None and last is None:
            return _between(text, place, start, end, offset, rule_ids)
        if first is None or last is None:
            half, at = (start, 0) if first is None else (end, offset)
            return None, _why_mixed(half, place._replace(column=place.column + at), rule_ids)
        if first > last:
            raise SentenceError(
                "the window ends before it begins", offset, "change the two ends over"
            )
    except SentenceError as wrong:
        return None, [problem_at(place, wrong, "window")]
    return Window(_text(first, last), first, last), []


def _halves(text: str) -> tuple[str, bool, str, int]:
    """The text of the start, whether there are dots, the text of the end and its offset."""
    cursor = Cursor(text)
    if cursor.ended():
        raise SentenceError("a window is missing", 0, _EXAMPLE)
    dots = [token for token in cursor.tokens if token.text == ".."]
    if not dots:
        return text, False, text, 0
    if len(dots) > 1:
        raise SentenceError("a window has two ends", dots[1].offset, _EXAMPLE)
    offset = dots[0].end + len(text[dots[0].end :]) - len(text[dots[0].end :].lstrip())
    for at, half in ((0, text[: dots[0].offset]), (offset, text[offset:])):
        if not half.strip():
            raise SentenceError("one end of the window is missing", at, _EXAMPLE)
    return text[: dots[0].offset], True, text[offset:], offset


def _days_around(text: str, offset: int) -> int | None:
    """The days from the anchor to an end; None if the text is a date sentence."""
    cursor = Cursor(text)
    if cursor.accept("on", "the", "day") or cursor.accept("the", "day"):
        return 0 if cursor.ended() else None
    number = cursor.take()
    if number.kind != "number" or not (cursor.accept("days") or cursor.accept("day")):
        return None
    if number.value > FARTHEST:
        message = f"a window reaches at most {FARTHEST} days from its day"
        raise SentenceError(message, offset + number.offset)
    if cursor.accept("after"):
        return number.value if cursor.ended() else None
    if cursor.accept("before"):
        return -number.value if cursor.ended() else None
    try:
        raise cursor.refusal(["before", "after"], None, "3 days before .. 1 day after")
    except SentenceError as wrong:
        raise SentenceError(wrong.message, offset + wrong.offset, wrong.hint) from None


def _between(
    text: str, place: Place, start: str, end: str, offset: int, rule_ids: Collection[str] | None
) -> tuple[Window | None, list[Problem]]:
    first, problems = parse(start, place=place, rule_ids=rule_ids)
    there = place._replace(column=place.column + offset)
    last, more = parse(end, place=there, rule_ids=rule_ids)
    if first is None or last is None:
        return None, [*problems, *more]
    return Window(f"{first.text} .. {last.text}", first, last), [*problems, *more]


def _why_mixed(half: str, place: Place, rule_ids: Collection[str] | None) -> list[Problem]:
    """What is wrong with the half that counts no days: it is no sentence, or it is a date."""
    _, problems = parse(half, place=place, missing="omit", rule_ids=rule_ids)
    errors = [problem for problem in problems if problem.severity == "error"]
    mixed = "one end is counted from the day and the other is a date"
    return errors or [Problem(place, "error", "window", mixed, _EXAMPLE)]


def _text(first: int, last: int) -> str:
    return "on the day" if first == last == 0 else f"{_end_text(first)} .. {_end_text(last)}"


def _end_text(days: int) -> str:
    if days == 0:
        return "on the day"
    return f"{days_text(abs(days))} {'after' if days > 0 else 'before'}"
