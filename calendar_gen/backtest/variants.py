"""Variants of a rule, side by side with it on the same occurrences.

A variant is another rule that expects the same guest with the same host in the same windows, or, of
a rule that has none, another reading of itself: without its condition, with every fifth anniversary
for every tenth, with no start of validity. An occurrence that only one of them expects counts too:
there the other says no more than how often the pair meets anyway.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from calendar_gen.backtest.bootstrap import Interval
from calendar_gen.backtest.comparing import ALIKE_LOG_LOSS
from calendar_gen.backtest.gains import Gain, gain, interval_of_sum
from calendar_gen.backtest.named_rules import Cycle, RulesReport, Scored, backtest_rules
from calendar_gen.forecasting.likelihood import CLASSES
from calendar_gen.forecasting.readings import ReadAs, other_readings
from calendar_gen.rules import Period, Rulebook


class SideBySide(NamedTuple):
    """A rule and a variant of it at one lead, on so many occurrences of one sample.

    `after` says that the sample came after either was on paper. `difference` is what the variant
    is better by, in nats; `interval` is None where there are too few years to draw from.
    `left_out` are occurrences of which one of them has no score, or whose outcome is not the same
    for both.
    """

    rule: str
    variant: str | ReadAs
    lead: int
    after: bool
    occurrences: int
    of_rule: Gain
    of_variant: Gain
    difference: float
    interval: Interval | None
    left_out: int

    @property
    def verdict(self) -> Literal["better", "worse", "alike"]:
        """What the variant is, by the mean of the difference; `sure` says whether that holds."""
        if abs(self.difference) < ALIKE_LOG_LOSS * self.occurrences:
            return "alike"
        return "better" if self.difference > 0 else "worse"

    @property
    def sure(self) -> bool:
        """Whether the whole interval lies on the side of the verdict."""
        if self.interval is None or self.verdict == "alike":
            return False
        return self.interval.high < 0 or self.interval.low > 0


class Reading(NamedTuple):
    """A rule read otherwise, and how that scores."""

    rule: str
    read_as: ReadAs
    report: RulesReport


_Key = tuple[str, str, int, int]
"""What two rules expect alike: guests, host, first and last day of the window."""


def read_otherwise(
    rulebook: Rulebook,
    report: RulesReport,
    *,
    years: tuple[int, int] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> list[Reading]:
    """The other readings of each rule that has no variant among the rules of the report."""
    paired = {rule for pair in _named(report) for rule in pair}
    wanted = [
        (rule, read_as, pattern)
        for rule in report.rules
        if rule not in paired
        for read_as, pattern in other_readings(rulebook.patterns[rule])
    ]
    found = []
    for number, (rule, read_as, pattern) in enumerate(wanted):
        book = rulebook._replace(patterns={**rulebook.patterns, rule: pattern})
        scored = backtest_rules(book, [rule], report.as_of, leads=report.leads, years=years)
        if not read_as.since_kept:
            scored = _within(scored, rulebook.patterns[rule].in_force)
        found.append(Reading(rule, read_as, scored))
        if progress is not None:
            progress(number + 1, len(wanted))
    return found


def _within(report: RulesReport, periods: Sequence[Period]) -> RulesReport:
    """What a report has of the days on which a rule is in force: before them it says nothing, and
    a reading with no start of validity differs there by what it learned from earlier years.
    """

    def holds(cycle: Cycle) -> bool:
        return any(period.holds(cycle.first) or period.holds(cycle.last) for period in periods)

    return report._replace(
        scored=tuple(each for each in report.scored if holds(each.cycle)),
        unknown=tuple(cycle for cycle in report.unknown if holds(cycle)),
        unforeseen=tuple(cycle for cycle in report.unforeseen if holds(cycle)),
    )


def side_by_side(report: RulesReport, readings: Iterable[Reading] = ()) -> list[SideBySide]:
    """Each variant beside its rule, sample by sample and lead by lead.

    Of two rules the one asked for first is the rule, the other its variant. A reading that says
    what the rule says, or another reading said before, is left out.
    """
    found = [
        each
        for rule, variant in _named(report)
        for each in _compared(rule, variant, _of(report, rule), _of(report, variant), report.leads)
    ]
    said: dict[str, list[Sequence[Scored]]] = {}
    for reading in readings:
        rule, those = reading.rule, _of(reading.report, reading.rule)
        before = said.setdefault(rule, [_of(report, rule).scored])
        if not any(_alike(those.scored, other) for other in before):
            before.append(those.scored)
            found += _compared(rule, reading.read_as, _of(report, rule), those, report.leads)
    return found


def other_windows(report: RulesReport) -> list[tuple[str, str]]:
    """Rules that expect the same guest in windows that overlap, none of which is the same: what
    each says of its own window cannot be set side by side.

    Of answers that is no wonder: each has a window of its own.
    """
    keys = _keys(report)
    classes = {each.cycle.rule: each.cycle.class_name for each in report.scored}
    return [
        (rule, other)
        for place, other in enumerate(report.rules)
        for rule in report.rules[:place]
        if classes.get(rule) == classes.get(other) != CLASSES["returned"].name
        and not keys[rule] & keys[other]
        and any(_overlap(one, two) for one in keys[rule] for two in keys[other])
    ]


def _overlap(one: _Key, two: _Key) -> bool:
    return one[:2] == two[:2] and one[2] <= two[3] and two[2] <= one[3]


def _keys(report: RulesReport) -> dict[str, set[_Key]]:
    """What each rule expects and is scored on."""
    keys: dict[str, set[_Key]] = {rule: set() for rule in report.rules}
    for each in report.scored:
        keys[each.cycle.rule].add(_key(each.cycle))
    return keys


class _Side(NamedTuple):
    """The scores of one rule, and the cycles of which it expects something, but has none."""

    scored: Sequence[Scored]
    unsettled: frozenset[_Key]

    def at(self, lead: int) -> dict[_Key, Scored]:
        return {_key(each.cycle): each for each in self.scored if each.lead == lead}


def _of(report: RulesReport, rule: str) -> _Side:
    cycles = (*report.unknown, *report.unforeseen)
    return _Side(
        [each for each in report.scored if each.cycle.rule == rule],
        frozenset(_key(cycle) for cycle in cycles if cycle.rule == rule),
    )


def _key(cycle: Cycle) -> _Key:
    return cycle.guests, cycle.host, cycle.first, cycle.last


def _named(report: RulesReport) -> list[tuple[str, str]]:
    """Rules and their variants among those of the report: each with the first that shares an
    occurrence with it.
    """
    keys = _keys(report)
    found: list[tuple[str, str]] = []
    for place, variant in enumerate(report.rules):
        variants = {name for _, name in found}
        for rule in report.rules[:place]:
            if rule not in variants and keys[rule] & keys[variant]:
                found.append((rule, variant))
                break
    return sorted(found, key=lambda pair: report.rules.index(pair[0]))


def _alike(ones: Sequence[Scored], others: Sequence[Scored]) -> bool:
    """Whether two readings forecast the same of the same."""
    return {_said(each) for each in ones} == {_said(each) for each in others}


def _said(scored: Scored) -> tuple[object, ...]:
    return scored.lead, _key(scored.cycle), scored.forecast.probability, scored.forecast.outcome


def _compared(
    rule: str, variant: str | ReadAs, one: _Side, other: _Side, leads: Sequence[int]
) -> list[SideBySide]:
    found = []
    for after in (True, False):
        for lead in leads:
            ours, theirs = one.at(lead), other.at(lead)
            keys = [
                key
                for key in ours.keys() | theirs.keys()
                if after
                == all(each.cycle.stated is not None for each in _of_key(key, ours, theirs))
            ]
            shown = [key for key in keys if _comparable(key, one, other, ours, theirs)]
            if shown:
                found.append(_beside((rule, variant, lead, after), shown, ours, theirs, len(keys)))
    return found


def _of_key(key: _Key, *sides: Mapping[_Key, Scored]) -> list[Scored]:
    return [side[key] for side in sides if key in side]


def _comparable(
    key: _Key, one: _Side, other: _Side, ours: Mapping[_Key, Scored], theirs: Mapping[_Key, Scored]
) -> bool:
    both = _of_key(key, ours, theirs)
    return (
        key not in one.unsettled
        and key not in other.unsettled
        and len({each.forecast.outcome for each in both}) == 1
    )


def _beside(
    about: tuple[str, str | ReadAs, int, bool],
    keys: Sequence[_Key],
    ours: Mapping[_Key, Scored],
    theirs: Mapping[_Key, Scored],
    expected: int,
) -> SideBySide:
    rule, variant, lead, after = about
    by_year: dict[int, float] = {}
    for key in sorted(keys):
        mine, its = ours.get(key), theirs.get(key)
        some = mine or its
        assert some is not None, "one of them expects it"
        better = (some.baseline_nats if its is None else its.nats) - (
            some.baseline_nats if mine is None else mine.nats
        )
        year = some.forecast.case.year
        by_year[year] = by_year.get(year, 0.0) + better
    return SideBySide(
        rule,
        variant,
        lead,
        after,
        len(keys),
        gain(rule, [ours[key] for key in sorted(keys) if key in ours]),
        gain(
            variant if isinstance(variant, str) else rule,
            [theirs[key] for key in sorted(keys) if key in theirs],
        ),
        sum(by_year.values()),
        interval_of_sum(by_year),
        expected - len(keys),
    )
