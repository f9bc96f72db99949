"""Commemorations: their fields, and the rule that they make."""

from calendar_gen import edtf
from calendar_gen.returns import year_in, year_of
from calendar_gen.rulebook import shapes
from calendar_gen.rulebook.context import Context, unordered
from calendar_gen.rulebook.cycles import ALL_DAYS, Cycles, cycles_of, open_cycles, outside
from calendar_gen.rulebook.kinds import sentences
from calendar_gen.rulebook.kinds.common import (
    CATEGORIES,
    FORMERLY,
    IN_FORCE,
    NOTE,
    PARTY,
    RULE_ID,
    SINCE,
    SOURCES,
    TITLE,
    UNTIL,
    check_times,
    in_force,
    warn_without_sources,
)
from calendar_gen.rulebook.kinds.conditions import ONLY_IF, condition
from calendar_gen.rulebook.kinds.effects import check_effects
from calendar_gen.rulebook.kinds.events import check_event
from calendar_gen.rulebook.kinds.exceptions import EXCEPTION, check_renamed, departures
from calendar_gen.rulebook.kinds.foreign_years import check_years
from calendar_gen.rulebook.kinds.frequency import EVERY, MARKS_FROM_ZERO
from calendar_gen.rulebook.kinds.reaches import check_reach, reach_of
from calendar_gen.rulebook.kinds.weekdays import (
    LASTS,
    NEVER_ON,
    OBSERVED,
    ONLY_ON,
    check_weekdays,
)
from calendar_gen.rulebook.readers import TEXT, list_of, one_of
from calendar_gen.rulebook.reading import Field, Kind, Reading, Schema, Values, record_of
from calendar_gen.rulebook.written import SENTENCE, TEXT_SENTENCE
from calendar_gen.rules import Commemoration, DateRule, Every, Origin

OF = Field(
    "of",
    TEXT_SENTENCE,
    "The event remembered: its day, or its month or year if no more is known.",
    "1945-05-09",
)
ON = Field("on", SENTENCE, "The day on which it returns; else the day and month of `of`.", "9 May")
MISSING = Field(
    "missing",
    one_of(
        "omit",
        "earlier",
        "later",
        meant={
            "omit": "skip none never drop no",
            "earlier": "previous before backward down last",
            "later": "next after following forward up",
        },
    ),
    "What to do in years that lack the day; needed when some do.",
    "later",
)
ADAR = Field(
    "adar",
    one_of("first", "second", meant={"first": "i 1 rishon 1st", "second": "ii 2 sheni 2nd"}),
    "Which Adar is meant in Hebrew leap years.",
    "second",
)
CUSTOM = Field(
    "custom",
    one_of("birthday", "yahrzeit"),
    "The custom for anniversaries of a Hebrew day.",
    "yahrzeit",
)
HOST = Field("host", PARTY, "Who keeps it.", "RU")
PLACE = Field("place", TEXT, "Where.", "Moscow")
EXCEPTIONS = Field(
    "exceptions",
    list_of(record_of(EXCEPTION), single=False),
    "Years in which it was moved, cancelled or renamed, and extra days.",
    "[{cycle: 2020, moved-to: 2020-06-24, because: pandemic, sources: [kremlin-2020-05-26]}]",
)


def _check(values: Values, reading: Reading) -> None:
    check_times(values, reading)
    check_weekdays(values, reading)
    if not values.wrote(ON) and not values.wrote(OF):
        message = 'a commemoration needs "on" or "of": the day on which it returns, or the event'
        reading.error(values.at, "missing-field", message, "an example: on: 9 May")
    every = values.get(EVERY)
    if every is not None and every.unit == "months":
        years, over = divmod(every.step, 12)
        hint = "what returns in a year more than once is a rule for each"
        if not over:
            hint = f'did you mean "{years} year{"" if years == 1 else "s"}"?'
        message = "a commemoration is counted in years"
        reading.error(values.place(EVERY), "every", message, hint)
    elif every is not None and every.base is None and not _counts_from_something(values):
        message = '"every" counts from the year of "of" or of "since", and both are missing'
        reading.error(values.place(EVERY), "every", message)
    warn_without_sources(values, reading, "the commemoration")


