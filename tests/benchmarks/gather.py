"""The days of many rules as NumPy does them best: rows taken from one table, and steps on those."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from calendar_gen.sentences import DateSentence
from calendar_gen.sentences.choices import Choices
from calendar_gen.sentences.nodes import (
    Base,
    DaysFrom,
    MonthDay,
    NthWeekday,
    Step,
    WeekdayFrom,
    Yearly,
    unfold,
)
from calendar_gen.sentences.rows import base_row

Table = npt.NDArray[np.int32]
NO_DAY = -(2**30)
BLOCK = 4096
OMIT = Choices("omit")


class Gather:
    """Rules sorted by what steps they take, so that each step is one operation on a block."""

    def __init__(
        self,
        rules: Sequence[DateSentence],
        years_of: Callable[[DateSentence], tuple[int, int]],
    ) -> None:
        columns: dict[Base, int] = {}
        table: list[list[int]] = []
        alike: dict[tuple[str, ...], list[tuple[int, int, int, tuple[Step, ...]]]]
        alike = defaultdict(list)
        for index, rule in enumerate(rules):
            base, steps = unfold(rule.node)
            assert isinstance(base, Yearly)
            start, offset = _start(base)
            if start not in columns:
                columns[start] = len(table)
                days = base_row(start, *years_of(rule), OMIT)
                table.append([NO_DAY if day is None else day for day in days])
            shape = tuple(s.relation if isinstance(s, WeekdayFrom) else "days" for s in steps)
            alike[shape].append((index, columns[start], offset, steps))
        self._table = np.array(table, dtype=np.int32)
        self._groups = [
            _Group(shape, members[at : at + BLOCK])
            for shape, members in sorted(alike.items())
            for at in range(0, len(members), BLOCK)
        ]

    def run(self) -> None:
        """Find the days of all blocks."""
        for group in self._groups:
            group.days(self._table)

    def rows(self) -> Iterator[tuple[int, list[int | None]]]:
        """The place of each rule in the order given, and its days."""
        for group in self._groups:
            for index, days in zip(group.indices, group.days(self._table).tolist(), strict=True):
                yield index, [day if day > NO_DAY // 2 else None for day in days]


class _Group:
    """A block of rules with the same kinds of steps."""

    def __init__(
        self,
        shape: tuple[str, ...],
        members: Sequence[tuple[int, int, int, tuple[Step, ...]]],
    ) -> None:
        self._shape = shape
        self.indices = [index for index, _, _, _ in members]
        self._columns = np.array([column for _, column, _, _ in members])
        self._offsets = _column([offset for _, _, offset, _ in members])
        taken = [steps for _, _, _, steps in members]
        self._steps = [[_numbers(steps[n]) for steps in taken] for n in range(len(shape))]
        self._numbers = [
            (_column([a for a, _ in step]), _column([b for _, b in step])) for step in self._steps
        ]

    def days(self, table: Table) -> Table:
        """The days of the block, a row a rule."""
        days: Table = table[self._columns]
        days += self._offsets
        for relation, (number, weeks) in zip(self._shape, self._numbers, strict=True):
            days = _step(relation, days, number, weeks)
        return days


def _start(base: Yearly) -> tuple[Yearly, int]:
    """The base that begins the month (of that weekday), and how many days after it this one is."""
    if isinstance(base, MonthDay) and base.day <= 28:
        return base._replace(day=1), base.day - 1
    if isinstance(base, NthWeekday) and 1 <= base.nth <= 4:
        return base._replace(nth=1), 7 * (base.nth - 1)
    return base, 0


def _numbers(step: Step) -> tuple[int, int]:
    if isinstance(step, DaysFrom):
        return step.days, 0
    return step.weekday, 7 * (step.nth - 1)


def _column(numbers: Sequence[int]) -> Table:
    return np.array(numbers, dtype=np.int32)[:, None]


def _step(relation: str, days: Table, number: Table, weeks: Table) -> Table:
    if relation == "days":
        return days + number
    if relation == "after":
        return days + 1 + (number - days - 1) % 7 + weeks
    if relation == "on or after":
        return days + (number - days) % 7 + weeks
    if relation == "before":
        return days - 1 - (days - 1 - number) % 7 - weeks
    if relation == "on or before":
        return days - (days - number) % 7 - weeks
    return days + (number - days + 3) % 7 - 3
