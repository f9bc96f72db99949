"""Exceptions: what departs from a rule in one cycle, and since when that is known."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from calendar_gen.canonical import canonical
from calendar_gen.problems import shortened
from calendar_gen.returns import day_in
from calendar_gen.rulebook.context import Context
from calendar_gen.rulebook.cycles import Cycles
from calendar_gen.rulebook.dates import DAY, DAYS
from calendar_gen.rulebook.kinds.common import BECAUSE, KNOWN, PARTY, SOURCES
from calendar_gen.rulebook.kinds.contradictions import (
    Action,
    Said,
    check_contradictions,
    check_own_days,
)
from calendar_gen.rulebook.nodes import Listing, Node
from calendar_gen.rulebook.readers import ONLY_YES, TEXT, TEXTS, WHOLE
from calendar_gen.rulebook.reading import Field, Kind, Reader, Reading, Schema, Values
from calendar_gen.rules import Departure, Texts
from calendar_gen.sentences.cycles import meant_key


def _one_cycle(node: Node, reading: Reading) -> str | None:
    if isinstance(node, Listing):
        hint = "write an exception for each, as in [{cycle: 2020, ...}, {cycle: 2021, ...}]"
        reading.error(
            node.at, "unexpected", "an exception is of one cycle, and this is a list", hint
        )
        return None
    return TEXT.read(node, reading)


CYCLE = Field(
    "cycle",
    Reader(_one_cycle, TEXT.schema, TEXT.means),
    "The year of the rule's own calendar.",
    "2020",
)
NUMBER = Field("number", WHOLE, "The anniversary, instead of the cycle.", "75")
DAY_OF_RULE = Field("day", DAY, "A day that the rule gives, instead of the cycle.", "2020-05-09")
MOVED_TO = Field("moved-to", DAYS, "The day or days it is held on instead.", "2020-06-24")
CANCELLED = Field("cancelled", ONLY_YES, "It is not held.", "true")
RENAMED = Field("renamed", TEXTS, "What it is called this once.", "{en: Jubilee Victory Day}")
EXTRA = Field("extra", DAYS, "A day or days that the rule does not give.", "2022-06-03")
SKIPPED = Field("skipped", ONLY_YES, "It is not held, and the turn is kept for the next.", "true")
HOST = Field("host", PARTY, "Who is host this once; the order goes on.", "BE")
INSERT = Field("insert", PARTY, "Who takes this cycle; all later hosts move by one.", "RU")
SWAP = Field("swap", TEXT, "The cycle with which it changes hosts.", "2017")

_ACTIONS: tuple[tuple[Field[Any], Action], ...] = (
    (MOVED_TO, "moved"),
    (CANCELLED, "cancelled"),
    (RENAMED, "renamed"),
    (EXTRA, "extra"),
    (SKIPPED, "skipped"),
    (HOST, "host"),
    (INSERT, "insert"),
    (SWAP, "swap"),
)
_OF_TURNS = (EXTRA, SKIPPED, HOST, INSERT, SWAP)
"""What only meetings by turns can have, of all visits."""
_NAMED_BY: tuple[Field[Any], ...] = (CYCLE, NUMBER, DAY_OF_RULE)


def _check(values: Values, reading: Reading) -> None:
    """That an exception says one thing of one cycle, and why."""
    actions = [field for field, _ in _ACTIONS if values.wrote(field)]
    if len(actions) != 1:
        allowed = [field.name for field, _ in _ACTIONS if field in values.kind.fields]
        options = ", ".join(f'"{name}"' for name in allowed)
        count = len(actions) or "none"
        message = f"an exception needs exactly one of {options}, and this has {count}"
        hint = "write one for each" if actions else "an example: moved-to: 2020-06-24"
        reading.error(values.at, "exception", message, hint)
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


def _together(fields: tuple[Field[Any], ...]) -> Schema:
    """What `_check` asks, as far as a JSON Schema says it."""
    actions = [{"required": [field.name]} for field, _ in _ACTIONS if field in fields]
    named_by = [{"required": [field.name]} for field in _NAMED_BY]
    return {
        "oneOf": actions,
        "if": {"required": [EXTRA.name]},
        "then": {"not": {"anyOf": named_by}},
        "else": {"oneOf": named_by},
    }


_OF_A_DAY = (
    CYCLE,
    NUMBER,
    DAY_OF_RULE,
    MOVED_TO,
    CANCELLED,
    RENAMED,
    EXTRA,
    BECAUSE,
    SOURCES,
    KNOWN,
)
_OF_A_VISIT = (*_NAMED_BY, MOVED_TO, CANCELLED, RENAMED, *_OF_TURNS, BECAUSE, SOURCES, KNOWN)

_OTHERWISE = {
    "year": 'did you mean "cycle"?',
    "years": 'did you mean "cycle"?',
    "date": 'did you mean "day"?',
    "to": 'did you mean "moved-to"?',
    "moved": 'did you mean "moved-to"?',
    "title": 'did you mean "renamed"?',
    "reason": 'did you mean "because"?',
    "canceled": 'did you mean "cancelled"?',
}
"""What people call the fields."""

EXCEPTION = Kind(
    "an exception",
    "A cycle in which the rule was departed from; it counts from its source's day on.",
    _OF_A_DAY,
    _check,
    elsewhere=_OTHERWISE,
    together=_together(_OF_A_DAY),
)
VISIT_EXCEPTION = Kind(
    "an exception of a visit",
    "A cycle in which the visits were departed from.",
    _OF_A_VISIT,
    _check,
    elsewhere=_OTHERWISE,
    together=_together(_OF_A_VISIT),
)


def departures(
    entries: tuple[Values, ...],
    cycles: Cycles,
    context: Context,
    *,
    by_turns: bool | None = None,
    moves: frozenset[int] = frozenset(),
) -> tuple[Departure, ...]:
    """The exceptions of a rule, in an order of their own; what does not fit is reported.

    `by_turns` says of a visit pattern whether hosts take turns in it, `moves` of a commemoration
    from which weekdays its days are moved. Entries that have errors are
    left out, but what else does not fit in them is reported too.
    """
    made: list[Departure] = []
    comparable: list[Said] = []
    for values in sorted(entries, key=lambda values: values.at):
        if by_turns is False:
            _refuse_turns(values, context)
        cycle, named = _cycle(values, cycles, context)
        other = _other(values, named, cycles, context)
        _check_distance(values, named, context)
        entry = _entry(values, named, other, context)
        if entry is not None:
            comparable.append(entry)
        if values.sound and entry is not None and entry.action is not None:
            made.append(_departure(values, entry.action, cycle, other, context))
    check_contradictions(comparable, context)
    if by_turns is None:
        check_own_days(comparable, cycles.given, moves, context)
    return tuple(sorted(made, key=canonical))


_BEFORE, _AFTER = 800, 1200
"""Days by which a moved day may lie before or after the first of its cycle's year."""


