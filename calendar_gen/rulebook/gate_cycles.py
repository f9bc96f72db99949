"""The cycles that gates are answered for: keys such as rules have, so that each can be asked."""

from collections.abc import Iterator, Mapping, Sequence

from calendar_gen.rulebook.context import Context
from calendar_gen.rulebook.cycles import Cycles, cycles_of
from calendar_gen.rulebook.drafts import Draft
from calendar_gen.rulebook.pattern_cycles import cycles_of_pattern
from calendar_gen.rulebook.reading import Values
from calendar_gen.rules import Gate, Paired, VisitPattern


def with_answers(
    gates: Mapping[str, Gate], drafts: Mapping[str, Sequence[Draft]], context: Context
) -> dict[str, Gate]:
    """The gates with those of their answers that a rule can ask for; the others are problems.

    Of a gate that a rule asks which could not be made, nobody knows which cycles it is asked for.
    """
    lost = _lost(drafts, context)
    return {id: _checked(gate, lost, context) for id, gate in gates.items()}


def _checked(gate: Gate, lost: Sequence[Draft], context: Context) -> Gate:
    asking = list(_asking(gate.id, context))
    if not asking or context.unread.texts or any(_may_ask(d.values, gate.id) for d in lost):
        return gate
    askable = []
    for answer in gate.answers:
        if any(cycles.key(answer.cycle) == answer.cycle for _, cycles in asking):
            askable.append(answer)
            continue
        near = next((n for _, cycles in asking if (n := cycles.near(answer.cycle))), None)
        rules = ", ".join(sorted(id for id, _ in asking)[:3])
        message = f'no rule that asks "{gate.id}" has a cycle "{answer.cycle}"'
        hint = f'did you mean "{near}"?' if near else f"asked by: {rules}"
        context.reading.error(answer.at, "no-such-cycle", message, hint)
    return gate._replace(answers=tuple(askable))


def _lost(drafts: Mapping[str, Sequence[Draft]], context: Context) -> list[Draft]:
    """The drafts of rules that could not be made."""
    made = {*context.commemorations, *context.patterns}
    kinds = ("commemoration", "pattern")
    return [draft for kind in kinds for draft in drafts.get(kind, ()) if draft.id not in made]


def _may_ask(values: Values, gate: str) -> bool:
    """Whether a rule, or one of its legs, names a gate, or something that could not be read."""
    if "only-if" in values.places:
        asked = values.found.get("only-if")
        if asked is None or gate in (asked, getattr(asked, "text", None)):
            return True
    return any(_may_ask(leg, gate) for leg in values.found.get("legs") or ())


def _asking(gate: str, context: Context) -> Iterator[tuple[str, Cycles]]:
    """The rules that depend on a gate, and their cycles."""
    find = context.commemorations.get
    for id, rule in context.commemorations.items():
        if rule.only_if is not None and rule.only_if.id == gate:
            yield id, cycles_of(rule._replace(only_if=None), find)
    for id, pattern in context.patterns.items():
        if gate in _conditions(pattern):
            yield id, cycles_of_pattern(pattern.terms, pattern.in_force, find)


def _conditions(pattern: VisitPattern) -> tuple[str | None, ...]:
    legs = pattern.terms.legs if isinstance(pattern.terms, Paired) else ()
    return (pattern.only_if, *(leg.only_if for leg in legs))
