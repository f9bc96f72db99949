"""Days that go by a name of their own: the Easters, solar terms, days kept by tables."""

from functools import cache
from typing import TYPE_CHECKING

from calendar_gen.problems import did_you_mean
from calendar_gen.sentences.cursor import Cursor
from calendar_gen.sentences.nodes import Easter, SolarTerm, TableDay
from calendar_gen.sentences.tokens import SentenceError
from calendar_gen.sentences.words import fold
from calendar_gen.sentences.zones import read_zone

if TYPE_CHECKING:
    from calendar_gen.calendars.authority_tables import AuthorityTable

NamedDay = Easter | SolarTerm | TableDay


def read(cursor: Cursor) -> NamedDay | None:
    """The named day that comes next; None if none does. Raises SentenceError."""
    if cursor.accept("easter"):
        return Easter("western")
    if cursor.accept("orthodox", "easter"):
        return Easter("orthodox")
    term = cursor.longest(_terms())
    if term is not None:
        return SolarTerm(term, read_zone(cursor) if cursor.accept("in") else None)
    tables = cursor.longest(_tables())
    return None if tables is None else TableDay(_of_authority(cursor, tables).key)


def at(cursor: Cursor) -> bool:
    """Whether a named day comes next, or the beginning of its name."""
    if cursor.says("easter") or cursor.says("orthodox"):
        return True
    start = cursor.at
    found = cursor.longest(_terms()) or cursor.longest(_tables())
    cursor.at = start
    return bool(found)


def names() -> list[str]:
    """All such names, for suggestions."""
    return ["Easter", "Orthodox Easter", *sorted(set(_terms().values())), *_table_names()]


@cache
def _terms() -> dict[str, str]:
    from calendar_gen.calendars.solar import TERMS

    return {fold(name): term.name for term in TERMS for name in (term.name, *term.aliases)}


def _table_names() -> list[str]:
    from calendar_gen.calendars.authority_tables import authority_tables

    return [table.name for table in authority_tables().values() if table.alone]


@cache
def _tables() -> "dict[str, tuple[AuthorityTable, ...]]":
    from calendar_gen.calendars.authority_tables import authority_tables

    found: dict[str, tuple[AuthorityTable, ...]] = {}
    for table in authority_tables().values():
        for name in {fold(name) for name in (table.name, *table.aliases)}:
            found[name] = (*found.get(name, ()), table)
    return found


def _of_authority(cursor: Cursor, tables: "tuple[AuthorityTable, ...]") -> "AuthorityTable":
    """The table of the authority that is named next, or of one that need not be named."""
    named = cursor.longest({fold(table.authority): table for table in tables})
    alone = [table for table in tables if table.alone]
    if named is not None:
        return named
    if alone or len(tables) == 1:
        return (alone or tables)[0]
    token = cursor.here
    options = sorted(table.authority for table in tables)
    said = f"{tables[0].name} is kept on different days: its authority must be named"
    hint = did_you_mean(token.text, options, most=0) if token.kind == "word" else None
    raise SentenceError(said, token.offset, hint or f"one of {', '.join(options)}")
