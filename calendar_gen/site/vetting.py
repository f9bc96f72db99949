"""What may stand in a memory that is read back: a build trusts it with names of files, with lines
of feeds and with addresses, and it may come from anywhere.
"""

import re
from collections.abc import Collection, Iterable
from contextlib import suppress
from typing import Any, TypeVar, get_args

from calendar_gen.changes import State
from calendar_gen.edtf import from_iso
from calendar_gen.occurrences import Extent, Status
from calendar_gen.rendering.ics import STYLES, Revision

Word = TypeVar("Word", bound=str)


class Unfit(ValueError):  # noqa: N818 - it says what is the case
    """A clause on what cannot stand in a memory, such as a name of a feed with a slash."""


MOST_SHOWN = 60
"""Characters of a text that a clause repeats."""

_FEED = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_UID = r"[a-z0-9+-]+(?:\.[a-z0-9+-]+)*"
_LANGUAGE = r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*"
_KEY = rf"{_LANGUAGE}/(?:{'|'.join(STYLES)})"
_DOMAIN = r"[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?"
_ADDRESS = r"https?://[^\x00-\x20\x7f-\uffff\"'<>\\^`{|}@?#/]+(?:/[^\x00-\x20\x7f\"<>\\^`{|}?#]*)?"
_DIGEST = r"[0-9a-f]{64}"
_LONELY = r"[\ud800-\udfff]"
_ACTS = r"[\x00-\x09\x0b-\x1f\x7f\ud800-\udfff]"

EXTENTS: tuple[str, ...] = get_args(Extent)
STATUSES: tuple[str, ...] = get_args(Status)
STANDS = frozenset({"all", "mark", "number", "kind", "rule", "party", "pair", "category", ""})
"""What the keys by which feeds choose events begin with; the feed of all has none."""

MOST_CHANGES = 2**31 - 1
"""The highest SEQUENCE (RFC 5545, section 3.3.8)."""


def inside(path: Any) -> str:
    """The path of a file in a site, which leads nowhere else. Raises Unfit."""
    parts = path.split("/") if isinstance(path, str) else []
    if not parts or not {"", ".", ".."}.isdisjoint(parts) or re.search(r"[\\\0]", path):
        raise Unfit(f"{_shown(path)} is not a path inside a site")
    return str(path)


def feed(name: Any) -> str:
    """The name of a feed, which is that of its file. Raises Unfit."""
    return _matching(_FEED, name, "the name of a feed")


def chosen_by(key: Any) -> str:
    """The key by which a feed chooses events, such as `party:RU`. Raises Unfit."""
    if not isinstance(key, str) or key.partition(":")[0] not in STANDS:
        raise Unfit(f"{_shown(key)} does not choose events for a feed")
    return key


def written_as(key: Any) -> str:
    """A language and window style, such as `en/edges`. Raises Unfit."""
    return _matching(_KEY, key, "a language and a window style, such as en/edges")


def uid(text: Any) -> str:
    """A UID without its domain. Raises Unfit."""
    return _matching(_UID, text, "a UID of this program")


def domain(text: Any) -> str:
    """What ends every UID. Raises Unfit."""
    return _matching(_DOMAIN, text, "a domain")


def address(text: Any) -> str | None:
    """The address of a site, or None. Raises Unfit."""
    return None if text is None else _matching(_ADDRESS, text, "the address of a site")


def digest(text: Any) -> str:
    """A SHA-256 in hexadecimal. Raises Unfit."""
    return _matching(_DIGEST, text, "a SHA-256")


def day(text: Any) -> int:
    """The number of a day. Raises Unfit."""
    try:
        return from_iso(text)
    except (ValueError, TypeError) as error:
        raise Unfit(f"{_shown(text)} is not a day") from error


def stamped(text: Any) -> int:
    """The number of a day that can stand in DTSTAMP: its year has four digits. Raises Unfit."""
    _matching(r"(?!0000)[0-9]{4}-.*", text, "a day of the years 1 to 9999")
    return day(text)


def days(first: int, last: int) -> tuple[int, int]:
    """Two days in order. Raises Unfit."""
    if last < first:
        raise Unfit("of two days that bound something, the last is before the first")
    return first, last


def one_of(words: Collection[Word], word: Any) -> Word:
    """One of these words. Raises Unfit."""
    found = next((each for each in words if each == word), None)
    if found is None:
        raise Unfit(f"{_shown(word)} is none of {', '.join(words)}")
    return found


def state(of: State) -> State:
    """How an occurrence stood. Raises Unfit."""
    uid(of.id)
    days(of.earliest, of.latest)
    one_of(EXTENTS, of.extent)
    one_of(STATUSES, of.status)
    if of.likelihood is not None and not 0 <= of.likelihood <= 100:
        raise Unfit(f"{of.likelihood} is not a likelihood in per cents")
    _texts((*of.titles, *of.titles.values(), *of.said, *of.said.values()), _LONELY)
    return of


def revision(of: Revision) -> Revision:
    """How an event stood. Raises Unfit."""
    _matching(_DIGEST, of.digest, "a SHA-256")
    days(of.first, of.last)
    if not 0 <= of.sequence <= MOST_CHANGES:
        raise Unfit(f"{of.sequence} is not a number of changes")
    _texts((of.summary, *((of.location,) if of.location is not None else ())), _ACTS)
    _texts(of.categories, _ACTS)
    _texts(map(chosen_by, of.keys), _LONELY)
    return of


def _texts(texts: Iterable[Any], without: str) -> None:
    texts = tuple(texts)
    with suppress(TypeError):  # one of them is none: which, is to be said
        if not re.search(without, "\n".join(texts)):  # a line end does no harm in any
            return
    for text in texts:
        if not isinstance(text, str) or re.search(without, text):
            raise Unfit(f"{_shown(text)} is not a text of a feed")


def _matching(pattern: str, text: Any, what: str) -> str:
    if not isinstance(text, str) or not re.fullmatch(pattern, text):
        raise Unfit(f"{_shown(text)} is not {what}")
    return text


def _shown(value: Any) -> str:
    """What was found, on one line and of a length that can be read."""
    text = ascii(value)
    return text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]}…"
