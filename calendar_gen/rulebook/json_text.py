"""Nodes of a line of JSON, each with its column, in the time that plain YAML takes.

What a number is, its field says, as in YAML: it is the text that stands there. `null` is nothing.
"""

import json
import re
from collections.abc import Collection

from calendar_gen.limits import limit, raising
from calendar_gen.problems import Place, Problem
from calendar_gen.rulebook.nodes import Listing, Mapping, Node, Scalar, Wrong
from calendar_gen.rulebook.text import REPLACED

_BLANKS = r"[ \t\r]*+"
_TEXT = r'"([^"\\\0-\x1f]*+(?:\\.[^"\\\0-\x1f]*+)*+)"'
_MEMBER = re.compile(rf"{_BLANKS}{_TEXT}{_BLANKS}:{_BLANKS}(?:{_TEXT}{_BLANKS}([,}}]))?")
"""Key, text and what ends it of a member of an object; no text if its value is another."""

_ITEM = re.compile(rf"{_BLANKS}(?:{_TEXT}{_BLANKS}([,\]]))?")
"""The same of an item of a list."""

_WORD = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null")
_QUOTED = re.compile(_TEXT)
_SIGN = re.compile(rf"{_BLANKS}([,\]}}]|$)")

_new = tuple.__new__  # half the time of calling the class, for the many values of a table


class Unreadable(Exception):  # noqa: N818 - it ends the reading of a line
    """The line is no JSON, or lies too deep; None if its problem is told elsewhere."""

    def __init__(self, problem: Problem | None) -> None:
        super().__init__(str(problem))
        self.problem = problem


