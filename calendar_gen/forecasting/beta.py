"""The beta distribution, as much of it as a likelihood needs, in plain Python.

Continued fraction of the regularised incomplete beta function as in Abramowitz and Stegun 26.5.8,
evaluated by Lentz's method; the quantile by Newton's, kept between bounds that close in on it.
"""

from collections.abc import Callable
from functools import lru_cache
from math import exp, lgamma, log, sqrt

from calendar_gen.named import NamedTuple

_TINY = 1e-300
_ENOUGH = 1e-14
_NEAR = 1e-12
_MOST_STEPS = 100
"""Eight do, but where a share is all but 0 or 1, which only halving reaches."""


class Beta(NamedTuple):
    """A share that is not known for sure: pseudo-hits and pseudo-failures."""

    hits: float
    failures: float

    @property
    def mean(self) -> float:
        """The share to expect."""
        return self.hits / (self.hits + self.failures)

    def moved(self, hits: float, chances: float) -> "Beta":
        """The same after so many hits in so many chances."""
        return Beta(self.hits + hits, self.failures + chances - hits)


def product(one: Beta, other: Beta) -> Beta:
    """A beta with mean and variance of the product of two independent shares."""
    mean = one.mean * other.mean
    square = _square(one) * _square(other)
    total = (mean - square) / (square - mean * mean)
    return Beta(mean * total, (1 - mean) * total)


def _square(of: Beta) -> float:
    """The mean of the share's square."""
    total = of.hits + of.failures
    return of.mean * (of.hits + 1) / (total + 1)


def cumulative(x: float, alpha: float, beta: float) -> float:
    """Probability that a Beta(alpha, beta) variable is at most `x`."""
    return _cumulative(x, alpha, beta, _scale(alpha, beta))


def _scale(alpha: float, beta: float) -> float:
    """The logarithm of what makes the whole of a beta 1."""
    return lgamma(alpha + beta) - lgamma(alpha) - lgamma(beta)


def _cumulative(x: float, alpha: float, beta: float, scale: float) -> float:
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    front = exp(scale + alpha * log(x) + beta * log(1 - x))
    if x < (alpha + 1) / (alpha + beta + 2):
        return front * _fraction(x, alpha, beta) / alpha
    return 1 - front * _fraction(1 - x, beta, alpha) / beta


@lru_cache(maxsize=4096)
def quantile(probability: float, alpha: float, beta: float) -> float:
    """The value that a Beta(alpha, beta) variable stays below with that probability: kept, as many
    rules have the same record.
    """
    low, high = 0.0, 1.0
    x = alpha / (alpha + beta)
    scale = _scale(alpha, beta)
    for _ in range(_MOST_STEPS):
        excess = _cumulative(x, alpha, beta, scale) - probability
        low, high = (x, high) if excess < 0 else (low, x)
        density = exp(scale + (alpha - 1) * log(x) + (beta - 1) * log(1 - x))
        nearer = x - excess / density if density else low
        if not low < nearer < high:
            nearer = (low + high) / 2
        if abs(nearer - x) <= _NEAR * nearer or not low < nearer < high:
            return nearer
        x = nearer
    return x


def product_quantile(probability: float, one: Beta, other: Beta) -> float:
    """The value that the product of two independent shares stays below with that probability.

    To about a thousandth: `other` is taken at NODES places, each as likely as it is there.
    """
    places = _places(other)

    def below(x: float) -> float:
        return sum(share * cumulative(x / place, *one) for place, share in places)

    return _reached(probability, below, 17)


NODES = 32


def _places(of: Beta) -> list[tuple[float, float]]:
    """Places within six deviations of the mean, and their shares of the distribution."""
    total = of.hits + of.failures
    reach = 6 * sqrt(of.mean * (1 - of.mean) / (total + 1))
    low, high = max(of.mean - reach, 0.0), min(of.mean + reach, 1.0)
    places = [low + (high - low) * (node + 0.5) / NODES for node in range(NODES)]
    logs = [(of.hits - 1) * log(x) + (of.failures - 1) * log(1 - x) for x in places]
    shares = [exp(each - max(logs)) for each in logs]
    return [(place, share / sum(shares)) for place, share in zip(places, shares, strict=True)]


def rest(probability: float, over: float) -> float:
    """What is left of a probability once the share `over` of its days passed without the event."""
    return probability * (1 - over) / (1 - probability * over)


def quantile_of_rest(probability: float, one: Beta, other: Beta | None, over: float) -> float:
    """The value that what is left of a share, or of the product of two, stays below with that
    probability, once the share `over` of its days passed without the event.

    That they passed makes small shares likelier than they were: each place's share is weighed by
    how likely it lets them pass, which for a beta is a mixture of its two neighbours.
    """
    places = [(1.0, 1.0)] if other is None else _places(other)
    more, less = Beta(one.hits + 1, one.failures), Beta(one.hits, one.failures + 1)
    kept = [(place, share, 1 - place * over) for place, share in places]
    total = sum(share * (1 - one.mean + one.mean * passed) for _, share, passed in kept)

    def below(x: float) -> float:
        found = 0.0
        for place, share, passed in kept:
            small = (1 - one.mean) * cumulative(x / place, *less)
            found += share * (small + one.mean * passed * cumulative(x / place, *more))
        return found / total

    return rest(_reached(probability, below, 40 if other is None else 17), over)


def _reached(probability: float, below: Callable[[float], float], halvings: int) -> float:
    low, high = 0.0, 1.0
    for _ in range(halvings):
        middle = (low + high) / 2
        if below(middle) < probability:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _fraction(x: float, alpha: float, beta: float) -> float:
    c, d = 1.0, 1 - (alpha + beta) * x / (alpha + 1)
    d = 1 / (d or _TINY)
    result = d
    for m in range(1, 300):
        even = m * (beta - m) * x / ((alpha + 2 * m - 1) * (alpha + 2 * m))
        odd = -(alpha + m) * (alpha + beta + m) * x / ((alpha + 2 * m) * (alpha + 2 * m + 1))
        for term in (even, odd):
            d = 1 / ((1 + term * d) or _TINY)
            c = (1 + term / c) or _TINY
            step = c * d
            result *= step
        if abs(step - 1) < _ENOUGH:
            break
    return result
