"""How sure a mean over forecasts is: test years drawn anew, 1,000 times, the same for all.

Years and not single forecasts are drawn, because what happens in a year hangs together. The draws
come from SHA-256, so that they are the same wherever and whenever they are made.
"""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import count
from typing import NamedTuple

DRAWS = 1000
COVERED = 0.95
FEW_YEARS = 5
"""With fewer test years than this, drawing them anew says nothing."""

_SEED = b"calendar-gen backtest"


class Interval(NamedTuple):
    """From the share (1 - COVERED) / 2 of the draws to the rest but that share."""

    low: float
    high: float


def draws(size: int) -> list[list[int]]:
    """DRAWS samples, with replacement, of as many places below `size` as there are."""
    words = _words()
    return [[next(words) % size for _ in range(size)] for _ in range(DRAWS)]


def _words() -> Iterator[int]:
    for block in count():
        digest = sha256(_SEED + block.to_bytes(8, "big")).digest()
        for start in range(0, len(digest), 8):
            yield int.from_bytes(digest[start : start + 8], "big")


def interval(
    sums: Sequence[float], counts: Sequence[int], samples: Sequence[Sequence[int]]
) -> Interval | None:
    """The interval of a mean whose sums and counts are given by test year.

    None if those are too few to draw from.
    """
    if len(sums) < FEW_YEARS:
        return None
    means = sorted(
        sum(sums[place] for place in sample) / max(sum(counts[place] for place in sample), 1)
        for sample in samples
    )
    cut = round(len(means) * (1 - COVERED) / 2)
    return Interval(means[cut], means[-1 - cut])
