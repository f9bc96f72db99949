"""All that an occurrence rests on, as values: what `explain` puts into sentences."""

from typing import NamedTuple

from calendar_gen.forecasting.beta import Beta
from calendar_gen.forecasting.expectations import History, answered_yes, gate_of, history
from calendar_gen.forecasting.likelihood import TrackRecord
from calendar_gen.forecasting.matching import Match
from calendar_gen.forecasting.readings import other_readings
from calendar_gen.forecasting.track_record import (
    answer_of,
    came_before,
    gating_of,
    is_chance,
    track_record,
)
from calendar_gen.forecasting.world import WorldAsOf
from calendar_gen.occurrences import Occurrence, Status
from calendar_gen.patterns import Anniversary, Expectation
from calendar_gen.rules import (
    Alternating,
    Answer,
    Commemoration,
    Dated,
    Departure,
    Gate,
    Leg,
    Paired,
    Rotating,
    Rulebook,
    VisitPattern,
)

FROM_OCCASION = 2000
"""Days from an expectation to its occasion: exceptions may move the one by 800 back, and the other
by 1200 on.
"""


class Cycle(NamedTuple):
    """One cycle of a leg: what was expected, what answered, how it stands and whether it counts.

    `gate` is the gate that keeps it from being a chance, `gate_answer` what it is known to say.
    """

    expectation: Expectation
    match: Match | None
    status: Status
    counts: bool
    before_stated: bool
    gate: Gate | None
    gate_answer: Answer | None


class Reading(NamedTuple):
    """The same leg under another reading of its rule: `every` numbers, None of one that lists its
    own, with or without `since`.

    `ungated` says that the rule has a condition, which the reading leaves out.
    """

    every: int | None
    since_kept: bool
    ungated: bool
    cycles: tuple[Cycle, ...]
    record: TrackRecord


class Evidence(NamedTuple):
    """What one occurrence rests on.

    `anniversary` is its own, or that of its occasion; `turned` are the exceptions of a meeting by
    turns.
    """

    occurrence: Occurrence
    commemoration: Commemoration | None
    anniversary: Anniversary | None
    pattern: VisitPattern | None
    leg: Leg | None
    expectation: Expectation | None
    cycles: tuple[Cycle, ...]
    record: TrackRecord | None
    posterior: Beta | None
    readings: tuple[Reading, ...]
    gate: Gate | None
    gate_answer: bool | None
    turned: tuple[Departure, ...] = ()


def evidence(rulebook: Rulebook, occurrence: Occurrence, as_of: int) -> Evidence:
    """What the occurrence rests on, as of the same day that it was forecast for."""
    world = WorldAsOf(rulebook, as_of)
    if occurrence.kind == "commemoration":
        return _of_commemoration(occurrence, world)
    return _of_visit(occurrence, world)


def _of_commemoration(occurrence: Occurrence, world: WorldAsOf) -> Evidence:
    days = world.observed(occurrence.rule, occurrence.earliest, occurrence.latest)
    return Evidence(
        occurrence=occurrence,
        commemoration=world.rulebook.commemorations[occurrence.rule],
        anniversary=next(day for day in days if day.id == occurrence.id),
        pattern=None,
        leg=None,
        expectation=None,
        cycles=(),
        record=None,
        posterior=None,
        readings=(),
        gate=None,
        gate_answer=None,
    )


def _of_visit(occurrence: Occurrence, world: WorldAsOf) -> Evidence:
    pattern = world.rulebook.patterns[occurrence.rule]
    past = _history(pattern, occurrence, world)
    expectation = next(e for e in past.expectations if e.id == occurrence.id)
    cycles = _cycles(past, expectation, world)
    record = None if expectation.term else _record(past, expectation, world)
    gate = gate_of(expectation, world)
    answer = None if gate is None else gating_of(gate, expectation.cycle, world.as_of).answer
    return Evidence(
        occurrence=occurrence,
        commemoration=world.rulebook.commemorations.get(expectation.occasion_rule or ""),
        anniversary=_occasion(expectation, world),
        pattern=pattern,
        leg=_leg(pattern, expectation),
        expectation=expectation,
        cycles=cycles,
        record=record,
        posterior=_posterior(occurrence),
        readings=_readings(pattern, expectation, occurrence, world),
        gate=gate,
        gate_answer=answer,
        turned=_turned(pattern, expectation, world),
    )


