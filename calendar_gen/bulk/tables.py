"""Occurrences and rules as Arrow tables: the schemas that are written, and what fills them.

What an occurrence shares with all others of its rule stands once, in the table of rules. Of a rule
by pattern that is all but days, number and titles; visits, and rules that lean on others, bring
their own values, and the columns for these are null elsewhere.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from calendar_gen.bulk.collapsing import Collapsed
from calendar_gen.bulk.gathering import NUMBERLESS, Columns, Rows
from calendar_gen.occurrences import Occurrence
from calendar_gen.rules import DOUBT, Rulebook

EPOCH = 719_163
"""1970-01-01, from which Arrow counts days, as a day number."""

TEXTS = pa.map_(pa.string(), pa.string())
WORD = pa.dictionary(pa.int32(), pa.string())

OCCURRENCES = pa.schema(
    [
        pa.field("rule", pa.int32(), nullable=False),
        pa.field("tail", WORD, nullable=False),
        pa.field("first", pa.date32(), nullable=False),
        pa.field("last", pa.date32(), nullable=False),
        pa.field("number", pa.int32()),
        pa.field("mark", pa.bool_(), nullable=False),
        pa.field("certainty", WORD, nullable=False),
        pa.field("status", WORD, nullable=False),
        pa.field("title", pa.int8()),
        pa.field("titles", TEXTS),
        pa.field("moved_from", pa.date32()),
        pa.field("because", pa.string()),
        pa.field("guests", pa.list_(pa.string())),
        pa.field("host", pa.string()),
        pa.field("person", pa.string()),
        pa.field("place", pa.string()),
        pa.field("occasion", pa.string()),
        pa.field("counterparts", pa.list_(pa.string())),
        pa.field("visit", pa.string()),
        pa.field("outcome", pa.string()),
        pa.field("extent", pa.string()),
        pa.field("probability", pa.float64()),
        pa.field("low", pa.float64()),
        pa.field("high", pa.float64()),
    ]
)
"""`rule` is a row of the table of rules, whose id with `tail` is the occurrence's; `title` is the
place of its titles among those of the rule, unless it has `titles` of its own."""

OWN = OCCURRENCES.names[9:]
"""What only occurrences that are worked out one by one have."""

RULES = pa.schema(
    [
        pa.field("rule", pa.int32(), nullable=False),
        pa.field("id", pa.string(), nullable=False),
        pa.field("kind", WORD, nullable=False),
        pa.field("pattern", WORD),
        pa.field("calendar", WORD, nullable=False),
        pa.field("host", pa.string()),
        pa.field("place", pa.string()),
        pa.field("categories", pa.list_(pa.string())),
        pa.field("titles", pa.list_(TEXTS)),
        pa.field("sources", pa.list_(pa.string())),
    ]
)

CERTAINTIES = tuple(DOUBT)
STATUSES = ("passed", "projected")


def rule_table(rulebook: Rulebook, collapsed: Collapsed) -> pa.Table:
    """Every rule and visit of the record, in the order of the ids of their occurrences."""
    rows = [_rule(rulebook, rank, name) for rank, name in enumerate(collapsed.names)]
    return pa.table(
        [
            pa.array(column, field.type)
            for column, field in zip(_columns(rows, RULES), RULES, strict=True)
        ],
        RULES,
    )


def _columns(rows: Sequence[Sequence[object]], schema: pa.Schema) -> Iterable[Sequence[object]]:
    return zip(*rows, strict=True) if rows else ([] for _ in schema)


def _rule(rulebook: Rulebook, rank: int, name: str) -> Sequence[object]:
    rule = rulebook.commemorations.get(name)
    if rule is not None:
        titles = [list(period.texts.items()) for period in rule.titles]
        told = (rule.host, rule.place, rule.categories, titles, rule.sources)
        return rank, name, "commemoration", None, rule.calendar, *told
    pattern = rulebook.patterns.get(name)
    if pattern is not None:
        none = (None, None)
        whose = (*none, pattern.categories, None, pattern.sources)
        return rank, name, "visit", pattern.pattern, "gregorian", *whose
    return rank, name, "visit", None, "gregorian", None, None, (), None, ()


def from_columns(found: Columns, rows: Rows, as_of: int) -> pa.Table:
    """Occurrences of rules by patterns."""
    number = pa.array(found.number, mask=found.number == NUMBERLESS)
    status = pa.DictionaryArray.from_arrays((as_of <= found.last).astype(np.int32), STATUSES)
    sure = pa.DictionaryArray.from_arrays(found.sure.astype(np.int32), CERTAINTIES)
    tail = pa.DictionaryArray.from_arrays(found.tail, pa.array(rows.tails, pa.string()))
    first = _dates(found.first)
    last = first if found.last is found.first else _dates(found.last)
    told = [found.rule, tail, first, last, number, found.mark, sure, status, found.title]
    nothing = [pa.nulls(len(found.rule), OCCURRENCES.field(name).type) for name in OWN]
    arrays = [pa.array(each) if isinstance(each, np.ndarray) else each for each in told]
    return pa.table([*arrays, *nothing], OCCURRENCES)


def from_occurrences(found: Sequence[Occurrence], collapsed: Collapsed) -> pa.Table:
    """Occurrences that were worked out one by one."""
    rank = {name: row for row, name in enumerate(collapsed.names)}
    rows = [_occurrence(each, rank[each.rule]) for each in found]
    columns = _columns(rows, OCCURRENCES)
    return pa.table(
        [_array(column, field.type) for column, field in zip(columns, OCCURRENCES, strict=True)],
        OCCURRENCES,
    )


def _array(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    if pa.types.is_date32(kind):
        return pa.array(values, pa.int32()).cast(kind)
    return pa.array(values, kind)


def _occurrence(each: Occurrence, rank: int) -> Sequence[object]:
    moved = None if each.moved_from is None else each.moved_from - EPOCH
    likely = each.likelihood
    odds = (None,) * 3 if likely is None else (likely.probability, likely.low, likely.high)
    told = (each.guests or None, each.host, each.person, each.place, each.occasion)
    linked = (each.counterparts or None, each.visit, each.outcome, each.extent)
    return (
        *(rank, each.id[len(each.rule) :], each.earliest - EPOCH, each.latest - EPOCH, each.number),
        *(each.mark, each.certainty, each.status, None, list(each.titles.items()), moved),
        *(each.because, *told, *linked, *odds),
    )


def _dates(days: "np.typing.NDArray[np.int32]") -> pa.Array:
    return pa.array(days - np.int32(EPOCH)).cast(pa.date32())
