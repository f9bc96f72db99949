"""Lines of a page's language that hold names of the other direction: an Arabic citation of an
English title, an English one of an Arabic title.

By the Unicode bidirectional algorithm (UAX #9) a number after a Latin name belongs to that name, so
that the day of "Associated Press، 6 مايو" would fall apart. Each name is therefore isolated.
"""

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from markupsafe import Markup

_RTL = (
    "\u05d0-\u05ea\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\u0710-\u07ea\u08a0-\u08c7"
    "\ufb1d-\ufdfd\ufe70-\ufefc"
)
"""Letters that run from right to left (Hebrew, Arabic, Syriac, Thaana, N'Ko)."""
_LTR = rf"[^\W\d_{_RTL}]"
_PAIRS = (("(", ")"), ("«", "»"), ("“", "”"), ('"', '"'))
_ORPHANS = " \u00a0:.،؛,;–—-"

_NUMBERS = re.compile(rf"(?:[{re.escape(_ORPHANS)}]*\d+(?=[{re.escape(_ORPHANS)}]))+")


class _Way(NamedTuple):
    """How names that run the other way are found: `spans` hold no letter of the page's own
    direction and none of its commas, `foreign` is a letter of the other one.
    """

    spans: re.Pattern[str]
    foreign: re.Pattern[str]
    opposite: str


_WAYS = {
    "rtl": _Way(re.compile(rf"[^{_RTL}،؛]+"), re.compile(_LTR), "ltr"),
    "ltr": _Way(re.compile(rf"(?:[^\w,;]|[\d_{_RTL}])+"), re.compile(f"[{_RTL}]"), "rtl"),
}


@lru_cache(maxsize=8192)  # entries of a rule name the same source and place
def mixed(text: str, direction: str) -> "Markup":
    """A line of a page that runs in that `direction` as markup of that direction, with each name
    that runs the other way in an isolate of its own; text of rules is escaped and inert.
    """
    from markupsafe import Markup

    return Markup(f'<bdi dir="{direction}">{isolated(text, direction)}</bdi>')  # nosec B704 # escaped


def isolated(text: str, direction: str) -> "Markup":
    """The same without the element around it, for a part of such a line."""
    from markupsafe import Markup, escape

    from calendar_gen.rendering.inert import inert

    way, shown = _WAYS[direction], inert(text)
    pieces, done = [], 0
    for span in way.spans.finditer(shown) if way.foreign.search(shown) else ():
        first, last = _name(shown, *span.span(), way.foreign)
        if first < last:
            pieces.append(escape(shown[done:first]))
            name = escape(shown[first:last])
            pieces.append(Markup(f'<bdi dir="{way.opposite}">{name}</bdi>'))  # nosec B704 # escaped
            done = last
    pieces.append(escape(shown[done:]))
    return Markup("".join(pieces))  # nosec B704 # each piece is


def _name(text: str, first: int, last: int, foreign: re.Pattern[str]) -> tuple[int, int]:
    """Where within a span the name stands, without what parts it from the line around."""
    if not foreign.search(text, first, last):
        return first, first
    begin = first
    if first and (before := _NUMBERS.match(text, begin, last)):
        begin = before.end()  # of the page's own words: "6 مايو 2025 (London)"
    while text[begin] in _ORPHANS:
        begin += 1
    while text[last - 1] in _ORPHANS:
        last -= 1
    return _unwrapped(text, begin, last)


def _unwrapped(text: str, begin: int, last: int) -> tuple[int, int]:
    """Without marks around it, which are of the line, as is one whose fellow stands outside."""
    for opening, closing in _PAIRS:
        starts, ends = text[begin] == opening, text[last - 1] == closing
        alone = text.count(opening, begin, last) != text.count(closing, begin, last)
        if starts and (ends or alone):
            begin += 1
        if ends and (starts or alone) and last - begin > 1:
            last -= 1
    return begin, last
