"""The days of bases, such as `9 May` or `Easter`: each once for all rules and years of a block."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from calendar_gen.rules import DOUBT
from calendar_gen.sentences.choices import Choices
from calendar_gen.sentences.cycles import cycle_keys
from calendar_gen.sentences.date_sentence import years_around
from calendar_gen.sentences.nodes import Yearly
from calendar_gen.sentences.rows import base_row, certainty_in

NO_DAY = -(2**30)
"""Of a year without the day: so far from every day that no steps lead back."""

Base = tuple[Yearly, Choices]


class BaseDays(NamedTuple):
    """Days of bases of one calendar, a row a base and a column a year; `sure` is a row of
    `rules.DOUBT`, `keys` are the keys of the years; `civil` is whether Gregorian years are meant by
    these.
    """

    years: NDArray[np.int32]
    keys: Sequence[str]
    days: NDArray[np.int32]
    sure: NDArray[np.int8]
    civil: bool


def base_days(calendar: str, bases: Sequence[Base], first: int, last: int) -> BaseDays:
    """Every day of the bases from `first` to `last`, and some beside them."""
    start, end = years_around(calendar, first, last)
    rows = [base_row(node, start, end, choices) for node, choices in bases]
    days = np.array(
        [[NO_DAY if day is None else day for day in row] if None in row else row for row in rows],
        dtype=np.int32,
    )
    sure = np.zeros(days.shape, dtype=np.int8)
    for at, ((node, choices), row) in enumerate(zip(bases, rows, strict=True)):
        certainty = certainty_in(node)
        if certainty is not None:
            sure[at] = [
                0 if day is None else DOUBT[certainty(year, day)]
                for year, day in enumerate(row, start)
            ]
        if choices.doubt != "exact":
            np.maximum(sure[at], DOUBT[choices.doubt], out=sure[at])
    years = np.arange(start, end + 1, dtype=np.int32)
    keys = cycle_keys(calendar, start, end)
    return BaseDays(years, keys, days, sure, keys[0].removeprefix("-").isdecimal())
