"""How often a pair meets anyway: its rate of visits, one way, for a window of any season.

Visits are taken to come by chance, at a rate that differs from pair to pair by a gamma distribution
(so that numbers of visits are negative binomial), spread over the year as those of all pairs are.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from calendar_gen.edtf import civil, month_length
from calendar_gen.forecasting.record import KnownVisit
from calendar_gen.named import NamedTuple
from calendar_gen.record import Coverage

YEAR = 365.2425

RECENT = 15
"""Years that count.

On the record of visits to and from the United States, whether a pair would meet in the next year
was foretold best by 15 years, of 5, 10, 15, 20 and 30: log loss .338, against .352 with 5 and .347
with 30.
"""

PRIOR_VISITS, PRIOR_YEARS = 0.5, 3.0
"""What all pairs lend to one: half a visit in three years.

By maximum likelihood on the same record, 20 years up to 1990, 2000, 2010 and 2020: 0.5 to 0.55
visits in 2.5 to 3.5 years.
"""

SEASON_PRIOR = 10
"""Starts added in each month, so that a short record does not pass for a season."""

ONE_STAY = 8
"""Days between two starts of a pair from which on they are two visits."""


class PairRate(NamedTuple):
    """How likely some visit falls into a window, and the visits in years that say so.

    `ranks` are those that are counted, if the record is complete for some only of those asked for.
    """

    probability: float
    visits: int
    years: float
    ranks: tuple[str, ...] = ()


class PairRates:
    """The rates of all pairs as of a day, each worked out when it is asked for."""

    def __init__(
        self, visits: Sequence[KnownVisit], coverage: Sequence[Coverage], as_of: int
    ) -> None:
        self._visits = visits
        self._coverage = coverage
        self._last = as_of
        self._first = as_of - round(RECENT * YEAR) + 1
        self._starts: dict[tuple[str, str], list[tuple[int, str | None]]] | None = None
        self._shares: list[float] | None = None

    def rate(
        self, guest: str, host: str, first: int, last: int, ranks: Sequence[str] = ()
    ) -> PairRate | None:
        """How likely a visit of these ranks (none: any) begins from `first` to `last`, by the
        record alone.

        Of ranks that no record is declared complete for, none are counted; None where that is so of
        all of them: absence from it says nothing.
        """
        wanted, ranks = ranks, self._told_of(guest, host, ranks)
        if wanted and not ranks:
            return None
        spans = self._covered(guest, host, ranks)
        if not spans:
            return None
        years = sum(b - a + 1 for a, b in spans) / YEAR
        visits = sum(_within(start, spans) for start in self._of_pair(guest, host, ranks))
        return PairRate(
            _some_visit(visits, years, self._exposure(first, last)),
            visits,
            round(years, 2),
            () if len(ranks) == len(wanted) else tuple(ranks),
        )

    def without_coverage(self, guest: str, host: str, first: int, last: int) -> PairRate:
        """The same from what happens to be recorded: the true rate of the pair may be higher."""
        starts = [s for s in self._of_pair(guest, host, ()) if s >= self._first]
        years = (self._last - min(starts) + 1) / YEAR if starts else 0.0
        exposure = self._exposure(first, last)
        return PairRate(_some_visit(len(starts), years, exposure), len(starts), round(years, 2))

    def of_all_pairs(self, first: int, last: int) -> float:
        """What all pairs lend to one of which nothing is known: how likely a visit begins then."""
        return _some_visit(0, 0.0, self._exposure(first, last))

    def _told_of(self, guest: str, host: str, ranks: Sequence[str]) -> Sequence[str]:
        """The ranks for which a record of the pair is declared complete at some time."""
        coverage = self._of_coverage(guest, host)
        return [rank for rank in ranks if any(not c.ranks or rank in c.ranks for c in coverage)]

    def _covered(self, guest: str, host: str, ranks: Sequence[str]) -> list[tuple[int, int]]:
        """The days on which every rank is covered, by one coverage or by several that join."""
        coverage = self._of_coverage(guest, host)
        common: list[tuple[int, int]] | None = None
        for rank in ranks or (None,):
            spans = merged(
                (max(c.first, self._first), min(c.last, self._last))
                for c in coverage
                if not c.ranks or rank in c.ranks
            )
            common = spans if common is None else shared(common, spans)
        return common or []

    def _of_coverage(self, guest: str, host: str) -> list[Coverage]:
        return [
            c
            for c in self._coverage
            if c.guest in (None, guest)
            and c.host in (None, host)
            and c.first <= self._last
            and self._first <= c.last
        ]

    def _of_pair(self, guest: str, host: str, ranks: Sequence[str]) -> list[int]:
        """Starts of the visits, those of one stay once."""
        found: list[int] = []
        before = 0
        for start, rank in self._indexed().get((guest, host), ()):
            if ranks and rank is not None and rank not in ranks:
                continue
            if not found or start - before >= ONE_STAY:
                found.append(start)
            before = start
        return found

    def _indexed(self) -> dict[tuple[str, str], list[tuple[int, str | None]]]:
        if self._starts is None:
            self._starts = {}
            for known in self._visits:
                if known.first is not None and known.status == "occurred" and is_visit(known):
                    pair = known.visit.guests[0], known.host
                    self._starts.setdefault(pair, []).append((known.first, known.visit.rank))
            for starts in self._starts.values():
                starts.sort(key=lambda each: each[0])
        return self._starts

    def _exposure(self, first: int, last: int) -> float:
        """How much of a year's visits the days see, as visits of all pairs fall by month."""
        if self._shares is None:
            self._shares = self._season()
        found, start = 0.0, first
        while start <= last:
            year, month, number = civil(start)
            days = month_length(year, month)
            end = min(last, start + days - number)
            found += self._shares[month - 1] * (end - start + 1) / days
            start = end + 1
        return found

    def _season(self) -> list[float]:
        months = [SEASON_PRIOR] * 12
        for (guest, host), starts in self._indexed().items():
            spans = merged((c.first, c.last) for c in self._of_coverage(guest, host))
            for start, _ in starts:
                if _within(start, spans):
                    months[civil(start)[1] - 1] += 1
        return [number / sum(months) for number in months]


def is_visit(known: KnownVisit) -> bool:
    """Whether it was a visit in person of one guest, and not a meeting elsewhere or a funeral."""
    return (
        len(known.visit.guests) == 1
        and known.in_person
        and known.visit.kind not in ("meeting", "transit", "funeral")
    )


def _some_visit(visits: int, years: float, exposure: float) -> float:
    """One less the negative binomial's share of none, in so many years' worth of days."""
    rate = PRIOR_YEARS + years
    none: float = (rate / (rate + exposure)) ** (PRIOR_VISITS + visits)
    return 1 - none


def _within(day_: int, spans: Sequence[tuple[int, int]]) -> bool:
    place = bisect_left(spans, (day_ + 1,)) - 1
    return place >= 0 and day_ <= spans[place][1]


def merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans of days joined where they overlap, in order."""
    joined: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return joined


def shared(
    ones: Sequence[tuple[int, int]], others: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Spans of days that lie in both, in order."""
    found = [(max(a, c), min(b, d)) for a, b in ones for c, d in others]
    return sorted((first, last) for first, last in found if first <= last)
