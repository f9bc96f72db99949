"""Events and calendar properties -> bytes, in the order in which icalendar writes properties."""

from collections.abc import Collection, Iterator
from functools import lru_cache

from calendar_gen.edtf import civil
from calendar_gen.rendering.ics.events import Event
from calendar_gen.rendering.ics.lines import (
    categories_line,
    clean,
    date_value,
    fold,
    shared_line,
    text_line,
)

PRODID = "-//calendar-gen//calendar-gen//EN"
REFRESH = "PT12H"
FIRST_DAY = 1
LAST_DAY = 3652058
"""The days that iCalendar can write: 0001-01-01 to 9999-12-30, whose exclusive end is the last
there is.
"""

END = b"END:VCALENDAR\r\n"


def is_writable(event: Event) -> bool:
    """Whether iCalendar has words for its days: a four-digit year, and an end after it."""
    return event.first >= FIRST_DAY and event.last <= LAST_DAY


def calendar_head(*, name: str, description: str, colour: tuple[str, str] | None) -> bytes:
    """Everything before the first event. `colour` is a CSS name and the same as `#rrggbb`.

    There is no UID (RFC 7986, section 5.3): some programs then keep one event of a thousand.
    """
    lines = [
        b"BEGIN:VCALENDAR",
        b"VERSION:2.0",
        shared_line("PRODID", PRODID),
        b"CALSCALE:GREGORIAN",
        shared_line("DESCRIPTION", clean(description)),
        shared_line("X-WR-CALDESC", clean(description)),
        shared_line("NAME", clean(name)),
        shared_line("X-WR-CALNAME", clean(name)),
        *([shared_line("COLOR", colour[0])] if colour else []),
        shared_line("REFRESH-INTERVAL", REFRESH, "VALUE=DURATION"),
        *([shared_line("X-APPLE-CALENDAR-COLOR", colour[1])] if colour else []),
        shared_line("X-PUBLISHED-TTL", REFRESH),
    ]
    return b"\r\n".join(lines) + b"\r\n"


def event_bytes(
    event: Event, *, domain: str, stamp: int, sequence: int, present: Collection[str]
) -> bytes:
    """One VEVENT with its line ends.

    `present` are the UIDs of the feed: others are no siblings here.
    """
    at = _stamp(stamp)
    lines = [
        b"BEGIN:VEVENT",
        text_line("SUMMARY", event.summary),
        f"DTSTART;VALUE=DATE:{date_value(event.first)}".encode(),
        f"DTEND;VALUE=DATE:{date_value(event.last + 1)}".encode(),
        b"DTSTAMP:" + at,
        text_line("UID", f"{event.uid}@{domain}"),
        b"SEQUENCE:%d" % sequence,
        categories_line(event.categories),
        text_line("DESCRIPTION", event.description),
        b"LAST-MODIFIED:" + at,
        *([shared_line("LOCATION", event.location)] if event.location else []),
        *(
            text_line("RELATED-TO;RELTYPE=SIBLING", f"{uid}@{domain}")
            for uid in event.siblings
            if uid in present
        ),
        b"STATUS:" + event.standing.encode(),
        b"TRANSP:TRANSPARENT",
        *([fold(f"URL:{event.url}".encode())] if event.url else []),
        b"X-MICROSOFT-CDO-BUSYSTATUS:FREE",
        *_alarm(event),
        b"END:VEVENT",
        b"",
    ]
    return b"\r\n".join(lines)


def _alarm(event: Event) -> Iterator[bytes]:
    """A reminder (RFC 5545, section 3.6.6), only where it was asked for."""
    if event.alarm is None or event.standing == "CANCELLED":
        return
    yield b"BEGIN:VALARM"
    yield b"ACTION:DISPLAY"
    yield text_line("DESCRIPTION", event.summary)
    yield b"TRIGGER:-P%dD" % event.alarm if event.alarm else b"TRIGGER:P0D"
    yield b"END:VALARM"


@lru_cache(maxsize=512)
def _stamp(day: int) -> bytes:
    year, month, of_month = civil(day)
    return f"{year:04d}{month:02d}{of_month:02d}T000000Z".encode()
