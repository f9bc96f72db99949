"""Occurrences as a CSV table (RFC 4180) that a spreadsheet can open without running anything."""

from collections.abc import Iterator, Sequence

from calendar_gen.entries.entry import Entry
from calendar_gen.rendering.asked import Asked
from calendar_gen.rendering.occurrences_json import occurrence
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
    return written(_rows(entries, asked.rulebook.roots))


def _rows(entries: Sequence[Entry], roots: Sequence[str]) -> Iterator[Sequence[object]]:
    yield COLUMNS
    for entry in entries:
        values = occurrence(entry, roots)
        likelihood = values["likelihood"]
        if isinstance(likelihood, dict):
            values = {**likelihood, **values}
        yield [values.get(column) for column in COLUMNS]