def _counts_from_something(values: Values) -> bool:
    return any(values.wrote(field) for field in (OF, SINCE, IN_FORCE))


def _needs(*names: str) -> Schema:
    return {"anyOf": [{"required": [name]} for name in names]}


_COUNTED = {"not": {"type": "string", "pattern": shapes.EVEN_OR_ODD}}
_TOGETHER: Schema = {
    "allOf": [
        _needs("on", "of"),
        {"not": {"required": ["in-force"], **_needs("since", "until")}},
        {
            "if": {"required": ["every"], "properties": {"every": _COUNTED}},
            "then": _needs("of", "since", "in-force"),
        },
    ]
}
"""What `_check` asks of several fields."""

COMMEMORATION = Kind(
    "a commemoration",
    "A day that returns. With `of` its anniversaries have numbers.",
    (
        RULE_ID,
        TITLE,
        OF,
        ON,
        MISSING,
        ADAR,
        CUSTOM,
        HOST,
        PLACE,
        CATEGORIES,
        ONLY_ON,
        NEVER_ON,
        SINCE,
        UNTIL,
        IN_FORCE,
        EVERY,
        ONLY_IF,
        EXCEPTIONS,
        OBSERVED,
        LASTS,
        MARKS_FROM_ZERO,
        NOTE,
        SOURCES,
        FORMERLY,
    ),
    _check,
    together=_TOGETHER,
)


def commemoration(id: str, values: Values, context: Context) -> Commemoration:
    """The rule that the fields describe, without its exceptions; void if an error was noted.

    Fields that could not be read are left out, for what else may be wrong. Its calendar and reach
    are its own sentence's; where that leans on another rule, see `leaning`.
    """
    of = values.get(OF)
    origin = None if of is None else sentences.origin(of, context)
    if of is not None and origin is not None and not values.wrote(ON):
        check_event(origin, of.at, context)
    on = _date_rule(values, origin, context)
    former = values.get(FORMERLY)
    return Commemoration(
        id=id,
        titles=values.get(TITLE) or (),
        of=origin,
        on=on,
        host=values.get(HOST),
        place=values.get(PLACE),
        categories=unordered(values.get(CATEGORIES)),
        marks=values.get(MARKS_FROM_ZERO),
        every=values.get(EVERY),
        in_force=in_force(values),
        exceptions=(),
        note=values.get(NOTE),
        sources=context.cited(values.get(SOURCES)),
        formerly=() if former is None else (former,),
        at=values.at,
        calendar="gregorian" if on is None else on.calendar,
        only_on=values.get(ONLY_ON) or (),
        never_on=values.get(NEVER_ON) or (),
        only_if=condition(values.get(ONLY_IF), context),
        observed=values.get(OBSERVED) or (),
        lasts=values.get(LASTS) or 1,
        reach=reach_of(on),
    )


def leaning(rule: Commemoration, values: Values, context: Context) -> Commemoration:
    """The rule with the calendar and the reach of the one that it leans on, and with `every`
    counted.

    Asked for a rule after all that its sentence leans on.
    """
    if rule.on is not None and rule.on.refers_to:
        _check_anchor(rule.on, values, context)
        anchor = context.commemorations.get(rule.on.refers_to[0])
        if anchor is not None:
            rule = rule._replace(calendar=anchor.calendar, reach=anchor.reach)
    check_reach(rule, values, context)
    every = _every(values, rule, context)
    return rule if every is rule.every else rule._replace(every=every)


def _check_anchor(on: DateRule, values: Values, context: Context) -> None:
    """That a sentence leans on a rule of days: the visits of a pattern have none."""
    for id in on.refers_to:
        if id in context.declared["pattern"] and id not in context.declared["commemoration"]:
            message = f'"{id}" is a visit pattern, and a sentence leans on a commemoration'
            context.reading.error(values.place(ON), "unknown-reference", message)


def with_exceptions(rule: Commemoration, values: Values, context: Context) -> Commemoration:
    """The rule with its exceptions, which must name cycles that it has."""
    check_effects(rule, values, context)
    check_years(rule, values, context)
    entries = values.get(EXCEPTIONS)
    if not entries:
        return rule
    check_renamed(entries, [period.texts for period in rule.titles], context)
    made = departures(entries, cycles(rule, values, context), context, moves=_moves(rule))
    return rule._replace(exceptions=made)