def _check_distance(values: Values, named: frozenset[str] | None, context: Context) -> None:
    """That a day is not moved by years: nobody would look for it there."""
    to = values.get(MOVED_TO)
    for start in (day_in(key, None) for key in sorted(named or ())):
        if to is None or start is None:
            continue
        if not start - _BEFORE <= to[0] <= to[1] <= start + _AFTER:
            message = "a day is moved by three years at most"
            hint = "cancel the cycle, and add the other day by an exception with extra:"
            context.reading.error(values.place(MOVED_TO), "exception", message, hint)
            return


def _refuse_turns(values: Values, context: Context) -> None:
    for field in _OF_TURNS:
        if values.wrote(field) and not values.lost(field):
            message = f'"{field.name}" is for alternating and rotating meetings'
            context.reading.error(values.place(field), "exception", message)


def check_renamed(entries: Iterable[Values], titles: Sequence[Texts], context: Context) -> None:
    """Warns of an exception that gives a rule the title that it has anyway."""
    for values in entries:
        renamed = values.get(RENAMED)
        if renamed and titles and all(renamed.items() <= texts.items() for texts in titles):
            message = "it is called so anyway, so renamed: says nothing"
            context.reading.remark("warning", values.place(RENAMED), "no-effect", message)


def _entry(
    values: Values, named: frozenset[str] | None, other: str | None, context: Context
) -> Said | None:
    """What can be compared with other exceptions; None if its day of decree cannot be told."""
    cited = values.get(SOURCES) or ()
    if values.broken(KNOWN, SOURCES) or not all(source in context.sources for source in cited):
        return None
    actions = [action for field, action in _ACTIONS if values.wrote(field)]
    known = context.known(values.get(KNOWN), cited)
    to = values.get(MOVED_TO) or values.get(EXTRA)
    unclear = len(actions) != 1 or values.broken(CANCELLED, SKIPPED)
    action = None if unclear else actions[0]
    return Said(action, named, values.get(DAY_OF_RULE), other, known, to, values.at)


