"""The ledger for people and programs: a table, JSON, CSV, and the drawing of one pair's visits."""

from collections.abc import Callable, Mapping

from calendar_gen.rendering.ledgers.as_csv import rows
from calendar_gen.rendering.ledgers.as_json import document
from calendar_gen.rendering.ledgers.page import Page
from calendar_gen.rendering.ledgers.picture import picture
from calendar_gen.rendering.ledgers.table import table

__all__ = ["LEDGER_FORMATS", "Page"]

LEDGER_FORMATS: Mapping[str, Callable[[Page, bool], str]] = {
    "table": table,
    "json": document,
    "csv": rows,
    "svg": picture,
}
"""Name of a format to what writes a page in it, with or without colour; `svg` needs a pair."""
