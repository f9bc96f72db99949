"""Rows of a ledger in columns, as wide as they need to be."""

from collections.abc import Iterator, Sequence

from calendar_gen.rendering.cells import pad, plain, side_by_side, width

BOLD, FAINT = "1", "2"


def columns(rows: Sequence[Sequence[str]], colour: bool) -> Iterator[str]:
    """An empty line, then the rows under the first of them, each column as wide as its widest
    cell.
    """
    yield ""
    cells = [[plain(cell) for cell in row] for row in rows]
    widths = [max(map(width, column)) for column in zip(*cells, strict=True)]
    for number, row in enumerate(cells):
        padded = [pad(cell, wide) for cell, wide in zip(row, widths, strict=True)]
        line = side_by_side(padded, "  ").rstrip(" \u200e")
        yield "  " + (styled(line, FAINT, colour) if number == 0 else line)


def styled(text: str, style: str, colour: bool) -> str:
    """The text in a style of the terminal, if it may have any."""
    return f"\x1b[{style}m{text}\x1b[0m" if colour else text
