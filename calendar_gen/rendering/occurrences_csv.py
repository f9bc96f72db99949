"""Occurrences as a CSV table (RFC 4180) that a spreadsheet can open without running anything."""

import csv
import io
from collections.abc import Sequence

from calendar_gen.entries.entry import Entry
from calendar_gen.rendering.occurrences_json import occurrence

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
)
"""The first row. New columns are added at the end."""

_FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def rows(entries: Sequence[Entry]) -> str:
    """A row of column names and a row an occurrence, in the order given; lines end in CR LF.

    Names and values are those of the JSON form; a likelihood has columns of its own, members of a
    list are parted by spaces, an absent value is an empty cell.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for entry in entries:
        values = occurrence(entry)
        likelihood = values["likelihood"]
        if isinstance(likelihood, dict):
            values = {**likelihood, **values}
        writer.writerow([_cell(values.get(column)) for column in COLUMNS])
    return text.getvalue()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return _inert(" ".join(map(str, value)))
    return _inert(str(value))


def _inert(text: str) -> str:
    """The text, behind an apostrophe if a spreadsheet would take it for a formula.

    Days before 1 CE are guarded too: a spreadsheet reads -0043-03-13 as a subtraction.
    """
    return f"'{text}" if text.startswith(_FORMULA) else text
