"""Places along a span of days, in per cents of whatever width a drawing is given."""

from typing import NamedTuple

from calendar_gen.rendering.cells import width


class Scale(NamedTuple):
    """So many days from the day `first` on, which is at the left, or at the right for those who
    read from there.
    """

    first: int
    days: int
    from_right: bool = False

    def at(self, day: int) -> float:
        """Where a day begins, in per cents from the left; days outside are at the ends."""
        passed = 100 * min(max(day - self.first, 0), self.days) / self.days
        return 100 - passed if self.from_right else passed

    def ends(self, first: int, last: int) -> tuple[float, float]:
        """The left and the right end of the days from `first` to `last`, both in, in per cents."""
        left, right = sorted((self.at(first), self.at(last + 1)))
        return left, right

    def middle(self, first: int, last: int) -> float:
        """The middle of the days from `first` to `last`, both in, in per cents."""
        return (self.at(first) + self.at(last + 1)) / 2


class Side(NamedTuple):
    """Where words stand that begin at the near or the far side of a drawing, as SVG writes it."""

    near: str
    far: str


def sides(*, from_right: bool) -> Side:
    """The side from which readers start, and the other."""
    return Side("100%", "0") if from_right else Side("0", "100%")


def anchor(towards: str, *, from_right: bool) -> str:
    """The `text-anchor` of words that run on `towards` the `left` or the `right` of their place.

    Letters from right to left start at their right (SVG 2, section 11.10.2.1).
    """
    return "start" if (towards == "left") == from_right else "end"


def cent(value: float) -> str:
    """A place as SVG writes it: `12.50%`."""
    return f"{value:.2f}%"


NARROW = 38
"""Cells of letters that stand beside one another on a telephone."""


def crowded(*words: str) -> bool:
    """Whether words do not stand beside one another, with a gap, on a telephone."""
    return sum(map(width, words)) + 2 > NARROW
