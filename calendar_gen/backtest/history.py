"""What a hub and its partners did before a day.

Years run from one 31 December, the day on which forecasts for a year are issued, to the next, so
that no count reaches the issue day.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from calendar_gen.backtest.stays import Stay
from calendar_gen.edtf import civil, day

Way = Literal["in", "out"]
WAYS: tuple[Way, Way] = ("in", "out")
"""`in`: the partner comes to the hub; `out`: the hub goes to the partner."""

NEAR = 3
"""Days to either side within which others who start make company."""

COMPANY: Mapping[Way, int] = {"in": 8, "out": 3}
"""Partners, the one itself included, from which on a stay was in company: guests of a summit, or
stops of a tour."""


class History(NamedTuple):
    """Starts of leaders' stays, sorted, by partner and way; of the others by partner.

    `company` are those of the starts that were in company; they are known so NEAR days later.
    """

    hub: str
    partners: tuple[str, ...]
    starts: Mapping[tuple[str, Way], Sequence[int]]
    company: Mapping[tuple[str, Way], Sequence[int]]
    others: Mapping[str, Sequence[int]]
    first_start: Mapping[str, int]
    begin: int
    end: int


def history(leaders: Iterable[Stay], others: Iterable[Stay], hub: str) -> History:
    """The history of a hub's stays, given by first day; `begin` and `end` are its first and last
    start.
    """
    starts: dict[tuple[str, Way], list[int]] = {}
    for stay in leaders:
        starts.setdefault(partner_and_way(stay, hub), []).append(stay.first)
    below: dict[str, list[int]] = {}
    for stay in others:
        below.setdefault(partner_and_way(stay, hub)[0], []).append(stay.first)
    first: dict[str, int] = {}
    for (partner, _), found in starts.items():
        first[partner] = min(found[0], first.get(partner, found[0]))
    every = [start for found in starts.values() for start in found]
    return History(
        hub,
        tuple(sorted(first)),
        starts,
        _in_company(starts),
        below,
        first,
        min(every, default=0),
        max(every, default=0),
    )


def partner_and_way(stay: Stay, hub: str) -> tuple[str, Way]:
    """Who the other one is, and which way the stay went."""
    return (stay.guest, "in") if stay.host == hub else (stay.host, "out")


def _in_company(
    starts: Mapping[tuple[str, Way], Sequence[int]],
) -> dict[tuple[str, Way], list[int]]:
    found: dict[tuple[str, Way], list[int]] = {}
    for way in WAYS:
        every = sorted(
            (s, partner) for (partner, w), own in starts.items() if w == way for s in own
        )
        days = [start for start, _ in every]
        for start, partner in every:
            near = every[bisect_left(days, start - NEAR) : bisect_right(days, start + NEAR)]
            if len({who for _, who in near}) >= COMPANY[way]:
                found.setdefault((partner, way), []).append(start)
    return found


def issue_day(year: int) -> int:
    """The day on which forecasts for a year are issued: the 31 December before it."""
    return day(year, 1, 1) - 1


def universe(past: History, year: int) -> tuple[str, ...]:
    """Partners with a stay, either way, that started before 1 January of a year, by code."""
    before = day(year, 1, 1)
    return tuple(partner for partner in past.partners if past.first_start[partner] < before)


def count(starts: Sequence[int], first: int, before: int) -> int:
    """How many of the sorted starts lie from a day on, up to the day before another."""
    return bisect_left(starts, before) - bisect_left(starts, first)


def years_with(starts: Sequence[int], year: int, years: int) -> tuple[int, ...]:
    """How many years before a year each lies that had a start: 1 is the year that ended at its
    issue day; at most so many years ago, the latest first.
    """
    last = bisect_left(starts, issue_day(year))
    first = bisect_left(starts, issue_day(year - years))
    found = {year - civil(start + 1)[0] for start in starts[first:last]}
    return tuple(sorted(found))
