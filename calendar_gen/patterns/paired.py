"""`paired`: guest and host change at two or more commemorations in the same numbers."""

from typing import NamedTuple

from calendar_gen.patterns.expectation import Anniversary, Expectation, World
from calendar_gen.rules import Departure, Leg, Paired, VisitPattern


class _Turn(NamedTuple):
    leg: Leg
    anniversary: Anniversary


def expected(pattern: VisitPattern, first: int, last: int, world: World) -> list[Expectation]:
    """One visit a leg for each number that fits, with its window touching `first` to `last`."""
    found = []
    for leg in pattern.terms.legs:
        before, after = _offsets(leg)
        found += [
            _expectation(pattern, _Turn(leg, anniversary), world)
            for anniversary in world.anniversaries(leg.occasion, first - after, last - before)
            if _holds(pattern, leg, anniversary)
        ]
    return [e for e in found if e.first <= last and first <= e.last]


def _offsets(leg: Leg) -> tuple[int, int]:
    """First and last day of the window, counted from the anchor's first and last day."""
    start, end = leg.window.start, leg.window.end
    assert isinstance(start, int), "a paired window is counted from its commemoration"
    assert isinstance(end, int), "a paired window is counted from its commemoration"
    return start, end


def _holds(pattern: VisitPattern, leg: Leg, anniversary: Anniversary) -> bool:
    periods = (pattern.in_force, leg.in_force)
    in_force = all(
        not those or any(period.holds(anniversary.day) for period in those) for those in periods
    )
    return in_force and fits(pattern.terms, anniversary.number)


def fits(terms: Paired, number: int | None) -> bool:
    """Whether an anniversary of that number is one at which visits are exchanged."""
    if number is None or number <= 0:
        return False
    if terms.marks is not None:
        return number in terms.marks
    return number % (terms.every or 1) == 0


def _expectation(pattern: VisitPattern, turn: _Turn, world: World) -> Expectation:
    leg, anniversary = turn
    before, after = _offsets(leg)
    window = (anniversary.first + before, anniversary.last + after)
    cancelled, because, titles = anniversary.cancelled, anniversary.because, None
    moved_from, sources = anniversary.moved_from, pattern.sources
    for departure in pattern.exceptions:
        if not (world.known(departure.known) and _meant(departure, anniversary, leg)):
            continue
        sources = tuple(sorted({*sources, *departure.sources}))
        because = departure.because
        if departure.action == "moved" and departure.to is not None:
            window, moved_from = departure.to, window[0]
        elif departure.action == "cancelled":
            cancelled = True
        elif departure.action == "renamed":
            titles = departure.titles
    return Expectation(
        id=identity(pattern.id, leg, anniversary),
        rule=pattern.id,
        cycle=anniversary.cycle,
        leg=leg.key,
        number=anniversary.number,
        mark=anniversary.mark,
        guest=leg.guest,
        host=leg.host,
        first=window[0],
        last=window[1],
        rank=pattern.rank if leg.rank is None else leg.rank,
        occasion=anniversary.id,
        occasion_rule=leg.occasion,
        place=world.place(leg.occasion),
        counterparts=_counterparts(pattern, turn, world),
        only_if=leg.only_if or pattern.only_if,
        moved_from=moved_from,
        cancelled=cancelled,
        because=because,
        certainty=anniversary.certainty,
        titles=titles or title_of(pattern, anniversary.year),
        sources=sources,
    )


def identity(rule: str, leg: Leg, anniversary: Anniversary) -> str:
    """`<rule>.<cycle>.<leg>`: never the number, a date or a position."""
    return f"{rule}.{anniversary.cycle}.{leg.key}"


def title_of(pattern: VisitPattern, year: int | None) -> dict[str, str]:
    """The pattern's titles in the year of a cycle."""
    for period in pattern.titles:
        if period.until is None or year is None or year <= period.until:
            return dict(period.texts)
    return dict(pattern.titles[-1].texts)


def _meant(departure: Departure, anniversary: Anniversary, leg: Leg) -> bool:
    if departure.number is not None:
        return departure.number == anniversary.number
    if departure.day is not None:
        return anniversary.first <= departure.day <= anniversary.last
    return departure.cycle in (anniversary.cycle, f"{anniversary.cycle}.{leg.key}")


def _counterparts(pattern: VisitPattern, turn: _Turn, world: World) -> tuple[str, ...]:
    number = turn.anniversary.number
    assert number is not None, "a paired visit has the number of its commemoration"
    others = []
    for leg in pattern.terms.legs:
        if leg.key == turn.leg.key:
            continue
        other = world.numbered(leg.occasion, number)
        if other is not None and _holds(pattern, leg, other):
            others.append(identity(pattern.id, leg, other))
    return tuple(sorted(others))
