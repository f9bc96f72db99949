"""A window that is partly over: what that no visit is recorded in it so far says of the rest.

Where the record is complete for the days that are over, it says that the visit has not come on
them, and the rest of the window is less likely to see it. Where it is not, absence says nothing:
the likelihood stands, and beside it what it would be if the visit has not come yet. Each day of a
window is taken to be as good as any other.
"""

from collections.abc import Sequence

from calendar_gen.forecasting.beta import Beta, quantile_of_rest, rest
from calendar_gen.forecasting.completeness import days_covered
from calendar_gen.named import NamedTuple
from calendar_gen.patterns import Expectation
from calendar_gen.record import Coverage


class Elapsed(NamedTuple):
    """Days of a window that are over, how many of them the record is complete for, and all."""

    over: int
    covered: int
    days: int

    @property
    def told(self) -> float:
        """The share of the window of which it is known that it saw no visit."""
        return self.covered / self.days

    def if_not_come(self, probability: float) -> float:
        """A likelihood for the whole window, if no day that is over saw the visit, told or not."""
        return rest(probability, self.over / self.days)

    def moved(self, probability: float) -> float:
        """A likelihood for the whole window, given what the record tells of the days over."""
        return rest(probability, self.told)

    def interval(self, found: Beta, times: Beta | None) -> tuple[float, float]:
        """The 95 % equal-tailed interval of a share, or of its product with another, given that."""
        low, high = (quantile_of_rest(q, found, times, self.told) for q in (0.025, 0.975))
        return low, high


def elapsed(expectation: Expectation, coverage: Sequence[Coverage], closed: int) -> Elapsed | None:
    """What of the window is over before the day `closed`; None if that is nothing or all of it."""
    over = closed - expectation.first
    days = expectation.last - expectation.first + 1
    if not 0 < over < days:
        return None
    return Elapsed(over, days_covered(coverage, expectation, closed - 1), days)
