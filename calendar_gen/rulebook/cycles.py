"""Which cycles a rule has, for exceptions that name one: what they name must be there."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from calendar_gen import edtf
from calendar_gen.calendars import SYSTEMS, OutOfRange, system
from calendar_gen.rules import Commemoration, DateRule, Every, Origin, Paired, Period, Span

_YEAR_KEY = re.compile(r"(-?[0-9]{1,6})(?:-([a-z][a-z-]*))?")
_AROUND = 800
"""Days around a cycle's year in which its day is looked for: a cycle may begin in the year
before."""


class Cycles(NamedTuple):
    """What a rule tells of its cycles: the key that an author means, and which ones it gives."""

    key: Callable[[str], str | None]
    gives_cycle: Callable[[str], bool]
    gives_number: Callable[[int], bool]
    gives_day: Callable[[int], bool]


class Rule(NamedTuple):
    """What of a commemoration decides its cycles."""

    of: Origin | None
    on: DateRule | None
    in_force: tuple[Period, ...]
    every: Every | None


def cycles_of(rule: Rule, others: Callable[[str], Commemoration | None]) -> Cycles:
    """The cycles of a commemoration; `others` finds the rules that its sentence leans on."""

    def key(written: str) -> str | None:
        return _plain_key(written) if rule.on is None else rule.on.cycle_of(written)

    def gives_cycle(written: str) -> bool:
        meant = key(written)
        around = None if meant is None else _day_in(meant, rule.of)
        if around is None:
            return False
        spans = _spans(rule, around - _AROUND, around + _AROUND, others)
        return any(span.cycle == meant for span in spans)

    def gives_number(number: int) -> bool:
        if rule.of is None or number < 1:
            return False
        around = rule.of.earliest + number * 36525 // 100
        reach = _AROUND + number * 15
        spans = _spans(rule, around - reach, around + reach, others)
        return any(number_of(rule, span) == number for span in spans)

    def gives_day(day: int) -> bool:
        spans = _spans(rule, day - _AROUND, day + _AROUND, others)
        return any(span.first <= day <= span.last for span in spans)

    return Cycles(key, gives_cycle, gives_number, gives_day)


def paired_cycles(
    terms: Paired, in_force: tuple[Period, ...], anchors: Callable[[str], Commemoration | None]
) -> Cycles:
    """The cycles of a paired exchange: those of its commemorations that have a number that fits."""
    rules = []
    for leg in terms.legs:
        anchor = anchors(leg.occasion)
        if anchor is not None:
            rules.append((Rule(anchor.of, anchor.on, anchor.in_force, anchor.every), leg.in_force))

    def spans(rule: Rule, periods: tuple[Period, ...], first: int, last: int) -> list[Span]:
        return [
            span
            for span in _spans(rule, first, last, anchors)
            if fits(terms, number_of(rule, span))
            and holds(periods, span.first)
            and holds(in_force, span.first)
        ]

    def key(written: str) -> str | None:
        keys = [cycles_of(rule, anchors).key(written) for rule, _ in rules]
        return next((found for found in keys if found is not None), None)

    def gives_cycle(written: str) -> bool:
        meant = key(written)
        around = None if meant is None else _day_in(meant, None)
        return around is not None and any(
            span.cycle == meant
            for rule, periods in rules
            for span in spans(rule, periods, around - _AROUND, around + _AROUND)
        )

    def gives_number(number: int) -> bool:
        return fits(terms, number) and any(
            cycles_of(rule, anchors).gives_number(number) for rule, _ in rules
        )

    def gives_day(day: int) -> bool:
        return any(
            span.first <= day <= span.last
            for rule, periods in rules
            for span in spans(rule, periods, day, day)
        )

    return Cycles(key, gives_cycle, gives_number, gives_day)


def fits(terms: Paired, number: int | None) -> bool:
    """Whether an anniversary of that number is one at which visits are exchanged."""
    if number is None or number < 1:
        return False
    if terms.marks is not None:
        return number in terms.marks
    return number % (terms.every or 1) == 0


def holds(periods: Sequence[Period], day: int) -> bool:
    """Whether a day lies in a time in force; no times at all mean always."""
    return not periods or any(period.holds(day) for period in periods)


def number_of(rule: Rule, span: Span) -> int | None:
    """The anniversary's number: years of the rule's own calendar since the origin."""
    if rule.of is None:
        return None
    year = span.year
    calendar = "gregorian" if rule.on is None else rule.on.calendar
    if year is None:
        year, calendar = edtf.civil(span.first)[0], "gregorian"
    return year - year_in(calendar, rule.of)


def year_in(calendar: str, of: Origin) -> int:
    """The year of an event in a calendar."""
    return of.year if of.calendar == calendar else system(calendar).year_of(of.earliest)


def _spans(
    rule: Rule, first: int, last: int, others: Callable[[str], Commemoration | None]
) -> list[Span]:
    """The returns of a rule in those days, exceptions aside."""

    def anchors(rule: str, first: int, last: int, *, observed: bool) -> Sequence[Span]:
        other = others(rule)
        if other is None:
            return []
        return _spans(Rule(other.of, other.on, other.in_force, other.every), first, last, others)

    found = _years(first, last) if rule.on is None else rule.on.spans(first, last, anchors)
    return [span for span in found if _counts(rule, span)]


def _counts(rule: Rule, span: Span) -> bool:
    number = number_of(rule, span)
    if number is not None and number < 1:
        return False
    every, year = rule.every, span.year
    if every is not None and every.base is not None and year is not None:
        return (year - every.base) % every.step == 0 and holds(rule.in_force, span.first)
    return holds(rule.in_force, span.first)


def _years(first: int, last: int) -> list[Span]:
    """The whole years that an event known by its year alone returns in."""
    return [
        Span(
            f"{year:04d}" if year >= 0 else f"-{-year:04d}",
            year,
            edtf.day(year, 1, 1),
            edtf.day(year, 12, 31),
            "exact",
        )
        for year in range(edtf.civil(first)[0], edtf.civil(last)[0] + 1)
    ]


def _plain_key(written: str) -> str | None:
    return written if re.fullmatch(r"-?[0-9]{4}", written) else None


def _day_in(key: str, of: Origin | None) -> int | None:
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
