"""Occurrences by the names that people use: a rule, a cycle of it, a leg, one occurrence."""

from collections.abc import Iterator
from typing import NamedTuple

from calendar_gen import calendars, edtf
from calendar_gen.forecasting.expectations import answered_no, history
from calendar_gen.forecasting.projection import occurrences
from calendar_gen.forecasting.world import WorldAsOf
from calendar_gen.occurrences import Occurrence
from calendar_gen.rules import Origin, Rulebook, is_day_count

AHEAD = 120
"""Years ahead in which the next occurrence of a rule is looked for."""


def named(rulebook: Rulebook, id_: str, cycle: str | None, as_of: int) -> list[Occurrence]:
    """The occurrences that an id, or an id and a cycle, means; without a cycle the next ones.

    The next ones are those of the first cycle that has a day on or after `as_of`, all its legs.
    """
    rule = rule_of(rulebook, id_)
    if rule is None:
        return []
    name = name_of(rulebook, rule, id_, cycle, as_of)
    if name is None:
        return _next(rulebook, id_, as_of)
    days = [name.first, name.last, *_days_of_visits(rulebook, name)]
    first, last = min(days), max(days)
    if not any(name.fits(each.id) for each in _cycles(rulebook, rule, first, last, as_of)):
        return []  # known at once, where far from today all others take seconds
    return [o for o in _of(rulebook, rule, first, last, as_of) if name.fits(o.id)]


def _of(rulebook: Rulebook, rule: str, first: int, last: int, as_of: int) -> list[Occurrence]:
    """The occurrences of one rule. Nothing else is worked out for a commemoration; for a visit all
    others are, since its likelihood rests on them.
    """
    visits = rule not in rulebook.commemorations
    own = () if visits else (rule,)
    found = occurrences(rulebook, first, last, as_of, commemorations=own, with_visits=visits)
    return [each for each in found if each.rule == rule]


class _Cycle(NamedTuple):
    """The first day of an occurrence, its id, and its cycle."""

    first: int
    id: str
    cycle: str


def _cycles(rulebook: Rulebook, rule: str, first: int, last: int, as_of: int) -> list[_Cycle]:
    """What a rule has in some days, in order; no likelihood, which rests on all other rules."""
    if rule in rulebook.commemorations:
        return [_Cycle(o.earliest, o.id, o.cycle) for o in _of(rulebook, rule, first, last, as_of)]
    world = WorldAsOf(rulebook, as_of)
    past = history(rulebook.patterns[rule], first, last, world)
    return sorted(
        _Cycle(each.first, each.id, each.cycle)
        for each in past.expectations
        if not answered_no(each, world) and each.first <= last and first <= each.last
    )


class Name(NamedTuple):
    """The beginning of the ids that a name means, and the days in which their cycle must lie."""

    prefix: str
    first: int
    last: int

    def fits(self, id_: str) -> bool:
        """Whether an occurrence or one of its legs is meant."""
        return id_ == self.prefix or id_.startswith(self.prefix + ".")


def _days_of_visits(rulebook: Rulebook, name: Name) -> Iterator[int]:
    """Days of visits that say in `fulfils` that they are what is named, however far from it."""
    for visit in rulebook.visits:
        if any(name.fits(each) for each in visit.fulfils):
            dates = (claim.date for claim in visit.claims if claim.date is not None)
            for date in dates:
                yield from (day for day in (date.earliest, date.latest) if day is not None)


def name_of(rulebook: Rulebook, rule: str, id_: str, cycle: str | None, as_of: int) -> Name | None:
    """What an id of a rule and a cycle name; None if they name no cycle."""
    wanted = _cycle_key(rulebook, rule, cycle) or _cycle_in(id_, rule)
    if wanted is None:
        return None
    prefix = id_ if id_ != rule else f"{rule}.{wanted}"
    if cycle is not None and id_ != rule:
        prefix = f"{rule}.{wanted}.{id_[len(rule) + 1 :]}"
    commemoration = rulebook.commemorations.get(rule)
    return Name(prefix, *_around(wanted, None if commemoration is None else commemoration.of))


