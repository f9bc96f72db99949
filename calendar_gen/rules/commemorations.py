"""Commemorations, and the fields beside their date sentence."""

from typing import Literal

from calendar_gen.named import NamedTuple
from calendar_gen.problems import Place
from calendar_gen.rules.days import DateRule, Origin, Texts, TitlePeriod


class Period(NamedTuple):
    """A time in force: days, both in; None is open."""

    first: int | None
    last: int | None

    def holds(self, day: int) -> bool:
        """Whether `day` lies in the period."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


class Every(NamedTuple):
    """Which cycles: every `step` years (or months) from `base` year, or even or odd years (step 2,
    base 0 or 1).
    """

    step: int
    unit: Literal["years", "months"]
    base: int | None


class Departure(NamedTuple):
    """An entry of `exceptions:`.

    One of `cycle`, `number`, `day` names the cycle (none of them for `extra`); `other` is the cycle
    that `cycle` changes hosts with. `known` is the day at whose end it was decreed; as of an
    earlier day it does not exist. None: always known.
    """

    action: Literal["moved", "cancelled", "renamed", "extra", "skipped", "host", "insert", "swap"]
    cycle: str | None
    number: int | None
    day: int | None
    to: tuple[int, int] | None
    party: str | None
    titles: Texts | None
    because: str | None
    sources: tuple[str, ...]
    known: int | None
    at: Place
    other: str | None = None


class Shift(NamedTuple):
    """An entry of `observed:`: for a day that is a `weekday` (0 is Sunday), or that `rule` gives
    too: by its sentence, or with `as_observed` one on which it is kept.

    `offsets` holds how many days on the observed day lies, by the weekday of the day; `keeps` says
    whether the day moves, both are kept, or only an observed day counts. `text` is as written.
    """

    text: str
    weekday: int | None
    rule: str | None
    offsets: tuple[int, ...]
    keeps: Literal["moves", "also", "only"]
    as_observed: bool = False


class Condition(NamedTuple):
    """What `only-if:` asks: a gate or rule by its id, or whether `left` falls on a day of
    `right`.
    """

    text: str
    id: str | None
    left: DateRule | None
    right: DateRule | None

    @property
    def refers_to(self) -> tuple[str, ...]:
        """Ids of the rules whose days the two sentences need."""
        return tuple(id for side in (self.left, self.right) if side for id in side.refers_to)


class Reach(NamedTuple):
    """The days that a sentence answers for, both in (None: no end); `clause` says it in words."""

    first: int | None
    last: int | None
    clause: str


class Commemoration(NamedTuple):
    """A rule whose occurrences follow from a date sentence; its anniversaries have numbers if `of`
    is known.

    `calendar` is the system whose years number its cycles, also where `on` leans on another rule.
    `only_on` and `never_on` hold weekdays (0 is Sunday), `lasts` days. `reach` is None if the rule
    answers for every day.
    """

    id: str
    titles: tuple[TitlePeriod, ...]
    of: Origin | None
    on: DateRule | None
    host: str | None
    place: str | None
    categories: tuple[str, ...]
    marks: tuple[int, ...] | None
    every: Every | None
    in_force: tuple[Period, ...]
    exceptions: tuple[Departure, ...]
    note: Texts | None
    sources: tuple[str, ...]
    formerly: tuple[str, ...]
    at: Place
    calendar: str = "gregorian"
    only_on: tuple[int, ...] = ()
    never_on: tuple[int, ...] = ()
    only_if: Condition | None = None
    observed: tuple[Shift, ...] = ()
    lasts: int = 1
    reach: Reach | None = None
