"""Fields that change nothing, and fields that together leave a rule without any day.

Whoever writes a field means something by it. What it can never do is said: as an error where the
rule has no day left or a number is asked for that it does not have, else as a warning.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from calendar_gen import edtf
from calendar_gen.returns import days_of, returns
from calendar_gen.rulebook.context import Context
from calendar_gen.rulebook.cycles import ALL_DAYS, Declared
from calendar_gen.rulebook.kinds.common import IN_FORCE, SINCE, TITLE, UNTIL
from calendar_gen.rulebook.kinds.conditions import ONLY_IF
from calendar_gen.rulebook.kinds.frequency import EVERY, MARKS_FROM_ZERO
from calendar_gen.rulebook.kinds.weekdays import LASTS, NEVER_ON, OBSERVED, ONLY_ON
from calendar_gen.rulebook.reading import Field, Values
from calendar_gen.rules import Commemoration, Period, Shift
from calendar_gen.sentences import DateSentence
from calendar_gen.sentences.nodes import Base, DayList, DaysSince, EveryDays, unfold
from calendar_gen.sentences.steps import reach
from calendar_gen.sentences.words import WEEKDAYS

_FIRST, _LAST = edtf.day(1800, 1, 1), edtf.day(2200, 12, 31)
"""Days among which those of a rule are looked for, if nothing says when it is in force."""
_LONG = _LAST - _FIRST
_SOME = 60
"""Returns of a sentence that counts days among which one must be left."""
_FIRST_LOOK = 4400
"""Days after which most rules have shown a day: a weekday of February 29 takes no longer."""
_ENOUGH = 200
"""Days of a sentence among which a weekday that never comes is no chance."""

_RESTRICTING: tuple[Field[Any], ...] = (ONLY_ON, NEVER_ON, SINCE, UNTIL, IN_FORCE, EVERY, ONLY_IF)
"""Fields that leave days out, the one that is pointed at first."""


def check_effects(rule: Commemoration, values: Values, context: Context) -> None:
    """Reports each field that can do nothing, and a rule that can have no day."""
    _check_numbers(rule, values, context)
    _check_titles(rule, values, context)
    _check_since(rule, values, context)
    _check_periods(rule, values, context)
    _check_no_day(rule, values, context)
    if rule.on is None or any(id not in context.commemorations for id in rule.on.refers_to):
        return
    _check_length(rule, values, context)
    _check_distance(rule, values, context)
    _check_turns(rule, values, context)
    declared = Declared(context.commemorations.get)
    if not _check_weekdays(rule, values, declared, context):
        _check_days(rule, values, declared, context)


def _warn(field: Field[Any], values: Values, context: Context, why: str) -> None:
    message = f"{why}, so {field.name}: says nothing"
    hint = f"leave {field.name}: out"
    context.reading.remark("warning", values.place(field), "no-effect", message, hint)


def _check_no_day(rule: Commemoration, values: Values, context: Context) -> None:
    """That nothing is asked of the day of an event that is known by its month or year only."""
    if rule.on is not None or rule.of is None or "on" in values.places:
        return
    if rule.of.begins_on_day:
        return  # the day was in error
    if values.get(LASTS) is not None:
        _warn(LASTS, values, context, "the event has no day, and stands in its whole time")
    judging: tuple[Field[Any], ...] = (ONLY_ON, NEVER_ON, OBSERVED)
    for field in judging:
        if values.get(field) is not None:
            message = f"the event of of: has no day, so {field.name}: cannot look at its weekday"
            hint = "add on: with the day on which it returns"
            context.reading.error(values.place(field), "no-day", message, hint)


def _check_numbers(rule: Commemoration, values: Values, context: Context) -> None:
    """That marks are numbers which the rule can have."""
    marks, every = values.get(MARKS_FROM_ZERO), rule.every
    if marks is None:
        return
    at = values.place(MARKS_FROM_ZERO)
    if rule.of is None:
        if "of" not in values.places and marks:
            message = "the rule counts from no event, so there are no numbers to be marks"
            context.reading.error(at, "marks", message, "add of: with the event")
        return
    if every is None or every.unit != "years" or values.get(EVERY) is None:
        return
    if values.get(EVERY) != every._replace(base=None):  # even or odd years
        return
    never = [str(mark) for mark in marks if mark % every.step]
    if never:
        message = f"every: {every.step} years has no number {', '.join(never)}"
        context.reading.remark("warning", at, "no-effect", message, "leave them out of marks:")


def _check_titles(rule: Commemoration, values: Values, context: Context) -> None:
    """That no title ends before the rule begins."""
    begins = [period.first for period in rule.in_force]
    if not rule.titles or not begins or values.broken(TITLE):
        return
    if any(first is None for first in begins):
        return
    first = edtf.civil(min(first for first in begins if first is not None))[0]
    old = [title.until for title in rule.titles if title.until is not None and title.until < first]
    if old:
        message = f"the title until {old[-1]} ends before the rule begins, in {first}"
        at = values.place(TITLE)
        context.reading.remark("warning", at, "no-effect", message, "leave it out")


def _check_since(rule: Commemoration, values: Values, context: Context) -> None:
    """That `since` does not ask for years before the event, which have no number."""
    since = values.get(SINCE)
    if since is None or since.latest is None or rule.of is None:
        return
    if since.latest < rule.of.earliest:
        _warn(SINCE, values, context, "nothing is given before the event of of:")


def _check_periods(rule: Commemoration, values: Values, context: Context) -> None:
    """That times in force stand apart: two that overlap are one, or one of them is a slip."""
    if values.get(IN_FORCE) is None:
        return
    for one, other in pairwise(rule.in_force):
        if one.last is None or other.first is None or other.first <= one.last:
            message = "these times overlap"
            hint = "write them as one, or mend the days"
            context.reading.remark("warning", values.place(IN_FORCE), "no-effect", message, hint)
            return


def _check_turns(rule: Commemoration, values: Values, context: Context) -> None:
    """That `every` leaves years out of a sentence that counts them."""
    every = values.get(EVERY)
    base = _base(rule)
    if every is not None and every.step == 1:
        _warn(EVERY, values, context, "a day returns every year by itself")
    if every is None or not isinstance(base, DaysSince | EveryDays):
        return
    assert rule.on is not None
    message = f'"{rule.on.text}" counts days, and every: counts years'
    context.reading.error(values.place(EVERY), "every", message, "leave every: out")


_FAR = 366
"""Days from a day of a year to one that is counted from it: farther on it is another year's."""


