"""Rows of days that the sun or an authority settles: solar terms, equinoxes, tables."""

from datetime import tzinfo
from functools import lru_cache

from calendar_gen.calendars.authority_tables import (
    AuthorityTable,
    authority_certainty,
    authority_day,
    authority_tables,
)
from calendar_gen.calendars.solar import (
    FIRST_YEAR,
    LAST_YEAR,
    UTC_PLUS_8,
    solar_term,
    solar_term_certainty,
    solar_term_day,
)
from calendar_gen.rules import Certainty
from calendar_gen.sentences.month_rows import Row
from calendar_gen.sentences.nodes import SolarTerm, SunPoint, TableDay

Named = SolarTerm | SunPoint | TableDay


def named_row(node: Named, first: int, last: int) -> Row:
    """The day of each Gregorian year, `first` to `last`, which must be known."""
    if isinstance(node, TableDay):
        return [authority_day(_table(node), year) for year in range(first, last + 1)]
    return _sun_days(_longitude(node), first, last, _zone(node))


def named_years(node: Named) -> tuple[int, int]:
    """The first and the last year that the day is known for."""
    if isinstance(node, TableDay):
        return _table(node).first_year, _table(node).last_year
    return FIRST_YEAR, LAST_YEAR


def named_certainty(node: Named, year: int) -> Certainty:
    """How surely the day of a known year is known."""
    if isinstance(node, TableDay):
        return authority_certainty(_table(node), year)
    return solar_term_certainty(_longitude(node), year, _zone(node))


@lru_cache(maxsize=256)
def _sun_days(longitude: int, first: int, last: int, zone: str | tzinfo) -> Row:
    return [solar_term_day(longitude, year, zone) for year in range(first, last + 1)]


def _table(node: TableDay) -> AuthorityTable:
    return authority_tables()[node.table]


def _longitude(node: SolarTerm | SunPoint) -> int:
    if isinstance(node, SunPoint):
        return 30 * (node.month - 3)
    term = solar_term(node.term)
    assert term is not None
    return term.longitude


def _zone(node: SolarTerm | SunPoint) -> str | tzinfo:
    if node.zone is None:
        return UTC_PLUS_8
    from calendar_gen.sentences.zones import zone_key  # reads sentences too, which few rules need

    return zone_key(node.zone)
