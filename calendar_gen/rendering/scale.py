"""Places along a span of days, in per cents of whatever width a drawing is given."""

from typing import NamedTuple


class Scale(NamedTuple):
    """So many days from the day `first` on."""

    first: int
    days: int

    def at(self, day: int) -> float:
        """Where a day begins, in per cents; days outside are at the ends."""
        return 100 * min(max(day - self.first, 0), self.days) / self.days

    def middle(self, first: int, last: int) -> float:
        """The middle of the days from `first` to `last`, both in, in per cents."""
        return (self.at(first) + self.at(last + 1)) / 2


def cent(value: float) -> str:
    """A place as SVG writes it: `12.50%`."""
    return f"{value:.2f}%"
