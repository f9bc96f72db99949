"""The frozen values that a rule file means: sources, commemorations, visit patterns, and the
rulebook that holds them.

Days are Rata Die numbers (`date.toordinal()`, going below 1 for BCE); years are astronomical (0 is
1 BCE). Mappings are never changed after they are made.
"""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple, Protocol

from calendar_gen.edtf import Edtf
from calendar_gen.problems import Place, Problem
from calendar_gen.record import Coverage, Visit

Certainty = Literal["exact", "computed", "provisional", "estimate", "approximate", "uncertain"]
Texts = Mapping[str, str]
"""Language tag (BCP 47) to text."""


class Source(NamedTuple):
    """Who says so.

    `published` is as precise as known; what rests on it counts from its last day on.
    """

    id: str
    publisher: str | None
    title: str | None
    url: str | None
    published: Edtf | None
    at: Place

    @property
    def public_from(self) -> int | None:
        """The day at whose end the source was public, or None if it does not say."""
        return None if self.published is None else self.published.latest


class TitlePeriod(NamedTuple):
    """A title and the last cycle year it is used for (None: no end)."""

    until: int | None
    texts: Texts


class Origin(NamedTuple):
    """The event remembered (`of:`): its days, and its year in the calendar that it was written
    in.
    """

    text: str
    earliest: int
    latest: int
    precision: Literal["day", "month", "season", "year", "interval"]
    calendar: str
    year: int
    certainty: Certainty


class Span(NamedTuple):
    """One return that a date sentence gives: both days are in.

    `year` is that of the rule's own calendar.
    """

    cycle: str
    year: int | None
    first: int
    last: int
    certainty: Certainty


class Anchors(Protocol):
    """What a sentence may ask about another rule: its spans that touch the days `first` to
    `last`.
    """

    def __call__(self, rule: str, first: int, last: int, *, observed: bool) -> Sequence[Span]:
        """Those spans, in order of days; `observed` asks for the days after `observed:`."""


class DateRule(Protocol):
    """A parsed date sentence (see `sentences`): knows its calendar and gives its spans."""

    @property
    def calendar(self) -> str:
        """Key of the calendar system whose years number the cycles, such as `gregorian`."""

    @property
    def text(self) -> str:
        """The sentence in its one canonical form."""

    @property
    def refers_to(self) -> tuple[str, ...]:
        """Ids of the rules that the sentence needs."""

    def spans(self, first: int, last: int, anchors: Anchors) -> Sequence[Span]:
        """Every span with a day from `first` to `last`, in order of days."""

    def cycle_of(self, written: str) -> str | None:
        """The cycle key that an author means by `2020`, `1443 AH` or `2026-04-03`; None if it is
        none.
        """


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


class Party(NamedTuple):
    """A named organisation or town; states need no entry."""

    id: str
    names: Texts
    members: tuple[str, ...]
    at: Place


class Holder(NamedTuple):
    """Who holds an office from one day to another (None: open), as known from the day `known`."""

    name: str
    first: int
    last: int | None
    sources: tuple[str, ...]
    known: int | None


class Office(NamedTuple):
    """An office of a party, by rank, with its holders in order of their first days."""

    party: str
    rank: str
    holders: tuple[Holder, ...]
    at: Place


class Answer(NamedTuple):
    """The answer of a gate for one cycle, as known from the day `known`."""

    cycle: str
    yes: bool
    sources: tuple[str, ...]
    known: int | None


class Gate(NamedTuple):
    """A yes or no question that has an answer each cycle."""

    id: str
    question: Texts
    answers: tuple[Answer, ...]
    at: Place


class Rulebook(NamedTuple):
    """All that a set of rule files says.

    Every tuple is in order of ids, whatever the order of files. `licences` are those
    that the files give their data, in order of bytes. `roots` are the paths that it was read from,
    as given.
    """

    sources: Mapping[str, Source]
    commemorations: Mapping[str, Commemoration]
    patterns: Mapping[str, VisitPattern]
    visits: tuple[Visit, ...]
    coverage: tuple[Coverage, ...]
    parties: Mapping[str, Party]
    offices: tuple[Office, ...]
    gates: Mapping[str, Gate]
    problems: tuple[Problem, ...]
    licences: tuple[str, ...] = ()
    roots: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256, in hex, of what the files say: independent of their names, order and layout."""
        from calendar_gen.canonical import digest

        return digest(self._replace(problems=(), roots=()))
