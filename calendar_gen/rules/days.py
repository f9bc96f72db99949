"""Titles, sources, and the days that a date sentence gives."""

from collections.abc import Mapping, Sequence
from typing import Literal, Protocol

from calendar_gen.edtf import Edtf, civil, parse
from calendar_gen.named import NamedTuple
from calendar_gen.problems import Place

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

    @property
    def begins_on_day(self) -> bool:
        """Whether its first day is known, so that its anniversaries have a day of the year."""
        if self.precision != "interval":
            return self.precision == "day"
        return parse(self.text.partition("/")[0]).precision == "day"

    @property
    def months(self) -> tuple[int, int] | None:
        """The first and the last month, 1 to 12, of an event that is known to that and no finer;
        None for days, years and more than a year, and for months of another calendar.
        """
        if self.begins_on_day or self.precision == "year" or self.calendar != "gregorian":
            return None
        (year, first, start), (end, last, _) = civil(self.earliest), civil(self.latest)
        whole = start == 1 and civil(self.latest + 1)[2] == 1
        length = (end - year) * 12 + last - first + 1
        return (first, last) if whole and length < 12 else None

    @property
    def doubt(self) -> Certainty:
        """What its source leaves in doubt; exact for a day that is only hard to place on another
        calendar.
        """
        return self.certainty if self.certainty in ("approximate", "uncertain") else "exact"


class Span(NamedTuple):
    """One return that a date sentence gives: both days are in.

    `year` is that of the rule's own calendar.
    """

    cycle: str
    year: int | None
    first: int
    last: int
    certainty: Certainty


DOUBT: dict[Certainty, int] = {
    "exact": 0,
    "computed": 1,
    "provisional": 2,
    "estimate": 3,
    "approximate": 4,
    "uncertain": 5,
}
"""How doubtful each certainty is, beside the others."""


def least_sure(one: Certainty, other: Certainty) -> Certainty:
    """The more doubtful of two."""
    return other if DOUBT[other] > DOUBT[one] else one


def less_sure(span: Span, other: Certainty) -> Span:
    """A return that is no surer than something else that decided about it."""
    if DOUBT[other] <= DOUBT[span.certainty]:
        return span
    return span._replace(certainty=other)


def is_day_count(cycle: str) -> bool:
    """Whether the cycles of a rule count days (`10000d`) and not years."""
    return cycle.endswith("d") and cycle[:-1].isdecimal()


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
