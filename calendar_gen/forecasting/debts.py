"""What follows from a pair's visits in order: who owes one, how fast they answer, whose turn it is.

All functions take the counted visits of one pair in the ledger's order: by last day, first day, id.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from calendar_gen.forecasting.ledger import LedgerVisit

USUAL_ANSWERS = 5
"""Answers that a pair must have given before a late one can be told from a usual one."""


class Alternation(NamedTuple):
    """How often the direction changed from one visit to the next.

    `chance` is the share of changes that the same visits show on average in a random order; the
    shares are None with fewer than two visits.
    """

    turns: int
    changes: int
    share: float | None
    chance: float | None


class _Standing(NamedTuple):
    """The unanswered visits after one visit was made, and in how many days it answered others."""

    unanswered: tuple["LedgerVisit", ...]
    answered_after: int | None


def owed(visits: Sequence["LedgerVisit"]) -> tuple[str | None, tuple["LedgerVisit", ...]]:
    """Who owes a visit, and the visits it has not answered.

    The host of the last visit owes until it goes; nobody does when there is no visit, or when the
    last visits of both directions overlap, which settles all before them. A visit under way answers
    those before it, and is owed for once it has ended.
    """
    unanswered: tuple[LedgerVisit, ...] = ()
    for standing in _standings(visits):
        unanswered = standing.unanswered
    unanswered = tuple(visit for visit in unanswered if not visit.under_way)
    return (unanswered[-1].host if unanswered else None), unanswered


def _standings(visits: Sequence["LedgerVisit"]) -> Iterator[_Standing]:
    unanswered: tuple[LedgerVisit, ...] = ()
    latest: dict[str, int] = {}
    for visit in visits:
        other_way = latest.get(visit.host)
        latest[visit.guest] = visit.latest
        answers = bool(unanswered) and unanswered[0].host == visit.guest
        days = visit.earliest - unanswered[0].latest if answers else -1
        if other_way is not None and other_way >= visit.earliest:
            unanswered = ()
        else:
            unanswered = (visit,) if answers else (*unanswered, visit)
        yield _Standing(unanswered, days if days >= 0 else None)


def answers(visits: Sequence["LedgerVisit"]) -> list[int]:
    """Days from the end of each first unanswered visit to the start of its answer.

    A visit that began before the other had ended is no answer to it.
    """
    taken = (standing.answered_after for standing in _standings(visits))
    return [days for days in taken if days is not None]


def is_slow(visits: Sequence["LedgerVisit"], since: int, as_of: int) -> bool:
    """Whether the time owed is longer than at least nine in ten of the pair's past answers."""
    taken = answers(visits)
    if len(taken) < USUAL_ANSWERS:
        return False
    shorter = sum(days < as_of - since for days in taken)
    return shorter * 10 >= len(taken) * 9


def alternation(visits: Sequence["LedgerVisit"]) -> Alternation:
    """How often the direction changed, beside what chance gives.

    In a random order of a visits one way and b the other, two neighbours differ with probability
    2ab / (a + b)(a + b - 1) (Wald and Wolfowitz 1940 count such runs).
    """
    number = len(visits)
    if number < 2:
        return Alternation(0, 0, None, None)
    changes = sum(one.guest != next_.guest for one, next_ in pairwise(visits))
    one_way = sum(visit.guest == visits[0].guest for visit in visits)
    chance = 2 * one_way * (number - one_way) / (number * (number - 1))
    return Alternation(number - 1, changes, changes / (number - 1), chance)
