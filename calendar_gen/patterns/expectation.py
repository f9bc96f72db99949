"""What a pattern yields, and what it may ask about the commemorations that it is tied to."""

from collections.abc import Sequence
from typing import Protocol

from calendar_gen.named import NamedTuple
from calendar_gen.rules import Certainty, Office, Span, Texts


class Anniversary(NamedTuple):
    """One return of a commemoration as known on the as-of day.

    `day` is what the sentence gave, `first` and `last` the days after exceptions; `moved_from` and
    `moved_until` are the first and last day that an exception left. `titles` are those in force for
    that cycle. `fixed` days were given outright by an exception. On an observed day,
    `observed_from` is the day it was shifted from, and `shift` the entries of `observed:` that did
    it; a day that is kept beside its observed day is `doubled`.
    """

    id: str
    cycle: str
    year: int | None
    number: int | None
    mark: bool
    day: int
    first: int
    last: int
    moved_from: int | None
    cancelled: bool
    because: str | None
    certainty: Certainty
    titles: Texts
    extent: str
    sources: tuple[str, ...]
    fixed: bool = False
    observed_from: int | None = None
    shift: str | None = None
    doubled: bool = False
    moved_until: int | None = None

    def was_given(self, day: int) -> bool:
        """Whether the rule gave it this day, wherever an exception moved it."""
        if self.moved_from is None or self.moved_until is None:
            return self.first <= day <= self.last
        return self.moved_from <= day <= self.moved_until


class Expectation(NamedTuple):
    """One visit that a pattern expects: at least one day of it lies from `first` to `last`.

    Of a meeting of several, `guest` is None and `guests` has them all; with one guest both are
    filled. `by_name` says that only a visit that names it holds it, `term` that it lasts all its
    days and comes by itself, as a commemoration does. `answered_by` is the visit of the record that
    the pattern itself takes for the answer, `person` who is expected.
    """

    id: str
    rule: str
    cycle: str
    leg: str | None
    number: int | None
    mark: bool
    guest: str | None
    guests: tuple[str, ...]
    host: str
    first: int
    last: int
    rank: tuple[str, ...]
    occasion: str | None
    occasion_rule: str | None
    place: str | None
    counterparts: tuple[str, ...]
    only_if: str | None
    moved_from: int | None
    cancelled: bool
    because: str | None
    certainty: Certainty
    titles: Texts
    sources: tuple[str, ...]
    by_name: bool = False
    term: bool = False
    answered_by: str | None = None
    person: str | None = None
    moved_until: int | None = None


class Stay(NamedTuple):
    """A visit in person that took place, as the record says; both days are in."""

    id: str
    guest: str
    host: str
    first: int
    last: int
    rank: str | None
    kind: str | None


class World(Protocol):
    """What patterns may ask, as of a day.

    Answers never depend on the order of rules.
    """

    def anniversaries(self, rule: str, first: int, last: int) -> Sequence[Anniversary]:
        """Returns of a commemoration with a day from `first` to `last`."""

    def anchors(self, rule: str, first: int, last: int) -> Sequence[Anniversary]:
        """The same, or what another pattern expects, in the same shape: its windows as days."""

    def numbered(self, rule: str, number: int) -> Anniversary | None:
        """The return of a commemoration that has this number."""

    def spans(self, rule: str, first: int, last: int, *, observed: bool) -> Sequence[Span]:
        """Days of another rule, for sentences that lean on it."""

    def place(self, rule: str) -> str | None:
        """Where a commemoration is held."""

    def trips(self, guest: str) -> Sequence[Stay]:
        """Where a party went in person, meetings and visits of several included, by first day, last
        day and id.
        """

    def covers(self, guest: str, ranks: Sequence[str], first: int, last: int) -> bool:
        """Whether all trips of a party, by guests of these ranks (none: of any), are recorded from
        `first` to `last` or the as-of day.
        """

    def offices(self, party: str) -> Sequence[Office]:
        """The offices of a party."""

    def stays(self) -> Sequence[Stay]:
        """Visits of one guest that took place, meetings and transits aside, by last day, first day
        and id.
        """

    def known(self, day: int | None) -> bool:
        """Whether something public from that day on counts as of the as-of day."""
