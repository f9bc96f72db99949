"""Hits and chances of each leg, and how far gates and announcements can be trusted."""

from collections.abc import Collection, Sequence

from calendar_gen.edtf import civil
from calendar_gen.forecasting.gates import answers_of
from calendar_gen.forecasting.likelihood import Gating, TrackRecord, weight
from calendar_gen.forecasting.matching import Match
from calendar_gen.forecasting.record import KnownVisit
from calendar_gen.forecasting.status import REPORTING, status_on
from calendar_gen.occurrences import Status
from calendar_gen.patterns import Expectation
from calendar_gen.record import Coverage
from calendar_gen.rules import Answer, Gate, VisitPattern


def is_chance(as_of: int, expectation: Expectation, match: Match | None, status: Status) -> bool:
    """Whether a cycle counts: its window closed, and it is known how it ended."""
    if expectation.last >= as_of:
        return False
    if status == "postponed":
        return match is not None and match.known.last is None
    return status in ("occurred", "missed", "cancelled")


def by_year(
    began: int, expectation: Expectation, match: Match | None, coverage: tuple[Coverage, ...]
) -> Status | None:
    """How a cycle ended that counts in the year that began on a day; None if it does not, or not
    yet.

    What claims say of its end counts as soon as they are public; that its days passed by, once
    their year is over.
    """
    status = status_on(began, expectation, match, coverage)
    if status == "occurred" or (status in ENDED and _is_claimed(match)):
        return status
    return status if is_chance(began, expectation, match, status) else None


def _is_claimed(match: Match | None) -> bool:
    """Whether claims say that the visit did not take place, or did so elsewhere."""
    return match is not None and (match.outcome == "elsewhere" or match.known.status in ENDED[1:])


def track_record(
    as_of: int,
    pattern: VisitPattern,
    decided: Sequence[tuple[Expectation, Match | None, Status]],
) -> TrackRecord:
    """The record of one leg: `decided` holds its cycles since the rule's `since` that count."""
    hits = chances = hits_before = chances_before = 0
    weighed_hits = weighed_chances = 0.0
    this_year = civil(as_of)[0]
    for expectation, match, status in decided:
        hit = status == "occurred"
        before = came_before(pattern.stated, expectation, match)
        chances += 1
        hits += hit
        chances_before += before
        hits_before += hit and before
        counts = weight(civil(expectation.first)[0], this_year, before)
        weighed_chances += counts
        weighed_hits += counts * hit
    return TrackRecord(hits, chances, hits_before, chances_before, weighed_hits, weighed_chances)


def came_before(stated: int | None, expectation: Expectation, match: Match | None) -> bool:
    """Whether the cycle helped to choose the rule: its window was open, or it was announced.

    A rule of which nobody knows when it was stated takes no credit for any cycle.
    """
    if stated is None or expectation.first <= stated:
        return True
    claims = () if match is None else match.known.claims
    return any(claim.known <= stated for claim in claims)


def announced_share(
    closed: int,
    visits: Sequence[KnownVisit],
    coverage: Sequence[Coverage],
    ended: Collection[str] = (),
) -> tuple[int, int]:
    """How many announced visits took place, and of how many that are over.

    One that nobody reported counts as broken once its report would have come, where the record is
    declared complete; elsewhere it is left out. Over are those whose days came before the day
    `closed`, and those of a status in `ended`.
    """
    kept = made = 0
    for known in visits:
        if known.last is None or known.first is None:
            continue
        if known.last >= closed and known.status not in ended:
            continue
        if not any(c.status in AHEAD and c.known < known.first for c in known.claims):
            continue
        if known.status in AHEAD and not _unreported(known, closed, coverage):
            continue
        made += 1
        kept += known.status == "occurred"
    return kept, made


def put_off_share(
    closed: int, visits: Sequence[KnownVisit], ended: Collection[str] = ()
) -> tuple[int, int]:
    """How many visits that were put off without a new day took place in their first days
    nonetheless, and of how many whose first days are over (see `announced_share`).
    """
    kept = made = 0
    for known in visits:
        days = _put_off_from(known)
        if days is None or (days[1] >= closed and known.status not in ended):
            continue
        made += 1
        kept += (
            known.status == "occurred"
            and known.first is not None
            and known.last is not None
            and known.first <= days[1]
            and days[0] <= known.last
        )
    return kept, made


def _put_off_from(known: KnownVisit) -> tuple[int, int] | None:
    """The days from which a claim puts a visit off without naming others: those announced last."""
    put_off = [c.known for c in known.claims if c.status == "postponed" and c.date is None]
    days = [
        (c.known, c.date.earliest, c.date.latest)
        for c in known.claims
        if c.status in AHEAD and c.date is not None and put_off and c.known <= min(put_off)
    ]
    spans = [
        (on, first, last) for on, first, last in days if first is not None and last is not None
    ]
    return max(spans)[1:] if spans else None


AHEAD = ("announced", "confirmed")
ENDED = ("occurred", "missed", "cancelled")
"""Statuses by which claims say how a visit ended."""


def _unreported(known: KnownVisit, as_of: int, coverage: Sequence[Coverage]) -> bool:
    assert known.first is not None
    assert known.last is not None
    return as_of > known.last + REPORTING and any(
        c.guest in (None, *known.visit.guests)
        and c.host in (None, known.host)
        and c.first <= known.first
        and known.last <= c.last
        and (not c.ranks or known.visit.rank in c.ranks)
        for c in coverage
    )


def answer_of(gate: Gate, cycle: str, as_of: int) -> Answer | None:
    """The gate's answer for a cycle, if one was public at the end of `as_of`: the latest."""
    return answers_of(gate, as_of).get(cycle)


def gating_of(gate: Gate, cycle: str, as_of: int) -> Gating:
    """What the gate says of a cycle as of a day, and how many cycles so far it answers by yes."""
    known = answers_of(gate, as_of)
    answer = known.get(cycle)
    yes = sum(each.yes for each in known.values())
    return Gating(None if answer is None else answer.yes, yes, len(known))
