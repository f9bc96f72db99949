"""iCalendar feeds (RFC 5545, with the calendar properties of RFC 7986): one plain event a day.

`events` makes entries into events, `revise` numbers their changes against the last build, `compose`
writes a feed. `feed` does all of it for a feed that has no past.
"""

from calendar_gen.rendering.ics.events import CLOSES, STYLES, Event, Windows, events
from calendar_gen.rendering.ics.feeds import Feed, Look, compose, feed
from calendar_gen.rendering.ics.revisions import (
    CANCELLED_DAYS,
    Revised,
    Revision,
    from_plain,
    revise,
    to_plain,
)
from calendar_gen.rendering.ics.shelf import Shelf
from calendar_gen.rendering.ics.shortcomings import shortcomings, why_cut
from calendar_gen.rendering.ics.writer import PRODID, forget

__all__ = [
    "CANCELLED_DAYS",
    "CLOSES",
    "PRODID",
    "STYLES",
    "Event",
    "Feed",
    "Look",
    "Revised",
    "Revision",
    "Shelf",
    "Windows",
    "compose",
    "events",
    "feed",
    "forget",
    "from_plain",
    "revise",
    "shortcomings",
    "to_plain",
    "why_cut",
]
