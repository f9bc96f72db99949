"""The beta distribution against closed forms, the scale, and how evidence moves a likelihood."""

import sys
from collections import Counter
from functools import reduce
from math import comb, isclose

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from calendar_gen.forecasting.beta import (
    Beta,
    cumulative,
    product_quantile,
    quantile,
    quantile_of_rest,
)
from calendar_gen.forecasting.likelihood import (
    CLASSES,
    HALF_LIFE,
    JUDGED,
    NO_KIN,
    SCALE,
    Gating,
    Kin,
    KinRecord,
    TrackRecord,
    beyond_chance,
    by_chance,
    kin_record,
    likelihood,
    prior,
    weight,
    word_for,
)
from calendar_gen.forecasting.pair_rates import PairRate
from calendar_gen.patterns import KINDS
from tests.committed import ROOT

KIN = CLASSES["paired"]
SURE = TrackRecord(2, 2, 0, 0, 2.0, 2.0)

shares = st.floats(0.001, 0.999)


@given(shares, st.integers(1, 30), st.integers(1, 30))
def test_the_distribution_is_a_sum_of_binomial_terms(x: float, a: int, b: int) -> None:
    """For whole parameters, I_x(a, b) is the chance of at least a successes in a + b - 1 trials."""
    trials = a + b - 1
    binomial = sum(comb(trials, k) * x**k * (1 - x) ** (trials - k) for k in range(a, trials + 1))
    assert isclose(cumulative(x, a, b), binomial, rel_tol=1e-9, abs_tol=1e-12)


@pytest.mark.parametrize("beyond, chance", [(1 / 3, 0.0), (0.0, 1 / 3), (1 / 9, 1 / 4)])
def test_a_prior_is_worth_two_chances_to_the_fourth_place(beyond: float, chance: float) -> None:
    """A third of visits in each case."""
    assert prior(KIN, beyond, chance) == Beta(0.6667, 1.3333)


@pytest.mark.parametrize("x, share", [(-1, 0), (0, 0), (1, 1), (2, 1)])
def test_all_of_a_share_lies_between_nothing_and_one(x: float, share: float) -> None:
    assert cumulative(x, 0.5, 1.5) == share


@given(shares, st.floats(0.2, 50))
def test_a_power_is_its_own_quantile(p: float, n: float) -> None:
    assert isclose(quantile(p, n, 1), p ** (1 / n), rel_tol=1e-6, abs_tol=1e-9)
    assert isclose(quantile(p, 1, n), 1 - (1 - p) ** (1 / n), rel_tol=1e-6, abs_tol=1e-9)


@given(shares, st.floats(0.3, 20), st.floats(0.3, 20))
@example(0.001, 0.30078125, 10.0)  # whose quantile, 8e-12, takes more than 44 halvings
def test_the_quantile_undoes_the_distribution(p: float, a: float, b: float) -> None:
    assert isclose(cumulative(quantile(p, a, b), a, b), p, rel_tol=1e-6, abs_tol=1e-6)


@pytest.mark.parametrize(
    "p, a, b, exact",
    [
        (0.025, 2, 9, 0.02521072632683336),  # the interval of Clopper and Pearson for 2 of 10
        (0.975, 3, 8, 0.5560954623076415),
        (0.025, 0.5, 1.5, 0.0003855809807559011),
        (0.975, 0.5, 1.5, 0.8532536836904248),
        (0.025, 2.5, 1.5, 0.17673609713125732),
        (0.975, 2.5, 1.5, 0.9612523822148348),
        (0.025, 29, 1, 0.8805551309304973),
        (0.975, 12.3, 45.6, 0.3255910901287412),
        (0.025, 300, 700, 0.27199835569079106),
        (0.975, 0.01, 1.99, 0.03048638663298846),
    ],
)
def test_quantiles_are_those_of_scipy(p: float, a: float, b: float, exact: float) -> None:
    assert quantile(p, a, b) == pytest.approx(exact, rel=1e-9)


