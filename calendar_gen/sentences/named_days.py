"""Days that go by a name of their own: the Easters, solar terms, days kept by tables."""

from functools import cache

from calendar_gen.calendars.solar import TERMS
from calendar_gen.sentences.cursor import Cursor
from calendar_gen.sentences.nodes import Easter, SolarTerm, TableDay
from calendar_gen.sentences.words import fold
from calendar_gen.sentences.zones import read_zone

NamedDay = Easter | SolarTerm | TableDay


def read(cursor: Cursor) -> NamedDay | None:
    """The named day that comes next; None if none does. Raises SentenceError."""
    if cursor.accept("easter"):
        return Easter(orthodox=False)
    if cursor.accept("orthodox", "easter"):
        return Easter(orthodox=True)
    term = cursor.longest(_terms())
    if term is not None:
        return SolarTerm(term, read_zone(cursor) if cursor.accept("in") else None)
    return None


def names() -> list[str]:
    """All such names, for suggestions."""
    return ["Easter", "Orthodox Easter", *(term.name for term in TERMS)]


@cache
def _terms() -> dict[str, str]:
    return {fold(name): term.name for term in TERMS for name in (term.name, *term.aliases)}
