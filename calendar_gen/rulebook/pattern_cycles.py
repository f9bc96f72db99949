"""Which cycles a visit pattern has, for exceptions that name one."""

import re
from collections.abc import Callable, Iterable, Sequence

from calendar_gen import edtf
from calendar_gen.named import NamedTuple
from calendar_gen.returns import day_in, holds, last_day
from calendar_gen.rulebook.cycles import (
    AROUND,
    Cycles,
    Declared,
    Find,
    Named,
    cycles_of,
    is_foreign,
    near_cycle,
    no_cycle,
)
from calendar_gen.rules import (
    Alternating,
    Dated,
    DateRule,
    First,
    Paired,
    Period,
    Returned,
    Rhythm,
    Rotating,
    Span,
    Terms,
)

Fits = Callable[[int | None, int], bool]
"""Whether a cycle with that number, of that Gregorian year, is one of the pattern's."""


class _Anchor(NamedTuple):
    """What visits are tied to: the key that an author means, and the days with their numbers."""

    key: Callable[[str], str | None]
    days: Callable[[int, int], Iterable[tuple[Span, int | None]]]
    of_number: Callable[[int], Named]
    in_force: tuple[Period, ...]
    near: Callable[[str], str | None] = lambda _: None


def cycles_of_pattern(terms: Terms, in_force: tuple[Period, ...], find: Find) -> Cycles:
    """The cycles of a pattern that is in force in those times; `find` finds commemorations."""
    if isinstance(terms, Alternating | Rotating):
        return _regular(terms.rhythm, in_force)
    if isinstance(terms, Returned | First) or _at_visits(terms, find):
        # Named by visits, events or holders, which are made after the rules are: see `findings`.
        return Cycles(lambda key: key, lambda _: True, no_cycle, no_cycle)
    declared = Declared(find)
    if isinstance(terms, Paired):
        legs = [(_commemoration(leg.occasion, declared), leg.in_force) for leg in terms.legs]
        anchors = [a._replace(in_force=own) for a, own in legs if a is not None]
        return _anchored(anchors, in_force, lambda number, _: terms.fits(number))
    at = None if terms.at is None else _commemoration(terms.at, declared)
    on = None if terms.on is None else _sentence(terms.on, declared)
    anchors = [anchor for anchor in (at, on) if anchor is not None]
    return _anchored(anchors, in_force, terms.fits)


def anchors_of(terms: Terms) -> tuple[str, ...]:
    """Ids of the commemorations that give the pattern its cycles."""
    if isinstance(terms, Paired):
        return tuple(leg.occasion for leg in terms.legs)
    if isinstance(terms, Dated):
        return (
            *([] if terms.at is None else [terms.at]),
            *(terms.on.refers_to if terms.on else ()),
        )
    return ()


def _at_visits(terms: Terms, find: Find) -> bool:
    """Whether visits are tied to those that another pattern expects."""
    return isinstance(terms, Dated) and terms.at is not None and find(terms.at) is None


def _regular(rhythm: Rhythm, in_force: tuple[Period, ...]) -> Cycles:
    form = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])" if rhythm.monthly else r"([0-9]{4})")

    def key(written: str) -> str | None:
        return written if form.fullmatch(written) else None

    def gives_month(month: int) -> bool:
        if month < rhythm.start or rhythm.beginning(month) != month:
            return False
        day, end = first_day(month), first_day(month + rhythm.step) - 1
        return not in_force or any(
            (period.first is None or period.first <= end)
            and (period.last is None or day <= period.last)
            for period in in_force
        )

    def gives_cycle(written: str) -> bool:
        found = form.fullmatch(written)
        if found is None:
            return False
        return gives_month(12 * int(found[1]) + (int(found[2]) - 1 if rhythm.monthly else 0))

    def of_day(day: int) -> Named:
        year, month, _ = edtf.civil(day)
        begin = rhythm.beginning(12 * year + month - 1)
        return frozenset({rhythm.key(begin)}) if gives_month(begin) else frozenset()

    return Cycles(key, gives_cycle, no_cycle, of_day)


def first_day(month: int) -> int:
    """The first day of a month counted from January of the year 0."""
    return edtf.day(month // 12, month % 12 + 1, 1)


def _commemoration(id: str, declared: Declared) -> _Anchor | None:
    rule = declared.find(id)
    if rule is None:
        return None

    def days(first: int, last: int) -> Iterable[tuple[Span, int | None]]:
        for span, number in declared.returns(rule, first - rule.lasts, last):
            end = last_day(rule, span.first, span.last)
            if first <= end:
                yield span._replace(last=end), number

    cycles = cycles_of(rule, declared.find)
    return _Anchor(cycles.key, days, cycles.of_number, (), cycles.near)


def _sentence(sentence: DateRule, declared: Declared) -> _Anchor:
    def days(first: int, last: int) -> Iterable[tuple[Span, int | None]]:
        return ((span, None) for span in spans(first, last))

    def key(written: str) -> str | None:
        return None if is_foreign(written, sentence.calendar) else sentence.cycle_of(written)

    def spans(first: int, last: int) -> Sequence[Span]:
        return sentence.spans(first, last, declared.spans)

    return _Anchor(key, days, no_cycle, (), near_cycle(sentence.calendar, spans))


def _anchored(anchors: list[_Anchor], in_force: tuple[Period, ...], fits: Fits) -> Cycles:
    def spans(first: int, last: int) -> Iterable[tuple[Span, int | None]]:
        return (
            (span, number)
            for anchor in anchors
            for span, number in anchor.days(first, last)
            if fits(number, edtf.civil(span.first)[0])
            and holds(anchor.in_force, span.first)
            and holds(in_force, span.first)
        )

    def key(written: str) -> str | None:
        keys = (anchor.key(written) for anchor in anchors)
        return next((found for found in keys if found is not None), None)

    def gives_cycle(written: str) -> bool:
        meant = key(written)
        around = None if meant is None else day_in(meant, None)
        return around is not None and any(
            span.cycle == meant for span, _ in spans(around - AROUND, around + AROUND)
        )

    def of_number(number: int) -> Named:
        if not fits(number, 0):
            return frozenset()
        return frozenset(key for anchor in anchors for key in anchor.of_number(number) or ())

    def of_day(day: int) -> Named:
        return frozenset(s.cycle for s, _ in spans(day, day) if s.first <= day <= s.last)

    def near(written: str) -> str | None:
        found = (anchor.near(written) for anchor in anchors)
        return next((each for each in found if each is not None and gives_cycle(each)), None)

    return Cycles(key, gives_cycle, of_number, of_day, near)