def test_a_quantile_takes_few_steps() -> None:
    """Of eight, a hundred fractions of seven terms: thousands of each are allowed."""
    quantile.cache_clear()
    steps = Counter[str]()
    before = sys.getprofile()
    sys.setprofile(
        lambda _, event, what: steps.update([what.__name__] if event == "c_call" else [])
    )
    try:
        for a, b in ((0.5, 1.5), (2.5, 1.5), (12.3, 45.6), (29, 1)):
            quantile(0.025, a, b)
            quantile(0.975, a, b)
    finally:
        sys.setprofile(before)
    assert 0 < steps["exp"] < 260
    assert steps["abs"] < 800


@pytest.mark.parametrize(
    "p, one, other, exact",
    [
        (0.025, Beta(2.5, 1.5), Beta(2, 1), 0.0648711753605118),
        (0.975, Beta(2.5, 1.5), Beta(2, 1), 0.8413899392743464),
        (0.025, Beta(3, 4), Beta(2, 5), 0.012578741670781466),
        (0.975, Beta(3, 4), Beta(2, 5), 0.3480046227354279),
        (0.025, Beta(5, 2), Beta(9, 3), 0.24242096654127698),
    ],
)
def test_quantiles_of_products_are_those_of_the_integral(
    p: float, one: Beta, other: Beta, exact: float
) -> None:
    """By scipy's quad and brentq."""
    assert product_quantile(p, one, other) == pytest.approx(exact, abs=1e-3)


@pytest.mark.parametrize(
    "p, one, over, exact",
    [
        (0.025, Beta(2.5, 1.5), 0.5, 0.08405482798966409),
        (0.975, Beta(2.5, 1.5), 0.5, 0.9097062825084216),
        (0.025, Beta(3, 4), 0.25, 0.08815235106174776),
        (0.975, Beta(3, 4), 0.25, 0.7150033025760528),
        (0.025, Beta(12.5, 3.5), 0.9, 0.09819040043363732),
        (0.975, Beta(12.5, 3.5), 0.9, 0.5501545812231261),
    ],
)
def test_quantiles_of_what_is_left_are_those_of_the_integral(
    p: float, one: Beta, over: float, exact: float
) -> None:
    """Shares weighed by how likely they let the days pass, by scipy's quad and brentq."""
    assert quantile_of_rest(p, one, None, over) == pytest.approx(exact, rel=1e-9)


@pytest.mark.parametrize(
    "p, one, other, over, exact",
    [
        (0.025, Beta(2.5, 1.5), Beta(2, 1), 0.5, 0.02971),
        (0.975, Beta(2.5, 1.5), Beta(2, 1), 0.5, 0.69121),
        (0.025, Beta(3, 4), Beta(2, 5), 0.25, 0.00931),
        (0.975, Beta(3, 4), Beta(2, 5), 0.25, 0.28118),
        (0.975, Beta(12.5, 3.5), Beta(8, 3), 0.9, 0.25390),
    ],
)
def test_quantiles_of_what_is_left_of_a_product_are_those_of_a_grid(
    p: float, one: Beta, other: Beta, over: float, exact: float
) -> None:
    """Of 4000 places of each share, weighed as above."""
    assert quantile_of_rest(p, one, other, over) == pytest.approx(exact, abs=1e-3)


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


@pytest.mark.parametrize("p", [0.025, 0.3, 0.5, 0.975])
def test_the_product_of_shares_has_its_own_quantile(p: float) -> None:
    """X of density 2x times a uniform Y has density 2 (1 - z), so P(XY <= z) = 1 - (1 - z)^2."""
    exact = 1 - (1 - p) ** 0.5
    assert product_quantile(p, Beta(2, 1), Beta(1, 1)) == pytest.approx(exact, abs=2e-3)
    assert product_quantile(p, Beta(1, 1), Beta(2, 1)) == pytest.approx(exact, abs=2e-3)


def test_the_readme_has_the_scale() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    names = {"even": "about even"}
    rows = [f"| {names.get(word, word.replace('-', ' '))} | {bound:.0%}" for word, bound in SCALE]
    assert "\n".join(f"{row.removesuffix('%')} % |" for row in rows) in text


