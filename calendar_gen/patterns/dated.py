"""`dated`: one visit a cycle, one way, around a commemoration or the days of a sentence."""

from collections.abc import Iterator

from calendar_gen import edtf
from calendar_gen.patterns.departures import depart, known_departures, title_of
from calendar_gen.patterns.expectation import Anniversary, Expectation, World
from calendar_gen.patterns.windows import MOVED, around_anchor, reach
from calendar_gen.rules import Dated, Departure, VisitPattern


def expected(pattern: VisitPattern, first: int, last: int, world: World) -> list[Expectation]:
    """One visit for each cycle that fits, with its window touching `first` to `last`."""
    terms = _terms(pattern)
    anchors = _anchors(pattern, *reach(pattern, terms.window, first, last), world)
    made = (_expectation(pattern, anchor, world) for anchor in anchors if _holds(pattern, anchor))
    return [e for e in made if e is not None and e.first <= last and first <= e.last]


def gives(pattern: VisitPattern, day: int, world: World) -> bool:
    """Whether an exception that names this day means a visit: one tied to what has the day, or had
    it before it was moved.
    """
    anchors = _anchors(pattern, day - MOVED, day + MOVED, world)
    return any(_holds(pattern, anchor) and anchor.was_given(day) for anchor in anchors)


def _terms(pattern: VisitPattern) -> Dated:
    assert isinstance(pattern.terms, Dated), "the terms are those of the pattern"
    return pattern.terms


def _anchors(pattern: VisitPattern, first: int, last: int, world: World) -> Iterator[Anniversary]:
    """Returns of the commemoration, or the days of the sentence in the same shape."""
    terms = _terms(pattern)
    if terms.at is not None:
        yield from world.anchors(terms.at, first, last)
    if terms.on is None:
        return
    for span in terms.on.spans(first, last, world.spans):
        yield Anniversary(
            id=f"{pattern.id}.{span.cycle}",
            cycle=span.cycle,
            year=span.year,
            number=None,
            mark=False,
            day=span.first,
            first=span.first,
            last=span.last,
            moved_from=None,
            cancelled=False,
            because=None,
            certainty=span.certainty,
            titles={},
            extent="days",
            sources=(),
        )


def _holds(pattern: VisitPattern, anchor: Anniversary) -> bool:
    periods = pattern.in_force
    in_force = not periods or any(period.holds(anchor.day) for period in periods)
    return in_force and _terms(pattern).fits(anchor.number, edtf.civil(anchor.day)[0])


def _expectation(pattern: VisitPattern, anchor: Anniversary, world: World) -> Expectation | None:
    terms = _terms(pattern)
    days = around_anchor(terms.window, anchor, world)
    if days is None:
        return None
    plain = Expectation(
        id=f"{pattern.id}.{anchor.cycle}",
        rule=pattern.id,
        cycle=anchor.cycle,
        leg=None,
        number=anchor.number,
        mark=anchor.mark,
        guest=terms.guest,
        guests=(terms.guest,),
        host=terms.host,
        first=days[0],
        last=days[1],
        rank=pattern.rank,
        occasion=None if terms.at is None else anchor.id,
        occasion_rule=terms.at,
        place=None if terms.at is None else world.place(terms.at),
        counterparts=(),
        only_if=pattern.only_if,
        moved_from=anchor.moved_from,
        cancelled=anchor.cancelled,
        because=anchor.because,
        certainty=anchor.certainty,
        titles=title_of(pattern, anchor.year),
        sources=pattern.sources,
        moved_until=anchor.moved_until,
    )
    return depart(plain, [d for d in known_departures(pattern, world) if _meant(d, anchor)])


def _meant(departure: Departure, anchor: Anniversary) -> bool:
    if departure.number is not None:
        return departure.number == anchor.number
    if departure.day is not None:
        return anchor.was_given(departure.day)
    return departure.cycle == anchor.cycle
