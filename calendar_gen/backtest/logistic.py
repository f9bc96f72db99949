"""Logistic regression with a ridge, in plain Python: Newton's method on standardised columns."""

from collections.abc import Sequence
from math import exp, log, sqrt
from operator import mul
from typing import NamedTuple

Column = Sequence[float]
Matrix = list[list[float]]

_ENOUGH = 1e-8
_FRESH = 0.05
"""Above such a step the curvature is computed anew; below, that of the step before serves."""


class Logistic(NamedTuple):
    """Odds are exp(intercept + sum of weight times value), of values that are not standardised."""

    intercept: float
    weights: tuple[float, ...]

    def probabilities(self, columns: Sequence[Column], rows: int) -> list[float]:
        """The probability of each of so many rows."""
        return _expected(self.intercept, self.weights, columns, rows)


def fitted(columns: Sequence[Column], outcomes: Column, ridge: float) -> Logistic:
    """The regression of outcomes (0 or 1) on columns.

    `ridge` is the penalty on half the square of each standardised weight, in units of log
    likelihood; the intercept has none. Outcomes that are all alike give half a case of the other
    kind and no weights.
    """
    rows = len(outcomes)
    positive = sum(outcomes)
    if not 0 < positive < rows:
        return Logistic(log((positive + 0.5) / (rows - positive + 0.5)), (0.0,) * len(columns))
    means, scales = _moments(columns, rows)
    standard = [
        [(value - mean) / scale for value in column]
        for column, mean, scale in zip(columns, means, scales, strict=True)
    ]
    ones = [1.0] * rows
    intercept, weights = _newton(
        [ones, *standard], outcomes, ridge, log(positive / (rows - positive))
    )
    weights = [weight / scale for weight, scale in zip(weights, scales, strict=True)]
    return Logistic(intercept - sum(map(mul, weights, means)), tuple(weights))


def _moments(columns: Sequence[Column], rows: int) -> tuple[list[float], list[float]]:
    """Mean and standard deviation of each column; a constant column counts as of deviation 1."""
    means = [sum(column) / rows for column in columns]
    spreads = [
        sqrt(max(sum(map(mul, column, column)) / rows - mean * mean, 0.0))
        for column, mean in zip(columns, means, strict=True)
    ]
    return means, [spread if spread > 1e-9 else 1.0 for spread in spreads]


def _newton(
    columns: Sequence[Column], outcomes: Column, ridge: float, intercept: float
) -> tuple[float, list[float]]:
    weights = [intercept] + [0.0] * (len(columns) - 1)
    root: Matrix | None = None
    for _ in range(60):
        expected = _expected(0.0, weights, columns, len(outcomes))
        rest = [outcome - p for outcome, p in zip(outcomes, expected, strict=True)]
        slope = [sum(map(mul, column, rest)) for column in columns]
        for place in range(1, len(weights)):
            slope[place] -= ridge * weights[place]
        if root is None:
            root = _cholesky(_curvature(columns, [p * (1 - p) for p in expected], ridge))
        step = _solved(root, slope)
        weights = [weight + move for weight, move in zip(weights, step, strict=True)]
        largest = max(map(abs, step))
        if largest < _ENOUGH:
            break
        if largest > _FRESH:
            root = None
    return weights[0], weights[1:]


def _expected(
    intercept: float, weights: Sequence[float], columns: Sequence[Column], rows: int
) -> list[float]:
    if not columns:
        return [_probability(intercept)] * rows
    return [
        _probability(intercept + sum(map(mul, weights, row))) for row in zip(*columns, strict=True)
    ]


def _probability(odds: float) -> float:
    """The logistic function, without overflow."""
    if odds < -700:
        return 0.0
    return 1 / (1 + exp(-odds))


def _curvature(columns: Sequence[Column], spread: Column, ridge: float) -> Matrix:
    """Lower half of the negative Hessian."""
    matrix = []
    for place, column in enumerate(columns):
        weighted = list(map(mul, column, spread))
        matrix.append([sum(map(mul, weighted, other)) for other in columns[: place + 1]])
        matrix[place][place] += ridge if place else 1e-9
    return matrix


def _cholesky(matrix: Matrix) -> Matrix:
    """The lower triangle L with L times its transpose the symmetric matrix of that lower half."""
    root: Matrix = []
    for i, given in enumerate(matrix):
        row: list[float] = []
        for j in range(i):
            row.append((given[j] - sum(map(mul, row, root[j][:j]))) / root[j][j])
        row.append(sqrt(max(given[i] - sum(map(mul, row, row)), 1e-12)))
        root.append(row)
    return root


def _solved(root: Matrix, right: Sequence[float]) -> list[float]:
    size = len(root)
    middle: list[float] = []
    for i in range(size):
        middle.append((right[i] - sum(map(mul, root[i], middle))) / root[i][i])
    result = [0.0] * size
    for i in range(size - 1, -1, -1):
        below = sum(root[k][i] * result[k] for k in range(i + 1, size))
        result[i] = (middle[i] - below) / root[i][i]
    return result
