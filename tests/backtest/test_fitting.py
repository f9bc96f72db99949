"""Priors and regressions against what must hold of them, worked out another way."""

import random
from math import exp, isclose, lgamma, log

import pytest

from calendar_gen.backtest.beta_binomial import prior
from calendar_gen.backtest.logistic import fitted
from calendar_gen.backtest.month_cells import own_season, season_of, season_weight, spread

SHARES = [(0, 10)] * 40 + [(1, 10)] * 12 + [(3, 10), (4, 10), (7, 10), (9, 10), (10, 10), (2, 4)]


def likelihood(a: float, b: float) -> float:
    def beta(x: float, y: float) -> float:
        return lgamma(x) + lgamma(y) - lgamma(x + y)

    return sum(beta(a + k, b + n - k) - beta(a, b) for k, n in SHARES)


def test_no_neighbour_of_the_prior_makes_the_shares_likelier() -> None:
    a, b = prior(SHARES)
    best = likelihood(a, b)
    for factor in (0.98, 0.999, 1.001, 1.02):
        assert likelihood(a * factor, b) < best
        assert likelihood(a, b * factor) < best
        assert likelihood(a * factor, b * factor) < best


def test_a_share_is_drawn_to_that_of_all() -> None:
    beta = prior(SHARES)
    assert 0 < beta.mean(0, 10) < 0.1
    assert 0.5 < beta.mean(10, 10) < 1
    assert beta.mean(0, 0) == pytest.approx(beta.hits / (beta.hits + beta.failures))


@pytest.mark.parametrize(
    "shares, mean", [([], 0.5), ([(0, 9)], 0.05), ([(9, 9)], 0.95), ([(0, 0)], 0.5)]
)
def test_shares_that_are_all_alike_are_worth_one_chance(
    shares: list[tuple[int, int]], mean: float
) -> None:
    beta = prior(shares)
    assert beta == pytest.approx((mean, 1 - mean))


def test_shares_without_spread_do_not_run_away() -> None:
    beta = prior([(1, 2)] * 1000)
    assert beta.mean(0, 2) == pytest.approx(0.5, abs=0.01)


def test_without_a_ridge_one_yes_or_no_column_gives_the_odds_of_both_groups() -> None:
    columns = [[0.0] * 10 + [1.0] * 20]
    outcomes = [1.0] * 3 + [0.0] * 7 + [1.0] * 15 + [0.0] * 5
    model = fitted(columns, outcomes, 0.0)
    assert model.intercept == pytest.approx(log(3 / 7), abs=1e-6)
    assert model.intercept + model.weights[0] == pytest.approx(log(3), abs=1e-6)
    assert model.probabilities([[0.0, 1.0]], 2) == pytest.approx([0.3, 0.75])


def test_at_the_solution_pull_and_ridge_are_in_balance() -> None:
    chance = random.Random(5)
    columns = [[chance.gauss(3, 2) for _ in range(300)] for _ in range(4)]
    outcomes = [float(chance.random() < 1 / (1 + exp(3 - a))) for a in columns[0]]
    model = fitted(columns, outcomes, 7.0)
    expected = model.probabilities(columns, 300)
    rest = [o - p for o, p in zip(outcomes, expected, strict=True)]
    assert sum(rest) == pytest.approx(0, abs=1e-5)
    for column, weight in zip(columns, model.weights, strict=True):
        mean = sum(column) / 300
        spread_ = (sum(v * v for v in column) / 300 - mean * mean) ** 0.5
        pull = sum(r * (v - mean) / spread_ for r, v in zip(rest, column, strict=True))
        assert pull == pytest.approx(7.0 * weight * spread_, abs=1e-4)


def test_outcomes_that_are_all_alike_leave_a_little_doubt() -> None:
    model = fitted([[1.0, 2.0, 3.0]], [0.0, 0.0, 0.0], 1.0)
    assert model.probabilities([[9.0]], 1) == pytest.approx([0.125])
    assert fitted([], [], 1.0).probabilities([], 2) == [0.5, 0.5]


def test_a_constant_column_does_no_harm() -> None:
    model = fitted([[4.0] * 4], [0.0, 1.0, 1.0, 1.0], 1.0)
    assert model.probabilities([[4.0]], 1) == pytest.approx([0.75])


def test_months_of_one_start_a_year_add_up_to_it() -> None:
    assert spread(0.4, [1 / 24] * 6 + [1 / 8] * 6, 0.0) == pytest.approx(
        [1 / 60] * 6 + [1 / 20] * 6
    )


def test_months_of_chance_make_up_their_year() -> None:
    months = spread(0.4, [1 / 24] * 6 + [1 / 8] * 6, 1.0)
    none = 1.0
    for month in months:
        none *= 1 - month
    assert isclose(1 - none, 0.4)
    assert isclose(log(1 - months[6]) / log(1 - months[0]), 3)


def test_pairs_with_months_of_their_own_weigh_them_more() -> None:
    season = season_of([[1] * 12])
    own = [[20 if month == place % 12 else 0 for month in range(12)] for place in range(24)]
    assert season_weight(own, season) < 2
    same = [[2] * 12 for _ in range(24)]
    assert season_weight(same, season) > 1000
    assert own_season([0] * 12, season, 5.0) == pytest.approx(season)
    assert own_season(own[0], season, 4.0)[0] == pytest.approx((20 + 4 / 12) / 24)
