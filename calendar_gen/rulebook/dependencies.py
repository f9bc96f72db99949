"""Which rules lean on which: rings are problems, and so are chains that grow too long."""

from collections.abc import Iterable

from calendar_gen.limits import limit, raising
from calendar_gen.rulebook.context import Context
from calendar_gen.rules import Commemoration
from calendar_gen.rules.leanings import OBSERVED, Leanings, leant_on, ring_leanings


def in_order_of_need(rules: Iterable[Commemoration]) -> list[str]:
    """Ids so that each comes after those whose days it needs; rings must be out already."""
    leanings = ring_leanings(rules)
    placed: dict[str, None] = {}
    for start in sorted(leanings):
        stack = [start]
        while stack:
            needed = sorted(leanings[stack[-1]])
            open_ = [name for name in needed if name in leanings and name not in placed]
            if open_:
                stack.append(open_[0])
            else:
                placed.setdefault(stack.pop())
    return [name for name in placed if not name.endswith(OBSERVED)]


def rings(leanings: Leanings) -> list[tuple[str, ...]]:
    """Every ring of rules that lean on one another, each once, beginning with its least id."""
    found: list[tuple[str, ...]] = []
    settled: set[str] = set()
    leanings = _without_ends(leanings)
    for start in sorted(leanings):
        if start in settled:
            continue
        ring = _way_back(start, leanings)
        if ring:
            found.append(ring)
            settled |= set(ring)
    return found


def _without_ends(leanings: Leanings) -> Leanings:
    """Only rules that can be in a ring: those that lean on nothing open are taken off in turn."""
    on_each = leant_on(leanings)
    open_ = {id: sum(name in leanings for name in needs) for id, needs in leanings.items()}
    ends = [id for id, count in open_.items() if count == 0]
    for end in ends:
        del open_[end]
        for id in on_each.get(end, ()):
            open_[id] -= 1
            if open_[id] == 0:
                ends.append(id)
    return {id: leanings[id] & open_.keys() for id in open_}


def _way_back(start: str, leanings: Leanings) -> tuple[str, ...]:
    """The shortest way from a rule to itself, of equals the first by ids; else empty."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    for way in ways:
        for other in sorted(leanings.get(way[-1], ())):
            if other == start:
                return way
            if other not in seen and other in leanings:
                seen.add(other)
                ways.append((*way, other))
    return ()


def report_rings(leanings: Leanings, context: Context) -> set[str]:
    """Reports each ring at its first rule, and gives the ids of all rules in rings."""
    broken: set[str] = set()
    for ring in rings(leanings):
        way = " -> ".join((*ring, ring[0]))
        places = {**context.declared["commemoration"], **context.declared["pattern"]}
        message = f"these rules lean on one another in a ring: {way}"
        first = ring[0].removesuffix(OBSERVED)
        context.reading.error(places[first], "ring", message)
        broken |= {id.removesuffix(OBSERVED) for id in ring}
    return broken


def report_chains(leanings: Leanings, context: Context) -> set[str]:
    """Reports each chain of rules that grows too long, where it does, and gives their ids; what
    lies in rings must be out already.
    """
    on_each = leant_on(leanings)
    open_ = {id: sum(name in leanings for name in needs) for id, needs in leanings.items()}
    length = {id: 1 for id, count in open_.items() if count == 0}
    placed = list(length)
    for id in placed:
        for other in on_each.get(id, ()):
            length[other] = max(length.get(other, 0), length[id] + 1)
            open_[other] -= 1
            if open_[other] == 0:
                placed.append(other)
    most = limit("chain")
    long = {id.removesuffix(OBSERVED) for id in placed if length[id] == most + 1}
    for id in sorted(long):
        at = context.declared["commemoration"][id]
        message = f"here a chain of rules, each leaning on the next, has more than {most}"
        hint = f"let it lean on the first of them, or on a date; {raising('chain')}"
        context.reading.error(at, "chain", message, hint)
    return long
