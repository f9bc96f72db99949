"""From the bytes of a file to text for the YAML parser, or the place of what it cannot take."""

import re
from collections.abc import Iterator
from itertools import islice

from calendar_gen.limits import limit, raising, written
from calendar_gen.problems import Place, Problem
from calendar_gen.rulebook.files import RuleFile

REPLACED = "\U0010fffd"
"""Stands where something was that a rule file cannot hold, so that the rest can be read.

Of private use, so that nobody's text has it: U+FFFD stands in titles that went through many hands.
"""

MOST_SHOWN = 20
"""Places of one kind of bad character that are named one by one."""

_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
_BYTES = re.compile("[\udc80-\udcff]+")
_CONTROLS = re.compile(
    f"[\\0-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\u2028\u2029{_MARK}\ufffe\uffff]+"
)
_NAMES = {
    "\0": "a NUL character",
    _MARK: "a byte order mark",
    "\N{NEXT LINE}": "a next-line character",
}


def text_of(file: RuleFile, most: str = "file") -> tuple[str | None, list[Problem]]:
    """The text of a file, and what is wrong with its characters: each is `REPLACED` in the text.

    None if the file is larger than the limit `most`. A byte order mark at the very start is dropped
    with a note; the columns are those of the text after it.
    """
    start = Place(file.name, 1, 1)
    if len(file.content) > limit(most):
        message = f"a rule file has at most {written(limit(most))} bytes"
        hint = f"split it into several files, or {raising(most)}"
        return None, [Problem(start, "error", "too-large", message, hint)]
    text, problems = _decoded(file)
    if text.startswith(_MARK):
        text = text[1:]
        message = "the file begins with a byte order mark, which nothing needs"
        problems.append(Problem(start, "note", "byte-order-mark", message))
    if text.replace("\n", "").isprintable():  # as most are, and known in a tenth of the time
        return text, problems
    for pattern, problem in ((_BYTES, _bad_byte), (_CONTROLS, _control)):
        if pattern.search(text) is not None:
            found = [problem(match, file.name) for match in _first(pattern, text)]
            text, count = pattern.subn(lambda match: REPLACED * len(match[0]), text)
            problems += [*found, *_more(count, found)]
    return text, problems


def _decoded(file: RuleFile) -> tuple[str, list[Problem]]:
    """The text with a surrogate for each byte that is no UTF-8; of UTF-16 as what it is."""
    if not file.content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return file.content.decode("utf-8", "surrogateescape"), []
    at = Place(file.name, 1, 1)
    problem = Problem(at, "error", "encoding", "the file is in UTF-16", "save it as UTF-8")
    return file.content.decode("utf-16", "replace"), [problem]


def _first(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    return islice(pattern.finditer(text), MOST_SHOWN)


def _more(count: int, found: list[Problem]) -> list[Problem]:
    """What says that there are more places like those found, beside the last of these."""
    if count <= len(found):
        return []
    message = f"{count - len(found)} more places are like the {len(found)} named up to here"
    return [found[-1]._replace(message=message, hint=None)]


def place_in(text: str, index: int, name: str) -> Place:
    """Line and column, from 1, of the character at an index."""
    before = text[:index].replace("\r\n", "\n").replace("\r", "\n")
    line = before.count("\n")
    return Place(name, line + 1, len(before) - (before.rfind("\n") + 1) + 1)


def _control(found: re.Match[str], name: str) -> Problem:
    """A character that YAML does not allow, or that breaks a line unseen."""
    character = found[0][0]
    what = _NAMES.get(character, f"the control character U+{ord(character):04X}")
    at = place_in(found.string, found.start(), name)
    return Problem(at, "error", "control-character", f"{what} cannot stand in a rule file")


def _bad_byte(found: re.Match[str], name: str) -> Problem:
    """A byte that is not UTF-8, with the letter that it is likely to mean."""
    byte = ord(found[0][0]) - 0xDC00
    letter = bytes([byte]).decode("cp1252", "replace")
    hint = (
        f'it would be "{letter}" in Windows-1252; save the file as UTF-8'
        if letter.isalpha()
        else None
    )
    at = place_in(found.string, found.start(), name)
    message = f"the byte {byte:02X} is not UTF-8"
    return Problem(at, "error", "encoding", message, hint or "save the file as UTF-8")
