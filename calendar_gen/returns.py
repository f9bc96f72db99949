"""What a commemoration's own fields give before exceptions: its sentence, its times, its turns.

Reading asks whether a cycle exists, forecasting which days come: both ask here, so that the order
of fields is written down once.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Literal, Protocol

from calendar_gen import calendars, edtf
from calendar_gen.named import NamedTuple
from calendar_gen.rules import (
    Certainty,
    Commemoration,
    Condition,
    Origin,
    Period,
    Span,
    is_day_count,
    less_sure,
)


class Return(NamedTuple):
    """One return of a rule: the days its sentence gave, and its number if it counts from an event.

    The span is no surer than what else decided about it: the days of another rule, or a gate that
    has no answer yet.
    """

    span: Span
    number: int | None


def last_day(rule: Commemoration, first: int, last: int) -> int:
    """The last day of what is kept from `first` on: `lasts` counts from a single day, and where a
    sentence or exception gives several days, the last of these stands.
    """
    return last if last > first else first + rule.lasts - 1


Stop = Literal["of", "only-on", "never-on", "in-force", "every", "only-if"]
"""Fields that leave a day of the sentence out."""


class Others(Protocol):
    """What a rule may ask of others: the days of a rule, and whether a gate or rule allows a
    day.
    """

    def spans(self, rule: str, first: int, last: int, *, observed: bool) -> Sequence[Span]:
        """Days of another rule that touch `first` to `last`."""

    def allows(self, id_: str, span: Span) -> Certainty | None:
        """How surely a gate says yes for that cycle, or a rule has a day in its year: provisionally
        without an answer; None for no.
        """


def returns(rule: Commemoration, first: int, last: int, others: Others) -> Iterator[Return]:
    """The returns of a rule with a day from `first` to `last`: `on`, then weekdays, times, turns,
    and conditions. A number never lies before the event, nor is it 0 unless `marks` asks for that.
    """
    least = _least_number(rule)
    for span in days_of(rule, first, last, others):
        number = number_of(rule, span)
        if number is not None and (number < least or _before_origin(rule, span)):
            continue
        if _stopped(rule, span) is not None:
            continue
        sure = _meets(rule.only_if, span, others)
        if sure is not None:
            yield Return(less_sure(span, sure), number)


def stopped(rule: Commemoration, span: Span, others: Others) -> Stop | None:
    """The field that leaves a day of the sentence out, by the name that it has in a rule; None if
    the rule has a return then.
    """
    number = number_of(rule, span)
    least = _least_number(rule)
    if number is not None and (number < least or _before_origin(rule, span)):
        return "of"
    field = _stopped(rule, span)
    if field is not None:
        return field
    return "only-if" if _meets(rule.only_if, span, others) is None else None


def _least_number(rule: Commemoration) -> int:
    return 0 if rule.marks is not None and 0 in rule.marks else 1


def _before_origin(rule: Commemoration, span: Span) -> bool:
    return rule.of is not None and span.last < rule.of.earliest


def number_of(rule: Commemoration, span: Span) -> int | None:
    """How many years of the rule's own calendar have passed since the origin; of a cycle that
    counts days, how many days, if the day of the origin is known.
    """
    if rule.of is None:
        return None
    if is_day_count(span.cycle):
        return span.first - rule.of.earliest if rule.of.begins_on_day else None
    if span.year is None:
        return edtf.civil(span.first)[0] - year_in("gregorian", rule.of)
    return span.year - year_in(rule.calendar, rule.of)


def year_in(calendar: str, of: Origin) -> int:
    """The year of an event in a calendar, as it was written or by its first day."""
    return of.year if of.calendar == calendar else year_of(calendar, of.earliest)


MEASURED = 300
"""Years over which the length of a calendar's year is measured."""


