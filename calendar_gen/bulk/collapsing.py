"""Rules collapse to patterns: what gives a rule its days, without what names and numbers it."""

from collections.abc import Hashable, Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from calendar_gen.bulk.shapes import Sorted, shape, sorted_by_shape
from calendar_gen.returns import year_in
from calendar_gen.rules import DOUBT, Commemoration, Rulebook
from calendar_gen.sentences import DateSentence
from calendar_gen.sentences.nodes import DayList, DaysSince, EveryDays, RuleDay, unfold

NEVER = np.iinfo(np.int32).min
"""The origin of a rule that counts from no event."""


class Counted(NamedTuple):
    """How rules count, one row a rule.

    `pattern` is the row of the pattern; `origin` the year of the rule's calendar from which it
    counts, `least` the first number, `earliest` the first day of the event (`NEVER` without one);
    `doubt` how doubtful the event is, by `rules.DOUBT`; `marks` the row of the table of marks, of
    which the first are the usual ones; `titled` whether it has several titles.
    """

    rule: NDArray[np.int32]
    pattern: NDArray[np.int32]
    origin: NDArray[np.int32]
    least: NDArray[np.int32]
    earliest: NDArray[np.int32]
    doubt: NDArray[np.int8]
    marks: NDArray[np.int32]
    titled: NDArray[np.bool_]

    def take(self, rows: NDArray[np.intp]) -> "Counted":
        """Some of the rows."""
        rule, pattern, origin, least, earliest, doubt, marks, titled = self
        return Counted(
            *(rule[rows], pattern[rows], origin[rows], least[rows], earliest[rows]),
            *(doubt[rows], marks[rows], titled[rows]),
        )


class Collapsed(NamedTuple):
    """A rulebook by patterns.

    `names` are the ids of all rules and visits in the order of their occurrences' ids; `counted`
    has those whose days are a pattern's, in that order, `single` are all others.
    `titles` are the ends (`until`) of the title periods of rules that have several, by row of
    `names`.
    """

    names: tuple[str, ...]
    patterns: Sorted
    marks: tuple[tuple[int, ...] | None, ...]
    counted: Counted
    single: tuple[str, ...]
    titles: dict[int, tuple[int, ...]]


def collapse(rulebook: Rulebook) -> Collapsed:
    """The patterns of a rulebook, and which rule has which."""
    visits = (visit.id for visit in rulebook.visits)
    names = in_order({*rulebook.commemorations, *rulebook.patterns, *visits})
    patterns: dict[Hashable, int] = {}
    makers: list[Commemoration] = []
    marks: dict[tuple[int, ...] | None, int] = {None: 0}
    rows: list[tuple[int, ...]] = []
    single: list[str] = []
    titles: dict[int, tuple[int, ...]] = {}
    for rank, name in enumerate(names):
        rule = rulebook.commemorations.get(name)
        if rule is None or not _by_pattern(rule):
            single.append(name)
            continue
        pattern = patterns.setdefault(_key(rule), len(patterns))
        if pattern == len(makers):
            makers.append(rule)
        several = len(rule.titles) > 1
        kind = marks.setdefault(rule.marks, len(marks))
        rows.append((rank, pattern, *_counting(rule), kind, several))
        if several:
            titles[rank] = tuple(p.until for p in rule.titles[:-1] if p.until is not None)
    columns = np.array(rows, dtype=np.int64).reshape(len(rows), len(Counted._fields)).T
    whole = columns.astype(np.int32)
    order = sorted(range(len(makers)), key=lambda row: shape(makers[row]))
    place = np.zeros(len(order), dtype=np.int32)
    place[order] = np.arange(len(order))
    doubt, titled = whole[5].astype(np.int8), whole[7].astype(np.bool_)
    counted = Counted(
        *(whole[0], place[whole[1]], whole[2], whole[3], whole[4], doubt, whole[6], titled)
    )
    alike = sorted_by_shape([makers[row] for row in order])
    return Collapsed(names, alike, tuple(marks), counted, tuple(single), titles)


def in_order(ids: Iterable[str]) -> tuple[str, ...]:
    """Rules by the order of the ids of their occurrences, in which a dot follows the rule's."""
    return tuple(sorted(ids, key=lambda id_: id_ + "."))


def _by_pattern(rule: Commemoration) -> bool:
    """Whether the rule's days follow from its own sentence alone, one or more of each year."""
    return (
        isinstance(rule.on, DateSentence)
        and not isinstance(unfold(rule.on.node)[0], RuleDay | DayList | DaysSince | EveryDays)
        and not rule.exceptions
        and rule.only_if is None
        and all(shift.rule is None for shift in rule.observed)
    )


def _key(rule: Commemoration) -> Hashable:
    """What two rules of one pattern share. The sentence counts as text: its nodes are tuples, and
    tuples of two kinds may be equal.
    """
    assert isinstance(rule.on, DateSentence)
    return (
        (rule.on.text, rule.on.choices, rule.calendar, rule.every, rule.in_force),
        (rule.only_on, rule.never_on, rule.observed, rule.lasts),
    )


def _counting(rule: Commemoration) -> tuple[int, int, int, int]:
    if rule.of is None:
        return NEVER, 0, NEVER, 0
    zeroth = rule.marks is not None and 0 in rule.marks
    origin = year_in(rule.calendar, rule.of)
    return origin, int(not zeroth), rule.of.earliest, DOUBT[rule.of.doubt]
