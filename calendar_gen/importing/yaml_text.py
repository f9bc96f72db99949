"""YAML as we write it: our own few shapes, every text from elsewhere quoted and inert.

A person reads the file before it is used, so it must not look like something else than it is:
whatever does not print, turns the direction of writing or ends a line is written as an escape.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping

_PLAIN = re.compile(r"[a-zA-Z0-9]+(?:[ -][a-zA-Z0-9]+)*")
_DATE = re.compile(r"-?[0-9]{4}(?:-[0-9]{2}){0,2}~?(?:/-?[0-9]{4}(?:-[0-9]{2}){0,2}~?)?")
_TAKEN = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
_NUMBER = re.compile(r"[0-9]+(?:e[0-9]+)?|0x[0-9a-f]+|0o[0-7]+")
_ESCAPED = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
_ACTING = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})


def tidy(text: str) -> str:
    """A text of one line: blanks and control characters are single spaces, half characters go."""
    if text.isprintable() and "  " not in text and text[:1] != " " and text[-1:] != " ":
        return text  # as nearly every text is already
    kept = (" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in text)
    return " ".join("".join(c for c in kept if not "\ud800" <= c <= "\udfff").split())


def quoted(text: str) -> str:
    """A text in double quotes, whatever it looks like."""
    return '"' + "".join(map(_character, text)) + '"'


def word(text: str) -> str:
    """An id, a day or a sentence of ours: plain where every YAML reader takes it for a text or a
    day, else quoted.
    """
    if _DATE.fullmatch(text):
        return text
    lower = text.lower()
    if _PLAIN.fullmatch(text) and lower not in _TAKEN and not _NUMBER.fullmatch(lower):
        return text
    return quoted(text)


def listing(items: Iterable[str]) -> str:
    """`[a, b]`, of items that are YAML already."""
    return f"[{', '.join(items)}]"


def mapping(pairs: Mapping[str, str]) -> str:
    """`{a: b}`, of values that are YAML already."""
    return "{" + ", ".join(f"{word(key)}: {value}" for key, value in pairs.items()) + "}"


def comment(text: str) -> str:
    """A comment of one line, in which nothing acts."""
    return "# " + "".join(c if c == '"' or c == "\\" else _character(c) for c in tidy(text))


def is_acting(c: str) -> bool:
    """Whether a character ends a line, turns the direction of writing or does not show."""
    return unicodedata.category(c) in _ACTING


def _character(c: str) -> str:
    if c in _ESCAPED:
        return _ESCAPED[c]
    code = ord(c)
    if c == " " or not is_acting(c):
        return c
    if code > 0xFFFF:
        return f"\\U{code:08X}"
    return f"\\u{code:04X}" if code > 0xFF else f"\\x{code:02X}"
