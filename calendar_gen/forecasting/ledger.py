"""The ledger: who visited whom, when last, and who owes whom a visit, as of a day.

The rules are those of the reference, "Ledger: who owes whom".
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from calendar_gen.forecasting.pair_rates import PairRate, PairRates
from calendar_gen.forecasting.projection import OPEN, occurrences
from calendar_gen.forecasting.record import KnownVisit, known_visits
from calendar_gen.occurrences import Occurrence
from calendar_gen.record import Coverage
from calendar_gen.rules import Certainty, Rulebook

RANKS = ("head of state", "head of government")
"""Visits of these ranks count unless others are chosen."""

DUE = 731
"""Days ahead within which an expected visit is due: 24 months."""

USUAL_ANSWERS = 5
"""Answers that a pair must have given before a late one can be told from a usual one."""

YEAR = 365


class LedgerVisit(NamedTuple):
    """A visit that took place, at the precision of its source; `shown` is its date in EDTF."""

    id: str
    guest: str
    guests: tuple[str, ...]
    host: str
    earliest: int
    latest: int
    shown: str
    certainty: Certainty
    kind: str | None
    place: str | None
    conflict: bool
    settled: bool
    sources: tuple[str, ...]


class PairLedger(NamedTuple):
    """A pair's visits and meetings in order, and what follows from them.

    `parties` are in order of their codes; keys of `counts`, `last` and `base_rate` are guest-host.
    `owes` is the party whose turn it is to travel, since the day `owed_since`. `unknown` says that
    the record is not declared complete both ways. `next` are ids of expected visits that are due.
    """

    parties: tuple[str, str]
    visits: tuple[LedgerVisit, ...]
    meetings: tuple[LedgerVisit, ...]
    counts: dict[str, int]
    last: dict[str, str | None]
    owes: str | None
    unknown: bool
    owed_since: int | None
    unanswered: int
    overdue: bool
    next: tuple[str, ...]
    base_rate: dict[str, float | None]


def ledger(
    rulebook: Rulebook,
    as_of: int,
    parties: Sequence[str] = (),
    *,
    ranks: Sequence[str] = RANKS,
    since: int | None = None,
) -> tuple[PairLedger, ...]:
    """The ledger of every recorded pair, of all pairs of one party, or of one pair.

    With `since`, visits that ended before that day are left out.

    Pairs are in order of their codes. A pair that is asked for and has no record comes out empty.
    """
    every = known_visits(rulebook.visits, as_of)
    rates = PairRates(every, rulebook.coverage, as_of)
    known = [
        visit
        for visit in every
        if visit.status == "occurred" and (since is None or (visit.last or since) >= since)
    ]
    due = [
        o
        for o in occurrences(rulebook, as_of, as_of + DUE, as_of)
        if o.kind == "visit" and o.status in OPEN
    ]
    pairs = {pair for visit in known for pair in _pairs_of(visit)}
    pairs |= {_pair(o.guest, o.host) for o in due if o.guest and o.host}
    if len(parties) == 2:
        pairs = {_pair(parties[0], parties[1])}
    elif parties:
        pairs = {pair for pair in pairs if parties[0] in pair}
    return tuple(_ledger(pair, known, due, rates, rulebook, as_of, ranks) for pair in sorted(pairs))


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _pairs_of(known: KnownVisit) -> set[tuple[str, str]]:
    parties = known.visit.guests
    if known.visit.kind != "meeting" or len(parties) == 1:
        return {_pair(guest, known.host) for guest in parties if guest != known.host}
    return {_pair(a, b) for a in parties for b in parties if a < b}


def _ledger(
    pair: tuple[str, str],
    known: list[KnownVisit],
    due: list[Occurrence],
    rates: PairRates,
    rulebook: Rulebook,
    as_of: int,
    ranks: Sequence[str],
) -> PairLedger:
    a, b = pair
    mine = [v for v in known if pair in _pairs_of(v) and v.first is not None and v.last is not None]
    visits = in_order(_entry(v, pair) for v in mine if _counts(v, ranks))
    meetings = in_order(_entry(v, pair) for v in mine if not _counts(v, ranks))
    ways = {
        f"{guest}-{host}": [v for v in visits if v.guest == guest] for guest, host in (pair, (b, a))
    }
    owes, unanswered = owed(visits)
    since = unanswered[0].latest if unanswered else None
    return PairLedger(
        parties=pair,
        visits=visits,
        meetings=meetings,
        counts={way: len(those) for way, those in ways.items()},
        last={way: those[-1].id if those else None for way, those in ways.items()},
        owes=owes,
        unknown=not all(_covered(g, h, as_of, rulebook.coverage) for g, h in (pair, (b, a))),
        owed_since=since,
        unanswered=len(unanswered),
        overdue=since is not None and is_overdue(visits, since, as_of),
        next=tuple(o.id for o in due if o.guest and o.host and _pair(o.guest, o.host) == pair),
        base_rate={
            f"{g}-{h}": _rounded(rates.rate(g, h, as_of + 1, as_of + YEAR, ranks))
            for g, h in ((a, b), (b, a))
        },
    )


def _rounded(rate: PairRate | None) -> float | None:
    return None if rate is None else round(rate.probability, 4)


def _counts(known: KnownVisit, ranks: Sequence[str]) -> bool:
    """Visits in person of the chosen ranks; transit, funerals and meetings do not count."""
    return (
        known.in_person
        and known.visit.kind not in ("meeting", "transit", "funeral")
        and (known.visit.rank is None or known.visit.rank in ranks)
    )


def _entry(known: KnownVisit, pair: tuple[str, str]) -> LedgerVisit:
    assert known.first is not None
    assert known.last is not None
    guest = next((g for g in known.visit.guests if g in pair), known.visit.guests[0])
    return LedgerVisit(
        id=known.visit.id,
        guest=guest,
        guests=known.visit.guests,
        host=known.host,
        earliest=known.first,
        latest=known.last,
        shown=known.shown or "",
        certainty=known.certainty,
        kind=known.visit.kind,
        place=known.place,
        conflict=known.conflict,
        settled=known.settled,
        sources=tuple(sorted({claim.source for claim in known.claims})),
    )


def in_order(visits: Iterable[LedgerVisit]) -> tuple[LedgerVisit, ...]:
    """Visits by last day, first day and id."""
    return tuple(sorted(visits, key=lambda v: (v.latest, v.earliest, v.id)))


def owed(visits: Sequence[LedgerVisit]) -> tuple[str | None, tuple[LedgerVisit, ...]]:
    """Who owes a visit, and the visits it has not answered.

    The host of the last visit owes until it goes; nobody does when there is no visit, or when the
    last visits of both directions overlap.
    """
    if not visits:
        return None, ()
    last = visits[-1]
    other = next((v for v in reversed(visits) if v.guest != last.guest), None)
    if other is not None and other.latest >= last.earliest:
        return None, ()
    unanswered = [v for v in visits if other is None or v.latest > other.latest]
    return last.host, tuple(unanswered)


def answers(visits: Sequence[LedgerVisit]) -> list[int]:
    """Days from the end of each first unanswered visit to the start of its answer."""
    taken = []
    opened: LedgerVisit | None = None
    for visit in visits:
        if opened is None:
            opened = visit
        elif visit.guest != opened.guest:
            taken.append(max(0, visit.earliest - opened.latest))
            opened = visit
    return taken


def is_overdue(visits: Sequence[LedgerVisit], since: int, as_of: int) -> bool:
    """Whether the time owed is longer than at least nine in ten of the pair's past answers."""
    taken = answers(visits)
    if len(taken) < USUAL_ANSWERS:
        return False
    shorter = sum(days < as_of - since for days in taken)
    return shorter * 10 >= len(taken) * 9


def _covered(guest: str, host: str, as_of: int, coverage: tuple[Coverage, ...]) -> bool:
    return any(
        c.guest in (None, guest) and c.host in (None, host) and c.first <= as_of <= c.last
        for c in coverage
    )
