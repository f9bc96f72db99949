"""How often a pair meets anyway: from what is covered, lately, of the ranks asked for."""

from collections.abc import Sequence
from math import exp, gamma
from pathlib import Path

import pytest

from calendar_gen.edtf import day, from_iso
from calendar_gen.forecasting.estimating import Estimates
from calendar_gen.forecasting.pair_rates import (
    PRIOR_VISITS,
    PRIOR_YEARS,
    SEASON_PRIOR,
    PairRates,
    merged,
    shared,
)
from calendar_gen.forecasting.projection import occurrences
from calendar_gen.forecasting.record import known_visits
from calendar_gen.forecasting.world import WorldAsOf
from calendar_gen.rulebook import load
from calendar_gen.rules import Rulebook
from tests.scenario import RULES

AS_OF = day(2020, 12, 31)
YEAR = (day(2021, 1, 1), day(2021, 12, 31))
HEAD = """\
calendar-gen: 1
sources:
  list: {publisher: A list, title: Visits, published: 1990-01-01}
"""


def book(
    tmp_path: Path, visits: Sequence[str], coverage: Sequence[str], more: str = ""
) -> Rulebook:
    """Visits as `2001-05-03 DE FR`, with more fields at the end."""
    lines = [HEAD, more, "visits:" if visits else ""]
    for number, visit in enumerate(visits):
        start, guest, host, *fields = visit.split(maxsplit=3)
        lines.append(
            f"  - {{id: v{number}, guest: {guest}, host: {host}, {' '.join(fields)} claims: ["
        )
        lines.append(f"      {{date: {start}, status: occurred, source: list, known: {start}}}]}}")
    lines += ["coverage:", *(f"  - {{{each}, source: list}}" for each in coverage)]
    path = tmp_path / "rates.yaml"
    path.write_text("\n".join(lines if coverage else lines[:-1]), encoding="utf-8")
    found = load([str(path)])
    assert [p for p in found.problems if p.severity == "error"] == []
    return found


def rates(found: Rulebook, as_of: int = AS_OF) -> PairRates:
    return PairRates(known_visits(found.visits, as_of), found.coverage, as_of)


def no_visit(visits: int, years: float, exposure: float) -> float:
    """By summing over rates: the gamma distribution that visits in years leave, times e^-rate."""
    shape, scale = PRIOR_VISITS + visits, PRIOR_YEARS + years
    steps = [(n + 0.5) / 20_000 for n in range(400_000)]
    density = [scale**shape * x ** (shape - 1) * exp(-scale * x) / gamma(shape) for x in steps]
    none = (d * exp(-x * exposure) for d, x in zip(density, steps, strict=True))
    return float(sum(none) / sum(density))


def test_a_rate_is_that_of_visits_by_chance(tmp_path: Path) -> None:
    visits = [f"{year}-05-10 DE FR" for year in (2008, 2011, 2014)]
    found = rates(book(tmp_path, visits, ["host: FR, from: 2001, to: 2020"]))
    rate = found.rate("DE", "FR", *YEAR)
    assert rate is not None
    assert (rate.visits, rate.years) == (3, 15.0)
    assert rate.probability == pytest.approx(1 - no_visit(3, 15.0, 1.0), abs=1e-3)


def test_years_are_told_to_the_hundredth(tmp_path: Path) -> None:
    found = rates(book(tmp_path, [], ["host: FR, from: 2017-10-01, to: 2020"]))
    rate = found.rate("DE", "FR", *YEAR)
    assert rate is not None
    assert (rate.visits, rate.years) == (0, 3.25)


@pytest.mark.parametrize("start, years", [("2018-04-30", 2.67), ("2018-04-29", 2.68)])
def test_years_without_coverage_are_those_since_the_first_visit(
    start: str, years: float, tmp_path: Path
) -> None:
    """Of 977 days, and of 978."""
    found = rates(book(tmp_path, [f"{start} DE FR", "2020-12-31 DE FR"], []))
    assert found.without_coverage("DE", "FR", *YEAR)[1:3] == (2, years)


@pytest.mark.parametrize("start, visits", [("2006-01-01", 1), ("2005-12-31", 0)])
def test_fifteen_years_end_with_the_day_asked_as_of(
    start: str, visits: int, tmp_path: Path
) -> None:
    found = rates(book(tmp_path, [f"{start} DE FR"], ["host: FR, from: 2001, to: 2020"]))
    rate = found.rate("DE", "FR", *YEAR)
    assert rate is not None
    assert (rate.visits, rate.years) == (visits, 15.0)
    assert found.without_coverage("DE", "FR", *YEAR).visits == visits


