"""From the days of patterns to the occurrences of all rules that have them, as columns."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from calendar_gen.bulk.collapsing import NEVER, Collapsed, Counted
from calendar_gen.bulk.pattern_days import Found, pattern_days
from calendar_gen.bulk.runs import Block
from calendar_gen.bulk.shapes import Sorted
from calendar_gen.forecasting.anniversaries import DEFAULT_MARKS

NUMBERLESS = np.iinfo(np.int32).min
"""The number of an occurrence that has none."""

IN_CACHE = 1 << 16
"""Numbers that fit the processor's nearest memory."""


class Table(NamedTuple):
    """The days of all patterns that have equally many, a row a pattern; `row` says which, and
    `mark` has for each row one for each remainder of an origin, and one for none. Where none lasts
    longer than a day, `last` is `first`.
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
    `start[p + 1]`, by year and day; `tails` are the ends of ids.
    """

    def __init__(self, found: Found, tails: Sequence[str]) -> None:
        self.start = np.concatenate(([0], np.cumsum(found.counts)))
        self.found = found
        self.tails = tuple(tails)
        self._tables: dict[int, Table] = {}

    def table(self, count: int) -> Table:
        """The days of all patterns that have so many."""
        if count not in self._tables:
            found, whole = self.found, self.found.counts == count
            row = np.cumsum(whole) - 1
            rows_ = (self.start[:-1][whole][:, None] + np.arange(count)).reshape(-1)
            first, last, year, sure, tail = (
                column[rows_].reshape(-1, count)
                for column in (found.first, found.last, found.year, found.sure, found.tail)
            )
            if (first == last).all():
                last = first
            remainder = (year % DEFAULT_MARKS)[:, None]
            mark = remainder == np.arange(DEFAULT_MARKS + 1)[:, None]  # the last is that of none
            mark = mark.reshape(-1, count)
            self._tables[count] = Table(row, first, last, year, sure, tail, mark)
        return self._tables[count]


class Columns(NamedTuple):
    """Occurrences of rules by patterns, rule by rule, each rule's by day.

    `rule` is a row of `Collapsed.names`, `number` may be `NUMBERLESS`, `title` counts the title
    periods before. Where each is of one day, `last` is `first`.
    """

    rule: NDArray[np.int32]
    first: NDArray[np.int32]
    last: NDArray[np.int32]
    number: NDArray[np.int32]
    mark: NDArray[np.bool_]
    sure: NDArray[np.int8]
    tail: NDArray[np.int32]
    title: NDArray[np.int8]


def rows(patterns: Sorted, block: Block) -> Rows:
    """The days of patterns that are of a block."""
    return Rows(*pattern_days(patterns, block))


def gather(collapsed: Collapsed, rules: Counted, found: Rows) -> list[Columns]:
    """The occurrences of some rules, from the days of all patterns: those of rules that have every
    day of their pattern, by how many these are, then the others.
    """
    start = found.start[rules.pattern]
    count = found.found.counts[rules.pattern]
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
    year, day = found.found.year, found.found.day
    if not len(day):
        return np.zeros(len(start), dtype=np.bool_)
    first = np.minimum(start, len(day) - 1)
    later = (year[first] > rules.origin + 1) & (day[first] >= rules.earliest)
    usual = (rules.marks == 0) & ~rules.titled & (rules.doubt == 0)
    return np.asarray((count > 0) & usual & (later | (rules.origin == NEVER)))


def _blocks(rules: Counted, found: Rows, count: int) -> Columns:
    """Occurrences of rules whose patterns have so many days each: whole rows are copied, which
    costs little more than copying what comes out.
    """
    table = found.table(count)
    row = table.row[rules.pattern]
    counts = rules.origin != NEVER
    origin = np.where(counts, rules.origin, 0)[:, None]
    number = np.empty((len(row), count), dtype=np.int32)
    step = max(1, IN_CACHE // count)
    for start in range(0, len(row), step):  # what is taken is still at hand when it is counted from
        some = slice(start, start + step)
        np.subtract(table.year.take(row[some], axis=0), origin[some], out=number[some])
    phase = np.where(counts, rules.origin % DEFAULT_MARKS, DEFAULT_MARKS)
    if not counts.all():
        number[~counts] = NUMBERLESS
    first = table.first.take(row, axis=0).reshape(-1)
    alike = table.last is table.first
    return Columns(
        rule=np.repeat(rules.rule, count),
        first=first,
        last=first if alike else table.last.take(row, axis=0).reshape(-1),
        number=number.reshape(-1),
        mark=table.mark.take(row * (DEFAULT_MARKS + 1) + phase, axis=0).reshape(-1),
        sure=table.sure.take(row, axis=0).reshape(-1),
        tail=table.tail.take(row, axis=0).reshape(-1),
        title=np.zeros(len(row) * count, dtype=np.int8),
    )


def _rest(collapsed: Collapsed, rules: Counted, rows_: Rows) -> Columns:
    """Occurrences of any rules by patterns, day by day."""
    found = rows_.found
    of_rule, row = _held(rules, rows_)
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


def _held(rules: Counted, rows_: Rows) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The rules, and their rows: a number never lies before the event."""
    count = rows_.found.counts[rules.pattern]
    ends = np.cumsum(count)
    of_rule = np.repeat(np.arange(len(count)), count)
    row = np.arange(len(of_rule)) + np.repeat(rows_.start[rules.pattern] - (ends - count), count)
    held = (rules.origin == NEVER)[of_rule]
    # Not by the number, which is too great for its type if a rule counts from no event.
    held |= rows_.found.year[row] >= (rules.origin + rules.least)[of_rule]
    held &= rows_.found.day[row] >= rules.earliest[of_rule]
    return of_rule[held], row[held]


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
