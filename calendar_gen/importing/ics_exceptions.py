"""Days of yearly iCalendar events that were left out, added or moved (RFC 5545 3.8.5.1, 3.8.5.2,
3.8.4.4) as exceptions of a rule.
"""

from collections.abc import Iterator, Sequence

from calendar_gen import edtf
from calendar_gen.importing.days import NoDay
from calendar_gen.importing.draft import Exceptional, Findings
from calendar_gen.importing.ics_reading import Event, dates, day_and_time
from calendar_gen.importing.recurrence import Recurrence


def exceptions(
    event: Event,
    changed: Sequence[Event],
    found: Recurrence,
    last: int | None,
    findings: Findings,
) -> Iterator[Exceptional]:
    """What EXDATE takes away, RDATE adds and changed events move, of the days of the rule until its
    last.
    """
    excluded = dates(event, "EXDATE", findings)
    given = {
        day
        for day in (*excluded, *(_replaced(one)[0] for one in changed))
        if found.gives(day) and (last is None or day <= last)
    }
    for day in excluded:
        if day in given:
            yield Exceptional(edtf.iso(day), None)
        else:
            findings.part(event.at, f"EXDATE {edtf.iso(day)} is no day that the rule gives")
    gone = set(excluded)
    for one in changed:
        day, problem = _replaced(one)
        if problem or day not in given or day in gone:
            why = problem or "is no day that the rule gives"
            findings.part(one.at, f"the change of {edtf.iso(day)} is left out: it {why}")
            continue
        gone.add(day)
        if one.text("STATUS").upper() == "CANCELLED":
            yield Exceptional(edtf.iso(day), None)
        elif (one.first, one.last - one.first) != (day, event.last - event.first):
            yield from _moved(day, one)
        _tell_other_changes(event, one, findings)
    for day in dates(event, "RDATE", findings):
        if not found.gives(day):
            yield Exceptional(None, edtf.iso(day))


def _moved(day: int, one: Event) -> Iterator[Exceptional]:
    """A day and where it went; from one year to another it is gone there, and is one more here."""
    if abs(one.first - day) <= _MOVED_BY:
        yield Exceptional(edtf.iso(day), one.span)
    else:
        yield Exceptional(edtf.iso(day), None)
        yield Exceptional(None, one.span)


_MOVED_BY = 365
"""Days between two that are still one day moved."""


def _replaced(one: Event) -> tuple[int, str]:
    """The day that an event stands for, and what keeps it from that."""
    line = one.line("RECURRENCE-ID")
    assert line is not None
    try:
        day = day_and_time(line)[0]
    except NoDay as no_day:
        return one.first, f"names no day ({no_day.message})"
    return day, "stands for all later days too" if "RANGE" in line.parameters else ""


def _tell_other_changes(event: Event, one: Event, findings: Findings) -> None:
    for name in ("SUMMARY", "LOCATION", "DESCRIPTION"):
        if one.text(name) and one.text(name) != event.text(name):
            findings.part(one.at, f"the other {name} of this one day is not taken over")
