"""Dense weeks and clashes: when a desk has much to do at once, and what gets in whose way."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from calendar_gen.calendars.iso_week import iso_year_start
from calendar_gen.edtf import day
from calendar_gen.entries.days import span_text
from calendar_gen.entries.entry import Entry
from calendar_gen.entries.phrases import Phrases
from calendar_gen.occurrences import Occurrence
from calendar_gen.rendering.digest.accounts import PartyName
from calendar_gen.rendering.digest.glance import Dated

DENSE, TIMES, WEEKS = 3, 2, 10
"""A week is dense with this many entries, and this many times those of the year's mean week; of
more than `WEEKS` such weeks the densest are told.
"""
NAMED, CLASHES = 8, 40
"""As many entries of a week are named, and as many clashes; of the rest only the number."""
SHORT = 7
"""A window of more days than this leaves room to keep out of another's way."""

_NOT_COMING = ("cancelled", "missed", "postponed")


class Named(NamedTuple):
    """An entry by its heading and where it stands; `name` is its title alone, in a language, `id`
    its occurrence's, `when` its days in words.
    """

    title: str
    href: str
    name: str
    name_language: str
    id: str
    when: str


class DenseWeek(NamedTuple):
    """A week from Monday to Sunday with its ISO 8601 number; `more` are not named."""

    number: int
    when: str
    entries: int
    named: Sequence[Named]
    more: int


class Clash(NamedTuple):
    """Entries that fall on the same days; `why` that is of note."""

    when: str
    why: str
    named: Sequence[Named]
    more: int


class Wording(NamedTuple):
    """What the words of a week or a clash need: `hrefs` are by occurrence id."""

    hrefs: Mapping[str, str]
    party: PartyName
    phrases: Phrases

    def named(self, entries: Iterable[Entry]) -> Sequence[Named]:
        """The entries by heading."""
        return [
            Named(
                entry.heading,
                self.hrefs[entry.occurrence.id],
                entry.title,
                entry.title_language,
                entry.occurrence.id,
                entry.when,
            )
            for entry in entries
        ]


def dense_weeks(on_days: Dated, year: int, wording: Wording) -> Sequence[DenseWeek]:
    """The weeks with the most entries, in order of days; a week belongs to the year of its
    Thursday.
    """
    weeks: dict[int, list[Entry]] = {}
    start, end = iso_year_start(year), iso_year_start(year + 1)
    for entry, days in on_days:
        for monday in {at - (at - 1) % 7: None for at in days}:
            if start <= monday < end:
                weeks.setdefault(monday, []).append(entry)
    mean = sum(map(len, weeks.values())) / 52
    dense = [
        monday
        for monday, found in weeks.items()
        if len(found) >= DENSE and len(found) >= TIMES * mean
    ]
    densest = sorted(dense, key=lambda monday: (-len(weeks[monday]), monday))[:WEEKS]
    return [_week(monday, weeks[monday], year, wording) for monday in sorted(densest)]


def _week(monday: int, found: Sequence[Entry], year: int, wording: Wording) -> DenseWeek:
    return DenseWeek(
        (monday + 3 - day(year, 1, 1)) // 7 + 1,
        span_text(monday, monday + 6, wording.phrases),
        len(found),
        wording.named(found[:NAMED]),
        max(len(found) - NAMED, 0),
    )


def clashes(entries: Sequence[Entry], wording: Wording) -> tuple[Sequence[Clash], int]:
    """Visits that want one party at once, and round numbers on one day, in order of days.

    Gives at most `CLASHES`, and how many more there are.
    """
    found = sorted((*_visits(entries, wording), *_marks(entries, wording)), key=lambda c: c[0])
    return [clash for _, clash in found[:CLASHES]], max(len(found) - CLASHES, 0)


_Placed = tuple[tuple[int, int, str], Clash]
"""A clash with what it is put in order by: its days and a word of its own."""


def _visits(entries: Sequence[Entry], wording: Wording) -> Iterator[_Placed]:
    by_party: dict[str, list[Entry]] = {}
    for entry in entries:
        if _is_tight(entry.occurrence):
            for party in _parties(entry.occurrence):
                by_party.setdefault(party, []).append(entry)
    pairs: dict[tuple[str, str], tuple[Entry, Entry, list[str]]] = {}
    for party in sorted(by_party):
        for one, other in _overlapping(by_party[party]):
            key = one.occurrence.id, other.occurrence.id
            pairs.setdefault(key, (one, other, []))[2].append(party)
    for one, other, parties in pairs.values():
        first = max(one.occurrence.earliest, other.occurrence.earliest)
        last = min(one.occurrence.latest, other.occurrence.latest)
        names = wording.phrases.say(", ").join(map(wording.party, parties))
        why = wording.phrases.say("both want {party}", party=names)
        when = span_text(first, last, wording.phrases)
        order = first, last, f"{one.occurrence.id} {other.occurrence.id}"
        yield order, Clash(when, why, wording.named((one, other)), 0)


def _is_tight(occurrence: Occurrence) -> bool:
    long = occurrence.extent == "window" and occurrence.latest - occurrence.earliest >= SHORT
    return occurrence.kind == "visit" and not long and occurrence.status not in _NOT_COMING


def _parties(occurrence: Occurrence) -> set[str]:
    return {
        party
        for party in (*occurrence.guests, occurrence.guest, occurrence.host)
        if party is not None
    }


def _overlapping(entries: Sequence[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Pairs of different rules whose days overlap, the one that begins first before the other."""
    going: list[Entry] = []
    order = sorted(entries, key=lambda entry: (entry.occurrence.earliest, entry.occurrence.id))
    for entry in order:
        going = [one for one in going if one.occurrence.latest >= entry.occurrence.earliest]
        for one in going:
            if _way(one) != _way(entry) and one.occurrence.rule != entry.occurrence.rule:
                yield one, entry
        going.append(entry)


def _way(entry: Entry) -> tuple[str | None, str | None]:
    """Who goes where: visits the same way are made in one trip."""
    return entry.occurrence.guest, entry.occurrence.host


def _marks(entries: Sequence[Entry], wording: Wording) -> Iterator[_Placed]:
    by_day: dict[int, list[Entry]] = {}
    for entry in entries:
        at = entry.occurrence
        if at.kind == "commemoration" and at.mark and at.earliest == at.latest:
            by_day.setdefault(at.earliest, []).append(entry)
    for at_day, found in by_day.items():
        if len(found) > 1:
            why = wording.phrases.count("{n} round number", "{n} round numbers", len(found))
            when = span_text(at_day, at_day, wording.phrases)
            more = max(len(found) - NAMED, 0)
            yield (
                (at_day, at_day, ""),
                Clash(when, why, wording.named(found[:NAMED]), more),
            )
