"""What a projection is asked for, and how it is cut: blocks of years, and shards of rules."""

from collections.abc import Iterator
from hashlib import sha256
from typing import NamedTuple
from zlib import crc32

from calendar_gen import edtf

ROWS = 4_000_000
"""Occurrences that a block of years is to have at most; they take a few hundred megabytes."""


class Block(NamedTuple):
    """Days, both in; an occurrence belongs to the block in which it begins, or to the `opening` one
    if it began before.
    """

    first: int
    last: int
    opening: bool

    def holds(self, first: int) -> bool:
        """Whether an occurrence that begins on a day is of this block."""
        return first <= self.last and (self.opening or self.first <= first)


class Run(NamedTuple):
    """Days `first` to `last`, both in, as known on `as_of`, of the rulebook with that digest, in so
    many shards.
    """

    first: int
    last: int
    as_of: int
    rulebook: str
    shards: int

    def key(self, *parts: int) -> str:
        """A name for a part of the run that no other run shares."""
        return sha256(repr((FORMAT, tuple(self), parts)).encode()).hexdigest()[:32]


FORMAT = 1
"""Counts changes of what is written, so that parts of older runs are not taken for new ones."""


def blocks(first: int, last: int, rules: int) -> Iterator[Block]:
    """Whole Gregorian years, so few that so many rules make at most `ROWS` occurrences, if they can
    be so few.
    """
    years = max(1, ROWS // max(rules, 1))
    start, end = edtf.civil(first)[0], edtf.civil(last)[0]
    for year in range(start, end + 1, years):
        from_, to = edtf.day(year, 1, 1), edtf.day(year + years, 1, 1) - 1
        yield Block(max(from_, first), min(to, last), year == start)


def shard_of(rule: str, shards: int) -> int:
    """The shard of a rule: by its id alone, whatever other rules there are."""
    return crc32(rule.encode()) % shards
