"""`returned`: a visit of the record is answered by one the other way within a time."""

from collections.abc import Iterator

from calendar_gen import edtf
from calendar_gen.patterns.departures import depart, known_departures, title_of
from calendar_gen.patterns.expectation import Expectation, Stay, World
from calendar_gen.rules import Returned, VisitPattern


def expected(pattern: VisitPattern, first: int, last: int, world: World) -> list[Expectation]:
    """The answers owed to visits of the record, in windows touching `first` to `last`."""
    terms = _terms(pattern)
    pairs: dict[tuple[str, str], list[Stay]] = {}
    for stay in world.stays():
        if _among(terms, stay):
            one, other = sorted((stay.guest, stay.host))
            pairs.setdefault((one, other), []).append(stay)
    departures = known_departures(pattern, world)
    found = [
        depart(plain, [d for d in departures if d.cycle == plain.cycle])
        for pair in sorted(pairs)
        for plain in _of_pair(pattern, pairs[pair])
        if not pattern.in_force or any(period.holds(plain.first) for period in pattern.in_force)
    ]
    return [e for e in found if e.first <= last and first <= e.last]


def _terms(pattern: VisitPattern) -> Returned:
    assert isinstance(pattern.terms, Returned), "the terms are those of the pattern"
    return pattern.terms


def _among(terms: Returned, stay: Stay) -> bool:
    both = {stay.guest, stay.host}
    return terms.party in both if terms.party is not None else both == set(terms.between)


def _of_pair(pattern: VisitPattern, stays: list[Stay]) -> Iterator[Expectation]:
    """One expectation for each visit that opens one; the first visit back in time answers it."""
    owed: Expectation | None = None
    for stay in stays:
        if owed is not None and stay.first > owed.last:
            yield owed
            owed = None
        if owed is None:
            owed = _answer_to(stay, pattern) if _opens(pattern, stay) else None
        elif _answers(pattern, stay, owed):
            yield owed._replace(answered_by=stay.id)
            owed = None
    if owed is not None:
        yield owed


def _ranks(pattern: VisitPattern, stay: Stay) -> bool:
    return not pattern.rank or stay.rank is None or stay.rank in pattern.rank


def _opens(pattern: VisitPattern, stay: Stay) -> bool:
    terms = _terms(pattern)
    goes_first = terms.party in (None, stay.guest)
    return goes_first and _ranks(pattern, stay) and (not terms.kinds or stay.kind in terms.kinds)


def _answers(pattern: VisitPattern, stay: Stay, owed: Expectation) -> bool:
    """A visit of any kind answers, if it is by who owes it and not over before its time begins."""
    return stay.guest == owed.guest and stay.last >= owed.first and _ranks(pattern, stay)


def _answer_to(stay: Stay, pattern: VisitPattern) -> Expectation:
    return Expectation(
        id=f"{pattern.id}.{stay.id}",
        rule=pattern.id,
        cycle=stay.id,
        leg=None,
        number=None,
        mark=False,
        guest=stay.host,
        guests=(stay.host,),
        host=stay.guest,
        first=stay.last + 1,
        last=months_after(stay.last, _terms(pattern).months),
        rank=pattern.rank,
        occasion=None,
        occasion_rule=None,
        place=None,
        counterparts=(),
        only_if=pattern.only_if,
        moved_from=None,
        cancelled=False,
        because=None,
        certainty="exact",
        titles=title_of(pattern, edtf.civil(stay.last)[0]),
        sources=pattern.sources,
    )


def months_after(day: int, months: int) -> int:
    """The same day so many months later, or the last of a month that lacks it."""
    year, month, number = edtf.civil(day)
    year, index = divmod(12 * year + month - 1 + months, 12)
    return edtf.day(year, index + 1, min(number, edtf.month_length(year, index + 1)))
