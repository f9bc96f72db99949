"""What a first trip waits for, where nothing is expected: the events known, or that none is."""

from collections.abc import Iterator

from calendar_gen.entries.days import day_text
from calendar_gen.entries.phrases import Phrases, phrases
from calendar_gen.entries.summaries import party_name
from calendar_gen.forecasting.world import WorldAsOf
from calendar_gen.patterns.first_trip import occasions
from calendar_gen.patterns.returned import months_after
from calendar_gen.rules import First, Rulebook, VisitPattern

EARLIEST = 1
"""The day from which events are told: all that anybody writes down."""


def waiting(pattern: VisitPattern, rulebook: Rulebook, as_of: int) -> Iterator[str]:
    """Sentences that say why a pattern `first` expects nothing on or after a day."""
    words, terms = phrases("en"), pattern.terms
    assert isinstance(terms, First), "the terms are those of the pattern"
    day = day_text(as_of, words)
    yield f'Nothing is expected by "{pattern.id}", written at {pattern.at}, as known on {day}.'
    yield f"It waits for {_what(terms, pattern, rulebook, words)}."
    known = occasions(pattern, EARLIEST, as_of, WorldAsOf(rulebook, as_of))
    if not known:
        yield "No such event is known."
        return
    last = known[-1]
    who = f" ({last.person})" if last.person else ""
    until = day_text(months_after(last.day, terms.months), words)
    yield f"The last one known was on {day_text(last.day, words)}{who}; its term ended on {until}."


def _what(terms: First, pattern: VisitPattern, rulebook: Rulebook, words: Phrases) -> str:
    guest = party_name(terms.guest, rulebook, words)
    if terms.events is not None:
        return "the events that it lists"
    if terms.after is not None:
        return f'the days of "{terms.after}"'
    return f"somebody of {guest} to take office as {' or '.join(pattern.rank)}"
