"""Visits of the record matched to the visits that patterns expect.

The five steps are those of the reference, "Matching visits to expectations".
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from typing import Literal

from calendar_gen import edtf
from calendar_gen.forecasting.record import KnownVisit
from calendar_gen.named import NamedTuple
from calendar_gen.patterns import Expectation
from calendar_gen.record import Outcome
from calendar_gen.rules import VisitPattern

NEAREST_CYCLE = 366
"""Days from an expectation's middle within which a visit for its occasion counts as moved."""

LITTLE_EARLY = 31
"""Days before or after a window within which a visit in the year of another cycle still counts as
moved from it, as one late in December does from a window early in January.
"""

Fit = Outcome | Literal["fulfils", "another matter"]


class Match(NamedTuple):
    """The visit that answers an expectation.

    `outcome` says what kept it from fulfilling it.
    """

    known: KnownVisit
    outcome: Outcome | None
    by_name: bool


class _InTime:
    """Visits by their first days, so that those far from a window are not looked at one by one."""

    def __init__(self, visits: Iterable[KnownVisit]) -> None:
        placed = [(visit.around, visit) for visit in visits if visit.around is not None]
        placed.sort(key=lambda row: row[0][0])
        self._visits = [visit for _, visit in placed]
        self._firsts = [around[0] for around, _ in placed]
        self._longest = max((last - first for (first, last), _ in placed), default=0)
        self._endless = any(visit.endless for visit in self._visits)

    def near(self, expectation: Expectation) -> Sequence[KnownVisit]:
        """Those that may overlap its window, or have their middle near its own, and some more."""
        begin, end = expectation.first - _MIDDLES, expectation.last + _MIDDLES
        low = 0 if self._endless else bisect_left(self._firsts, begin - self._longest)
        return self._visits[low : bisect_right(self._firsts, end)]


_MIDDLES = NEAREST_CYCLE + 1
"""Days between two middles that are near, when the half days of both are counted."""


class Register:
    """The visits of a record by what each rule looks for: its own name, and who comes to whom."""

    def __init__(self, visits: Sequence[KnownVisit]) -> None:
        self._by_id = {visit.visit.id: visit for visit in visits}
        self._naming: dict[str, list[KnownVisit]] = {}
        parties: dict[tuple[str, tuple[str, ...]], list[KnownVisit]] = {}
        hosts: dict[str, list[KnownVisit]] = {}
        for visit in visits:
            for rule in {name.partition(".")[0] for name in visit.visit.fulfils}:
                self._naming.setdefault(rule, []).append(visit)
            if visit.visit.kind != "meeting":  # which is nobody's visit
                parties.setdefault((visit.host, visit.visit.guests), []).append(visit)
                hosts.setdefault(visit.host, []).append(visit)
        self._parties, self._hosts = parties, hosts
        self._in_time: dict[object, _InTime] = {}

    def naming(self, rule: str) -> Sequence[KnownVisit]:
        """Those whose `fulfils:` names the rule or one of its occurrences, in order of ids."""
        return self._naming.get(rule, ())

    def find(self, visit: str) -> KnownVisit | None:
        """The visit of that id."""
        return self._by_id.get(visit)

    def alike(self, expectation: Expectation) -> Iterable[KnownVisit]:
        """Those with the guest and host that are expected, but for those too far from its days to
        answer it.
        """
        host, guests = expectation.host, expectation.guests
        if len(guests) == 1:
            found = self._placed((host, guests), self._parties.get((host, guests), ()))
            return found.near(expectation)
        found = self._placed(host, self._hosts.get(host, ()))
        return (visit for visit in found.near(expectation) if same_parties(visit, expectation))

    def _placed(self, who: object, visits: Iterable[KnownVisit]) -> _InTime:
        """The visits of a host, or of a guest to it, placed when they are first looked at."""
        if who not in self._in_time:
            self._in_time[who] = _InTime(visits)
        return self._in_time[who]


