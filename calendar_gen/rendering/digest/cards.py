"""The entries of a digest, month by month, and as the bars of its timeline."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from calendar_gen.edtf import civil
from calendar_gen.entries.days import month_heading, weekday_text, year_text
from calendar_gen.entries.entry import Entry
from calendar_gen.entries.numbers import percent_text
from calendar_gen.entries.phrases import Phrases
from calendar_gen.rendering.digest.anchors import Mark, Marks, month_anchor
from calendar_gen.rendering.digest.filters import Traits, traits
from calendar_gen.rendering.digest.periods import Period
from calendar_gen.rendering.digest.timeline import Bar
from calendar_gen.rendering.short_days import short_months_alone, short_weekdays_alone

WHOLE_YEAR = 360
"""An entry that takes more days of the year than this is "in the year", in no month of its own."""


class Card(NamedTuple):
    """An entry as it stands in its month: `days` is the number of its day, or of its first and
    last.
    """

    entry: Entry
    days: str
    weekdays: str
    spans: bool
    who: str | None
    marks: Sequence[Mark]
    conflict: str | None
    sign: tuple[str, str] | None
    traits: Traits


class Listed(NamedTuple):
    """An entry that stands on a page of its month: its heading, and the way there; `name` is its
    title alone, in a language.
    """

    id: str
    uid: str
    href: str
    days: str
    heading: str
    sign: tuple[str, str] | None
    name: str
    name_language: str


class Month(NamedTuple):
    """A month with its cards; the 0th holds what has no day but "in the year".

    `year` is the year in words. A month with a `page` of its own has no cards here; its entries are
    `listed`.
    """

    number: int
    anchor: str
    name: str
    year: str
    cards: Sequence[Card]
    listed: Sequence[Listed]
    page: str | None


def months(
    entries: Sequence[Entry],
    period: Period,
    marks: Marks,
    conflicts: Mapping[str, str],
    signs: Mapping[str, tuple[str, str]],
    pages: Mapping[int, str],
    phrases: Phrases,
) -> Sequence[Month]:
    """The months of a period; those of a year after what is only known to be in the year.

    An entry stands in the month in which it begins, in the first if that is before the period.
    `conflicts` gives the place of the conflict of an entry that has one, `signs` the mark of one
    that changed since the last edition, and what it means; `pages` are those of months of a year
    that have one.
    """
    whole = period.kind == "year"
    cards: dict[tuple[int, int], list[Card]] = {key: [] for key in _keys(period)}
    listed: dict[tuple[int, int], list[Listed]] = {key: [] for key in cards}
    for entry in entries:
        key = month_of(entry, period)
        if key[1] in pages:
            listed[key].append(_listed(entry, period, pages[key[1]], signs, phrases))
        else:
            cards[key].append(_card(entry, period, marks, conflicts, signs, phrases))
    return [
        Month(
            number,
            month_anchor(number) if whole else f"month:{year:04d}-{number:02d}",
            month_heading(number, phrases) if number else phrases.say("In the course of the year"),
            year_text(year, phrases),
            found,
            listed[year, number],
            pages.get(number),
        )
        for (year, number), found in cards.items()
    ]


def places(entries: Sequence[Entry], period: Period, pages: Mapping[int, str]) -> dict[str, str]:
    """Where each entry stands, by occurrence id: on this page, or on the one of its month."""
    if not pages:
        return {entry.occurrence.id: f"#{entry.occurrence.id}" for entry in entries}
    return {
        entry.occurrence.id: f"{pages.get(month_of(entry, period)[1], '')}#{entry.occurrence.id}"
        for entry in entries
    }


def _keys(period: Period) -> Sequence[tuple[int, int]]:
    """Year and month of each month that a period touches; first, of a year, the 0th."""
    (year, month, _), (last_year, last_month, _) = civil(period.first), civil(period.last)
    if period.kind == "year":
        return [(year, number) for number in range(13)]
    ordinals = range(year * 12 + month - 1, last_year * 12 + last_month)
    return [(ordinal // 12, ordinal % 12 + 1) for ordinal in ordinals]


def month_of(entry: Entry, period: Period) -> tuple[int, int]:
    """Year and month in which an entry stands; the 0th month if it takes all of the year."""
    year, month, _ = civil(max(entry.occurrence.earliest, period.first))
    return (year, 0) if takes_all(entry, period) else (year, month)


def takes_all(entry: Entry, period: Period) -> bool:
    """Whether an entry is "in the year" of a period of one, in no month of its own."""
    first, last = entry.occurrence.earliest, entry.occurrence.latest
    if last - first < WHOLE_YEAR or period.kind != "year" or entry.occurrence.is_term:
        return False
    return min(last, period.last) - max(first, period.first) >= WHOLE_YEAR


def _listed(
    entry: Entry,
    period: Period,
    page: str,
    signs: Mapping[str, tuple[str, str]],
    phrases: Phrases,
) -> Listed:
    at = entry.occurrence
    days = _beside(entry, period, phrases)[0]
    sign = signs.get(at.id)
    return Listed(
        at.id,
        entry.uid,
        f"{page}#{at.id}",
        days,
        entry.heading,
        sign,
        entry.title,
        entry.title_language,
    )


def _card(
    entry: Entry,
    period: Period,
    marks: Marks,
    conflicts: Mapping[str, str],
    signs: Mapping[str, tuple[str, str]],
    phrases: Phrases,
) -> Card:
    first, last = entry.occurrence.earliest, entry.occurrence.latest
    days, weekdays = _beside(entry, period, phrases)
    return Card(
        entry,
        days,
        weekdays,
        first != last,
        who(entry, phrases),
        marks.of([citation.id for citation in entry.citations]),
        conflicts.get(entry.occurrence.id),
        signs.get(entry.occurrence.id),
        traits(entry),
    )


def _beside(entry: Entry, period: Period, phrases: Phrases) -> tuple[str, str]:
    """What stands in the margin beside an entry: its days; of what is known by its month alone, as
    a commemoration may be, the name of that; of what has been going on, its last day.
    """
    at = entry.occurrence
    if at.kind == "commemoration" and at.extent == "window":
        (year, month, of_month), after = civil(at.earliest), civil(at.latest + 1)
        if of_month == 1 and after == (year + month // 12, month % 12 + 1, 1):
            return short_months_alone(phrases.language)[month - 1].rstrip("."), ""
    if at.earliest < period.first and not at.endless:
        return _going_on(at.latest, period, phrases)
    return _margin(at.earliest, at.latest, at.endless, phrases)


def _going_on(last: int, period: Period, phrases: Phrases) -> tuple[str, str]:
    """What stands beside an entry of days before the period, which stands in its first month: when
    it ends there, as the number of its first day is of another month.
    """
    ahead, end = phrases.word("arrow", "→"), civil(last)
    if end[:2] != civil(period.first)[:2]:
        return ahead, ""
    return f"{ahead}\u00a0{end[2]}", weekday_text(last, phrases)


@lru_cache(maxsize=4096)
def _margin(first: int, last: int, endless: bool, phrases: Phrases) -> tuple[str, str]:
    """What stands in the margin beside an entry of these days: their numbers, their weekdays."""
    start, end = civil(first), civil(last)
    if first == last:
        return str(start[2]), weekday_text(first, phrases)
    weekdays = _short_weekday(first, phrases)
    if not endless:
        weekdays = f"{weekdays} – {_short_weekday(last, phrases)}"
    if start[:2] == end[:2]:
        return f"{start[2]}–{end[2]}", weekdays
    ahead = phrases.word("arrow", "→")
    return f"{start[2]} {ahead}", weekdays


def who(entry: Entry, phrases: Phrases) -> str | None:
    """Guest and host of a visit in words; None for a commemoration and for a meeting of several."""
    if entry.guest_text is None or entry.host_text is None or len(entry.occurrence.guests) > 1:
        return None
    return phrases.say("{guest} to {host}", guest=entry.guest_text, host=entry.host_text)


def _short_weekday(day: int, phrases: Phrases) -> str:
    """`Fri`: the weekday as CLDR shortens it where it stands alone."""
    return short_weekdays_alone(phrases.language)[(day - 1) % 7]


def bars(entries: Sequence[Entry], phrases: Phrases) -> Sequence[Bar]:
    """The visits among the entries, ready to draw."""
    days = {entry.occurrence.id: entry.occurrence.earliest for entry in entries}
    return [
        _bar(entry, days, phrases)
        for entry in entries
        if entry.occurrence.kind == "visit" and not entry.occurrence.is_term
    ]


def _bar(entry: Entry, days: Mapping[str, int], phrases: Phrases) -> Bar:
    occurrence = entry.occurrence
    parties = who(entry, phrases)
    likelihood = occurrence.likelihood
    certain = occurrence.status in ("occurred", "confirmed")
    fact = entry.status_text
    if occurrence.status == "projected" and likelihood is not None:
        # Word and per cent; the basis follows in the table, beside each.
        fact = phrases.say(", ").join(
            (
                phrases.word("likelihood", likelihood.word.replace("-", " ")),
                percent_text(likelihood.probability, phrases),
            )
        )
    return Bar(
        occurrence.id,
        parties or entry.title,
        entry.when,
        fact,
        occurrence.earliest,
        occurrence.latest,
        1.0 if certain else 0.0 if likelihood is None else likelihood.probability,
        occurrence.status in ("cancelled", "missed", "postponed"),
        None if occurrence.occasion is None else days.get(occurrence.occasion),
        entry.title_language if parties is None else phrases.language,
    )
