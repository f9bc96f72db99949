"""Visits that may answer an expectation are looked at, those far from its days are not."""

from random import Random
from types import SimpleNamespace
from typing import Any, cast

from calendar_gen.forecasting.matching import NEAREST_CYCLE, _closeness, _InTime


def visits(chance: Random, lengths: tuple[int, ...], *, endless: bool) -> list[Any]:
    """Some of these lengths, one perhaps without an end, one without days."""
    found = [SimpleNamespace(around=None, endless=False)]
    for _ in range(30):
        first = chance.randrange(9000)
        found.append(SimpleNamespace(around=(first, first + chance.choice(lengths)), endless=False))
    if endless:
        first = chance.randrange(2000)
        found.append(SimpleNamespace(around=(first, first), endless=True))
    return cast("list[Any]", found)


def may_answer(visit: Any, expectation: Any) -> bool:
    """Whether it overlaps the window, or was moved from it by a year at most."""
    if visit.around is None:
        return False
    first, last = visit.around
    overlaps = first <= expectation.last and (expectation.first <= last or visit.endless)
    return overlaps or _closeness(visit, expectation)[1] <= NEAREST_CYCLE


def test_whatever_may_answer_is_looked_at_and_little_else() -> None:
    chance = Random(9)
    looked = needed = 0
    for turn in range(60):
        lengths = ((0, 1), (0, 30, 365, 731))[turn % 2]
        those = visits(chance, lengths, endless=turn % 3 == 0)
        in_time = _InTime(those)
        for visit in those[1:31]:
            away = chance.choice((-1, 1)) * chance.choice((0, 100, 365, 366, 367))
            first = visit.around[chance.randrange(2)] + away
            last = first + chance.choice((0, 0, 1, 6, 365, 1000))
            expectation = cast("Any", SimpleNamespace(first=first, last=last))
            near = in_time.near(expectation)
            answering = [visit for visit in those if may_answer(visit, expectation)]
            assert [visit for visit in answering if not any(visit is each for each in near)] == []
            looked += len(near)
            needed += len(answering)
    assert needed < looked < 60 * 30 * 30 / 2


def test_nobody_looks_for_visits_of_nobody() -> None:
    assert list(_InTime(()).near(cast("Any", SimpleNamespace(first=1, last=2)))) == []
