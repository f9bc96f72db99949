"""Occurrences -> entries."""

from collections.abc import Sequence

from calendar_gen.entries.entry import Entry, Line
from calendar_gen.entries.numbers import number_text
from calendar_gen.entries.phrases import Phrases, phrases
from calendar_gen.entries.statuses import status_text
from calendar_gen.entries.summaries import called, names
from calendar_gen.occurrences import Occurrence
from calendar_gen.rules import Rulebook


def entries(
    occurrences: Sequence[Occurrence],
    rulebook: Rulebook,
    language: str,
    as_of: int,
    *,
    also: Sequence[Occurrence] = (),
) -> list[Entry]:
    """The occurrences in the words of a BCP 47 language, in the order given.

    Counterparts and occasions are worded if they are among `occurrences` or `also`. `as_of` is the
    day that the occurrences were made for: wording never uses it, so that an entry changes only
    when its occurrence does.
    """
    from calendar_gen.entries.whole import Links, entry  # late: a table shows none of it

    del as_of
    known = {occurrence.id: occurrence for occurrence in (*also, *occurrences)}
    spoken = phrases(language)
    links = Links(known, rulebook, spoken)
    return [entry(occurrence, rulebook, spoken, links) for occurrence in occurrences]


def lines(occurrences: Sequence[Occurrence], rulebook: Rulebook, language: str) -> list[Line]:
    """The occurrences in the few words that a table has room for, as `entries` words them; the
    paragraphs that it does not show take most of the time of an entry.
    """
    spoken = phrases(language)
    return [_line(occurrence, rulebook, spoken) for occurrence in occurrences]


def _line(occurrence: Occurrence, rulebook: Rulebook, spoken: Phrases) -> Line:
    who = names(occurrence, rulebook, spoken)
    return Line(
        occurrence,
        title=called(occurrence, spoken)[1],
        number_text=number_text(occurrence, spoken),
        status_text=status_text(occurrence, spoken),
        guest_text=who.guest,
        host_text=who.host,
        location=who.location,
    )
