"""Visit patterns: each says which visits are expected, one pattern a file.

`expected(pattern, first, last, world)` gives the expectations whose window touches the days `first`
to `last`. `KINDS` names every pattern; a new one is a file and a row.
"""

from collections.abc import Callable, Mapping

from calendar_gen.patterns import dated, first_trip, paired, returned, turns
from calendar_gen.patterns.expectation import Anniversary, Expectation, Stay, World
from calendar_gen.rules import VisitPattern

KINDS: Mapping[str, Callable[[VisitPattern, int, int, World], list[Expectation]]] = {
    "alternating": turns.expected,
    "dated": dated.expected,
    "first": first_trip.expected,
    "paired": paired.expected,
    "returned": returned.expected,
    "rotating": turns.expected,
}

__all__ = ["KINDS", "Anniversary", "Expectation", "Stay", "World", "expected"]


def expected(pattern: VisitPattern, first: int, last: int, world: World) -> list[Expectation]:
    """The visits that a pattern expects in windows touching `first` to `last`, by window and id."""
    found = KINDS[pattern.pattern](pattern, first, last, world)
    return sorted(found, key=lambda e: (e.first, e.last, e.id))
