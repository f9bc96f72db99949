"""Text in the cells of a terminal: how wide it is, how it breaks, what may not reach the screen.

Width is that of Unicode's East Asian Width (UAX #11): wide and full-width characters take two
cells, marks that combine with the letter before them and invisible format characters take none.
"""

import re
from collections.abc import Sequence
from functools import cache
from unicodedata import bidirectional, category, east_asian_width

ELLIPSIS = "…"
_CLOSING = frozenset(",.;:!?)]}”’»，。、；：！？）》」』】")

# Controls (escape sequences begin with one) and the marks that turn the direction of what follows.
_ESCAPES = r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])|\x9b"
_REACHING = {
    code: None
    for first, last in (
        (0x00, 0x08),
        (0x0E, 0x1F),
        (0x7F, 0x9F),
        (0x061C, 0x061C),
        (0x200E, 0x200F),
        (0x202A, 0x202E),
        (0x2066, 0x2069),
    )
    for code in range(first, last + 1)
}
_LEFT_TO_RIGHT = "\u200e"
# What may become a space; a no-break space is none of it, so that "41 %" stays together.
_SPACES = r"[ \t-\r\u2028\u2029]+"


def harmless(text: str) -> str:
    """A text from a rule file without what would move the cursor or turn the line."""
    if text.isprintable():  # then nothing of all that is in it
        return text
    if "\x1b" in text or "\x9b" in text:
        text = re.sub(_ESCAPES, "", text)
    return text.translate(_REACHING)


def plain(text: str) -> str:
    """The same on one line."""
    if text.isprintable() and "  " not in text:
        return text.strip(" ")
    return re.sub(_SPACES, " ", harmless(text)).strip(" ")


def together(text: str) -> str:
    """The text, in which no line parts a number from its per cent sign."""
    return text.replace(" %", "\u00a0%")


def searchable(text: str) -> str:
    """A finished text with ordinary spaces: those that do not break have done their work, and
    whoever searches the text types ordinary ones.
    """
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def width(text: str) -> int:
    """The number of cells that a text without controls takes."""
    if text.isascii():
        return len(text)
    return sum(map(_cells, text))


@cache
def _cells(character: str) -> int:
    if category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1


def pad(text: str, cells: int) -> str:
    """The text with spaces after it until it takes so many cells."""
    return text + " " * (cells - width(text))


def side_by_side(cells: Sequence[str], gap: str) -> str:
    """The cells of one line, the first at the left whatever they are written in.

    A terminal that turns Arabic round would take neighbours in it for one run of text and swap
    them: a left-to-right mark (U+200E, no cell wide) before each keeps them apart and the line
    running from left to right (UAX #9). Lines without such letters have none.
    """
    line = gap.join(cells)
    if line.isascii() or not re.search(_FROM_THE_RIGHT, line):
        return line
    if not any(map(_from_the_right, line)):
        return line
    return _LEFT_TO_RIGHT + (gap + _LEFT_TO_RIGHT).join(cells)


# The blocks that Unicode sets apart for letters from right to left, and a mark of that direction.
_FROM_THE_RIGHT = (
    "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


@cache
def _from_the_right(letter: str) -> bool:
    return bidirectional(letter) in ("R", "AL")


def head(text: str, cells: int) -> str:
    """As much of the text's beginning as fits into so many cells; the whole text if it fits."""
    taken = 0
    for position, character in enumerate(text):
        taken += _cells(character)
        if taken > cells:
            return text[:position]
    return text


def shorten(text: str, cells: int) -> str:
    """The text, or its beginning and an ellipsis, in so many cells."""
    if width(text) <= cells:
        return text
    return head(text, cells - 1).rstrip() + ELLIPSIS


def _breakable(word: str, cells: int) -> str:
    """As much of a word as fits, so that no closing mark begins what is left."""
    fits = head(word, cells)
    end = len(fits)
    while end > 1 and word[end] in _CLOSING:
        end -= 1
    return fits[:end] if end > 1 else fits


def wrap(text: str, cells: int, most: int = 6) -> list[str]:
    """The text in lines of at most so many cells, at least 2: broken at spaces, else anywhere.

    What does not fit into `most` lines ends in an ellipsis. A text without words is one empty line.
    """
    if width(text) <= cells and "  " not in text and text.strip(" ") == text:
        return [text]  # as nearly all are
    lines, taken = [""], 0  # cells of the last line
    for word in filter(None, text.split(" ")):
        if len(lines) > most + 2:  # what follows is behind the ellipsis
            break
        wide = width(word)
        if taken + bool(lines[-1]) + wide <= cells:
            taken += bool(lines[-1]) + wide
            lines[-1] = f"{lines[-1]} {word}" if lines[-1] else word
            continue
        if lines[-1]:
            lines.append("")
        while wide > cells and len(lines) <= most + 2:
            lines[-1] = _breakable(word, cells)
            word = word[len(lines[-1]) :]
            wide = width(word)
            lines.append("")
        lines[-1], taken = word, wide
    if not lines[-1] and len(lines) > 1:
        lines.pop()
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], shorten(" ".join(lines[most - 1 :]), cells)]
