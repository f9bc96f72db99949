"""Which rules lean on which, so that what leans on a broken rule can go with it."""

from collections.abc import Iterable, Mapping

from calendar_gen.rules.commemorations import Commemoration
from calendar_gen.rules.days import DateRule
from calendar_gen.rules.patterns import (
    Dated,
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
    if _stands_alone(rule):
        return _NOTHING
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
        if _stands_alone(rule):
            found[rule.id] = _NOTHING
            continue
        needed = {(name, name.removesuffix(OBSERVED)) for name in _days_needed(rule)}
        found[rule.id] = frozenset(name if id in shifted else id for name, id in needed)
        if rule.observed:
            by = {(f"{s.rule}{OBSERVED if s.as_observed else ''}", s.rule) for s in rule.observed}
            days = {name if id in shifted else id for name, id in by if id is not None}
            found[rule.id + OBSERVED] = frozenset({rule.id, *days})
    return found


_NOTHING = frozenset[str]()


def _stands_alone(rule: Commemoration) -> bool:
    """Whether no field names another rule, as in most rules."""
    named = rule.on is not None and rule.on.refers_to
    return not (named or rule.observed or rule.only_if is not None)


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


def leant_on(leanings: Leanings) -> Mapping[str, list[str]]:
    """The rules that lean on each."""
    found: dict[str, list[str]] = {}
    for id, needs in leanings.items():
        for name in needs:
            found.setdefault(name, []).append(id)
    return found


def leaning_on(broken: Iterable[str], leanings: Leanings) -> set[str]:
    """Rules that need a broken one, directly or through others."""
    on_each = leant_on(leanings)
    lost = set(broken)
    reached = list(lost)
    for id in reached:
        more = set(on_each.get(id, ())) - lost
        lost |= more
        reached += more
    return lost - set(broken)