def _check_distance(rule: Commemoration, values: Values, context: Context) -> None:
    """That a day is not counted from one of years ago, as it may by a digit too many."""
    if not isinstance(rule.on, DateSentence):
        return
    base, steps = unfold(rule.on.node)
    low, high = reach(steps)
    if isinstance(base, DayList | DaysSince | EveryDays) or max(-low, high) <= _FAR:
        return
    message = f'"{rule.on.text}" lies more than a year away from the day that it counts from'
    hint = "days that are counted from one event are written as in 10,000 days after 9 May 1945"
    context.reading.remark("warning", values.places.get("on", values.at), "far-away", message, hint)


def _check_length(rule: Commemoration, values: Values, context: Context) -> None:
    """That `lasts` adds days, and to days that do not say themselves how many they are."""
    if values.get(LASTS) is None or rule.on is None:
        return
    if rule.lasts == 1:
        _warn(LASTS, values, context, "a day lasts one day")
        return
    if not isinstance(_base(rule), DayList):
        return
    span = next((s for s in _listed(rule) if s[0] < s[1]), None)
    if span is not None:
        message = (
            f"the list says itself that {edtf.iso(span[0])} lasts {span[1] - span[0] + 1} days"
        )
        hint = "leave lasts: out, and write each entry as a span"
        context.reading.error(values.place(LASTS), "lasts", message, hint)


def _listed(rule: Commemoration) -> Iterator[tuple[int, int]]:
    assert rule.on is not None
    for span in rule.on.spans(*ALL_DAYS, _no_anchors):
        yield span.first, span.last


def _no_anchors(rule: str, first: int, last: int, *, observed: bool) -> tuple[()]:
    return ()


def _check_weekdays(
    rule: Commemoration, values: Values, declared: Declared, context: Context
) -> bool:
    """That the weekdays that fields name come, and others too. Returns whether none is left."""
    only, dropped = values.get(ONLY_ON), values.get(NEVER_ON)
    never = set(dropped or ())
    asked = [shift for shift in rule.observed if shift.weekday is not None]
    come = _weekdays(rule, declared) if only is not None or never or asked else None
    if come is None:
        return False
    kept = come if only is None else come & set(only)
    if not kept - never:
        if set(range(7) if only is None else only) - never:  # else said by `check_weekdays`
            _report_no_weekday(rule, come, values, context)
        return True
    if only is not None and come <= set(only):
        days = f"the day is always a {_names(come)}" if len(come) < 7 else "these are all weekdays"
        _warn(ONLY_ON, values, context, days)
    if never and not kept & never:
        _warn(NEVER_ON, values, context, f"the day is a {_names(kept)} anyway")
    _check_shifts(asked, kept - never, values, context)
    return False


