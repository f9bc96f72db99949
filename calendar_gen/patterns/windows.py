"""Windows: the days around an anchor, or between two sentences of a cycle."""

from calendar_gen import edtf
from calendar_gen.patterns.expectation import Anniversary, World
from calendar_gen.rules import DateRule, VisitPattern, Window

SENTENCES_REACH = 740
"""Days from an anchor to what sentences give for its cycle: its year, and the end in the next."""

MOVED = 1250
"""Days within which an exception can move what is expected: reading refuses what lies farther."""


def reach(pattern: VisitPattern, window: Window, first: int, last: int) -> tuple[int, int]:
    """The days in which anchors lie whose windows may touch `first` to `last`."""
    moved = MOVED if any(d.action in ("moved", "extra") for d in pattern.exceptions) else 0
    if isinstance(window.start, int) and isinstance(window.end, int):
        return first - max(window.end, 0) - moved, last - min(window.start, 0) + moved
    return first - SENTENCES_REACH - moved, last + SENTENCES_REACH + moved


def around_anchor(window: Window, anchor: Anniversary, world: World) -> tuple[int, int] | None:
    """First and last day of the window around an anchor, with sentences read in the Gregorian year
    of the day that its own sentence gave; None if one gives no day.
    """
    year = edtf.civil(anchor.day)[0]
    return around(window, (anchor.first, anchor.last), edtf.day(year, 1, 1), world)


def around(
    window: Window, anchor: tuple[int, int], begin: int, world: World
) -> tuple[int, int] | None:
    """First and last day of the window; None if a sentence gives no day for the cycle.

    Offsets count from `anchor`, its first and last day; sentences give their first days on or after
    `begin`, the first day of the cycle, and the end is not before the start.
    """
    if isinstance(window.start, int) and isinstance(window.end, int):
        return anchor[0] + window.start, anchor[1] + window.end
    assert not isinstance(window.start, int), "a window has two ends of one kind"
    assert not isinstance(window.end, int), "a window has two ends of one kind"
    start = next_day(window.start, begin, world)
    end = None if start is None else next_day(window.end, start, world)
    return None if start is None or end is None else (start, end)


def next_day(sentence: DateRule, begin: int, world: World) -> int | None:
    """The first day of a sentence on or after a day, within a year; None if there is none."""
    # Asked for many years at once, which a sentence remembers: patterns ask for year after year.
    start = begin - begin % _AT_ONCE
    spans = sentence.spans(start, start + _AT_ONCE + 366, world.spans)
    return next((s.first for s in spans if begin <= s.first <= begin + 366), None)


_AT_ONCE = 32 * 366
