"""From the bytes of a file to text for the YAML parser, or the place of what it cannot take."""

import re

from calendar_gen.problems import Place, Problem
from calendar_gen.rulebook.files import LARGEST, RuleFile

_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
_CONTROLS = re.compile("[\\0-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f]")
_SEPARATORS = ("\u2028", "\u2029", _MARK, "\ufffe", "\uffff")
_NAMES = {
    "\0": "a NUL character",
    _MARK: "a byte order mark",
    "\N{NEXT LINE}": "a next-line character",
}


def text_of(file: RuleFile) -> tuple[str | None, list[Problem]]:
    """The text of a file in UTF-8, or None with the problem that keeps it from being one.

    A byte order mark at the very start is dropped with a note; the columns are those of the text
    after it.
    """
    start = Place(file.name, 1, 1)
    if len(file.content) > LARGEST:
        most = f"a rule file has at most {LARGEST // 1024 // 1024} MiB"
        return None, [Problem(start, "error", "too-large", most, "split it into several files")]
    if file.content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None, [
            Problem(start, "error", "encoding", "the file is in UTF-16", "save it as UTF-8")
        ]
    try:
        text = file.content.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [_bad_byte(file, error)]
    problems = []
    if text.startswith(_MARK):
        text = text[1:]
        message = "the file begins with a byte order mark, which nothing needs"
        problems.append(Problem(start, "note", "byte-order-mark", message))
    index = _forbidden(text)
    if index is None:
        return text, problems
    at = place_in(text, index, file.name)
    what = _NAMES.get(text[index], f"the control character U+{ord(text[index]):04X}")
    message = f"{what} cannot stand in a rule file"
    return None, [*problems, Problem(at, "error", "control-character", message)]


def _forbidden(text: str) -> int | None:
    """Where the first character stands that YAML does not allow, or that breaks a line unseen."""
    control = _CONTROLS.search(text)
    found = [text.index(mark) for mark in _SEPARATORS if mark in text]
    return min([*found, *([control.start()] if control else [])], default=None)


def place_in(text: str, index: int, name: str) -> Place:
    """Line and column, from 1, of the character at an index."""
    before = text[:index].replace("\r\n", "\n").replace("\r", "\n")
    line = before.count("\n")
    return Place(name, line + 1, len(before) - (before.rfind("\n") + 1) + 1)


def _bad_byte(file: RuleFile, error: UnicodeDecodeError) -> Problem:
    """The first byte that is not UTF-8, with the letter that it is likely to mean."""
    good = file.content[: error.start].decode("utf-8").removeprefix(_MARK)
    byte = file.content[error.start]
    at = place_in(good, len(good), file.name)
    letter = bytes([byte]).decode("cp1252", "replace")
    hint = (
        f'it would be "{letter}" in Windows-1252; save the file as UTF-8'
        if letter.isalpha()
        else None
    )
    message = f"the byte {byte:02X} is not UTF-8"
    return Problem(at, "error", "encoding", message, hint or "save the file as UTF-8")
