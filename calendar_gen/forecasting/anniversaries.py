"""Returns of one commemoration: what its fields give, numbered, with the exceptions known.

`anniversaries_of` stops before `observed`, where visits and other rules look; `observed_of` goes on
to the days on which it is kept.
"""

from typing import TYPE_CHECKING

from calendar_gen import edtf
from calendar_gen.forecasting.observance import REACH as SHIFTED
from calendar_gen.forecasting.observance import observed
from calendar_gen.patterns import Anniversary
from calendar_gen.returns import Return, last_day, returns
from calendar_gen.rules import Commemoration, Departure, Span, TitlePeriod

if TYPE_CHECKING:
    from calendar_gen.forecasting.world import WorldAsOf

DEFAULT_MARKS = 5
"""Round numbers, unless a rule lists its own: 1 and the multiples of this."""

MOVED = 1250
"""Days within which an exception can move an occurrence: reading refuses what lies farther."""


def anniversaries_of(
    rule: Commemoration, first: int, last: int, world: "WorldAsOf"
) -> list[Anniversary]:
    """The returns of `rule` with a day from `first` to `last`, as known on the world's day."""
    departures = _known(rule, world)
    reach = MOVED if departures else 0
    found = [
        _depart(rule, _plain(rule, each), departures)
        for each in returns(rule, first - reach - rule.lasts, last + reach, world)
    ]
    found += [_extra(rule, d) for d in departures if d.action == "extra"]
    return _inside(found, first, last)


def observed_of(
    rule: Commemoration, first: int, last: int, world: "WorldAsOf"
) -> list[Anniversary]:
    """The same returns on the days on which they are kept; a second day has `.observed` in its id.

    A day given outright, by `moved-to` or `extra`, is not shifted.
    """
    if not rule.observed:
        return anniversaries_of(rule, first, last, world)
    found = []
    for anniversary in anniversaries_of(rule, first - SHIFTED, last + SHIFTED, world):
        found += [anniversary] if anniversary.fixed else observed(rule, anniversary, world)
    return _inside(found, first, last)


def _inside(found: list[Anniversary], first: int, last: int) -> list[Anniversary]:
    inside = [a for a in found if a.first <= last and first <= a.last]
    if len(inside) > 1:
        inside.sort(key=lambda a: (a.first, a.last, a.id))
    return inside


def _known(rule: Commemoration, world: "WorldAsOf") -> list[Departure]:
    """The exceptions known, those decreed later after the earlier ones that they may overrule."""
    if not rule.exceptions:
        return []
    known = [d for d in rule.exceptions if world.known(d.known)]
    return sorted(known, key=lambda d: (d.known is not None, d.known or 0))


def is_mark(rule: Commemoration, number: int | None) -> bool:
    """Whether an anniversary is a round one by the rule's own marks or the usual ones."""
    if number is None:
        return False
    if rule.marks is not None:
        return number in rule.marks
    return number == 1 or number % DEFAULT_MARKS == 0


def title_period(rule: Commemoration, span: Span) -> TitlePeriod:
    """The titles that the rule bears in that cycle; the last of them have no end.

    Years of `until` are Gregorian; a cycle that is named by a Gregorian year counts by that, and
    another by its day.
    """
    named = span.year is not None and span.cycle.removeprefix("-").isdecimal()
    year = span.year if named and span.year is not None else edtf.civil(span.first)[0]
    return next(each for each in rule.titles if each.until is None or year <= each.until)


def _plain(rule: Commemoration, each: Return) -> Anniversary:
    span = each.span
    return Anniversary(
        id=f"{rule.id}.{span.cycle}",
        cycle=span.cycle,
        year=span.year,
        number=each.number,
        mark=is_mark(rule, each.number),
        day=span.first,
        first=span.first,
        last=last_day(rule, span.first, span.last),
        moved_from=None,
        cancelled=False,
        because=None,
        certainty=span.certainty,
        titles=title_period(rule, span).texts,
        extent="window" if rule.on is None else "days",
        sources=rule.sources,
    )


def _depart(rule: Commemoration, plain: Anniversary, departures: list[Departure]) -> Anniversary:
    """The anniversary after the exceptions that mean it."""
    departed = plain
    for departure in departures:
        if not means(departure, plain):
            continue
        sources = tuple(sorted({*departed.sources, *departure.sources}))
        departed = departed._replace(sources=sources, because=departure.because)
        if departure.action == "moved" and departure.to is not None:
            first, last = departure.to
            last = last_day(rule, first, last)
            departed = departed._replace(
                first=first,
                last=last,
                moved_from=plain.day,
                moved_until=plain.last,
                cancelled=False,
                fixed=True,
            )
        elif departure.action == "cancelled":
            departed = departed._replace(cancelled=True)
        elif departure.action == "renamed" and departure.titles is not None:
            departed = departed._replace(titles={**departed.titles, **departure.titles})
    return departed


def means(departure: Departure, anniversary: Anniversary) -> bool:
    """Whether an entry of `exceptions:` names this cycle, by the days that the rule gave."""
    if departure.action == "extra":
        return False
    if departure.number is not None:
        return departure.number == anniversary.number
    if departure.day is not None:
        return anniversary.was_given(departure.day)
    return departure.cycle == anniversary.cycle


def _extra(rule: Commemoration, departure: Departure) -> Anniversary:
    assert departure.to is not None, "an extra day has a day"
    first, last = departure.to
    span = Span(edtf.iso(first), edtf.civil(first)[0], first, last, "exact")
    plain = _plain(rule, Return(span, None))
    sources = tuple(sorted({*plain.sources, *departure.sources}))
    return plain._replace(because=departure.because, sources=sources, fixed=True)
