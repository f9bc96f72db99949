"""What a date sentence says, as a tree of typed values.

A sentence is a base, such as `9 May` or `Easter`, and steps away from it, such as `2 days before`.
Months are those of a calendar system by its key. Weekdays are day numbers modulo 7: 0 is Sunday.
"""

from typing import Literal

from calendar_gen.named import NamedTuple
from calendar_gen.rules import Certainty

Relation = Literal["after", "before", "on or after", "on or before", "nearest"]


class MonthDay(NamedTuple):
    """`9 May`, `14 Adar II`, `day 15 of leap month 6 Chinese`."""

    system: str
    month: int
    leap: bool
    day: int


class LastOfMonth(NamedTuple):
    """`last day of February`."""

    system: str
    month: int
    leap: bool


class LastOfYear(NamedTuple):
    """`last day of the Chinese year`: of the year that ends."""

    system: str


class NthWeekday(NamedTuple):
    """`second Sunday of May`; `nth` is 1 to 5, or -1 for the last."""

    nth: int
    weekday: int
    system: str
    month: int
    leap: bool


class Easter(NamedTuple):
    """`Easter`, `Orthodox Easter`; a word, since rows of days are kept by their sentences, and True
    would make it equal to day 1 of the year.
    """

    church: Literal["western", "orthodox"]

    @property
    def orthodox(self) -> bool:
        """Whether it is that of the Orthodox churches."""
        return self.church == "orthodox"


class SolarTerm(NamedTuple):
    """`Qingming`, `Qingming in Seoul`; the zone as written, None for UTC+8."""

    term: str
    zone: str | None


class SunPoint(NamedTuple):
    """`March equinox in Tokyo`; months 3 and 9 are equinoxes, 6 and 12 solstices."""

    month: int
    zone: str


class DayOfYear(NamedTuple):
    """`day 256 of the year`."""

    day: int


class DayOfIsoWeek(NamedTuple):
    """`Monday of week 53`, weeks by ISO 8601."""

    weekday: int
    week: int


class TableDay(NamedTuple):
    """`Diwali`, `Vesak Thailand`: the key of an authority table."""

    table: str


class RuleDay(NamedTuple):
    """`victory-day-moscow`, `victory-day-moscow as observed`."""

    rule: str
    observed: bool


class Listed(NamedTuple):
    """One member of a list: the text it was given as, its cycle key, its days, both in."""

    text: str
    key: str
    first: int
    last: int
    certainty: Certainty


class DayList(NamedTuple):
    """`[2024-11-01, 2026-04-03/2026-04-19]`, in order of days."""

    members: tuple[Listed, ...]


class DaysSince(NamedTuple):
    """`10,000 days after 9 May 1945`: one day only; `since` is the date as it is printed, and
    `certainty` its own.
    """

    days: int
    since: str
    start: int
    certainty: Certainty = "exact"


class EveryDays(NamedTuple):
    """`every 10,000 days`, counted from the day of the rule's `of:`."""

    days: int


class DaysFrom(NamedTuple):
    """`2 days before Easter`; negative is before."""

    days: int
    anchor: "Anchored"


class WeekdayFrom(NamedTuple):
    """`4th Sunday before 25 December`; `nth` is 1 if it is not said."""

    nth: int
    weekday: int
    relation: Relation
    anchor: "Anchored"


Yearly = (
    MonthDay
    | LastOfMonth
    | LastOfYear
    | NthWeekday
    | Easter
    | SolarTerm
    | SunPoint
    | DayOfYear
    | DayOfIsoWeek
    | TableDay
)
"""A base with at most one day in each year of its calendar."""

Step = DaysFrom | WeekdayFrom
Anchored = Yearly | RuleDay | Step
Base = Yearly | RuleDay | DayList | DaysSince | EveryDays
Node = Base | Step


_STEPS = (DaysFrom, WeekdayFrom)


def unfold(node: Node) -> tuple[Base, tuple[Step, ...]]:
    """The base of a sentence, and the steps away from it in the order in which they are taken."""
    if not isinstance(node, _STEPS):
        return node, ()
    steps: list[Step] = []
    while isinstance(node, _STEPS):
        steps.append(node)
        node = node.anchor
    return node, tuple(reversed(steps))
