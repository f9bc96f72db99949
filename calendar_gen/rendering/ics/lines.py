"""Content lines as bytes (RFC 5545, sections 3.1 and 3.3.11): cleaning, escaping, folding.

What is the same for all events of a rule is encoded by icalendar's own property types, once. What
differs is encoded here to the very same bytes, since icalendar folds one character at a time.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any
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
    if text.isascii() and text.isprintable():
        return text
    lines = text.replace("\r\n", "\n").replace("\r", "\n").translate(_CLEAN)
    return normalize("NFC", lines)


def text_line(name: str, text: str) -> bytes:
    """A property whose value is text that differs from event to event."""
    value = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
    return fold(f"{name}:{value}".encode())


def fold(line: bytes) -> bytes:
    """A line in pieces of at most 75 octets, cut neither in a character nor after a backslash."""
    if len(line) <= LIMIT:
        return line
    pieces = []
    start = 0
    while len(line) - start > LIMIT:
        end = start + LIMIT
        while line[end] & 0xC0 == 0x80:
            end -= 1
        if line[end - 1] in b"\\^":
            end -= 1
        pieces.append(line[start:end])
        start = end
    pieces.append(line[start:])
    return b"\r\n ".join(pieces)


@lru_cache(maxsize=8192)
def date_value(day: int) -> str:
    """A day (Rata Die, of the years 1 to 9999) as a DATE value: `20250509`."""
    year, month, of_month = civil(day)
    return f"{year:04d}{month:02d}{of_month:02d}"


@lru_cache(maxsize=4096)
def shared_line(name: str, text: str, parameter: str | None = None) -> bytes:
    """A text property that several events or feeds share, as icalendar writes it."""
    return _content_line(name, _text_value(text), parameter)


@lru_cache(maxsize=4096)
def categories_line(categories: Sequence[str]) -> bytes:
    """CATEGORIES on one line, as icalendar writes them. `categories` is a tuple and not empty."""
    return _content_line("CATEGORIES", b",".join(_text_value(text) for text in categories), None)


def _text_value(text: str) -> bytes:
    """As icalendar's TEXT, but for its fault of taking a backslash before an N for a newline."""
    from icalendar import vText

    return b"\\\\N".join(vText(part).to_ical() for part in text.split("\\N"))


def _content_line(name: str, value: bytes, parameter: str | None) -> bytes:
    from icalendar.parser import Contentline

    line: Any = Contentline

    head = f"{name};{parameter}" if parameter else name
    return bytes(line(f"{head}:{value.decode()}").to_ical())
