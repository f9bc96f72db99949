"""What to prepare now: what begins within each lead time, what else is on that day, and a line to
cite.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from calendar_gen.entries.days import day_text
from calendar_gen.entries.entry import Entry
from calendar_gen.entries.phrases import Phrases
from calendar_gen.occurrences import Occurrence

NAMED = 5
"""As many entries of the same day are named; of the rest only the number."""

_NOT_COMING = ("cancelled", "missed", "occurred")


class Beside(NamedTuple):
    """What else is on a day: its heading, and its title alone, in a language."""

    title: str
    name: str
    name_language: str


class Task(NamedTuple):
    """An entry to prepare for: `until` says in how many days it begins, `href` leads to it if it is
    on the page, `clashes` are the headings of what else is on one of its days, `citation` is a line
    to quote: what, when, how it stood, as known when, and by which source. `name` is the title
    alone, in a language; `beside` are the clashes with theirs.
    """

    id: str
    title: str
    when: str
    days: int
    until: str
    standing: str
    href: str | None
    clashes: Sequence[str]
    more: int
    citation: str
    name: str
    name_language: str
    beside: Sequence[Beside]


class Lead(NamedTuple):
    """What begins within so many days of the as-of day, and not within a shorter lead time."""

    anchor: str
    days: int
    title: str
    tasks: Sequence[Task]


def horizon(as_of: int, leads: Iterable[int]) -> tuple[int, int]:
    """The days that lead times look at, both in."""
    return as_of, as_of + max(leads)


def plan(
    ahead: Sequence[Entry],
    leads: Iterable[int],
    as_of: int,
    hrefs: Mapping[str, str],
    version: str,
    phrases: Phrases,
) -> Sequence[Lead]:
    """Tasks by lead time, the shortest first; `ahead` are the entries of the `horizon`, in order;
    `version` names the rulebook in what is cited.

    What has begun before the as-of day is in preparation no more.
    """
    coming = [
        entry
        for entry in ahead
        if entry.occurrence.earliest >= as_of and entry.occurrence.status not in _NOT_COMING
    ]
    found, shorter = [], -1
    for lead in sorted(set(leads)):
        tasks = [
            _task(entry, coming, as_of, hrefs, version, phrases)
            for entry in coming
            if shorter < entry.occurrence.earliest - as_of <= lead
        ]
        title = phrases.count("Within {n} day", "Within {n} days", lead)
        found.append(Lead(f"lead:{lead}", lead, title, tasks))
        shorter = lead
    return found


def _task(
    entry: Entry,
    coming: Sequence[Entry],
    as_of: int,
    hrefs: Mapping[str, str],
    version: str,
    phrases: Phrases,
) -> Task:
    occurrence = entry.occurrence
    same_day = [
        Beside(other.heading, other.title, other.title_language)
        for other in coming
        if other is not entry and _share_a_day(entry.occurrence, other.occurrence)
    ]
    days = occurrence.earliest - as_of
    return Task(
        occurrence.id,
        entry.heading,
        entry.when,
        days,
        phrases.count("in {n} day", "in {n} days", days) if days else phrases.say("today"),
        _standing(entry),
        hrefs.get(occurrence.id),
        [other.title for other in same_day[:NAMED]],
        max(len(same_day) - NAMED, 0),
        _citation(entry, as_of, version, phrases),
        entry.title,
        entry.title_language,
        same_day[:NAMED],
    )


def _share_a_day(one: Occurrence, other: Occurrence) -> bool:
    """Whether both are on some day: what has a window may yet fall on another."""
    if any(each.extent == "window" and each.earliest != each.latest for each in (one, other)):
        return False
    return one.earliest <= other.latest and other.earliest <= one.latest


def _standing(entry: Entry) -> str:
    """`likely, 64 %` of a visit that is expected, else the status in words."""
    if entry.occurrence.status == "projected" and entry.likelihood_text is not None:
        return entry.likelihood_text.partition(":")[0]
    return entry.status_text


def _citation(entry: Entry, as_of: int, version: str, phrases: Phrases) -> str:
    # The rule's sources come first, those of what is known of this very visit last.
    cited = entry.citations[-1:] if entry.occurrence.claims else entry.citations[:1]
    source = cited[0].text if cited else phrases.say("no source")
    return phrases.say(
        "{title}, {when} ({standing}). As known on {day}; source: {source}; rulebook {version}.",
        title=entry.heading,
        when=entry.when,
        standing=_standing(entry),
        day=day_text(as_of, phrases),
        source=source,
        version=version,
    )
