"""The words of drawings in letters that join: WeasyPrint draws those of SVG one letter at a time,
from left to right, which no word of Arabic survives. So they become words of the page, which it
sets well, placed over the drawing where SVG would begin them.
"""

import re
from collections.abc import Iterator

_PART = re.compile(r"<g [^<>]*>|<text ([^<>]*)>(.*?)</text>", re.DOTALL)
_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
_TAG = re.compile(r"<[^<>]*>")
_TEXT = re.compile(r"<text .*?</text>", re.DOTALL)
_DRAWING = re.compile(r'<svg [^<>]*role="img".*?</svg>\n?(?=</div>)', re.DOTALL)

RISE, LINE = 0.98, 1.2
"""From the top of a line to its letters' feet, and its height, as parts of the letters' size: those
of the Noto fonts at this height of a line.
"""
WIDE = 200
"""Pixels of a box in whose middle a short word stands."""


def with_words_of_the_page(page: str) -> str:
    """A page from right to left whose drawings have their words over them."""
    return _DRAWING.sub(lambda found: _TEXT.sub("", found[0]) + "".join(_words(found[0])), page)


def _words(drawing: str) -> Iterator[str]:
    size = "13"
    for part in _PART.finditer(drawing):
        attributes = dict(_ATTRIBUTE.findall(part[1] or part[0]))
        if part[1] is None:
            size = attributes.get("font-size", size)
        else:
            own = float(attributes.get("font-size", size))
            name = attributes.get("class", "")
            style = f"{_place(attributes, own)};font-size:{own:g}px"
            yield f'<span class="drawn {name}" style="{style}">{_TAG.sub("", part[2])}</span>'


def _place(attributes: dict[str, str], size: float) -> str:
    """Where the words stand: letters from right to left start at their right."""
    across = float(attributes["x"].rstrip("%"))
    aside = float(attributes.get("dx", "0"))
    top = float(attributes["y"]) - RISE * size
    anchor = attributes.get("text-anchor", "start")
    placed = f"top:{top:.1f}px;line-height:{LINE}"
    if anchor == "middle":
        half = WIDE / 2 - aside
        return f"{placed};left:{across:g}%;margin-left:{-half:g}px;width:{WIDE}px;text-align:center"
    if anchor == "start":
        return f"{placed};right:{100 - across:.2f}%;margin-right:{-aside:g}px"
    return f"{placed};left:{across:g}%;margin-left:{aside:g}px"
