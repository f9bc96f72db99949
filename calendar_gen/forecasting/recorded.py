"""Visits of the record that no rule expects: announced, made, or disputed, they are shown too.

A desk wants to see an announced visit whether or not a pattern foretold it, and a conflict between
sources where it is. Such an occurrence has the id of its visit; meetings in third countries are
nobody's visit and stay in the ledger.
"""

from collections.abc import Collection, Sequence

from calendar_gen import edtf
from calendar_gen.forecasting.estimating import Estimates
from calendar_gen.forecasting.record import KnownVisit
from calendar_gen.occurrences import Occurrence, Status


def recorded(
    shown: Sequence[KnownVisit],
    answered: Collection[str],
    estimates: Estimates,
    as_of: int,
) -> list[Occurrence]:
    """Those of `shown` that are not among those `answered`, as occurrences."""
    return [
        _occurrence(known, estimates, as_of)
        for known in shown
        if known.visit.id not in answered
        and known.visit.kind != "meeting"
        and known.around is not None
    ]


def status_alone(known: KnownVisit, as_of: int) -> Status:
    """What the claims say; of a visit that was to come and of which no one reported, not that."""
    if known.status == "occurred" or known.status == "missed" or known.status == "cancelled":
        return known.status
    ahead = known.last is None or known.last >= as_of
    if known.status == "postponed" and ahead:
        return "postponed"
    if known.around is not None and known.around[1] >= as_of:
        return "confirmed" if known.status == "confirmed" else "announced"
    return "not-recorded"


def _occurrence(known: KnownVisit, estimates: Estimates, as_of: int) -> Occurrence:
    assert known.around is not None
    visit, status = known.visit, status_alone(known, as_of)
    first, last = known.around
    return Occurrence(
        id=visit.id,
        uid=visit.id,
        rule=visit.id,
        kind="visit",
        pattern=None,
        cycle=str(edtf.civil(first)[0]),
        number=None,
        mark=False,
        calendar="gregorian",
        titles={},
        earliest=first,
        latest=last,
        extent="days" if known.stay else "window",
        moved_from=None,
        because=None,
        certainty=known.certainty,
        status=status,
        outcome=known.format if known.format == "video" or known.format == "envoy" else None,
        guest=visit.guests[0] if len(visit.guests) == 1 else None,
        guests=visit.guests,
        host=known.host,
        person=visit.person,
        rank=() if visit.rank is None else (visit.rank,),
        place=known.place,
        occasion=None,
        counterparts=(),
        visit=visit.id,
        likelihood=estimates.of_recorded(known, first, last)
        if status in ("announced", "confirmed", "postponed")
        else None,
        claims=known.claims,
        conflict=known.conflict,
        settled=known.settled,
        stated_later=False,
        categories=(),
        sources=tuple(sorted({claim.source for claim in known.claims})),
        note=None,
        at=visit.at,
        format=known.held,
        endless=known.endless,
        visit_kind=visit.kind,
    )
