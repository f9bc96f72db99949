"""The milestones of a year: hundredths before fiftieths, down to fifths; then firsts."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from calendar_gen.entries.entry import Entry
from calendar_gen.entries.numbers import is_day_count
from calendar_gen.entries.phrases import Phrases

STEPS = (100, 50, 25, 10, 5)


class Milestone(NamedTuple):
    """An entry with where it stands."""

    entry: Entry
    href: str


class Class(NamedTuple):
    """Milestones of one weight: an id for its place, a heading, and they in order of days."""

    anchor: str
    title: str
    milestones: Sequence[Milestone]


def milestones(
    entries: Sequence[Entry], hrefs: Mapping[str, str], phrases: Phrases
) -> Sequence[Class]:
    """The classes that have a milestone, the weightiest first; order of entries is kept.

    Of visits only the first trips of somebody are milestones: other visits go with an occasion,
    whose number it is.
    """
    found: dict[str, list[Milestone]] = {}
    for entry in entries:
        weight = _weight(entry)
        if weight is not None:
            found.setdefault(weight, []).append(Milestone(entry, hrefs[entry.occurrence.id]))
    return [
        Class(f"milestones:{weight}", _title(weight, phrases), found[weight])
        for weight in (*map(str, STEPS), "other", "first")
        if weight in found
    ]


def _weight(entry: Entry) -> str | None:
    occurrence = entry.occurrence
    number = occurrence.number
    if occurrence.kind == "visit":
        return "first" if occurrence.pattern == "first" else None
    if number == 1 and not is_day_count(occurrence):
        return "first"
    if not occurrence.mark or not number:
        return None
    steps = () if is_day_count(occurrence) else STEPS
    return next((str(step) for step in steps if number % step == 0), "other")


def _title(weight: str, phrases: Phrases) -> str:
    if weight == "first":
        return phrases.say("Firsts")
    if weight == "other":
        return phrases.say("Other round numbers")
    if weight == "100":
        return phrases.say("Centenaries and whole hundreds")
    return phrases.say("Multiples of {n}", n=weight)