def test_without_a_chance_class_and_pair_speak_alone() -> None:
    found = likelihood(TrackRecord())
    assert (found.probability, found.prior) == (0.25, (0.5, 1.5))
    assert (found.hits, found.chances, found.before_stated, found.weighed) == (0, 0, 0, (0, 0))
    known = likelihood(TrackRecord(), pair=PairRate(0.2, 3, 15.0))
    assert known.probability == pytest.approx(1 - (1 - 0.2) * (1 - 0.25))
    assert (known.base_rate, known.pair_visits) == (0.2, (3, 15.0))


def test_of_a_pair_without_a_record_the_rate_of_all_pairs_stands_in_and_is_not_called_its_own() -> (
    None
):
    found = likelihood(TrackRecord(), all_pairs=0.1)
    assert found.probability == pytest.approx(1 - (1 - 0.1) * (1 - 0.25))
    assert (found.base_rate, found.pair_visits, found.all_pairs_rate) == (None, None, 0.1)
    own = likelihood(TrackRecord(), pair=PairRate(0.2, 3, 15.0), all_pairs=0.1)
    assert (own.base_rate, own.all_pairs_rate) == (0.2, None)
    assert own == likelihood(TrackRecord(), pair=PairRate(0.2, 3, 15.0))
    answer = likelihood(TrackRecord(), kin=CLASSES["returned"], all_pairs=0.1)
    assert answer.all_pairs_rate == 0.16


def test_a_visit_that_answers_one_is_hardly_likelier_than_any() -> None:
    """Returned within a year: 17.1 %, and 16.0 % at shifted dates."""
    kin = CLASSES["returned"]
    assert likelihood(TrackRecord(), kin=kin).probability == pytest.approx(0.171, abs=5e-4)
    rare = likelihood(TrackRecord(), kin=kin, pair=PairRate(0.02, 0, 15.0))
    assert rare.probability == pytest.approx(0.033, abs=5e-4)


def test_that_a_pair_often_meets_says_nothing_of_first_trips() -> None:
    often = PairRate(0.9, 20, 15.0)
    assert by_chance(CLASSES["first"], often) == by_chance(CLASSES["first"], None, 0.3) == 0.0


def test_a_chance_fades_and_early_ones_count_half() -> None:
    assert weight(2025, 2025, False) == 1
    assert weight(2025 - HALF_LIFE, 2025, False) == 0.5
    assert weight(2025 - 2 * HALF_LIFE, 2025, True) == 0.125


def test_a_class_learns_from_its_other_rules_beyond_chance_only() -> None:
    assert beyond_chance(KIN, NO_KIN) == 0.25
    held = kin_record(weighed(10.0, 10.0), 0.0)
    assert beyond_chance(KIN, held) == (JUDGED * 0.25 + 10) / (JUDGED + 10)
    as_by_chance = kin_record(weighed(9.0, 10.0), 0.9)
    assert beyond_chance(KIN, as_by_chance) == pytest.approx(JUDGED * 0.25 / (JUDGED + 1))


def weighed(hits: float, chances: float) -> TrackRecord:
    return TrackRecord(0, 0, 0, 0, hits, chances)


LEGS = st.tuples(st.floats(0, 1), st.floats(0, 40), st.floats(0, 1)).map(
    lambda leg: kin_record(weighed(leg[0] * leg[1], leg[1]), leg[2])
)


@given(st.lists(LEGS, min_size=1, max_size=5))
def test_a_class_without_a_rule_is_what_the_others_say(legs: list[KinRecord]) -> None:
    *others, own = legs
    left = reduce(KinRecord.joined, legs, NO_KIN).without(own)
    assert left == pytest.approx(reduce(KinRecord.joined, others, NO_KIN), abs=1e-9)
    assert others or left == NO_KIN


@given(st.lists(LEGS, max_size=5))
def test_a_class_never_promises_all_or_nothing(legs: list[KinRecord]) -> None:
    assert 0 < beyond_chance(Kin("any", 0.25), reduce(KinRecord.joined, legs, NO_KIN)) < 1


