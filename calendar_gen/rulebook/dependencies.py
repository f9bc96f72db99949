"""Which rules lean on which: rings are problems, and what leans on a broken rule goes with it."""

from collections.abc import Iterable, Mapping

from calendar_gen.rulebook.context import Context
from calendar_gen.rules import Commemoration, VisitPattern, Window

Leanings = Mapping[str, frozenset[str]]


def leanings_of_commemoration(rule: Commemoration) -> frozenset[str]:
    """Ids of the rules that its sentence names."""
    return frozenset() if rule.on is None else frozenset(rule.on.refers_to)


def leanings_of_pattern(rule: VisitPattern) -> frozenset[str]:
    """Ids of commemorations, gates and rules that it needs."""
    found = {rule.only_if}
    for leg in rule.terms.legs:
        found |= {leg.occasion, leg.only_if, *_of_window(leg.window)}
    return frozenset(id for id in found if id is not None)


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
        context.reading.error(places[ring[0]], "ring", message)
        broken |= set(ring)
    return broken


def leaning_on(broken: Iterable[str], leanings: Leanings) -> set[str]:
    """Rules that need a broken one, directly or through others."""
    lost = set(broken)
    while True:
        more = {id for id, needs in leanings.items() if id not in lost and needs & lost}
        if not more:
            return lost - set(broken)
        lost |= more
