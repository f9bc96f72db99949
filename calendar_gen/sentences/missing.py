"""Which sentences some years lack the day of."""

from calendar_gen.calendars import system
from calendar_gen.sentences.choices import Choices
from calendar_gen.sentences.date_sentence import DateSentence
from calendar_gen.sentences.months import Month, extent
from calendar_gen.sentences.nodes import (
    DayOfIsoWeek,
    DayOfYear,
    LastOfMonth,
    MonthDay,
    Node,
    NthWeekday,
    unfold,
)
from calendar_gen.sentences.printing import print_sentence
from calendar_gen.sentences.tokens import ordinal_text
from calendar_gen.sentences.words import WEEKDAYS


def can_miss(rule: DateSentence) -> str | None:
    """Why some years can lack the sentence's day, as a clause; None if none of them does."""
    return missing_part(rule.node, rule.choices)


def missing_part(node: Node, choices: Choices) -> str | None:
    """What some years lack, as a clause with its reason; None if every supported year has the day.

    A sentence that leans on another rule lacks what that rule lacks, which is not its own to say.
    """
    base, _ = unfold(node)
    if isinstance(base, MonthDay):
        return None if choices.custom else _month_day(base)
    if isinstance(base, LastOfMonth):
        return _leap_month(Month(*base))
    if isinstance(base, NthWeekday):
        return _nth_weekday(base)
    if isinstance(base, DayOfYear) and base.day == 366:
        return "day 366 is in leap years only"
    if isinstance(base, DayOfIsoWeek) and base.week == 53:
        return "few years have a week 53"
    return None


def _month_day(node: MonthDay) -> str | None:
    month = Month(node.system, node.month, node.leap)
    if node.day <= 28 and node.system in ("gregorian", "julian"):
        return None
    leap = _leap_month(month)
    if leap is not None:
        return leap
    shortest = extent(month).shortest
    if node.day <= shortest:
        return None
    calendar = system(node.system)
    label = calendar.month_label(node.month, node.leap)
    return f"{label} has only {shortest} days in some years, so they lack {print_sentence(node)}"


def _leap_month(month: Month) -> str | None:
    if not month.leap or extent(month).always:
        return None
    calendar = system(month.system)
    return f"{calendar.month_label(month.number, True)} is not in every {calendar.name} year"


def _nth_weekday(node: NthWeekday) -> str | None:
    month = Month(node.system, node.month, node.leap)
    leap = _leap_month(month)
    if leap is not None or extent(month).shortest >= 7 * abs(node.nth):
        return leap
    label = system(node.system).month_label(node.month, node.leap)
    nth = "" if node.nth == -1 else f"{ordinal_text(node.nth)} "
    return f"{label} has no {nth}{WEEKDAYS[node.weekday]} in some years"
