"""The cycles of regular meetings by turns: the first, their length, and the days in each."""

import re

from calendar_gen.problems import shortened
from calendar_gen.rulebook.context import Context
from calendar_gen.rulebook.cycles import Declared
from calendar_gen.rulebook.kinds import sentences
from calendar_gen.rulebook.kinds.common import PARTY
from calendar_gen.rulebook.kinds.frequency import EVERY_CYCLE
from calendar_gen.rulebook.kinds.visit_fields import ON, WINDOW, window_of
from calendar_gen.rulebook.pattern_cycles import first_day
from calendar_gen.rulebook.readers import TEXT
from calendar_gen.rulebook.reading import Field, Kind, Values, record_of
from calendar_gen.rules import (
    DateRule,
    Every,
    Rhythm,
)

FIRST_CYCLE = Field(
    "cycle", TEXT, "The year, or the month with which a cycle of months begins.", "2003", True
)
FIRST_HOST = Field("host", PARTY, "Who is host in it.", "CN")
FIRST_MEETING = Kind(
    "a first meeting", "The cycle with which turns begin.", (FIRST_CYCLE, FIRST_HOST)
)
FIRST = Field(
    "first",
    record_of(FIRST_MEETING),
    "The first cycle and its host.",
    "{cycle: 2003, host: CN}",
)


def first_month(first: Values, values: Values, context: Context) -> int | None:
    """The month in which the first cycle begins; None if it cannot be told."""
    every = values.get(EVERY_CYCLE) or Every(1, "years", None)
    monthly = every.unit == "months"
    written = first.get(FIRST_CYCLE)
    if written is None:
        return None
    found = re.fullmatch(r"([0-9]{4})(?:-(0[1-9]|1[0-2]))?", written)
    unlike = found is not None and (found[2] is not None) != monthly
    if found is None or (unlike and not values.broken(EVERY_CYCLE)):
        form = "a month such as 2007-01" if monthly else "a year such as 2003"
        message = f'"{shortened(written)}" is no cycle here: it must be {form}'
        context.reading.error(first.place(FIRST_CYCLE), "cycle", message)
        return None
    return 12 * int(found[1]) + int(found[2] or 1) - 1


def rhythm_of(values: Values, start: int | None, context: Context) -> Rhythm | None:
    """The cycles from the month `start` on; None if they cannot be told."""
    every = values.get(EVERY_CYCLE) or Every(1, "years", None)
    if every.base is not None:
        message = "a cycle has a length in years or months"
        context.reading.error(values.place(EVERY_CYCLE), "every", message, "write 1 year")
    monthly = every.unit == "months"
    written, around = values.get(ON), window_of(values, context)
    on = None if written is None else sentences.days(written, context)
    if around is not None and isinstance(around.start, int) and not values.wrote(ON):
        message = 'there is no "on" that this window could be counted from'
        hint = "write two dates, such as 1 May .. 31 October"
        context.reading.error(values.place(WINDOW), "window", message, hint)
    if start is None or every.base is not None or values.broken(EVERY_CYCLE):
        return None
    rhythm = Rhythm(start, every.step * (1 if monthly else 12), monthly, on, around)
    if monthly and on is not None:
        _check_within(rhythm, on, values, context)
    return rhythm


def _check_within(rhythm: Rhythm, on: DateRule, values: Values, context: Context) -> None:
    """That every cycle of months has its day; twelve cycles see every month begin one."""
    if any(id not in context.commemorations for id in on.refers_to):
        return
    declared = Declared(context.commemorations.get)
    for month in range(rhythm.start, rhythm.start + 12 * rhythm.step, rhythm.step):
        begin, end = first_day(month), first_day(month + rhythm.step) - 1
        if not any(span.first >= begin for span in on.spans(begin, end, declared.spans)):
            message = f'"{on.text}" has no day in the cycle {rhythm.key(month)}'
            context.reading.error(values.place(ON), "outside-cycle", message)
            return
