"""The feeds of a site: all, visits, milestones, each party, each pair, each category."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Literal, NamedTuple

from calendar_gen.entries.categories import category_name
from calendar_gen.entries.notices import left_out, subscription
from calendar_gen.entries.phrases import Phrases, phrases
from calendar_gen.entries.summaries import party_name
from calendar_gen.rendering.ics import (
    Event,
    Feed,
    Look,
    Revised,
    Shelf,
    compose,
    shortcomings,
    why_cut,
)
from calendar_gen.rendering.ics.size import MOST_BYTES
from calendar_gen.rules import Rulebook
from calendar_gen.site.elsewhere import elsewhere
from calendar_gen.site.folder import Draft
from calendar_gen.site.order import Order

Kind = Literal["all", "visits", "milestones", "party", "pair", "category"]
FIXED: Mapping[str, tuple[Kind, str]] = {
    "all": ("all", ""),
    "visits": ("visits", "kind:visit"),
    "milestones": ("milestones", "mark"),
}
"""Feeds that every site has, by file name: kind, and the key of their events (none: all events)."""

DATA = "data/occurrences.json"
"""What has everything, however much it is."""

KINDS: tuple[Kind, ...] = ("party", "pair", "category")
NO_FEED = frozenset({"category:visit", "category:commemoration"})
"""Categories that say no more than the kind does."""


class Offer(NamedTuple):
    """A feed that a site may have: file name without suffix, kind, key of its events, and title."""

    name: str
    kind: Kind
    key: str
    title: str


class Shown:
    """The events of one language, and of them those that a feed takes, in order."""

    def __init__(self, events: list[Event]) -> None:
        by_key: defaultdict[str, list[Event]] = defaultdict(list)
        for event in events:
            for key in event.keys:
                by_key[key].append(event)
        self.all = events
        self.by_key: Mapping[str, list[Event]] = dict(by_key)

    def of(self, offer: Offer) -> list[Event]:
        """The events that belong in the feed of an offer."""
        return self.by_key.get(offer.key, []) if offer.key else self.all


class Published(NamedTuple):
    """A feed that was written: what it is, its path in the site, its events that are ahead, and
    sentences on what it leaves out for its size.
    """

    offer: Offer
    path: str
    coming: list[Event]
    missing: list[str]


def offers(
    keys: Iterable[str], before: Mapping[str, str], rulebook: Rulebook, spoken: Phrases
) -> Iterator[Offer]:
    """The feeds for events with these keys, and those of the last build (name to key).

    A feed keeps its name for ever; a new one whose name is taken gets its kind before it.
    """
    names = {key: name for name, key in before.items() if name not in FIXED}
    taken = {*FIXED, *DEVICES, *names.values()}
    for name, (kind, key) in FIXED.items():
        yield Offer(name, kind, key, fixed_title(kind, spoken))
    wanted = ({*keys} | set(names)) - NO_FEED
    for kind in KINDS:
        for key in sorted(wanted):
            head, _, value = key.partition(":")
            if head != kind:
                continue
            if key not in names:
                names[key] = _free(file_name(value), kind, taken)
                taken.add(names[key])
            yield Offer(names[key], kind, key, title(kind, value, rulebook, spoken))


DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
)
"""Names that no file has on Windows, whatever its suffix: a site with one cannot be copied there.
"""


def _free(name: str, kind: str, taken: set[str]) -> str:
    while name in taken:
        name = f"{kind}-{name}"
    return name


def file_name(value: str) -> str:
    """A party, pair or category in an address: `cn-ru`; in hexadecimal if it has no Latin
    letter; of a long one its beginning and a sum of all.
    """
    plain = re.sub(r"[^a-z0-9]+", "-", value.casefold()).strip("-")
    name = plain or value.encode().hex()
    if len(name) <= LONGEST:
        return name
    return f"{name[:LONGEST].strip('-')}-{sha256(value.encode()).hexdigest()[:8]}"


LONGEST = 100
"""Characters of a name that stands whole in an address; file systems end at 255 bytes."""


def fixed_title(kind: Kind, spoken: Phrases) -> str:
    """What a feed that every site has is called."""
    if kind == "visits":
        return spoken.say("Visits")
    if kind == "milestones":
        return spoken.say("Round anniversaries")
    return spoken.say("Anniversaries and visits")


def title(kind: Kind, value: str, rulebook: Rulebook, spoken: Phrases) -> str:
    """What the feed of a party (`RU`), pair (`CN-RU`) or category (`wwii`) is called."""
    if kind == "category":
        return category_name(value, spoken)
    if kind == "party":
        return party_name(value, rulebook, spoken)
    one, other = _parted(value, rulebook, spoken)
    return spoken.say(
        "{a} and {b}",
        a=party_name(one, rulebook, spoken),
        b=party_name(other, rulebook, spoken),
    )


def _parted(pair: str, rulebook: Rulebook, spoken: Phrases) -> tuple[str, str]:
    """The two parties of a pair; a party's own id may have hyphens, as GB-SCT has."""
    pieces = pair.split("-")
    for cut in range(1, len(pieces)):
        one, other = "-".join(pieces[:cut]), "-".join(pieces[cut:])
        if all(party_name(each, rulebook, spoken) != each for each in (one, other)):
            return one, other
    return pieces[0], "-".join(pieces[1:])


