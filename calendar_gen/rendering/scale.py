"""Places along a span of days, in per cents of whatever width a drawing is given."""

from collections.abc import Sequence
from typing import NamedTuple

from calendar_gen.rendering.cells import width, wrap


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


NARROW = 288
"""Pixels of the width of a drawing on a telephone."""
GAP = 14
"""Pixels between words that stand beside one another."""
LETTERS = 13
"""Pixels of the size of letters."""
LINE = 19
"""Pixels from a line of a name to the next."""
MOST_LINES = 12
"""Lines of a name that rules may write: three hundred wide letters."""

_WIDE = frozenset("mwMWŒœÆæ@%&—ЖШЩЮЫФМжшщюыфм…")
_THIN = frozenset(" \u00a0\u202ffijlrtI.,;:'’!()[]|/·-")


def _pixels(text: str) -> float:
    """How wide a text is at most in bold letters of the usual fonts without serifs, roughly."""
    return sum(map(_letter, text))


def _letter(letter: str) -> float:
    cells = width(letter)
    if cells != 1:
        return LETTERS * cells / 2
    if letter in _WIDE:
        return 13
    if letter in _THIN:
        return 5.5
    return 9.2 if letter.isupper() else 8


def crowded(*words: str) -> bool:
    """Whether words do not stand beside one another, with a gap, on a telephone."""
    return sum(map(_pixels, words)) + GAP > NARROW


def lines(name: str) -> Sequence[str]:
    """A name in as many lines as it takes on a telephone, so that nothing of it is cut there."""
    cells = 2 * NARROW // LETTERS
    if len(name) * LETTERS <= NARROW:
        return (name,)
    while True:
        found = wrap(name, cells, MOST_LINES)
        if cells <= NARROW // LETTERS or max(map(_pixels, found)) <= NARROW:
            return tuple(found)
        cells -= 2
