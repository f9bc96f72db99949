"""The beta distribution against closed forms, the scale, and how evidence moves a likelihood."""

from math import comb, isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendar_gen.forecasting.beta import cumulative, quantile
from calendar_gen.forecasting.likelihood import (
    CLASSES,
    SCALE,
    Gating,
    TrackRecord,
    likelihood,
    posterior,
    word_for,
)
from calendar_gen.patterns import KINDS

KIN = CLASSES["paired"]
PRIOR = KIN.prior

shares = st.floats(0.001, 0.999)


@given(shares, st.integers(1, 30), st.integers(1, 30))
def test_the_distribution_is_a_sum_of_binomial_terms(x: float, a: int, b: int) -> None:
    """For whole parameters, I_x(a, b) is the chance of at least a successes in a + b - 1 trials."""
    trials = a + b - 1
    binomial = sum(comb(trials, k) * x**k * (1 - x) ** (trials - k) for k in range(a, trials + 1))
    assert isclose(cumulative(x, a, b), binomial, rel_tol=1e-9, abs_tol=1e-12)


@given(shares, st.floats(0.2, 50))
def test_a_power_is_its_own_quantile(p: float, n: float) -> None:
    assert isclose(quantile(p, n, 1), p ** (1 / n), rel_tol=1e-6, abs_tol=1e-9)
    assert isclose(quantile(p, 1, n), 1 - (1 - p) ** (1 / n), rel_tol=1e-6, abs_tol=1e-9)


@given(shares, st.floats(0.3, 20), st.floats(0.3, 20))
def test_the_quantile_undoes_the_distribution(p: float, a: float, b: float) -> None:
    assert isclose(cumulative(quantile(p, a, b), a, b), p, rel_tol=1e-6, abs_tol=1e-6)


@pytest.mark.parametrize(
    "probability,word",
    [
        (0.995, "almost-certain"),
        (0.99, "almost-certain"),
        (0.95, "very-likely"),
        (0.66, "likely"),
        (0.6599, "even"),
        (0.33, "even"),
        (0.2, "unlikely"),
        (0.05, "very-unlikely"),
        (0.0, "remote"),
    ],
)
def test_a_word_holds_from_its_bound_up(probability: float, word: str) -> None:
    assert word_for(probability) == word


def test_the_scale_falls_to_nothing() -> None:
    bounds = [bound for _, bound in SCALE]
    assert bounds == sorted(bounds, reverse=True)
    assert bounds[-1] == 0


def test_without_a_chance_the_class_speaks_alone() -> None:
    assert posterior(TrackRecord(0, 0, 0, 0), KIN) == PRIOR


def test_a_chance_from_before_the_rule_was_stated_weighs_half() -> None:
    assert posterior(TrackRecord(2, 3, 2, 3), KIN) == (PRIOR[0] + 1, PRIOR[1] + 0.5)
    assert posterior(TrackRecord(2, 3, 0, 0), KIN) == (PRIOR[0] + 2, PRIOR[1] + 1)


@given(st.integers(0, 20), st.integers(0, 20))
def test_the_interval_holds_the_probability(hits: int, misses: int) -> None:
    found = likelihood(
        TrackRecord(hits, hits + misses, 0, 0), base_rate=None, gating=None, announced=None
    )
    assert 0 <= found.low < found.probability < found.high <= 1


def test_a_gate_multiplies_and_an_announcement_overrides_it() -> None:
    record, gating = TrackRecord(2, 2, 0, 0), Gating(None, 0.5)
    plain = likelihood(record, base_rate=None, gating=None, announced=None)
    gated = likelihood(record, base_rate=None, gating=gating, announced=None)
    announced = likelihood(record, base_rate=None, gating=gating, announced=(0, 0))
    assert gated.probability == pytest.approx(plain.probability / 2)
    assert announced.probability == pytest.approx(0.9)


def test_a_gate_that_is_answered_opens_or_shuts() -> None:
    record = TrackRecord(2, 2, 0, 0)
    plain = likelihood(record, base_rate=None, gating=None, announced=None)
    yes = likelihood(record, base_rate=None, gating=Gating(True, 0.5), announced=None)
    no = likelihood(record, base_rate=None, gating=Gating(False, 0.5), announced=None)
    assert (yes.probability, no.probability) == (plain.probability, 0)


def test_every_pattern_has_a_class() -> None:
    assert set(CLASSES) == set(KINDS)


def test_what_a_class_lends_shows_in_its_rules() -> None:
    record = TrackRecord(1, 1, 0, 0)
    found = [
        likelihood(record, kin=CLASSES[pattern], base_rate=None, gating=None, announced=None)
        for pattern in ("returned", "dated", "rotating")
    ]
    assert [round(each.probability, 3) for each in found] == [0.447, 0.5, 0.833]
    assert found[0].class_name == "visits that answer a visit"
