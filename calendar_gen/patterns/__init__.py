"""Visit patterns: each says which visits are expected, one pattern a file.

`expected(pattern, first, last, world)` gives the expectations whose window touches the days `first`
to `last`. `KINDS` names every pattern; a new one is a file and a row. A pattern is loaded when a
rule has it.
"""

from collections.abc import Callable, Mapping
from importlib import import_module

from calendar_gen.patterns.expectation import Anniversary, Expectation, Stay, World
from calendar_gen.rules import VisitPattern

Expected = Callable[[VisitPattern, int, int, World], list[Expectation]]

KINDS: Mapping[str, str] = {
    "alternating": "turns",
    "dated": "dated",
    "first": "first_trip",
    "paired": "paired",
    "returned": "returned",
    "rotating": "turns",
}
"""Each pattern by name, and its module."""

__all__ = ["KINDS", "Anniversary", "Expectation", "Stay", "World", "expected"]


def expected(pattern: VisitPattern, first: int, last: int, world: World) -> list[Expectation]:
    """The visits that a pattern expects in windows touching `first` to `last`, by window and id."""
    module = import_module(f"calendar_gen.patterns.{KINDS[pattern.pattern]}")
    own: Expected = module.expected
    found = own(pattern, first, last, world)
    return sorted(found, key=lambda e: (e.first, e.last, e.id))
