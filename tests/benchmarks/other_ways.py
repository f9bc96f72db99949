"""Other ways to the days of a rule: loops over `datetime.date`, and python-dateutil's rrule.

Both are written from the tree of a sentence and say None of what they have no words for.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter
from dateutil.rrule import YEARLY, rrule, weekday

from calendar_gen.sentences.nodes import (
    Base,
    DaysFrom,
    Easter,
    MonthDay,
    Node,
    NthWeekday,
    Step,
    WeekdayFrom,
    unfold,
)

Days = Callable[[int, int], list[date]]
DAY = timedelta(days=1)


def date_loop(node: Node) -> Days | None:
    """The days of each year, found as one would by hand: day by day up to a weekday."""
    base, steps = unfold(node)
    if isinstance(base, MonthDay | NthWeekday) and base.system != "gregorian":
        return None

    def days(first: int, last: int) -> list[date]:
        found = []
        for year in range(first, last + 1):
            day = _base(base, year)
            if day is not None:
                for step in steps:
                    day = _walk(day, step)
                found.append(day)
        return found

    return days


def _base(base: Base, year: int) -> date | None:
    if isinstance(base, Easter):
        return easter(year, EASTER_ORTHODOX if base.orthodox else EASTER_WESTERN)
    assert isinstance(base, MonthDay | NthWeekday)
    if isinstance(base, MonthDay):
        try:
            return date(year, base.month, base.day)
        except ValueError:
            return None
    day, found = date(year, base.month, 1), []
    while day.month == base.month:
        if day.isoweekday() % 7 == base.weekday:
            found.append(day)
        day += DAY
    if base.nth == -1:
        return found[-1]
    return found[base.nth - 1] if base.nth <= len(found) else None


def _walk(day: date, step: Step) -> date:
    if isinstance(step, DaysFrom):
        return day + timedelta(days=step.days)
    if step.relation == "nearest":
        day -= 3 * DAY
    way = -DAY if step.relation.endswith("before") else DAY
    if step.relation in ("before", "after"):
        day += way
    while day.isoweekday() % 7 != step.weekday:
        day += way
    return day + 7 * (step.nth - 1) * way


def recurrence(node: Node) -> Days | None:
    """The same as a recurrence rule (RFC 5545, section 3.3.10), where one can say it."""
    parts = _parts(*unfold(node))
    if parts is None:
        return None

    def days(first: int, last: int) -> list[date]:
        until = datetime(last, 12, 31)
        rule = rrule(YEARLY, dtstart=datetime(first, 1, 1), until=until, **parts)
        return [moment.date() for moment in rule]

    return days


Parts = dict[str, Any]


def _parts(base: Base, steps: Sequence[Step]) -> Parts | None:
    if isinstance(base, Easter):
        days = [step.days for step in steps if isinstance(step, DaysFrom)]
        sayable = not base.orthodox and len(days) == len(steps)
        return {"byeaster": sum(days)} if sayable else None
    if not isinstance(base, MonthDay | NthWeekday) or base.system != "gregorian":
        return None
    if not steps and isinstance(base, MonthDay):
        return {"bymonth": base.month, "bymonthday": base.day}
    if not steps and isinstance(base, NthWeekday):
        return {"bymonth": base.month, "byweekday": _weekday(base.weekday)(base.nth)}
    return _within_a_month(base, steps)


def _within_a_month(base: MonthDay | NthWeekday, steps: Sequence[Step]) -> Parts | None:
    """One step away as a weekday in seven days of a month, where they are in every such month."""
    step = steps[0]
    if len(steps) > 1 or (isinstance(base, NthWeekday) and not 1 <= base.nth <= 4):
        return None
    if isinstance(base, NthWeekday):
        on = base.weekday
        away = step.days if isinstance(step, DaysFrom) else _between(on, step)
        first, on = 7 * base.nth - 6 + away, (on + away) % 7
    elif isinstance(step, WeekdayFrom):
        first, on = base.day + _nearest(step), step.weekday
    else:
        first, on = base.day + step.days, -1
    days = range(first, first + (1 if on < 0 else 7))
    if days[0] < 1 or days[-1] > 28:
        return None
    parts: Parts = {"bymonth": base.month, "bymonthday": list(days)}
    return parts if on < 0 else {**parts, "byweekday": _weekday(on)}


def _nearest(step: WeekdayFrom) -> int:
    """How far the first of the seven possible days is from the day that the step starts from."""
    weeks = 7 * (step.nth - 1)
    first = {"after": 1, "on or after": 0, "before": -7, "on or before": -6, "nearest": -3}
    return first[step.relation] + (-weeks if step.relation.endswith("before") else weeks)


def _between(on: int, step: WeekdayFrom) -> int:
    """How far the step leads from a day that is always the weekday `on`."""
    first = _nearest(step)
    return first + (step.weekday - on - first) % 7


def _weekday(number: int) -> weekday:
    return weekday((number - 1) % 7)
