"""How a rule comes to a day: the steps of its sentence, then each field that let it pass or moved
it. English, like the rule language.
"""

from collections.abc import Iterator

from calendar_gen import edtf
from calendar_gen.entries.days import day_text, span_text
from calendar_gen.entries.field_account import fields_account
from calendar_gen.entries.phrases import Phrases
from calendar_gen.forecasting.anniversaries import means
from calendar_gen.forecasting.world import WorldAsOf
from calendar_gen.patterns import Anniversary
from calendar_gen.rules import Commemoration, Departure, Rulebook, Span

_CERTAINTY = {
    "provisional": "The day is provisional: it may still be changed.",
    "estimate": "The day is an estimate: it may come out a day or so off.",
    "approximate": "The day is approximate, as its source gives it.",
    "uncertain": "The day is uncertain, as its source gives it.",
}


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
    day = anniversary.day
    span = Span(anniversary.cycle, anniversary.year, day, day, anniversary.certainty)
    for step in steps_to(rule, span, world):
        yield as_sentence(step)
    yield from fields_account(rule, span, anniversary.number, None, world, words)
    yield from _exceptions(rule, anniversary, world, words)
    if not anniversary.fixed:
        yield from _observed(rule, anniversary, words)
        if rule.lasts > 1:
            last = day_text(anniversary.last, words, weekday=True)
            yield f"lasts: {rule.lasts} days, so it ends on {last}."
    if anniversary.certainty in _CERTAINTY and not anniversary.fixed:
        yield _CERTAINTY[anniversary.certainty]
        yield from _doubt(rule, anniversary, world)
    elif not anniversary.fixed:
        yield from grounds_of(rule, anniversary.year, world.rulebook)


def _doubt(rule: Commemoration, anniversary: Anniversary, world: WorldAsOf) -> Iterator[str]:
    """Why a day is no surer: what its sentence rests on, or the rules whose days decided."""
    day = anniversary.day
    own = () if rule.on is None else rule.on.spans(day, day, world.spans)
    if any(span.certainty in _OF_CALENDARS for span in own):
        yield from grounds_of(rule, anniversary.year, world.rulebook)
        return
    asked = () if rule.only_if is None else (rule.only_if.id, *rule.only_if.refers_to)
    for id_ in dict.fromkeys((*asked, *(shift.rule for shift in rule.observed))):
        other = world.rulebook.commemorations.get(id_ or "")
        near = [] if other is None else world.anniversaries(other.id, day - _NEAR, day + _NEAR)
        if other is not None and any(each.certainty in _OF_CALENDARS for each in near):
            yield f'That comes from "{other.id}", whose days decide ({other.at}).'
            yield from grounds_of(other, None, world.rulebook)


_OF_CALENDARS = ("provisional", "estimate")
"""What a calendar or a table leaves in doubt, and not the source of an event."""
_NEAR = 366
"""Days around one in which a rule that decides about it has its own."""


def as_sentence(step: str) -> str:
    """A step as a sentence of its own; names of fields and rules keep their small letter."""
    first = step.partition(" ")[0]
    named = first.endswith(":") or "-" in first
    return f"{step}." if named else f"{step[0].upper()}{step[1:]}."


def grounds_of(rule: Commemoration, year: int | None, rulebook: Rulebook) -> tuple[str, ...]:
    """What the days of a rule rest on: the authority or the reckoning of its calendar, or of the
    rule's that it leans on.
    """
    from calendar_gen.sentences import DateSentence
    from calendar_gen.sentences.grounds import grounds

    seen: set[str] = set()
    while rule.on is not None and rule.on.refers_to and rule.id not in seen:
        seen.add(rule.id)
        anchor = rulebook.commemorations.get(rule.on.refers_to[0])
        if anchor is None:
            return ()
        rule = anchor
    return grounds(rule.on, year) if isinstance(rule.on, DateSentence) else ()


def steps_to(rule: Commemoration, span: Span, world: WorldAsOf) -> list[str]:
    """The sentence's own steps, in the year that leads to the day."""
    from calendar_gen.sentences import DateSentence
    from calendar_gen.sentences.explaining import explain

    if not isinstance(rule.on, DateSentence):
        return []
    civil = edtf.civil(span.first)[0]
    years = [civil, civil + 1, civil - 1]
    if span.year is not None and not rule.on.refers_to:
        years = [span.year]
    for year in years:
        steps = explain(rule.on, year, world.spans)
        ends = [n for n, step in enumerate(steps, start=1) if step.day == span.first]
        if ends:
            return [step.text for step in steps[: ends[-1]]]
    return []


def _exceptions(
    rule: Commemoration, anniversary: Anniversary, world: WorldAsOf, words: Phrases
) -> Iterator[str]:
    """What the exceptions known did to this cycle, those decreed first before the later ones."""
    day = anniversary.day
    plain = anniversary._replace(first=day, last=max(day + rule.lasts - 1, day))
    known = [d for d in rule.exceptions if world.known(d.known) and means(d, plain)]
    for departure in sorted(known, key=lambda d: (d.known is not None, d.known or 0)):
        why = "" if departure.because is None else f" because of {departure.because}"
        yield f"An exception {_done(departure, anniversary, rule, words)}{why}."


def _done(
    departure: Departure, anniversary: Anniversary, rule: Commemoration, words: Phrases
) -> str:
    if departure.action == "moved" and departure.to is not None:
        first, last = departure.to
        last = last if last > first else first + rule.lasts - 1
        before = day_text(anniversary.day, words)
        return f"moved it from {before} to {span_text(first, last, words)}"
    if departure.action == "renamed" and departure.titles is not None:
        titles = ", ".join(f'{tag} "{text}"' for tag, text in sorted(departure.titles.items()))
        return f"renamed it: {titles}"
    return "cancelled it"


def _observed(rule: Commemoration, anniversary: Anniversary, words: Phrases) -> Iterator[str]:
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
