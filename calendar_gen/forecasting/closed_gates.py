"""Visits that are not expected because a gate is known to say no."""

from typing import NamedTuple

from calendar_gen.forecasting.expectations import gate_of, history
from calendar_gen.forecasting.naming import name_of, rule_of
from calendar_gen.forecasting.track_record import answer_of
from calendar_gen.forecasting.world import WorldAsOf
from calendar_gen.patterns import Expectation
from calendar_gen.rules import Answer, Gate, Rulebook, VisitPattern


class Closed(NamedTuple):
    """What a rule would expect, were it not for the answer of its gate."""

    pattern: VisitPattern
    expectation: Expectation
    gate: Gate
    answer: Answer


def closed(rulebook: Rulebook, id_: str, cycle: str | None, as_of: int) -> list[Closed]:
    """The visits that an id, or an id and a cycle, means, and that a gate rules out as of a day."""
    rule = rule_of(rulebook, id_)
    pattern = None if rule is None else rulebook.patterns.get(rule)
    if rule is None or pattern is None:
        return []
    name = name_of(rulebook, rule, id_, cycle, as_of)
    if name is None:
        return []
    world = WorldAsOf(rulebook, as_of)
    found = []
    for expectation in history(pattern, name.first, name.last, world).expectations:
        gate = gate_of(expectation, world)
        answer = None if gate is None else answer_of(gate, expectation.cycle, as_of)
        if name.fits(expectation.id) and gate and answer and not answer.yes:
            found.append(Closed(pattern, expectation, gate, answer))
    return found
