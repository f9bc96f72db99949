"""Why a commemoration has no day: the steps of its sentence, the fields that the day passed, and
the one that left it out.
"""

import re
from collections.abc import Iterator

from calendar_gen.entries.day_account import as_sentence, grounds_of, steps_to
from calendar_gen.entries.days import day_text
from calendar_gen.entries.explanations import Step, first_id
from calendar_gen.entries.field_account import fields_account
from calendar_gen.entries.phrases import phrases
from calendar_gen.forecasting.absences import Absence, absence
from calendar_gen.forecasting.naming import named
from calendar_gen.forecasting.world import WorldAsOf
from calendar_gen.rules import Commemoration, Rulebook


def of_absence(found: Absence, rulebook: Rulebook, as_of: int) -> list[Step]:
    """The steps for a cycle of a commemoration that has no day, or for one that has none ahead."""
    rule, words = found.rule, phrases("en")
    ahead = f"ahead of {day_text(as_of, words)}"
    what = f'"{rule.id}" has no occurrence {found.cycle or ahead}.'
    stands = f'The rule "{rule.id}" stands at {rule.at}.'
    world = WorldAsOf(rulebook, as_of)
    return [
        Step("What", (what,)),
        Step("Rule", (stands, *first_id(rule.formerly))),
        Step("Day", tuple(_day(found, world))),
    ]


def _day(found: Absence, world: WorldAsOf) -> Iterator[str]:
    rule, span, words = found.rule, found.span, phrases("en")
    if span is None:
        yield from _no_day(found, world)
        return
    for step in steps_to(rule, span, world):
        yield as_sentence(step)
    yield from fields_account(rule, span, found.number, found.stop, world, words)
    if found.stop == "observed":
        day = day_text(span.first, words, weekday=True)
        if any(shift.keeps == "only" for shift in rule.observed):
            yield f'observed: an entry says "only", and none is for {day}, so no day is kept.'
        else:
            yield f'observed: no entry with "also" is for {day}, so it has no second day.'


def _no_day(found: Absence, world: WorldAsOf) -> Iterator[str]:
    """What is said where the sentence itself gives no day."""
    rule = found.rule
    steps = [] if found.cycle is None else _steps(rule, found.cycle, world)
    for step in steps:
        yield as_sentence(step)
    if not steps and rule.on is not None:
        yield f'"{rule.on.text}" gives no day then.'
    for id_ in () if rule.on is None else rule.on.refers_to:
        cancelled = _cancelled(id_, found.cycle, world)
        if cancelled is not None:
            yield cancelled
            return
        anchor = absence(world.rulebook, id_, found.cycle, world.as_of)
        if anchor is not None:
            yield f'"{id_}" has no such day either ({anchor.rule.at}).'
            yield from _day(anchor, world)
            return
    if rule.reach is not None:
        if not steps:
            yield as_sentence(rule.reach.clause)
        yield from grounds_of(rule, None, world.rulebook)


def _cancelled(id_: str, cycle: str | None, world: WorldAsOf) -> str | None:
    """What is said of a rule whose day is cancelled then: nothing can be counted from it."""
    for occurrence in named(world.rulebook, id_, cycle, world.as_of) if cycle else ():
        if occurrence.status == "cancelled":
            why = "" if occurrence.because is None else f" because of {occurrence.because}"
            return f'"{id_}" is cancelled then{why} ({occurrence.at}).'
    return None


def _steps(rule: Commemoration, cycle: str, world: WorldAsOf) -> list[str]:
    """The steps of the sentence in the year that names the cycle; none where a count of days, or a
    day of a list, does.
    """
    from calendar_gen.sentences import DateSentence
    from calendar_gen.sentences.explaining import explain

    found = re.fullmatch(r"(-?[0-9]+)(-[a-z]+)?", cycle)
    if found is None or not isinstance(rule.on, DateSentence) or rule.on.refers_to:
        return []
    return [step.text for step in explain(rule.on, int(found[1]), world.spans)]
