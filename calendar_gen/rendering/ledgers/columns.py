"""Rows of a ledger in columns, as wide as they need to be and the screen lets them.

On a screen that they do not fit, cells are broken into lines, the longest column first; on one too
narrow for columns a row's cells stand below its first, each behind its heading.
"""

from collections.abc import Iterator, Sequence

from calendar_gen.rendering.cells import pad, plain, side_by_side, width, wrap

BOLD, FAINT = "1", "2"

_INDENT, _GAP = "  ", "  "

_LEAST = 12
"""Cells that a column keeps, if what is in it takes as many; and it keeps its words whole."""

_LINES = 99
"""Lines of a cell: nothing of a ledger is cut."""


def columns(
    rows: Sequence[Sequence[str]], colour: bool, screen: int | None = None
) -> Iterator[str]:
    """An empty line, then the rows under the first of them, in at most `screen` columns of the
    terminal (None: as many as they take).
    """
    yield ""
    cells = [[plain(cell) for cell in row] for row in rows]
    widths = _fit(cells, screen)
    if widths is None:
        yield from _paragraphs(cells, screen or 0)
        return
    for number, row in enumerate(cells):
        broken = [wrap(cell, wide, _LINES) for cell, wide in zip(row, widths, strict=True)]
        for at in range(max(map(len, broken))):
            padded = [
                pad(lines[at] if at < len(lines) else "", wide)
                for lines, wide in zip(broken, widths, strict=True)
            ]
            line = side_by_side(padded, _GAP).rstrip(" \u200e")
            yield _INDENT + (styled(line, FAINT, colour) if number == 0 else line)


def sentence(text: str, screen: int | None) -> Iterator[str]:
    """A sentence below the names of a pair, in lines that fit the screen."""
    lines = [plain(text)] if screen is None else wrap(plain(text), _room(screen), _LINES)
    return (_INDENT + line for line in lines)


def _fit(cells: Sequence[Sequence[str]], screen: int | None) -> list[int] | None:
    """How wide each column shall be, or None if no widths fit the screen."""
    widths = [max(map(width, column)) for column in zip(*cells, strict=True)]
    if screen is None:
        return widths
    room = screen - len(_INDENT) - len(_GAP) * (len(widths) - 1)
    least = [
        min(wide, max(_LEAST, *(width(word) for cell in column for word in cell.split(" "))))
        for wide, column in zip(widths, zip(*cells, strict=True), strict=True)
    ]
    if sum(least) > room:
        return None
    while sum(widths) > room:
        longest = max(
            (at for at in range(len(widths)) if widths[at] > least[at]), key=widths.__getitem__
        )
        widths[longest] -= 1
    return widths


def _paragraphs(cells: Sequence[Sequence[str]], screen: int) -> Iterator[str]:
    headings, *rows = cells
    for row in rows:
        for number, (heading, cell) in enumerate(zip(headings, row, strict=True)):
            indents = 2 if number else 1
            if cell:
                lines = wrap(f"{heading}: {cell}", _room(screen, indents), _LINES)
                yield from (_INDENT * indents + line for line in lines)


def _room(screen: int, indents: int = 1) -> int:
    return max(screen - indents * len(_INDENT), 2)


def styled(text: str, style: str, colour: bool) -> str:
    """The text in a style of the terminal, if it may have any."""
    return f"\x1b[{style}m{text}\x1b[0m" if colour else text
