"""`paired`: guest and host change at two or more commemorations in the same numbers."""

from calendar_gen.named import NamedTuple
from calendar_gen.patterns.departures import depart, known_departures, title_of
from calendar_gen.patterns.expectation import Anniversary, Expectation, World
from calendar_gen.patterns.windows import around_anchor, reach
from calendar_gen.rules import Departure, Leg, Paired, VisitPattern


class _Turn(NamedTuple):
    leg: Leg
    anniversary: Anniversary


def expected(pattern: VisitPattern, first: int, last: int, world: World) -> list[Expectation]:
    """One visit a leg for each number that fits, with its window touching `first` to `last`."""
    made = [
        _expectation(pattern, _Turn(leg, anniversary), world)
        for leg in _terms(pattern).legs
        for anniversary in world.anniversaries(
            leg.occasion, *reach(pattern, leg.window, first, last)
        )
        if _holds(pattern, leg, anniversary)
    ]
    return [e for e in made if e is not None and e.first <= last and first <= e.last]


def _terms(pattern: VisitPattern) -> Paired:
    assert isinstance(pattern.terms, Paired), "the terms are those of the pattern"
    return pattern.terms


def _holds(pattern: VisitPattern, leg: Leg, anniversary: Anniversary) -> bool:
    periods = (pattern.in_force, leg.in_force)
    in_force = all(
        not those or any(period.holds(anniversary.day) for period in those) for those in periods
    )
    return in_force and _terms(pattern).fits(anniversary.number)


def _expectation(pattern: VisitPattern, turn: _Turn, world: World) -> Expectation | None:
    leg, anniversary = turn
    days = around_anchor(leg.window, anniversary, world)
    if days is None:
        return None
    plain = Expectation(
        id=identity(pattern.id, leg, anniversary),
        rule=pattern.id,
        cycle=anniversary.cycle,
        leg=leg.key,
        number=anniversary.number,
        mark=anniversary.mark,
        guest=leg.guest,
        guests=(leg.guest,),
        host=leg.host,
        first=days[0],
        last=days[1],
        rank=pattern.rank if leg.rank is None else leg.rank,
        occasion=anniversary.id,
        occasion_rule=leg.occasion,
        place=world.place(leg.occasion),
        counterparts=_counterparts(pattern, turn, world),
        only_if=leg.only_if or pattern.only_if,
        moved_from=anniversary.moved_from,
        cancelled=anniversary.cancelled,
        because=anniversary.because,
        certainty=anniversary.certainty,
        titles=title_of(pattern, anniversary.year),
        sources=pattern.sources,
        moved_until=anniversary.moved_until,
    )
    known = known_departures(pattern, world)
    return depart(plain, [d for d in known if _meant(d, anniversary)])


def identity(rule: str, leg: Leg, anniversary: Anniversary) -> str:
    """`<rule>.<cycle>.<leg>`: never the number, a date or a position."""
    return f"{rule}.{anniversary.cycle}.{leg.key}"


def _meant(departure: Departure, anniversary: Anniversary) -> bool:
    if departure.number is not None:
        return departure.number == anniversary.number
    if departure.day is not None:
        return anniversary.was_given(departure.day)
    return departure.cycle == anniversary.cycle


def _counterparts(pattern: VisitPattern, turn: _Turn, world: World) -> tuple[str, ...]:
    number = turn.anniversary.number
    assert number is not None, "a paired visit has the number of its commemoration"
    others = []
    for leg in _terms(pattern).legs:
        if leg.key == turn.leg.key:
            continue
        other = world.numbered(leg.occasion, number)
        if other is not None and _holds(pattern, leg, other):
            others.append(identity(pattern.id, leg, other))
    return tuple(sorted(others))