def _report_no_weekday(
    rule: Commemoration, come: set[int], values: Values, context: Context
) -> None:
    assert rule.on is not None
    field = NEVER_ON if values.get(ONLY_ON) is None else ONLY_ON
    message = f'"{rule.on.text}" always falls on a {_names(come)}, so the rule has no day'
    context.reading.error(values.place(field), "weekday", message)


def _check_shifts(asked: Sequence[Shift], left: set[int], values: Values, context: Context) -> None:
    """That a day which is moved can come, and moves."""
    for shift in asked:
        assert shift.weekday is not None
        name = WEEKDAYS[shift.weekday]
        if shift.weekday not in left:
            message = f"the day is never a {name}, so observed: says nothing of it"
            hint = f"leave {name} out"
        elif shift.offsets[shift.weekday] == 0:
            message = f'"{shift.text}" of a {name} is that day itself'
            hint = f"leave {name} out"
        else:
            continue
        context.reading.remark("warning", values.place(OBSERVED), "no-effect", message, hint)


def _weekdays(rule: Commemoration, declared: Declared) -> set[int] | None:
    """The weekdays on which the sentence's day can fall; None if too few days are known to say."""
    assert rule.on is not None
    if isinstance(_base(rule), DayList):
        return {first % 7 for first, _ in _listed(rule)}
    first, last = _known(rule, _FIRST, _LAST)
    days = days_of(rule, first, last, declared)
    if len(days) < _ENOUGH:
        return None
    return {span.first % 7 for span in days}


def _names(weekdays: set[int]) -> str:
    return " or ".join(WEEKDAYS[day] for day in sorted(weekdays))


def _known(rule: Commemoration, first: int, last: int) -> tuple[int, int]:
    """The days for which the rule's sentence answers, of those given."""
    reach = rule.reach
    if reach is not None and reach.first is not None:
        first = max(first, reach.first)
    if reach is not None and reach.last is not None:
        last = min(last, reach.last)
    return first, last


def _check_days(rule: Commemoration, values: Values, declared: Declared, context: Context) -> None:
    """That the rule has a day at all after the fields that leave days out."""
    wrote = [field for field in _RESTRICTING if values.get(field) is not None]
    open_end = not rule.in_force or any(period.last is None for period in rule.in_force)
    if open_end and not isinstance(_base(rule), DayList | DaysSince):
        wrote = [field for field in wrote if field not in (SINCE, UNTIL, IN_FORCE)]
    if not wrote or values.broken(*_RESTRICTING):
        return
    if rule.only_if is not None and not _is_known(rule, context):
        return
    listed = isinstance(_base(rule), DayList)
    for period in _periods(rule):
        first, last = _looked_at(rule, period)
        known = (first, last) if listed or first > last else _known(rule, first, last)
        if known[0] > known[1] and first <= last:
            return  # outside what its sentence answers for, which is said elsewhere
        if first <= last and _has_day(rule, *known, declared):
            return
    names = " and ".join(f"{field.name}:" for field in sorted(wrote, key=_RESTRICTING.index))
    message = f'"{rule.on.text}" has no day with {names}' if rule.on else "there is no day"
    context.reading.error(values.place(wrote[0]), "no-day", message, "the rule would say nothing")


def _is_known(rule: Commemoration, context: Context) -> bool:
    condition = rule.only_if
    assert condition is not None
    needed = condition.refers_to if condition.id is None else (condition.id,)
    return all(id in context.commemorations for id in needed)


def _periods(rule: Commemoration) -> tuple[Period, ...]:
    return rule.in_force or (Period(None, None),)


def _looked_at(rule: Commemoration, period: Period) -> tuple[int, int]:
    """Days of a time in force among which one must be."""
    base = _base(rule)
    if isinstance(base, DayList | DaysSince):
        first, last = ALL_DAYS
    elif period.first is not None:
        first, last = period.first, period.first + _LONG
    elif period.last is not None:
        first, last = period.last - _LONG, period.last
    else:
        first, last = _FIRST, _LAST
    if rule.of is not None and period.first is None:
        step = base.days if isinstance(base, EveryDays) else 0
        first = max(first, rule.of.earliest)
        last = max(last, rule.of.earliest + max(_LONG, _SOME * step))
    first = first if period.first is None else max(first, period.first)
    last = last if period.last is None else min(last, period.last)
    return first, last


def _base(rule: Commemoration) -> Base | None:
    """What the sentence of a rule begins with, before the steps away from it."""
    return unfold(rule.on.node)[0] if isinstance(rule.on, DateSentence) else None


def _has_day(rule: Commemoration, first: int, last: int, declared: Declared) -> bool:
    """Whether there is one, looked for among a few years before it is among all."""
    near = min(last, first + _FIRST_LOOK)
    looks = (returns(rule, first, end, declared) for end in (near, last))
    return any(next(look, None) is not None for look in looks)
