"""The events of a feed, each as a calendar of its own: what a CalDAV server keeps as a resource."""

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from icalendar import Event

KEPT = (
    "SUMMARY",
    "DTSTART",
    "DTEND",
    "STATUS",
    "TRANSP",
    "DESCRIPTION",
    "LOCATION",
    "URL",
    "CATEGORIES",
    "RELATED-TO",
)
"""Properties in which two versions of an event are compared, with the alarms: all that it means.
Servers write others, and the order and folding of all, in their own way."""


_BEGIN = re.compile(rb"(?<=\n)BEGIN:VEVENT\r\n")
_END = re.compile(rb"(?<=\n)END:VEVENT\r\n")
"""Lines of their own: a folded text may end in these words, too."""


class FeedEvent(NamedTuple):
    """An event: its UID, and the bytes of a calendar that holds it alone."""

    uid: str
    resource: bytes


def feed_events(feed: bytes) -> list[FeedEvent]:
    """The events of a feed that this program wrote, in its order.

    Raises ValueError if it is no such feed.
    """
    head, *pieces = _BEGIN.split(feed)
    found = re.search(rb"^PRODID:.*\r\n", head, re.MULTILINE)
    if found is None:
        raise ValueError("it is no calendar feed")
    opening = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + found[0]
    events = []
    for piece in pieces:
        end = _END.search(piece)
        body = b"" if end is None else piece[: end.end()]
        uid = re.search(rb"^UID:(.*)\r\n", body.replace(b"\r\n ", b""), re.MULTILINE)
        if uid is None:
            raise ValueError("an event in it is incomplete")
        content = opening + b"BEGIN:VEVENT\r\n" + body + b"END:VCALENDAR\r\n"
        events.append(FeedEvent(_unescaped(uid[1].decode()), content))
    return events


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], text)


class Shown(NamedTuple):
    """What a resource shows: the UID of its event, its program, the values of `KEPT` by name, and
    under `VALARM` the alarms that are of our kind.
    """

    uid: str
    program: str
    values: Mapping[str, tuple[str, ...]]


def shown(resource: bytes) -> Shown | None:
    """What a resource of a server shows; None if it is not one plain event."""
    from icalendar import Calendar

    try:
        calendar = Calendar.from_ical(resource)
    except ValueError:
        return None
    events = calendar.events
    if len(events) != 1 or not events[0].uid:
        return None
    event = events[0]
    values = {name: _values(event, name) for name in KEPT if name in event}
    values["VALARM"] = tuple(_alarms(event))
    return Shown(event.uid, str(calendar.get("PRODID", "")), values)


def _values(event: "Event", name: str) -> tuple[str, ...]:
    """The values of a property; categories on one line and on several are the same, and relations
    have no order.
    """
    if name == "CATEGORIES":
        return tuple(sorted(event.categories))
    found = event[name]
    each = found if isinstance(found, list) else [found]
    if name == "RELATED-TO":
        return tuple(sorted(f"{_relation(value)}:{_text(value.to_ical())}" for value in each))
    return tuple(_text(value.to_ical()) for value in each)


def _relation(value: Any) -> str:
    """The kind of a relation (RFC 5545, section 3.2.15)."""
    return str(value.params.get("RELTYPE", "PARENT")).upper()


def _alarms(event: "Event") -> Iterator[str]:
    """When the alarms remind that are like ours: a display of the summary, whole days before.

    Others were put there by a server of its own accord, or by a reader, and are no change of ours.
    """
    for alarm in event.walk("VALARM"):
        trigger = getattr(alarm.get("TRIGGER"), "dt", None)
        ours = (alarm.get("ACTION"), alarm.get("DESCRIPTION")) == ("DISPLAY", event.get("SUMMARY"))
        if ours and isinstance(trigger, timedelta) and not trigger % timedelta(days=1):
            yield str(trigger.days)


def _text(written: bytes | str) -> str:
    return (written.decode() if isinstance(written, bytes) else written).strip()
