"""Lists and mappings while their parts come in."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from calendar_gen.problems import Place
from calendar_gen.rulebook.nodes import Listing, Mapping, Node, Scalar, Wrong, texts
from calendar_gen.rulebook.recovery import Level, indent_of


class Open:
    """A list or mapping that is not at its end yet, or that a fault may have ended too early.

    `last` is the block collection that was closed last, if it is the last child.
    """

    def __init__(self, at: Place, anchor: str | None, *, mapping: bool, flow: bool) -> None:
        self.at = at
        self.anchor = anchor
        self.mapping = mapping
        self.flow = flow
        self.wrong = False
        self.whole = True
        self.children: list[Node] = []
        self.last: Open | None = None
        self.size = 1
        self.depth = 1

    def node(self) -> Node:
        """What it is with the children so far."""
        if self.wrong:
            return Wrong(self.at)
        if not self.mapping:
            return Listing(tuple(self.children), self.at)
        keys, values = self.children[0::2], self.children[1::2]
        pairs = [(k, v) for k, v in zip(keys, values, strict=False) if isinstance(k, Scalar)]
        return Mapping(tuple(pairs), self.at, self.whole)

    def nameless(self) -> Iterator[str]:
        """The texts of values whose keys could not be read."""
        for key, value in zip(self.children[0::2], self.children[1::2], strict=False):
            if not isinstance(key, Scalar):
                yield from texts(value)

    def damage(self, at: Place) -> None:
        """Notes that something at a place, the rest of it perhaps, is lost."""
        if (
            self.flow
            and self.mapping
            and self.children
            and isinstance(self.children[-1], Mapping | Listing)
        ):
            self.children[-1] = Wrong(at)
        if not self.mapping or len(self.children) % 2:
            self.children.append(Wrong(at))
        self.whole = self.whole and not self.mapping

    def column(self, lines: Sequence[str]) -> int:
        """Where the dashes or keys of a block collection stand, from 0, whatever stands before."""
        if self.anchor is None or not self.children:
            return self.at.column - 1
        first = self.children[0].at
        return first.column - 1 if self.mapping else indent_of(lines[first.line - 1])


def pending(stack: Sequence[Open]) -> Place | None:
    """Where the key stands whose value would come next."""
    top = stack[-1] if stack else None
    if top is None or not top.mapping or len(top.children) % 2 == 0:
        return None
    return top.children[-1].at


def spoil(stack: Sequence[Open], *, several: bool) -> str:
    """Takes back the text that came last, right before a fault, and gives it; of a key only if it
    goes over several lines.
    """
    top = stack[-1] if stack else None
    last = top.children[-1] if top is not None and top.children else None
    if top is None or not isinstance(last, Scalar) or not (several or pending(stack) is None):
        return ""
    top.children[-1] = Wrong(last.at)
    key = top.children[-2:-1]
    if key and isinstance(key[0], Scalar) and not set("{[").isdisjoint(key[0].text):
        top.children[-2] = Wrong(key[0].at)  # a field without its colon
    top.whole = top.whole and not top.mapping
    return last.source


def take_back(stack: list[Open], first: Place) -> None:
    """Takes back all that begins behind a place or in its line, to be read once more."""
    while stack and stack[-1].at > first:
        stack.pop()
    while stack and stack[-1].children and stack[-1].children[-1].at.line >= first.line:
        stack[-1].children.pop()


def reopen(stack: list[Open], column: int) -> None:
    """Opens once more what a line at a column may have ended too early."""
    while stack and (last := stack[-1].last) is not None:
        if not stack[-1].flow and column == stack[-1].at.column - 1:
            return
        stack[-1].children.pop()
        stack.append(last)


def levels_of(stack: Sequence[Open], lines: Sequence[str]) -> list[Level]:
    """The block collections that are open, outermost first, down to what is none."""
    blocks = takewhile(lambda each: not (each.flow or each.wrong), stack)
    return [Level(each.column(lines), each.mapping) for each in blocks]