def _departure(
    values: Values, action: Action, cycle: str | None, other: str | None, context: Context
) -> Departure:
    sources = context.cited(values.get(SOURCES))
    return Departure(
        action,
        cycle,
        values.get(NUMBER),
        values.get(DAY_OF_RULE),
        values.get(MOVED_TO) or values.get(EXTRA),
        values.get(HOST) or values.get(INSERT),
        values.get(RENAMED),
        values.get(BECAUSE),
        sources,
        context.known(values.get(KNOWN), sources),
        values.at,
        other,
    )


def _other(
    values: Values, named: frozenset[str] | None, cycles: Cycles, context: Context
) -> str | None:
    """The key of the cycle that another changes hosts with."""
    written = values.get(SWAP)
    if written is None:
        return None
    key = cycles.key(written)
    if any(values.wrote(field) and not values.lost(field) for field in (NUMBER, DAY_OF_RULE)):
        message = 'a swap names both its cycles: one by "cycle", one by "swap"'
        context.reading.error(values.at, "exception", message)
    elif key is None or not cycles.gives_cycle(key):
        message = f'the rule has no cycle "{shortened(written)}"'
        context.reading.error(values.place(SWAP), "no-such-cycle", message)
    elif named == frozenset({key}):
        message = f"{key} cannot change hosts with itself"
        context.reading.error(values.place(SWAP), "exception", message)
    return key


def _cycle(
    values: Values, cycles: Cycles, context: Context
) -> tuple[str | None, frozenset[str] | None]:
    """The key of the cycle if it is named by one, and all cycles meant, None if nobody knows which;
    whatever names them must be given by the rule.
    """
    written, number, day = values.get(CYCLE), values.get(NUMBER), values.get(DAY_OF_RULE)
    key = None if written is None else cycles.key(written)
    named: frozenset[str] | None = None
    if written is not None:
        given = key is not None and cycles.gives_cycle(key)
        named = frozenset() if key is None else frozenset({key})
        if not given:
            near = cycles.near(written) or _meant(written, cycles)
            message = f'the rule has no cycle "{shortened(written)}"'
            hint = f'did you mean "{near}"?' if near else cycles.why_none(key)
            if re.fullmatch(r"-?[0-9]{4}\s*[-–/,]\s*[0-9]{2,4}", written.strip()):
                hint = "an exception is of one cycle: write one for each"
            context.reading.error(values.place(CYCLE), "no-such-cycle", message, hint)
    if number is not None:
        named = cycles.of_number(number)
        if named == frozenset():
            message = f"the rule has no anniversary number {number}"
            context.reading.error(values.place(NUMBER), "no-such-cycle", message)
    if day is not None:
        named = cycles.of_day(day)
        if named == frozenset():
            message = "the rule has no occurrence on that day"
            context.reading.error(values.place(DAY_OF_RULE), "no-such-cycle", message)
    return key, named


def _meant(written: str, cycles: Cycles) -> str | None:
    """The cycle of the rule that is likely meant by a year that is misspelt."""
    meant = meant_key(written)
    return meant if meant is not None and cycles.gives_cycle(meant) else None
