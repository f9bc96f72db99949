"""Years that may be meant in a rule's own calendar, where a field counts Gregorian ones.

`since: 5786` beside `on: 1 Tishri` is a Gregorian year by the contract, in which nobody lives to
see the rule begin. It is said, and what the year would be in the rule's calendar.
"""

from calendar_gen import edtf
from calendar_gen.calendars import OutOfRange, system
from calendar_gen.edtf import Edtf
from calendar_gen.rulebook.context import Context
from calendar_gen.rulebook.kinds.common import SINCE, UNTIL
from calendar_gen.rulebook.reading import Values
from calendar_gen.rules import Commemoration

_NEAR = range(1500, 2300)
"""Gregorian years that need no other reading."""


def check_years(rule: Commemoration, values: Values, context: Context) -> None:
    """Reports bare years that lie far away, and near if they are of the rule's own calendar."""
    if system(rule.calendar).cycle_suffix == "":
        _check_event(rule, values, context)
        return
    for field in (SINCE, UNTIL):
        date = values.get(field)
        own = None if date is None else _own_year(rule, date)
        if date is None or own is None:
            continue
        day = edtf.iso(own[0] if field is SINCE else own[1])
        _report(rule, date, f"write {day}", values, field.name, context)
    origin = rule.of
    if origin is None or origin.calendar != "gregorian" or origin.precision != "year":
        return
    date = edtf.parse(origin.text) if origin.text.isdecimal() and len(origin.text) == 4 else None
    own = None if date is None else _own_year(rule, date)
    if date is not None and own is not None:
        era = ERAS.get(rule.calendar)
        hint = f"write {date.text} {era}" if era else "name the calendar after the year"
        _report(rule, date, hint, values, "of", context)


def _check_event(rule: Commemoration, values: Values, context: Context) -> None:
    """That a bare year is not one that nobody plans for."""
    if rule.of is None or rule.of.precision != "year" or rule.of.year <= _NEAR.stop:
        return
    message = f"the event lies in the Gregorian year {rule.of.year}, and no day is given before it"
    hint = "name the calendar of the year, as in 5784 AM"
    context.reading.error(values.places["of"], "year-of-which-calendar", message, hint)


ERAS = {
    "hebrew": "AM",
    "islamic-umalqura": "AH",
    "islamic-civil": "AH civil",
    "islamic-tbla": "AH tabular",
    "persian": "AP",
    "coptic": "Coptic",
    "ethiopic": "Ethiopic",
    "bengali": "Bengali",
    "nanakshahi": "Nanakshahi",
    "indian": "Saka",
}
"""How a year of a calendar is written."""


def _own_year(rule: Commemoration, date: Edtf) -> tuple[int, int] | None:
    """The first and last day of the year in the rule's calendar; None if Gregorian is meant."""
    if date.precision != "year" or int(date.text) in _NEAR:
        return None
    calendar = system(rule.calendar)
    try:
        first, last = calendar.year_start(int(date.text)), calendar.year_start(int(date.text) + 1)
    except OutOfRange:
        return None
    return (first, last - 1) if edtf.civil(first)[0] in _NEAR else None


def _report(
    rule: Commemoration, date: Edtf, hint: str, values: Values, name: str, context: Context
) -> None:
    """An error if nobody can mean the Gregorian year, else a warning."""
    own = _own_year(rule, date)
    assert own is not None
    calendar = system(rule.calendar).name
    first, last = edtf.iso(own[0]), edtf.iso(own[1])
    message = (
        f"{name}: {date.text} is a Gregorian year; "
        f"{date.text} of the {calendar} calendar is {first} to {last}"
    )
    at = values.places.get(name, values.at)
    if int(date.text) > _NEAR.stop:
        context.reading.error(at, "year-of-which-calendar", message, hint)
        return
    hint += f", or {date.text}-01-01 if the Gregorian year is meant"
    context.reading.remark("warning", at, "year-of-which-calendar", message, hint)
