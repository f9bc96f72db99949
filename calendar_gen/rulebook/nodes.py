"""What a YAML file holds before fields say what it means: texts, lists and mappings with places."""

from collections.abc import Iterator

from calendar_gen.named import NamedTuple
from calendar_gen.problems import Place, shortened


class Scalar(NamedTuple):
    """A text, never anything else: `NO`, `010` and `12:30` are what they look like.

    `style` is the quote (`'`, `"`), the sign of a block (`|`, `>`) or empty for a plain text.
    `source` is the stretch of
    the file that the text was read from, for the places of its characters.
    """

    text: str
    at: Place
    style: str
    source: str

    def place(self, offset: int) -> Place:
        """Where the character of the text at `offset`, counted from 0, stands in the file."""
        if self.style in ("|", ">"):
            return self.at
        line, column = self.at.line, self.at.column
        for index, (_, row, place) in enumerate(_characters(self.source, self.style)):
            if index == offset:
                return Place(self.at.file, line + row, place + (column if row == 0 else 1))
        return Place(self.at.file, line, column + offset + len(self.style))


class Listing(NamedTuple):
    """A list."""

    items: tuple["Node", ...]
    at: Place


class Mapping(NamedTuple):
    """Keys and values in order, repeated ones too; `whole` is False if the file broke off in it."""

    pairs: tuple[tuple[Scalar, "Node"], ...]
    at: Place
    whole: bool = True


class Wrong(NamedTuple):
    """Stands where something was that cannot be used; its problem is reported already."""

    at: Place


Node = Scalar | Listing | Mapping | Wrong


def texts(node: Node) -> Iterator[str]:
    """All texts in a node, keys too."""
    if isinstance(node, Scalar):
        yield node.text
    elif isinstance(node, Listing):
        for item in node.items:
            yield from texts(item)
    elif isinstance(node, Mapping):
        for key, value in node.pairs:
            yield key.text
            yield from texts(value)


def described(node: Node) -> str:
    """What a node is, for a message that expected something else."""
    if isinstance(node, Listing):
        return "a list"
    if isinstance(node, Mapping):
        return "a mapping"
    if isinstance(node, Scalar) and not node.text:
        return "nothing"
    return f'"{shortened(node.text)}"' if isinstance(node, Scalar) else "something unreadable"


_LONG_ESCAPES = {"x": 4, "u": 6, "U": 10}


def _characters(source: str, style: str) -> Iterator[tuple[str, int, int]]:
    """Each character of a text, as written, with its row and column, both from 0, in the source."""
    position, row, start = len(style), 0, 0
    end = len(source) - len(style)
    while position < end:
        character = source[position]
        width = 1
        if style == "'" and source.startswith("''", position):
            width = 2
        elif style == '"' and character == "\\":
            width = _LONG_ESCAPES.get(source[position + 1 : position + 2], 2)
        elif character in " \t\r\n":
            width = _folded(source, position, end)
        yield source[position : position + width], row, position - start
        broken = source.rfind("\n", position, position + width)
        if broken >= 0:
            row += source.count("\n", position, position + width)
            start = broken + 1
        position += width


def _folded(source: str, position: int, end: int) -> int:
    """How many characters one blank stands for: a line break folds with the blanks around it."""
    stop = position
    while stop < end and source[stop] in " \t\r\n":
        stop += 1
    return stop - position if "\n" in source[position:stop] else 1
