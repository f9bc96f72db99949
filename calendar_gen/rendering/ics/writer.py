"""Events and calendar properties -> bytes, in the order in which icalendar writes properties."""

from collections.abc import Collection
from functools import lru_cache
from typing import get_args

from calendar_gen.rendering.ics.events import Event, Standing
from calendar_gen.rendering.ics.lines import (
    clean,
    date_value,
    fold,
    text_line,
    texts_line,
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
        text_line("PRODID", PRODID),
        b"CALSCALE:GREGORIAN",
        text_line("DESCRIPTION", clean(description)),
        text_line("X-WR-CALDESC", clean(description)),
        text_line("NAME", clean(name)),
        text_line("X-WR-CALNAME", clean(name)),
        *([text_line("COLOR", colour[0])] if colour else []),
        text_line("REFRESH-INTERVAL;VALUE=DURATION", REFRESH),
        *([text_line("X-APPLE-CALENDAR-COLOR", colour[1])] if colour else []),
        text_line("X-PUBLISHED-TTL", REFRESH),
    ]
    return b"\r\n".join(lines) + b"\r\n"


def event_bytes(
    event: Event, *, domain: str, stamp: int, sequence: int, present: Collection[str]
) -> bytes:
    """One VEVENT with its line ends.

    `present` are the UIDs of the feed: others are no siblings here.
    """
    uid, title, first, last, standing, text, place, categories, siblings, url, _, alarm = event
    end = _END
    if alarm is not None and standing != "CANCELLED":
        end = _BUSY + _alarm(alarm, title) + _END_EVENT
    related = b""
    if siblings:
        related = b"".join(
            text_line("RELATED-TO;RELTYPE=SIBLING", f"{sibling}@{domain}") + b"\r\n"
            for sibling in siblings
            if sibling in present
        )
    return b"".join(
        (
            b"BEGIN:VEVENT\r\n",
            text_line("SUMMARY", title),
            _days(first, last, stamp),
            text_line("UID", f"{uid}@{domain}"),
            _about(sequence, categories, text, stamp, place),
            related,
            _STATUS[standing],
            fold(f"URL:{url}".encode()) + b"\r\n" if url else b"",
            end,
        )
    )


_STATUS = {
    standing: b"STATUS:%b\r\nTRANSP:TRANSPARENT\r\n" % standing.encode()
    for standing in get_args(Standing)
}
_BUSY = b"X-MICROSOFT-CDO-BUSYSTATUS:FREE\r\n"
_END_EVENT = b"END:VEVENT\r\n"
_END = _BUSY + _END_EVENT


def _alarm(days: int, summary: str) -> bytes:
    """A reminder (RFC 5545, section 3.6.6), only where it was asked for."""
    lines = [
        b"BEGIN:VALARM",
        b"ACTION:DISPLAY",
        text_line("DESCRIPTION", summary),
        b"TRIGGER:-P%dD" % days if days else b"TRIGGER:P0D",
        b"END:VALARM",
        b"",
    ]
    return b"\r\n".join(lines)


@lru_cache(maxsize=16384)
def _about(
    sequence: int, categories: tuple[str, ...], description: str, stamp: int, location: str | None
) -> bytes:
    """The lines from SEQUENCE to LOCATION, which are often the same for all events of a rule."""
    lines = [
        b"",
        b"SEQUENCE:%d" % sequence,
        texts_line("CATEGORIES", categories),
        text_line("DESCRIPTION", description),
        b"LAST-MODIFIED:" + _time(stamp),
        *([text_line("LOCATION", location)] if location else []),
        b"",
    ]
    return b"\r\n".join(lines)


@lru_cache(maxsize=8192)
def _days(first: int, last: int, stamp: int) -> bytes:
    """The lines from DTSTART to DTSTAMP."""
    return b"\r\nDTSTART;VALUE=DATE:%b\r\nDTEND;VALUE=DATE:%b\r\nDTSTAMP:%b\r\n" % (
        date_value(first),
        date_value(last + 1),
        _time(stamp),
    )


@lru_cache(maxsize=512)
def _time(day: int) -> bytes:
    return date_value(day) + b"T000000Z"


def forget() -> None:
    """Let go of what was written of events: one that runs for months has had many that are gone."""
    for kept in (_about, _days, _time, clean, date_value):
        kept.cache_clear()
