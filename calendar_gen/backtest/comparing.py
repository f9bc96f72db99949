"""The model against its baselines: scores, how sure they are, and whether they differ at all."""

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from calendar_gen.backtest.bootstrap import Interval, draws, interval
from calendar_gen.backtest.cases import Forecast, clipped
from calendar_gen.backtest.scores import Scores, brier, log_loss, scores

MODEL = "model"
ALIKE_BRIER, ALIKE_LOG_LOSS = 0.002, 0.008
"""Smaller differences cannot be told apart with records of this size."""

Verdict = Literal["better", "worse", "alike"]


class Difference(NamedTuple):
    """The model's mean loss less that of another, with its interval; below 0 it is better."""

    mean: float
    interval: Interval | None

    def verdict(self, alike: float) -> Verdict:
        """`alike` unless it is as large as that, and surely not of the other sign."""
        if self.interval is None:
            return "alike"
        if self.mean <= -alike and self.interval.high < 0:
            return "better"
        if self.mean >= alike and self.interval.low > 0:
            return "worse"
        return "alike"


class Compared(NamedTuple):
    """Scores of one forecaster with their intervals, None after too few test years; of a baseline,
    how the model differs from it.
    """

    name: str
    scores: Scores
    brier: Interval | None
    log_loss: Interval | None
    brier_difference: Difference | None
    log_loss_difference: Difference | None

    @property
    def verdict(self) -> Verdict | None:
        """What the model is against this baseline: by both losses, else they are alike.

        A difference that one of the two does not show is none that these data can tell.
        """
        if self.brier_difference is None or self.log_loss_difference is None:
            return None
        found = self.brier_difference.verdict(ALIKE_BRIER)
        return found if found == self.log_loss_difference.verdict(ALIKE_LOG_LOSS) else "alike"


def compared(baselines: Sequence[str], known: Sequence[Forecast]) -> tuple[Compared, ...]:
    """The model and each of its baselines, by name, on forecasts (one at least) with outcomes."""
    outcomes = [forecast.outcome is True for forecast in known]
    sample = _sample(known)
    found: list[Compared] = []
    model: _Losses | None = None
    for number, name in enumerate((MODEL, *baselines)):
        said = [clipped(f.baselines[number - 1] if number else f.probability) for f in known]
        losses = _Losses(
            _by_year(brier, said, outcomes, sample), _by_year(log_loss, said, outcomes, sample)
        )
        found.append(
            Compared(
                name,
                scores(said, outcomes),
                interval(losses.brier, sample.counts, sample.draws),
                interval(losses.log_loss, sample.counts, sample.draws),
                None if model is None else _difference(model.brier, losses.brier, sample),
                None if model is None else _difference(model.log_loss, losses.log_loss, sample),
            )
        )
        model = model or losses
    return tuple(found)


class _Losses(NamedTuple):
    """Sums by test year."""

    brier: list[float]
    log_loss: list[float]


class _Sample(NamedTuple):
    """The test year of each forecast by its place, forecasts of each year, and draws of years."""

    places: list[int]
    counts: list[int]
    draws: list[list[int]]


def _sample(known: Sequence[Forecast]) -> _Sample:
    years = sorted({forecast.case.year for forecast in known})
    place = {year: number for number, year in enumerate(years)}
    places = [place[forecast.case.year] for forecast in known]
    counts = [0] * len(years)
    for number in places:
        counts[number] += 1
    return _Sample(places, counts, draws(len(years)))


def _difference(ours: Sequence[float], theirs: Sequence[float], sample: _Sample) -> Difference:
    sums = [a - b for a, b in zip(ours, theirs, strict=True)]
    return Difference(sum(sums) / sum(sample.counts), interval(sums, sample.counts, sample.draws))


def _by_year(
    loss: Callable[[float, bool], float],
    said: Sequence[float],
    outcomes: Sequence[bool],
    sample: _Sample,
) -> list[float]:
    sums = [0.0] * len(sample.counts)
    for probability, outcome, place in zip(said, outcomes, sample.places, strict=True):
        sums[place] += loss(probability, outcome)
    return sums
