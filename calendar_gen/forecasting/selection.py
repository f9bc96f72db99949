"""Which occurrences are asked for: filters that combine by and, values of one filter by or."""

from collections.abc import Iterable

from calendar_gen.named import NamedTuple
from calendar_gen.occurrences import Occurrence


class Selection(NamedTuple):
    """What to keep; an empty filter keeps all.

    `countries` as host or guest, `pairs` visits between two parties, `marks` numbers, `leads` days
    from the as-of day to the first day. `min_likelihood` is a probability and holds for visits.
    """

    countries: frozenset[str] = frozenset()
    pairs: frozenset[frozenset[str]] = frozenset()
    categories: frozenset[str] = frozenset()
    rules: frozenset[str] = frozenset()
    marks: frozenset[int] = frozenset()
    marks_only: bool = False
    visits_only: bool = False
    leads: frozenset[int] = frozenset()
    min_likelihood: float = 0.0


ALL = Selection()
"""What keeps everything."""


def selected(
    occurrences: Iterable[Occurrence], selection: Selection, as_of: int
) -> list[Occurrence]:
    """The occurrences that pass every filter, in the order given."""
    return [o for o in occurrences if _passes(o, selection, as_of)]


def _passes(occurrence: Occurrence, wanted: Selection, as_of: int) -> bool:
    likelihood = occurrence.likelihood
    return (
        (not wanted.countries or bool(parties(occurrence) & wanted.countries))
        and (not wanted.pairs or _between(occurrence, wanted.pairs))
        and (not wanted.categories or bool(wanted.categories & set(occurrence.categories)))
        and (not wanted.rules or _named(occurrence, wanted.rules))
        and (not wanted.marks or occurrence.number in wanted.marks)
        and (not wanted.marks_only or occurrence.mark)
        and (not wanted.visits_only or occurrence.kind == "visit")
        and (not wanted.leads or occurrence.earliest - as_of in wanted.leads)
        and (likelihood is None or likelihood.probability >= wanted.min_likelihood)
    )


def parties(occurrence: Occurrence) -> set[str]:
    """Host and guests; of a region such as GB-SCT also the state."""
    named = {*occurrence.guests, *([occurrence.host] if occurrence.host else [])}
    return named | {party.partition("-")[0] for party in named if party[:2].isupper()}


def _between(occurrence: Occurrence, pairs: frozenset[frozenset[str]]) -> bool:
    if occurrence.kind != "visit" or occurrence.host is None:
        return False
    return any(frozenset({guest, occurrence.host}) in pairs for guest in occurrence.guests)


def _named(occurrence: Occurrence, rules: frozenset[str]) -> bool:
    return bool({occurrence.rule, occurrence.id, f"{occurrence.rule}.{occurrence.cycle}"} & rules)
