"""A page as a reader without a browser sees it: elements, ids, links, text."""

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import NamedTuple

INLINE = frozenset(("a", "abbr", "bdi", "code", "span", "strong"))
VOID = frozenset(("meta", "link", "br", "hr", "img", "input"))


class Element(NamedTuple):
    tag: str
    attributes: dict[str, str]
    text: str


class Page(HTMLParser):
    """All elements in the order in which they end, each with the text inside it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self._open: list[tuple[str, dict[str, str], list[str]]] = []
        self.feed(html)
        self.close()
        assert not self._open, f"never closed: {[tag for tag, _, _ in self._open]}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        assert len(attributes) == len(attrs), f"attribute given twice on <{tag}>"
        if tag in VOID:
            self.elements.append(Element(tag, attributes, ""))
        else:
            self._open.append((tag, attributes, []))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}, ""))

    def handle_endtag(self, tag: str) -> None:
        opened, attributes, texts = self._open.pop()
        assert opened == tag, f"<{opened}> is closed by </{tag}>"
        text = "".join(texts)
        self.elements.append(Element(tag, attributes, " ".join(text.split())))
        if self._open:
            self._open[-1][2].append(text if tag in INLINE else f" {text} ")

    def handle_data(self, data: str) -> None:
        if self._open:
            self._open[-1][2].append(data)

    def all(self, tag: str, class_: str | None = None) -> Iterator[Element]:
        for element in self.elements:
            classes = element.attributes.get("class", "").split()
            if element.tag == tag and (class_ is None or class_ in classes):
                yield element

    def by_id(self, id_: str) -> Element:
        (found,) = (e for e in self.elements if e.attributes.get("id") == id_)
        return found

    def ids(self) -> list[str]:
        return [e.attributes["id"] for e in self.elements if "id" in e.attributes]

    def targets(self) -> set[str]:
        """The ids that links, labels and descriptions of this page point to."""
        found = {
            e.attributes["href"][1:]
            for e in self.elements
            if e.attributes.get("href", "").startswith("#")
        }
        for element in self.elements:
            found.update(element.attributes.get("aria-labelledby", "").split())
        return found
