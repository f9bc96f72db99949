"""From the events of PyYAML's parser to nodes.

Nesting and what aliases repeat are bounded while the events come, so that no file can take more
time or memory than its size explains.
"""

from typing import Any

from calendar_gen.limits import limit, raising
from calendar_gen.named import NamedTuple
from calendar_gen.problems import Place, Problem, did_you_mean, shortened
from calendar_gen.rulebook.nodes import Listing, Mapping, Node, Scalar, Wrong
from calendar_gen.rulebook.recovery import lines_of
from calendar_gen.rulebook.syntax import LEAVE_OUT
from calendar_gen.rulebook.text import REPLACED
from calendar_gen.rulebook.under_way import Open


class _Anchored(NamedTuple):
    node: Node
    size: int
    depth: int


class BoundPassed(Exception):  # noqa: N818 - it ends the reading of a piece, no error of ours
    """Something lies too deep, in a line of the piece counted from 0; the problem is reported."""

    def __init__(self, line: int) -> None:
        self.line = line


class Builder:
    """Takes events and makes nodes of them, of a text before which `before` lines stand.

    `roots` are those of the documents, `unread` texts that could not be read. `alone` are lines
    that were taken out.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.text = ""
        self.before = 0
        self.problems: list[Problem] = []
        self.unread: list[str] = []
        self.stack: list[Open] = []
        self.roots: list[Node] = []
        self.closed: Open | None = None
        self.documents = 0
        self.alone: list[int] = []
        self._anchors: dict[str, _Anchored] = {}
        self._repeated = 0
        self._deepest, self._most_repeated = limit("depth"), limit("aliases")

    def take(self, event: Any) -> None:
        """One event of the parser. Raises BoundPassed."""
        kind = type(event).__name__
        if kind == "ScalarEvent":  # three of four events
            self._scalar(event)
        elif kind in ("MappingStartEvent", "SequenceStartEvent"):
            self._open(event, mapping=kind == "MappingStartEvent")
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            self.close(event.end_mark.line + self.before)
        elif kind == "AliasEvent":
            self._alias(event)
        elif kind == "DocumentEndEvent":
            self.closed = None
        elif kind == "DocumentStartEvent":
            self.documents += 1
            if event.tags:
                self._tag_directives(event)
            if self.documents == 2:
                self._error(
                    event, "documents", "a second YAML document begins here", "use two files"
                )

    def _tag_directives(self, event: Any) -> None:
        first, last = event.start_mark.line, event.end_mark.line
        for number, line in enumerate(lines_of(self.text)[first:last], first + self.before + 1):
            if line.startswith("%TAG"):
                at = Place(self.name, number, 1)
                message = "tags have no meaning here"
                self.problems.append(Problem(at, "error", "directive", message, LEAVE_OUT))

    def _place(self, event: Any) -> Place:
        start = event.start_mark
        return Place(self.name, start.line + 1 + self.before, start.column + 1)

    def _error(self, event: Any, code: str, message: str, hint: str | None = None) -> None:
        self.problems.append(Problem(self._place(event), "error", code, message, hint))

    def _scalar(self, event: Any) -> None:
        start = event.start_mark
        at = Place(self.name, start.line + 1 + self.before, start.column + 1)
        source = self.text[start.index : event.end_mark.index]
        node: Node = Scalar(event.value, at, (event.style or "").replace("\0", ""), source)
        if event.tag is not None and self._is_tagged(event):
            node = Wrong(at)
        if REPLACED in source:
            self.unread.append(source)
            node = Wrong(at)
        if not source and at.line in self.alone:  # what stood below was taken out
            node = Wrong(at)
        if event.anchor is not None:
            self._keep(event.anchor, node, 1, 0)
        self._add(node, 1, 0)

    def _open(self, event: Any, *, mapping: bool) -> None:
        if len(self.stack) >= self._deepest:
            message = f"lists and mappings lie more than {self._deepest} deep in one another"
            hint = f"rules need no more than eight; {raising('depth')}"
            self._error(event, "too-deep", message, hint)
            raise BoundPassed(event.start_mark.line)
        opened = Open(
            self._place(event), event.anchor, mapping=mapping, flow=bool(event.flow_style)
        )
        opened.wrong = self._is_tagged(event)
        self.stack.append(opened)

    def close(self, end: int = 0) -> None:
        """Ends what was opened last; what a line was taken out of is not whole."""
        closed = self.stack.pop()
        if self.alone and not closed.flow:
            lost = any(closed.at.line <= line <= end for line in self.alone)
            closed.whole = closed.whole and not lost
        node = closed.node()
        if not closed.whole:
            self.unread += closed.nameless()
        self._keep(closed.anchor, node, closed.size, closed.depth)
        self._add(node, closed.size, closed.depth)
        if not self.stack:
            self.closed = closed
        elif not closed.flow:
            self.stack[-1].last = closed

    def _alias(self, event: Any) -> None:
        known = self._anchors.get(event.anchor)
        if known is None and any(f"&{event.anchor}" in text for text in self.unread):
            self._add(Wrong(self._place(event)), 1, 0)
            return
        if known is None:
            inside = any(collection.anchor == event.anchor for collection in self.stack)
            message = (
                f'"*{shortened(event.anchor)}" stands inside what it repeats'
                if inside
                else f'no anchor "&{shortened(event.anchor)}" stands before this'
            )
            hint = None if inside else did_you_mean(event.anchor, self._anchors)
            self._error(event, "alias", message, hint)
            self._add(Wrong(self._place(event)), 1, 0)
            return
        self._repeated += known.size
        if self._repeated - known.size > self._most_repeated:  # reported
            self._add(Wrong(self._place(event)), 1, 0)
            return
        deep = len(self.stack) + known.depth > self._deepest
        if self._repeated > self._most_repeated or deep:
            message = (
                f'"*{shortened(event.anchor)}" repeats too much: '
                f"aliases of a file may repeat {self._most_repeated:,} values, {self._deepest} deep"
            )
            hint = raising("depth" if deep else "aliases")
            self._error(event, "too-many-aliases", message, hint)
            self._repeated = max(self._repeated, self._most_repeated + 1)
            self._add(Wrong(self._place(event)), 1, 0)
            return
        self._add(known.node, known.size, known.depth)

    def _is_tagged(self, event: Any) -> bool:
        if event.tag is None:
            return False
        tag = event.tag.replace("tag:yaml.org,2002:", "!!")
        message = f'the tag "{shortened(tag)}" has no meaning here'
        self._error(
            event, "tag", message, "every value is text until its field says how to read it"
        )
        return True

    def _keep(self, anchor: str | None, node: Node, size: int, depth: int) -> None:
        if anchor is not None:
            self._anchors[anchor] = _Anchored(node, size, depth)

    def _add(self, node: Node, size: int, depth: int) -> None:
        """Puts a finished node into the collection that is open, or makes it the root."""
        if not self.stack:
            self.roots.append(node)
            return
        parent = self.stack[-1]
        parent.last = None
        if type(node) is not Scalar and parent.mapping and len(parent.children) % 2 == 0:
            self._check_key(node)
            parent.whole = False
        parent.children.append(node)
        parent.size += size
        if depth >= parent.depth:
            parent.depth = depth + 1

    def _check_key(self, node: Node) -> None:
        if isinstance(node, Listing) or (isinstance(node, Mapping) and node.whole):
            message = "a key is a text, and neither a list nor a mapping"
            self.problems.append(Problem(node.at, "error", "key", message))