@pytest.mark.parametrize(
    "start, steady, visits",
    [
        ("2020-12-31", True, 1),
        ("2021-01-01", True, 0),
        ("2021-06-01", False, 1),
        ("2021-06-02", False, 0),
    ],
)
def test_steady_rates_end_with_the_year_before(
    start: str, steady: bool, visits: int, tmp_path: Path
) -> None:
    """As of 1 June 2021; else with that day."""
    rules = book(tmp_path, [f"{start} DE FR"], ["host: FR, from: 2001, to: 2021"])
    world = WorldAsOf(rules, day(2021, 6, 1), steady=steady)
    rate = Estimates(world, []).rates.rate("DE", "FR", *YEAR)
    assert rate is not None
    assert rate.visits == visits


@pytest.mark.parametrize("start, visits", [("2014-05-17", 1), ("2014-05-18", 2)])
def test_a_visit_eight_days_later_is_another(start: str, visits: int, tmp_path: Path) -> None:
    starts = [f"{each} DE FR" for each in ("2014-05-10", start)]
    rate = rates(book(tmp_path, starts, ["host: FR, from: 2001, to: 2020"])).rate("DE", "FR", *YEAR)
    assert rate is not None
    assert rate.visits == visits


@pytest.mark.parametrize("start, visits", [("2014-12-31", 1), ("2015-01-01", 0)])
def test_coverage_ends_with_its_last_day(start: str, visits: int, tmp_path: Path) -> None:
    found = rates(book(tmp_path, [f"{start} DE FR"], ["host: FR, from: 2001, to: 2014"]))
    rate = found.rate("DE", "FR", *YEAR)
    assert rate is not None
    assert (rate.visits, rate.years) == (visits, 9.0)


def test_what_no_record_covers_has_no_rate(tmp_path: Path) -> None:
    visits = ["2018-05-10 DE FR", "2019-05-10 FR DE"]
    found = rates(book(tmp_path, visits, ["host: FR, from: 2001, to: 2020"]))
    assert found.rate("FR", "DE", *YEAR) is None
    assert found.rate("DE", "FR", *YEAR) is not None
    assert rates(book(tmp_path, visits, []))._first  # coverage is no must
    assert found.without_coverage("FR", "DE", *YEAR).visits == 1


def test_old_visits_and_those_outside_coverage_do_not_count(tmp_path: Path) -> None:
    visits = [f"{year}-05-10 DE FR" for year in (1995, 2004, 2012, 2019)]
    found = rates(book(tmp_path, visits, ["host: FR, from: 1990, to: 2015"]))
    rate = found.rate("DE", "FR", *YEAR)
    assert rate is not None
    assert (rate.visits, rate.years) == (1, 10.0)


def test_only_what_was_known_and_covered_by_then_counts(tmp_path: Path) -> None:
    visits = [f"{year}-05-10 DE FR" for year in (2004, 2012, 2019)]
    whole = book(tmp_path, visits, ["host: FR, from: 2000, to: 2020"])
    cut = book(tmp_path, visits[:1], ["host: FR, from: 2000, to: 2009"])
    then = day(2009, 12, 31)
    window = day(2010, 1, 1), day(2010, 6, 30)
    assert rates(whole, then).rate("DE", "FR", *window) == rates(cut, then).rate(
        "DE", "FR", *window
    )


def test_other_ranks_funerals_and_the_same_stay_twice_do_not_count(tmp_path: Path) -> None:
    visits = [
        "2012-05-10 DE FR rank: foreign minister,",
        "2013-05-10 DE FR kind: funeral,",
        "2014-05-10 DE FR rank: head of state,",
        "2014-05-17 DE FR rank: head of state,",
        "2015-05-17 DE FR",
    ]
    found = rates(book(tmp_path, visits, ["host: FR, from: 2001, to: 2020"]))
    leaders = found.rate("DE", "FR", *YEAR, ranks=("head of state", "head of government"))
    assert leaders is not None
    assert leaders.visits == 2
    anyone = found.rate("DE", "FR", *YEAR)
    assert anyone is not None
    assert anyone.visits == 3


def test_coverage_of_some_ranks_is_silent_on_others(tmp_path: Path) -> None:
    """What is covered is counted, and says of which ranks alone it is the rate."""
    visits = [
        "2008-05-10 DE FR rank: head of state,",
        "2011-05-10 DE FR rank: head of government,",
        "2014-05-10 DE FR",
    ]
    found = rates(book(tmp_path, visits, ["host: FR, from: 2001, to: 2020, rank: head of state"]))
    one = found.rate("DE", "FR", *YEAR, ranks=("head of state",))
    both = found.rate("DE", "FR", *YEAR, ranks=("head of state", "head of government"))
    assert one is not None
    assert both is not None
    assert (one.visits, one.ranks) == (2, ())
    assert both == one._replace(ranks=("head of state",))
    assert found.rate("DE", "FR", *YEAR, ranks=("head of government",)) is None