def present_id(rulebook: Rulebook, id_: str) -> str:
    """An id, or an occurrence's, under the id that its rule has now: `formerly` leads there."""
    rule, dot, rest = id_.partition(".")
    first = {id: owner.formerly for id, owner in rulebook.commemorations.items()}
    first |= {id: owner.formerly for id, owner in rulebook.patterns.items()}
    present = next((id for id, former in first.items() if rule in former), rule)
    return f"{present}{dot}{rest}"


def rule_of(rulebook: Rulebook, id_: str) -> str | None:
    """The rule whose id the name begins with."""
    rule = id_.partition(".")[0]
    return rule if rule in rulebook.commemorations or rule in rulebook.patterns else None


def cycles_in(rulebook: Rulebook, rule: str, year: str) -> list[str]:
    """The cycles that a rule has in a Gregorian year, where it counts other years; else none."""
    if not year.isdecimal() or len(year) != 4:
        return []
    first, last = edtf.day(int(year), 1, 1), edtf.day(int(year), 12, 31)
    found = _cycles(rulebook, rule, first, last, last)
    return list(dict.fromkeys(each.cycle for each in found if each.cycle != year))


def cycles_beside(rulebook: Rulebook, rule: str, cycle: str, as_of: int) -> list[str]:
    """The two cycles of a rule next to a Gregorian year in which it has none, one on either side if
    there are; where it does have some, the ids of what it has in that cycle.
    """
    if not cycle.isdecimal() or len(cycle) != 4:
        return []
    middle = edtf.day(int(cycle), 7, 1)
    found = _cycles(rulebook, rule, middle - BESIDE, middle + BESIDE, as_of)
    own = [each.id for each in found if each.cycle == cycle]
    if own:
        return own
    before = list(dict.fromkeys(each.cycle for each in found if each.first < middle))
    after = list(dict.fromkeys(each.cycle for each in found if each.first >= middle))
    return [*before[-1 if after else -2 :], *after[: 1 if before else 2]]


BESIDE = 30 * 366
"""Days within which the cycles beside one are looked for."""


def _cycle_key(rulebook: Rulebook, rule: str, cycle: str | None) -> str | None:
    if cycle is None:
        return None
    commemoration = rulebook.commemorations.get(rule)
    if commemoration is not None and commemoration.on is not None:
        suffix = calendars.system(commemoration.calendar).cycle_suffix
        if commemoration.on.refers_to and suffix and cycle.isdecimal():
            return f"{int(cycle)}-{suffix}"
        return commemoration.on.cycle_of(cycle) or cycle
    return cycle


def _cycle_in(id_: str, rule: str) -> str | None:
    rest = id_[len(rule) + 1 :]
    return rest.split(".")[0] if rest else None


def _around(cycle: str, of: Origin | None) -> tuple[int, int]:
    """Days in which the cycle must lie; a year of another calendar, a name, or a count of days from
    an event that is not the rule's own is looked for widely.
    """
    if is_day_count(cycle) and of is not None:
        day = of.earliest + int(cycle[:-1])
        return day - 3 * 366, day + 3 * 366
    head = cycle.removeprefix("-").split("-")
    if not head[0].isdigit():
        return edtf.day(1, 1, 1), edtf.day(2500, 12, 31)
    year = int(head[0]) * (-1 if cycle.startswith("-") else 1)
    if len(head) > 1 and not head[1].isdigit():
        return edtf.day(1, 1, 1), edtf.day(2500, 12, 31)
    return edtf.day(year - 3, 1, 1), edtf.day(year + 3, 12, 31)


def _next(rulebook: Rulebook, id_: str, as_of: int) -> list[Occurrence]:
    for years in (2, 12, AHEAD):
        found = [
            o for o in _of(rulebook, id_, as_of, as_of + years * 366, as_of) if o.latest >= as_of
        ]
        if found:
            first = min(found, key=lambda o: (o.earliest, o.latest, o.id))
            return [o for o in found if o.number == first.number and o.cycle == first.cycle]
    return []
