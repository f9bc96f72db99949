"""How often a pair's visits happen: rates by year, each shrunk to those of all pairs."""

from collections.abc import Sequence
from functools import cached_property
from math import log

from calendar_gen.backtest.beta_binomial import prior
from calendar_gen.backtest.history import History, Way, count, issue_day, universe, years_with
from calendar_gen.edtf import civil, day

TRAINING_YEARS = 25
"""How far back forecasts learn."""

SHORT, LONG = 10, 20
"""Years over which a pair's rate is taken; the short one is the baseline."""


class Years:
    """A history by years, each year's figures worked out once, from what came before it."""

    def __init__(self, past: History) -> None:
        self.past = past
        self._rates: dict[tuple[int, Way, int], dict[str, float]] = {}
        self._visited: dict[tuple[str, Way, int], tuple[int, ...]] = {}
        self._universes: dict[int, tuple[str, ...]] = {}

    @cached_property
    def first_year(self) -> int:
        """The first year of the record."""
        return civil(self.past.begin)[0]

    def universe(self, year: int) -> tuple[str, ...]:
        """Partners with a stay before a year, by code."""
        if year not in self._universes:
            self._universes[year] = universe(self.past, year)
        return self._universes[year]

    def starts(self, partner: str, way: Way) -> Sequence[int]:
        """Starts of all stays of a partner, one way, sorted."""
        return self.past.starts.get((partner, way), ())

    def visited(self, partner: str, way: Way, year: int) -> tuple[int, ...]:
        """How many years ago, seen from a year's issue day, there were stays (25 years at most)."""
        key = partner, way, year
        if key not in self._visited:
            found = years_with(self.starts(partner, way), year, TRAINING_YEARS)
            self._visited[key] = found
        return self._visited[key]

    def rates(self, year: int, way: Way, years: int) -> dict[str, float]:
        """For each partner: the smoothed share of the last so many years that had a stay.

        The prior is that of all partners, one way, by maximum likelihood; who came on the issue
        day for the first time is none of them yet.
        """
        key = year, way, years
        if key not in self._rates:
            chances = min(years, max(year - self.first_year, 0))
            hits = {
                partner: sum(ago <= chances for ago in self.visited(partner, way, year))
                for partner in self.universe(year)
            }
            known = issue_day(year)
            beta = prior(
                (number, chances)
                for partner, number in hits.items()
                if self.past.first_start[partner] < known
            )
            by_hits = [beta.mean(number, chances) for number in range(chances + 1)]
            self._rates[key] = {partner: by_hits[number] for partner, number in hits.items()}
        return self._rates[key]

    def outcomes(self, year: int, way: Way, before: int | None = None) -> dict[str, bool]:
        """For each partner: whether a stay started in the calendar year (and before a day)."""
        first, after = day(year, 1, 1), day(year + 1, 1, 1)
        after = after if before is None else min(after, before)
        return {
            partner: count(self.starts(partner, way), first, after) > 0
            for partner in self.universe(year)
        }


def log_odds(probability: float) -> float:
    """The logarithm of the odds of a probability strictly between 0 and 1."""
    return log(probability / (1 - probability))


def constant(hits: int, chances: int) -> float:
    """The share of all chances, with half a hit in one chance added."""
    return (hits + 0.5) / (chances + 1)
