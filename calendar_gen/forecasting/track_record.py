"""Hits and chances of each leg, the pair's base rate, and how far announcements can be trusted."""

from collections.abc import Iterable, Sequence
from math import exp

from calendar_gen.forecasting.likelihood import Gating, TrackRecord
from calendar_gen.forecasting.matching import Match
from calendar_gen.forecasting.record import KnownVisit
from calendar_gen.occurrences import Status
from calendar_gen.patterns import Expectation
from calendar_gen.record import Coverage
from calendar_gen.rules import Gate, VisitPattern

YEAR = 365.2425


def is_chance(as_of: int, expectation: Expectation, match: Match | None, status: Status) -> bool:
    """Whether a cycle counts: its window closed, and it is known how it ended."""
    if expectation.last >= as_of:
        return False
    if status == "postponed":
        return match is not None and match.known.last is None
    return status in ("occurred", "missed", "cancelled")


def track_record(
    as_of: int,
    pattern: VisitPattern,
    decided: Sequence[tuple[Expectation, Match | None, Status]],
) -> TrackRecord:
    """The record of one leg: `decided` holds its cycles since the rule's `since`."""
    hits = chances = hits_before = chances_before = 0
    for expectation, match, status in decided:
        if not is_chance(as_of, expectation, match, status):
            continue
        hit = status == "occurred"
        before = came_before(pattern.stated, expectation, match)
        chances += 1
        hits += hit
        chances_before += before
        hits_before += hit and before
    return TrackRecord(hits, chances, hits_before, chances_before)


def came_before(stated: int | None, expectation: Expectation, match: Match | None) -> bool:
    """Whether the cycle helped to choose the rule: its window was open, or it was announced.

    A rule of which nobody knows when it was stated takes no credit for any cycle.
    """
    if stated is None or expectation.first <= stated:
        return True
    claims = () if match is None else match.known.claims
    return any(claim.known <= stated for claim in claims)


def base_rate(
    guest: str,
    host: str,
    length: int,
    as_of: int,
    visits: Sequence[KnownVisit],
    coverage: tuple[Coverage, ...],
) -> float | None:
    """How likely some visit of `guest` to `host` is in any `length` days, by the covered record.

    Visits counted where the record is declared complete, half a visit added in a year more, taken
    as coming independently. None where nothing is covered: absence from it says nothing.
    """
    spans = merged(
        (c.first, min(c.last, as_of))
        for c in coverage
        if c.guest in (None, guest) and c.host in (None, host) and c.first <= as_of
    )
    if not spans:
        return None
    days = sum(last - first + 1 for first, last in spans)
    number = sum(
        any(a <= v.first <= b for a, b in spans)
        for v in visits
        if v.first is not None and is_visit(v, guest, host) and v.status == "occurred"
    )
    return 1 - exp(-(number + 0.5) / (days + YEAR) * length)


def merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans of days joined where they overlap, in order."""
    joined: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return joined


def is_visit(known: KnownVisit, guest: str, host: str) -> bool:
    """Whether it was a visit in person of `guest` to `host`, and not a meeting elsewhere."""
    return (
        known.visit.guests == (guest,)
        and known.host == host
        and known.in_person
        and known.visit.kind not in ("meeting", "transit", "funeral")
    )


def announced_share(as_of: int, visits: Sequence[KnownVisit]) -> tuple[int, int]:
    """Visits that took place, and all those that were announced beforehand and are over."""
    kept = made = 0
    for known in visits:
        if known.last is None or known.last >= as_of or known.status == "announced":
            continue
        ahead = [c for c in known.claims if c.status in ("announced", "confirmed")]
        if any(known.first is not None and c.known < known.first for c in ahead):
            made += 1
            kept += known.status == "occurred"
    return kept, made


def gating_of(gate: Gate, cycle: str, as_of: int) -> Gating:
    """What the gate says of a cycle as of a day, and the smoothed share of yes so far."""
    known = [a for a in gate.answers if a.known is None or a.known <= as_of]
    answer = next((a.yes for a in known if a.cycle == cycle), None)
    yes = sum(a.yes for a in known)
    return Gating(answer, (yes + 1) / (len(known) + 2))
