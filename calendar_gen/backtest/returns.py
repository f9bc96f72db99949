"""The tasks `return-12` and `return-24`: whether a visit is returned in time, asked at its end.

The end is that of its first row, though further rows of the same stay may follow: on that day
nobody knows of them, and a forecast must not hang on whether they come.

The forecast is a mean of two: the pair's share of answers, and a logistic regression, fitted anew
for every test year and way on visits whose term had passed before it.
"""

from bisect import bisect_left
from collections.abc import Sequence
from math import log, log1p, pow
from typing import NamedTuple

from calendar_gen.backtest.beta_binomial import Beta, prior
from calendar_gen.backtest.cases import Case, Forecast
from calendar_gen.backtest.history import NEAR, WAYS, History, Way, count, partner_and_way
from calendar_gen.backtest.logistic import Logistic, fitted
from calendar_gen.backtest.rates import TRAINING_YEARS, constant
from calendar_gen.backtest.stays import Stay
from calendar_gen.edtf import civil, day, month_length

TASKS = {"return-12": 12, "return-24": 24}
"""Task to months within which the answer starts."""

BASELINES = ("constant per direction", "pair's share of answers")
RIDGE = 20.0
WEIGHT = 2 / 3
"""The regression's part of the mean."""

FADING = 0.85
LITTLE = 0.05
"""Added to fading sums, so that none at all has a logarithm."""

NEVER = 40.0
_YEAR = 365.25


class Debt(NamedTuple):
    """A visit that ended (its way, from the hub) and the term, its last day in, of the answer."""

    year: int
    issued: int
    partner: str
    way: Way
    term: int
    features: tuple[float, ...]
    answered: bool


class Fit(NamedTuple):
    """What was learned of one way before a test year."""

    model: Logistic
    constant: float
    prior: Beta
    shares: dict[str, tuple[int, int]]


def debts(stays: Sequence[Stay], past: History, months: int) -> tuple[Debt, ...]:
    """Every visit of the record with what was known at its end, and whether it was answered."""
    found = []
    for stay in stays:
        partner, way = partner_and_way(stay, past.hub)
        answers = past.starts.get((partner, WAYS[way == "in"]), ())
        term = months_later(stay.last, months)
        answered = count(answers, stay.last + 1, term + 1) > 0
        features = _features(past, stay, partner, way)
        year = civil(stay.last)[0]
        found.append(Debt(year, stay.last, partner, way, term, features, answered))
    return tuple(sorted(found, key=lambda debt: (debt.issued, debt.partner, debt.way, debt.term)))


def months_later(start: int, months: int) -> int:
    """The same day of the month so many months later, else that month's last."""
    year, month, number = civil(start)
    year, month = year + (month - 1 + months) // 12, (month - 1 + months) % 12 + 1
    return day(year, month, min(number, month_length(year, month)))


def return_forecasts(
    task: str, every: Sequence[Debt], hub: str, year: int, covered: int
) -> list[Forecast]:
    """Forecasts for the visits that ended in a year; outcomes where the term is covered."""
    fits = {way: _fit(every, year, way) for way in WAYS}
    found = []
    for debt in every:
        if debt.year != year:
            continue
        fit = fits[debt.way]
        guest, host = (hub, debt.partner) if debt.way == "in" else (debt.partner, hub)
        case = Case(task, year, debt.issued, guest, host, debt.issued + 1, debt.term)
        columns = [[value] for value in debt.features]
        moved = fit.model.probabilities(columns, 1)[0]
        share = fit.prior.mean(*fit.shares.get(debt.partner, (0, 0)))
        probability = WEIGHT * moved + (1 - WEIGHT) * share
        outcome = debt.answered if debt.term <= covered else None
        found.append(Forecast(case, probability, (fit.constant, share), outcome))
    return found


def _fit(every: Sequence[Debt], year: int, way: Way) -> Fit:
    begin, first = day(year, 1, 1), day(year - TRAINING_YEARS, 1, 1)
    known = [d for d in every if d.way == way and first <= d.issued and d.term < begin]
    shares: dict[str, tuple[int, int]] = {}
    for debt in known:
        hits, chances = shares.get(debt.partner, (0, 0))
        shares[debt.partner] = hits + debt.answered, chances + 1
    columns = [list(column) for column in zip(*(debt.features for debt in known), strict=True)]
    model = fitted(columns, [float(debt.answered) for debt in known], RIDGE)
    answered = sum(debt.answered for debt in known)
    return Fit(model, constant(answered, len(known)), prior(shares.values()), shares)


def _features(past: History, stay: Stay, partner: str, way: Way) -> tuple[float, ...]:
    """What is known at the end of a visit of the pair's visits, both ways, that began before."""
    other = WAYS[way == "in"]
    issued = stay.last
    answers = past.starts.get((partner, other), ())
    answers = answers[: bisect_left(answers, issued)]
    own = past.starts.get((partner, way), ())
    own = own[: bisect_left(own, stay.first)]
    others = past.others.get(partner, ())
    company = past.company.get((partner, other), ())
    ten_years = issued - int(10 * _YEAR)
    return (
        log1p(count(answers, ten_years, issued)),
        log(LITTLE + _fading(answers, issued)),
        log(LITTLE + _fading(own, issued)),
        log(0.2 + _years_since(answers, issued)),
        log(0.2 + _years_since(own, stay.first)),
        log1p(len(own) - bisect_left(own, answers[-1] + 1) if answers else len(own)),
        log1p(count(others, issued - int(_YEAR), issued)),
        log1p(count(others, issued - int(3 * _YEAR), issued)),
        log1p(count(company, issued - int(20 * _YEAR), issued - NEAR)),
        float(len({int((issued - start) // _YEAR) for start in answers if start >= ten_years})),
    )


def _fading(starts: Sequence[int], issued: int) -> float:
    return sum(pow(FADING, (issued - start) / _YEAR) for start in starts)


def _years_since(starts: Sequence[int], issued: int) -> float:
    return min((issued - starts[-1]) / _YEAR, NEVER) if starts else NEVER
