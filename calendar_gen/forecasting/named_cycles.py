"""Occurrences that visits name in `fulfils`, wherever in time they lie.

`fulfils` decides, whether the visit came a week or years before the window: so they are looked for
by what is named, and not among the days that somebody happens to ask for.
"""

from collections.abc import Iterator

from calendar_gen import edtf
from calendar_gen.forecasting.matching import named_target, names_of, same_parties
from calendar_gen.forecasting.record import KnownVisit
from calendar_gen.forecasting.world import WorldAsOf
from calendar_gen.patterns import Expectation, expected
from calendar_gen.returns import day_in
from calendar_gen.rules import Dated, Paired, VisitPattern

AROUND = 1600
"""Days around a cycle's year in which its window is looked for, with room for exceptions."""

FARTHER = (400, 4_000, 40_000)
"""Days around a visit in which the nearest occurrence of a rule is looked for, until there is one:
a year, what comes every ten, and every hundred years.
"""


class Looked:
    """All that a pattern expects in windows that touch the days `first` to `last`, in order."""

    def __init__(
        self, pattern: VisitPattern, first: int, last: int, found: list[Expectation]
    ) -> None:
        self.pattern = pattern
        self.first, self.last = first, last
        self.found = found

    def touching(self, first: int, last: int, world: WorldAsOf) -> list[Expectation]:
        """What it expects in windows that touch some days, which from then on belong to these."""
        if first < self.first or self.last < last:
            self.first, self.last = min(first, self.first), max(last, self.last)
            self.found = expected(self.pattern, self.first, self.last, world)
        return [each for each in self.found if each.first <= last and first <= each.last]


def with_named(looked: Looked, world: WorldAsOf) -> list[Expectation]:
    """What a pattern expects, and the occurrences of it that visits name by id or, with the rule's
    id, mean; by window and id.
    """
    pattern = looked.pattern
    found = {expectation.id: expectation for expectation in looked.found}
    for visit in world.register().naming(pattern.id):
        for name in names_of(visit, pattern.id):
            if name in found:
                continue
            if name == pattern.id:
                more = _nearest(looked, visit, world)
            else:
                more = _by_id(pattern, name, world)
            if more is not None:
                found[more.id] = more
    return sorted(found.values(), key=lambda e: (e.first, e.last, e.id))


def _nearest(looked: Looked, visit: KnownVisit, world: WorldAsOf) -> Expectation | None:
    if visit.around is None:
        return None
    first, last = visit.around
    if looked.first <= first and last <= looked.last:
        over = named_target(visit, looked.pattern.id, looked.touching(first, last, world))
        if over is not None:  # then no other is nearer
            return over
    for reach in FARTHER:
        near = looked.touching(first - reach, last + reach, world)
        if any(same_parties(visit, each) for each in near):
            # A long window that just begins in reach may have its middle beyond the next one's.
            found = looked.touching(first - 3 * reach, last + 3 * reach, world)
            return named_target(visit, looked.pattern.id, found)
    return None


def _by_id(pattern: VisitPattern, name: str, world: WorldAsOf) -> Expectation | None:
    key = name[len(pattern.id) + 1 :].partition(".")[0]
    for day in _days(pattern, key, world):
        for found in expected(pattern, day - AROUND, day + AROUND, world):
            if found.id == name:
                return found
    return None


def _days(pattern: VisitPattern, key: str, world: WorldAsOf) -> Iterator[int]:
    """Days near which a cycle may lie: by its key, or by its key without the leg of another rule's
    visit.
    """
    terms = pattern.terms
    anchors: tuple[str | None, ...] = ()
    if isinstance(terms, Paired):
        anchors = tuple(leg.occasion for leg in terms.legs)
    elif isinstance(terms, Dated):
        anchors = (terms.at, *(terms.on.refers_to if terms.on else ()))
    rules = (world.rulebook.commemorations.get(anchor or "") for anchor in anchors)
    for origin in (None, *(rule.of for rule in rules if rule is not None)):
        day = day_in(key, origin)
        if day is not None:
            yield day
    year = key[:5] if key.startswith("-") else key[:4]
    if key != year and year.removeprefix("-").isdecimal():
        yield edtf.day(int(year), 1, 1)