def write_feeds(
    order: Order,
    language: str,
    folder: str,
    revised: Revised,
    before: Mapping[str, str],
    draft: Draft,
    shelf: Shelf,
) -> tuple[list[Published], list[str], list[str]]:
    """Write the feeds of one language below `folder`; gives them, remarks for the user on
    each, and what explains remarks on several.

    A feed with nothing ahead is not written, but one that was published `before` goes on. Events
    that are on the `shelf` are not made again.
    """
    shown = Shown(revised.events)
    about = subscription(order.rulebook, language, licence=order.licence, contact=order.contact)

    def composed(look: Look, offer: Offer, limit: int | None = MOST_BYTES) -> Feed | None:
        return compose(
            shown.of(offer),
            look=look,
            domain=order.domain,
            revisions=revised.revisions,
            as_of=order.as_of,
            language=language,
            keep=offer.name in before,
            limit=limit,
            shelf=shelf,
        )

    made: list[tuple[Offer, Feed]] = []
    for offer in offers(shown.by_key, before, order.rulebook, phrases(language)):
        feed = composed(Look(offer.title, about), offer)
        if feed is not None:
            made.append((offer, feed))
    done: list[Published] = []
    remarks: list[str] = []
    for offer, whole in made:
        path = _path(folder, offer)
        feed, where = whole, list[str]()
        if whole.cut is not None:
            where = elsewhere(whole, shown.of(offer), {o.name: f for o, f in made})
            look = Look(offer.title, about, elsewhere=_addresses(where, order, folder))
            feed = composed(look, offer) or whole
            everything = composed(Look(offer.title, about), offer, None)
            if everything is not None:
                draft.write(uncut(path), everything.chunks())
        draft.write(path, feed.chunks())
        held = {event.uid for event in feed.events}
        coming = [
            event
            for event in shown.of(offer)
            if event.uid in held and _is_ahead(event, order.as_of)
        ]
        missing = [] if feed.cut is None else left_out(feed.cut, language)
        done.append(Published(offer, path, coming, missing))
        local = order._replace(base_url=None)
        remarks.extend(
            shortcomings(feed, path, _addresses(where, local, folder) if where else None)
        )
    reasons = [why_cut(DATA)] if any(feed.missing for feed in done) else []
    return done, remarks, reasons


def uncut(path: str) -> str:
    """Where all events of a feed lie that is cut for its subscribers' programs: hidden, so that it
    is neither served nor published, for calendars that take events one by one. Web servers of
    others have to be told (README).
    """
    return f".uncut/{path}"


def _path(folder: str, offer: Offer) -> str:
    return f"{folder}feeds/{offer.name}.ics"


def _is_ahead(event: Event, as_of: int) -> bool:
    return event.last >= as_of and event.standing != "CANCELLED"


def _addresses(found: Sequence[str], order: Order, folder: str) -> str:
    """Where the feeds are or, if there are none, the data, which have everything."""
    site = "" if order.base_url is None else f"{order.base_url.rstrip('/')}/"
    return ", ".join(f"{site}{folder}feeds/{name}.ics" for name in found) or f"{site}{DATA}"
