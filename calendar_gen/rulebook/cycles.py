"""Which cycles a rule has, for exceptions that name one: what they name must be there."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from calendar_gen import edtf
from calendar_gen.calendars import system
from calendar_gen.named import NamedTuple
from calendar_gen.returns import Return, day_in, days_of, holds, last_day, returns, stopped
from calendar_gen.rules import Certainty, Commemoration, Period, Span
from calendar_gen.sentences.cycles import cycle_key, read_any_cycle, read_cycle

AROUND = 800
"""Days around a cycle's year in which its day is looked for: a cycle may begin in the year
before."""

_LONGEST_YEAR = 385
_EDGE = 31
"""Days by which the day of a cycle may lie outside its year, as 25 December Julian does."""

ALL_DAYS = (-1_000_000, 3_652_059)
"""Days in which every list of days lies."""

Find = Callable[[str], Commemoration | None]


Named = frozenset[str] | None
"""The cycles that a number or day means: none, one, or several; None if nobody knows which."""


class Cycles(NamedTuple):
    """What a rule tells of its cycles: the key that an author means, which ones it gives, which a
    number or a day means, which is near to what names none, why a key is none, and which have a
    day by the sentence, that is without those that `lasts` adds.
    """

    key: Callable[[str], str | None]
    gives_cycle: Callable[[str], bool]
    of_number: Callable[[int], Named]
    of_day: Callable[[int], Named]
    near: Callable[[str], str | None] = lambda _: None
    why_none: Callable[[str | None], str | None] = lambda _: None
    given: Callable[[int], Named] = lambda _: None


def no_cycle(_: int) -> Named:
    """What a number or a day means to a rule that knows none."""
    return frozenset()


class Declared:
    """The rules of the files as they stand, exceptions aside; a gate leaves every cycle open."""

    def __init__(self, find: Find) -> None:
        self.find = find
        self._open: list[str] = []

    def returns(self, rule: Commemoration, first: int, last: int) -> Iterator[Return]:
        """The returns of a rule before its exceptions; none of a rule that leans on itself."""
        if rule.id in self._open:
            return
        self._open.append(rule.id)
        try:
            yield from list(returns(rule, first, last, self))
        finally:
            self._open.pop()

    def spans(self, rule: str, first: int, last: int, *, observed: bool) -> Sequence[Span]:
        """Days of another rule."""
        other = self.find(rule)
        if other is None:
            return []
        return [each.span for each in self.returns(other, first, last)]

    def allows(self, id_: str, span: Span) -> Certainty | None:
        """How surely the cycle is there: only a rule of days can rule it out here."""
        other = self.find(id_)
        if other is None:
            return "provisional"
        year = edtf.civil(span.first)[0]
        days = self.returns(other, edtf.day(year, 1, 1), edtf.day(year, 12, 31))
        return next((each.span.certainty for each in days), None)


def cycles_of(rule: Commemoration, others: Find) -> Cycles:
    """The cycles of a commemoration; `others` finds the rules that it leans on."""
    declared = Declared(others)

    def key(written: str) -> str | None:
        if rule.on is None:
            return _plain_key(written)
        if is_foreign(written, rule.calendar):
            return None
        own = read_cycle(rule.calendar, written) if rule.on.refers_to else None
        return own or rule.on.cycle_of(written)

    def gives_cycle(written: str) -> bool:
        meant = key(written)
        if meant is None:
            return False
        around = day_in(meant, rule.of)
        if around is None:  # the name of a listed day
            return any(each.span.cycle == meant for each in declared.returns(rule, *ALL_DAYS))
        found = declared.returns(rule, around - AROUND, around + AROUND)
        return any(each.span.cycle == meant for each in found)

    def of_number(number: int) -> Named:
        if rule.of is None:
            return frozenset()
        days = rule.of.earliest + number  # where cycles count days
        years = rule.of.earliest + number * 36525 // 100
        ranges = (days, 0), (years, AROUND + number * 15)
        found = [r for at, reach in ranges for r in declared.returns(rule, at - reach, at + reach)]
        return frozenset(each.span.cycle for each in found if each.number == number)

    def spans(first: int, last: int) -> Iterator[Span]:
        return (each.span for each in declared.returns(rule, first, last))

    of_day = _having(spans, lambda span: last_day(rule, span.first, span.last))
    given = _having(spans, lambda span: span.last)
    near = near_cycle(rule.calendar, spans)
    return Cycles(key, gives_cycle, of_number, of_day, near, _why_none(rule, declared), given)


def _having(
    spans: Callable[[int, int], Iterable[Span]], last: Callable[[Span], int]
) -> Callable[[int], Named]:
    """What tells which cycles have a day, of spans of which each is over after its `last`."""

    def having(day: int) -> Named:
        around = spans(day - AROUND, day + AROUND)
        return frozenset(span.cycle for span in around if span.first <= day <= last(span))

    return having


def _why_none(rule: Commemoration, declared: Declared) -> Callable[[str | None], str | None]:
    """What says which field leaves a cycle out that the sentence gives."""

    def why(meant: str | None) -> str | None:
        around = None if meant is None else day_in(meant, rule.of)
        if around is None:
            return None
        for span in days_of(rule, around - AROUND, around + AROUND, declared):
            if span.cycle == meant:
                # Times first: whoever names such a year looks for it, whatever its weekday.
                inside = holds(rule.in_force, span.first)
                stop = stopped(rule, span, declared) if inside else "in-force"
                return None if stop is None else _STOPPED.get(stop, f"{stop}: leaves it out")
        return None

    return why


_STOPPED = {
    "of": "it lies before the event of of:",
    "in-force": "the rule is not in force then",
}
"""Why a day is none, where the field's name does not say it."""


