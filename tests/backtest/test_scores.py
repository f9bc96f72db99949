"""Scores against their definitions, worked out the long way."""

import random
from math import exp, log

import pytest

from calendar_gen.backtest.bootstrap import DRAWS, Interval, draws, interval
from calendar_gen.backtest.cases import Case, Forecast, clipped
from calendar_gen.backtest.comparing import Compared, Difference, compared
from calendar_gen.backtest.scores import auc, bins, calibration_slope, scores


def sample(size: int, stretch: float = 1.0) -> tuple[list[float], list[bool]]:
    """Log odds of even spread, forecasts with those times `stretch`, outcomes as the odds say."""
    chance = random.Random(11)
    odds = [chance.uniform(-3, 3) for _ in range(size)]
    outcomes = [chance.random() < 1 / (1 + exp(-o)) for o in odds]
    return [1 / (1 + exp(-o * stretch)) for o in odds], outcomes


@pytest.mark.parametrize("said, scored", [(0.0, 0.001), (0.4, 0.4), (1.0, 0.999)])
def test_no_forecast_is_ever_certain(said: float, scored: float) -> None:
    assert clipped(said) == scored


def test_losses() -> None:
    found = scores([0.2, 0.7, 0.7], [False, True, False])
    assert found.brier == pytest.approx((0.04 + 0.09 + 0.49) / 3)
    assert found.log_loss == pytest.approx(-(log(0.8) + log(0.7) + log(0.3)) / 3)


def test_auc_is_the_share_of_pairs_in_order() -> None:
    said, outcomes = [0.1, 0.3, 0.3, 0.3, 0.8, 0.2], [False, True, False, False, True, True]
    pairs = [
        (yes > no) + (yes == no) / 2
        for yes, a in zip(said, outcomes, strict=True)
        if a
        for no, b in zip(said, outcomes, strict=True)
        if not b
    ]
    assert auc(said, outcomes) == pytest.approx(sum(pairs) / len(pairs))
    assert auc(said, [False] * 6) is None


def test_bins_are_of_equal_count_and_rise() -> None:
    said, outcomes = sample(1234)
    found = bins(said, outcomes)
    assert sorted({b.size for b in found}) == [123, 124]
    assert [b.forecast for b in found] == sorted(b.forecast for b in found)
    assert sum(b.size * b.happened for b in found) == pytest.approx(sum(outcomes))


def test_ece_is_the_mean_gap_of_the_bins() -> None:
    said = [number / 100 for number in range(100)]
    outcomes = [number % 10 < 3 for number in range(100)]
    gaps = [abs((10 * place + 4.5) / 100 - 0.3) for place in range(10)]
    assert scores([max(p, 0.001) for p in said], outcomes).ece == pytest.approx(
        sum(gaps) / 10, abs=1e-4
    )


@pytest.mark.parametrize("stretch, slope", [(1.0, 1.0), (2.0, 0.5), (0.5, 2.0)])
def test_the_slope_says_too_bold_or_too_timid(stretch: float, slope: float) -> None:
    said, outcomes = sample(20_000, stretch)
    assert calibration_slope(said, outcomes) == pytest.approx(slope, rel=0.05)


def test_no_slope_where_nothing_differs() -> None:
    assert calibration_slope([0.2, 0.3], [True, True]) is None
    assert calibration_slope([0.2, 0.2], [True, False]) is None


def test_draws_are_the_same_everywhere_and_spare_no_year() -> None:
    found = draws(44)
    assert found == draws(44)
    assert (len(found), len(found[0])) == (DRAWS, 44)
    assert {place for each in found for place in each} == set(range(44))
    assert found[0][:6] == [29, 40, 41, 9, 24, 42]
    assert found[0] != found[1]


def test_an_interval_holds_95_of_100_draws() -> None:
    sums, counts = [float(n) for n in range(40)], [1] * 40
    samples = draws(40)
    found = interval(sums, counts, samples)
    assert found is not None
    low, high = found
    means = [sum(sums[p] for p in each) / 40 for each in samples]
    assert sum(low <= mean <= high for mean in means) == pytest.approx(950, abs=2)
    assert interval([3.0] * 40, counts, samples) == (3.0, 3.0)
    # The theory of a mean of 40 draws from 0..39: 19.5, give or take 1.96 standard errors.
    error = 1.96 * ((40**2 - 1) / 12 / 40) ** 0.5
    assert (low, high) == pytest.approx((19.5 - error, 19.5 + error), abs=0.4)


@pytest.mark.parametrize(
    "mean, low, high, said",
    [
        (-0.010, -0.012, -0.008, "better"),
        (-0.010, -0.022, 0.002, "alike"),
        (-0.003, -0.004, -0.002, "alike"),
        (0.010, 0.008, 0.012, "worse"),
        (0.010, -0.008, 0.012, "alike"),
    ],
)
def test_only_large_and_sure_differences_are_told(
    mean: float, low: float, high: float, said: str
) -> None:
    assert Difference(mean, Interval(low, high)).verdict(0.008) == said


def test_the_model_is_compared_on_the_same_forecasts_and_years() -> None:
    said, outcomes = sample(2000)
    forecasts = [
        Forecast(Case("year", 1980 + n % 20, 0, "DE", "US", n, n), p, (0.5, p), o)
        for n, (p, o) in enumerate(zip(said, outcomes, strict=True))
    ]
    model, even, same = compared(("even", "same"), forecasts)
    assert (model.name, even.name, same.name) == ("model", "even", "same")
    assert (model.verdict, even.verdict, same.verdict) == (None, "better", "alike")
    assert same.log_loss_difference == (0.0, (0.0, 0.0))
    assert even.log_loss_difference is not None
    assert even.log_loss_difference.mean == pytest.approx(model.scores.log_loss - log(2))
    assert model.log_loss is not None
    assert model.log_loss.low < model.scores.log_loss < model.log_loss.high


def test_a_few_years_give_no_interval_and_no_verdict() -> None:
    said, outcomes = sample(400)
    forecasts = [
        Forecast(Case("year", 1980 + n % 4, 0, "DE", "US", n, n), p, (0.5,), o)
        for n, (p, o) in enumerate(zip(said, outcomes, strict=True))
    ]
    model, even = compared(("even",), forecasts)
    assert (model.brier, model.log_loss, even.verdict) == (None, None, "alike")


@pytest.mark.parametrize(
    "brier, log_loss, said",
    [
        (-0.003, -0.009, "better"),
        (-0.003, -0.007, "alike"),
        (-0.001, -0.009, "alike"),
        (-0.003, 0.009, "alike"),
        (0.003, 0.007, "alike"),
        (0.003, 0.009, "worse"),
    ],
)
def test_a_difference_must_be_large_enough_by_both_losses(
    brier: float, log_loss: float, said: str
) -> None:
    losses = [
        Difference(m, Interval(min(m / 2, 2 * m), max(m / 2, 2 * m))) for m in (brier, log_loss)
    ]
    assert Compared("b", scores([0.5], [True]), None, None, *losses).verdict == said
