"""`dated`: the fields of a visit that comes round one way, and its terms."""

from calendar_gen import edtf
from calendar_gen.rulebook.context import Context
from calendar_gen.rulebook.kinds import sentences
from calendar_gen.rulebook.kinds.common import in_force
from calendar_gen.rulebook.kinds.frequency import EVERY_ANNIVERSARY, MARKS
from calendar_gen.rulebook.kinds.visit_fields import (
    AT,
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
    if values.wrote(AT) == values.wrote(ON):
        message = 'a dated visit needs either "at" or "on"'
        reading.error(values.at, "at-or-on", message, "an example: on: 17 March")
    if values.wrote(EVERY_ANNIVERSARY) and values.wrote(MARKS):
        message = '"every" and "marks" both say which anniversaries count'
        reading.error(values.place(MARKS), "every-or-marks", message, "keep one of them")


DATED = Kind(
    "a dated visit",
    "`dated`: one way, around a commemoration or a date, each year or at marks.",
    (GUEST, HOST, AT, ON, EVERY_ANNIVERSARY, MARKS, WINDOW),
    _check,
)


def dated(values: Values, context: Context) -> Dated:
    """The visit that the fields describe; errors are noted."""
    at, written = values.get(AT), values.get(ON)
    every, marks = values.get(EVERY_ANNIVERSARY), values.get(MARKS)
    periods = in_force(values)
    since = periods[0].first if periods else None
    terms = Dated(
        values.need(GUEST),
        values.need(HOST),
        at,
        None if written is None else sentences.days(written, context),
        window_of(values, context) or ON_THE_DAY,
        every or 1,
        marks,
        None if since is None else edtf.civil(since)[0],
    )
    _check_anchor(values, terms, context)
    return terms


def _check_anchor(values: Values, terms: Dated, context: Context) -> None:
    anchor = None if terms.at is None else context.commemorations.get(terms.at)
    if terms.at is not None and anchor is None:
        return
    if anchor is not None and anchor.on is None:
        message = f'"{anchor.id}" has no day, only a year'
        context.reading.error(values.place(AT), "anchor-without-day", message)
    if anchor is not None and anchor.of is not None:
        return
    what = "the sentence" if anchor is None else f'"{anchor.id}"'
    if terms.marks is not None:
        message = f"{what} counts from no event, so there are no numbers to be marks"
        context.reading.error(values.place(MARKS), "marks", message)
    elif terms.every > 1 and terms.base is None:
        message = f'{what} counts from no event, so "every" needs "since" to count from'
        context.reading.error(values.place(EVERY_ANNIVERSARY), "every-from-nothing", message)
