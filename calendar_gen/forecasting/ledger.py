"""The ledger: who visited whom, when last, and who owes whom a visit, as of a day.

The rules are those of the reference, "Ledger: who owes whom".
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from calendar_gen.forecasting.debts import Alternation, alternation, is_slow, owed
from calendar_gen.forecasting.dues import Pair, due, late, pair_of, pairs_of
from calendar_gen.forecasting.pair_rates import PairRate, PairRates
from calendar_gen.forecasting.record import KnownVisit, known_visits
from calendar_gen.occurrences import Occurrence
from calendar_gen.record import Coverage
from calendar_gen.rules import Certainty, Rulebook

RANKS = ("head of state", "head of government")
"""Visits of these ranks count unless others are chosen."""

YEAR = 365


class LedgerVisit(NamedTuple):
    """A visit that took place, at the precision of its source; `shown` is its date in EDTF.

    `under_way` says that it has not ended: it is made, but nothing is owed for it yet.
    """

    id: str
    guest: str
    guests: tuple[str, ...]
    host: str
    earliest: int
    latest: int
    shown: str
    certainty: Certainty
    rank: str | None
    kind: str | None
    place: str | None
    conflict: bool
    settled: bool
    sources: tuple[str, ...]
    under_way: bool


class PairLedger(NamedTuple):
    """A pair's visits and meetings in order, and what follows from them.

    `parties` are in order of their codes; keys of `counts`, `last` and `base_rate` are guest-host.
    `meetings` are all that do not count. `balance` is how many visits the first party made more
    than the second. `owes` is the party whose turn it is to travel, since the day `owed_since`.
    `unknown` says that the record is not declared complete both ways; if it was until a day before
    the as-of day, `complete_until` is that day. `told` says that it is declared complete, of one of
    the ranks at least, for visits of the party that owes on some day since then: else nobody knows
    whether it went. `recorded` are the keys for which it is so on any day until the as-of day:
    numbers of visits can be weighed only where they both are. What is owed, if that is told, is
    overdue when the term of a `returned` pattern has passed, or when it is `slow`: owed for longer
    than at least nine in ten of the pair's past answers took. `due` are the expected visits that
    begin within 24 months, soonest first.
    """

    parties: Pair
    visits: tuple[LedgerVisit, ...]
    meetings: tuple[LedgerVisit, ...]
    counts: dict[str, int]
    balance: int
    last: dict[str, str | None]
    owes: str | None
    unknown: bool
    owed_since: int | None
    unanswered: int
    term_passed: bool
    slow: bool
    alternation: Alternation
    due: tuple[Occurrence, ...]
    base_rate: dict[str, float | None]
    complete_until: int | None = None
    told: bool = True
    recorded: tuple[str, ...] = ()

    @property
    def overdue(self) -> bool:
        """Whether the visit owed should have been made by now, and it is known that it was not."""
        return self.told and (self.term_passed or self.slow)

    @property
    def debtor(self) -> str | None:
        """The party that owes, as far as that can be said: nobody where no visit of its own is on
        record and none would be.
        """
        if self.told or self.owes is None:
            return self.owes
        creditor = next(party for party in self.parties if party != self.owes)
        return self.owes if self.counts[f"{self.owes}-{creditor}"] else None

    @property
    def weighed(self) -> bool:
        """Whether the numbers of visits each way can be set against each other."""
        return len(self.recorded) == len(self.counts)

    @property
    def next(self) -> tuple[str, ...]:
        """The ids of what is due."""
        return tuple(occurrence.id for occurrence in self.due)


class _Known(NamedTuple):
    """What every pair's ledger is drawn from: the visits that took place, by pair, those of them
    that are shown, what is due, and which returns are late.
    """

    made: dict[Pair, list[KnownVisit]]
    shown_from: int | None
    due: dict[Pair, tuple[Occurrence, ...]]
    late: frozenset[tuple[str, str]]
    rates: PairRates
    coverage: tuple[Coverage, ...]
    ranks: Sequence[str]
    as_of: int


def ledger(
    rulebook: Rulebook,
    as_of: int,
    parties: Sequence[str] = (),
    *,
    ranks: Sequence[str] = RANKS,
    since: int | None = None,
) -> tuple[PairLedger, ...]:
    """The ledger of every recorded pair, of all pairs of one party, or of one pair.

    Visits of the `ranks` count, and those without a rank. With `since`, visits that ended before
    that day are left out; base rates keep them.

    Pairs are in order of their codes. A pair that is asked for and has no record comes out empty.
    """
    known = _known(rulebook, as_of, ranks, since)
    if len(parties) == 2:
        return (_ledger(pair_of(parties[0], parties[1]), known),)
    shown = {
        pair for pair, made in known.made.items() if any(_is_shown(visit, known) for visit in made)
    }
    pairs = sorted(shown | set(known.due))
    return tuple(_ledger(pair, known) for pair in pairs if not parties or parties[0] in pair)


def _known(rulebook: Rulebook, as_of: int, ranks: Sequence[str], since: int | None) -> _Known:
    visits = known_visits(rulebook.visits, as_of)
    made: dict[Pair, list[KnownVisit]] = {}
    for visit in visits:
        if visit.status == "occurred":
            for pair in pairs_of(visit):
                made.setdefault(pair, []).append(visit)
    return _Known(
        made,
        since,
        due(rulebook, as_of),
        frozenset(late(rulebook, as_of)),
        PairRates(visits, rulebook.coverage, as_of),
        rulebook.coverage,
        ranks,
        as_of,
    )


def _is_shown(visit: KnownVisit, known: _Known) -> bool:
    if visit.first is None or visit.last is None:
        return False
    return known.shown_from is None or visit.last >= known.shown_from


def _ledger(pair: Pair, known: _Known) -> PairLedger:
    a, b = pair
    made = known.made.get(pair, [])
    counted = [visit for visit in made if _counts(visit, known.ranks)]
    visits = in_order(_entry(v, pair, known.as_of) for v in counted if _is_shown(v, known))
    rest = (visit for visit in made if not _counts(visit, known.ranks))
    ways = {
        f"{guest}-{host}": [v for v in visits if v.guest == guest] for guest, host in (pair, (b, a))
    }
    owes, unanswered = owed(visits)
    since = min(unanswered[0].latest, known.as_of) if unanswered else None
    return PairLedger(
        parties=pair,
        visits=visits,
        meetings=in_order(_entry(v, pair, known.as_of) for v in rest if _is_shown(v, known)),
        counts={way: len(those) for way, those in ways.items()},
        balance=len(ways[f"{a}-{b}"]) - len(ways[f"{b}-{a}"]),
        last={way: those[-1].id if those else None for way, those in ways.items()},
        owes=owes,
        unknown=not all(_covered(g, h, known) for g, h in (pair, (b, a))),
        owed_since=since,
        unanswered=len(unanswered),
        term_passed=any((owes, visit.id) in known.late for visit in unanswered),
        slow=since is not None and is_slow(visits, since, known.as_of),
        alternation=alternation(visits),
        due=known.due.get(pair, ()),
        base_rate={
            f"{g}-{h}": _rounded(
                known.rates.rate(g, h, known.as_of + 1, known.as_of + YEAR, known.ranks)
            )
            for g, h in ((a, b), (b, a))
        },
        complete_until=_complete_until(pair, known),
        told=owes is None or since is None or _declared(owes, _other(pair, owes), since, known),
        recorded=tuple(f"{g}-{h}" for g, h in (pair, (b, a)) if _declared(g, h, None, known)),
    )


def _other(pair: Pair, party: str) -> str:
    return pair[0] if party == pair[1] else pair[1]


def _rounded(rate: PairRate | None) -> float | None:
    return None if rate is None else round(rate.probability, 4)


def _counts(known: KnownVisit, ranks: Sequence[str]) -> bool:
    """Visits in person of the chosen ranks; transit, funerals and meetings do not count."""
    return (
        known.in_person
        and known.visit.kind not in ("meeting", "transit", "funeral")
        and (known.visit.rank is None or known.visit.rank in ranks)
    )


def _entry(known: KnownVisit, pair: Pair, as_of: int) -> LedgerVisit:
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
        rank=known.visit.rank,
        kind=known.visit.kind,
        place=known.place,
        conflict=known.conflict,
        settled=known.settled,
        sources=tuple(sorted({claim.source for claim in known.claims})),
        under_way=known.stay and known.last > as_of,
    )


def in_order(visits: Iterable[LedgerVisit]) -> tuple[LedgerVisit, ...]:
    """Visits by last day, first day and id."""
    return tuple(sorted(visits, key=lambda v: (v.latest, v.earliest, v.id)))


def _complete_until(pair: Pair, known: _Known) -> int | None:
    """The day, before the as-of day, up to which the record is declared complete both ways and for
    each of the ranks; None if it is so still, or never was.
    """
    ends: list[int | None] = []
    for guest, host in (pair, (pair[1], pair[0])):
        there = [
            c
            for c in known.coverage
            if c.guest in (None, guest) and c.host in (None, host) and c.first <= known.as_of
        ]
        ends += (
            max((c.last for c in there if not c.ranks or rank in c.ranks), default=None)
            for rank in known.ranks
        )
    known_ends = [end for end in ends if end is not None]
    end = min(known_ends, default=known.as_of)
    return end if len(known_ends) == len(ends) and end < known.as_of else None


def _declared(guest: str, host: str, since: int | None, known: _Known) -> bool:
    """Whether the record is declared complete for this direction, for one of the ranks at least, on
    some day from `since` (None: whenever) to the as-of day.
    """
    return any(
        c.guest in (None, guest)
        and c.host in (None, host)
        and c.first <= known.as_of
        and (since is None or since <= c.last)
        and (not c.ranks or any(rank in c.ranks for rank in known.ranks))
        for c in known.coverage
    )


def _covered(guest: str, host: str, known: _Known) -> bool:
    """Whether the record is declared complete for this direction, on the as-of day and for each of
    the ranks.
    """
    there = [
        c
        for c in known.coverage
        if c.guest in (None, guest) and c.host in (None, host) and c.first <= known.as_of <= c.last
    ]
    return all(any(not c.ranks or rank in c.ranks for c in there) for rank in known.ranks)
