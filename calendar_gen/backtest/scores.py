"""How good probabilities are: what is lost, how well they rank, how far they mean what they say."""

from collections.abc import Sequence
from itertools import pairwise
from math import exp, log
from typing import NamedTuple

BINS = 10

Probabilities = Sequence[float]
Outcomes = Sequence[bool]


class Bin(NamedTuple):
    """One of ten bins of equal count, by rising probability: means of forecasts and of outcomes."""

    size: int
    forecast: float
    happened: float


class Scores(NamedTuple):
    """Scores of one forecaster. `auc` and `slope` are None where all outcomes are alike."""

    brier: float
    log_loss: float
    auc: float | None
    ece: float
    slope: float | None
    bins: tuple[Bin, ...]


def scores(probabilities: Probabilities, outcomes: Outcomes) -> Scores:
    """All scores of clipped probabilities, at least one."""
    grouped = bins(probabilities, outcomes)
    rows = len(outcomes)
    return Scores(
        sum(map(brier, probabilities, outcomes)) / rows,
        sum(map(log_loss, probabilities, outcomes)) / rows,
        auc(probabilities, outcomes),
        sum(b.size * abs(b.forecast - b.happened) for b in grouped) / rows,
        calibration_slope(probabilities, outcomes),
        grouped,
    )


def brier(probability: float, outcome: bool) -> float:
    """The square of how far a probability is from what came of it."""
    return (probability - outcome) ** 2


def log_loss(probability: float, outcome: bool) -> float:
    """Minus the natural logarithm of the probability of what happened, in nats."""
    return -log(probability if outcome else 1 - probability)


def auc(probabilities: Probabilities, outcomes: Outcomes) -> float | None:
    """How often what happened was thought likelier than what did not, ties counting half."""
    positive = sum(outcomes)
    negative = len(outcomes) - positive
    if not positive or not negative:
        return None
    tallies: dict[float, list[int]] = {}
    for probability, outcome in zip(probabilities, outcomes, strict=True):
        tallies.setdefault(probability, [0, 0])[outcome] += 1
    won, below = 0.0, 0
    for probability in sorted(tallies):
        no, yes = tallies[probability]
        won += yes * (below + no / 2)
        below += no
    return won / (positive * negative)


def bins(probabilities: Probabilities, outcomes: Outcomes) -> tuple[Bin, ...]:
    """Ten bins whose counts differ by one at most (fewer bins if there are fewer forecasts)."""
    order = sorted(range(len(outcomes)), key=probabilities.__getitem__)
    ends = [len(order) * place // BINS for place in range(BINS + 1)]
    found = []
    for start, end in pairwise(ends):
        inside = order[start:end]
        if inside:
            mean = sum(probabilities[place] for place in inside) / len(inside)
            share = sum(outcomes[place] for place in inside) / len(inside)
            found.append(Bin(len(inside), mean, share))
    return tuple(found)


def calibration_slope(probabilities: Probabilities, outcomes: Outcomes) -> float | None:
    """The slope of outcomes on the log odds of their forecasts, by logistic regression.

    Below 1 forecasts are too bold, above too timid. None where outcomes or forecasts are all alike.
    """
    if len(set(outcomes)) < 2 or len(set(probabilities)) < 2:
        return None
    tallies: dict[float, list[int]] = {}
    for probability, outcome in zip(probabilities, outcomes, strict=True):
        tally = tallies.setdefault(log(probability / (1 - probability)), [0, 0])
        tally[0] += 1
        tally[1] += outcome
    cells = [(odds, chances, hits) for odds, (chances, hits) in tallies.items()]
    level, slope = 0.0, 1.0
    for _ in range(50):
        g0 = g1 = h00 = h01 = h11 = 0.0
        for odds, chances, hits in cells:
            expected = 1 / (1 + exp(-max(min(level + slope * odds, 500.0), -500.0)))
            rest, weight = hits - chances * expected, chances * expected * (1 - expected)
            g0 += rest
            g1 += rest * odds
            h00 += weight
            h01 += weight * odds
            h11 += weight * odds * odds
        determinant = h00 * h11 - h01 * h01
        if determinant <= 0:
            return None
        step0 = (h11 * g0 - h01 * g1) / determinant
        step1 = (h00 * g1 - h01 * g0) / determinant
        level, slope = level + step0, slope + step1
        if max(abs(step0), abs(step1)) < 1e-9:
            break
    return slope
