"""What there is to tell: changes with the day each was found, and what is coming soon."""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha1
from typing import NamedTuple
from urllib.parse import quote

from calendar_gen.changes import Noted, State
from calendar_gen.edtf import civil, iso
from calendar_gen.entries.news import news, outlook, title
from calendar_gen.entries.phrases import Phrases, phrases

PAGE = "changes.html"
"""The page of changes, beside the feeds for news readers."""

SOON = 30
"""Days from the as-of day within which something is coming soon."""


class Place(NamedTuple):
    """Where a bulletin stands: the address of its language's pages if the site has one, and paths
    from the page.
    """

    address: str | None = None
    home: str | None = None
    contact: str | None = None
    licence: str | None = None


class Wording(NamedTuple):
    """What is short enough to be quoted of what feeds say of an occurrence."""

    location: str | None
    categories: tuple[str, ...]


class Bulletin(NamedTuple):
    """All that the formats show, in `language`.

    `from_as_of` and `as_of` are the days compared; `from_as_of` is None if the changes are those of
    many builds. `states` are all occurrences by UID, `stamps` the days of their last changes.
    `domain` makes ids unique in the world; `old_words` and `new_words` are by UID, as far as they
    are known.
    """

    language: str
    as_of: int
    from_as_of: int | None
    noted: Sequence[Noted]
    states: Mapping[str, State]
    stamps: Mapping[str, int]
    domain: str
    place: Place = Place()
    old_words: Mapping[str, Wording] = {}
    new_words: Mapping[str, Wording] = {}

    @property
    def shown(self) -> Iterator[Noted]:
        """The changes that a reader of this language sees, in the order given."""
        return (entry for entry in self.noted if entry.change.concerns(self.language))


class Item(NamedTuple):
    """An entry of a feed for news readers.

    `updated` is the day of the change that it tells of or, of what is coming, the day on which it
    came into sight or changed last. `path` leads from the language's pages to the occurrence or,
    where no digest has it, to the change.
    """

    id: str
    title: str
    text: str
    updated: int
    path: str
    kind: str


def items(bulletin: Bulletin) -> list[Item]:
    """Changes and what is coming, the newest first."""
    spoken = phrases(bulletin.language)
    found = [*_changes(bulletin, spoken), *_coming(bulletin, spoken)]
    return sorted(found, key=lambda item: (-item.updated, item.id))


def coming(bulletin: Bulletin) -> list[tuple[str, State]]:
    """UID and state of what is under way or begins soon, in order of days."""
    first, last = bulletin.as_of, bulletin.as_of + SOON
    found = [
        (uid, state)
        for uid, state in bulletin.states.items()
        if state.latest >= first and state.earliest <= last and state.status != "cancelled"
    ]
    return sorted(found, key=lambda item: (item[1].earliest, item[1].latest, item[1].id))


def _changes(bulletin: Bulletin, spoken: Phrases) -> Iterator[Item]:
    for entry in bulletin.shown:
        told = news(entry.change, spoken)
        yield Item(
            id=_urn(bulletin, "change", entry.change.uid, iso(entry.day), str(entry.nth)),
            title=spoken.say("{label}: {text}", label=told.label, text=told.title),
            text="\n".join(told.details),
            updated=entry.day,
            path=path(entry.change.uid, bulletin) or f"{PAGE}#{anchor(entry)}",
            kind="change",
        )


def _coming(bulletin: Bulletin, spoken: Phrases) -> Iterator[Item]:
    for uid, state in coming(bulletin):
        in_sight = state.earliest - SOON
        yield Item(
            id=_urn(bulletin, "coming", uid),
            title=title(state, spoken),
            text=outlook(state, spoken),
            updated=max(in_sight, bulletin.stamps.get(uid, in_sight)),
            path=_path(state),
            kind="coming",
        )


def path(uid: str, bulletin: Bulletin) -> str | None:
    """From the pages of a language to where its digest tells of an occurrence as it stands now,
    wherever it stood once; None if no digest does any more.
    """
    state = bulletin.states.get(uid)
    return None if state is None else _path(state)


def anchor(entry: Noted) -> str:
    """The place of a change on the page of changes."""
    return f"change:{quote(entry.change.uid)}:{iso(entry.day)}:{entry.nth}"


def _path(state: State) -> str:
    return f"digests/{civil(state.earliest)[0]:04d}.html#{state.id}"


def address(bulletin: Bulletin, path: str) -> str:
    """The address of a path, or the path where the site has no address."""
    site = bulletin.place.address
    return path if site is None else f"{site}/{path}"


def feed_id(bulletin: Bulletin) -> str:
    """The id of the feed itself: the same for ever, whatever its address."""
    return _urn(bulletin, "feed")


NAMESPACE = bytes.fromhex("6ba7b8119dad11d180b400c04fd430c8")
"""The namespace of addresses (RFC 9562, section 6.6)."""


def _urn(bulletin: Bulletin, *parts: str) -> str:
    """A UUID made of a name (version 5; RFC 9562, section 5.5): no clock and no chance in it."""
    name = "/".join(("calendar-gen:", bulletin.domain, bulletin.language, *parts))
    made = bytearray(sha1(NAMESPACE + name.encode(), usedforsecurity=False).digest()[:16])
    made[6] = made[6] & 0x0F | 0x50
    made[8] = made[8] & 0x3F | 0x80
    text = made.hex()
    cuts = (text[:8], text[8:12], text[12:16], text[16:20], text[20:])
    return "urn:uuid:" + "-".join(cuts)
