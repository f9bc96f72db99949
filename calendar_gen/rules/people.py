"""Parties, the offices of those who travel, and gates."""

from calendar_gen.named import NamedTuple
from calendar_gen.problems import Place
from calendar_gen.rules.days import Texts


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
    """The answer of a gate for one cycle, as known from the day `known`; `at` is the place of the
    cycle.
    """

    cycle: str
    yes: bool
    sources: tuple[str, ...]
    known: int | None
    at: Place


class Gate(NamedTuple):
    """A yes or no question that has an answer each cycle."""

    id: str
    question: Texts
    answers: tuple[Answer, ...]
    at: Place
