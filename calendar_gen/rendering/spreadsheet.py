"""CSV (RFC 4180) that a spreadsheet can open without running anything."""

import csv
import io
from collections.abc import Iterable, Sequence
from functools import lru_cache

from calendar_gen.rendering.cells import harmless

_FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def written(rows: Iterable[Sequence[object]]) -> str:
    """The rows as CSV, lines ending in CR LF.

    None is an empty cell, a truth value `true` or `false`, members of a list are parted by spaces.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    for row in rows:
        writer.writerow([_cell(value) for value in row])
    return text.getvalue()


def _cell(value: object) -> str:
    if type(value) is str:
        return _inert(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list | tuple):
        return _inert(" ".join(map(str, value)))
    return _inert(str(value))


@lru_cache(maxsize=4096)  # a table says most of what it says again and again
def _inert(text: str) -> str:
    """The text, behind an apostrophe if a spreadsheet would take it for a formula.

    Days before 1 CE are guarded too: a spreadsheet reads -0043-03-13 as a subtraction.
    """
    text = harmless(text)
    return f"'{text}" if text.startswith(_FORMULA) else text
