"""Who stayed with whom from when to when: rows of a record, merged, of leaders or of others."""

import re
from collections.abc import Iterable
from typing import NamedTuple, Protocol

from calendar_gen.parties import successor

NEW_STAY = 8
"""Days between two starts from which on rows of one pair and direction are two stays."""

# A record of leaders' visits names hundreds of offices; those who only represent are few.
_BELOW_LEADERS = re.compile(
    r"""\b(?: secretary\ (?:of\ state|for\b) | (?:foreign|defen[cs]e)\ (?:minister|secretary)
        | minister\ (?:of|for)\b | state\ secretary | ambassador | (?:special\ )?envoy | delegation
        | deputy\ (?:head|foreign) | vice[ -]president | speaker )""",
    re.IGNORECASE | re.VERBOSE,
)
_HEADS = re.compile(r"\b(?:prime|first|chief) minister(?: (?:of|for)\b)?", re.IGNORECASE)


class Row(Protocol):
    """A row of a record."""

    @property
    def guest(self) -> str:
        """Code of the party that came."""

    @property
    def host(self) -> str:
        """Code of the party that it came to."""

    @property
    def first(self) -> int:
        """First day."""

    @property
    def last(self) -> int:
        """Last day, in."""

    @property
    def office(self) -> str:
        """The office of who came, in words; empty if not known."""


class Stay(NamedTuple):
    """One stay; withdrawn states are those that went on for them.

    `last` is the last day of its first row: on that day nobody knows yet of rows still to come.
    """

    guest: str
    host: str
    first: int
    last: int


def is_leader(office: str) -> bool:
    """Whether an office is that of a head of state or of government, or of one who acts as such.

    Unknown offices are: a list of leaders' visits says no more of a junta's member than his name.
    """
    return not _BELOW_LEADERS.search(_HEADS.sub("head", office))


def stays(rows: Iterable[Row], hub: str, *, leaders: bool) -> tuple[Stay, ...]:
    """Stays of leaders (or of all others) between the hub and its partners, by first day.

    Rows of one pair and direction that start less than eight days after the one before are one
    stay, which has the days of the first.
    """
    wanted = sorted(
        (successor(row.guest), successor(row.host), row.first, row.last)
        for row in rows
        if is_leader(row.office) == leaders
    )
    merged: list[Stay] = []
    start = 0
    for guest, host, first, last in wanted:
        if (guest == hub) == (host == hub):
            continue
        same = merged and merged[-1][:2] == (guest, host)
        if not same or first - start >= NEW_STAY:
            merged.append(Stay(guest, host, first, last))
        start = first
    return tuple(sorted(merged, key=lambda stay: (stay.first, stay.guest, stay.host, stay.last)))
