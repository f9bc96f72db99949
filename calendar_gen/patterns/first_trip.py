"""`first`: after an event, such as taking office, the first trip abroad goes to a partner."""

from collections.abc import Iterator

from calendar_gen import edtf
from calendar_gen.named import NamedTuple
from calendar_gen.patterns.departures import depart, known_departures, title_of
from calendar_gen.patterns.expectation import Expectation, World
from calendar_gen.patterns.returned import months_after
from calendar_gen.rules import First, VisitPattern


class Occasion(NamedTuple):
    """A day after which a trip is expected, by guests of `ranks`; `person` took office on it."""

    id: str | None
    day: int
    ranks: tuple[str, ...]
    person: str | None
    sources: tuple[str, ...]
    known: int | None


def occasions(pattern: VisitPattern, first: int, last: int, world: World) -> list[Occasion]:
    """The events known, while the rule is in force, whose term may touch `first` to `last`, in
    order of days.
    """
    reach = 31 * _terms(pattern).months + 31
    found = [
        event
        for event in _events(pattern, first - reach, last, world)
        if world.known(event.known) and _in_force(pattern, event.day)
    ]
    return sorted(found, key=lambda event: (event.day, event.ranks))


def expected(pattern: VisitPattern, first: int, last: int, world: World) -> list[Expectation]:
    """One trip an event, with its window touching `first` to `last`."""
    departures = known_departures(pattern, world)
    found = []
    for key, event in _named(occasions(pattern, first, last, world)):
        plain = _expectation(pattern, event, key, world)
        found.append(depart(plain, [d for d in departures if d.cycle == key]))
    return [e for e in found if e.first <= last and first <= e.last]


def _named(events: list[Occasion]) -> Iterator[tuple[str, Occasion]]:
    """The events by their cycle keys. The one of a year that was known first has the year, so that
    one of which a source tells later renames none.
    """
    years = set()
    for event in sorted(events, key=lambda e: (e.known is not None, e.known or 0, e.day)):
        year = f"{edtf.civil(event.day)[0]:04d}"
        yield event.id or (edtf.iso(event.day) if year in years else year), event
        years.add(year)


def _terms(pattern: VisitPattern) -> First:
    assert isinstance(pattern.terms, First), "the terms are those of the pattern"
    return pattern.terms


def _in_force(pattern: VisitPattern, day: int) -> bool:
    return not pattern.in_force or any(period.holds(day) for period in pattern.in_force)


def _events(pattern: VisitPattern, first: int, last: int, world: World) -> Iterator[Occasion]:
    """The events of the pattern; those of a rule from `first` to `last`, rounded to years."""
    terms = _terms(pattern)
    if terms.events is not None:
        for event in terms.events:
            yield Occasion(event.id, event.day, pattern.rank, None, event.sources, event.known)
    elif terms.after is not None:
        start = edtf.day(edtf.civil(first)[0], 1, 1)
        for day in world.anchors(terms.after, start, last):
            if not day.cancelled:
                yield Occasion(None, day.first, pattern.rank, None, day.sources, None)
    else:
        for office in world.offices(terms.guest):
            if office.rank in pattern.rank:
                for h in office.holders:
                    yield Occasion(None, h.first, (office.rank,), h.name, h.sources, h.known)


def _expectation(pattern: VisitPattern, event: Occasion, key: str, world: World) -> Expectation:
    terms = _terms(pattern)
    until = months_after(event.day, terms.months)
    return Expectation(
        id=f"{pattern.id}.{key}",
        rule=pattern.id,
        cycle=key,
        leg=None,
        number=None,
        mark=False,
        guest=terms.guest,
        guests=(terms.guest,),
        host=terms.host,
        first=event.day,
        last=until,
        rank=event.ranks,
        occasion=None,
        occasion_rule=None,
        place=None,
        counterparts=(),
        only_if=pattern.only_if,
        moved_from=None,
        cancelled=False,
        because=None,
        certainty="exact",
        titles=title_of(pattern, edtf.civil(event.day)[0]),
        sources=tuple(sorted({*pattern.sources, *event.sources})),
        by_name=True,
        answered_by=_first_trip(terms, event, until, world),
        person=event.person,
    )


def _first_trip(terms: First, event: Occasion, until: int, world: World) -> str | None:
    """The first recorded trip in the time, if the record is complete up to it."""
    for trip in world.trips(terms.guest):
        due = event.day <= trip.first <= until
        if due and (not event.ranks or trip.rank is None or trip.rank in event.ranks):
            covered = world.covers(terms.guest, event.ranks, event.day, trip.first)
            return trip.id if covered else None
    return None
