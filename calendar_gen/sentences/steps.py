"""Steps away from a day: so many days, or to a weekday."""

from collections.abc import Sequence

from calendar_gen.sentences.month_rows import Row
from calendar_gen.sentences.nodes import DaysFrom, Step


def take_steps(days: Row, steps: Sequence[Step]) -> Row:
    """Each day after all the steps, in their order; None stays None."""
    for step in steps:
        days = _take(days, step)
    return days


def reach(steps: Sequence[Step]) -> tuple[int, int]:
    """How far, in days, the steps lead at least and at most (negative is before)."""
    low = high = 0
    for step in steps:
        least, most = _bounds(step)
        low, high = low + least, high + most
    return low, high


def _take(days: Row, step: Step) -> Row:
    away, weekday = leading(step)
    if weekday is None:
        return [day if day is None else day + away for day in days]
    weekday -= away
    return [day if day is None else day + away + (weekday - day) % 7 for day in days]


def leading(step: Step) -> tuple[int, int | None]:
    """How many days away a step leads; and on to which weekday in seven days from there, if any."""
    return _bounds(step)[0], None if isinstance(step, DaysFrom) else step.weekday


def _bounds(step: Step) -> tuple[int, int]:
    if isinstance(step, DaysFrom):
        return step.days, step.days
    weeks = 7 * (step.nth - 1)
    if step.relation == "nearest":
        return -3, 3
    near, far = (0, 6) if step.relation.startswith("on") else (1, 7)
    if step.relation.endswith("after"):
        return near + weeks, far + weeks
    return -far - weeks, -near - weeks
