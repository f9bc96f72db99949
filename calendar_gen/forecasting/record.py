"""The record as of a day: what the claims known by then say of a visit.

The rules are those of the reference, "The record": status, span, conflict, format.
"""

from collections.abc import Sequence
from functools import lru_cache

from calendar_gen.forecasting.open_ends import Bounds, bounds_of
from calendar_gen.named import NamedTuple
from calendar_gen.record import Claim, ClaimStatus, Format, Visit
from calendar_gen.rules import Certainty

LONGEST_STAY = 10
"""A span of at most so many days is a stay; a longer one is a range in which it falls."""

COARSE = 31
"""A span of more than so many days fits an expectation by occasion only, as does any month."""


class KnownVisit(NamedTuple):
    """A visit as its known claims say.

    `first` and `last` bound it (None: nothing is known of when); it is `endless` if no source says
    by when, and `last` ends the wait for it. `around` is where it belongs: the same, or the days
    that were announced before a claim without a date cancelled or postponed it.
    `stay` says whether it lasted all its days. `conflict` marks sources that disagree, `settled`
    that a preferred one decides.
    """

    visit: Visit
    status: ClaimStatus
    first: int | None
    last: int | None
    around: tuple[int, int] | None
    shown: str | None
    stay: bool
    certainty: Certainty
    format: Format
    host: str
    place: str | None
    claims: tuple[Claim, ...]
    deciding: Claim
    conflict: bool
    settled: bool
    endless: bool = False

    @property
    def coarse(self) -> bool:
        """Whether the visit is known by its month, or less closely."""
        date = self.deciding.date
        vague = date is not None and date.precision in ("month", "season", "year")
        return vague or self.around is None or self.around[1] - self.around[0] >= COARSE

    @property
    def in_person(self) -> bool:
        """Whether guest and host met in one place, as ledger and hits require."""
        return self.format == "in person"

    @property
    def held(self) -> Format:
        """How it is shown: a transit is one whether its kind or its format says so."""
        return "transit" if self.transit else self.format

    @property
    def transit(self) -> bool:
        """Whether the guest only passed through, which fulfils nothing and counts nowhere."""
        return self.format == "transit" or self.visit.kind == "transit"


class _Record:
    """The visits of a rulebook, the same only as themselves: comparing many takes long."""

    def __init__(self, visits: tuple[Visit, ...]) -> None:
        self.visits = visits

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Record) and self.visits is other.visits

    def __hash__(self) -> int:
        return id(self.visits)


def known_visits(visits: tuple[Visit, ...], as_of: int) -> Sequence[KnownVisit]:
    """Every visit of which something was known at the end of `as_of`, in order of ids.

    What tells of one stay is one visit.
    """
    last = max((_last_change(visit) for visit in visits), default=as_of)
    return _known_visits(_Record(visits), min(as_of, last))


def _last_change(visit: Visit) -> int:
    """The day from which on what is known of a visit stays the same."""
    return max((max(claim.known, claim.withdrawn or 0) for claim in visit.claims), default=0)


@lru_cache(maxsize=8)
def _known_visits(record: _Record, as_of: int) -> Sequence[KnownVisit]:
    """Asked by findings, forecast and ledger alike, of one record and often of one day."""
    visits = record.visits
    known = [known for visit in visits if (known := known_visit(visit, as_of)) is not None]
    if not any(each.visit.listed for each in known):
        return known
    from calendar_gen.forecasting.one_stay import merged

    return merged(known, as_of)


def known_visit(visit: Visit, as_of: int) -> KnownVisit | None:
    """What was known of a visit at the end of `as_of`; None if nothing was."""
    claims = tuple(claim for claim in visit.claims if counts(claim, as_of))
    if not claims:
        return None
    if len(claims) == 1:
        return _by_one(visit, claims[0])
    status = status_of(claims)
    of_status = [claim for claim in claims if claim.status == status]
    deciding = _deciding(of_status)
    span = _refined(deciding, of_status)
    conflicting = conflicts(visit, claims)
    date, bounds = span.date, _bounds(span, claims)
    return KnownVisit(
        visit=visit,
        status=status,
        first=None if bounds is None else bounds.first,
        last=None if bounds is None else bounds.last,
        around=_around(bounds, claims),
        shown=None if date is None else date.text,
        stay=_is_stay(span),
        certainty="exact" if date is None else date.certainty,
        format=deciding.format,
        host=deciding.host or visit.host,
        place=deciding.place or next((c.place for c in _latest_first(claims) if c.place), None),
        claims=claims,
        deciding=span,
        conflict=bool(conflicting),
        settled=is_settled(conflicting),
        endless=bounds is not None and bounds.endless,
    )


