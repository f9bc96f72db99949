"""A whole feed, byte by byte, against the same components as icalendar writes them.

icalendar adds a random UID to a calendar made by `Calendar.new`, drops VALUE from REFRESH-INTERVAL,
takes a backslash before an N for a newline, and lets an empty CATEGORIES pass. So the calendar is
made property by property, VALUE is put back, and no text here has a backslash before an N.
"""

import datetime
from collections.abc import Sequence
from typing import Any

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calendar_gen.edtf import civil, day
from calendar_gen.rendering.ics import Event, Look, Revision, compose
from calendar_gen.rendering.ics.feeds import Feed
from calendar_gen.rendering.ics.lines import clean
from tests.feeds.reading import AS_OF

TEXT = st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=120).map(
    lambda text: text.replace("\\N", "N")
)
WORD = st.text("abcdefghij0123456789-", min_size=1, max_size=40)


def date(number: int) -> datetime.date:
    return datetime.date(*civil(number))


def stamp(number: int) -> datetime.datetime:
    return datetime.datetime(*civil(number), tzinfo=datetime.UTC)


def by_icalendar(
    events: Sequence[Event], look: Look, revisions: dict[str, Revision], domain: str
) -> bytes:
    """The calendar as icalendar writes it."""
    return bytes(calendar_of(events, look, revisions, domain).to_ical())


def calendar_of(
    events: Sequence[Event], look: Look, revisions: dict[str, Revision], domain: str
) -> icalendar.Calendar:
    """The same components in icalendar's own types."""
    calendar = icalendar.Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", "-//calendar-gen//calendar-gen//EN")
    calendar.add("CALSCALE", "GREGORIAN")
    for name in ("DESCRIPTION", "X-WR-CALDESC"):
        calendar.add(name, icalendar.vText(look.description))
    for name in ("NAME", "X-WR-CALNAME"):
        calendar.add(name, icalendar.vText(look.name))
    if look.colour:
        calendar.add("COLOR", look.colour[0])
        calendar.add("X-APPLE-CALENDAR-COLOR", look.colour[1])
    refresh = icalendar.vDuration(datetime.timedelta(hours=12))
    refresh.params["VALUE"] = "DURATION"
    calendar["REFRESH-INTERVAL"] = refresh
    calendar.add("X-PUBLISHED-TTL", "PT12H")
    present = {event.uid for event in events}
    for event in events:
        calendar.add_component(_component(event, revisions[event.uid], present, domain))
    return calendar


def _component(event: Event, revision: Revision, present: set[str], domain: str) -> icalendar.Event:
    component = icalendar.Event()
    component.add("UID", f"{event.uid}@{domain}")
    component.add("SUMMARY", event.summary)
    component.add("DTSTART", date(event.first))
    component.add("DTEND", date(event.last + 1))
    component.add("DTSTAMP", stamp(revision.stamp))
    component.add("LAST-MODIFIED", stamp(revision.stamp))
    component.add("SEQUENCE", revision.sequence)
    component.add("CATEGORIES", list(event.categories))
    component.add("DESCRIPTION", event.description)
    component.add("STATUS", event.standing)
    component.add("TRANSP", "TRANSPARENT")
    component.add("X-MICROSOFT-CDO-BUSYSTATUS", "FREE")
    if event.location:
        component.add("LOCATION", event.location)
    if event.url:
        component.add("URL", event.url)
    for uid in event.siblings:
        if uid in present:
            component.add("RELATED-TO", f"{uid}@{domain}", parameters={"RELTYPE": "SIBLING"})
    if event.alarm is not None:
        alarm = icalendar.Alarm()
        alarm.add("ACTION", "DISPLAY")
        alarm.add("DESCRIPTION", event.summary)
        alarm.add("TRIGGER", datetime.timedelta(days=-event.alarm))
        component.add_component(alarm)
    return component


def made(uid: str, draw: st.DrawFn) -> tuple[Event, Revision]:
    first = draw(st.integers(day(1, 1, 1), day(9999, 12, 1)))
    event = Event(
        uid=uid,
        summary=draw(TEXT),
        first=first,
        last=first + draw(st.integers(0, 20)),
        standing=draw(st.sampled_from(["CONFIRMED", "TENTATIVE"])),
        description=draw(TEXT),
        location=draw(st.none() | TEXT),
        categories=tuple(draw(st.lists(TEXT, min_size=1, max_size=3))),
        siblings=("sibling", "absent"),
        url=draw(st.none() | WORD.map(lambda word: f"https://example.org/{word}#x,y;z")),
        keys=(),
        alarm=draw(st.none() | st.integers(1, 30)),
    )
    last_change = draw(st.integers(day(1990, 1, 1), day(2030, 1, 1)))
    sequence = draw(st.integers(0, 1000))
    return event, Revision("", sequence, last_change, None, "", first, first, None, (), ())


