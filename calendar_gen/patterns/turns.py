"""Regular meetings, `alternating` and `rotating`: whose turn it is in each cycle, and when."""

from collections.abc import Sequence

from calendar_gen import edtf
from calendar_gen.named import NamedTuple
from calendar_gen.patterns.departures import depart, known_departures, title_of
from calendar_gen.patterns.expectation import Expectation, World
from calendar_gen.patterns.windows import MOVED, around
from calendar_gen.rules import (
    Alternating,
    Certainty,
    Departure,
    Order,
    Period,
    Rhythm,
    Rotating,
    VisitPattern,
)

Departures = dict[int, list[Departure]]
"""The month in which a cycle begins to the exceptions that mean it."""


class Turn(NamedTuple):
    """The host of the cycle that begins in a month, and the order that was in force."""

    month: int
    host: str
    order: tuple[str, ...]


def expected(pattern: VisitPattern, first: int, last: int, world: World) -> list[Expectation]:
    """One meeting a cycle, with its window touching `first` to `last`."""
    terms = _terms(pattern)
    departures, extras = _departures(pattern, terms.rhythm, world)
    found = []
    for turn in _turns(terms, departures, _month(last + MOVED) + terms.rhythm.step, world):
        if _day(turn.month + 3 * terms.rhythm.step) + MOVED + 366 < first:
            continue
        plain = _expectation(pattern, turn, world)
        if plain is not None:
            found.append(depart(plain, departures.get(turn.month, ())))
            found += [_extra(plain, d) for d in extras.get(turn.month, ())]
    return [e for e in found if e.first <= last and first <= e.last]


def departures_of(pattern: VisitPattern, cycle: str, world: World) -> list[Departure]:
    """The exceptions known that decide on the meeting of a cycle: those that mean it, a swap that
    another cycle has with it, and the one that added it.
    """
    rhythm = _terms(pattern).rhythm
    meant, extras = _departures(pattern, rhythm, world)
    found = [d for month, those in meant.items() for d in those if rhythm.key(month) == cycle]
    swaps = [d for those in meant.values() for d in those if d.other == cycle]
    added = [d for those in extras.values() for d in those if d.to and edtf.iso(d.to[0]) == cycle]
    return [*found, *swaps, *added]


def _terms(pattern: VisitPattern) -> Alternating | Rotating:
    terms = pattern.terms
    assert isinstance(terms, Alternating | Rotating), "the terms are those of the pattern"
    return terms


