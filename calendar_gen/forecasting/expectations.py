"""One pattern's history: everything it expects, and the visits that answered."""

from calendar_gen import edtf
from calendar_gen.forecasting.matching import Match, match
from calendar_gen.forecasting.status import status_on
from calendar_gen.forecasting.track_record import gating_of
from calendar_gen.forecasting.world import WorldAsOf
from calendar_gen.named import NamedTuple
from calendar_gen.occurrences import Status
from calendar_gen.patterns import Expectation, expected
from calendar_gen.rules import Gate, VisitPattern

READ_BACK = 9131
"""Days, 25 years, that a rule is read back where no record begins earlier: older regimes prove
little.
"""

LONGEST_LEAD = 366
"""Days beyond the record and the window asked for, in which expectations compete for visits."""


class History(NamedTuple):
    """One pattern as of a day: what it expects, what answered, how each cycle stands.

    Its own record begins at the day `horizon`, whatever days a forecast is asked for.
    """

    pattern: VisitPattern
    horizon: int
    expectations: tuple[Expectation, ...]
    matches: dict[str, Match]
    statuses: dict[str, Status]

    def of_leg(self, leg: str | None) -> list[tuple[Expectation, Match | None, Status]]:
        """The cycles of one leg within the horizon, in order."""
        return [
            (e, self.matches.get(e.id), self.statuses[e.id])
            for e in self.expectations
            if e.leg == leg and e.last >= self.horizon
        ]


def history(pattern: VisitPattern, first: int, last: int, world: WorldAsOf) -> History:
    """The history of a pattern over its record and the days `first` to `last`."""
    expectations = expectations_of(pattern, first, last, world)
    matches = match(pattern, expectations, world.register())
    coverage = world.rulebook.coverage
    statuses = {e.id: status_on(world.as_of, e, matches.get(e.id), coverage) for e in expectations}
    return History(pattern, _horizon(world), expectations, matches, statuses)


def expectations_of(
    pattern: VisitPattern, first: int, last: int, world: WorldAsOf
) -> tuple[Expectation, ...]:
    """All that a pattern expects over its record and the days `first` to `last`, whatever answered
    it.
    """
    start = min(first, _horizon(world)) - LONGEST_LEAD
    end = max(last, world.recorded_days()[1]) + LONGEST_LEAD
    found = expected(pattern, start, end, world)
    if world.register().naming(pattern.id):
        from calendar_gen.forecasting.named_cycles import Looked, with_named

        found = with_named(Looked(pattern, start, end, found), world)
    return tuple(e for e in found if _opens(e, pattern, world))


def _horizon(world: WorldAsOf) -> int:
    """The day at which the record of every pattern begins."""
    return min(world.recorded_days()[0], world.closed - READ_BACK)


def _opens(expectation: Expectation, pattern: VisitPattern, world: WorldAsOf) -> bool:
    """Whether a rule that gates the visit has a day, not cancelled, in the same Gregorian year."""
    only_if = expectation.only_if
    if only_if is None:
        return True
    year = edtf.civil(expectation.first)[0]
    first, last = edtf.day(year, 1, 1), edtf.day(year, 12, 31)
    other = world.rulebook.patterns.get(only_if)
    if other is not None:
        return any(not e.cancelled for e in expected(other, first, last, world))
    if only_if not in world.rulebook.commemorations:
        return True
    return any(not day.cancelled for day in world.anniversaries(only_if, first, last))


def gate_of(expectation: Expectation, world: WorldAsOf) -> Gate | None:
    """The gate that an expected visit depends on, if one is declared."""
    return None if expectation.only_if is None else world.rulebook.gates.get(expectation.only_if)


def answered_no(expectation: Expectation, world: WorldAsOf) -> bool:
    """Whether the gate is known to be closed for the cycle: then nothing is expected."""
    gate = gate_of(expectation, world)
    return gate is not None and gating_of(gate, expectation.cycle, world.as_of).answer is False


def answered_yes(expectation: Expectation, world: WorldAsOf) -> bool:
    """Whether the gate is known to be open for the cycle, or there is none."""
    gate = gate_of(expectation, world)
    return gate is None or gating_of(gate, expectation.cycle, world.as_of).answer is True
