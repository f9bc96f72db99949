"""Content lines as bytes (RFC 5545, sections 3.1 and 3.3.11): cleaning, escaping, folding.

The bytes are icalendar's, which the tests hold them to; but icalendar folds one character at a
time, and to load it takes longer than to write a thousand events.
"""

from collections.abc import Iterable
from functools import lru_cache
from unicodedata import normalize

from calendar_gen.edtf import civil

LIMIT = 74
"""Octets of a line before it is folded; the space that begins a folded line makes 75."""

_LINE_ENDS = {0x2028: "\n", 0x2029: "\n"}
_CONTROLS = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)))
_DIRECTION = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
_CLEAN: dict[int, str | None] = {
    **_CONTROLS,
    **_DIRECTION,
    **_SURROGATES,
    **_LINE_ENDS,
    0x09: " ",
    0x0A: "\n",
    0xFEFF: None,
}
"""No control characters, nothing that turns the direction of the text around it, no broken halves.
"""


@lru_cache(maxsize=8192)
def clean(text: str) -> str:
    """Text as it may stand in a feed: NFC, one kind of newline, nothing invisible that acts."""
    if text.isascii() and text.replace("\n", "").isprintable():
        return text
    lines = text.replace("\r\n", "\n").replace("\r", "\n").translate(_CLEAN)
    return normalize("NFC", lines)


def text_line(name: str, text: str) -> bytes:
    """A property whose value is text; `name` may have parameters."""
    line = f"{name}:{_escaped(text)}".encode()
    return line if len(line) <= LIMIT else fold(line)


def texts_line(name: str, texts: Iterable[str]) -> bytes:
    """A property whose value is a list of texts."""
    return fold(f"{name}:{','.join(map(_escaped, texts))}".encode())


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def fold(line: bytes) -> bytes:
    """A line in pieces of at most 75 octets, cut neither in a character nor after a backslash."""
    last = len(line) - LIMIT
    if last <= 0:
        return line
    pieces = []
    start = 0
    while start < last:
        end = start + LIMIT
        while 0x80 <= line[end] < 0xC0:
            end -= 1
        if line[end - 1] in b"\\^":
            end -= 1
        pieces.append(line[start:end])
        start = end
    pieces.append(line[start:])
    return b"\r\n ".join(pieces)


@lru_cache(maxsize=8192)
def date_value(day: int) -> bytes:
    """A day (Rata Die, of the years 1 to 9999) as a DATE value: `20250509`."""
    return b"%04d%02d%02d" % civil(day)