@given(st.integers(0, 20), st.integers(0, 20))
def test_the_interval_holds_the_probability(hits: int, misses: int) -> None:
    chances = hits + misses
    found = likelihood(TrackRecord(hits, chances, 0, 0, hits, chances))
    assert 0 <= found.low < found.probability < found.high <= 1


def test_the_interval_is_equal_tailed() -> None:
    found = likelihood(SURE)
    alpha, beta = found.prior[0] + 2, found.prior[1]
    assert cumulative(found.low, alpha, beta) == pytest.approx(0.025, abs=1e-3)
    assert cumulative(found.high, alpha, beta) == pytest.approx(0.975, abs=1e-3)


def test_two_hits_are_weak_evidence() -> None:
    """Both before the rule was stated, the elder eleven years old: at best even, and unsure."""
    weighed = weight(2015, 2026, True) + weight(2025, 2026, True)
    found = likelihood(TrackRecord(2, 2, 2, 2, weighed, weighed))
    assert 0.4 < found.probability < 0.5
    assert found.low < 0.05
    assert found.high > 0.9


def test_a_gate_multiplies_and_an_announcement_overrides_it() -> None:
    plain = likelihood(SURE)
    gated = likelihood(SURE, gating=Gating(None, 0, 0))
    announced = likelihood(SURE, gating=Gating(None), announced=(0, 0))
    assert gated.probability == pytest.approx(plain.probability / 2, abs=1e-4)
    assert gated.gate == 0.5
    assert announced.probability == 0.9
    assert (announced.gate, announced.announced_before) == (1.0, (0, 0))


def test_an_open_gate_leaves_the_interval_wider_than_a_known_share() -> None:
    plain = likelihood(SURE)
    unsure = likelihood(SURE, gating=Gating(None, 0, 0))
    sure = likelihood(SURE, gating=Gating(None, 50_000, 100_000))
    assert unsure.probability == pytest.approx(sure.probability, abs=1e-3)
    assert unsure.high > sure.high
    assert sure.high == pytest.approx(plain.high / 2, abs=2e-3)


def test_a_gate_that_is_answered_opens_or_shuts() -> None:
    yes = likelihood(SURE, gating=Gating(True, 1, 1))
    no = likelihood(SURE, gating=Gating(False, 0, 1))
    assert yes.probability == likelihood(SURE).probability
    assert (no.probability, no.low, no.high, no.word) == (0, 0, 0, "remote")


def test_announcements_are_worth_what_they_were() -> None:
    assert likelihood(SURE, announced=(20, 20)).probability == pytest.approx(29 / 30, abs=1e-4)
    assert likelihood(SURE, announced=(5, 20)).probability == pytest.approx(14 / 30, abs=1e-4)
    assert likelihood(SURE, announced=(10**6, 10**6)).probability <= 1


def test_every_pattern_has_a_class() -> None:
    assert set(CLASSES) == set(KINDS)


def test_every_share_is_told_to_the_fourth_place() -> None:
    found = likelihood(SURE, gating=Gating(None, 1, 4), put_off=(0, 3))
    assert (found.gate, found.put_off) == (0.3333, 0.1429)
    assert found.probability == pytest.approx((0.5 + 2) / (2 + 2) / 3 / 7, abs=5e-5)


def test_a_gate_of_which_nothing_is_known_is_as_good_as_a_coin() -> None:
    assert Gating(None).factor == 0.5
    assert likelihood(SURE, gating=Gating(None)) == likelihood(SURE, gating=Gating(None, 0, 0))


def test_a_cycle_of_the_next_year_weighs_as_one_of_this() -> None:
    assert weight(2026, 2025, False) == weight(2025, 2025, False) == 1


def test_a_class_is_worth_something_and_leaves_a_doubt_whatever_others_say() -> None:
    assert beyond_chance(KIN, KinRecord(-450.0, 450.0, 9)) == 0.005
    assert beyond_chance(KIN, KinRecord(9900.0, 9900.0, 99)) == 0.99