def match(
    pattern: VisitPattern, expectations: Sequence[Expectation], visits: Register
) -> dict[str, Match]:
    """Occurrence id to its visit, within one rule: a visit fulfils one, an occurrence takes one."""
    naming = visits.naming(pattern.id)
    matched = _by_name(pattern, expectations, naming)
    used = {visit.visit.id for visit in naming}
    answers = {e.answered_by: e for e in expectations if e.answered_by and e.id not in matched}
    for id, answered in answers.items():
        visit = visits.find(id)
        if visit is not None and id not in used:
            used.add(id)
            elsewhere = visit.host != answered.host or visit.visit.kind == "meeting"
            outcome: Outcome | None = "elsewhere" if elsewhere else visit.visit.outcome
            matched[answered.id] = Match(visit, outcome, by_name=False)
    for visit, expectation, fit in _best_first(pattern, expectations, visits, used, matched):
        if expectation.id in matched or visit.visit.id in used or fit == "another matter":
            continue
        used.add(visit.visit.id)
        short = None if fit == "fulfils" else fit
        matched[expectation.id] = Match(visit, short, by_name=False)
    return matched


def _by_name(
    pattern: VisitPattern, expectations: Sequence[Expectation], naming: Sequence[KnownVisit]
) -> dict[str, Match]:
    """What `fulfils:` decides, for the rule that it names only: all others are free to match."""
    named = [
        (target, visit)
        for visit in naming
        if not visit.transit
        and (target := named_target(visit, pattern.id, expectations)) is not None
    ]
    worst_first = sorted(named, key=lambda row: _preference(row[1], row[0]), reverse=True)
    return {
        target.id: Match(visit, _short_by_name(visit), by_name=True)
        for target, visit in worst_first
    }


def _short_by_name(visit: KnownVisit) -> Outcome | None:
    """What a visit that names its occurrence falls short by: only visits in person are hits."""
    if visit.visit.outcome is None and (visit.format == "video" or visit.format == "envoy"):
        return visit.format
    return visit.visit.outcome


def names_of(visit: KnownVisit, rule: str) -> list[str]:
    """The names in `fulfils:` that mean the rule or one of its occurrences."""
    return [name for name in visit.visit.fulfils if name == rule or name.startswith(rule + ".")]


def named_target(
    visit: KnownVisit, rule: str, expectations: Sequence[Expectation]
) -> Expectation | None:
    """The occurrence that `fulfils:` means: by its id, or by the rule's whose window is nearest."""
    ids = [name for name in visit.visit.fulfils if name != rule]
    by_id = (e for e in expectations if e.id in ids and same_parties(visit, e))
    if ids and (named := next(by_id, None)) is not None:
        return named
    if rule not in visit.visit.fulfils or visit.around is None:
        return None
    first, last = visit.around
    over = (e for e in expectations if e.first <= last and first <= e.last)
    # Those that it overlaps, which are nearer than any other: there is nearly always one.
    mine = [e for e in over if same_parties(visit, e)]
    mine = mine or [e for e in expectations if same_parties(visit, e)]
    return min(mine, key=lambda e: (*_closeness(visit, e), e.first, e.id), default=None)


def same_parties(visit: KnownVisit, expectation: Expectation) -> bool:
    """Whether guest and host are those expected.

    A meeting elsewhere is nobody's visit. To a meeting of several, any one guest may come.
    """
    guests = visit.visit.guests
    several = len(expectation.guests) > 1
    comes = bool({*guests} & {*expectation.guests}) if several else guests == expectation.guests
    return comes and visit.visit.kind != "meeting" and visit.host == expectation.host


def _best_first(
    pattern: VisitPattern,
    expectations: Sequence[Expectation],
    visits: Register,
    used: Collection[str],
    matched: Collection[str],
) -> list[tuple[KnownVisit, Expectation, Fit]]:
    """Candidates, those that fulfil before those that fall short, best overlap first: of visits
    that are not used for expectations that are not matched.
    """
    candidates = [
        (visit, expectation, fit_of(pattern, visit, expectation))
        for expectation in expectations
        if expectation.id not in matched
        for visit in visits.alike(expectation)
        if visit.visit.id not in used
    ]
    return sorted(
        (
            (visit, expectation, fit)
            for visit, expectation, fit in candidates
            if fit != "another matter"
            and not (fit == "moved" and _of_another_cycle(visit, expectation, expectations))
        ),
        key=lambda row: (
            row[2] != "fulfils",
            *_preference(row[0], row[1]),
            row[1].first,
            row[0].visit.id,
            row[1].id,
        ),
    )