def _moves(rule: Commemoration) -> frozenset[int]:
    """The weekdays from which `observed` may move a day; all if it asks for days of a rule."""
    if any(shift.rule is not None for shift in rule.observed):
        return frozenset(range(7))
    return frozenset(shift.weekday for shift in rule.observed if shift.weekday is not None)


def cycles(rule: Commemoration, values: Values, context: Context) -> Cycles:
    """The cycles of a rule; where something that its days need is unknown, all that may be."""
    find = context.commemorations.get
    unknown_event = rule.of is None and values.wrote(OF)
    whole_years = rule.of is not None and not rule.of.begins_on_day and not values.wrote(ON)
    unknown_day = any(find(id) is None for id in rule.on.refers_to) if rule.on else not whole_years
    if unknown_day:
        on = values.get(ON)
        listed = values.wrote(ON) and (on is None or on.scalar is None)
        found = open_cycles(rule.in_force, numbered=values.wrote(OF), listed=listed)
        return found._replace(why_none=outside)
    if rule.only_if is not None and any(find(id) is None for id in rule.only_if.refers_to):
        rule = rule._replace(only_if=None)
    found = cycles_of(rule, find)
    return found._replace(of_number=_unknown) if unknown_event else found


def _unknown(number: int) -> None:
    """Which cycle has a number where nobody can read the event."""


def _date_rule(values: Values, origin: Origin | None, context: Context) -> DateRule | None:
    """From `on`, else from the day and month of `of`; a year alone gives none.

    What stands beside it and could not be read is not asked for once more, and what may be lost
    is not judged.
    """
    on = values.get(ON)
    options = {
        field.name: values.get(field) or (stand_in if values.wrote(field) else None)
        for field, stand_in in ((MISSING, "omit"), (ADAR, "first"), (CUSTOM, "yahrzeit"))
    }
    if on is not None and origin is None and values.wrote(OF):
        origin = _SOME_DAY
        if options["custom"] is not None:
            options.update(custom=None, adar="first")
    lost = {field.name for field in (MISSING, ADAR, CUSTOM) if values.lost(field)}
    if CUSTOM.name in lost:
        options.update(custom=None)
    if on is not None:
        rule = sentences.date_rule(on, context, of=origin, lost=lost, **options)
        if rule is not None and rule.text.startswith("[") and values.sound:
            _note_end(rule, values, context)
        return rule
    if origin is None or not origin.begins_on_day:
        return None
    return sentences.day_of(origin, values.need(OF), context, lost=lost, **options)


_DAY = edtf.day(1900, 1, 1)
_SOME_DAY = Origin("1900-01-01", _DAY, _DAY, "day", "gregorian", 1900, "exact")
"""Stands for an event whose day could not be read."""


def _note_end(rule: DateRule, values: Values, context: Context) -> None:
    """A list of days has an end, after which nothing comes."""
    spans = rule.spans(*ALL_DAYS, _no_anchors)
    if spans:
        last = edtf.civil(max(span.last for span in spans))[0]
        message = f"the list of days ends: known through {last}"
        context.reading.remark("note", values.place(ON), "list-ends", message)


def _no_anchors(rule: str, first: int, last: int, *, observed: bool) -> tuple[()]:
    return ()


def _every(values: Values, rule: Commemoration, context: Context) -> Every | None:
    """The frequency, counted from the year of the event, else of `since`."""
    every = values.get(EVERY)
    if every is None or every.unit == "months":
        return None
    if every.base is not None:
        return every
    if rule.of is not None:
        return every._replace(base=year_in(rule.calendar, rule.of))
    first = rule.in_force[0].first if rule.in_force else None
    if first is not None:
        return every._replace(base=year_of(rule.calendar, first))
    begins = values.wrote(SINCE) or values.wrote(IN_FORCE)
    if begins and not values.wrote(OF) and not values.broken(SINCE, IN_FORCE):
        message = '"every" counts from the first day in force, and there is none'
        context.reading.error(values.place(EVERY), "every", message)
    return None
