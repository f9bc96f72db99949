"""Reading the events of iCalendar files (RFC 5545): their lines, and their first and last days."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from calendar_gen import edtf
from calendar_gen.importing.content_lines import Line, content_lines
from calendar_gen.importing.days import NoDay
from calendar_gen.importing.draft import Findings, shown
from calendar_gen.importing.tables import LONGEST_TITLE
from calendar_gen.importing.yaml_text import tidy
from calendar_gen.problems import Place

_READ = {"SUMMARY", "LOCATION", "DESCRIPTION", "CATEGORIES", "URL", "STATUS", "UID"}
_READ |= {"DTSTART", "DTEND", "DURATION", "RRULE", "EXDATE", "RDATE", "RECURRENCE-ID"}
_OF_FILES = {"DTSTAMP", "CREATED", "LAST-MODIFIED", "SEQUENCE", "TRANSP", "CLASS"}
"""What tells of the file and not of the day, and is silently left."""


class Event(NamedTuple):
    """A VEVENT: its lines, and the days from the first to the last, both in."""

    at: Place
    lines: tuple[Line, ...]
    first: int
    last: int
    timed: bool

    def line(self, name: str) -> Line | None:
        """The first line of that name."""
        return next((line for line in self.lines if line.name == name), None)

    def text(self, name: str) -> str:
        """The text of the first line of that name, "" without one."""
        line = self.line(name)
        return "" if line is None else tidy(line.text)

    @property
    def span(self) -> str:
        """The days in EDTF."""
        first = edtf.iso(self.first)
        return first if self.last == self.first else f"{first}/{edtf.iso(self.last)}"


def events(text: str, findings: Findings) -> Iterator[Event]:
    """Events with a name and a day; other parts of the file are counted and told once."""
    left: Counter[str] = Counter()
    for component, start, lines in _Components(findings, left).read(content_lines(text, findings)):
        at = findings.place(start)
        if component != "VEVENT":
            if component != "VTIMEZONE":
                left[shown(component)] += 1
            continue
        left.update(
            line.name for line in lines if line.name not in _READ and line.name not in _OF_FILES
        )
        event = _event(at, lines, findings)
        if event is not None:
            yield event
    if left:
        told = ", ".join(f"{name} ({count})" for name, count in sorted(left.items()))
        findings.part(findings.place(1), f"not taken over: {told}")


class _Components:
    """Takes the lines of calendars and gives the components below them, each with its first line
    and its own lines. What is within another component (an alarm) counts as left.
    """

    def __init__(self, findings: Findings, left: "Counter[str]") -> None:
        self._findings = findings
        self._left = left
        self._names: list[str] = []
        self._open_names: Counter[str] = Counter()
        self._start = 0
        self._lines: list[Line] = []

    def read(self, lines: Iterable[Line]) -> Iterator[tuple[str, int, tuple[Line, ...]]]:
        """All components; one that the file breaks off in is a finding."""
        for line in lines:
            word = line.value.strip().upper()
            if line.name in ("BEGIN", "END") and word == "VCALENDAR":
                if self._names:
                    yield from self._close(self._names[0], line.number)
            elif line.name == "BEGIN":
                self._open(word, line.number)
            elif line.name == "END":
                yield from self._close(word, line.number)
            elif len(self._names) == 1:
                self._lines.append(line)
        if self._names:
            at = self._findings.place(self._start)
            self._findings.entry(at, f"the file breaks off within {shown(self._names[0])}")

    def _open(self, name: str, number: int) -> None:
        if not self._names:
            self._start, self._lines = number, []
        elif self._names[0] != "VTIMEZONE":
            self._left[shown(name)] += 1
        self._names.append(name)
        self._open_names[name] += 1

    def _pop(self) -> str:
        name = self._names.pop()
        self._open_names[name] -= 1
        return name

    def _close(self, name: str, number: int) -> Iterator[tuple[str, int, tuple[Line, ...]]]:
        at = self._findings.place(number)
        if not self._open_names[name]:
            self._findings.part(at, f"END:{shown(name)} ends nothing")
            return
        outer = self._names[0]
        while (innermost := self._pop()) != name:
            self._findings.part(at, f"{shown(innermost)} has no end")
        if not self._names:
            yield outer, self._start, tuple(self._lines)


def _event(at: Place, lines: tuple[Line, ...], findings: Findings) -> Event | None:
    bare = Event(at, lines, 0, 0, False)
    name = bare.text("SUMMARY")
    start = bare.line("DTSTART")
    # A changed day may leave its name to the event that it belongs to.
    if (not name and bare.line("RECURRENCE-ID") is None) or len(name) > LONGEST_TITLE:
        why = f"a name of more than {LONGEST_TITLE} characters" if name else "no name"
        findings.entry(at, f"the event has {why}")
        return None
    if start is None:
        findings.entry(at, f'"{shown(name)}" has no DTSTART')
        return None
    try:
        first, timed = day_and_time(start)
        last = _last(bare, first)
    except NoDay as no_day:
        findings.entry(findings.place(start.number), f'"{shown(name)}": {no_day.message}')
        return None
    if timed:
        zone = start.parameters.get("TZID") or (
            "UTC" if start.value.endswith("Z") else "local time"
        )
        told = f'"{shown(name)}" has a time of day ({shown(zone)}); only its days are taken over'
        findings.part(findings.place(start.number), told)
    return Event(at, lines, first, last, timed)


_DATE = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:T([0-9]{6})Z?)?")


def day_and_time(line: Line) -> tuple[int, bool]:
    """The day of a DATE or DATE-TIME value as it is written, and whether there is a time; raises
    NoDay.
    """
    return day_of(line.value)


def day_of(value: str) -> tuple[int, bool]:
    """The same of a value; raises NoDay."""
    found = _DATE.fullmatch(value.strip())
    if found is None:
        raise NoDay(f'"{shown(value)}" is not a day such as 20250509')
    try:
        day = edtf.day(int(found[1]), int(found[2]), int(found[3]))
    except ValueError as error:
        raise NoDay(f'"{shown(value)}" is not a day: {error}') from None
    return day, found[4] is not None


_DURATION = re.compile(r"\+?P(?:([0-9]{1,4})W|(?:([0-9]{1,4})D)?(?:T.*)?)")


def _last(event: Event, first: int) -> int:
    """The last day: DTEND is the first day after, unless it has a time that is not midnight."""
    end, duration = event.line("DTEND"), event.line("DURATION")
    if end is not None:
        day, timed = day_and_time(end)
        inside = timed and not end.value.strip().rstrip("Z").endswith("T000000")
        return max(first, day if inside else day - 1)
    if duration is not None:
        found = _DURATION.fullmatch(duration.value.strip())
        if found is None:
            raise NoDay(f'"{shown(duration.value)}" is not a duration')
        return max(first, first + 7 * int(found[1] or 0) + int(found[2] or 0) - 1)
    return first


def dates(event: Event, name: str, findings: Findings) -> list[int]:
    """The days of all lines of EXDATE or RDATE, in order."""
    found = set()
    for line in event.lines:
        if line.name != name:
            continue
        for value in line.value.split(","):
            try:
                found.add(day_of(value.partition("/")[0])[0])
            except NoDay as no_day:
                findings.part(findings.place(line.number), f"{name}: {no_day.message}")
    return sorted(found)
