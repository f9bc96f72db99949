"""What an answer says, read with a few lines of its own."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from html import unescape
from typing import NamedTuple

from tests.soak.versions import DAY, Event, Filter, Version, events

NOTHING_AHEAD = "nothing-ahead-"


class Feed(NamedTuple):
    """The events of a feed by UID: those that stand, those that were called off, and the SEQUENCE
    of each; `empty` if it says that nothing is ahead.
    """

    standing: Mapping[str, tuple[date, str]]
    cancelled: Mapping[str, tuple[date, str]]
    sequences: Mapping[str, int]
    empty: bool


class UnreadableError(Exception):
    """An answer that is none of its kind."""


def read_feed(body: bytes) -> Feed:
    """The feed of some bytes. Raises UnreadableError."""
    text = body.decode()
    if not (text.startswith("BEGIN:VCALENDAR\r\n") and text.endswith("\r\nEND:VCALENDAR\r\n")):
        raise UnreadableError("no whole calendar")
    standing: dict[str, tuple[date, str]] = {}
    cancelled: dict[str, tuple[date, str]] = {}
    sequences: dict[str, int] = {}
    empty = False
    for event in _components(text.replace("\r\n ", "")):
        uid, title = event["UID"], event["SUMMARY"].replace("\\,", ",")
        if uid in sequences:
            raise UnreadableError(f"{uid} twice")
        sequences[uid] = int(event.get("SEQUENCE", "0"))
        if uid.startswith(NOTHING_AHEAD):
            empty = True
        else:
            kind = cancelled if event.get("STATUS") == "CANCELLED" else standing
            kind[uid] = (date.fromisoformat(event["DTSTART;VALUE=DATE"]), title)
    return Feed(standing, cancelled, sequences, empty)


def _components(text: str) -> Iterator[dict[str, str]]:
    for piece in text.split("BEGIN:VEVENT\r\n")[1:]:
        found: dict[str, str] = {}
        for line in piece.partition("END:VEVENT")[0].split("\r\n"):
            name, _, value = line.partition(":")
            found.setdefault(name, value)
        yield found


def feed_fault(feed: Feed, version: Version, wanted: Filter) -> str | None:
    """Where a feed differs from what a version says, or None.

    With nothing ahead, be it called off, it says so in its one event.
    """
    truth = events(version, wanted)
    ahead = any(event.day >= DAY for event in truth.values())
    if feed.empty:
        return "it says that nothing is ahead" if ahead or len(feed.sequences) > 1 else None
    if feed.standing.keys() != truth.keys():
        uid = min(feed.standing.keys() ^ truth.keys())
        return f"{uid} {'is too much' if uid in feed.standing else 'is missing'}"
    for uid, (day, title) in feed.standing.items():
        if not _is(truth[uid], day, title):
            return f"{uid}: {day} {title!r} for {truth[uid]}"
    for uid, (_, title) in feed.cancelled.items():
        if uid.partition(".")[0] in version.rules:
            return f"{uid} is called off and stands"
        if not title.startswith(("[Cancelled] ", "[Отменено] ")):
            return f"{uid} is called off in silence: {title!r}"
    if ahead or any(day >= DAY for day, _ in feed.cancelled.values()):
        return None
    return "it says nothing of being empty"


def _is(event: Event, day: date, title: str) -> bool:
    told, _, number = title.rpartition(": ")
    return event.day == day and told == event.title and number.startswith(str(event.number))


def page_fault(body: bytes, version: Version, year: int, language: str) -> str | None:
    """Where the digest of a year differs from what a version says, or None."""
    page = unescape(body.decode())
    if not page.rstrip().endswith("</html>"):
        return "half a page"
    first = date(year, 1, 1)
    for uid, event in events(version, Filter(language, first=first, years=1)).items():
        if event.title not in page:
            return f"{uid} {event.title!r} is missing"
    return None


def data_fault(body: bytes, version: Version) -> str | None:
    """Where `data/occurrences.json` differs from what a version says, or None."""
    told = {
        f"{entry['id']}@example.org": (
            entry["earliest"],
            entry["title"],
            entry["number"],
            entry["titles"]["ru"],
        )
        for entry in json.loads(body)["occurrences"]
    }
    russian = events(version, Filter("ru"))
    truth = {
        uid: (event.day.isoformat(), event.title, event.number, russian[uid].title)
        for uid, event in events(version, Filter()).items()
    }
    if told == truth:
        return None
    return f"{min(uid for uid in {*told, *truth} if told.get(uid) != truth.get(uid))} differs"
