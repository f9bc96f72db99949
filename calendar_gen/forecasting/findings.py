"""Findings that need the whole record: sources that disagree, and `fulfils` that cannot be.

Reading reports what is wrong in one place; these show only when rules and record are put together.
"""

from calendar_gen.forecasting.expectations import history
from calendar_gen.forecasting.matching import named_target, names_rule, same_parties
from calendar_gen.forecasting.record import KnownVisit, conflicts, is_settled, known_visits
from calendar_gen.forecasting.world import WorldAsOf
from calendar_gen.problems import Problem, did_you_mean, in_order
from calendar_gen.record import Claim
from calendar_gen.rules import Rulebook


def findings(rulebook: Rulebook) -> tuple[Problem, ...]:
    """Problems that show only when rules and record are read together, by place."""
    as_of = _when_all_is_known(rulebook)
    visits = known_visits(rulebook.visits, as_of)
    found = [_conflict(visit) for visit in visits if visit.conflict]
    found += _misnamed(rulebook, visits, as_of)
    return in_order(found)


def _when_all_is_known(rulebook: Rulebook) -> int:
    """The first day at whose end every claim of the record is public."""
    return max((claim.known for visit in rulebook.visits for claim in visit.claims), default=1)


def _conflict(known: KnownVisit) -> Problem:
    claims = conflicts(known.visit, known.claims)
    said = "; ".join(_said(claim) for claim in claims)
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


def _said(claim: Claim) -> str:
    date = "no date" if claim.date is None else claim.date.text
    return f"{claim.source} says {claim.status} {date}"


def _misnamed(rulebook: Rulebook, visits: list[KnownVisit], as_of: int) -> list[Problem]:
    """Visits whose `fulfils` names no cycle that exists, or other parties than it expects."""
    named = [visit for visit in visits if visit.visit.fulfils]
    if not named:
        return []
    starts = [v.first for v in named if v.first is not None]
    ends = [v.last for v in named if v.last is not None]
    last = max(ends, default=1)
    world = WorldAsOf(rulebook, as_of)
    found = []
    for pattern in rulebook.patterns.values():
        mine = [visit for visit in named if names_rule(visit, pattern.id)]
        if not mine:
            continue
        first = min(starts, default=last)
        expectations = history(pattern, first, last, visits, world).expectations
        for visit in mine:
            if named_target(visit, pattern.id, expectations) is None:
                ids = sorted(e.id for e in expectations if same_parties(visit, e))
                others = sorted(e.id for e in expectations)
                wanted = next(n for n in visit.visit.fulfils if n.startswith(pattern.id))
                parties = f"{', '.join(visit.visit.guests)} to {visit.host}"
                found.append(
                    Problem(
                        visit.visit.at,
                        "error",
                        "fulfils",
                        f'"{wanted}" expects no visit of {parties}',
                        did_you_mean(wanted, ids or others),
                    )
                )
    return found
