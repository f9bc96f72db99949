"""Exceptions of a pattern, applied to what it expects of a cycle."""

from collections.abc import Iterable

from calendar_gen.patterns.expectation import Expectation, World
from calendar_gen.rules import Departure, Texts, VisitPattern


def known_departures(pattern: VisitPattern, world: World) -> list[Departure]:
    """The exceptions known, those decreed later after the earlier ones that they may overrule."""
    known = [d for d in pattern.exceptions if world.known(d.known)]
    return sorted(known, key=lambda d: (d.known is not None, d.known or 0))


def depart(plain: Expectation, departures: Iterable[Departure]) -> Expectation:
    """The expectation after the exceptions that mean it, in their order."""
    departed = plain
    for departure in departures:
        sources = tuple(sorted({*departed.sources, *departure.sources}))
        departed = departed._replace(sources=sources, because=departure.because)
        if departure.action == "moved" and departure.to is not None:
            first, last = departure.to
            departed = departed._replace(
                first=first,
                last=last,
                moved_from=plain.first,
                moved_until=plain.last,
                cancelled=False,
            )
        elif departure.action in ("cancelled", "skipped"):
            departed = departed._replace(cancelled=True)
        elif departure.action == "renamed" and departure.titles is not None:
            departed = departed._replace(titles={**departed.titles, **departure.titles})
    return departed


def title_of(pattern: VisitPattern, year: int | None) -> Texts:
    """The pattern's titles in the year of a cycle; the last of them have no end."""
    return next(
        period.texts
        for period in pattern.titles
        if period.until is None or year is None or year <= period.until
    )