def near_cycle(
    calendar: str, spans: Callable[[int, int], Iterable[Span]]
) -> Callable[[str], str | None]:
    """What finds the cycle that is meant by a year of another calendar, or without its
    calendar: the one of that number if it is near in time, else one of that Gregorian year.
    """

    def near(written: str) -> str | None:
        found = re.match(r"-?[0-9]{1,4}(?![0-9])", written.strip())
        if found is None or not system(calendar).cycle_suffix:
            return None
        own = cycle_key(calendar, int(found[0]))
        begin = day_in(own, None)
        if begin is not None and edtf.civil(begin)[0] in _NEAR:
            around = spans(begin - AROUND, begin + AROUND)
            if any(span.cycle == own for span in around):
                return own
        if int(found[0]) not in _NEAR:
            return None
        year = edtf.day(int(found[0]), 1, 1)
        return next((span.cycle for span in spans(year, year + 364)), None)

    return near


_NEAR = range(1500, 2200)
"""Years in which a cycle is meant by its number; 2024 AM lies in the time of the Patriarchs."""


def is_foreign(written: str, calendar: str) -> bool:
    """Whether a plain number is no year of a calendar that anybody would mean by it: 1445 is one of
    the Hijra, 2026 is a Gregorian year, also to those who keep a Muslim feast.
    """
    if not system(calendar).cycle_suffix or not written.strip().removeprefix("-").isdecimal():
        return False
    begin = day_in(cycle_key(calendar, int(written)), None)
    return begin is None or edtf.civil(begin)[0] not in _NEAR


def open_cycles(in_force: Sequence[Period], *, numbered: bool, listed: bool = False) -> Cycles:
    """The cycles of a rule whose days cannot be worked out: all that its times in force allow.

    `numbered` says whether its anniversaries may have numbers, `listed` whether its days may have
    names of their own.
    """

    def key(written: str) -> str | None:
        return read_any_cycle(written) or (written if listed else None)

    def gives_cycle(meant: str) -> bool:
        around = day_in(meant, None)
        if not in_force or around is None:
            return True
        return any(
            (period.first is None or period.first <= around + _LONGEST_YEAR + _EDGE)
            and (period.last is None or around - _EDGE <= period.last)
            for period in in_force
        )

    def of_day(day: int) -> Named:
        return None if holds(in_force, day) else frozenset()

    def of_number(_: int) -> Named:
        return None if numbered else frozenset()

    return Cycles(key, gives_cycle, of_number, of_day)


def outside(meant: str | None) -> str | None:
    """Why a cycle is none of a rule of which only its times in force are known."""
    return None if meant is None else _STOPPED["in-force"]


def _plain_key(written: str) -> str | None:
    return written if re.fullmatch(r"-?[0-9]{4}", written) else None
