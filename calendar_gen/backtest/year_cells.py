"""The task `year`: whether a stay starts next year, by partner and way.

The forecast is the mean of two: the pair's rate, and a logistic regression, fitted anew for every
year and way, on what the last years show of the pair.
"""

from bisect import bisect_left
from collections.abc import Sequence
from math import log, log1p

from calendar_gen.backtest.cases import Case, Forecast
from calendar_gen.backtest.history import NEAR, WAYS, Way, count, issue_day
from calendar_gen.backtest.logistic import fitted
from calendar_gen.backtest.rates import LONG, SHORT, TRAINING_YEARS, Years, constant, log_odds
from calendar_gen.edtf import day

TASK = "year"
BASELINES = ("constant per direction", "pair rate, last 10 years")
RIDGE = 20.0
FADING = 0.8
"""What a year counts against the one after it, in the fading sum of years with a visit."""

NEVER = 40.0
"""Years since a visit that never was, and since any that lies longer back."""

WEIGHT = 0.5
"""The regression's part of the mean."""


class YearCells:
    """Forecasts for every cell of a year, and what they are learned from."""

    def __init__(self, years: Years) -> None:
        self.years = years
        self._features: dict[tuple[int, Way], list[list[float]]] = {}

    def probabilities(self, year: int, way: Way) -> list[float]:
        """For each partner of the year's universe: how likely a stay starts in the year."""
        rates = self.years.rates(year, way, SHORT)
        known = list(self.learned_from(year))
        if not known:
            return list(rates.values())
        outcomes = [
            float(happened)
            for then in known
            for happened in self.years.outcomes(then, way, issue_day(year)).values()
        ]
        columns = self._joined(known, way)
        model = fitted(columns, outcomes, RIDGE)
        moved = model.probabilities(self.features(year, way), len(rates))
        return [
            WEIGHT * other + (1 - WEIGHT) * rate
            for other, rate in zip(moved, rates.values(), strict=True)
        ]

    def constant(self, year: int, way: Way) -> float:
        """The share of all cells of the years before, one way, in which a stay started."""
        hits = chances = 0
        for then in self.learned_from(year):
            outcomes = self.years.outcomes(then, way, issue_day(year))
            hits += sum(outcomes.values())
            chances += len(outcomes)
        return constant(hits, chances)

    def features(self, year: int, way: Way) -> list[list[float]]:
        """Columns of what is known of each partner at the year's issue day."""
        key = year, way
        if key not in self._features:
            rows = [self._row(partner, year, way) for partner in self.years.universe(year)]
            self._features[key] = [list(column) for column in zip(*rows, strict=True)]
        return self._features[key]

    def learned_from(self, year: int) -> range:
        """Years to learn from: those of the record that closed before the year, 25 at most."""
        first = max(year - TRAINING_YEARS, self.years.first_year + 1)
        return range(min(first, year), year)

    def _joined(self, known: Sequence[int], way: Way) -> list[list[float]]:
        parts = [columns for then in known if (columns := self.features(then, way))]
        return [[value for part in column for value in part] for column in zip(*parts, strict=True)]

    def _row(self, partner: str, year: int, way: Way) -> tuple[float, ...]:
        other = WAYS[way == "in"]
        years, issued = self.years, issue_day(year)
        own, theirs = years.visited(partner, way, year), years.visited(partner, other, year)
        since = _years_since(years.starts(partner, way), issued)
        since_other = _years_since(years.starts(partner, other), issued)
        others = years.past.others.get(partner, ())
        return (
            log_odds(years.rates(year, way, SHORT)[partner]),
            log_odds(years.rates(year, way, LONG)[partner]),
            float(1 in own),
            float(1 in theirs),
            sum(FADING**ago for ago in own),
            sum(FADING**ago for ago in theirs),
            log(since + 0.5),
            log(since_other + 0.5),
            float(since_other < min(since, 2.0)),
            log1p(count(years.starts(partner, way), issue_day(year - 10), issued)),
            log1p(count(years.starts(partner, other), issue_day(year - 10), issued)),
            log1p(self._in_company(partner, way, year)),
            log1p(self._in_company(partner, other, year)),
            log1p(count(others, issue_day(year - 1), issued)),
            log1p(count(others, issue_day(year - 3), issued)),
        )

    def _in_company(self, partner: str, way: Way, year: int) -> int:
        starts = self.years.past.company.get((partner, way), ())
        return count(starts, issue_day(year - 10), issue_day(year) - NEAR)


def _years_since(starts: Sequence[int], issued: int) -> float:
    before = bisect_left(starts, issued)
    return min((issued - starts[before - 1]) / 365.25, NEVER) if before else NEVER


def year_forecasts(cells: YearCells, year: int, covered: int) -> list[Forecast]:
    """Forecasts for a year: of each partner, both ways; outcomes if covered through its end."""
    hub, first, last = cells.years.past.hub, day(year, 1, 1), day(year, 12, 31)
    found = []
    for way in WAYS:
        same = cells.constant(year, way)
        rates = cells.years.rates(year, way, SHORT)
        outcomes = cells.years.outcomes(year, way)
        for (partner, rate), probability in zip(
            rates.items(), cells.probabilities(year, way), strict=True
        ):
            guest, host = (partner, hub) if way == "in" else (hub, partner)
            case = Case(TASK, year, issue_day(year), guest, host, first, last)
            outcome = outcomes[partner] if last <= covered else None
            found.append(Forecast(case, probability, (same, rate), outcome))
    return found
