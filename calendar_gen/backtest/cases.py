"""What is forecast: a stay of a guest with a host that starts in a window; and what came of it."""

from typing import NamedTuple


class Case(NamedTuple):
    """A stay of `guest` with `host` starts from day `first` to day `last`, both in.

    The forecast is issued at the end of the day `issued`; `year` is the test year it belongs to.
    """

    task: str
    year: int
    issued: int
    guest: str
    host: str
    first: int
    last: int


class Forecast(NamedTuple):
    """A case, its probability, those of the baselines, and what came of it (None: not known)."""

    case: Case
    probability: float
    baselines: tuple[float, ...]
    outcome: bool | None


LEAST, MOST = 0.001, 0.999


def clipped(probability: float) -> float:
    """The probability that is scored: no forecast is ever certain."""
    return min(max(probability, LEAST), MOST)
