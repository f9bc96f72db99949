"""Days that a rule cannot answer for: beyond its calendar, or after the end of its list."""

from collections.abc import Iterator

from calendar_gen import edtf
from calendar_gen.forecasting.selection import ALL, Selection
from calendar_gen.named import NamedTuple
from calendar_gen.problems import Problem, in_order
from calendar_gen.rules import Commemoration, Rulebook


class Gap(NamedTuple):
    """Days, both in, of which a rule says nothing."""

    rule: Commemoration
    first: int
    last: int


def unanswered(
    rulebook: Rulebook, first: int, last: int, wanted: Selection = ALL
) -> tuple[Problem, ...]:
    """A note for each rule in force that says nothing of some days from `first` to `last`, of those
    that are asked for, by themselves or by a pattern that leans on them.
    """
    found = []
    for gap in gaps(rulebook, first, last, wanted):
        assert gap.rule.reach is not None
        days = f"{edtf.iso(gap.first)} to {edtf.iso(gap.last)}"
        message = f'"{gap.rule.id}" has no answer for {days}'
        found.append(Problem(gap.rule.at, "note", "out-of-range", message, gap.rule.reach.clause))
    return in_order(found)


def gaps(rulebook: Rulebook, first: int, last: int, wanted: Selection = ALL) -> Iterator[Gap]:
    """The days from `first` to `last` that those rules say nothing of while they are in force."""
    for rule in _asked(rulebook, wanted):
        for start, end in _beyond(rule, first, last):
            if rule.in_force and not any(
                (p.first is None or p.first <= end) and (p.last is None or start <= p.last)
                for p in rule.in_force
            ):
                continue
            yield Gap(rule, start, end)


def _beyond(rule: Commemoration, first: int, last: int) -> list[tuple[int, int]]:
    """The days of a window before and after those that the rule answers for."""
    reach = rule.reach
    if reach is None:
        return []
    before = min(last, first - 1 if reach.first is None else reach.first - 1)
    after = max(first, last + 1 if reach.last is None else reach.last + 1)
    return [days for days in ((first, before), (after, last)) if days[0] <= days[1]]


def _asked(rulebook: Rulebook, wanted: Selection) -> Iterator[Commemoration]:
    """The rules beyond whose reach something that is asked for can lie."""
    beyond = [rule for rule in rulebook.commemorations.values() if rule.reach is not None]
    if not beyond:
        return
    from calendar_gen.rules.leanings import leanings_of_pattern

    named = {name.partition(".")[0] for name in wanted.rules}
    leant_on = {
        id
        for pattern in rulebook.patterns.values()
        if (not named or pattern.id in named)
        and (not wanted.categories or wanted.categories & set(pattern.categories))
        for id in leanings_of_pattern(pattern)
    }
    for rule in beyond:
        host = rule.host or ""
        itself = (
            not (wanted.visits_only or wanted.pairs)
            and (not named or rule.id in named)
            and (not wanted.categories or bool(wanted.categories & set(rule.categories)))
            and (not wanted.countries or bool({host, host.partition("-")[0]} & wanted.countries))
        )
        if itself or rule.id in leant_on:
            yield rule
