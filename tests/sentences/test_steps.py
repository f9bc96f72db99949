"""Steps lead no further than they say, and every bound is met."""

import pytest

from calendar_gen.sentences.nodes import DaysFrom, Easter, Relation, Step, WeekdayFrom
from calendar_gen.sentences.steps import reach, take_steps

ANCHOR = Easter("western")
RELATIONS: tuple[Relation, ...] = ("after", "before", "on or after", "on or before", "nearest")
STEPS: list[Step] = [
    DaysFrom(-3, ANCHOR),
    DaysFrom(400, ANCHOR),
    *(WeekdayFrom(1, weekday, relation, ANCHOR) for weekday in (0, 6) for relation in RELATIONS),
    *(WeekdayFrom(4, 3, relation, ANCHOR) for relation in RELATIONS[:4]),
]


@pytest.mark.parametrize("step", STEPS)
def test_a_week_of_days_shows_the_reach_of_a_step(step: Step) -> None:
    days = range(700_000, 700_007)
    steps: list[Step] = [step]
    moves = [(then or 0) - day for day, then in zip(days, take_steps([*days], steps), strict=True)]
    assert (min(moves), max(moves)) == reach(steps)


def test_steps_add_up_and_leave_gaps_alone() -> None:
    steps: list[Step] = [DaysFrom(10, ANCHOR), WeekdayFrom(1, 1, "before", ANCHOR)]
    assert reach(steps) == (3, 9)
    assert take_steps([None, 700_000], steps) == [None, 700_008]
