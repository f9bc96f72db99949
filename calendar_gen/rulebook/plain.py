"""Reads the plain style of YAML that nearly all rule files keep to, in a third of a parser's time.

Plain are mappings and lists in blocks, whose texts stand on one line each, bare or in quotes, or
below `|` or `>` without blank lines between; and mappings and lists in brackets, whose lines end
behind a bracket or a comma. A file
that is not surely plain to its end is left to `composer`, which reads all of YAML and says what is
wrong: nothing is reported here. A bare text that is there already is the same one, as words, ids
and days come again and again: what is kept of a rulebook is the smaller.
"""

import re
from sys import intern

from calendar_gen.limits import limit
from calendar_gen.problems import Place
from calendar_gen.rulebook.nodes import Listing, Mapping, Node, Scalar
from calendar_gen.rulebook.text import REPLACED

DEEPEST = 32
"""Mappings and lists in one another; rules need eight."""

_NAME = "([A-Za-z0-9][A-Za-z0-9_-]{0,99}):"
_LINE = re.compile(rf"( *)((?:- +)?)(?:{_NAME}(?: +|$))?(.*)")
"""Indent, dash, key and the rest of any line."""

_QUOTED = re.compile(r"""'((?:[^']|'')*)' *|"([^"\\]*)" *""")
_FLOW_TEXT = r"[^,\[\]{}:#?]+(?::(?! )[^,\[\]{}:#?]+)*"
_ENTRY = re.compile(rf"(?:{_NAME} +)?(?:({_FLOW_TEXT})([,\]}}]) *)?")
"""Key, text and what ends it of an entry between brackets; neither if it is more than a text."""

