"""A date sentence that has been read: it knows its calendar and gives its days."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import attrgetter

from calendar_gen.calendars import system
from calendar_gen.named import NamedTuple
from calendar_gen.rules import Anchors, Span, less_sure
from calendar_gen.sentences.choices import Choices
from calendar_gen.sentences.cycles import cycle_keys, read_any_cycle, read_cycle
from calendar_gen.sentences.month_rows import Row
from calendar_gen.sentences.nodes import (
    DayList,
    DaysSince,
    EveryDays,
    Node,
    RuleDay,
    Step,
    Yearly,
    unfold,
)
from calendar_gen.sentences.rows import base_row, certainty_in, known_years
from calendar_gen.sentences.steps import reach, take_steps

_FIRST_DAY = attrgetter("first")
_BEYOND_A_YEAR = 400
"""A base day may lie outside its year by `missing: later`; years are asked for this far around."""


class DateSentence(NamedTuple):
    """What a sentence says, as a tree (`node`) and as text, and what fields beside it decide.

    `calendar` is the key of the system whose years number the cycles. A sentence that leans on
    another rule has that rule's calendar, which only that rule knows: it is `gregorian` here.
    """

    node: Node
    choices: Choices
    calendar: str
    text: str
    refers_to: tuple[str, ...]

    def row(self, first_year: int, last_year: int) -> Row:
        """The day of each year, both in, of the sentence's own calendar; None where it has none.

        For sentences that give one day a year and lean on no rule; others raise TypeError. The
        list is shared: do not change it.
        """
        return _row(self.node, first_year, last_year, self.choices)

    def spans(self, first: int, last: int, anchors: Anchors) -> Sequence[Span]:
        """Every span with a day from `first` to `last`, in order of days."""
        base, steps = unfold(self.node)
        if isinstance(base, DayList):
            return [
                Span(m.key, None, m.first, m.last, m.certainty)
                for m in base.members
                if m.first <= last and first <= m.last
            ]
        if isinstance(base, DaysSince | EveryDays):
            return list(self._counted(base, first, last))
        if not isinstance(base, RuleDay):
            return list(_yearly(self.node, self.choices, self.calendar, first, last))
        low, high = reach(steps)
        held = anchors(base.rule, first - high, last - low, observed=base.observed)
        moved = (span for span in _moved(held, steps) if first <= span.first <= last)
        return sorted(moved, key=_FIRST_DAY)

    def cycle_of(self, written: str) -> str | None:
        """The cycle key meant by `2020`, `1443 AH` or `2026-04-03`; None if it is none."""
        base, _ = unfold(self.node)
        if isinstance(base, DayList):
            return written if any(m.key == written for m in base.members) else None
        if isinstance(base, DaysSince):
            return written if written == f"{base.days}d" else None
        if isinstance(base, EveryDays):
            count = written.removesuffix("d")
            multiple = count.isdecimal() and count != written and int(count) % base.days == 0
            return f"{int(count)}d" if multiple and int(count) else None
        if isinstance(base, RuleDay):
            return read_any_cycle(written)
        return read_cycle(self.calendar, written)

    def _counted(self, base: DaysSince | EveryDays, first: int, last: int) -> Iterator[Span]:
        if isinstance(base, DaysSince):
            counts, start, sure = [base.days], base.start, base.certainty
        else:
            assert self.choices.origin is not None
            start, sure = self.choices.origin.earliest, self.choices.origin.certainty
            nth = max(1, -((start - first) // base.days))
            counts = list(range(nth * base.days, last - start + 1, base.days))
        for count in counts:
            if first <= start + count <= last:
                yield Span(f"{count}d", None, start + count, start + count, sure)


@lru_cache(maxsize=4096)
def _row(node: Node, first: int, last: int, choices: Choices) -> Row:
    base, steps = unfold(node)
    if isinstance(base, RuleDay | DayList | DaysSince | EveryDays):
        raise TypeError(f"{node} has no row of days by years")
    return take_steps(base_row(base, first, last, choices), steps)


@lru_cache(maxsize=1024)
def _yearly(node: Node, choices: Choices, calendar: str, first: int, last: int) -> tuple[Span, ...]:
    """The spans of a sentence with a day a year: kept, as many rules share a sentence."""
    base, steps = unfold(node)
    assert isinstance(base, Yearly)
    low, high = reach(steps)
    years = _years_of(calendar, base, first - high, last - low)
    if years is None:
        return ()
    days = base_row(base, *years, choices)
    moved = take_steps(days, steps)
    certainty = certainty_in(base)
    new = tuple.__new__  # half the time of calling the class, for values by the million
    spans = [
        new(Span, (key, year, then, then, certainty(year, day) if certainty else "exact"))
        for key, year, day, then in zip(
            cycle_keys(calendar, *years), range(years[0], years[1] + 1), days, moved, strict=True
        )
        if day is not None and then is not None and first <= then <= last
    ]
    if choices.doubt != "exact":
        spans = [less_sure(span, choices.doubt) for span in spans]
    return tuple(sorted(spans, key=_FIRST_DAY))


def _moved(spans: Sequence[Span], steps: Sequence[Step]) -> Iterator[Span]:
    for span in spans:
        day = take_steps([span.first], steps)[0]
        assert day is not None
        yield span._replace(first=day, last=day)


def _years_of(key: str, base: Yearly, first: int, last: int) -> tuple[int, int] | None:
    """The known years whose base day can lie in the days given; None if there are none."""
    start, end = years_around(key, first, last)
    known_first, known_last = known_years(base)
    start = start if known_first is None else max(start, known_first)
    end = end if known_last is None else min(end, known_last)
    return (start, end) if start <= end else None


def years_around(key: str, first: int, last: int) -> tuple[int, int]:
    """The years of a calendar, both in, in which the base of a day from `first` to `last` can be;
    those at the edge of what it supports, if none is.
    """
    calendar = system(key)
    low, high = first - _BEYOND_A_YEAR, last + _BEYOND_A_YEAR
    if calendar.last_day is not None:
        low, high = min(low, calendar.last_day), min(high, calendar.last_day)
    if calendar.first_day is not None:
        low, high = max(low, calendar.first_day), max(high, calendar.first_day)
    return calendar.year_of(low), calendar.year_of(high)