def test_the_base_rate_of_2035_stands_beside_it_where_the_record_is_complete() -> None:
    """One report covers Chinese presidents in Russia for three years, and no other rank or way."""
    found = occurrences(load([str(RULES)]), day(2035, 1, 1), day(2035, 12, 31), day(2026, 11, 24))
    there, back = (o.likelihood for o in found if o.rule == "victory-exchange")
    assert there is not None
    assert back is not None
    assert there.base_rate == pytest.approx(0.01, abs=0.005)
    assert (there.pair_visits, there.pair_ranks) == ((2, 3.2), ("head of state",))
    assert back.base_rate is None


def test_coverages_of_one_rank_each_join(tmp_path: Path) -> None:
    covered = [
        "host: FR, from: 2001, to: 2015, rank: head of state",
        "host: FR, from: 2011, to: 2020, rank: head of government",
    ]
    visits = ["2008-05-10 DE FR", "2013-05-10 DE FR", "2018-05-10 DE FR"]
    found = rates(book(tmp_path, visits, covered))
    both = found.rate("DE", "FR", *YEAR, ranks=("head of state", "head of government"))
    assert both is not None
    assert (both.visits, both.years) == (1, 5.0)
    assert found.rate("DE", "FR", *YEAR) is None  # of any rank


def test_a_window_sees_its_season(tmp_path: Path) -> None:
    visits = [
        f"{2006 + n // 4}-09-{1 + n % 4 * 8:02d} {c} FR" for c in ("IT", "ES") for n in range(60)
    ]
    found = rates(book(tmp_path, visits, ["host: FR, from: 2001, to: 2020"]))
    september = found.rate("DE", "FR", day(2021, 9, 1), day(2021, 9, 30))
    may = found.rate("DE", "FR", day(2021, 5, 1), day(2021, 5, 31))
    assert september is not None
    assert may is not None
    shares = [SEASON_PRIOR / (12 * SEASON_PRIOR + 120)] * 12
    assert may.probability == pytest.approx(1 - no_visit(0, 15.0, shares[4]), abs=1e-3)
    most = (SEASON_PRIOR + 120) / (12 * SEASON_PRIOR + 120)
    assert september.probability == pytest.approx(1 - no_visit(0, 15.0, most), abs=1e-3)


def test_days_are_covered_once() -> None:
    assert merged([(5, 9), (1, 3), (4, 4), (8, 12), (20, 21)]) == [(1, 12), (20, 21)]
    assert shared([(1, 12), (20, 21)], [(3, 4), (10, 20)]) == [(3, 4), (10, 12), (20, 20)]


PATTERNS = """\
reciprocal_visits:
  - {id: one, title: {en: One}, pattern: dated, guest: DE, host: FR, on: 10 May, sources: [list]}
  - {id: two, title: {en: Two}, pattern: dated, guest: IT, host: FR, on: 20 May, sources: [list]}
"""


def test_a_rule_borrows_from_the_other_rules_of_its_class(tmp_path: Path) -> None:
    """Ten years without any Italian visit lower what is expected of the German ones."""
    covered = ["guest: IT, host: FR, from: 2011, to: 2020"]
    alone = book(tmp_path, [], [], PATTERNS)
    beside = book(tmp_path, [], covered, PATTERNS)
    first, last = from_iso("2021-05-10"), from_iso("2021-05-10")
    ((before,), (after,)) = (occurrences(b, first, last, AS_OF) for b in (alone, beside))
    assert before.likelihood is not None
    assert after.likelihood is not None
    assert (before.likelihood.class_share, before.likelihood.class_legs) == (0.25, 0)
    assert after.likelihood.class_legs == 1
    assert after.likelihood.class_share < 0.2
    assert after.likelihood.probability < before.likelihood.probability


ALTERNATING = """\
reciprocal_visits:
  - id: alternating
    title: {en: By turns}
    pattern: alternating
    parties: [CN, RU]
    first: {cycle: 1990, host: CN}
    every: 1 year
    exceptions:
      - {cycle: 1992, cancelled: true, sources: [list]}
      - {cycle: 2010, cancelled: true, sources: [list]}
    sources: [list]
"""


@pytest.mark.parametrize("start", ["2020-01-01", "2009-01-01", "1991-01-01"])
def test_a_likelihood_does_not_hang_on_the_days_asked_for(tmp_path: Path, start: str) -> None:
    """A cycle that was cancelled is a chance, if it lies within 25 years or the record."""
    found = book(tmp_path, [], [], ALTERNATING)
    shown = occurrences(found, from_iso(start), day(2021, 12, 31), AS_OF)
    assert shown[-1].id == "alternating.2021"
    assert shown[-1].likelihood is not None
    assert (shown[-1].likelihood.hits, shown[-1].likelihood.chances) == (0, 1)
