"""Which sources may be cited as of a day: those that were public at its end.

Rules are not filtered by the day (the reference, "The six patterns"). So one that was on paper only
later keeps its own sources, and what it gives says "rule stated later". A claim is public from
`known` on, whenever its source came out: that is its witness, and is cited with it.
"""

from collections.abc import Iterable

from calendar_gen.rules import Commemoration, Rulebook, VisitPattern


def public(sources: Iterable[str], rulebook: Rulebook, as_of: int) -> tuple[str, ...]:
    """Those of some sources that were public at the end of a day, in the same order; one that says
    nothing of when it was published always was.
    """
    known = rulebook.sources
    return tuple(
        [
            id_
            for id_ in sources
            if (source := known.get(id_)) is None or (source.public_from or as_of) <= as_of
        ]
    )


def stated_later(rule: Commemoration | VisitPattern, rulebook: Rulebook, as_of: int) -> bool:
    """Whether a rule was on paper only after a day: a pattern by what it states of that, a
    commemoration when none of its own sources was public.
    """
    if isinstance(rule, VisitPattern):
        return rule.stated is not None and as_of < rule.stated
    return bool(rule.sources) and not public(rule.sources, rulebook, as_of)


def own_sources(
    rule: Commemoration | VisitPattern, rulebook: Rulebook, as_of: int
) -> tuple[str, ...]:
    """A rule's own sources: those public by then, or all of one that was stated later."""
    if isinstance(rule, VisitPattern) and stated_later(rule, rulebook, as_of):
        return rule.sources
    found = public(rule.sources, rulebook, as_of)
    return found if found or isinstance(rule, VisitPattern) else rule.sources


def cited(
    sources: Iterable[str], rule: Commemoration | VisitPattern, rulebook: Rulebook, as_of: int
) -> tuple[str, ...]:
    """The sources of what a rule gives, its exceptions and events among them, sorted."""
    if sources is rule.sources:  # as nearly always: nothing else says so
        return tuple(sorted(set(own_sources(rule, rulebook, as_of))))
    ids = frozenset(sources)
    own = ids.intersection(own_sources(rule, rulebook, as_of))
    return tuple(sorted(own.union(public(ids.difference(rule.sources), rulebook, as_of))))
