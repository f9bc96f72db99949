"""`dated`: the fields of a visit that comes round one way, and its terms."""

from calendar_gen import edtf
from calendar_gen.rulebook.context import Context
from calendar_gen.rulebook.kinds import sentences
from calendar_gen.rulebook.kinds.common import IN_FORCE, SINCE, in_force
from calendar_gen.rulebook.kinds.frequency import EVERY_ANNIVERSARY, MARKS
from calendar_gen.rulebook.kinds.visit_fields import (
    AT_RULE,
    GUEST,
    HOST,
    ON,
    ON_THE_DAY,
    WINDOW,
    check_guest,
    window_of,
)
from calendar_gen.rulebook.reading import Kind, Reading, Values
from calendar_gen.rules import Dated


def _check(values: Values, reading: Reading) -> None:
    check_guest(values, reading)
    if values.wrote(AT_RULE) == values.wrote(ON):
        message = 'a dated visit needs either "at" or "on"'
        reading.error(values.at, "at-or-on", message, "an example: on: 17 March")
    if values.wrote(EVERY_ANNIVERSARY) and values.wrote(MARKS):
        message = '"every" and "marks" both say which anniversaries count'
        reading.error(values.place(MARKS), "every-or-marks", message, "keep one of them")


DATED = Kind(
    "a dated visit",
    "`dated`: one way, around a commemoration or a date, each year or at marks.",
    (GUEST, HOST, AT_RULE, ON, EVERY_ANNIVERSARY, MARKS, WINDOW),
    _check,
)


def dated(values: Values, context: Context) -> Dated | None:
    """The visit that the fields describe, with empty texts for what cannot be read; None if it is
    tied to no day. Errors are noted.
    """
    written = values.get(ON)
    on = None if written is None else sentences.days(written, context)
    window = window_of(values, context) or ON_THE_DAY
    periods = in_force(values)
    since = periods[0].first if periods else None
    base = None if since is None else edtf.civil(since)[0]
    _check_anchor(values, base, context)
    at, guest, host = values.get(AT_RULE), values.get(GUEST) or "", values.get(HOST) or ""
    if (
        (at is None and values.wrote(AT_RULE))
        or (on is None and values.wrote(ON))
        or (at is None and on is None)
    ):
        return None
    every, marks = values.get(EVERY_ANNIVERSARY), values.get(MARKS)
    return Dated(guest, host, at, on, window, every or 1, marks, base)


def _check_anchor(values: Values, base: int | None, context: Context) -> None:
    """That what it is tied to has days, and events to count from where `every` or `marks` need
    them.
    """
    at = values.get(AT_RULE)
    anchor = None if at is None else context.commemorations.get(at)
    visits = at is not None and at in context.declared["pattern"]
    unknown = values.wrote(AT_RULE) and anchor is None and not visits
    if unknown or not (values.wrote(AT_RULE) or values.wrote(ON)):
        return
    if anchor is not None and anchor.on is None:
        message = f'"{anchor.id}" has no day, only a year'
        context.reading.error(values.place(AT_RULE), "anchor-without-day", message)
    if anchor is not None and anchor.of is not None:
        return
    what = "the sentence" if at is None else f'"{at}"'
    if values.wrote(MARKS):
        message = f"{what} counts from no event, so there are no numbers to be marks"
        context.reading.error(values.place(MARKS), "marks", message)
    elif (values.get(EVERY_ANNIVERSARY) or 1) > 1 and base is None and not _unknown_start(values):
        message = f'{what} counts from no event, so "every" needs "since" to count from'
        context.reading.error(values.place(EVERY_ANNIVERSARY), "every-from-nothing", message)


def _unknown_start(values: Values) -> bool:
    return values.broken(SINCE, IN_FORCE)
