"""A feed: its events, what had to stay out of it, and its bytes as a stream."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from calendar_gen.edtf import civil, day
from calendar_gen.entries import Entry
from calendar_gen.entries.notices import Cut, left_out, left_out_is_in, nothing_ahead
from calendar_gen.rendering.ics.events import Event, Windows
from calendar_gen.rendering.ics.events import events as events_of
from calendar_gen.rendering.ics.revisions import Revision
from calendar_gen.rendering.ics.shelf import Shelf
from calendar_gen.rendering.ics.size import HEADROOM, MOST_BYTES, within
from calendar_gen.rendering.ics.writer import END, calendar_head, is_writable

COLOUR = ("firebrick", "#B22222")
"""CSS name and hex value of the colour that a calendar program may show a feed in."""


TOGETHER = 256
"""Events that are handed on at once: a file and a digest take few large pieces sooner than many."""


class Look(NamedTuple):
    """How a calendar shows itself: name, description, and colour as CSS name and as `#rrggbb`.

    `elsewhere` are the names or addresses of what has all that this one leaves out for its size.
    """

    name: str
    description: str
    colour: tuple[str, str] | None = COLOUR
    elsewhere: str | None = None


class Feed(NamedTuple):
    """A feed ready to be written. `stamp` is the day of the newest change in it.

    `unwritable` counts events on days that iCalendar has no words for (before the year 1); `cut`
    says what was left out for the size, and `too_large` that what always stays is too much as well.
    `shelf` is where events are that other feeds have too.
    """

    look: Look
    events: Sequence[Event]
    revisions: Mapping[str, Revision]
    domain: str
    as_of: int
    unwritable: int
    cut: Cut | None
    shelf: Shelf | None = None
    too_large: bool = False

    @property
    def stamp(self) -> int:
        """The newest day on which an event of the feed changed."""
        return max(self._stamp(event)[0] for event in self.events)

    def chunks(self) -> Iterator[bytes]:
        """The bytes, some events at a time, so that memory stays flat."""
        yield calendar_head(
            name=self.look.name, description=self.look.description, colour=self.look.colour
        )
        present = {event.uid for event in self.events}
        for start in range(0, len(self.events), TOGETHER):
            some = self.events[start : start + TOGETHER]
            yield b"".join(self._made(some, present))
        yield END

    def _made(self, events: Sequence[Event], present: Collection[str]) -> list[bytes]:
        if self.shelf is not None:
            return self.shelf.events(events, present)
        anew = Shelf(self.domain, self.revisions, self.as_of)  # kept nowhere, for flat memory
        return [anew.written(event, present) for event in events]

    def fits(self, limit: int) -> bool:
        """Whether the events are within `limit` bytes, head and all."""
        total = HEADROOM
        chunks = self.chunks()
        next(chunks)
        return all((total := total + len(chunk)) <= limit + len(END) for chunk in chunks)

    def size(self, event: Event) -> int:
        """The bytes of one event, with all its siblings present."""
        shelf = self.shelf or Shelf(self.domain, self.revisions, self.as_of)
        return len(shelf.event(event, event.siblings))

    def _stamp(self, event: Event) -> tuple[int, int]:
        revision = self.revisions.get(event.uid)
        return (self.as_of, 0) if revision is None else (revision.stamp, revision.sequence)


def compose(
    events: Sequence[Event],
    *,
    look: Look,
    domain: str,
    revisions: Mapping[str, Revision],
    as_of: int,
    language: str,
    keep: bool = False,
    asked: bool = False,
    limit: int | None = MOST_BYTES,
    shelf: Shelf | None = None,
) -> Feed | None:
    """The feed of some events, in their order; None if nothing in it is ahead of the as-of day.

    With `keep` a feed that has nothing ahead has one event that says so. An event without a
    revision is stamped with the as-of day. Events of days that were `asked` for are written though
    all of them are past; that there is none is then stamped with the as-of day, and else with the
    first of January, so that it changes once a year. `limit` is in bytes; None writes all there is.
    Events on the `shelf` are not made again.
    """
    writable = list(filter(is_writable, events))
    unwritable = len(events) - len(writable)
    if not any(asked or event.last >= as_of for event in writable):
        if not keep:
            return None
        empty = _nothing(as_of, language)
        stamped = {} if asked else {empty.uid: _from_new_year(empty, as_of)}
        return Feed(look, [empty], stamped, domain, as_of, unwritable, None)
    feed = Feed(look, writable, revisions, domain, as_of, unwritable, None, shelf)
    return feed if limit is None else _within(feed, limit, language)


def _within(feed: Feed, limit: int, language: str) -> Feed:
    if feed.fits(limit):
        return feed
    kept = within(feed.events, feed.size, limit, feed.as_of)
    if kept.cut is None:
        return feed._replace(too_large=True)
    told = [feed.look.description, *left_out(kept.cut, language)]
    if feed.look.elsewhere:
        told.append(left_out_is_in(feed.look.elsewhere, language))
    look = feed.look._replace(description="\n".join(told))
    left = feed._replace(look=look, events=kept.events, cut=kept.cut)
    return left._replace(too_large=not left.fits(limit))


def _nothing(as_of: int, language: str) -> Event:
    """An event of its own in each year, so that no day that merely passes changes it."""
    year = civil(as_of)[0]
    summary, description = nothing_ahead(language)
    return Event(
        uid=f"nothing-ahead-{year}",
        summary=summary,
        first=day(year, 12, 31),
        last=day(year, 12, 31),
        standing="CONFIRMED",
        description=description,
        location=None,
        categories=("calendar-gen",),
        siblings=(),
        url=None,
        keys=(),
    )


def _from_new_year(event: Event, as_of: int) -> Revision:
    return Revision(
        digest=event.digest,
        sequence=0,
        stamp=day(civil(as_of)[0], 1, 1),
        cancelled=None,
        summary=event.summary,
        first=event.first,
        last=event.last,
        location=None,
        categories=event.categories,
        keys=(),
    )


def feed(
    entries: Sequence[Entry],
    *,
    name: str,
    description: str,
    domain: str,
    as_of: int,
    language: str,
    revisions: Mapping[str, Revision] | None = None,
    base_url: str | None = None,
    windows: Windows = "edges",
    colour: tuple[str, str] | None = COLOUR,
    alarm: int | None = None,
    keep: bool = False,
) -> bytes | None:
    """A feed of some entries at once, as `forecast --format ics` prints it.

    None if nothing is ahead. Without `revisions` all events are stamped with the as-of day and
    have SEQUENCE 0.
    """
    composed = compose(
        events_of(entries, windows=windows, base_url=base_url, alarm=alarm),
        look=Look(name, description, colour),
        domain=domain,
        revisions=revisions or {},
        as_of=as_of,
        language=language,
        keep=keep,
    )
    return None if composed is None else b"".join(composed.chunks())