def year_of(calendar: str, day: int) -> int:
    """The year of a day in a calendar, counted in steps of its mean year where the calendar is not
    supported.
    """
    system = calendars.system(calendar)
    try:
        return system.year_of(day)
    except calendars.OutOfRange:
        assert system.first_year is not None, "a calendar without a first year has every day"
        start = system.year_start(system.first_year)
        length = system.year_start(system.first_year + MEASURED) - start
        return system.first_year + (day - start) * MEASURED // length


def holds(periods: Sequence[Period], day: int) -> bool:
    """Whether a day lies in a time in force; no times at all mean always."""
    return not periods or any(period.holds(day) for period in periods)


def _stopped(rule: Commemoration, span: Span) -> Stop | None:
    """The first that the day does not pass of the fields that look at nothing but it and its
    cycle.
    """
    weekday = span.first % 7
    if rule.only_on and weekday not in rule.only_on:
        return "only-on"
    if weekday in rule.never_on:
        return "never-on"
    if not holds(rule.in_force, span.first):
        return "in-force"
    return None if _in_turn(rule, span) else "every"


def _in_turn(rule: Commemoration, span: Span) -> bool:
    if rule.every is None:
        return True
    base = rule.every.base
    assert base is not None, "reading counts `every` from `of` or `since`"
    year = edtf.civil(span.first)[0] if span.year is None else span.year
    return (year - base) % rule.every.step == 0


def _meets(condition: Condition | None, span: Span, others: Others) -> Certainty | None:
    """How surely the condition holds in the Gregorian year of the day; None if it does not."""
    if condition is None:
        return "exact"
    if condition.id is not None:
        return others.allows(condition.id, span)
    assert condition.left is not None, "a condition without an id compares two sentences"
    assert condition.right is not None, "a condition without an id compares two sentences"
    year = edtf.civil(span.first)[0]
    for left in condition.left.spans(edtf.day(year, 1, 1), edtf.day(year, 12, 31), others.spans):
        met = condition.right.spans(left.first, left.first, others.spans)
        if met:
            return less_sure(left, met[0].certainty).certainty
    return None


def days_of(rule: Commemoration, first: int, last: int, others: Others) -> Sequence[Span]:
    """The days of the sentence, before any field; without one, the whole months or years of an
    event that is known no finer.
    """
    if rule.on is not None:
        return rule.on.spans(first, last, others.spans)
    sure: Certainty = "exact" if rule.of is None else rule.of.doubt
    months = None if rule.of is None else rule.of.months
    years = range(edtf.civil(first)[0] - (months is not None), edtf.civil(last)[0] + 1)
    spans = (Span(_key(year), year, *_whole(year, months), sure) for year in years)
    return [span for span in spans if span.first <= last and first <= span.last]


def _whole(year: int, months: tuple[int, int] | None) -> tuple[int, int]:
    """The first and last day of a year, or of its months from the first to the last, which may lie
    in the next year.
    """
    if months is None:
        return edtf.day(year, 1, 1), edtf.day(year, 12, 31)
    first, last = months
    after = year * 12 + last + (12 if last < first else 0)  # the month after, counted from 0
    return edtf.day(year, first, 1), edtf.day(after // 12, after % 12 + 1, 1) - 1


def _key(year: int) -> str:
    return f"{year:04d}" if year >= 0 else f"-{-year:04d}"


_YEAR_KEY = r"(-?[0-9]{1,6})(?:-([a-z][a-z-]*))?"


def day_in(key: str, of: Origin | None) -> int | None:
    """A day near a cycle: of its year, the day that it is, or so many days after the origin."""
    if is_day_count(key):
        return None if of is None else of.earliest + int(key[:-1])
    found = re.fullmatch(_YEAR_KEY, key)
    if found is None:
        return _listed_day(key)
    year = int(found[1])
    for name in calendars.SYSTEMS if found[2] else ("gregorian",):
        if found[2] is None or calendars.system(name).cycle_suffix == found[2]:
            try:
                return calendars.system(name).year_start(year)
            except calendars.OutOfRange:
                continue
    return None


def _listed_day(key: str) -> int | None:
    try:
        return edtf.parse(key).earliest
    except edtf.EdtfError:
        return None
