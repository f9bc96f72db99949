"""Events as bytes, each made once: for all feeds of a build, and taken over from the last one.

So what did not change is not serialised again, and stays the same byte for byte whatever a later
version of this program would write.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from itertools import chain, islice

from calendar_gen.rendering.ics.events import Event
from calendar_gen.rendering.ics.revisions import Revision
from calendar_gen.rendering.ics.writer import END, event_bytes

# With the line end before it: where a text is folded, a space follows that.
_BEGIN = re.compile(rb"\r\nBEGIN:VEVENT\r\n")
_UID = re.compile(rb"\r\nUID:([^@]*)@")
_SIBLING = re.compile(rb"\r\nRELATED-TO;RELTYPE=SIBLING:([^@]*)@")
_RELATED = b"\r\nRELATED-TO"
_FOLD = b"\r\n "

Key = str | tuple[str, ...]
"""A UID, with those of the siblings that it names if it names any."""


class Shelf:
    """Where the bytes of events of one language are, under one domain.

    `revisions` tell when each changed, by UID; one that they do not know is stamped with the as-of
    day.
    """

    def __init__(self, domain: str, revisions: Mapping[str, Revision], as_of: int) -> None:
        self._domain = domain
        self._revisions = revisions
        self._as_of = as_of
        self._made: dict[Key, bytes] = {}

    def take(self, feed: bytes, changed: Collection[str]) -> None:
        """Take over the events of a feed of the last build, but for those that `changed` since."""
        related = _RELATED in feed
        starts = [begin.start() + 2 for begin in _BEGIN.finditer(feed)]
        ends = chain(islice(starts, 1, None), [len(feed) - len(END)])
        for found, start, end in zip(_UID.findall(feed), starts, ends, strict=True):
            uid = found.replace(_FOLD, b"").decode()
            if uid not in changed:
                text = feed[start:end]
                self._made[_key(uid, text) if related else uid] = text

    def events(self, events: Sequence[Event], present: Collection[str]) -> list[bytes]:
        """The bytes of several events, as `event` gives them."""
        at_hand = self._made.get
        found = [None if event.siblings else at_hand(event.uid) for event in events]
        return [
            self.event(event, present) if made is None else made
            for event, made in zip(events, found, strict=True)
        ]

    def event(self, event: Event, present: Collection[str]) -> bytes:
        """The bytes of an event in a feed that has the events `present`, by UID."""
        siblings: tuple[str, ...] = ()
        if event.siblings:
            siblings = tuple(uid for uid in event.siblings if uid in present)
        key = (event.uid, *siblings) if siblings else event.uid
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = self.written(event, siblings)
        return made

    def written(self, event: Event, present: Collection[str]) -> bytes:
        """The same, made anew and not kept."""
        revision = self._revisions.get(event.uid)
        return event_bytes(
            event,
            domain=self._domain,
            stamp=self._as_of if revision is None else revision.stamp,
            sequence=0 if revision is None else revision.sequence,
            present=present,
        )


def _key(uid: str, text: bytes) -> Key:
    if _RELATED not in text:
        return uid
    return uid, *(sibling.decode() for sibling in _SIBLING.findall(text.replace(_FOLD, b"")))
