"""Reads the plain style of YAML that nearly all rule files keep to, in a third of a parser's time.

Plain are mappings and lists in blocks, whose texts stand on one line each, bare or in quotes, or
below `|` or `>` without blank lines between; and mappings and lists in brackets on one line. A file
that is not surely plain to its end is left to `composer`, which reads all of YAML and says what is
wrong: nothing is reported here.
"""

import re

from calendar_gen.problems import Place
from calendar_gen.rulebook.nodes import Listing, Mapping, Node, Scalar
from calendar_gen.rulebook.text import REPLACED

DEEPEST = 32
"""Mappings and lists in one another; rules need eight."""

_NAME = "([A-Za-z0-9][A-Za-z0-9_-]{0,99}):"
_LINE = re.compile(rf"( *)(- +)?(?:{_NAME}(?: +|$))?(.*)")
_FLOW_NAME = re.compile(rf"{_NAME} +")
_QUOTED = re.compile(r"""'((?:[^']|'')*)' *|"([^"\\]*)" *""")
_FLOW_TEXT = re.compile(r"(?:[^,\[\]{}:#?]|:(?=[^ ,\[\]{}:#?]))+")
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
        self.line = ""
        self.column, self.dash, self.key, self.rest = -1, 0, "", ""
        self.depth = 0
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
        lines = self.lines
        for number in range(self.number, len(lines)):
            line = lines[number]
            found = _LINE.match(line)
            assert found is not None  # by its last part
            indent, dash, key, rest = found.groups()
            if key is None and (not rest or rest[0] == "#") and dash is None:
                continue
            self.number, self.line = number + 1, line
            self.column, self.dash = len(indent), len(dash or "")
            self.key, self.rest = key or "", rest
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
            pairs.append((_new(Scalar, (key, at, "", key)), self._value(column)))
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
            else:
                items.append(self._on_the_line())
        self._ends(column)
        return Listing(tuple(items), at)

    def _descend(self) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise _NotPlainError

    def _ends(self, column: int) -> None:
        """Ends the mapping or list in this column: what follows must lie no deeper."""
        self.depth -= 1
        if self.column > column:
            raise _NotPlainError

    def _value(self, column: int) -> Node:
        """What belongs to the key at hand, in this column; what follows it is then at hand."""
        begins = self.rest[:1]
        if begins in ("|", ">"):
            return self._block(column)
        if begins not in ("", "#"):
            return self._on_the_line()
        self._advance()
        if self.dash and self.column >= column:
            return self._listing(self.column)
        if self.key and self.column > column:
            return self._mapping(self.column)
        raise _NotPlainError

    def _block(self, column: int) -> Scalar:
        """The text below a `|` or `>`, whose lines are all indented alike."""
        head = self.rest.rstrip(" ")
        if head not in _BLOCKS:
            raise _NotPlainError
        at, lines = self._place(len(self.line) - len(self.rest)), self.lines
        first = end = self.number
        indent = _indent(lines[first]) if first < len(lines) else 0
        while end < len(lines) and lines[end][indent:] and _indent(lines[end]) == indent:
            end += 1
        below = end
        while below < len(lines) - 1 and not lines[below]:
            below += 1
        if not column < indent or first == end or below == len(lines):
            raise _NotPlainError
        if _indent(lines[below]) >= indent or (lines[below].isspace()):
            raise _NotPlainError
        between, last = _BLOCKS[head]
        text = between.join(line[indent:] for line in lines[first:end]) + last
        source = "\n".join([self.rest, *lines[first:below], ""])
        self.number = below
        self._advance()
        return Scalar(text, at, head[0], source)

    def _on_the_line(self) -> Node:
        """The text, or what stands in brackets, that is the rest of the line at hand."""
        rest = self.rest
        column = len(self.line) - len(rest)
        begins = rest[:1]
        found: Node
        if begins in ("[", "{"):
            found, end = self._in_brackets(column)
            if end < len(self.line):
                raise _NotPlainError
        elif begins in ("'", '"'):
            found, end = self._quoted(column)
            if end < len(self.line):
                raise _NotPlainError
        else:
            text = rest.partition(" #")[0].rstrip(" ")
            if not text or begins in _INDICATORS or ": " in text or text[-1] == ":":
                raise _NotPlainError
            at = _new(Place, (self.name, self.number, column + 1))
            found = _new(Scalar, (text, at, "", text))
        self._advance()
        return found

    def _in_brackets(self, column: int) -> tuple[Node, int]:
        """The list or mapping whose bracket opens in a column, and the next column that is not
        blank.
        """
        self._descend()
        line, at = self.line, self._place(column)
        closing = "}" if line[column] == "{" else "]"
        pairs, items = [], []
        column = _after_blanks(line, column + 1)
        sign = line[column : column + 1]
        column += sign == closing
        while sign != closing:
            if closing == "}":
                name = _FLOW_NAME.match(line, column)
                if name is None:
                    raise _NotPlainError
                value, end = self._in_flow(name.end())
                pairs.append((Scalar(name[1], self._place(column), "", name[1]), value))
            else:
                value, end = self._in_flow(column)
                items.append(value)
            sign, column = line[end : end + 1], _after_blanks(line, end + 1)
            if sign not in (",", closing) or (sign == "," and line[column : column + 1] == closing):
                raise _NotPlainError
        self.depth -= 1
        node = Mapping(tuple(pairs), at) if closing == "}" else Listing(tuple(items), at)
        return node, _after_blanks(line, column)

    def _in_flow(self, column: int) -> tuple[Node, int]:
        """What begins in a column between brackets, and the next column that is not blank."""
        line = self.line
        begins = line[column : column + 1]
        if begins in ("[", "{"):
            return self._in_brackets(column)
        if begins in ("'", '"'):
            return self._quoted(column)
        found = _FLOW_TEXT.match(line, column)
        if found is None or begins in _INDICATORS:
            raise _NotPlainError
        text = found[0].rstrip(" ")
        return Scalar(text, self._place(column), "", text), found.end()

    def _quoted(self, column: int) -> tuple[Scalar, int]:
        """The text whose quote opens in a column, and the next column that is not blank."""
        found = _QUOTED.match(self.line, column)
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
