"""Visit patterns: what each expects of whom, where and when."""

from calendar_gen.named import NamedTuple
from calendar_gen.problems import Place
from calendar_gen.rules.commemorations import Departure, Period
from calendar_gen.rules.days import DateRule, Texts, TitlePeriod


class Window(NamedTuple):
    """Days around an anchor: offsets from its first and last day, or a sentence each.

    Both ends are in.
    """

    text: str
    start: int | DateRule
    end: int | DateRule


class Leg(NamedTuple):
    """One direction of a paired exchange: `guest` comes to `host` around the commemoration
    `occasion`.
    """

    key: str
    guest: str
    host: str
    occasion: str
    window: Window
    rank: tuple[str, ...] | None
    only_if: str | None
    in_force: tuple[Period, ...]
    at: Place


class Paired(NamedTuple):
    """Guest and host change at two or more commemorations in the same numbers."""

    every: int | None
    marks: tuple[int, ...] | None
    legs: tuple[Leg, ...]

    def fits(self, number: int | None) -> bool:
        """Whether an anniversary of that number is one at which visits are exchanged."""
        if number is None or number < 1:
            return False
        if self.marks is not None:
            return number in self.marks
        return number % (self.every or 1) == 0


class Dated(NamedTuple):
    """One visit a cycle, one way, around the commemoration `at` or the days of the sentence `on`.

    `every` and `marks` choose among numbers; where there are none, `every` counts years from
    `base`.
    """

    guest: str
    host: str
    at: str | None
    on: DateRule | None
    window: Window
    every: int
    marks: tuple[int, ...] | None
    base: int | None

    def fits(self, number: int | None, year: int) -> bool:
        """Whether the cycle with that number, of that Gregorian year, is one of the pattern's."""
        if self.marks is not None:
            return number in self.marks
        if number is not None:
            return number > 0 and number % self.every == 0
        return (year - (self.base or 0)) % self.every == 0


class Rhythm(NamedTuple):
    """When a regular meeting is: cycles of `step` months, of which the first begins in `start`.

    Months count from January of the year 0: 12 * year + month - 1. `monthly` says that cycles are
    named by their first month, not by their year. Without `on` and `window` it may be on any day of
    its cycle.
    """

    start: int
    step: int
    monthly: bool
    on: DateRule | None
    window: Window | None

    def key(self, month: int) -> str:
        """The key of the cycle that begins in a month."""
        year, index = divmod(month, 12)
        return f"{year:04d}-{index + 1:02d}" if self.monthly else f"{year:04d}"

    def beginning(self, month: int) -> int:
        """The month in which the cycle begins that a month belongs to."""
        return month - (month - self.start) % self.step


class Order(NamedTuple):
    """Hosts in their order, from the first cycle on that begins in month `start` or later."""

    start: int
    hosts: tuple[str, ...]
    sources: tuple[str, ...]
    known: int | None


class Alternating(NamedTuple):
    """A regular meeting of two, by turns; `parties` begin with the first host."""

    rhythm: Rhythm
    parties: tuple[str, str]


class Rotating(NamedTuple):
    """A regular meeting or term whose hosts follow an order, once through or again and again.

    `guests` is None for all hosts of the order but the one whose cycle it is; with no guests it is
    a term, that lasts its whole cycle.
    """

    rhythm: Rhythm
    orders: tuple[Order, ...]
    repeats: bool
    guests: tuple[str, ...] | None


class Returned(NamedTuple):
    """Visits that are answered within so many months.

    Between two parties, `between`, either may go first; else `party` goes first, and whoever was
    its host answers. `kinds` are those of the first visit; none stands for any.
    """

    between: tuple[str, ...]
    party: str | None
    kinds: tuple[str, ...]
    months: int


class Event(NamedTuple):
    """A day after which a first trip is expected, as known from the day `known`."""

    id: str
    day: int
    sources: tuple[str, ...]
    known: int | None


class First(NamedTuple):
    """The first trip of `guest` after an event goes to `host`, within so many months.

    The events are those listed, the days of the rule `after`, or else that somebody takes office.
    """

    guest: str
    host: str
    after: str | None
    events: tuple[Event, ...] | None
    months: int


Terms = Paired | Dated | Alternating | Rotating | Returned | First
"""What one pattern alone knows."""


class VisitPattern(NamedTuple):
    """A rule whose occurrences are visits expected of a guest to a host.

    `terms` holds what its pattern alone knows.     `stated` is the day at whose end the rule was on
    paper; None if no source says.
    """

    id: str
    titles: tuple[TitlePeriod, ...]
    pattern: str
    terms: Terms
    rank: tuple[str, ...]
    in_force: tuple[Period, ...]
    only_if: str | None
    exceptions: tuple[Departure, ...]
    stated: int | None
    words: tuple[str, ...]
    categories: tuple[str, ...]
    note: Texts | None
    sources: tuple[str, ...]
    formerly: tuple[str, ...]
    at: Place
