"""How a rule comes to a day: the steps of its sentence, then each field that let it pass or moved
it. English, like the rule language.
"""

from collections.abc import Iterator

from calendar_gen import edtf
from calendar_gen.entries.days import day_text, span_text
from calendar_gen.entries.phrases import Phrases
from calendar_gen.forecasting.world import WorldAsOf
from calendar_gen.patterns import Anniversary
from calendar_gen.rules import Commemoration, Rulebook

_WEEKDAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")


def day_account(
    rule: Commemoration, anniversary: Anniversary, rulebook: Rulebook, as_of: int, words: Phrases
) -> Iterator[str]:
    """Sentences from the words of `on` to the days that are shown, in the order of the fields.

    A day that an exception added by itself has none of the sentence's steps.
    """
    if anniversary.fixed and anniversary.moved_from is None:
        days = span_text(anniversary.first, anniversary.last, words)
        yield f"An exception adds {days}: no sentence gives it, and nothing shifts it."
        return
    world = WorldAsOf(rulebook, as_of)
    for step in _steps(rule, anniversary, world):
        yield f"{step[0].upper()}{step[1:]}."
    yield from _passed(rule, anniversary, words)
    if anniversary.fixed:
        return
    if anniversary.observed_from is not None:
        before, after = (
            day_text(day, words, weekday=True)
            for day in (anniversary.observed_from, anniversary.first)
        )
        yield f"observed: {anniversary.shift} takes it from {before} to {after}."
    elif anniversary.doubled:
        yield "observed: this day is kept, and so is the observed one."
    elif rule.observed:
        yield "observed: no entry is for this day, so it stays."
    if rule.lasts > 1:
        last = day_text(anniversary.last, words, weekday=True)
        yield f"lasts: {rule.lasts} days, so it ends on {last}."


def _steps(rule: Commemoration, anniversary: Anniversary, world: WorldAsOf) -> list[str]:
    """The sentence's own steps, in the year that leads to the day."""
    from calendar_gen.sentences import DateSentence
    from calendar_gen.sentences.explaining import explain

    if not isinstance(rule.on, DateSentence):
        return []
    civil = edtf.civil(anniversary.day)[0]
    years = [civil, civil + 1, civil - 1]
    if anniversary.year is not None and not rule.on.refers_to:
        years = [anniversary.year]
    for year in years:
        steps = explain(rule.on, year, world.spans)
        ends = [n for n, step in enumerate(steps, start=1) if step.day == anniversary.day]
        if ends:
            return [step.text for step in steps[: ends[-1]]]
    return []


def _passed(rule: Commemoration, anniversary: Anniversary, words: Phrases) -> Iterator[str]:
    """The fields that could have left the cycle out, and did not."""
    weekday = _WEEKDAYS[anniversary.day % 7]
    if rule.only_on or rule.never_on:
        fields = " and ".join(
            f"{name}: {', '.join(_WEEKDAYS[day] for day in days)}"
            for name, days in (("only-on", rule.only_on), ("never-on", rule.never_on))
            if days
        )
        yield f"{fields}: {weekday} passes."
    for period in rule.in_force:
        if period.holds(anniversary.day):
            ends = (
                None if period.first is None else f"from {day_text(period.first, words)}",
                None if period.last is None else f"to {day_text(period.last, words)}",
            )
            yield f"It is in force {' '.join(end for end in ends if end)}."
            break
    every = rule.every
    if every is not None and every.base is not None:
        year = edtf.civil(anniversary.day)[0] if anniversary.year is None else anniversary.year
        turns = (year - every.base) // every.step
        yield f"every: {every.base} + {turns} x {every.step} = {year}, so it is its turn."
    if rule.only_if is not None:
        sure = "holds" if anniversary.certainty != "provisional" else "has no answer that denies it"
        yield f"only-if: {rule.only_if.text} {sure}."
