"""The task `month`: whether a stay starts in a month of next year, by partner and way.

What is expected of the year is spread over its months by the season of all pairs, one way, moved by
the pair's own months as far as they have shown to matter; how far is learned too.
"""

from bisect import bisect_left
from collections.abc import Sequence
from math import exp, log
from typing import NamedTuple

from calendar_gen.backtest.cases import LEAST, Case, Forecast
from calendar_gen.backtest.history import WAYS, Way, count, issue_day
from calendar_gen.backtest.rates import SHORT, TRAINING_YEARS, Years, constant
from calendar_gen.backtest.year_cells import YearCells
from calendar_gen.edtf import civil, day, month_length

TASK = "month"
BASELINES = ("constant per direction", "pair rate x season of the year")
_EVEN = [1 / 12] * 12
_GOLDEN = 0.6180339887498949


def month_forecasts(cells: YearCells, year: int, covered: int) -> list[Forecast]:
    """Forecasts for the months of a year: of each partner, both ways; outcomes where covered."""
    found: list[Forecast] = []
    for way in WAYS:
        found += _one_way(cells, year, way, covered)
    return found


def _one_way(cells: YearCells, year: int, way: Way, covered: int) -> list[Forecast]:
    years, hub = cells.years, cells.years.past.hub
    partners = years.universe(year)
    starts = [_starts_by_month(years, partner, way, year) for partner in partners]
    season = season_of(starts)
    weight = season_weight(starts, season)
    learned = _learned(cells, year, way)
    rates = years.rates(year, way, SHORT)
    months = [
        (day(year, month, 1), day(year, month, month_length(year, month))) for month in range(1, 13)
    ]
    found = []
    for partner, own, probability in zip(
        partners, starts, cells.probabilities(year, way), strict=True
    ):
        guest, host = (partner, hub) if way == "in" else (hub, partner)
        simple = spread(rates[partner], season, learned.again)
        moved = spread(probability, own_season(own, season, weight), learned.again)
        for (first, last), likely, baseline in zip(months, moved, simple, strict=True):
            case = Case(TASK, year, issue_day(year), guest, host, first, last)
            happened = count(years.starts(partner, way), first, last + 1) > 0
            outcome = happened if last <= covered else None
            found.append(Forecast(case, likely, (learned.constant, baseline), outcome))
    return found


class _Learned(NamedTuple):
    """Of the years learned from, one way: the share of months in which a stay started, and how far
    a partner who comes once comes again that year, from 0 (never) to 1 (as if starts were chance).
    """

    constant: float
    again: float


def _learned(cells: YearCells, year: int, way: Way) -> _Learned:
    years, hits, chances, once, chance = cells.years, 0, 0, 0.0, 0.0
    for then in cells.learned_from(year):
        first, before = day(then, 1, 1), min(day(then + 1, 1, 1), issue_day(year))
        for partner, rate in years.rates(then, way, SHORT).items():
            starts = years.starts(partner, way)
            inside = starts[bisect_left(starts, first) : bisect_left(starts, before)]
            hits += len({civil(start)[1] for start in inside})
            chances += 12
            once += rate
            chance += sum(_by_chance(rate, _EVEN))
    again = (hits - once) / (chance - once) if chances else 1.0
    return _Learned(constant(hits, chances), min(max(again, 0.0), 1.0))


def spread(probability: float, shares: Sequence[float], again: float) -> list[float]:
    """Probabilities of months, of these shares, from that of their year.

    `again` lies between 0, one start a year at most, and 1, starts by chance.
    """
    chance = _by_chance(probability, shares)
    return [
        (1 - again) * probability * share + again * by_chance
        for share, by_chance in zip(shares, chance, strict=True)
    ]


def _by_chance(probability: float, shares: Sequence[float]) -> list[float]:
    """The same if starts come by chance, at a rate in proportion to the shares."""
    expected = -log(1 - min(max(probability, LEAST / 2), 1 - LEAST / 2))
    return [1 - exp(-expected * share) for share in shares]


def season_of(starts: Sequence[Sequence[int]]) -> list[float]:
    """Each month's share of all starts, with one start in each month added."""
    months = [sum(own[month] for own in starts) + 1 for month in range(12)]
    return [number / sum(months) for number in months]


def own_season(own: Sequence[int], season: Sequence[float], weight: float) -> list[float]:
    """The pair's own shares, with the season of all counting as so many of its starts."""
    total = sum(own) + weight
    return [(number + weight * share) / total for number, share in zip(own, season, strict=True)]


def season_weight(starts: Sequence[Sequence[int]], season: Sequence[float]) -> float:
    """How many own starts the season of all is worth: the weight of the Dirichlet prior under which
    the months of all pairs are most likely, from 1 (each its own month) to 3,000 (all alike).
    """
    tallies: dict[tuple[float, int], int] = {}
    totals: dict[int, int] = {}
    for own in starts:
        for share, number in zip(season, own, strict=True):
            if number:
                tallies[share, number] = tallies.get((share, number), 0) + 1
        if any(own):
            totals[sum(own)] = totals.get(sum(own), 0) + 1

    def likelihood(logarithm: float) -> float:
        weight = exp(logarithm)
        alike = sum(n * _rising(weight * share, k) for (share, k), n in tallies.items())
        return alike - sum(n * _rising(weight, k) for k, n in totals.items())

    low, high = 0.0, 8.0
    while high - low > 0.01:
        left, right = high - _GOLDEN * (high - low), low + _GOLDEN * (high - low)
        if likelihood(left) < likelihood(right):
            low = left
        else:
            high = right
    return exp((low + high) / 2)


def _rising(start: float, steps: int) -> float:
    """Logarithm of start (start + 1) ... (start + steps - 1)."""
    return sum(log(start + step) for step in range(steps))


def _starts_by_month(years: Years, partner: str, way: Way, year: int) -> list[int]:
    """How many starts each month has seen in the years learned from."""
    starts = years.starts(partner, way)
    first = bisect_left(starts, issue_day(year - TRAINING_YEARS))
    months = [0] * 12
    for start in starts[first : bisect_left(starts, issue_day(year))]:
        months[civil(start)[1] - 1] += 1
    return months
