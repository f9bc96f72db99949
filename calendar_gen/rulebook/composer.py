"""From the text of a file to nodes, by the events of PyYAML's parser on libyaml.

The composing is our own because PyYAML's descends once a level and expands nothing in bounds: here
nesting and what
aliases repeat are bounded while the events come, so that no file can take more time or memory than
its size explains.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from calendar_gen.problems import Place, Problem, did_you_mean, shortened
from calendar_gen.rulebook.nodes import Listing, Mapping, Node, Scalar, Wrong
from calendar_gen.rulebook.syntax import syntax_problem

DEEPEST = 64
"""Lists and mappings in one another; rules need eight."""

MOST_REPEATED = 100_000
"""Nodes that aliases of one file may repeat, all together."""


class Composed(NamedTuple):
    """What was read of a file: `root` is None if nothing, `whole` False if its end could not be."""

    root: Node | None
    whole: bool
    problems: list[Problem]


class _Open:
    """A list or mapping that is not at its end yet."""

    def __init__(self, at: Place, anchor: str | None, *, mapping: bool, wrong: bool) -> None:
        self.at = at
        self.anchor = anchor
        self.mapping = mapping
        self.wrong = wrong
        self.children: list[Node] = []
        self.size = 1
        self.depth = 1

    def node(self, *, whole: bool = True) -> Node:
        if self.wrong:
            return Wrong(self.at)
        if not self.mapping:
            return Listing(tuple(self.children), self.at)
        keys, values = self.children[0::2], self.children[1::2]
        pairs = [(k, v) for k, v in zip(keys, values, strict=False) if isinstance(k, Scalar)]
        return Mapping(tuple(pairs), self.at, whole)


class _Anchored(NamedTuple):
    node: Node
    size: int
    depth: int


class _Stop(Exception):  # noqa: N818 - it ends the reading of a file, it is no error of ours
    """A bound is passed; the problem is reported."""


def compose(text: str, name: str) -> Composed:
    """The nodes of one YAML document, with every problem of the YAML itself."""
    import yaml

    composer = _Composer(text, name)
    whole = True
    try:
        for event in _events(text):
            composer.take(event)
    except yaml.MarkedYAMLError as error:
        composer.problems.append(syntax_problem(error, text, name))
        whole = False
    except _Stop:
        whole = False
    return Composed(composer.result(whole=whole), whole, composer.problems)


def _events(text: str) -> Iterator[Any]:
    import yaml

    parser = yaml.CBaseLoader(text)
    try:
        yield from iter(parser.get_event, None)
    finally:
        parser.dispose()


class _Composer:
    def __init__(self, text: str, name: str) -> None:
        self.text = text
        self.name = name
        self.problems: list[Problem] = []
        self.stack: list[_Open] = []
        self.root: Node | None = None
        self.documents = 0
        self.anchors: dict[str, _Anchored] = {}
        self.repeated = 0

    def take(self, event: Any) -> None:
        """One event of the parser. Raises _Stop when a bound is passed."""
        kind = type(event).__name__
        if kind == "ScalarEvent":  # three of four events
            self._scalar(event)
        elif kind in ("MappingStartEvent", "SequenceStartEvent"):
            self._open(event, mapping=kind == "MappingStartEvent")
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            self._close()
        elif kind == "AliasEvent":
            self._alias(event)
        elif kind == "DocumentStartEvent":
            self.documents += 1
            if self.documents == 2:
                self._error(
                    event, "documents", "a second YAML document begins here", "use two files"
                )
                raise _Stop

    def result(self, *, whole: bool) -> Node | None:
        """The root; of a file that broke off, what is complete, down to items of sections."""
        if whole or self.root is not None or not self.stack:
            return self.root
        if len(self.stack) > 1:
            section = self.stack[1]
            if len(self.stack) == 2:  # what broke off may be the rest of the item that came last
                del section.children[-2 if section.mapping else -1 :]
            if not section.wrong and len(self.stack[0].children) % 2:
                self.stack[0].children.append(section.node(whole=False))
        return self.stack[0].node(whole=False)

    def _place(self, event: Any) -> Place:
        start = event.start_mark
        return Place(self.name, start.line + 1, start.column + 1)

    def _error(self, event: Any, code: str, message: str, hint: str | None = None) -> None:
        self.problems.append(Problem(self._place(event), "error", code, message, hint))

    def _scalar(self, event: Any) -> None:
        start = event.start_mark
        at = Place(self.name, start.line + 1, start.column + 1)
        source = self.text[start.index : event.end_mark.index]
        node: Node = Scalar(event.value, at, (event.style or "").replace("\0", ""), source)
        if event.tag is not None and self._is_tagged(event):
            node = Wrong(at)
        if event.anchor is not None:
            self._keep(event.anchor, node, 1, 0)
        self._add(node, 1, 0)

    def _open(self, event: Any, *, mapping: bool) -> None:
        if len(self.stack) >= DEEPEST:
            message = f"lists and mappings lie more than {DEEPEST} deep in one another"
            self._error(event, "too-deep", message, "rules need no more than eight")
            raise _Stop
        wrong = self._is_tagged(event)
        self.stack.append(_Open(self._place(event), event.anchor, mapping=mapping, wrong=wrong))

    def _close(self) -> None:
        closed = self.stack.pop()
        node = closed.node()
        self._keep(closed.anchor, node, closed.size, closed.depth)
        self._add(node, closed.size, closed.depth)

    def _alias(self, event: Any) -> None:
        known = self.anchors.get(event.anchor)
        if known is None:
            inside = any(collection.anchor == event.anchor for collection in self.stack)
            message = (
                f'"*{shortened(event.anchor)}" stands inside what it repeats'
                if inside
                else f'no anchor "&{shortened(event.anchor)}" stands before this'
            )
            hint = None if inside else did_you_mean(event.anchor, self.anchors)
            self._error(event, "alias", message, hint)
            self._add(Wrong(self._place(event)), 1, 0)
            return
        self.repeated += known.size
        if self.repeated > MOST_REPEATED or len(self.stack) + known.depth > DEEPEST:
            message = (
                f'"*{shortened(event.anchor)}" repeats too much: '
                f"aliases of a file may repeat {MOST_REPEATED:,} values, {DEEPEST} deep"
            )
            self._error(event, "too-many-aliases", message)
            raise _Stop
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
            self.anchors[anchor] = _Anchored(node, size, depth)

    def _add(self, node: Node, size: int, depth: int) -> None:
        """Puts a finished node into the collection that is open, or makes it the root."""
        if not self.stack:
            self.root = node
            return
        parent = self.stack[-1]
        if type(node) is not Scalar and parent.mapping and len(parent.children) % 2 == 0:
            self._check_key(node)
        parent.children.append(node)
        parent.size += size
        if depth >= parent.depth:
            parent.depth = depth + 1

    def _check_key(self, node: Node) -> None:
        if not isinstance(node, Scalar | Wrong):
            message = "a key is a text, and neither a list nor a mapping"
            self.problems.append(Problem(node.at, "error", "key", message))
