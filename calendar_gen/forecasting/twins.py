"""Two rules on one event: readers would get it twice, under two ids."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from calendar_gen.problems import Problem
from calendar_gen.rules import Commemoration, Origin, Rulebook

MOST_OF_A_DAY = 100
"""Rules of one day that later ones are held against: a file of a stranger may have any number."""


class _Told(NamedTuple):
    """A rule, and the words of its present title by language."""

    rule: Commemoration
    words: Mapping[str, frozenset[str]]


def twins(rulebook: Rulebook) -> Iterator[Problem]:
    """A warning for each commemoration that an earlier one, by its place in the files, is too.

    One event is what is kept on one day by one host, of one origin if both have one, where the
    titles say no more than one another in some language, or the place and a category are the same.
    """
    by_day: dict[str, list[_Told]] = defaultdict(list)
    for rule in sorted(rulebook.commemorations.values(), key=lambda rule: rule.at):
        if rule.on is None:  # its event is known by a month or year alone
            continue
        told = _Told(rule, {tag: _words(text) for tag, text in rule.titles[-1].texts.items()})
        before = by_day[rule.on.text]
        shared = ((one.rule, _shared(one, told)) for one in before)
        for one, what in shared:
            if what is not None:
                message = f'"{rule.id}" keeps the same day as "{one.id}" at {one.at}, and {what}'
                hint = "keep one of them; if they are two events, let titles and places tell which"
                yield Problem(rule.at, "warning", "same-event", message, hint)
                break
        if len(before) < MOST_OF_A_DAY:
            before.append(told)


def _shared(told: _Told, also: _Told) -> str | None:
    """What makes two rules of one day the same event; None if they are two."""
    one, other = told.rule, also.rule
    if one.host != other.host and one.host is not None and other.host is not None:
        return None
    if one.of is not None and other.of is not None and _apart(one.of, other.of):
        return None
    if _when(one) != _when(other):
        return None
    hosted = one.host is not None and other.host is not None
    for language, ours in told.words.items():
        theirs = also.words.get(language)
        if not ours or not theirs:
            continue
        if ours == theirs or (hosted and (ours < theirs or theirs < ours)):
            texts, others = one.titles[-1].texts, other.titles[-1].texts
            return f'is called "{others[language]}", as that is "{texts[language]}"'
    if one.of is None or other.of is None or one.place is None or one.place != other.place:
        return None
    if not set(one.categories) & set(other.categories):
        return None
    return f"the place, {one.place}, and the event's day are the same"


def _when(rule: Commemoration) -> tuple[object, ...]:
    """In which years a rule has its day: two of one title may take turns."""
    return (rule.in_force, rule.every, rule.only_on, rule.never_on, rule.only_if)


def _apart(one: Origin, other: Origin) -> bool:
    """Whether two events cannot be one: neither lies within the other."""
    first, last = max(one.earliest, other.earliest), min(one.latest, other.latest)
    return (first, last) not in ((one.earliest, one.latest), (other.earliest, other.latest))


def _words(title: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", title.casefold()))
