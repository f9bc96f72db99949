"""From the days of patterns to the occurrences of all rules that have them, as columns."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from calendar_gen import edtf
from calendar_gen.bulk.collapsing import NEVER, Collapsed, Counted
from calendar_gen.bulk.runs import Block
from calendar_gen.forecasting.anniversaries import DEFAULT_MARKS, observed_of
from calendar_gen.forecasting.world import WorldAsOf
from calendar_gen.patterns import Anniversary
from calendar_gen.rules import DOUBT, Commemoration, Rulebook

NUMBERLESS = np.iinfo(np.int32).min
"""The number of an occurrence that has none."""


class Table(NamedTuple):
    """The days of all patterns that have equally many, a row a pattern; `row` says which, and
    `mark` has for each row one for each remainder of an origin, and one for none.
    """

    row: NDArray[np.int64]
    first: NDArray[np.int32]
    last: NDArray[np.int32]
    year: NDArray[np.int32]
    sure: NDArray[np.int8]
    tail: NDArray[np.int32]
    mark: NDArray[np.bool_]


class Rows:
    """The days of patterns in some years: those of pattern p are the rows `start[p]` to
    `start[p + 1]`, by year and day.

    `day` is what the sentence gave, `year` the one that the number counts to, `title` the one that
    decides between titles, `sure` a row of `rules.DOUBT`, `tail` a row of `tails`: what the id of
    an occurrence has after that of its rule. `years` and `days` are `year` and `day` under their
    pattern, so that both grow from the first row to the last.
    """

    def __init__(
        self, start: Sequence[int], table: Sequence[tuple[int, ...]], tails: Sequence[str]
    ) -> None:
        columns = np.array(table, dtype=np.int32).reshape(len(table), 7).T
        self.start = np.array(start)
        self.first, self.last, self.day, self.year, self.title, sure, self.tail = map(
            np.ascontiguousarray, columns
        )
        self.sure = sure.astype(np.int8)
        self.tails = tuple(tails)
        pattern = np.repeat(np.arange(len(start) - 1), np.diff(self.start)) * _WIDE
        self.years, self.days = pattern + self.year, pattern + self.day
        self._tables: dict[int, Table] = {}

    def table(self, count: int) -> Table:
        """The days of all patterns that have so many."""
        if count not in self._tables:
            whole = np.diff(self.start) == count
            row = np.cumsum(whole) - 1
            rows_ = (self.start[:-1][whole][:, None] + np.arange(count)).reshape(-1)
            first, last, year, sure, tail = (
                column[rows_].reshape(-1, count)
                for column in (self.first, self.last, self.year, self.sure, self.tail)
            )
            phases = (*range(DEFAULT_MARKS), None)
            mark = np.stack([_in_phase(year, phase) for phase in phases], axis=1)
            mark = mark.reshape(-1, count)
            self._tables[count] = Table(row, first, last, year, sure, tail, mark)
        return self._tables[count]


def _in_phase(year: NDArray[np.int32], phase: int | None) -> NDArray[np.bool_]:
    if phase is None:
        return np.zeros(year.shape, dtype=np.bool_)
    return np.asarray(year % DEFAULT_MARKS == phase)


_WIDE, _HALF = 1 << 34, 1 << 33
"""Room for every day and year of one pattern beside those of the next."""


class Columns(NamedTuple):
    """Occurrences of rules by patterns, rule by rule, each rule's by day.

    `rule` is a row of `Collapsed.names`, `number` may be `NUMBERLESS`, `title` counts the title
    periods before.
    """

    rule: NDArray[np.int32]
    first: NDArray[np.int32]
    last: NDArray[np.int32]
    number: NDArray[np.int32]
    mark: NDArray[np.bool_]
    sure: NDArray[np.int8]
    tail: NDArray[np.int32]
    title: NDArray[np.int8]


def rows(patterns: Sequence[Commemoration], block: Block) -> Rows:
    """The days of patterns that are of a block."""
    empty = Rulebook({}, {}, {}, (), (), {}, (), {}, ())
    world = WorldAsOf(empty, block.last)  # no pattern leans on what is known
    tails: dict[str, int] = {}
    start = [0]
    table: list[tuple[int, ...]] = []
    for pattern in patterns:
        found = observed_of(pattern, block.first, block.last, world)
        for each in sorted(found, key=lambda each: (_years(each), each.day, each.first)):
            if not block.holds(each.first):
                continue
            tail = tails.setdefault(each.id, len(tails))
            table.append(
                (each.first, each.last, each.day, *_years(each), DOUBT[each.certainty], tail)
            )
        start.append(len(table))
    return Rows(start, table, tuple(tails))


def _years(each: Anniversary) -> tuple[int, int]:
    """The year that its number counts to, and the one by which its title is chosen."""
    civil = edtf.civil(each.day)[0]
    year = civil if each.year is None else each.year
    named = each.year is not None and each.cycle.removeprefix("-").isdecimal()
    return year, year if named else civil


def gather(collapsed: Collapsed, rules: Counted, found: Rows) -> list[Columns]:
    """The occurrences of some rules, from the days of all patterns: those of rules that have every
    day of their pattern, by how many these are, then the others.
    """
    start = found.start[rules.pattern]
    count = found.start[rules.pattern + 1] - start
    whole = _whole(rules, found, start, count)
    parts = [
        _blocks(rules.take(np.flatnonzero(whole & (count == each))), found, int(each))
        for each in np.unique(count[whole])
    ]
    rest = np.flatnonzero(~whole & (count > 0))
    if len(rest):
        parts.append(_rest(collapsed, rules.take(rest), found))
    return parts


def _whole(
    rules: Counted, found: Rows, start: NDArray[np.int64], count: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Which rules have every day of their pattern, usual marks and one title, and are in no doubt:
    nearly all that count from an event before the block.
    """
    if not len(found.first):
        return np.zeros(len(start), dtype=np.bool_)
    first = np.minimum(start, len(found.first) - 1)
    later = (found.year[first] > rules.origin + 1) & (found.day[first] >= rules.earliest)
    usual = (rules.marks == 0) & ~rules.titled & (rules.doubt == 0)
    return np.asarray((count > 0) & usual & (later | (rules.origin == NEVER)))


