"""Patterns sorted by what is done to their days, so that each step is one operation on all alike.

A day of a base is led away by steps; its weekday, times in force and turns leave it or drop it;
what is left is observed by its weekday. These are the fields that `returns` and
`forecasting.observance` go through for one day at a time.
"""

from collections.abc import Hashable, Sequence
from itertools import groupby
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from calendar_gen.bulk.bases import Base
from calendar_gen.forecasting.observance import REACH
from calendar_gen.rules import Commemoration, Shift
from calendar_gen.sentences import DateSentence
from calendar_gen.sentences.nodes import DayList, DaysSince, EveryDays, RuleDay, unfold
from calendar_gen.sentences.steps import leading, reach

Column = NDArray[np.int32]
"""Numbers of patterns, a row each."""

PLAIN, MOVED, BOTH, DROPPED = range(4)
"""What becomes of a day by `observed`."""

_ALWAYS = (-(2**31), 2**31 - 1)
_NEVER = (2**31 - 1, -(2**31))


class Fields(NamedTuple):
    """What decides beside the sentence, a row a pattern.

    `weekdays` says whether a day with that weekday counts; `times` are the first and last days in
    force; every `step` years a day counts, from `turn` on; `away` is by how much a day with that
    weekday is observed later, and `kept` how.
    """

    weekdays: NDArray[np.bool_]
    times: Sequence[tuple[Column, Column]]
    step: Column
    turn: Column
    away: Column
    kept: NDArray[np.int8]


class Alike(NamedTuple):
    """Patterns of one calendar that take the same kinds of steps, in their order.

    `base` is the row of the base among those of the calendar; a step leads `away` and then on to
    the weekday, if it has one. An occurrence has a day at most `around` days from the one that the
    steps lead to, which lies `low` to `high` days from the base.
    """

    calendar: str
    base: NDArray[np.intp]
    steps: Sequence[tuple[Column, Column | None]]
    lasts: Column
    fields: Fields | None
    around: int
    low: int
    high: int


class Sorted(NamedTuple):
    """All patterns, and the bases of each calendar that they begin from."""

    alike: Sequence[Alike]
    bases: dict[str, Sequence[Base]]


def shape(pattern: Commemoration) -> tuple[str, tuple[bool, ...], bool]:
    """What patterns share that can be worked out together: a key to sort them by."""
    _, steps = unfold(sentence(pattern).node)
    weekdays = tuple(leading(step)[1] is not None for step in steps)
    return sentence(pattern).calendar, weekdays, _has_fields(pattern)


def sorted_by_shape(patterns: Sequence[Commemoration]) -> Sorted:
    """The patterns in their order; those of one shape had better stand together."""
    rows: dict[Hashable, int] = {}
    bases: dict[str, list[Base]] = {}
    alike = []
    for (calendar, _, _), members in groupby(patterns, shape):
        own = bases.setdefault(calendar, [])
        alike.append(_alike(calendar, list(members), rows, own))
    return Sorted(alike, dict(bases))


def sentence(pattern: Commemoration) -> DateSentence:
    """The sentence of a pattern."""
    assert isinstance(pattern.on, DateSentence), "a pattern has a sentence"
    return pattern.on


def _has_fields(pattern: Commemoration) -> bool:
    limited = pattern.only_on or pattern.never_on or pattern.in_force or pattern.observed
    return bool(limited) or pattern.every is not None


def _alike(
    calendar: str, members: Sequence[Commemoration], rows: dict[Hashable, int], bases: list[Base]
) -> Alike:
    base, taken = [], []
    for pattern in members:
        on = sentence(pattern)
        node, steps = unfold(on.node)
        assert not isinstance(node, RuleDay | DayList | DaysSince | EveryDays)
        base.append(_row_of(calendar, (node, on.choices), rows, bases))
        taken.append(steps)
    led = [[leading(step) for step in step_] for step_ in zip(*taken, strict=True)]
    reaches = [reach(steps) for steps in taken]
    lasts = [pattern.lasts for pattern in members]
    return Alike(
        calendar=calendar,
        base=np.array(base, dtype=np.intp),
        steps=[
            (_column([away for away, _ in one]), _weekdays([weekday for _, weekday in one]))
            for one in led
        ],
        lasts=_column(lasts),
        fields=_fields(members) if _has_fields(members[0]) else None,
        around=REACH + max(lasts),
        low=min(low for low, _ in reaches),
        high=max(high for _, high in reaches),
    )


def _row_of(calendar: str, base: Base, rows: dict[Hashable, int], bases: list[Base]) -> int:
    # The kind too: nodes are tuples, and those of two kinds may be equal.
    row = rows.setdefault((calendar, type(base[0]), base), len(bases))
    if row == len(bases):
        bases.append(base)
    return row


def _fields(members: Sequence[Commemoration]) -> Fields:
    every = [pattern.every for pattern in members]
    observed = [
        [_observed(pattern.observed, weekday) for weekday in range(7)] for pattern in members
    ]
    return Fields(
        weekdays=np.array([_counting(pattern) for pattern in members], dtype=np.bool_),
        times=_times(members),
        step=_column([1 if each is None else each.step for each in every]),
        turn=_column([0 if each is None else each.base or 0 for each in every]),
        away=np.array([[away for away, _ in row] for row in observed], dtype=np.int32),
        kept=np.array([[kept for _, kept in row] for row in observed], dtype=np.int8),
    )


def _counting(pattern: Commemoration) -> list[bool]:
    return [
        (not pattern.only_on or weekday in pattern.only_on) and weekday not in pattern.never_on
        for weekday in range(7)
    ]


def _times(members: Sequence[Commemoration]) -> Sequence[tuple[Column, Column]]:
    most = max(1, *(len(pattern.in_force) for pattern in members))
    times = []
    for pattern in members:
        own = [
            (
                _ALWAYS[0] if period.first is None else period.first,
                _ALWAYS[1] if period.last is None else period.last,
            )
            for period in pattern.in_force
        ] or [_ALWAYS]
        times.append(own + [_NEVER] * (most - len(own)))
    return [
        (_column([row[n][0] for row in times]), _column([row[n][1] for row in times]))
        for n in range(most)
    ]


def _observed(shifts: Sequence[Shift], weekday: int) -> tuple[int, int]:
    """How many days later a day with that weekday is observed, and how."""
    for shift in shifts:
        if shift.weekday == weekday:
            return shift.offsets[weekday], BOTH if shift.keeps == "also" else MOVED
    return 0, DROPPED if any(shift.keeps == "only" for shift in shifts) else PLAIN


def _column(numbers: Sequence[int]) -> Column:
    return np.array(numbers, dtype=np.int32)[:, None]


def _weekdays(numbers: Sequence[int | None]) -> Column | None:
    found = [number for number in numbers if number is not None]
    return _column(found) if found else None
