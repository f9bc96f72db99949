"""JSON with places: the members of a list or object one by one, each with where it begins."""

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

_BLANKS = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()


class NoJson(Exception):  # noqa: N818 - it names what was found
    """What keeps a text from being JSON, as a clause, and where: an offset from 0."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


class Member(NamedTuple):
    """A member of a list (then `key` is "") or object, its value, and its offset in the text."""

    key: str
    value: Any
    offset: int


def value_at(text: str, offset: int) -> tuple[Any, int]:
    """The value that begins at an offset, or after blanks there, and where it ends."""
    try:
        value, end = _DECODER.raw_decode(text, _skip(text, offset))
    except json.JSONDecodeError as error:
        raise NoJson(error.msg, error.pos) from None
    except RecursionError:
        raise NoJson("lists and objects lie too deep in one another", offset) from None
    except ValueError as error:  # a number of thousands of digits
        raise NoJson(str(error).partition(";")[0], offset) from None
    return value, end


def members(text: str, offset: int) -> Iterator[Member]:
    """The members of the list or object at an offset; nothing if there is another value."""
    at = _skip(text, offset)
    closing = {"[": "]", "{": "}"}.get(text[at : at + 1])
    if closing is None:
        return
    at = _skip(text, at + 1)
    while text[at : at + 1] != closing:
        key = ""
        if closing == "}":
            key, at = value_at(text, at)
            at = _skip(text, at)
            if text[at : at + 1] != ":":
                raise NoJson('":" is missing', at)
            at = _skip(text, at + 1)
        value, end = value_at(text, at)
        yield Member(str(key), value, at)
        at = _skip(text, end)
        if text[at : at + 1] == ",":
            at = _skip(text, at + 1)
        elif text[at : at + 1] != closing:
            raise NoJson(f'"," or "{closing}" is missing', at)


def _skip(text: str, offset: int) -> int:
    found = _BLANKS.match(text, offset)
    return offset if found is None else found.end()