def _blocks(rules: Counted, found: Rows, count: int) -> Columns:
    """Occurrences of rules whose patterns have so many days each: whole rows are copied, which
    costs little more than copying what comes out.
    """
    table = found.table(count)
    row = table.row[rules.pattern]
    counts = rules.origin != NEVER
    number = table.year.take(row, axis=0)
    number -= np.where(counts, rules.origin, 0)[:, None]
    phase = np.where(counts, rules.origin % DEFAULT_MARKS, DEFAULT_MARKS)
    if not counts.all():
        number[~counts] = NUMBERLESS
    return Columns(
        rule=np.repeat(rules.rule, count),
        first=table.first.take(row, axis=0).reshape(-1),
        last=table.last.take(row, axis=0).reshape(-1),
        number=number.reshape(-1),
        mark=table.mark.take(row * (DEFAULT_MARKS + 1) + phase, axis=0).reshape(-1),
        sure=table.sure.take(row, axis=0).reshape(-1),
        tail=table.tail.take(row, axis=0).reshape(-1),
        title=np.zeros(len(row) * count, dtype=np.int8),
    )


def _rest(collapsed: Collapsed, rules: Counted, found: Rows) -> Columns:
    """Occurrences of any rules by patterns, day by day."""
    begin, count = _held(rules, found)
    total = int(count.sum())
    ends = np.cumsum(count)
    of_rule = np.repeat(np.arange(len(count), dtype=np.int32), count)
    row = np.arange(total, dtype=np.int64)
    row += np.repeat(begin - (ends - count), count)
    origin = rules.origin[of_rule]
    number = found.year[row] - origin
    number[origin == NEVER] = NUMBERLESS
    counts = number != NUMBERLESS
    sure = found.sure[row]
    np.maximum(sure, np.where(counts, rules.doubt[of_rule], 0), out=sure)
    rule = rules.rule[of_rule]
    return Columns(
        rule=rule,
        first=found.first[row],
        last=found.last[row],
        number=number,
        mark=_marks(collapsed, rules.marks[of_rule], number),
        sure=sure,
        tail=found.tail[row],
        title=_titles(collapsed, rules, rule, found.title[row]),
    )


def _held(rules: Counted, found: Rows) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The first row of each rule, and how many it has: a number never lies before the event."""
    begin, end = found.start[rules.pattern], found.start[rules.pattern + 1]
    counts = rules.origin != NEVER
    wanted = rules.pattern.astype(np.int64) * _WIDE
    for keys, bound in (
        (found.years, rules.origin + rules.least),
        (found.days, rules.earliest),
    ):
        least = np.searchsorted(keys, wanted + np.where(counts, bound, -_HALF))
        begin = np.maximum(begin, least)
    return begin, np.maximum(end - begin, 0)


def _marks(
    collapsed: Collapsed, kinds: NDArray[np.int32], number: NDArray[np.int32]
) -> NDArray[np.bool_]:
    mark = (number == 1) | (number % DEFAULT_MARKS == 0)
    for kind, own in enumerate(collapsed.marks):
        if own is not None:
            rows_ = kinds == kind
            mark[rows_] = np.isin(number[rows_], own)
    return np.asarray(mark & (number != NUMBERLESS))


def _titles(
    collapsed: Collapsed, rules: Counted, rule: NDArray[np.int32], year: NDArray[np.int32]
) -> NDArray[np.int8]:
    title = np.zeros(len(rule), dtype=np.int8)
    for rank in rules.rule[rules.titled].tolist():
        rows_ = slice(*np.searchsorted(rule, (rank, rank + 1)))
        title[rows_] = np.searchsorted(np.array(collapsed.titles[rank]), year[rows_])
    return title
