"""Reciprocal visits: what all patterns have in common, each pattern's own fields, and the rule.

`PATTERNS` has a row for every pattern; its own fields and terms stand in a file of its own.
"""

from collections.abc import Callable, Mapping

from calendar_gen.named import NamedTuple
from calendar_gen.problems import nearest
from calendar_gen.rulebook import nodes
from calendar_gen.rulebook.context import Context, unordered
from calendar_gen.rulebook.cycles import Cycles, open_cycles
from calendar_gen.rulebook.kinds import sentences
from calendar_gen.rulebook.kinds.common import (
    CATEGORIES,
    FORMERLY,
    IN_FORCE,
    NOTE,
    ONLY_IF,
    RANK,
    RULE_ID,
    SINCE,
    SOURCES,
    TITLE,
    UNTIL,
    check_times,
    in_force,
    warn_without_sources,
)
from calendar_gen.rulebook.kinds.dated import DATED, dated
from calendar_gen.rulebook.kinds.exceptions import departures
from calendar_gen.rulebook.kinds.first_trip import FIRST_TRIP, first_trip
from calendar_gen.rulebook.kinds.hosts import check_hosts
from calendar_gen.rulebook.kinds.paired import PAIRED, paired
from calendar_gen.rulebook.kinds.returned import RETURNED, returned
from calendar_gen.rulebook.kinds.turns import (
    ALTERNATING,
    ROTATING,
    alternating,
    rotating,
)
from calendar_gen.rulebook.kinds.visit_fields import EXCEPTIONS, STATED, WORDS
from calendar_gen.rulebook.pattern_cycles import anchors_of, cycles_of_pattern
from calendar_gen.rulebook.readers import one_of
from calendar_gen.rulebook.reading import Field, Kind, Reading, Values
from calendar_gen.rules import Alternating, Paired, Period, Returned, Rotating, Terms, VisitPattern


class Pattern(NamedTuple):
    """A pattern's own fields, and what makes its terms of them."""

    kind: Kind
    terms: Callable[[Values, Context], Terms | None]


PATTERNS: Mapping[str, Pattern] = {
    "alternating": Pattern(ALTERNATING, alternating),
    "dated": Pattern(DATED, dated),
    "first": Pattern(FIRST_TRIP, first_trip),
    "paired": Pattern(PAIRED, paired),
    "returned": Pattern(RETURNED, returned),
    "rotating": Pattern(ROTATING, rotating),
}
STANDARD_RANKS = ("head of government", "head of state")

PATTERN = Field("pattern", one_of(*PATTERNS), "How guest and host change.", "paired", required=True)


def _check(values: Values, reading: Reading) -> None:
    check_times(values, reading)
    name = _name(values)
    own = None if name is None else PATTERNS[name].kind
    if own is not None and own.check is not None:
        own.check(values, reading)
    warn_without_sources(values, reading, "the visit pattern")


RECIPROCAL_VISIT = Kind(
    "a reciprocal visit",
    "Visits that are expected, and answer each other. Each pattern has fields of its own besides.",
    (
        RULE_ID,
        TITLE,
        PATTERN,
        RANK,
        SINCE,
        UNTIL,
        IN_FORCE,
        ONLY_IF,
        EXCEPTIONS,
        STATED,
        WORDS,
        CATEGORIES,
        NOTE,
        SOURCES,
        FORMERLY,
    ),
    _check,
)


def kind_of(node: nodes.Node) -> Kind:
    """The fields that a reciprocal visit may have by its pattern; of a misspelt one, the nearest's.

    Without a pattern every pattern's fields may stand.
    """
    written = _written_pattern(node)
    name = written if written in PATTERNS else nearest(written, PATTERNS) if written else None
    if name is not None:
        return _with(PATTERNS[name].kind, PATTERNS[name].kind.fields)
    fields = {f.name: f._replace(required=False) for p in PATTERNS.values() for f in p.kind.fields}
    return _with(RECIPROCAL_VISIT, tuple(fields.values()))


def _with(kind: Kind, own: tuple[Field[object], ...]) -> Kind:
    elsewhere = {
        field.name: f"it belongs to the pattern {name}"
        for name, pattern in sorted(PATTERNS.items(), reverse=True)
        for field in pattern.kind.fields
    }
    return Kind(kind.name, kind.doc, (*RECIPROCAL_VISIT.fields, *own), _check, elsewhere)


def _written_pattern(node: nodes.Node) -> str:
    if isinstance(node, nodes.Mapping):
        for key, value in node.pairs:
            if key.text == PATTERN.name and isinstance(value, nodes.Scalar):
                return value.text
    return ""


def _name(values: Values) -> str | None:
    """The pattern whose fields were read, the nearest of a misspelt one; None without a pattern."""
    names = (name for name, own in PATTERNS.items() if own.kind.name == values.kind.name)
    return next(names, None)


def pattern(id: str, values: Values, context: Context) -> VisitPattern | None:
    """The rule that the fields describe, None if they describe none; it counts only if no error was
    noted on the way.
    """
    name, periods = _name(values), in_force(values)
    if name is None:
        sentences.check_sentences(values, context)
        return None
    terms = PATTERNS[name].terms(values, context)
    cycles = _cycles(name, terms, periods, context)
    by_turns = name in ("alternating", "rotating")
    entries = values.get(EXCEPTIONS) or ()
    departed = departures(entries, cycles, context, by_turns=by_turns)
    if terms is None:
        return None
    if isinstance(terms, Rotating) and len(departed) == len(entries):
        check_hosts(terms, periods, departed, values, context)
    sources, former = context.cited(values.get(SOURCES)), values.get(FORMERLY)
    return VisitPattern(
        id,
        values.get(TITLE) or (),
        name,
        terms,
        _rank(values, terms, context),
        periods,
        values.get(ONLY_IF),
        departed,
        context.known(values.get(STATED), sources),
        unordered(values.get(WORDS)),
        unordered(values.get(CATEGORIES)),
        values.get(NOTE),
        sources,
        () if former is None else (former,),
        values.at,
    )


def _cycles(
    name: str, terms: Terms | None, periods: tuple[Period, ...], context: Context
) -> Cycles:
    """The cycles of the pattern; all that may be where something that its days need is unknown."""
    if terms is None or any(id not in context.commemorations for id in anchors_of(terms)):
        numbered = name == "paired" or name == "dated"
        return open_cycles(periods, numbered=numbered, listed=name in ("returned", "first"))
    return cycles_of_pattern(terms, periods, context.commemorations.get)


def _rank(values: Values, terms: Terms, context: Context) -> tuple[str, ...]:
    """The ranks that count: as said, else of heads; none between parties of one's own."""
    rank = values.get(RANK)
    if rank is not None:
        return rank
    own = all(context.is_own_party(party) for party in parties_of(terms))
    return () if own else STANDARD_RANKS


def parties_of(terms: Terms) -> set[str]:
    """All who may be guest or host."""
    if isinstance(terms, Paired):
        return {party for leg in terms.legs for party in (leg.guest, leg.host)}
    if isinstance(terms, Returned):
        return {*terms.between, *([terms.party] if terms.party else [])}
    if isinstance(terms, Alternating):
        return set(terms.parties)
    if isinstance(terms, Rotating):
        return {*(terms.guests or ()), *(host for order in terms.orders for host in order.hosts)}
    return {terms.guest, terms.host}
