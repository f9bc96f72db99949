"""Occurrences in a window, as of a day: commemorations by their sentences, visits by patterns."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from calendar_gen.forecasting.citing import cited, stated_later
from calendar_gen.forecasting.world import WorldAsOf
from calendar_gen.limits import limit, raising, written
from calendar_gen.occurrences import Occurrence, Status
from calendar_gen.patterns import Anniversary, Expectation
from calendar_gen.problems import BoundMet
from calendar_gen.rules import Certainty, Commemoration, Rulebook, least_sure

if TYPE_CHECKING:
    from calendar_gen.forecasting.estimating import Estimates
    from calendar_gen.forecasting.expectations import History
    from calendar_gen.forecasting.matching import Match
    from calendar_gen.forecasting.status import Days

OPEN: frozenset[Status] = frozenset({"projected", "announced", "confirmed", "postponed"})
"""Statuses whose outcome is still to come, so that a likelihood means something."""


def occurrences(
    rulebook: Rulebook,
    first: int,
    last: int,
    as_of: int,
    *,
    steady: bool = False,
    commemorations: Iterable[str] | None = None,
    with_visits: bool = True,
) -> list[Occurrence]:
    """Every occurrence with a day from `first` to `last`, by earliest day, latest day and id.

    With `steady`, likelihoods move by claims and calendar years alone (see `WorldAsOf`). Of
    commemorations only those that are named come, if any are, and visits only `with_visits`. Raises
    BoundMet if commemorations give more of them, or more text, than the limits allow.
    """
    world = WorldAsOf(rulebook, as_of, steady=steady)
    found: list[Occurrence] = []
    size, most, most_text = 0, limit("occurrences"), limit("text")
    asked = rulebook.commemorations if commemorations is None else commemorations
    for rule in (rulebook.commemorations[name] for name in asked):
        returns = world.observed(rule.id, first, last)
        size += len(returns) * _letters(rule)
        if len(found) + len(returns) > most:
            raise BoundMet(
                f'there are more than {most:,} occurrences up to rule "{rule.id}", which alone has '
                f"{len(returns):,}; ask for fewer days, or give fewer rules; "
                f"{raising('occurrences')}"
            )
        if size > most_text:
            raise BoundMet(
                f'up to rule "{rule.id}" the titles, notes and places of occurrences have more '
                f"than {written(most_text)} letters; ask for fewer days, or say less in each; "
                f"{raising('text')}"
            )
        found += [_commemoration(rule, anniversary, world) for anniversary in returns]
    if with_visits and (rulebook.patterns or rulebook.visits):
        found += _visits(world, first, last)
    inside = [o for o in found if o.earliest <= last and first <= o.latest]
    return sorted(inside, key=lambda o: (o.earliest, o.latest, o.id))


def _visits(world: WorldAsOf, first: int, last: int) -> list[Occurrence]:
    """Those that patterns expect, and those of the record that no pattern expects."""
    from calendar_gen.forecasting.estimating import Estimates  # all of it late: many have no visits
    from calendar_gen.forecasting.expectations import answered_no, history
    from calendar_gen.forecasting.recorded import recorded

    found: list[Occurrence] = []
    patterns = world.rulebook.patterns.values()
    pasts = [history(each, first, last, world) for each in patterns]
    estimates = Estimates(world, pasts)
    answered: set[str] = set()
    for past in pasts:
        shown = [e for e in past.expectations if not answered_no(e, world)]
        found += [
            _visit(past, e, estimates, world) for e in shown if _touches(past, e, first, last)
        ]
        answered |= {past.matches[e.id].known.visit.id for e in shown if e.id in past.matches}
    around = ((visit, visit.around) for visit in world.visits())
    rest = [visit for visit, days in around if days and days[0] <= last and first <= days[1]]
    return found + recorded(rest, answered, estimates, world.as_of)


def _letters(rule: Commemoration) -> int:
    """Letters that each occurrence of a rule says in the language in which they are most."""
    titles = (len(text) for period in rule.titles for text in period.texts.values())
    notes = map(len, (rule.note or {}).values())
    return max(titles, default=0) + max(notes, default=0) + len(rule.place or "")


def _touches(past: "History", expectation: Expectation, first: int, last: int) -> bool:
    """Whether its days are inside, so that nothing is estimated of those that are not."""
    days = _days(past, expectation)
    return days.first <= last and first <= days.last


def _days(past: "History", expectation: Expectation) -> "Days":
    from calendar_gen.forecasting.status import days_of

    # What falls short says nothing of the days, while the visit may still come.
    projected = past.statuses[expectation.id] == "projected"
    return days_of(expectation, None if projected else past.matches.get(expectation.id))


LINKS = 800
"""Days around an occurrence within which its occasion and counterparts are looked for."""


def linked(
    rulebook: Rulebook, found: list[Occurrence], as_of: int, *, steady: bool = False
) -> list[Occurrence]:
    """The occasions and counterparts of `found` that are not in it, as of the same day."""
    have = {occurrence.id for occurrence in found}
    wanted = {id_ for o in found for id_ in (*o.counterparts, *filter(None, (o.occasion,)))} - have
    if not wanted:
        return []
    first = min(o.earliest for o in found) - LINKS
    last = max(o.latest for o in found) + LINKS
    around = occurrences(rulebook, first, last, as_of, steady=steady)
    return [each for each in around if each.id in wanted]


def _commemoration(rule: Commemoration, day: Anniversary, world: WorldAsOf) -> Occurrence:
    status: Status = "projected" if world.as_of <= day.last else "passed"
    return Occurrence(
        id=day.id,
        uid=_first_name(day.id, rule.id, rule.formerly),
        rule=rule.id,
        kind="commemoration",
        pattern=None,
        cycle=day.cycle,
        number=day.number,
        mark=day.mark,
        calendar=rule.calendar,
        titles=day.titles,
        earliest=day.first,
        latest=day.last,
        extent="window" if day.extent == "window" else "days",
        moved_from=day.moved_from,
        because=day.because,
        certainty=_certainty(rule, day),
        status="cancelled" if day.cancelled else status,
        outcome=None,
        guest=None,
        guests=(),
        host=rule.host,
        person=None,
        rank=(),
        place=rule.place,
        occasion=None,
        counterparts=(),
        visit=None,
        likelihood=None,
        claims=(),
        conflict=False,
        settled=False,
        stated_later=stated_later(rule, world.rulebook, world.as_of),
        categories=rule.categories,
        sources=cited(day.sources, rule, world.rulebook, world.as_of),
        note=rule.note,
        at=rule.at,
    )


def _certainty(rule: Commemoration, day: Anniversary) -> Certainty:
    """How sure the day is, and no surer than the event from which its number counts."""
    if rule.of is None or day.number is None:
        return day.certainty
    return least_sure(day.certainty, rule.of.doubt)


def _visit(
    past: "History", expectation: Expectation, estimates: "Estimates", world: WorldAsOf
) -> Occurrence:
    pattern, status = past.pattern, past.statuses[expectation.id]
    match = past.matches.get(expectation.id)
    known = None if match is None else match.known
    days = _days(past, expectation)
    claims = () if known is None else known.claims
    sources = cited(expectation.sources, pattern, world.rulebook, world.as_of)
    return Occurrence(
        id=expectation.id,
        uid=_first_name(expectation.id, pattern.id, pattern.formerly),
        rule=pattern.id,
        kind="visit",
        pattern=pattern.pattern,
        cycle=expectation.cycle,
        number=expectation.number,
        mark=expectation.mark,
        calendar="gregorian",
        titles=expectation.titles,
        earliest=days.first,
        latest=days.last,
        extent="days" if days.stay else "window",
        moved_from=expectation.moved_from,
        because=expectation.because,
        certainty=expectation.certainty if known is None else known.certainty,
        status=status,
        outcome=None if match is None else match.outcome,
        guest=expectation.guest,
        guests=expectation.guests,
        host=expectation.host,
        person=_person(expectation, match, world),
        rank=_rank(expectation, match),
        place=(None if known is None else known.place) or expectation.place,
        occasion=expectation.occasion,
        counterparts=expectation.counterparts,
        visit=None if known is None else known.visit.id,
        likelihood=estimates.of_expected(past, expectation)
        if status in OPEN and days.last >= world.as_of and not expectation.term
        else None,
        claims=claims,
        conflict=known is not None and known.conflict,
        settled=known is not None and known.settled,
        stated_later=stated_later(pattern, world.rulebook, world.as_of),
        categories=pattern.categories,
        sources=tuple(sorted({*sources, *(c.source for c in claims)})),
        note=pattern.note,
        at=pattern.at,
        format=None if known is None else known.held,
        endless=days.endless,
        visit_kind=None if known is None else known.visit.kind,
    )


def _first_name(identity: str, rule: str, formerly: tuple[str, ...]) -> str:
    """The id under the name that the rule had first, so that a rename keeps its UIDs."""
    return formerly[0] + identity[len(rule) :] if formerly else identity


def _rank(expectation: Expectation, match: "Match | None") -> tuple[str, ...]:
    rank = None if match is None else match.known.visit.rank
    return expectation.rank if rank is None else (rank,)


def _person(expectation: Expectation, match: "Match | None", world: WorldAsOf) -> str | None:
    """The visit's person, else who is known to hold the office through the whole window; nobody if
    it could be either of two, as on the day on which one hands over to the other.
    """
    if match is not None and match.known.visit.person is not None:
        return match.known.visit.person
    if expectation.person is not None:
        return expectation.person
    names = {
        holder.name
        for office in world.rulebook.offices
        if office.party == expectation.guest and office.rank in expectation.rank
        for holder in office.holders
        if holder.first <= expectation.first
        and (holder.last is not None and expectation.last <= holder.last)
        and world.known(holder.known)
    }
    return names.pop() if len(names) == 1 else None