class JsonText:
    """Reads lines of a file; `problems` are those of lines that could be read.

    `yes_or_no` are the keys below which true and false mean something.
    """

    def __init__(self, name: str, yes_or_no: Collection[str]) -> None:
        self.problems: list[Problem] = []
        self._name, self._yes_or_no = name, yes_or_no
        self._deepest = limit("depth")
        self._line, self._number, self._depth = "", 0, 0

    def read(self, line: str, number: int) -> Node:
        """The value that a line is. Raises Unreadable."""
        self._line, self._number, self._depth = line, number, 0
        try:
            node, end = self._value(len(line) - len(line.lstrip(" \t\r")), "")
            if line[end:].strip(" \t\r"):
                raise _NoJsonError
        except _NoJsonError as error:
            told = REPLACED in line
            raise Unreadable(None if told else self._fault(error.column)) from None
        return _without_replaced(node) if REPLACED in line else node

    def _fault(self, column: int) -> Problem:
        """What is wrong with the line, in the words of all imports; in a column if they name
        none.
        """
        try:
            json.loads(self._line, parse_constant=_refused)
        except json.JSONDecodeError as error:
            return self._problem(error.pos, "not-json", f"no JSON: {error.msg}")
        except (ValueError, RecursionError) as error:
            return self._problem(column, "not-json", f"no JSON: {str(error).partition(';')[0]}")
        raise AssertionError("what the standard library reads is JSON")

    def _problem(self, column: int, code: str, message: str, hint: str | None = None) -> Problem:
        return Problem(self._place(column), "error", code, message, hint)

    def _place(self, column: int) -> Place:
        return _new(Place, (self._name, self._number, column + 1))

    def _value(self, start: int, key: str) -> tuple[Node, int]:
        """The value that begins in a column and belongs to a key, and where it ends."""
        line = self._line
        sign = line[start : start + 1]
        if sign in ("{", "["):
            self._depth += 1
            if self._depth > self._deepest:
                message = f"lists and mappings lie more than {self._deepest} deep in one another"
                hint = f"rules need no more than eight; {raising('depth')}"
                raise Unreadable(self._problem(start, "too-deep", message, hint))
            found = self._object(start) if sign == "{" else self._list(start, key)
            self._depth -= 1
            return found
        quoted = _QUOTED.match(line, start)
        if quoted is not None:
            return self._text(quoted[1], start), quoted.end()
        word = _WORD.match(line, start)
        if word is None:
            raise _NoJsonError(start)
        return self._word(word[0], start, key), word.end()

    def _object(self, start: int) -> tuple[Node, int]:
        line, name, number = self._line, self._name, self._number
        at = _new(Place, (name, number, start + 1))
        pairs: list[tuple[Scalar, Node]] = []
        whole, sign, end = True, ",", start + 1
        while sign == ",":
            member = _MEMBER.match(line, end)
            if member is None:
                first = end == start + 1
                sign, end = self._sign(end)
                if sign == "," or not first:
                    raise _NoJsonError
                break
            word, text, sign = member.groups("")
            begins = member.start(1)
            key: Node
            if "\\" in word:
                key = self._text(word, begins - 1)
            else:
                key = _new(Scalar, (word, _new(Place, (name, number, begins)), '"', f'"{word}"'))
            value: Node
            if not sign:
                value, end = self._value(member.end(), word)
                sign, end = self._sign(end)
            elif "\\" in text:
                value, end = self._text(text, member.start(2) - 1), member.end()
            else:
                place = _new(Place, (name, number, member.start(2)))
                value, end = _new(Scalar, (text, place, '"', f'"{text}"')), member.end()
            if isinstance(key, Scalar):
                pairs.append((key, value))
            else:
                whole = False
        if sign != "}":
            raise _NoJsonError
        return Mapping(tuple(pairs), at, whole), end

    def _list(self, start: int, key: str) -> tuple[Node, int]:
        line, at = self._line, self._place(start)
        items: list[Node] = []
        sign, end = ",", start + 1
        while sign == ",":
            item = _ITEM.match(line, end)
            assert item is not None, "nothing fits too"
            text, sign = item.groups("")
            if sign:
                items.append(self._text(text, item.start(1) - 1))
                end = item.end()
            elif line[item.end() : item.end() + 1] == "]" and not items:
                sign, end = self._sign(end)
            else:
                value, end = self._value(item.end(), key)
                items.append(value)
                sign, end = self._sign(end)
        if sign != "]":
            raise _NoJsonError
        return Listing(tuple(items), at), end

    def _sign(self, column: int) -> tuple[str, int]:
        """The sign behind a value, and where it ends."""
        found = _SIGN.match(self._line, column)
        if found is None:
            raise _NoJsonError
        return found[1], found.end()

    def _text(self, written: str, start: int) -> Node:
        """A text by what stands between its quotes, the first of which is in a column."""
        place, source = self._place(start), f'"{written}"'
        if "\\" not in written:
            return _new(Scalar, (written, place, '"', source))
        try:
            text = json.loads(source)
            text.encode()
        except json.JSONDecodeError:
            raise _NoJsonError from None
        except UnicodeEncodeError as error:
            half = f"\\u{ord(text[error.start]):04x}"
            message = f"{half} is one half of a letter, without the other"
            self.problems.append(self._problem(start, "encoding", message))
            return Wrong(place)
        return Scalar(text, place, '"', source)

    def _word(self, word: str, start: int, key: str) -> Node:
        place = self._place(start)
        if word == "null":
            return Scalar("", place, "", word)
        if word in ("true", "false") and key not in self._yes_or_no:
            message = f"this must be a text, and not {word}"
            self.problems.append(
                self._problem(start, "wrong-kind", message, f'a text has quotes: "{word}"')
            )
            return Wrong(place)
        return Scalar(word, place, "", word)


class _NoJsonError(Exception):
    """The line is no JSON, which shows in a column."""

    def __init__(self, column: int = 0) -> None:
        super().__init__(column)
        self.column = column


def _refused(word: str) -> None:
    raise ValueError(f"{word} is no number")


def _without_replaced(node: Node) -> Node:
    """A node in which nothing counts that has a character whose problem is told already."""
    if isinstance(node, Scalar):
        return Wrong(node.at) if REPLACED in node.text else node
    if isinstance(node, Listing):
        return node._replace(items=tuple(map(_without_replaced, node.items)))
    if isinstance(node, Mapping):
        pairs = [(key, _without_replaced(v)) for key, v in node.pairs if REPLACED not in key.text]
        return Mapping(tuple(pairs), node.at, node.whole and len(pairs) == len(node.pairs))
    return node
