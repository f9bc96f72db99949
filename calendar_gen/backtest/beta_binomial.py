"""The beta-binomial prior of many small shares, by maximum likelihood.

The likelihood is a sum of logarithms of a + i, b + i and a + b + i, so that what counts of the data
is how many shares have more than i hits, more than i failures, more than i chances. Newton's method
on log a and log b, with the fixed point of Minka (2000, Estimating a Dirichlet distribution) where
the surface is not concave.
"""

from collections.abc import Iterable, Sequence
from math import exp, log
from typing import NamedTuple

_LEAST, _MOST = 1e-3, 1e4
_ENOUGH = 1e-9


class Beta(NamedTuple):
    """Pseudo-hits and pseudo-failures of a beta distribution."""

    hits: float
    failures: float

    def mean(self, hits: int, chances: int) -> float:
        """The share to expect after so many hits in so many chances."""
        return (self.hits + hits) / (self.hits + self.failures + chances)


def prior(shares: Iterable[tuple[int, int]]) -> Beta:
    """The prior under which the (hits, chances) of all shares are most likely.

    Where all are hits or all failures there is no such prior; then it is worth one chance, at half
    a hit in one chance more than there are.
    """
    known = [(hits, chances) for hits, chances in shares if chances]
    hits = _more_than(hits for hits, _ in known)
    failures = _more_than(chances - hits for hits, chances in known)
    if not hits or not failures:
        mean = (sum(hits) + 0.5) / (sum(hits) + sum(failures) + 1)
        return Beta(mean, 1 - mean)
    chances = _more_than(chances for _, chances in known)
    mean = sum(hits) / sum(chances)
    a, b = 2 * mean, 2 * (1 - mean)
    for _ in range(500):
        new = _step(a, b, hits, failures, chances)
        moved = max(abs(log(new[0] / a)), abs(log(new[1] / b)))
        a, b = new
        if moved < _ENOUGH:
            break
    return Beta(a, b)


def _more_than(counts: Iterable[int]) -> list[int]:
    """At place i: how many of the counts are more than i."""
    tallies: list[int] = []
    for number in counts:
        tallies.extend([0] * (number - len(tallies)))
        if number:
            tallies[number - 1] += 1
    for place in range(len(tallies) - 2, -1, -1):
        tallies[place] += tallies[place + 1]
    return tallies


def _step(
    a: float, b: float, hits: Sequence[int], failures: Sequence[int], chances: Sequence[int]
) -> tuple[float, float]:
    one_a, two_a = _sums(hits, a)
    one_b, two_b = _sums(failures, b)
    one, two = _sums(chances, a + b)
    # Gradient and Hessian with respect to log a and log b.
    down_a, down_b = a * (one_a - one), b * (one_b - one)
    aa = down_a + a * a * (two - two_a)
    bb = down_b + b * b * (two - two_b)
    ab = a * b * two
    determinant = aa * bb - ab * ab
    if aa < 0 and determinant > 0:
        move_a = (ab * down_b - bb * down_a) / determinant
        move_b = (ab * down_a - aa * down_b) / determinant
        if max(abs(move_a), abs(move_b)) < 2:
            return _within(a * exp(move_a)), _within(b * exp(move_b))
    return _within(a * one_a / one), _within(b * one_b / one)


def _sums(tallies: Sequence[int], at: float) -> tuple[float, float]:
    """Sums of tally / (at + i) and of tally / (at + i) squared."""
    one = two = 0.0
    for place, tally in enumerate(tallies):
        share = tally / (at + place)
        one += share
        two += share / (at + place)
    return one, two


def _within(value: float) -> float:
    return min(max(value, _LEAST), _MOST)
