"""The year at a glance: twelve months as tables, in which days lead to their entries.

How much a day holds is told by digit and shape: a frame for an entry, a number where there are
several, a full frame for a round number, a bar below for a visit.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from calendar_gen.edtf import civil, day
from calendar_gen.entries.days import WEEKDAYS, day_text, month_heading
from calendar_gen.entries.entry import Entry
from calendar_gen.entries.phrases import Phrases
from calendar_gen.rendering.digest.cards import takes_all
from calendar_gen.rendering.digest.periods import Period, year_period
from calendar_gen.rendering.short_days import short_weekdays

LONG = 14
"""An entry of more days than this stands at its first and its last day only."""


class Cell(NamedTuple):
    """A day of the year: `href` leads to the first of its entries, if it has any."""

    number: int
    day: str
    href: str | None
    entries: int
    mark: bool
    visit: bool
    ids: str


class MonthTable(NamedTuple):
    """A month in weeks from Monday to Sunday; None where a week has days of other months."""

    number: int
    name: str
    href: str | None
    weeks: Sequence[Sequence[Cell | None]]


class Weekday(NamedTuple):
    """A column head: as short as CLDR writes it, and whole."""

    short: str
    name: str


Dated = Sequence[tuple[Entry, Sequence[int]]]
"""Entries with the days of a year on which they stand; none of what is not dated."""


def dated(entries: Iterable[Entry], year: int) -> Dated:
    """Entries with the days on which they stand: all of a short span, both edges of a long one, and
    the first of one without an end.
    """
    period = year_period(year)
    return [(entry, _days(entry, period)) for entry in entries]


def _days(entry: Entry, period: Period) -> Sequence[int]:
    """None has what is known by its month or its year alone, nor what may be on any day of it."""
    at = entry.occurrence
    first, last = at.earliest, at.latest
    if at.extent == "window" and at.kind == "commemoration":
        return ()
    if at.endless:
        return (first,)
    if takes_all(entry, period):
        return ()
    return (first, last) if last - first >= LONG else range(first, last + 1)


def weekdays(phrases: Phrases) -> Sequence[Weekday]:
    """The heads of the seven columns."""
    return [
        Weekday(short, phrases.word("weekday", name))
        for short, name in zip(short_weekdays(phrases.language), WEEKDAYS, strict=True)
    ]


def glance(
    on_days: Dated,
    year: int,
    hrefs: Mapping[str, str],
    month_hrefs: Mapping[int, str],
    phrases: Phrases,
) -> Sequence[MonthTable]:
    """The months of an astronomical year; `hrefs` are by occurrence id, `month_hrefs` by month."""
    on: dict[int, list[Entry]] = {}
    for entry, days in on_days:
        for at in days:
            on.setdefault(at, []).append(entry)
    return [
        MonthTable(
            month,
            month_heading(month, phrases),
            month_hrefs.get(month),
            _weeks(year, month, on, hrefs, phrases),
        )
        for month in range(1, 13)
    ]


def _weeks(
    year: int,
    month: int,
    on: Mapping[int, Sequence[Entry]],
    hrefs: Mapping[str, str],
    phrases: Phrases,
) -> Sequence[Sequence[Cell | None]]:
    first = day(year, month, 1)
    after = day(year, month + 1, 1) if month < 12 else day(year + 1, 1, 1)
    cells: list[Cell | None] = [None] * ((first - 1) % 7)
    cells += (_cell(at, on.get(at, ()), hrefs, phrases) for at in range(first, after))
    cells += [None] * (-len(cells) % 7)
    return [cells[start : start + 7] for start in range(0, len(cells), 7)]


def _cell(at: int, entries: Sequence[Entry], hrefs: Mapping[str, str], phrases: Phrases) -> Cell:
    # What begins on the day comes before what has been going on.
    first = min(entries, key=lambda entry: entry.occurrence.earliest != at, default=None)
    return Cell(
        civil(at)[2],
        day_text(at, phrases) if entries else "",
        None if first is None else hrefs[first.occurrence.id],
        len(entries),
        any(entry.occurrence.mark for entry in entries),
        any(entry.occurrence.kind == "visit" for entry in entries),
        " ".join(entry.occurrence.id for entry in entries),
    )
