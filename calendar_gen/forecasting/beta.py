"""The beta distribution, as much of it as a likelihood needs: its quantiles, in plain Python.

Continued fraction of the regularised incomplete beta function as in Abramowitz and Stegun 26.5.8,
evaluated by Lentz's method; the quantile by bisection.
"""

from math import exp, lgamma, log

_TINY = 1e-300
_ENOUGH = 1e-14


def cumulative(x: float, alpha: float, beta: float) -> float:
    """Probability that a Beta(alpha, beta) variable is at most `x`."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    front = exp(
        lgamma(alpha + beta) - lgamma(alpha) - lgamma(beta) + alpha * log(x) + beta * log(1 - x)
    )
    if x < (alpha + 1) / (alpha + beta + 2):
        return front * _fraction(x, alpha, beta) / alpha
    return 1 - front * _fraction(1 - x, beta, alpha) / beta


def quantile(probability: float, alpha: float, beta: float) -> float:
    """The value that a Beta(alpha, beta) variable stays below with that probability."""
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        if cumulative(middle, alpha, beta) < probability:
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
