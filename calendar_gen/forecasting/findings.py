"""Findings that need the whole record: sources that disagree, and `fulfils` that cannot be.

Reading reports what is wrong in one place; these show only when rules and record are put together.
"""

from collections.abc import Iterator, Sequence

from calendar_gen import edtf
from calendar_gen.forecasting.expectations import expectations_of, history
from calendar_gen.forecasting.matching import names_of, same_parties
from calendar_gen.forecasting.open_ends import bounds_of
from calendar_gen.forecasting.record import (
    KnownVisit,
    conflicts,
    counts,
    is_settled,
    known_visit,
    known_visits,
)
from calendar_gen.forecasting.world import WorldAsOf
from calendar_gen.named import NamedTuple
from calendar_gen.patterns import Expectation, expected
from calendar_gen.problems import Place, Problem, did_you_mean, in_order
from calendar_gen.record import Claim, Visit
from calendar_gen.rules import (
    Alternating,
    Dated,
    First,
    Returned,
    Rotating,
    Rulebook,
    VisitPattern,
)


class Offence(NamedTuple):
    """An error that shows only now, and the id of the visit or rule that has it."""

    id: str
    problem: Problem


def findings(rulebook: Rulebook) -> tuple[Problem, ...]:
    """Problems that show only when rules and record are read together, by place."""
    # Only `check` asks; `sound`, which every command asks, does not wait for these.
    from calendar_gen.forecasting.told_too_early import told_too_early
    from calendar_gen.forecasting.twins import twins
    from calendar_gen.forecasting.weekdays import weekdays_named

    visits = known_visits(rulebook.visits, _when_all_is_known(rulebook))
    found = [_conflict(visit) for visit in visits if visit.conflict]
    found += [note for visit in visits if (note := _waiting(visit)) is not None]
    found += _nobody_in_office(rulebook)
    found += _unnamed(rulebook)
    found += twins(rulebook)
    found += told_too_early(rulebook)
    found += weekdays_named(rulebook)
    return in_order((*found, *(offence.problem for offence in offences(rulebook))))


def sound(rulebook: Rulebook) -> Rulebook:
    """The rulebook without what shows to have an error when rules and record are read together:
    those visits and rules, and the rules that lean on them. `problems` says so.
    """
    found = offences(rulebook)
    if not found:
        return rulebook
    from calendar_gen.forecasting.leaving_out import without

    reported = in_order((*rulebook.problems, *(offence.problem for offence in found)))
    return without(rulebook._replace(problems=reported), {offence.id for offence in found})


def offences(rulebook: Rulebook) -> list[Offence]:
    """The errors among the findings: names in `fulfils` that cannot be met, exceptions of cycles
    that are never given, and claims that leave a visit nowhere in time.
    """
    return [*_misnamed(rulebook), *_exceptions(rulebook), *_nowhen(rulebook)]


def _nobody_in_office(rulebook: Rulebook) -> Iterator[Problem]:
    """Rules of first trips after taking office, of guests of whom no office has a holder."""
    held = {(office.party, office.rank) for office in rulebook.offices if office.holders}
    for pattern in rulebook.patterns.values():
        terms = pattern.terms
        if not isinstance(terms, First) or terms.after is not None or terms.events is not None:
            continue
        if not any((terms.guest, rank) in held for rank in pattern.rank):
            ranks = " or ".join(pattern.rank) or "any rank"
            message = (
                f"nobody is known to have taken office as {ranks} of {terms.guest}, so "
                f'"{pattern.id}" expects nothing'
            )
            others = sorted(rank for party, rank in held if party == terms.guest)
            hint = f"there are holders of the rank {', '.join(others)}" if others else None
            hint = hint or 'give holders with their days in "offices"'
            yield Problem(pattern.at, "warning", "nobody-in-office", message, hint)


def _unnamed(rulebook: Rulebook) -> Iterator[Problem]:
    """Regular meetings on no day of their own that count as missed, while visits that could have
    been them name none.
    """
    regular = [p for p in rulebook.patterns.values() if isinstance(p.terms, Alternating | Rotating)]
    if not regular or not rulebook.coverage:
        return
    world = WorldAsOf(rulebook, _when_all_is_known(rulebook))
    visits = world.visits()
    for pattern in regular:
        past = history(pattern, world.as_of, world.as_of, world)
        if past.matches:
            continue
        missed = [e for e in past.expectations if e.by_name and past.statuses[e.id] == "missed"]
        loose = sorted({v.visit.id for v in visits for e in missed if _could_be(v, e)})
        if loose:
            message = (
                f'no visit holds "{pattern.id}": it may fall on any day, so only one that names it '
                f"does, and {_listed(loose)} would fit but does not"
            )
            hint = f"say `occasion: {pattern.id}` of such a visit, or give the rule `words`"
            yield Problem(pattern.at, "warning", "unnamed", message, hint)


