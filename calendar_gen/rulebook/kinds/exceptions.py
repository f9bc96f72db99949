"""Exceptions: what departs from a rule in one cycle, and since when that is known."""

from typing import Any, Literal

from calendar_gen.canonical import canonical
from calendar_gen.rulebook.context import Context
from calendar_gen.rulebook.cycles import Cycles
from calendar_gen.rulebook.dates import DAY, DAYS
from calendar_gen.rulebook.kinds.common import BECAUSE, KNOWN, SOURCES
from calendar_gen.rulebook.readers import ONLY_YES, TEXT, TEXTS, WHOLE
from calendar_gen.rulebook.reading import Field, Kind, Reading, Values
from calendar_gen.rules import Departure

Action = Literal["moved", "cancelled", "renamed", "extra", "skipped", "host", "insert", "swap"]

CYCLE = Field("cycle", TEXT, "The year of the rule's own calendar.", "2020")
NUMBER = Field("number", WHOLE, "The anniversary, instead of the cycle.", "75")
DAY_OF_RULE = Field("day", DAY, "A day that the rule gives, instead of the cycle.", "2020-05-09")
MOVED_TO = Field("moved-to", DAYS, "The day or days it is held on instead.", "2020-06-24")
CANCELLED = Field("cancelled", ONLY_YES, "It is not held.", "true")
RENAMED = Field("renamed", TEXTS, "What it is called this once.", "{en: Jubilee Victory Day}")
EXTRA = Field("extra", DAYS, "A day or days that the rule does not give.", "2022-06-03")

_ACTIONS: tuple[tuple[Field[Any], Action], ...] = (
    (MOVED_TO, "moved"),
    (CANCELLED, "cancelled"),
    (RENAMED, "renamed"),
    (EXTRA, "extra"),
)
_NAMED_BY: tuple[Field[Any], ...] = (CYCLE, NUMBER, DAY_OF_RULE)


def _check(values: Values, reading: Reading) -> None:
    """That an exception says one thing of one cycle, and why."""
    actions = [field for field, _ in _ACTIONS if values.wrote(field)]
    if len(actions) != 1:
        allowed = [field.name for field, _ in _ACTIONS if field in values.kind.fields]
        options = ", ".join(f'"{name}"' for name in allowed)
        count = len(actions) or "none"
        message = f"an exception needs exactly one of {options}, and this has {count}"
        reading.error(values.at, "exception", message)
    named_by = [field.name for field in _NAMED_BY if values.wrote(field)]
    if actions == [EXTRA] and named_by:
        message = f'"extra" adds a day of its own and stands without "{named_by[0]}"'
        reading.error(values.at, "exception", message)
    if actions != [EXTRA] and len(named_by) != 1:
        message = 'an exception names its cycle by exactly one of "cycle", "number" and "day"'
        reading.error(values.at, "exception", message)
    for field in (BECAUSE, SOURCES):
        if not values.wrote(field):
            message = f'an exception should have "{field.name}"'
            reading.remark("warning", values.at, f"no-{field.name}", message)


EXCEPTION = Kind(
    "an exception",
    "A cycle in which the rule was departed from; it counts from its source's day on.",
    (CYCLE, NUMBER, DAY_OF_RULE, MOVED_TO, CANCELLED, RENAMED, EXTRA, BECAUSE, SOURCES, KNOWN),
    _check,
)
VISIT_EXCEPTION = Kind(
    "an exception of a visit",
    "A cycle in which the visits were departed from.",
    (CYCLE, NUMBER, DAY_OF_RULE, MOVED_TO, CANCELLED, RENAMED, BECAUSE, SOURCES, KNOWN),
    _check,
)


def departures(
    entries: tuple[Values, ...], cycles: Cycles, context: Context, *, pattern: str | None = None
) -> tuple[Departure, ...]:
    """The exceptions of a rule, in an order of their own; what does not fit is reported."""
    seen: dict[tuple[object, ...], int] = {}
    made = []
    for entry in entries:
        departure = _departure(entry, cycles, context)
        same = (
            (*departure[:5], departure.known)
            if departure.action == "extra"
            else (*departure[:4], departure.known)
        )
        if same in seen:
            message = f"this exception stands twice; the first is in line {seen[same]}"
            context.reading.error(entry.at, "exception", message)
        seen.setdefault(same, entry.at.line)
        made.append(departure)
    return tuple(sorted(made, key=canonical))


def _departure(values: Values, cycles: Cycles, context: Context) -> Departure:
    action = next(action for field, action in _ACTIONS if values.has(field))
    cycle = _cycle(values, cycles, context)
    sources = context.cited(values.get(SOURCES))
    return Departure(
        action,
        cycle,
        values.get(NUMBER),
        values.get(DAY_OF_RULE),
        values.get(MOVED_TO) or values.get(EXTRA),
        None,
        values.get(RENAMED),
        values.get(BECAUSE),
        sources,
        context.known(values.get(KNOWN), sources),
        values.at,
    )


def _cycle(values: Values, cycles: Cycles, context: Context) -> str | None:
    """The key of the cycle if it is named by one; whatever names it must be given by the rule."""
    written, number, day = values.get(CYCLE), values.get(NUMBER), values.get(DAY_OF_RULE)
    field: Field[Any] = CYCLE
    key, given, what = None, True, ""
    if written is not None:
        key = cycles.key(written)
        given, what = key is not None and cycles.gives_cycle(key), f'cycle "{written}"'
    elif number is not None:
        field, given, what = NUMBER, cycles.gives_number(number), f"anniversary number {number}"
    elif day is not None:
        field, given, what = DAY_OF_RULE, cycles.gives_day(day), "occurrence on that day"
    if not given:
        context.reading.error(values.place(field), "no-such-cycle", f"the rule has no {what}")
    return key