def _turned(
    pattern: VisitPattern, expectation: Expectation, world: WorldAsOf
) -> tuple[Departure, ...]:
    if not isinstance(pattern.terms, Alternating | Rotating):
        return ()
    from calendar_gen.patterns.turns import departures_of  # late, as every pattern

    return tuple(departures_of(pattern, expectation.cycle, world))


def _posterior(occurrence: Occurrence) -> Beta | None:
    """What is lent and the rule's own record, put together; before any gate."""
    likelihood = occurrence.likelihood
    return None if likelihood is None else Beta(*likelihood.prior).moved(*likelihood.weighed)


def _leg(pattern: VisitPattern, expectation: Expectation) -> Leg | None:
    if not isinstance(pattern.terms, Paired):
        return None
    return next((leg for leg in pattern.terms.legs if leg.key == expectation.leg), None)


def _history(pattern: VisitPattern, occurrence: Occurrence, world: WorldAsOf) -> History:
    return history(pattern, occurrence.earliest, occurrence.latest, world)


def _cycles(past: History, expectation: Expectation, world: WorldAsOf) -> tuple[Cycle, ...]:
    return tuple(
        _cycle(past, each, match, status, world)
        for each, match, status in past.of_leg(expectation.leg)
        if each.last < world.as_of
    )


def _cycle(
    past: History, each: Expectation, match: Match | None, status: Status, world: WorldAsOf
) -> Cycle:
    opened = answered_yes(each, world)
    gate = None if opened else gate_of(each, world)
    return Cycle(
        each,
        match,
        status,
        is_chance(world.as_of, each, match, status) and opened,
        came_before(past.pattern.stated, each, match),
        gate,
        None if gate is None else answer_of(gate, each.cycle, world.as_of),
    )


def _record(past: History, expectation: Expectation, world: WorldAsOf) -> TrackRecord:
    decided = [
        row
        for row in past.of_leg(expectation.leg)
        if answered_yes(row[0], world) and is_chance(world.as_of, *row)
    ]
    return track_record(world.as_of, past.pattern, decided)


def _occasion(expectation: Expectation, world: WorldAsOf) -> Anniversary | None:
    if expectation.occasion_rule is None:
        return None
    first, last = expectation.first - FROM_OCCASION, expectation.last + FROM_OCCASION
    days = world.anniversaries(expectation.occasion_rule, first, last)
    return next((day for day in days if day.id == expectation.occasion), None)


def _readings(
    pattern: VisitPattern, expectation: Expectation, occurrence: Occurrence, world: WorldAsOf
) -> tuple[Reading, ...]:
    """The other readings of the rule that do answer for other cycles of this leg than it does."""
    terms = pattern.terms
    if not isinstance(terms, Paired | Dated):
        return ()
    if expectation.number is None:
        return ()
    own = _cycles(_history(pattern, occurrence, world), expectation, world)
    readings: dict[tuple[tuple[int, bool], ...], Reading | None] = {_answered_for(own): None}
    gated = expectation.only_if is not None
    for read_as, variant in other_readings(pattern):
        past = _history(variant, occurrence, world)
        cycles = _cycles(past, expectation, world)
        reading = Reading(
            read_as.every,
            read_as.since_kept,
            gated,
            cycles,
            _record(past, expectation, world),
        )
        readings.setdefault(_answered_for(cycles), reading)
    return tuple(reading for reading in readings.values() if reading is not None)


def _answered_for(cycles: tuple[Cycle, ...]) -> tuple[tuple[int, bool], ...]:
    """The cycles that a reading has to answer for, and whether each counts: two readings with the
    same say the same.
    """
    return tuple((cycle.expectation.first, cycle.counts) for cycle in cycles)
