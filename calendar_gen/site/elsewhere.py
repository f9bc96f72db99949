"""Which feeds have what another leaves out for its size."""

from collections.abc import Iterable, Mapping

from calendar_gen.rendering.ics import Event, Feed
from calendar_gen.rendering.ics.writer import is_writable

MOST_NAMED = 6
"""Feeds that are named as having what another leaves out; more would be a riddle."""


def elsewhere(feed: Feed, events: Iterable[Event], others: Mapping[str, Feed]) -> list[str]:
    """Those of the `others` that are whole and together have all that a feed leaves out of its
    events, the one that has most of it first; none if a few have not all of it.
    """
    kept = {event.uid for event in feed.events}
    missing = {event.uid for event in events if event.uid not in kept and is_writable(event)}
    held = {
        name: missing & {event.uid for event in other.events}
        for name, other in others.items()
        if other.cut is None
    }
    named: list[str] = []
    while missing and held and len(named) < MOST_NAMED:
        best = max(sorted(held), key=lambda name: len(held[name] & missing))
        if missing.isdisjoint(held[best]):
            return []
        missing = missing - held.pop(best)
        named.append(best)
    return [] if missing else named
