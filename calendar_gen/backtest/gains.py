"""What named rules gain on their baselines, added up by rule, by class and over all."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from calendar_gen.backtest.bootstrap import Interval, draws, interval
from calendar_gen.backtest.named_rules import Scored


class Gain(NamedTuple):
    """Nats gained in so many occurrences, of which some came true, where `expected` were to.

    `interval` is None where there are too few years to draw from.
    """

    name: str
    occurrences: int
    came_true: int
    expected: float
    nats: float
    interval: Interval | None


def gain(name: str, scored: Sequence[Scored]) -> Gain:
    """The sum of forecasts of one lead."""
    by_year: dict[int, float] = {}
    for each in scored:
        year = each.forecast.case.year
        by_year[year] = by_year.get(year, 0.0) + each.gain
    return Gain(
        name,
        len(scored),
        sum(each.forecast.outcome is True for each in scored),
        sum(each.forecast.probability for each in scored),
        sum(by_year.values()),
        interval_of_sum(by_year),
    )


def gains(scored: Sequence[Scored], name_of: Callable[[Scored], str]) -> list[Gain]:
    """A sum for each name, the largest gain first."""
    groups: dict[str, list[Scored]] = {}
    for each in scored:
        groups.setdefault(name_of(each), []).append(each)
    found = [gain(name, those) for name, those in groups.items()]
    return sorted(found, key=lambda each: (-each.nats, each.name))


def interval_of_sum(by_year: Mapping[int, float]) -> Interval | None:
    """Of the sum of a figure over years, whole years drawn anew; None of too few."""
    years = len(by_year)
    mean = interval([by_year[year] for year in sorted(by_year)], [1] * years, draws(years))
    if mean is None:
        return None
    return Interval(mean.low * years, mean.high * years)
