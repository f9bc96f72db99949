"""Commemorations and visit patterns made of drafts, those that others need first."""

from functools import partial

from calendar_gen.rulebook.completing import STEPS, Completing
from calendar_gen.rulebook.dependencies import in_order_of_need, report_chains, report_rings
from calendar_gen.rulebook.drafts import Draft
from calendar_gen.rulebook.extending import extended, with_entries
from calendar_gen.rulebook.kinds.patterns import pattern
from calendar_gen.rulebook.making import Making
from calendar_gen.rules import Gate, VisitPattern
from calendar_gen.rules.leanings import (
    Leanings,
    leanings_of_commemoration,
    leanings_of_pattern,
    ring_leanings,
)


def make_commemorations(making: Making, gates: dict[str, Gate]) -> None:
    """Makes the commemorations: first all without their exceptions, which are then looked up among
    the days of all.
    """
    context = making.context
    rules = context.commemorations
    rules_under_way = Completing(making.drafts.get("commemoration", ()), context)
    begun = making.made(
        "commemoration",
        lambda d: rules_under_way.begin(d, making.extensions("commemoration", d.id)),
        broken=True,
    )
    rules.update(sorted((rule.id, rule) for _, rule in begun))
    declared = {*context.declared["commemoration"], *context.declared["gate"]} - set(gates)
    broken = (declared - set(rules)) | report_rings(_all_leanings(making), context)
    broken |= report_chains(ring_leanings(rules.values()), context)
    leanings = {id: leanings_of_commemoration(rule) for id, rule in rules.items()}
    broken |= {id for needs in leanings.values() for id in needs if not context.declares(id)}
    making.leave_out(rules, leanings, broken)
    _complete(making, rules_under_way, leanings)
    for id, extensions in making.tried["commemoration"].items():
        for extension in extensions:
            rules_under_way.try_out(id, extension)


def _complete(making: Making, rules_under_way: Completing, leanings: Leanings) -> None:
    """Takes every commemoration through all steps, each after those whose days it needs."""
    rules = making.context.commemorations
    for step in STEPS:
        lost = set()
        for id in in_order_of_need(rules.values()):
            made = rules_under_way.take(step, rules[id].at)
            if made is None:
                lost.add(id)
            else:
                rules[id] = made
        making.leave_out(rules, {id: leanings[id] for id in rules}, lost)
        rules_under_way.take_rest(step)


def make_patterns(making: Making, gates: dict[str, Gate]) -> None:
    """Makes the visit patterns; commemorations that lean on broken ones go with them."""
    context = making.context
    rules = context.patterns
    rules.update(making.named("pattern", partial(_pattern, making), broken=True))
    _try_patterns(making)
    days = {id: leanings_of_commemoration(rule) for id, rule in context.commemorations.items()}
    leanings = {id: leanings_of_pattern(rule) for id, rule in rules.items()}
    declared = context.declared
    known = {*declared["commemoration"], *declared["pattern"], *declared["gate"]}
    broken = known - set(gates) - set(context.commemorations) - set(rules)
    in_rings = report_rings(_all_leanings(making), context)
    making.leave_out(rules, leanings, broken | in_rings)
    missing = set(declared["pattern"]) - set(rules)
    making.leave_out(context.commemorations, days, missing | in_rings)


def _all_leanings(making: Making) -> Leanings:
    """What all rules lean on that could be made, those that have an error too."""
    patterns = {
        rule.id: leanings_of_pattern(rule) - making.misnamed.get(rule.at, frozenset())
        for rule in making.begun.get("pattern", ())
    }
    return {**patterns, **ring_leanings(making.begun.get("commemoration", ()))}


def _try_patterns(making: Making) -> None:
    """Reports what else is wrong with extensions of patterns that have an error."""
    for draft in making.drafts.get("pattern", ()):
        for extension in making.tried["pattern"].get(draft.id or "", ()):
            values = with_entries(draft.values, [extension])
            made = pattern(draft.id or "", values, making.context)
            if made is not None:
                extended(made, [extension], making.context)


def _pattern(making: Making, id: str, draft: Draft) -> VisitPattern | None:
    made = pattern(id, draft.values, making.context)
    if made is None:
        return None
    return extended(made, making.extensions("pattern", id), making.context)
