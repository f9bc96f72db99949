"""Where the record is complete, so that absence from it means that nothing took place."""

from collections.abc import Iterable, Sequence

from calendar_gen.forecasting.pair_rates import merged, shared
from calendar_gen.patterns import Expectation
from calendar_gen.record import Coverage


def covers(coverage: Iterable[Coverage], expectation: Expectation) -> bool:
    """Whether absence from the record would mean that the expected visit did not take place.

    Of a meeting of several only where rows name their occasions.
    """
    mine = _telling_of(coverage, expectation)
    return complete(mine, expectation.rank, expectation.first, expectation.last)


def days_covered(coverage: Iterable[Coverage], expectation: Expectation, last: int) -> int:
    """Days from the first of the window to `last` on which absence would mean the same."""
    mine = _telling_of(coverage, expectation)
    spans = [(expectation.first, last)]
    for rank in expectation.rank or (None,):
        spans = shared(spans, _spans(mine, rank))
    return sum(end - start + 1 for start, end in spans)


def _telling_of(coverage: Iterable[Coverage], expectation: Expectation) -> list[Coverage]:
    several = len(expectation.guests) > 1
    return [
        each
        for each in coverage
        if (each.occasions or not several)
        and (each.guest is None or each.guest in expectation.guests)
        and each.host in (None, expectation.host)
    ]


def complete(coverage: Iterable[Coverage], ranks: Sequence[str], first: int, last: int) -> bool:
    """Whether each rank (none: any at all) is covered from `first` to `last`, by one coverage or by
    several that join.
    """
    coverage = list(coverage)
    return all(
        any(start <= first and last <= end for start, end in _spans(coverage, rank))
        for rank in (ranks or (None,))
    )


def _spans(coverage: Iterable[Coverage], rank: str | None) -> list[tuple[int, int]]:
    """The days covered for a rank (None: for any), in order."""
    return merged(
        (each.first, each.last)
        for each in coverage
        if not each.ranks or (rank is not None and rank in each.ranks)
    )