def _day(month: int) -> int:
    """The first day of a month counted from January of the year 0."""
    return edtf.day(month // 12, month % 12 + 1, 1)


def _month(day: int) -> int:
    year, month, _ = edtf.civil(day)
    return 12 * year + month - 1


def _departures(
    pattern: VisitPattern, rhythm: Rhythm, world: World
) -> tuple[Departures, Departures]:
    """The known exceptions by the cycles that they mean, and the extra days by theirs."""
    meant: Departures = {}
    extras: Departures = {}
    for departure in known_departures(pattern, world):
        if departure.action == "extra" and departure.to is not None:
            month = rhythm.beginning(_month(departure.to[0]))
            extras.setdefault(month, []).append(departure)
        elif departure.day is not None:
            month = rhythm.beginning(_month(departure.day))
            meant.setdefault(month, []).append(departure)
        elif departure.cycle is not None:
            meant.setdefault(_month_of(departure.cycle), []).append(departure)
    return meant, extras


def _month_of(key: str) -> int:
    year, _, month = key.partition("-")
    return 12 * int(year) + int(month or 1) - 1


def _turns(
    terms: Alternating | Rotating, departures: Departures, until: int, world: World
) -> list[Turn]:
    """Turns up to a month: inserted hosts put off all later ones, and skipped turns are kept."""
    swaps = {
        tuple(sorted((month, _month_of(d.other))))
        for month, those in departures.items()
        for d in those
        if d.action == "swap" and d.other is not None
    }
    orders, repeats = _orders(terms, world)
    turns: dict[int, Turn] = {}
    position, current = 0, None
    for month in range(terms.rhythm.start, max([until, *map(max, swaps)]) + 1, terms.rhythm.step):
        order = next((o for o in reversed(orders) if o.start <= month), None)
        if order is None:
            continue
        if order != current:
            position, current = 0, order
        actions = {d.action: d for d in departures.get(month, ())}
        host: str | None = order.hosts[position % len(order.hosts)]
        if not repeats and position >= len(order.hosts):
            host = None
        if "insert" in actions:
            host = actions["insert"].party
        elif "skipped" not in actions:
            position += 1
        if "host" in actions:
            host = actions["host"].party
        if host is not None:
            turns[month] = Turn(month, host, order.hosts)
    return _swapped(turns, swaps)


def _swapped(turns: dict[int, Turn], swaps: set[tuple[int, ...]]) -> list[Turn]:
    for one, other in sorted(swaps):
        if one in turns and other in turns:
            hosts = turns[one].host, turns[other].host
            turns[one] = turns[one]._replace(host=hosts[1])
            turns[other] = turns[other]._replace(host=hosts[0])
    return list(turns.values())


def _orders(terms: Alternating | Rotating, world: World) -> tuple[Sequence[Order], bool]:
    """The orders known, in time, and whether each begins again at its end."""
    if isinstance(terms, Alternating):
        return [Order(terms.rhythm.start, terms.parties, (), None)], True
    return [order for order in terms.orders if world.known(order.known)], terms.repeats


def _guests(terms: Alternating | Rotating, turn: Turn) -> tuple[str, ...]:
    named = terms.guests if isinstance(terms, Rotating) else None
    those = turn.order if named is None else named
    return tuple(sorted({party for party in those if party != turn.host}))


def _expectation(pattern: VisitPattern, turn: Turn, world: World) -> Expectation | None:
    terms = _terms(pattern)
    rhythm = terms.rhythm
    days = _window(rhythm, turn.month, pattern.in_force, world)
    if days is None:
        return None
    guests = _guests(terms, turn)
    key = rhythm.key(turn.month)
    return Expectation(
        id=f"{pattern.id}.{key}",
        rule=pattern.id,
        cycle=key,
        leg=None,
        number=None,
        mark=False,
        guest=guests[0] if len(guests) == 1 else None,
        guests=guests,
        host=turn.host,
        first=days[0],
        last=days[1],
        rank=pattern.rank,
        occasion=None,
        occasion_rule=None,
        place=None,
        counterparts=(),
        only_if=pattern.only_if,
        moved_from=None,
        cancelled=False,
        because=None,
        certainty=days[2],
        titles=title_of(pattern, turn.month // 12),
        sources=pattern.sources,
        by_name=len(guests) > 1 or (rhythm.on is None and rhythm.window is None),
        term=isinstance(terms, Rotating) and terms.guests == (),
    )


def _window(
    rhythm: Rhythm, month: int, in_force: tuple[Period, ...], world: World
) -> tuple[int, int, Certainty] | None:
    """The days of a cycle's meeting; None if the rule is not in force, or gives none."""
    begin, end = _day(month), _day(month + rhythm.step) - 1
    anchor = (begin, end)
    certainty: Certainty = "exact"
    if rhythm.on is not None:
        spans = rhythm.on.spans(begin, end, world.spans)
        span = next((span for span in spans if span.first >= begin), None)
        if span is None:
            return None
        anchor, certainty = (span.first, span.last), span.certainty
    if in_force and not any(period.holds(anchor[0]) for period in in_force):
        return None
    if rhythm.window is None:
        return (*anchor, certainty)
    days = around(rhythm.window, anchor, begin, world)
    return None if days is None else (*days, certainty)


def _extra(plain: Expectation, departure: Departure) -> Expectation:
    """A meeting on a day of its own, with the host of the cycle that it falls in."""
    assert departure.to is not None, "an extra day has a day"
    first, last = departure.to
    return plain._replace(
        id=f"{plain.rule}.{edtf.iso(first)}",
        cycle=edtf.iso(first),
        first=first,
        last=last,
        because=departure.because,
        sources=tuple(sorted({*plain.sources, *departure.sources})),
    )
