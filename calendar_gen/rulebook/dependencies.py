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
    for start in sorted(leanings):
        if start in settled:
            continue
        ring = _way_back(start, leanings)
        if ring:
            found.append(ring)
            settled |= set(ring)
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


def leaning_on(broken: Iterable[str], leanings: Leanings) -> set[str]:
    """Rules that need a broken one, directly or through others."""
    lost = set(broken)
    while True:
        more = {id for id, needs in leanings.items() if id not in lost and needs & lost}
        if not more:
            return lost - set(broken)
        lost |= more
