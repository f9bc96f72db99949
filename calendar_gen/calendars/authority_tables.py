"""Days that no rule settles, as an authority announces them: Diwali in India, Vesak by country.

A table gives one day a year. Up to ``last_announced`` it is what the authority is reported to have
published: provisional, until someone has held it against the gazette. After that it follows the
rule that the source states, an estimate. Where two days were kept in a year, or the almanacs
quarrelled, the year is contested and an estimate too.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from calendar_gen.calendars.dates import Certainty, OutOfRange
from calendar_gen.calendars.western import gregorian_day
from calendar_gen.named import NamedTuple


class AuthorityTable(NamedTuple):
    """A table of one day a year: ``days`` is "MMDD MMDD ..." from ``first_year`` on.

    ``alone`` says that the name without its authority means this table.
    """

    key: str
    name: str
    aliases: tuple[str, ...]
    authority: str
    alone: bool
    source: str
    first_year: int
    last_announced: int
    contested: tuple[int, ...]
    days: str

    @property
    def last_year(self) -> int:
        """The last Gregorian year that the table holds."""
        return self.first_year + self.days.count(" ")


@cache
def authority_tables() -> Mapping[str, AuthorityTable]:
    """All tables by key, in a fixed order."""
    from calendar_gen.calendars.tables.authority_days import AUTHORITY_DAYS

    return MappingProxyType({table.key: table for table in AUTHORITY_DAYS})


def authority_day(table: AuthorityTable, year: int) -> int:
    """The day number on which the day is kept in a Gregorian year. Raises OutOfRange."""
    if not table.first_year <= year <= table.last_year:
        raise OutOfRange(
            f"{table.name} as kept in {table.authority} is tabled for the years "
            f"{table.first_year} to {table.last_year}, and {year} is outside"
        )
    at = 5 * (year - table.first_year)
    return gregorian_day(year, int(table.days[at : at + 2]), int(table.days[at + 2 : at + 4]))


def authority_certainty(table: AuthorityTable, year: int) -> Certainty:
    """Provisional where announced, else an estimate. Raises OutOfRange."""
    authority_day(table, year)
    announced = year <= table.last_announced and year not in table.contested
    return "provisional" if announced else "estimate"
