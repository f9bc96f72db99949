"""Rules that a digest asked without an answer: those that give nothing in its year, and those that
do not know some of its days.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from calendar_gen.entries.days import span_text
from calendar_gen.entries.entry import Entry
from calendar_gen.entries.phrases import Phrases, text_for
from calendar_gen.forecasting.ranges import gaps
from calendar_gen.forecasting.selection import Selection
from calendar_gen.rendering.digest.evidence import shown_paths
from calendar_gen.rendering.digest.periods import Period
from calendar_gen.rules import Commemoration, Rulebook, VisitPattern


class SilentRule(NamedTuple):
    """A rule without an entry, where it stands, and what of the period it says nothing of."""

    id: str
    title: str
    title_language: str
    file: str
    line: int
    why: str


def silent_rules(
    shown: Sequence[Entry],
    rulebook: Rulebook,
    selection: Selection,
    period: Period,
    phrases: Phrases,
) -> Sequence[SilentRule]:
    """Of the rules in force that are asked for: what they say nothing of, by id.

    A month or a week is not said of: nearly all rules are silent then, but for those that cannot
    answer at all.
    """
    found: dict[str, str] = {}
    if period.kind == "year":
        given = {entry.occurrence.rule for entry in shown}
        nothing = phrases.say("gives nothing in this year")
        found = {
            rule.id: nothing for rule in _asked(rulebook, selection, period) if rule.id not in given
        }
    for gap in gaps(rulebook, period.first, period.last, selection):
        days = span_text(gap.first, gap.last, phrases)
        found[gap.rule.id] = phrases.say("says nothing of {days}", days=days)
    paths = shown_paths(rulebook) if found else {}
    return [_row(rulebook, id_, found[id_], paths, phrases) for id_ in sorted(found)]


def _row(
    rulebook: Rulebook, id_: str, why: str, paths: Mapping[str, str], phrases: Phrases
) -> SilentRule:
    rule = rulebook.commemorations.get(id_) or rulebook.patterns[id_]
    language, title = text_for(rule.titles[-1].texts if rule.titles else {}, phrases.tag)
    return SilentRule(
        id_, title, language or phrases.language, paths[rule.at.file], rule.at.line, why
    )


def _asked(
    rulebook: Rulebook, wanted: Selection, period: Period
) -> Iterator[Commemoration | VisitPattern]:
    """The rules in force whose entries would pass the selection. Of a pattern that is told of its
    category alone: whom it concerns may differ from cycle to cycle.
    """
    for rule in rulebook.commemorations.values():
        host = rule.host or ""
        named = not wanted.countries or bool({host, host.partition("-")[0]} & wanted.countries)
        if named and not wanted.pairs and _fits(rule, wanted, period):
            yield rule
    if not (wanted.countries or wanted.pairs):
        yield from (p for p in rulebook.patterns.values() if _fits(p, wanted, period))


def _fits(rule: Commemoration | VisitPattern, wanted: Selection, period: Period) -> bool:
    if wanted.categories and not wanted.categories & {*rule.categories}:
        return False
    return not rule.in_force or any(
        (part.first is None or part.first <= period.last)
        and (part.last is None or part.last >= period.first)
        for part in rule.in_force
    )
