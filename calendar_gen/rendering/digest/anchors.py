"""Where things stand on the page: ids that stay the same from build to build.

An entry's id is its occurrence id, so that a feed can point to it. All other ids have a colon,
which no occurrence id has. Sources are numbered in the order in which the page first needs them.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote


class Mark(NamedTuple):
    """A source as it is pointed to in the text: its number, the id of its place, and its
    citation.
    """

    number: int
    anchor: str
    text: str


class Marks:
    """The numbers of the sources of one page."""

    def __init__(self, ids: Iterable[str], texts: dict[str, str]) -> None:
        self._marks = {
            id_: Mark(number, source_anchor(id_), texts[id_])
            for number, id_ in enumerate(dict.fromkeys(ids), start=1)
        }

    def of(self, ids: Iterable[str]) -> Sequence[Mark]:
        """The marks of some sources, in order of their numbers."""
        marks = self._marks
        return sorted([marks[id_] for id_ in dict.fromkeys(ids)])

    def ids(self) -> Sequence[str]:
        """All sources in order of their numbers."""
        return list(self._marks)


@lru_cache(maxsize=4096)  # asked for each entry that cites it
def source_anchor(id_: str) -> str:
    """The place of a source."""
    return "source:" + quote(id_)


def visit_anchor(id_: str) -> str:
    """The place of a visit of the record."""
    return "visit:" + quote(id_)


def conflict_anchor(visit: str) -> str:
    """The place where the sources of a visit are set against each other."""
    return "conflict:" + quote(visit)


def pair_anchor(parties: Sequence[str]) -> str:
    """The place of a pair in the ledger."""
    return "pair:" + quote("-".join(parties).casefold())


def month_anchor(number: int) -> str:
    """The place of a month; the 0th is what has no day but "in the year"."""
    return f"month:{number:02d}"


@lru_cache(maxsize=4096)  # asked for in every language
def rule_anchor(id_: str) -> str:
    """The place of a rule among the rules."""
    return "rule:" + quote(id_)
