"""Other readings of a rule: how else it could be understood, so that it must answer for more."""

from collections.abc import Iterator
from typing import NamedTuple

from calendar_gen.rules import Dated, Paired, VisitPattern

ROUND = 10
"""Of a rule that counts tens, every fifth is the reading beside it."""


class ReadAs(NamedTuple):
    """A reading: the numbers it counts (`every`, None of a rule that counts none), whether it
    keeps the rule's start of validity, and whether it leaves out a condition that the rule has.
    """

    every: int | None
    since_kept: bool
    ungated: bool


def other_readings(pattern: VisitPattern) -> Iterator[tuple[ReadAs, VisitPattern]]:
    """The readings of a rule that answer for more cycles, none of them gated: a condition would
    take out just the cycles that they are there to count.
    """
    terms, gated = pattern.terms, is_gated(pattern)
    plain = _ungated(pattern)
    if not isinstance(terms, Paired | Dated):
        if gated:
            yield ReadAs(None, since_kept=True, ungated=True), plain
        return
    every = None if terms.marks is not None else terms.every
    steps = [every] if every is None or every % ROUND else [every, every // 2]
    for step in steps:
        for since_kept in (True, False) if pattern.in_force else (True,):
            if gated or step != every or not since_kept:
                yield ReadAs(step, since_kept, gated), _read(plain, step, since_kept=since_kept)


def is_gated(pattern: VisitPattern) -> bool:
    """Whether the rule, or a leg of it, has a condition."""
    legs = pattern.terms.legs if isinstance(pattern.terms, Paired) else ()
    return pattern.only_if is not None or any(leg.only_if is not None for leg in legs)


def _ungated(pattern: VisitPattern) -> VisitPattern:
    """The pattern without its condition, and without those of its legs."""
    terms = pattern.terms
    if isinstance(terms, Paired):
        terms = terms._replace(legs=tuple(leg._replace(only_if=None) for leg in terms.legs))
    return pattern._replace(only_if=None, terms=terms)


def _read(plain: VisitPattern, every: int | None, *, since_kept: bool) -> VisitPattern:
    terms = plain.terms
    assert isinstance(terms, Paired | Dated), "only these count numbers"
    return plain._replace(
        terms=terms if every is None else terms._replace(every=every),
        in_force=plain.in_force if since_kept else (),
    )
