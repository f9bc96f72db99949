"""What to leave out of a feed that would be too large for its readers."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from calendar_gen.edtf import civil, day
from calendar_gen.entries.notices import Cut
from calendar_gen.rendering.ics.events import Event

MOST_BYTES = 900_000
"""Google Calendar drops what is past about one megabyte, and tells nobody."""

HEADROOM = 4_000
"""Kept free for the calendar's own properties, which say what is missing."""


class Kept(NamedTuple):
    """The events that fit, in their order, and what was left out if anything was."""

    events: list[Event]
    cut: Cut | None


class _Part(NamedTuple):
    """Events that stay or go together: a year's or a month's, all of them or those of one weight.

    `first` is its first month and `until` the one after its last, in months since the year 0.
    `minor` are numbers that are no mark.
    """

    first: int
    until: int
    minor: bool


def within(events: Sequence[Event], size: Callable[[Event], int], limit: int, as_of: int) -> Kept:
    """Cut years and months until the sum of the sizes, in bytes, is within `limit`.

    First, from the far end, numbers that are no mark of the years after next; then what is left of
    those years; then past years; past months of this year; then, from the far end, months beyond
    the twelve ahead, numbers that are no mark first; and at last such numbers of the twelve months.
    Marks and visits of the twelve months from that of the as-of day on always stay. What is cut is
    not asked for its size, but for the first of it.
    """
    now = _month(as_of)
    parts: dict[_Part, list[Event]] = defaultdict(list)
    for event in events:
        parts[_part(event, now)].append(event)
    order = _order(parts, now)
    room = limit - HEADROOM - sum(size(e) for part in parts.keys() - order for e in parts[part])
    cut = len(order)
    while cut and (room := room - sum(map(size, parts[order[cut - 1]]))) >= 0:
        cut -= 1
    if not cut:
        return Kept(list(events), None)
    gone = {event.uid for part in order[:cut] for event in parts[part]}
    kept = [event for event in events if event.uid not in gone]
    return Kept(kept, _told(order[:cut], len(gone), now))


def _part(event: Event, now: int) -> _Part:
    """Where an event belongs; what goes on is of the present month, and what is past has no weight,
    so that all ends change on the first of a month and on no day within it.
    """
    month = _month(event.first)
    if month < now <= _month(event.last):
        month = now
    year, this_year = month // 12, now // 12
    is_minor = "mark" not in event.keys and "kind:visit" not in event.keys and month >= now
    if this_year <= year <= this_year + 1:
        return _Part(month, month + 1, is_minor)
    return _Part(year * 12, year * 12 + 12, is_minor)


def _order(parts: Iterable[_Part], now: int) -> list[_Part]:
    """What may go, in the order in which it goes."""
    far_from = (now // 12 + 2) * 12
    back = sorted(parts, reverse=True)
    far = [part for part in back if part.first >= far_from]
    beyond = [part for part in back if now + 12 <= part.first < far_from]
    ahead = [part for part in back if now <= part.first < now + 12]
    return [
        *(part for part in far if part.minor),
        *(part for part in far if not part.minor),
        *(part for part in back[::-1] if part.first < now),
        *(part for part in beyond if part.minor),
        *(part for part in beyond if not part.minor),
        *(part for part in ahead if part.minor),
    ]


def _told(cut: Sequence[_Part], count: int, now: int) -> Cut:
    before = max((part.until for part in cut if part.first < now), default=None)
    minor_from = min((part.first for part in cut if part.minor), default=None)
    all_from = min((p.first for p in cut if p.first >= now and not p.minor), default=None)
    if minor_from is not None and all_from is not None and minor_from >= all_from:
        minor_from = None
    return Cut(_first_day(before), _first_day(minor_from), _first_day(all_from), count)


def _month(at: int) -> int:
    year, month, _ = civil(at)
    return year * 12 + month - 1


def _first_day(month: int | None) -> int | None:
    return None if month is None else day(month // 12, month % 12 + 1, 1)
