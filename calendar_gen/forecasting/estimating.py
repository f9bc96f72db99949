"""What likelihoods rest on, as of a day: rates of pairs, records of classes, announcements kept.

Worked out when it is first asked for, since most of what a forecast shows has no likelihood.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property, reduce

from calendar_gen.forecasting.elapsed import Elapsed, elapsed
from calendar_gen.forecasting.expectations import History, answered_yes, gate_of
from calendar_gen.forecasting.likelihood import (
    CLASSES,
    NO_KIN,
    UNEXPECTED,
    KinRecord,
    TrackRecord,
    by_chance,
    kin_record,
    likelihood,
)
from calendar_gen.forecasting.matching import Match
from calendar_gen.forecasting.pair_rates import PairRate, PairRates
from calendar_gen.forecasting.record import KnownVisit
from calendar_gen.forecasting.track_record import (
    ENDED,
    announced_share,
    by_year,
    gating_of,
    is_chance,
    put_off_share,
    track_record,
)
from calendar_gen.forecasting.world import WorldAsOf
from calendar_gen.occurrences import Likelihood, Status
from calendar_gen.patterns import Expectation

UNTESTED = TrackRecord()


class Estimates:
    """Likelihoods of expected and of recorded visits, as of the day of a world.

    `histories` are those of all patterns: rules of a class lend to each other.
    """

    def __init__(self, world: WorldAsOf, histories: Sequence[History]) -> None:
        self._world = world
        self._histories = histories
        self._records: dict[tuple[str, str | None], TrackRecord] = {}
        self._kin: dict[str, dict[str, KinRecord]] = {}
        self._classes: dict[str, KinRecord] = {}

    @cached_property
    def rates(self) -> PairRates:
        """The rates of all pairs."""
        world = self._world
        last = world.closed - 1 if world.steady else world.as_of
        return PairRates(world.visits(), world.rulebook.coverage, last)

    def of_expected(self, past: History, expectation: Expectation) -> Likelihood:
        """The likelihood that the visit a pattern expects takes place in its window."""
        pattern, gate = past.pattern, gate_of(expectation, self._world)
        kin = CLASSES[pattern.pattern]
        status, match = past.statuses[expectation.id], past.matches.get(expectation.id)
        put_off = status == "postponed" and (match is None or match.known.deciding.date is None)
        announced = status in ("announced", "confirmed") or (status == "postponed" and not put_off)
        return likelihood(
            self.record(past, expectation.leg),
            kin=kin,
            others=self._of_others(kin.name, pattern.id),
            pair=self._pair(expectation),
            all_pairs=self._all_pairs(expectation),
            gating=None if gate is None else gating_of(gate, expectation.cycle, self._world.as_of),
            announced=self._kept if announced else None,
            put_off=self._put_off if put_off else None,
            elapsed=self._elapsed(expectation) if status == "projected" else None,
        )

    def _elapsed(self, expectation: Expectation) -> Elapsed | None:
        return elapsed(expectation, self._world.rulebook.coverage, self._world.closed)

    def of_recorded(self, known: KnownVisit, first: int, last: int) -> Likelihood:
        """The likelihood that a visit to come, which no rule expects, takes place from `first` to
        `last`: announced, or put off to other days or to none.
        """
        rank = known.visit.rank
        put_off = known.status == "postponed" and known.deciding.date is None
        return likelihood(
            UNTESTED,
            kin=UNEXPECTED,
            pair=self.rates.rate(
                known.visit.guests[0], known.host, first, last, () if rank is None else (rank,)
            ),
            all_pairs=self.rates.of_all_pairs(first, last),
            announced=None if put_off else self._kept,
            put_off=self._put_off if put_off else None,
        )

    def record(self, past: History, leg: str | None) -> TrackRecord:
        """The record of one leg of a pattern: cycles whose gate was open."""
        key = past.pattern.id, leg
        if key not in self._records:
            decided = [row for row in self._ended(past, leg) if answered_yes(row[0], self._world)]
            self._records[key] = track_record(self._world.as_of, past.pattern, decided)
        return self._records[key]

    def _ended(
        self, past: History, leg: str | None
    ) -> Iterator[tuple[Expectation, Match | None, Status]]:
        """The cycles of a leg that count, with how they ended."""
        world = self._world
        for each, match, status in past.of_leg(leg):
            if not world.steady:
                if is_chance(world.as_of, each, match, status):
                    yield each, match, status
                continue
            ended = by_year(world.closed, each, match, world.rulebook.coverage)
            if ended is not None:
                yield each, match, ended

    @property
    def _over(self) -> tuple[str, ...]:
        """Statuses of visits that are over before their days are: none but of claims, by years."""
        return ENDED if self._world.steady else ()

    @cached_property
    def _kept(self) -> tuple[int, int]:
        world = self._world
        return announced_share(world.closed, world.visits(), world.rulebook.coverage, self._over)

    @cached_property
    def _put_off(self) -> tuple[int, int]:
        return put_off_share(self._world.closed, self._world.visits(), self._over)

    def _pair(self, expectation: Expectation) -> PairRate | None:
        if expectation.guest is None:
            return None
        return self.rates.rate(
            expectation.guest,
            expectation.host,
            expectation.first,
            expectation.last,
            expectation.rank,
        )

    def _all_pairs(self, expectation: Expectation) -> float | None:
        if expectation.guest is None:
            return None
        return self.rates.of_all_pairs(expectation.first, expectation.last)

    def _of_others(self, name: str, rule: str) -> KinRecord:
        """What the rules of a class say of it but for one."""
        if name not in self._kin:
            self._kin[name] = {
                past.pattern.id: self._of_legs(past)
                for past in self._histories
                if CLASSES[past.pattern.pattern].name == name
            }
            self._classes[name] = reduce(KinRecord.joined, self._kin[name].values(), NO_KIN)
        return self._classes[name].without(self._kin[name].get(rule, NO_KIN))

    def _of_legs(self, past: History) -> KinRecord:
        """What the legs of a rule say of its class."""
        latest = {  # the last that closed, whatever days are asked for
            each.leg: each
            for each in past.expectations
            if not each.term and each.last < self._world.closed
        }
        kin = CLASSES[past.pattern.pattern]
        found = NO_KIN
        for leg, expectation in latest.items():
            record = self.record(past, leg)
            if record.chances:
                chance = by_chance(kin, self._pair(expectation), self._all_pairs(expectation))
                found = found.joined(kin_record(record, chance))
        return found