def _by_one(visit: Visit, claim: Claim) -> KnownVisit:
    """What a single claim says: nothing refines it, and nothing contradicts it."""
    date, bounds = claim.date, bounds_of(claim)
    return KnownVisit(
        visit=visit,
        status=claim.status,
        first=None if bounds is None else bounds.first,
        last=None if bounds is None else bounds.last,
        around=_around(bounds, ()),
        shown=None if date is None else date.text,
        stay=_is_stay(claim),
        certainty="exact" if date is None else date.certainty,
        format=claim.format,
        host=claim.host or visit.host,
        place=claim.place,
        claims=(claim,),
        deciding=claim,
        conflict=False,
        settled=False,
        endless=bounds is not None and bounds.endless,
    )


def _bounds(span: Claim, claims: tuple[Claim, ...]) -> Bounds | None:
    """Where the visit of a claim lies; of both ends that it gives, others say nothing."""
    date = span.date
    whole = date is not None and date.earliest is not None and date.latest is not None
    return bounds_of(span, () if whole else _latest_first(claims))


def _around(bounds: Bounds | None, claims: tuple[Claim, ...]) -> tuple[int, int] | None:
    """Where a visit belongs: of what no one says when it is to be, where it was to be before."""
    if bounds is None:
        before = (bounds_of(claim) for claim in _latest_first(claims))
        bounds = next((each for each in before if each is not None), None)
    return None if bounds is None else (bounds.first, bounds.last)


def counts(claim: Claim, as_of: int) -> bool:
    """Whether a claim was public, and not yet withdrawn, at the end of `as_of`."""
    return claim.known <= as_of and (claim.withdrawn is None or as_of < claim.withdrawn)


def status_of(claims: tuple[Claim, ...]) -> ClaimStatus:
    """`occurred` beats all, `missed` all else; otherwise the claim published last decides."""
    statuses = {claim.status for claim in claims}
    if "occurred" in statuses:
        return "occurred"
    return "missed" if "missed" in statuses else _deciding(list(claims)).status


def _latest_first(claims: tuple[Claim, ...] | list[Claim]) -> list[Claim]:
    if len(claims) == 1:  # as those of one status mostly are
        return [*claims]
    return sorted(claims, key=lambda c: (not c.preferred, -c.known, c.source, _content(c)))


def _content(claim: Claim) -> tuple[str, ...]:
    """What tells claims of one source apart: their words, never their place in a file."""
    date = "" if claim.date is None else claim.date.text
    parts = (claim.host, claim.place, claim.note, claim.because)
    return (date, claim.status, claim.format, *(part or "" for part in parts))


def is_settled(conflicting: list[Claim]) -> bool:
    """Whether what is preferred decides a conflict: two that contradict each other do not."""
    preferred = [claim for claim in conflicting if claim.preferred]
    return bool(preferred) and not _disjoint(preferred)


def _deciding(claims: list[Claim]) -> Claim:
    return _latest_first(claims)[0]


def _refined(deciding: Claim, claims: list[Claim]) -> Claim:
    """The finest claim nested in the deciding one: 2025-09 and 2025-09-02 agree."""
    best = deciding
    for claim in _latest_first(claims):
        if _within(claim, best):
            best = claim
    return best


def _within(inner: Claim, outer: Claim) -> bool:
    if inner.date is None or outer.date is None:
        return outer.date is None and inner.date is not None
    first, last = reach(outer)
    inner_first, inner_last = reach(inner)
    narrower = inner_last - inner_first < last - first
    return narrower and first <= inner_first and inner_last <= last


def reach(claim: Claim) -> tuple[float, float]:
    """First and last day of a claim; an open end is infinitely far."""
    date = claim.date
    first = None if date is None else date.earliest
    last = None if date is None else date.latest
    return (
        float("-inf") if first is None else first,
        float("inf") if last is None else last,
    )


def _is_stay(claim: Claim) -> bool:
    date = claim.date
    if date is None or date.earliest is None or date.latest is None:
        return False
    if date.precision == "day":
        return True
    return date.precision == "interval" and date.latest - date.earliest < LONGEST_STAY


def conflicts(visit: Visit, claims: tuple[Claim, ...]) -> list[Claim]:
    """The claims that contradict one another, in order of their places."""
    occurred = [claim for claim in claims if claim.status == "occurred"]
    found = set(_disjoint(occurred))
    if not occurred:
        ahead = [c for c in claims if c.status in ("announced", "confirmed", "postponed")]
        for claim in ahead:
            found.update(_disjoint([c for c in ahead if c.known == claim.known]))
    hosts = {claim.host or visit.host for claim in claims}
    if len(hosts) > 1:
        found.update(claims)
    for claim in occurred:
        after = [c for c in claims if c.status == "cancelled" and c.known > reach(claim)[1]]
        if after:
            found.update([claim, *after])
    return sorted(found, key=lambda c: (c.source, _content(c)))


def _disjoint(claims: list[Claim]) -> list[Claim]:
    if len(claims) == 1:
        return []
    apart = []
    for claim in claims:
        first, last = reach(claim)
        if any(reach(c)[0] > last or reach(c)[1] < first for c in claims if c.date and claim.date):
            apart.append(claim)
    return apart