_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@` ")
"""What begins no bare text, or one that only a parser of all YAML can tell."""

_BLOCKS = {"|": ("\n", "\n"), "|-": ("\n", ""), ">": (" ", "\n"), ">-": (" ", "")}
"""What heads a text in a block, to what stands between its lines and at its end."""

_new = tuple.__new__  # half the time of calling the class, for the many values of a file


def plain(text: str, name: str) -> Node | None:
    """The mapping that a file is; None if it is not surely in the plain style."""
    if "\t" in text or "\r" in text or REPLACED in text:
        return None
    try:
        return _Lines(text, name).root()
    except _NotPlainError:
        return None


class _NotPlainError(Exception):
    """The file is to be read by a parser of all YAML."""


class _Lines:
    """The lines of a file, with the parts of the one at hand: the column of its first character,
    from 0, how long its dash is with the blanks behind it, its key, and the rest. At the end of the
    file the column is -1.
    """

    def __init__(self, text: str, name: str) -> None:
        self.name = name
        self.lines = text.split("\n")
        self.number = 0
        self.column, self.dash, self.key, self.rest = -1, 0, "", ""
        self.depth, self.deepest = 0, min(DEEPEST, limit("depth"))
        self.within = -1
        self._ahead = map(_LINE.match, self.lines)
        self._advance()

    def root(self) -> Node:
        """The mapping that the whole file is. Raises _NotPlainError, as all here does."""
        if self.column != 0 or self.dash or not self.key:
            raise _NotPlainError
        found = self._mapping(0)
        if self.column >= 0:
            raise _NotPlainError
        return found

    def _advance(self) -> None:
        """Goes to the next line that is neither blank nor a comment."""
        for found in self._ahead:
            assert found is not None, "any line fits"
            self.number += 1
            indent, dash, key, rest = found.groups("")
            if key or dash or (rest and rest[0] != "#"):
                self.column, self.dash, self.key, self.rest = len(indent), len(dash), key, rest
                return
        self.column, self.dash, self.key = -1, 0, ""

    def _place(self, column: int) -> Place:
        return _new(Place, (self.name, self.number, column + 1))

    def _mapping(self, column: int) -> Mapping:
        """The mapping whose first key is at hand, in this column."""
        self._descend()
        pairs = []
        while self.column == column and self.key and not self.dash:
            key, at = self.key, _new(Place, (self.name, self.number, column + 1))
            name = _new(Scalar, (key, at, "", key))
            pairs.append((name, self._on_the_line(column) if self.rest else self._below(column)))
        self._ends(column)
        return Mapping(tuple(pairs), pairs[0][0].at)

    def _listing(self, column: int) -> Listing:
        """The list whose first dash is at hand, in this column."""
        self._descend()
        at = self._place(column)
        items: list[Node] = []
        while self.column == column and self.dash:
            if self.key:
                self.column, self.dash = column + self.dash, 0
                items.append(self._mapping(self.column))
            elif self.rest and self.rest[0] != "#":
                items.append(self._on_the_line(column))
            else:
                raise _NotPlainError
        self._ends(column)
        return Listing(tuple(items), at)

    def _descend(self) -> None:
        self.depth += 1
        if self.depth > self.deepest:
            raise _NotPlainError

    def _ends(self, column: int) -> None:
        """Ends the mapping or list in this column: what follows must lie no deeper."""
        self.depth -= 1
        if self.column > column:
            raise _NotPlainError

    def _below(self, column: int) -> Listing | Mapping:
        """The list or mapping below the key at hand, in this column."""
        self._advance()
        if self.dash and self.column >= column:
            return self._listing(self.column)
        if self.key and self.column > column:
            return self._mapping(self.column)
        raise _NotPlainError

    def _on_the_line(self, column: int) -> Node:
        """What belongs to the key or dash in this column and begins on the line at hand; what
        follows it is then at hand.
        """
        rest, line = self.rest, self.lines[self.number - 1]
        start, begins = len(line) - len(rest), rest[0]
        found: Node
        if begins not in _INDICATORS:
            text = (rest.partition(" #")[0] if "#" in rest else rest).rstrip(" ")
            if ": " in text or text[-1] == ":":
                raise _NotPlainError
            text = intern(text)
            found = _new(Scalar, (text, _new(Place, (self.name, self.number, start + 1)), "", text))
        elif begins in "|>":
            return self._block(column)
        elif begins == "#":
            return self._below(column)
        else:
            read = self._in_brackets if begins in "[{" else self._quoted
            self.within = column
            found, end = read(line, start)
            if end < len(self.lines[self.number - 1]):
                raise _NotPlainError
        self._advance()
        return found

    def _block(self, column: int) -> Scalar:
        """The text below a `|` or `>`, whose lines are all indented alike."""
        head = self.rest.rstrip(" ")
        if head not in _BLOCKS:
            raise _NotPlainError
        lines, first = self.lines, self.number
        at = self._place(len(lines[first - 1]) - len(self.rest))
        indent = _indent(lines[first]) if first < len(lines) else 0
        end = first
        while end < len(lines) and lines[end][indent:] and _indent(lines[end]) == indent:
            end += 1
        below = end
        while below < len(lines) - 1 and not lines[below]:
            below += 1
        if not column < indent or first == end or below == len(lines):
            raise _NotPlainError
        if _indent(lines[below]) >= indent or lines[below].isspace():
            raise _NotPlainError
        between, last = _BLOCKS[head]
        text = between.join(line[indent:] for line in lines[first:end]) + last
        source = "\n".join([self.rest, *lines[first:below], ""])
        for _ in range(first, below):
            next(self._ahead)
        self.number = below
        self._advance()
        return Scalar(text, at, head[0], source)

    def _in_brackets(self, line: str, column: int) -> tuple[Node, int]:
        """The list or mapping whose bracket opens in a column, and the next column that is not
        blank.
        """
        self._descend()
        at, closing = self._place(column), "}" if line[column] == "{" else "]"
        pairs, items = [], []
        column = _after_blanks(line, column + 1)
        sign = line[column : column + 1]
        column += sign == closing
        while sign != closing:
            if column == len(line):
                line, column = self._next_in_brackets()
            entry, number = _ENTRY.match(line, column), self.number
            assert entry is not None, "nothing fits too"
            key, text, sign = entry.groups("")
            value: Node
            if text and text[0] not in _INDICATORS:
                text = intern(text.rstrip(" "))
                place = _new(Place, (self.name, self.number, entry.start(2) + 1))
                value, end = _new(Scalar, (text, place, "", text)), entry.end()
            else:
                start = entry.start(2) if text else entry.end()
                read = self._in_brackets if line[start : start + 1] in ("[", "{") else self._quoted
                value, end = read(line, start)
                line = self.lines[self.number - 1]
                sign, end = line[end : end + 1], _after_blanks(line, end + 1)
            if sign not in (",", closing) or (closing == "}") != bool(key):
                raise _NotPlainError
            if key:
                begins = _new(Place, (self.name, number, column + 1))
                pairs.append((_new(Scalar, (key, begins, "", key)), value))
            else:
                items.append(value)
            column = end
        self.depth -= 1
        node = Mapping(tuple(pairs), at) if closing == "}" else Listing(tuple(items), at)
        return node, _after_blanks(line, column)

    def _next_in_brackets(self) -> tuple[str, int]:
        """The next line, and where it begins: deeper than what the brackets belong to."""
        if next(self._ahead, None) is None:
            raise _NotPlainError
        line = self.lines[self.number]
        self.number += 1
        column = _indent(line)
        if not self.within < column < len(line):
            raise _NotPlainError
        return line, column

    def _quoted(self, line: str, column: int) -> tuple[Scalar, int]:
        """The text whose quote opens in a column, and the next column that is not blank."""
        found = _QUOTED.match(line, column)
        if found is None:
            raise _NotPlainError
        single, double = found.groups()
        text = double if single is None else single.replace("''", "'")
        source, at = found[0].rstrip(" "), self._place(column)
        return Scalar(text, at, source[0], source), found.end()


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _after_blanks(line: str, column: int) -> int:
    while line[column : column + 1] == " ":
        column += 1
    return column