def _could_be(visit: KnownVisit, expectation: Expectation) -> bool:
    """Whether a visit of those days lacks nothing but the meeting's name."""
    ranks = expectation.rank
    return (
        visit.around is not None
        and visit.in_person
        and visit.status == "occurred"
        and not visit.visit.occasions
        and not visit.visit.fulfils
        and (not ranks or visit.visit.rank is None or visit.visit.rank in ranks)
        and same_parties(visit, expectation)
        and expectation.first <= visit.around[1]
        and visit.around[0] <= expectation.last
    )


def _listed(ids: Sequence[str]) -> str:
    """The first of some ids, and how many more there are."""
    return f'"{ids[0]}"' + (f" (and {len(ids) - 1} more)" if len(ids) > 1 else "")


EVER = edtf.day(1000, 1, 1), edtf.day(3000, 1, 1)
"""Days within which exceptions of visits are looked for."""


def _exceptions(rulebook: Rulebook) -> list[Offence]:
    """Exceptions of cycles that the record, events or other visits never gave."""
    found = []
    world = WorldAsOf(rulebook, EVER[1])
    for pattern in rulebook.patterns.values():
        if not pattern.exceptions or not _by_others(pattern, rulebook):
            continue
        cycles = {each.cycle for each in expected(pattern, *EVER, world)}
        for departure in pattern.exceptions:
            message: str | None = None
            hint: str | None = None
            if departure.cycle is not None and departure.cycle not in cycles:
                message = f'the rule has no cycle "{departure.cycle}"'
                hint = did_you_mean(departure.cycle, [c for c in cycles if not c.isdecimal()])
            elif departure.number is not None:  # visits have none
                message = f"the rule has no anniversary number {departure.number}"
            elif departure.day is not None and not _gives(pattern, departure.day, world):
                message = "the rule has no occurrence on that day"
            if message is not None:
                problem = Problem(departure.at, "error", "no-such-cycle", message, hint)
                found.append(Offence(pattern.id, problem))
    return found


def _gives(pattern: VisitPattern, day: int, world: WorldAsOf) -> bool:
    from calendar_gen.patterns.dated import gives  # late: few exceptions name such a day

    return gives(pattern, day, world)


def _by_others(pattern: VisitPattern, rulebook: Rulebook) -> bool:
    """Whether its cycles are those of visits and events, and no days of its own."""
    terms = pattern.terms
    at_visits = isinstance(terms, Dated) and terms.at in rulebook.patterns
    return at_visits or isinstance(terms, Returned | First)


def _when_all_is_known(rulebook: Rulebook) -> int:
    """The first day at whose end every claim of the record is public."""
    return max((claim.known for visit in rulebook.visits for claim in visit.claims), default=1)


def _conflict(known: KnownVisit) -> Problem:
    claims = conflicts(known.visit, known.claims)
    hosts = {claim.host or known.visit.host for claim in claims}
    said = "; ".join(
        _said(claim, f" in {claim.host or known.visit.host}" if len(hosts) > 1 else "")
        for claim in claims
    )
    chosen = next((claim for claim in claims if claim.preferred), None)
    if chosen is None or not is_settled(claims):
        return Problem(
            known.visit.at,
            "warning",
            "conflict",
            f'sources disagree about "{known.visit.id}": {said}',
            "mark one claim, and only one, `preferred: true` and say `because`",
        )
    return Problem(
        known.visit.at,
        "note",
        "conflict-settled",
        f'sources disagree about "{known.visit.id}": {said}; '
        f"shown is {chosen.source}, because {chosen.because or 'it is preferred'}",
    )


def _said(claim: Claim, where: str) -> str:
    date = "no date" if claim.date is None else claim.date.text
    return f"{claim.source} says {claim.status} {date}{where}"


def _waiting(known: KnownVisit) -> Problem | None:
    """A note of a visit that is shown otherwise than its author may expect, or not yet."""
    id_, status = known.visit.id, known.status
    if known.visit.kind == "meeting" and status in ("announced", "confirmed", "postponed"):
        message = (
            f'"{id_}" is {status}: a meeting in a third country is nobody\'s visit, and stands in '
            "the ledger once it has taken place"
        )
        return Problem(known.visit.at, "note", "meeting-ahead", message)
    if not known.endless or known.last is None or status == "cancelled":
        return None
    message = f'no source says by when "{id_}" takes place: it is {status} {known.shown}'
    hint = (
        f"it is waited for until {edtf.iso(known.last)}, a year, or to the end of the window that "
        "it fulfils; give an end once a source does"
    )
    return Problem(known.deciding.at, "note", "no-end", message, hint)


