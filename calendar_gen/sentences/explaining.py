"""How a sentence comes to its days in one year, step by step and in words."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from calendar_gen import edtf
from calendar_gen.calendars import system
from calendar_gen.rules import Anchors, Certainty, Span
from calendar_gen.sentences.date_sentence import DateSentence
from calendar_gen.sentences.eras import year_text
from calendar_gen.sentences.month_rows import is_plain_adar
from calendar_gen.sentences.months import Month
from calendar_gen.sentences.nodes import (
    DayList,
    DaysFrom,
    DaysSince,
    EveryDays,
    LastOfYear,
    MonthDay,
    RuleDay,
    Step,
    Yearly,
    unfold,
)
from calendar_gen.sentences.printing import days_text, print_sentence
from calendar_gen.sentences.reaches import reach_of
from calendar_gen.sentences.rows import base_row, calendar_of, certainty_in, known_years
from calendar_gen.sentences.steps import take_steps
from calendar_gen.sentences.tokens import ordinal_text
from calendar_gen.sentences.words import WEEKDAYS


class Explained(NamedTuple):
    """One step in words, and the day that it leads to; None if it leads to none."""

    text: str
    day: int | None


def explain(rule: DateSentence, year: int, anchors: Anchors) -> list[Explained]:
    """The steps from the sentence to its days in a year of its own calendar, in order.

    For lists, counts of days and sentences that lean on another rule it is the Gregorian year. The
    last step with a day holds the answer; for several days each has its steps.
    """
    base, steps = unfold(rule.node)
    if isinstance(base, DayList | DaysSince | EveryDays | RuleDay):
        first, last = edtf.day(year, 1, 1), edtf.day(year, 12, 31)
        if isinstance(base, RuleDay):
            held = anchors(base.rule, first, last, observed=base.observed)
            return _none_if_empty(list(_leaning(base, held, steps)), rule, year)
        found = [_counted(base, span) for span in rule.spans(first, last, anchors)]
        return _none_if_empty(found, rule, year)
    return _yearly(rule, base, steps, year)


def _yearly(rule: DateSentence, base: Yearly, steps: Sequence[Step], year: int) -> list[Explained]:
    first, last = known_years(base)
    if (first is not None and year < first) or (last is not None and year > last):
        return [Explained(f"{reach_of(rule).clause}, and {year} is outside", None)]
    name = _in_year(base, year)
    day = base_row(base, year, year, rule.choices)[0]
    plain = base_row(base, year, year, rule.choices._replace(missing=None, custom=None))[0]
    found: list[Explained] = []
    if plain is None:
        found.append(Explained(f"there is no {name.rstrip(',')}", None))
    if day is None:
        if rule.choices.missing == "omit":
            found.append(Explained("missing: omit leaves the year out", None))
        return found
    if day != plain:
        if plain is not None:
            found.append(Explained(f"{name.rstrip(',')} is {day_text(plain)}", plain))
        field = (
            f"custom: {rule.choices.custom}"
            if rule.choices.custom
            else (f"missing: {rule.choices.missing}")
        )
        found.append(Explained(f"{field} gives {day_text(day)} instead", day))
    else:
        found.append(Explained(_lands(rule, base, year, day), day))
    return [*found, *_stepped(day, steps)]


def _lands(rule: DateSentence, base: Yearly, year: int, day: int) -> str:
    name = _in_year(base, year)
    adar = ""
    if isinstance(base, MonthDay) and is_plain_adar(Month(base.system, base.month, base.leap)):
        field = "adar" if rule.choices.custom is None else "custom"
        adar = f" ({field}: {rule.choices.custom or rule.choices.adar})"
    certainty = certainty_in(base)
    sure = _sureness("exact" if certainty is None else certainty(year, day))
    if isinstance(base, MonthDay) and base.system == "gregorian":
        return f"{name} is a {WEEKDAYS[day % 7]}"
    return f"{name}{adar} is {day_text(day)}{sure}"


def _stepped(day: int, steps: Sequence[Step]) -> Iterator[Explained]:
    for step in steps:
        then = take_steps([day], [step])[0]
        assert then is not None
        if isinstance(step, DaysFrom):
            side = "after" if step.days > 0 else "before"
            what = f"{days_text(abs(step.days))} {side} {_short(day)}"
        else:
            nth = "" if step.nth == 1 else f"{ordinal_text(step.nth)} "
            what = f"the {nth}{WEEKDAYS[step.weekday]} {step.relation} {_short(day)}"
        yield Explained(f"{what} is {day_text(then)}", then)
        day = then


def _leaning(base: RuleDay, held: Sequence[Span], steps: Sequence[Step]) -> Iterator[Explained]:
    for span in held:
        how = "is observed on" if base.observed else "falls on"
        told = f'"{base.rule}" {how} {day_text(span.first)}, its {span.cycle}'
        yield Explained(f"{told}{_sureness(span.certainty)}", span.first)
        yield from _stepped(span.first, steps)


def _counted(base: DayList | DaysSince | EveryDays, span: Span) -> Explained:
    if isinstance(base, DayList):
        until = "" if span.first == span.last else f" to {day_text(span.last)}"
        return Explained(f"the list names {day_text(span.first)}{until}", span.first)
    count = int(span.cycle.removesuffix("d"))
    start = span.first - count
    return Explained(
        f"{days_text(count)} after {_short(start)} is {day_text(span.first)}", span.first
    )


def _none_if_empty(found: list[Explained], rule: DateSentence, year: int) -> list[Explained]:
    return found or [Explained(f'"{rule.text}" gives no day in {year}', None)]


def _in_year(base: Yearly, year: int) -> str:
    key = calendar_of(base)
    said = year_text(key, year)
    text = print_sentence(base)
    if isinstance(base, LastOfYear):
        return f"the {text.replace(' year', '')} year {said}"
    if text.endswith("of the year"):
        return f"{text} {said}"
    if " in " in text or text.partition(" of week ")[1]:
        return f"{text}, {said},"
    return f"{text} {said}"


def _sureness(certainty: Certainty) -> str:
    return "" if certainty in ("exact", "computed") else f" ({certainty})"


def day_text(day: int) -> str:
    """A day as it is told: `Wednesday, 9 May 2035`."""
    return f"{WEEKDAYS[day % 7]}, {_short(day)}"


def _short(day: int) -> str:
    year, month, of_month = edtf.civil(day)
    label = system("gregorian").month_label(month, False)
    return f"{of_month} {label} {year_text('gregorian', year)}"
