"""The days of patterns in a block: what `forecasting.anniversaries.observed_of` gives for one of
them, worked out for thousands at once.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from calendar_gen import edtf
from calendar_gen.bulk.bases import BaseDays, base_days
from calendar_gen.bulk.runs import Block
from calendar_gen.bulk.shapes import BOTH, MOVED, PLAIN, Alike, Fields, Sorted

AT_ONCE = 1 << 18
"""Days worked out at a time: few enough for the processor's own memory."""

Days = NDArray[np.int32]


class Found(NamedTuple):
    """Days of patterns, pattern by pattern, each one's by year: `counts` says how many each has.

    `day` is what the sentence gave, `year` the one that the number counts to, `title` the one that
    decides between titles, `sure` a row of `rules.DOUBT`, `tail` a row of the tails: what the id
    of an occurrence has after that of its rule.
    """

    counts: NDArray[np.int64]
    first: Days
    last: Days
    day: Days
    year: Days
    title: Days
    sure: NDArray[np.int8]
    tail: Days


class _Kept(NamedTuple):
    """Days that a block may have: `row` is that of the pattern, `column` that of the year; `second`
    are observed days beside days that are kept too.
    """

    row: NDArray[np.intp]
    column: NDArray[np.intp]
    day: Days
    first: Days
    second: NDArray[np.bool_]

    def where(self, wanted: NDArray[np.bool_]) -> "_Kept":
        """Some of them."""
        if wanted.all():
            return self
        row, column, day, first, second = self
        return _Kept(row[wanted], column[wanted], day[wanted], first[wanted], second[wanted])


def pattern_days(patterns: Sorted, block: Block) -> tuple[Found, tuple[str, ...]]:
    """The days of all patterns that are of a block, in the order of the patterns, and the tails."""
    tails: dict[str, int] = {}
    parts, tables = [_nothing()], _tables(patterns, block)
    for alike in patterns.alike:
        parts += _found(alike, tables[alike.calendar], block, tails)
    return Found(*map(np.concatenate, zip(*parts, strict=True))), tuple(tails)


def _nothing() -> Found:
    none = np.zeros(0, dtype=np.int32)
    sure, counts = none.astype(np.int8), none.astype(np.int64)
    return Found(counts, none, none, none, none, none, sure, none)


def _tables(patterns: Sorted, block: Block) -> dict[str, BaseDays]:
    tables = {}
    for calendar, bases in patterns.bases.items():
        mine = [alike for alike in patterns.alike if alike.calendar == calendar]
        first = block.first - max(alike.around + alike.high for alike in mine)
        last = block.last + max(alike.around - alike.low for alike in mine)
        tables[calendar] = base_days(calendar, bases, first, last)
    return tables


def _found(alike: Alike, table: BaseDays, block: Block, tails: dict[str, int]) -> Iterator[Found]:
    names = [f".{key}" for key in table.keys]
    if alike.fields is not None:
        names += [f"{name}.observed" for name in names]
    tail_of = np.array([tails.setdefault(name, len(tails)) for name in names], dtype=np.int32)
    step = max(1, AT_ONCE // len(table.years))
    for start in range(0, len(alike.base), step):
        some = slice(start, start + step)
        kept = _kept(alike, some, table, block)
        row, column, day, first, second = kept
        year = table.years[column]
        lasts = alike.lasts[some, 0]
        yield Found(
            counts=np.bincount(row, minlength=len(lasts)),
            first=first,
            last=first + (lasts[row] - 1),
            day=day,
            year=year,
            title=year if table.civil else _civil_years(day),
            sure=table.sure[alike.base[some][row], column],
            tail=tail_of[column + second * len(table.years)],
        )


def _kept(alike: Alike, some: slice, table: BaseDays, block: Block) -> _Kept:
    """The days that are of the block."""
    day = table.days.take(alike.base[some], axis=0)
    for away, weekday in alike.steps:
        day += away[some]
        if weekday is not None:
            day += (weekday[some] - day) % 7
    near = (day >= block.first - alike.around) & (day <= block.last + alike.around)
    row, column = np.nonzero(near)
    day = day[near]
    kept = _Kept(row, column, day, day, np.zeros(len(day), dtype=np.bool_))
    if alike.fields is not None:
        kept = _observed(alike.fields, some, kept, table)
    inside = kept.first <= block.last
    # An occurrence of the opening block may have begun before it.
    before = alike.lasts[some, 0][kept.row] - 1 if block.opening else 0
    return kept.where(inside & (kept.first + before >= block.first))


def _observed(fields: Fields, some: slice, kept: _Kept, table: BaseDays) -> _Kept:
    """The days that the fields let pass, where they are observed."""
    row, day, year = kept.row, kept.day, table.years[kept.column]
    passed = fields.weekdays[some][row, day % 7]
    passed &= (year - fields.turn[some, 0][row]) % fields.step[some, 0][row] == 0
    held = np.zeros(len(day), dtype=np.bool_)
    for first, last in fields.times:
        held |= (first[some, 0][row] <= day) & (day <= last[some, 0][row])
    row, column, day, _, _ = kept.where(passed & held)
    away, how = fields.away[some][row, day % 7], fields.kept[some][row, day % 7]
    # Of each day the two that it can be kept on, the earlier one first.
    own, moved = (how == PLAIN) | (how == BOTH), (how == MOVED) | (how == BOTH)
    later = (away >= 0)[:, None]
    first = np.stack([day, day + away], axis=1)
    there = np.stack([own, moved], axis=1)
    second = np.stack([np.zeros_like(own), how == BOTH], axis=1)
    there, second = (np.where(later, each, each[:, ::-1]).reshape(-1) for each in (there, second))
    first = np.where(later, first, first[:, ::-1]).reshape(-1)
    row, column, day = np.repeat(row, 2), np.repeat(column, 2), np.repeat(day, 2)
    return _Kept(row, column, day, first, second).where(there)


def _civil_years(day: Days) -> Days:
    """The Gregorian years of days."""
    if not len(day):
        return day
    start, end = (edtf.civil(int(each))[0] for each in (day.min(), day.max()))
    years = np.array([edtf.day(year, 1, 1) for year in range(start, end + 1)])
    return (start - 1 + np.searchsorted(years, day, side="right")).astype(np.int32)
