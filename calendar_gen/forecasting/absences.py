"""Cycles in which a commemoration has no day: what its sentence gave then, and which field of the
rule left that out.
"""

from typing import Literal, NamedTuple

from calendar_gen.forecasting.naming import AHEAD, name_of, rule_of
from calendar_gen.forecasting.world import WorldAsOf
from calendar_gen.returns import Stop, days_of, number_of, stopped
from calendar_gen.rules import Commemoration, Rulebook, Span


class Absence(NamedTuple):
    """A cycle without a day; `cycle` is None where no day was found ahead at all.

    `span` holds the day of the sentence, None if it gives none then. `stop` is the field that left
    that day out, `observed` too.
    """

    rule: Commemoration
    cycle: str | None
    span: Span | None
    number: int | None
    stop: Stop | Literal["observed"] | None


def absence(rulebook: Rulebook, id_: str, cycle: str | None, as_of: int) -> Absence | None:
    """Why the commemoration that an id, or an id and a cycle, means has no day then; None for a
    pattern, and for what is no cycle of the rule. Asked for only where it has none.
    """
    rule = rulebook.commemorations.get(rule_of(rulebook, id_) or "")
    if rule is None:
        return None
    world = WorldAsOf(rulebook, as_of)
    name = name_of(rulebook, rule.id, id_, cycle, as_of)
    if name is None:
        return _absence(rule, None, _ahead(rule, as_of, world), world) if id_ == rule.id else None
    wanted = name.prefix[len(rule.id) + 1 :]
    cycle_key = wanted.removesuffix(".observed") if rule.observed else wanted
    if rule.on is not None and rule.on.cycle_of(cycle_key) is None:
        return None
    found = days_of(rule, name.first, name.last, world)
    span = next((span for span in found if span.cycle == cycle_key), None)
    return _absence(rule, wanted, span, world)


def _ahead(rule: Commemoration, as_of: int, world: WorldAsOf) -> Span | None:
    """The next day of the sentence."""
    for years in (2, 12, AHEAD):
        found = days_of(rule, as_of, as_of + years * 366, world)
        if found:
            return found[0]
    return None


def _absence(
    rule: Commemoration, cycle: str | None, span: Span | None, world: WorldAsOf
) -> Absence | None:
    if span is None:
        return Absence(rule, cycle, None, None, None)
    stop = stopped(rule, span, world)
    if stop is None and not rule.observed:
        return None
    number = number_of(rule, span)
    return Absence(
        rule, cycle, span, number, "observed" if stop is None and rule.observed else stop
    )
