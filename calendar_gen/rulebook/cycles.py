"""Which cycles a rule has, for exceptions that name one: what they name must be there."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from calendar_gen import edtf
from calendar_gen.calendars import SYSTEMS, OutOfRange, system
from calendar_gen.returns import Return, returns
from calendar_gen.rules import Commemoration, Origin, Span
from calendar_gen.sentences.cycles import read_cycle

_YEAR_KEY = re.compile(r"(-?[0-9]{1,6})(?:-([a-z][a-z-]*))?")
AROUND = 800
"""Days around a cycle's year in which its day is looked for: a cycle may begin in the year
before."""

ALL_DAYS = (-1_000_000, 3_652_059)
"""Days in which every list of days lies."""

Find = Callable[[str], Commemoration | None]


class Cycles(NamedTuple):
    """What a rule tells of its cycles: the key that an author means, and which ones it gives."""

    key: Callable[[str], str | None]
    gives_cycle: Callable[[str], bool]
    gives_number: Callable[[int], bool]
    gives_day: Callable[[int], bool]


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

    def allows(self, id_: str, span: Span) -> bool | None:
        """Whether the cycle may be there: only a rule of days can rule it out here."""
        other = self.find(id_)
        if other is None:
            return None
        year = edtf.civil(span.first)[0]
        days = self.returns(other, edtf.day(year, 1, 1), edtf.day(year, 12, 31))
        return any(True for _ in days)


def cycles_of(rule: Commemoration, others: Find) -> Cycles:
    """The cycles of a commemoration; `others` finds the rules that it leans on."""
    declared = Declared(others)

    def key(written: str) -> str | None:
        if rule.on is None:
            return _plain_key(written)
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

    def gives_number(number: int) -> bool:
        if rule.of is None or number < 1:
            return False
        around = rule.of.earliest + number * 36525 // 100
        reach = AROUND + number * 15
        found = declared.returns(rule, around - reach, around + reach)
        return any(each.number == number for each in found)

    def gives_day(day: int) -> bool:
        found = declared.returns(rule, day - AROUND, day + AROUND)
        return any(each.span.first <= day <= each.span.last for each in found)

    return Cycles(key, gives_cycle, gives_number, gives_day)


def _plain_key(written: str) -> str | None:
    return written if re.fullmatch(r"-?[0-9]{4}", written) else None


def day_in(key: str, of: Origin | None) -> int | None:
    """A day near a cycle: of its year, the day that it is, or so many days after the origin."""
    if key.endswith("d") and key[:-1].isdecimal():
        return None if of is None else of.earliest + int(key[:-1])
    found = _YEAR_KEY.fullmatch(key)
    if found is None:
        return _listed_day(key)
    year = int(found[1])
    for name in SYSTEMS if found[2] else ("gregorian",):
        if found[2] is None or system(name).cycle_suffix == found[2]:
            try:
                return system(name).year_start(year)
            except OutOfRange:
                continue
    return None


def _listed_day(key: str) -> int | None:
    try:
        return edtf.parse(key).earliest
    except edtf.EdtfError:
        return None
