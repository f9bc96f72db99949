"""The fields that let a day of a sentence pass or leave it out, in their order and in words."""

from collections.abc import Iterator

from calendar_gen import edtf
from calendar_gen.entries.days import day_text
from calendar_gen.entries.descriptions import origin_text
from calendar_gen.entries.phrases import Phrases
from calendar_gen.forecasting.gates import answers_of
from calendar_gen.forecasting.world import WorldAsOf
from calendar_gen.rules import Commemoration, Every, Period, Span

_WEEKDAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")


def fields_account(
    rule: Commemoration,
    span: Span,
    number: int | None,
    stop: str | None,
    world: WorldAsOf,
    words: Phrases,
) -> Iterator[str]:
    """A sentence for each field between `on` and `exceptions` that looked at the day, up to the one
    that left it out (`stop`; None if it passed them all).
    """
    if stop == "of":
        yield _before(rule, span, number, words)
        return
    for field, said in (
        ("only-on", _weekdays("only-on", rule.only_on, span, stop)),
        ("never-on", _weekdays("never-on", rule.never_on, span, stop)),
        ("in-force", _in_force(rule, span, words)),
        ("every", _turn(rule.every, span)),
        ("only-if", _condition(rule, span, stop, world)),
    ):
        if said is not None:
            yield said
        if field == stop:
            return


def _before(rule: Commemoration, span: Span, number: int | None, words: Phrases) -> str:
    assert rule.of is not None, "without an event there is no number"
    day, origin = day_text(span.first, words), origin_text(rule.of, words)
    if number == 0 and span.last >= rule.of.earliest:
        return f"of: {day} is the event's own year ({origin}), which counts only if marks lists 0."
    return f"of: {day} lies before the first anniversary of {origin}, so it has none."


def _weekdays(field: str, days: tuple[int, ...], span: Span, stop: str | None) -> str | None:
    if not days:
        return None
    weekday = _WEEKDAYS[span.first % 7]
    said = f"{field}: {', '.join(_WEEKDAYS[day] for day in days)}"
    return f"{said}: a {weekday} is left out." if stop == field else f"{said}: {weekday} passes."


def _in_force(rule: Commemoration, span: Span, words: Phrases) -> str | None:
    if not rule.in_force:
        return None
    for period in rule.in_force:
        if period.holds(span.first):
            return f"It is in force {_period(period, words)}."
    periods = " and ".join(_period(period, words) for period in rule.in_force)
    return f"It is in force {periods}, and {day_text(span.first, words)} is outside."


def _period(period: Period, words: Phrases) -> str:
    ends = (
        None if period.first is None else f"from {day_text(period.first, words)}",
        None if period.last is None else f"to {day_text(period.last, words)}",
    )
    return " ".join(end for end in ends if end) or "always"


def _turn(every: Every | None, span: Span) -> str | None:
    if every is None or every.base is None:
        return None
    year = edtf.civil(span.first)[0] if span.year is None else span.year
    if (every.base, every.step) in ((0, 2), (1, 2)):
        wanted, found = ("odd" if number % 2 else "even" for number in (every.base, year))
        passed = "passes" if wanted == found else "is left out"
        return f"every: {wanted} year, and {year}, an {found} year, {passed}."
    turns, over = divmod(year - every.base, every.step)
    if not over:
        return f"every: {every.base} + {turns} x {every.step} = {year}, so it is its turn."
    last = every.base + turns * every.step
    years = f"{last} and {last + every.step}"
    return f"every: {every.step} years from {every.base} on are {years}, so {year} is left out."


def _condition(rule: Commemoration, span: Span, stop: str | None, world: WorldAsOf) -> str | None:
    condition = rule.only_if
    if condition is None:
        return None
    gate = None if condition.id is None else world.rulebook.gates.get(condition.id)
    if stop != "only-if":
        unanswered = gate is not None and span.cycle not in answers_of(gate, world.as_of)
        return f"only-if: {condition.text} {'has no answer yet' if unanswered else 'holds'}."
    if gate is not None:
        return f'only-if: the gate "{gate.id}" ({gate.at}) says no for {span.cycle}.'
    year = edtf.civil(span.first)[0]
    if condition.id is not None:
        first, last = edtf.day(year, 1, 1), edtf.day(year, 12, 31)
        held = world.anniversaries(condition.id, first, last)
        what = f"is cancelled in {year}" if held else f"has no day in {year}"
        return f'only-if: "{condition.id}" {what}.'
    return f"only-if: {condition.text} is not so in {year}."
