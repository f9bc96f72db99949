"""Occurrences as a CSV table (RFC 4180) that a spreadsheet can open without running anything."""

from collections.abc import Iterable, Iterator, Sequence

from calendar_gen.entries.entry import Entry
from calendar_gen.rendering.asked import Asked
from calendar_gen.rendering.occurrences_json import Values, values
from calendar_gen.rendering.spreadsheet import written

COLUMNS = (
    "id",
    "rule",
    "kind",
    "pattern",
    "cycle",
    "number",
    "mark",
    "title",
    "earliest",
    "latest",
    "extent",
    "moved_from",
    "certainty",
    "status",
    "outcome",
    "guest",
    "guests",
    "host",
    "person",
    "rank",
    "place",
    "occasion",
    "counterparts",
    "visit",
    "probability",
    "low",
    "high",
    "word",
    "hits",
    "chances",
    "before_stated",
    "conflict",
    "categories",
    "sources",
    "note",
    "rule_at",
    "stated_later",
)
"""The first row.

New columns are added at the end.
"""


def rows(entries: Sequence[Entry], asked: Asked) -> str:
    """A row of column names and a row an occurrence, in the order given; lines end in CR LF.

    Names and values are those of the JSON form; a likelihood has columns of its own, members of a
    list are parted by spaces, an absent value is an empty cell.
    """
    return rows_of(values(entries, asked))


def rows_of(found: Iterable[Values]) -> str:
    """The same where the `values` of the entries are at hand."""
    return written(_rows(found))


def _rows(found: Iterable[Values]) -> Iterator[Sequence[object]]:
    yield COLUMNS
    for each in found:
        likelihood = each["likelihood"]
        told = {**likelihood, **each} if isinstance(likelihood, dict) else each
        yield [told.get(column) for column in COLUMNS]
