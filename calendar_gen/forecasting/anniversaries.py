"""Returns of one commemoration: what its sentence gives, numbered, with the exceptions known."""

from typing import TYPE_CHECKING

from calendar_gen import calendars, edtf
from calendar_gen.patterns import Anniversary
from calendar_gen.rules import Commemoration, Departure, Span, Texts

if TYPE_CHECKING:
    from calendar_gen.forecasting.world import WorldAsOf

DEFAULT_MARKS = 5
"""Round numbers, unless a rule lists its own: 1 and the multiples of this."""

REACH = 800
"""Days within which an exception may move an occurrence."""


def anniversaries_of(
    rule: Commemoration, first: int, last: int, world: "WorldAsOf"
) -> list[Anniversary]:
    """The returns of `rule` with a day from `first` to `last`, as known on the world's day."""
    departures = [d for d in rule.exceptions if world.known(d.known)]
    reach = REACH if departures else 0
    found = []
    for span in _spans(rule, first - reach, last + reach, world):
        number = _number(rule, span)
        if number is not None and number < 1:
            continue
        if not _in_force(rule, span) or not _in_turn(rule, span):
            continue
        found.append(_depart(rule, _plain(rule, span, number), departures))
    found += [_extra(rule, d) for d in departures if d.action == "extra"]
    inside = [a for a in found if a.first <= last and first <= a.last]
    return sorted(inside, key=lambda a: (a.first, a.last, a.id))


def _spans(rule: Commemoration, first: int, last: int, world: "WorldAsOf") -> list[Span]:
    if rule.on is not None:
        return list(rule.on.spans(first, last, world.spans))
    return [
        Span(_cycle_key(year), year, edtf.day(year, 1, 1), edtf.day(year, 12, 31), "exact")
        for year in range(edtf.civil(first)[0], edtf.civil(last)[0] + 1)
    ]


def _cycle_key(year: int) -> str:
    return f"{year:04d}" if year >= 0 else f"-{-year:04d}"


def _number(rule: Commemoration, span: Span) -> int | None:
    """How many years of the rule's own calendar have passed since the origin."""
    if rule.of is None:
        return None
    year = span.year
    key = "gregorian" if rule.on is None else rule.on.calendar
    if year is None:
        year, key = edtf.civil(span.first)[0], "gregorian"
    if rule.of.calendar == key:
        return year - rule.of.year
    return year - calendars.system(key).year_of(rule.of.earliest)


def _in_force(rule: Commemoration, span: Span) -> bool:
    return not rule.in_force or any(period.holds(span.first) for period in rule.in_force)


def _in_turn(rule: Commemoration, span: Span) -> bool:
    if rule.every is None or span.year is None:
        return True
    base = rule.every.base
    assert base is not None, "reading counts `every` from `of` or `since`"
    return (span.year - base) % rule.every.step == 0


def is_mark(rule: Commemoration, number: int | None) -> bool:
    """Whether an anniversary is a round one by the rule's own marks or the usual ones."""
    if number is None:
        return False
    if rule.marks is not None:
        return number in rule.marks
    return number == 1 or number % DEFAULT_MARKS == 0


def titles_of(rule: Commemoration, year: int | None) -> Texts:
    """The titles that the rule bears in that year of its own calendar."""
    for period in rule.titles:
        if period.until is None or year is None or year <= period.until:
            return period.texts
    return rule.titles[-1].texts


def _plain(rule: Commemoration, span: Span, number: int | None) -> Anniversary:
    return Anniversary(
        id=f"{rule.id}.{span.cycle}",
        cycle=span.cycle,
        year=span.year,
        number=number,
        mark=is_mark(rule, number),
        day=span.first,
        first=span.first,
        last=span.last,
        moved_from=None,
        cancelled=False,
        because=None,
        certainty=span.certainty,
        titles=titles_of(rule, span.year),
        extent="window" if rule.on is None else "days",
        sources=rule.sources,
    )


def _depart(rule: Commemoration, plain: Anniversary, departures: list[Departure]) -> Anniversary:
    """The anniversary after the exceptions that mean it."""
    for departure in departures:
        if not means(departure, plain):
            continue
        sources = tuple(sorted({*plain.sources, *departure.sources}))
        plain = plain._replace(sources=sources, because=departure.because)
        if departure.action == "moved" and departure.to is not None:
            first, last = departure.to
            plain = plain._replace(first=first, last=last, moved_from=plain.day)
        elif departure.action == "cancelled":
            plain = plain._replace(cancelled=True)
        elif departure.action == "renamed" and departure.titles is not None:
            plain = plain._replace(titles={**plain.titles, **departure.titles})
    return plain


def means(departure: Departure, anniversary: Anniversary) -> bool:
    """Whether an entry of `exceptions:` names this cycle."""
    if departure.action == "extra":
        return False
    if departure.number is not None:
        return departure.number == anniversary.number
    if departure.day is not None:
        return anniversary.first <= departure.day <= anniversary.last
    return departure.cycle == anniversary.cycle


def _extra(rule: Commemoration, departure: Departure) -> Anniversary:
    assert departure.to is not None, "an extra day has a day"
    first, last = departure.to
    cycle = edtf.iso(first)
    span = Span(cycle, edtf.civil(first)[0], first, last, "exact")
    plain = _plain(rule, span, None)
    sources = tuple(sorted({*plain.sources, *departure.sources}))
    return plain._replace(because=departure.because, sources=sources)