def _nowhen(rulebook: Rulebook) -> Iterator[Offence]:
    """Claims that no forecast and no ledger could show, since nothing says from when."""
    for visit in rulebook.visits:
        if visit.listed:  # each row has its days
            continue
        for claim in visit.claims:
            if claim.date is None:
                shown = any("." in name for name in visit.fulfils) or _ever_placed(visit, claim)
            else:
                shown = bounds_of(claim) is not None or _placed(visit, claim.known)
            if not shown:
                yield Offence(visit.id, _unplaced(visit, claim))


def _ever_placed(visit: Visit, claim: Claim) -> bool:
    """Whether on some day on which the claim counts, others say when the visit was to be."""
    days = (each.known for each in visit.claims)
    return any(_placed(visit, day) for day in days if counts(claim, day))


def _placed(visit: Visit, day: int) -> bool:
    known = known_visit(visit, day)
    return known is None or known.around is not None


def _unplaced(visit: Visit, claim: Claim) -> Problem:
    if claim.date is None:
        message = f'nothing says when "{visit.id}" was to take place, so nothing can show it'
        hint = "give the claim a date, or name the expected occurrence in `fulfils`"
    else:
        message = (
            f'nothing says from when "{visit.id}" can have taken place: '
            f'it is {claim.status} "{claim.date.text}", public from {edtf.iso(claim.known)}'
        )
        hint = f"give its first day, month or year too, such as {_since(claim)}"
    return Problem(claim.at, "error", "claim-date", message, hint)


def _since(claim: Claim) -> str:
    """The date of a claim from the year before its end on, as an example of what can be said."""
    date = claim.date
    assert date is not None
    assert date.latest is not None, "an interval has one end at least"
    year = edtf.civil(date.latest)[0] - 1
    end = date.parts[-1].text if date.precision == "interval" else edtf.iso(date.latest)
    return f"{year:04d}/{end}" if year > 0 else f"the year before {end}"


def _misnamed(rulebook: Rulebook) -> list[Offence]:
    """Visits whose `fulfils` names no cycle that exists, or other parties than it expects."""
    if not any(visit.fulfils for visit in rulebook.visits):
        return []
    as_of = _when_all_is_known(rulebook)
    world = WorldAsOf(rulebook, as_of)
    named = [visit for visit in world.visits() if visit.visit.fulfils]
    starts = [v.first for v in named if v.first is not None]
    ends = [v.last for v in named if v.last is not None]
    last = max(ends, default=1)
    found = []
    for pattern in rulebook.patterns.values():
        mine = world.register().naming(pattern.id)
        if not mine:
            continue
        first = min(starts, default=last)
        expectations = expectations_of(pattern, first, last, world)
        found += [each for visit in mine for each in _unmet(visit, pattern.id, expectations)]
    return found


def _unmet(visit: KnownVisit, rule: str, expectations: Sequence[Expectation]) -> Iterator[Offence]:
    """A problem for each name of the rule, or of its occurrences, that expects no such visit."""
    own = [expectation.id for expectation in expectations if same_parties(visit, expectation)]
    for name in names_of(visit, rule):
        at = _where(visit, name)
        if visit.transit:
            yield Offence(visit.visit.id, _by_transit(name, at))
        elif name not in own and not (name == rule and own):
            parties = f"{', '.join(visit.visit.guests)} to {visit.host}"
            message = f'"{name}" expects no visit of {parties}'
            hint = _expecting(name, rule, expectations) or did_you_mean(
                name, own or [expectation.id for expectation in expectations]
            )
            yield Offence(visit.visit.id, Problem(at, "error", "fulfils", message, hint))


def _by_transit(name: str, at: Place) -> Problem:
    message = f'a transit fulfils nothing, not even "{name}": it is no visit'
    hint = "leave `fulfils` out, or say what kind of visit it was"
    return Problem(at, "error", "fulfils", message, hint)


def _where(visit: KnownVisit, name: str) -> Place:
    """Where a visit gives the name in `fulfils`."""
    named = (each.at for each in visit.visit.fulfils_at if each.id == name)
    return min(named, default=visit.visit.at)


def _expecting(name: str, rule: str, expectations: Sequence[Expectation]) -> str | None:
    """Whose visits the name does expect; None if it names nothing that is expected."""
    named = [e for e in expectations if name in (rule, e.id)]
    ways = sorted({f"{', '.join(each.guests)} to {each.host}" for each in named})
    if not ways or len(ways) > MOST_WAYS:
        return None
    return f"it expects {' and '.join(ways)}"


MOST_WAYS = 4
"""Directions that a hint still lists."""
