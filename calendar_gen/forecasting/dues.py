"""What is due between two parties, and which return of a visit is late."""

from collections.abc import Iterable

from calendar_gen.forecasting.expectations import answered_no, history
from calendar_gen.forecasting.projection import OPEN, occurrences
from calendar_gen.forecasting.record import KnownVisit
from calendar_gen.forecasting.world import WorldAsOf
from calendar_gen.occurrences import Occurrence
from calendar_gen.patterns.returned import months_after
from calendar_gen.rules import Returned, Rulebook

DUE = 24
"""Months ahead within which the window of an expected visit must begin for it to be due."""

Pair = tuple[str, str]


def due_until(as_of: int) -> int:
    """The last day on which the window of a visit may begin that is due."""
    return months_after(as_of, DUE)


def due(rulebook: Rulebook, as_of: int) -> dict[Pair, tuple[Occurrence, ...]]:
    """The visits that are due, soonest first, for each pair."""
    last = due_until(as_of)
    found: dict[Pair, tuple[Occurrence, ...]] = {}
    for occurrence in occurrences(rulebook, as_of, last, as_of):
        if occurrence.kind == "visit" and occurrence.status in OPEN and occurrence.host:
            for pair in _with_host(occurrence, occurrence.host):
                found[pair] = (*found.get(pair, ()), occurrence)
    return found


def _with_host(occurrence: Occurrence, host: str) -> Iterable[Pair]:
    return sorted({pair_of(guest, host) for guest in occurrence.guests if guest != host})


def late(rulebook: Rulebook, as_of: int) -> Iterable[tuple[str, str]]:
    """Who should have answered which visit by now, by the terms of `returned` patterns."""
    world = WorldAsOf(rulebook, as_of)
    for pattern in rulebook.patterns.values():
        if not isinstance(pattern.terms, Returned):
            continue
        past = history(pattern, as_of, as_of, world)
        for each in past.expectations:
            over = each.last < as_of and past.statuses[each.id] != "occurred"
            if over and each.guest and not each.cancelled and not answered_no(each, world):
                yield each.guest, each.cycle


def pair_of(one: str, other: str) -> Pair:
    """Two parties in order of their codes."""
    return (one, other) if one < other else (other, one)


def pairs_of(known: KnownVisit) -> set[Pair]:
    """The pairs that a visit is between: guest and host, or those who met elsewhere."""
    parties = known.visit.guests
    if known.visit.kind != "meeting" or len(parties) == 1:
        return {pair_of(guest, known.host) for guest in parties if guest != known.host}
    return {pair_of(a, b) for a in parties for b in parties if a < b}