@st.composite
def calendars(draw: st.DrawFn) -> tuple[list[Event], dict[str, Revision]]:
    uids = ["sibling", *draw(st.lists(WORD, max_size=4, unique=True))]
    pairs = [made(uid, draw) for uid in dict.fromkeys(uids)]
    return [event for event, _ in pairs], {event.uid: revision for event, revision in pairs}


@settings(deadline=None)
@given(calendars(), TEXT, TEXT, st.sampled_from([None, ("firebrick", "#b22222")]))
def test_bytes_are_those_of_icalendar(
    events: tuple[list[Event], dict[str, Revision]],
    name: str,
    description: str,
    colour: tuple[str, str] | None,
) -> None:
    # Cleaning is tested elsewhere: here texts are given that are clean already.
    plain = [_cleaned(event) for event in events[0]]
    look = Look(clean(name), clean(description), colour)
    composed = _whole(plain, look, events[1])
    assert composed.unwritable == 0
    wanted = by_icalendar(plain, look, events[1], "example.org")
    assert b"".join(composed.chunks()) == wanted


def _whole(plain: list[Event], look: Look, revisions: dict[str, Revision]) -> Feed:
    composed = compose(
        plain,
        look=look,
        domain="example.org",
        revisions=revisions,
        as_of=1,
        language="en",
        limit=None,
    )
    assert composed is not None
    return composed


def _cleaned(event: Event) -> Event:
    return event._replace(
        summary=clean(event.summary),
        description=clean(event.description),
        location=clean(event.location) if event.location else None,
        categories=tuple(clean(text) for text in event.categories),
    )


@pytest.mark.parametrize("first", [day(0, 12, 31), day(-43, 3, 15), day(9999, 12, 31)])
def test_days_that_icalendar_cannot_write_are_left_out_and_counted(first: int) -> None:
    plain = Event("a", "A", first, first, "CONFIRMED", "", None, ("x",), (), None, ())
    ahead = plain._replace(uid="b", first=AS_OF, last=AS_OF)
    composed = compose(
        [plain, ahead],
        look=Look("n", "d"),
        domain="example.org",
        revisions={},
        as_of=AS_OF,
        language="en",
    )
    assert composed is not None
    assert composed.unwritable == 1
    assert [event.uid for event in composed.events] == ["b"]


@settings(deadline=None, max_examples=60)
@given(calendars(), TEXT, TEXT)
def test_what_is_read_back_is_what_was_written(
    events: tuple[list[Event], dict[str, Revision]], name: str, description: str
) -> None:
    plain = [_cleaned(event) for event in events[0]]
    look = Look(clean(name), clean(description))
    composed = _whole(plain, look, events[1])
    read: Any = icalendar.Calendar.from_ical(b"".join(composed.chunks()))
    assert str(read["DESCRIPTION"]) == look.description
    assert [_read(event) for event in read.events] == [
        _told(event, events[1][event.uid]) for event in plain
    ]


def _told(event: Event, revision: Revision) -> tuple[object, ...]:
    """An event as a client should have it."""
    return (
        f"{event.uid}@example.org",
        event.summary,
        event.description,
        event.location or "",
        list(event.categories),
        event.url or "",
        date(event.first),
        date(event.last + 1),
        event.standing,
        revision.sequence,
        stamp(revision.stamp),
        [datetime.timedelta(days=-event.alarm)] if event.alarm is not None else [],
    )


def _read(event: Any) -> tuple[object, ...]:
    """An event as icalendar, which is a client here, has it."""
    return (
        str(event["UID"]),
        str(event["SUMMARY"]),
        str(event["DESCRIPTION"]),
        str(event.get("LOCATION", "")),
        [str(text) for text in event["CATEGORIES"].cats],
        str(event.get("URL", "")),
        event["DTSTART"].dt,
        event["DTEND"].dt,
        str(event["STATUS"]),
        int(event["SEQUENCE"]),
        event["LAST-MODIFIED"].dt,
        [alarm["TRIGGER"].dt for alarm in event.walk("VALARM")],
    )
