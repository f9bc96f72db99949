"""What to leave out of a feed that would be too large for its readers."""

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from calendar_gen.edtf import civil
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


def within(events: Sequence[Event], size: Callable[[Event], int], limit: int, as_of: int) -> Kept:
    """Cut years until the sum of the sizes, in bytes, is within `limit`.

    First, from the far end, numbers that are no mark; then, from the far end, what is left of those
    years; then past years; the year after that of the as-of day only if it must be. The year of the
    as-of day always stays whole. What is cut is not asked for its size, but for the first of it.
    """
    this_year = civil(as_of)[0]
    groups: dict[tuple[int, bool], list[Event]] = defaultdict(list)
    for event in events:
        groups[civil(event.first)[0], _is_minor(event)].append(event)
    order = _order(groups, this_year)
    room = limit - HEADROOM - sum(size(e) for group in groups.keys() - order for e in groups[group])
    cut = len(order)
    while cut and (room := room - sum(map(size, groups[order[cut - 1]]))) >= 0:
        cut -= 1
    if not cut:
        return Kept(list(events), None)
    gone = {event.uid for group in order[:cut] for event in groups[group]}
    kept = [event for event in events if event.uid not in gone]
    return Kept(kept, _told(order[:cut], len(gone), this_year))


def _is_minor(event: Event) -> bool:
    return "mark" not in event.keys and "kind:visit" not in event.keys


def _order(groups: Collection[tuple[int, bool]], this_year: int) -> list[tuple[int, bool]]:
    far = sorted((group for group in groups if group[0] > this_year + 1), reverse=True)
    near = sorted((group for group in groups if group[0] == this_year + 1), reverse=True)
    past = sorted(group for group in groups if group[0] < this_year)
    minor = [group for group in far if group[1]]
    major = [group for group in far if not group[1]]
    return minor + major + past + near


def _told(cut: Sequence[tuple[int, bool]], count: int, this_year: int) -> Cut:
    minor = [year for year, is_minor in cut if is_minor and year > this_year]
    major = [year for year, is_minor in cut if not is_minor and year > this_year]
    all_from = min(major, default=None)
    minor_from = min(minor, default=None)
    past = tuple(sorted({year for year, _ in cut if year < this_year}))
    return Cut(minor_from if minor_from != all_from else None, all_from, past, count)
