"""CSV whose cells know their places: RFC 4180, with line and column of whatever is wrong."""

import csv
import io
from collections.abc import Iterator
from functools import cached_property
from itertools import islice

from calendar_gen.problems import Place


class CsvTable:
    """Rows of a CSV text, with the line on which each begins."""

    def __init__(self, name: str, text: str) -> None:
        self.name, self.text, self.line = name, text, 1

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        reader = csv.reader(io.StringIO(self.text, newline=""), strict=True)
        for cells in reader:
            yield self.line, cells
            self.line = reader.line_num + 1

    @cached_property
    def _lines(self) -> list[str]:
        return self.text.splitlines(keepends=True)

    def place(self, line: int, column: int) -> Place:
        """Where the cell of that number (from 0) begins in the row that begins on a line."""
        at, start, quoted = line, 0, False
        for at, written in enumerate(islice(self._lines, line - 1, None), line):
            for index, sign in enumerate(written):
                if column == 0:
                    return Place(self.name, at, start + 1)
                quoted ^= sign == '"'
                if sign == "," and not quoted:
                    column, start = column - 1, index + 1
            if not quoted:
                break
        return Place(self.name, at, start + 1)
