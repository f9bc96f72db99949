"""Publish the events of one feed to a CalDAV calendar: those that differ, and no other."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from calendar_gen.publishing.addresses import CollectionAddress
from calendar_gen.publishing.collection import Collection, Resource
from calendar_gen.publishing.feed_events import FeedEvent, Shown, feed_events, shown
from calendar_gen.publishing.outcome import CannotPublish, NoSite, Outcome
from calendar_gen.publishing.site_files import there
from calendar_gen.rendering.ics import PRODID
from calendar_gen.site import NoMemory
from calendar_gen.site.feeds import uncut
from calendar_gen.site.folder import locked
from calendar_gen.site.previous import read


class Standing(NamedTuple):
    """An event in the calendar: as the server keeps it, and what it shows."""

    resource: Resource
    shown: Shown


def publish_events(
    site: Path,
    address: CollectionAddress,
    *,
    feed: str = "all",
    dry: bool = False,
    waiting: Callable[[], None] = lambda: None,
    step: Callable[[str], None] = lambda name: None,
) -> Outcome:
    """Publish a feed of the site in the folder `site`: a name such as `ru-cn`, or its path there.

    What is left out of a feed for its size is published too: a calendar takes events one by one.
    An event is one resource, named by its UID. Removed are only events that this program wrote
    there, with UIDs of the site's domain. What is new or changed goes first. With `dry` nothing is
    sent. Raises NoSite and CannotPublish.
    """
    with locked(there(site), waiting):
        events = _events(site, feed)
        domain = _domain(site)
    collection = Collection(address)
    standing = _standing(collection)
    outcome = _compare(events, standing, domain)
    if not dry:
        _carry_out(collection, events, standing, outcome, step)
    return outcome


def _events(site: Path, feed: str) -> Mapping[str, FeedEvent]:
    path = feed if "/" in feed else f"feeds/{feed.removesuffix('.ics')}.ics"
    try:
        content = (site / path).read_bytes()
        with suppress(FileNotFoundError):
            content = (site / uncut(path)).read_bytes()
    except OSError as error:
        offered = sorted(file.stem for file in (site / "feeds").glob("*.ics"))
        raise NoSite(
            f'{site} has no feed "{feed}"; its feeds are {", ".join(offered) or "none"}'
        ) from error
    try:
        return {event.uid: event for event in feed_events(content)}
    except ValueError as error:
        raise NoSite(
            f"{site / path} is not as `calendar-gen build` wrote it: {error}; build again"
        ) from error


def _domain(site: Path) -> str:
    try:
        return read(site).domain
    except NoMemory as error:
        raise NoSite(f"{site} was not built by this calendar-gen; build it again") from error


def _standing(collection: Collection) -> Mapping[str, Standing]:
    found = {}
    for resource in collection.resources():
        seen = shown(resource.content)
        if seen is not None:
            found[seen.uid] = Standing(resource, seen)
    return found


def _compare(
    events: Mapping[str, FeedEvent], standing: Mapping[str, Standing], domain: str
) -> Outcome:
    new = [uid for uid in events if uid not in standing]
    changed = [
        uid
        for uid, event in events.items()
        if uid in standing and _values(event) != standing[uid].shown.values
    ]
    gone = sorted(
        uid
        for uid, there in standing.items()
        if uid not in events and uid.endswith(f"@{domain}") and there.shown.program == PRODID
    )
    return Outcome(tuple(new), tuple(changed), tuple(gone), len(events) - len(new) - len(changed))


def _values(event: FeedEvent) -> Mapping[str, tuple[str, ...]]:
    ours = shown(event.resource)
    assert ours is not None, "what this program writes is one event"
    return ours.values


def _carry_out(
    collection: Collection,
    events: Mapping[str, FeedEvent],
    standing: Mapping[str, Standing],
    outcome: Outcome,
    step: Callable[[str], None],
) -> None:
    done = 0
    try:
        for uid in (*outcome.new, *outcome.changed):
            step(uid)
            known = standing.get(uid)
            collection.put(uid, events[uid].resource, None if known is None else known.resource)
            done += 1
        for uid in outcome.removed:
            step(uid)
            collection.delete(standing[uid].resource)
            done += 1
    except CannotPublish as error:
        total = len(outcome.new) + len(outcome.changed) + len(outcome.removed)
        raise CannotPublish(
            f"{error}; {done} of {total} changes were made, the next publication makes the rest"
        ) from error
