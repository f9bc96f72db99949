"""Named rules: what each would have forecast of its own occurrences, frozen before they came.

Each closed cycle whose outcome is known is forecast as of days before its window opens, from the
rules and the record as known then, and scored in nats against the rate at which the pair meets in
such a window anyway. What came after the rule was on paper is kept apart from what helped to choose
it.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from math import log
from typing import NamedTuple

from calendar_gen.backtest.cases import Case, Forecast, clipped
from calendar_gen.edtf import civil, day
from calendar_gen.forecasting.estimating import Estimates
from calendar_gen.forecasting.expectations import History, answered_no, history
from calendar_gen.forecasting.likelihood import CLASSES
from calendar_gen.forecasting.projection import OPEN
from calendar_gen.forecasting.track_record import came_before, is_chance
from calendar_gen.forecasting.world import WorldAsOf
from calendar_gen.patterns import Expectation
from calendar_gen.rules import Rulebook

TASK = "rules"
BASELINE = "month baseline of the pair"
YEAR_AHEAD = 0
"""Stands among leads, which are days before the window, for 31 December of the year before."""

LEADS = (YEAR_AHEAD, 30)

LONGEST_REPORT = 31
REPORTED = (-1, 1, 7, LONGEST_REPORT)
"""Days after the first of a window on which it is looked for again if an event opens it: only in
windows much longer than that.
"""


class Cycle(NamedTuple):
    """A closed cycle of a rule; `happened` is None where nobody knows. `stated` is the day on which
    the rule was on paper if the cycle came after it, else None: then it helped to choose the rule.
    """

    rule: str
    class_name: str
    id: str
    guests: str
    host: str
    first: int
    last: int
    happened: bool | None
    stated: int | None


class Scored(NamedTuple):
    """A forecast of a cycle, issued so many days ahead.

    The baseline is that of the pair; `covered` says that a record is declared complete for it.
    """

    cycle: Cycle
    lead: int
    forecast: Forecast
    announced: bool
    covered: bool

    @property
    def nats(self) -> float:
        """The logarithm of what the forecast gave to the outcome: 0 at best."""
        return self._nats(self.forecast.probability)

    @property
    def baseline_nats(self) -> float:
        """The same of the baseline, which is also what to say where nothing is expected."""
        return self._nats(self.forecast.baselines[0])

    @property
    def gain(self) -> float:
        """What the forecast is better by than the baseline, in nats."""
        return self.nats - self.baseline_nats

    def _nats(self, probability: float) -> float:
        said = clipped(probability)
        return log(said if self.forecast.outcome is True else 1 - said)


class RulesReport(NamedTuple):
    """Forecasts of named rules, scored; `rules` are all that were asked for, in that order.

    `unknown` cycles are closed but in no record, `unforeseen` ones were expected by nobody before
    their windows opened: neither is scored.
    """

    as_of: int
    leads: tuple[int, ...]
    rules: tuple[str, ...]
    scored: tuple[Scored, ...]
    unknown: tuple[Cycle, ...]
    unforeseen: tuple[Cycle, ...]


Progress = Callable[[int, int], None]
"""Called with how many of how many issue days are done."""


def backtest_rules(
    rulebook: Rulebook,
    rules: Collection[str],
    as_of: int,
    *,
    leads: Sequence[int] = LEADS,
    years: tuple[int, int] | None = None,
    progress: Progress | None = None,
) -> RulesReport:
    """Score these patterns on the cycles that closed before `as_of`, of windows in these years."""
    closed = _closed(rulebook, rules, as_of, years)
    known = [cycle for cycle in closed if cycle.happened is not None]
    asked = sorted({(_issued(cycle, lead), cycle, lead) for cycle in known for lead in leads})
    days = sorted({issued for issued, _, _ in asked})
    found: list[Scored] = []
    for number, issued in enumerate(days):
        wanted = [(cycle, lead) for on, cycle, lead in asked if on == issued]
        found += _issued_on(rulebook, issued, wanted)
        if progress is not None:
            progress(number + 1, len(days))
    found += _late(rulebook, known, found, leads)
    foreseen = {each.cycle for each in found}
    return RulesReport(
        as_of,
        tuple(leads),
        tuple(dict.fromkeys(rules)),
        tuple(sorted(found, key=lambda s: (s.cycle.first, s.cycle.id, leads.index(s.lead)))),
        tuple(cycle for cycle in closed if cycle.happened is None),
        tuple(cycle for cycle in known if cycle not in foreseen),
    )


def _closed(
    rulebook: Rulebook, rules: Collection[str], as_of: int, years: tuple[int, int] | None
) -> list[Cycle]:
    """The cycles whose windows closed before the day, in order of days; terms are none."""
    world = WorldAsOf(rulebook, as_of)
    found = []
    for rule in sorted(rules):
        past = history(rulebook.patterns[rule], as_of, as_of, world)
        found += [
            _cycle(past, each, world)
            for each in past.expectations
            if each.last < as_of
            and not each.term
            and (years is None or years[0] <= civil(each.first)[0] <= years[1])
        ]
    return sorted(found, key=lambda cycle: (cycle.first, cycle.id))


def _cycle(past: History, expectation: Expectation, world: WorldAsOf) -> Cycle:
    status, match = past.statuses[expectation.id], past.matches.get(expectation.id)
    counts = is_chance(world.as_of, expectation, match, status)
    stated = past.pattern.stated
    return Cycle(
        past.pattern.id,
        CLASSES[past.pattern.pattern].name,
        expectation.id,
        "+".join(expectation.guests),
        expectation.host,
        expectation.first,
        expectation.last,
        status == "occurred" if counts else None,
        None if came_before(stated, expectation, match) else stated,
    )


def _issued(cycle: Cycle, lead: int) -> int:
    """The issue day; of a rule on paper, none before that."""
    ahead = day(civil(cycle.first)[0], 1, 1) - 1 if lead == YEAR_AHEAD else cycle.first - lead
    return ahead if cycle.stated is None else max(ahead, cycle.stated)


def _late(
    rulebook: Rulebook, known: Iterable[Cycle], found: Iterable[Scored], leads: Sequence[int]
) -> list[Scored]:
    """Cycles that an event opens, such as a visit to be answered: known on the eve of the window,
    or a little later, as soon as it was reported.

    Such a forecast stands for every lead.
    """
    seen = {(each.cycle, each.lead) for each in found}
    late: list[Scored] = []
    for cycle in known:
        missing = [(cycle, lead) for lead in leads if (cycle, lead) not in seen]
        for day_after in REPORTED if missing else ():
            if day_after < 0 or cycle.last - cycle.first > LONGEST_REPORT:
                reported = _issued_on(rulebook, cycle.first + day_after, missing)
                late += reported
                if reported:
                    break
    return late


def _issued_on(
    rulebook: Rulebook, issued: int, wanted: Sequence[tuple[Cycle, int]]
) -> list[Scored]:
    """Forecasts as of a day of those cycles that were expected, and still open, by then."""
    world = WorldAsOf(rulebook, issued)
    first = min(cycle.first for cycle, _ in wanted)
    last = max(cycle.last for cycle, _ in wanted)
    classes = {cycle.class_name for cycle, _ in wanted}
    pasts = {
        rule: history(pattern, first, last, world)
        for rule, pattern in rulebook.patterns.items()
        if CLASSES[pattern.pattern].name in classes
    }
    estimates = Estimates(world, tuple(pasts.values()))
    found = []
    for cycle, lead in wanted:
        past = pasts[cycle.rule]
        expectation = next((e for e in past.expectations if e.id == cycle.id), None)
        if expectation is not None and past.statuses[cycle.id] in OPEN:
            found.append(_scored(cycle, lead, past, expectation, estimates, world))
    return found


def _scored(
    cycle: Cycle,
    lead: int,
    past: History,
    expectation: Expectation,
    estimates: Estimates,
    world: WorldAsOf,
) -> Scored:
    first, last = expectation.first, expectation.last
    case = Case(
        TASK, civil(cycle.first)[0], world.as_of, cycle.guests, expectation.host, first, last
    )
    baseline, covered = _baseline(expectation, estimates)
    likely = estimates.of_expected(past, expectation)
    probability = 0.0 if answered_no(expectation, world) else likely.probability
    forecast = Forecast(case, probability, (baseline,), cycle.happened)
    return Scored(cycle, lead, forecast, likely.announced, covered)


def _baseline(expectation: Expectation, estimates: Estimates) -> tuple[float, bool]:
    """How likely the pair makes some visit in the window anyway; of several guests, the one who
    comes most often.

    Without coverage, from what happens to be recorded.
    """
    window = expectation.host, expectation.first, expectation.last
    covered = [estimates.rates.rate(g, *window, expectation.rank) for g in expectation.guests]
    known = [rate.probability for rate in covered if rate is not None]
    if known:
        return max(known), True
    some = (estimates.rates.without_coverage(guest, *window) for guest in expectation.guests)
    return max(rate.probability for rate in some), False
