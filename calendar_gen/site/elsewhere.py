"""Which feeds have what another leaves out for its size."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from calendar_gen.rendering.ics import Event, Feed
from calendar_gen.rendering.ics.writer import is_writable

MOST_NAMED = 6
"""Feeds that are named as having what another leaves out; more would be a riddle."""


class Elsewhere(NamedTuple):
    """Names of feeds that have what another leaves out, and whether they have all of it."""

    feeds: tuple[str, ...]
    whole: bool


def elsewhere(feed: Feed, events: Iterable[Event], others: Mapping[str, Feed]) -> Elsewhere:
    """Those of the `others` that are whole and together have what a feed leaves out of its events,
    or as much of it as a few can have; the one that has most of it first.
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
            break
        missing = missing - held.pop(best)
        named.append(best)
    return Elsewhere(tuple(named), not missing)