def _preference(
    visit: KnownVisit, expectation: Expectation
) -> tuple[bool, tuple[int, int], tuple[int, int], str]:
    """Sorts what took place before what was called off, or was only announced; then the longest
    overlap, the nearest middles, the earlier visit.
    """
    no_days = visit.around is None
    near = (0, 0) if no_days else _closeness(visit, expectation)
    return visit.status != "occurred", near, visit.around or (0, 0), visit.visit.id


def fit_of(pattern: VisitPattern, visit: KnownVisit, expectation: Expectation) -> Fit:
    """Whether a visit by the right parties fulfils, what it falls short by, or neither."""
    if visit.around is None:
        return "another matter"
    before = visit.around[1] < expectation.first and not visit.endless
    outside = before or expectation.last < visit.around[0]
    if outside and _closeness(visit, expectation)[1] > NEAREST_CYCLE:
        return "another matter"
    named = bool({pattern.id, expectation.occasion_rule} & set(visit.visit.occasions))
    worded = _has_words(pattern, visit)
    if (visit.visit.occasions and not named) or worded is False:
        return "another matter"
    if (visit.coarse or (expectation.by_name and not worded)) and not named:
        return "another matter"
    if outside:
        return "moved" if named or worded else "another matter"
    if visit.format == "video" or visit.format == "envoy":
        return visit.format
    if visit.transit:
        return "another matter"
    if expectation.rank and visit.visit.rank and visit.visit.rank not in expectation.rank:
        return "other-rank"
    return visit.visit.outcome or "fulfils"


def _of_another_cycle(
    visit: KnownVisit, expectation: Expectation, expectations: Sequence[Expectation]
) -> bool:
    """Whether a visit outside the window belongs to another cycle of the rule, so that it was moved
    from that one if from any: lies in its window, in its year, or nearer to it.
    """
    assert visit.around is not None
    first, last = visit.around
    mine = _in_year_of(visit, expectation)
    for other in expectations:
        if other.cycle == expectation.cycle:
            continue
        if first <= other.last and other.first <= last:
            return True
        if other.leg != expectation.leg:
            continue
        theirs = _in_year_of(visit, other)
        nearer = _closeness(visit, other) < _closeness(visit, expectation)
        if theirs > mine or (theirs == mine and nearer):
            return True
    return False


def _in_year_of(visit: KnownVisit, expectation: Expectation) -> bool:
    """Whether a visit began in the year of a window, or a little before or after the window."""
    assert visit.around is not None
    first, last = visit.around
    apart = max(expectation.first - last, first - expectation.last)
    years = edtf.civil(expectation.first)[0], edtf.civil(expectation.last)[0]
    return apart <= LITTLE_EARLY or years[0] <= edtf.civil(first)[0] <= years[1]


def _has_words(pattern: VisitPattern, visit: KnownVisit) -> bool | None:
    """Whether one of the pattern's words is in the free text; None if either is missing."""
    if not pattern.words or not visit.visit.text:
        return None
    text = visit.visit.text.casefold()
    return any(word.casefold() in text for word in pattern.words)


def _closeness(visit: KnownVisit, expectation: Expectation) -> tuple[int, int]:
    """Sorts the longest overlap first, then the nearest middles (in days).

    Of a visit without an end only the start counts: what it overlaps, and how long, nobody knows.
    """
    assert visit.around is not None
    first, last = visit.around
    overlap = min(last, expectation.last) - max(first, expectation.first) + 1
    if visit.endless:
        overlap, last = min(overlap, 1), first
    apart = abs((first + last) - (expectation.first + expectation.last))
    return -max(overlap, 0), apart // 2
