"""Which rules lean on which: rings are problems, and what leans on a broken rule goes with it."""

from collections.abc import Iterable, Mapping

from calendar_gen.rulebook.context import Context
from calendar_gen.rules import (
    Commemoration,
    Dated,
    DateRule,
    First,
    Paired,
    Returned,
    Terms,
    VisitPattern,
    Window,
)

Leanings = Mapping[str, frozenset[str]]


OBSERVED = " as observed"
"""Behind an id: the days of the rule after `observed`, which lean on more than those before."""


def leanings_of_commemoration(rule: Commemoration) -> frozenset[str]:
    """Ids of the rules and gates that its fields name."""
    needed = {name.removesuffix(OBSERVED) for name in _days_needed(rule)}
    return frozenset(needed | _observed_by(rule))


def ring_leanings(rules: Iterable[Commemoration]) -> Leanings:
    """What the days of rules need, before and after `observed` apart: two rules may each be
    shifted where the other has a day.
    """
    rules = list(rules)
    shifted = {rule.id for rule in rules if rule.observed}
    found: dict[str, frozenset[str]] = {}
    for rule in rules:
        needed = {(name, name.removesuffix(OBSERVED)) for name in _days_needed(rule)}
        found[rule.id] = frozenset(name if id in shifted else id for name, id in needed)
        if rule.observed:
            by = {(f"{s.rule}{OBSERVED if s.as_observed else ''}", s.rule) for s in rule.observed}
            days = {name if id in shifted else id for name, id in by if id is not None}
            found[rule.id + OBSERVED] = frozenset({rule.id, *days})
    return found


def _days_needed(rule: Commemoration) -> set[str]:
    found = set(_of_sentence(rule.on))
    if rule.only_if is not None:
        found |= {*_of_sentence(rule.only_if.left), *_of_sentence(rule.only_if.right)}
        found |= {rule.only_if.id} if rule.only_if.id is not None else set()
    return found


def _of_sentence(rule: DateRule | None) -> Iterable[str]:
    if rule is None:
        return ()
    return (id + OBSERVED if rule.text.endswith(OBSERVED) else id for id in rule.refers_to)


def _observed_by(rule: Commemoration) -> set[str]:
    return {shift.rule for shift in rule.observed if shift.rule is not None}


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


def leanings_of_pattern(rule: VisitPattern) -> frozenset[str]:
    """Ids of commemorations, gates and rules that it needs."""
    found = {rule.only_if, *_of_terms(rule.terms)}
    return frozenset(id for id in found if id is not None)


def _of_terms(terms: Terms) -> Iterable[str | None]:
    if isinstance(terms, Paired):
        for leg in terms.legs:
            yield from (leg.occasion, leg.only_if, *_of_window(leg.window))
        return
    if isinstance(terms, First):
        yield terms.after
    if isinstance(terms, Returned | First):
        return
    if isinstance(terms, Dated):
        yield terms.at
    anchor = terms if isinstance(terms, Dated) else terms.rhythm
    yield from () if anchor.on is None else anchor.on.refers_to
    yield from () if anchor.window is None else _of_window(anchor.window)


def _of_window(window: Window) -> Iterable[str]:
    for end in (window.start, window.end):
        if not isinstance(end, int):
            yield from end.refers_to


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
    leant_on = _leant_on(leanings)
    open_ = {id: sum(name in leanings for name in needs) for id, needs in leanings.items()}
    ends = [id for id, count in open_.items() if count == 0]
    for end in ends:
        del open_[end]
        for id in leant_on.get(end, ()):
            open_[id] -= 1
            if open_[id] == 0:
                ends.append(id)
    return {id: leanings[id] & open_.keys() for id in open_}


def _leant_on(leanings: Leanings) -> Mapping[str, list[str]]:
    """The rules that lean on each."""
    found: dict[str, list[str]] = {}
    for id, needs in leanings.items():
        for name in needs:
            found.setdefault(name, []).append(id)
    return found


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


LONGEST_CHAIN = 100
"""Rules through which a rule may lean on others; holidays need three or four."""


def report_chains(leanings: Leanings, context: Context) -> set[str]:
    """Reports each chain of rules that grows too long, where it does, and gives their ids; what
    lies in rings must be out already.
    """
    leant_on = _leant_on(leanings)
    open_ = {id: sum(name in leanings for name in needs) for id, needs in leanings.items()}
    length = {id: 1 for id, count in open_.items() if count == 0}
    placed = list(length)
    for id in placed:
        for other in leant_on.get(id, ()):
            length[other] = max(length.get(other, 0), length[id] + 1)
            open_[other] -= 1
            if open_[other] == 0:
                placed.append(other)
    long = {id.removesuffix(OBSERVED) for id in placed if length[id] == LONGEST_CHAIN + 1}
    for id in sorted(long):
        at = context.declared["commemoration"][id]
        message = f"this rule leans on others through more than {LONGEST_CHAIN} rules"
        hint = "let it lean on the first of them, or on a date"
        context.reading.error(at, "chain", message, hint)
    return long


def leaning_on(broken: Iterable[str], leanings: Leanings) -> set[str]:
    """Rules that need a broken one, directly or through others."""
    leant_on = _leant_on(leanings)
    lost = set(broken)
    reached = list(lost)
    for id in reached:
        more = set(leant_on.get(id, ())) - lost
        lost |= more
        reached += more
    return lost - set(broken)
