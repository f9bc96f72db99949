"""A sentence's tree as text, in the one canonical form."""

from collections.abc import Callable
from typing import Any

from calendar_gen.calendars import system
from calendar_gen.sentences.month_names import is_named_alone
from calendar_gen.sentences.months import LUNISOLAR, Month, calendar_name
from calendar_gen.sentences.nodes import (
    DayList,
    DayOfIsoWeek,
    DayOfYear,
    DaysFrom,
    DaysSince,
    Easter,
    EveryDays,
    LastOfMonth,
    LastOfYear,
    MonthDay,
    Node,
    NthWeekday,
    RuleDay,
    SolarTerm,
    SunPoint,
    TableDay,
    WeekdayFrom,
)
from calendar_gen.sentences.tokens import ordinal_text
from calendar_gen.sentences.words import WEEKDAYS

_UNNAMED = ("gregorian", "islamic-umalqura")
"""Systems that are meant where a month's name is shared and no calendar is named."""


def print_sentence(node: Node) -> str:
    """The canonical text: reading it again gives the same tree."""
    return _PRINTERS[type(node)](node)


def month_text(month: Month) -> str:
    """A month with its calendar where that must be said: `May`, `Adar II`, `month 8 Chinese`."""
    label = system(month.system).month_label(month.number, month.leap)
    if month.system in _UNNAMED or is_named_alone(month):
        return label
    return f"{label} {calendar_name(month.system)}"


def days_text(days: int) -> str:
    """`1 day`, `10,000 days`."""
    return "1 day" if days == 1 else f"{days:,} days"


def _month_day(node: MonthDay) -> str:
    month = month_text(Month(node.system, node.month, node.leap))
    return f"day {node.day} of {month}" if node.system in LUNISOLAR else f"{node.day} {month}"


def _last_of_month(node: LastOfMonth) -> str:
    return f"last day of {month_text(Month(*node))}"


def _last_of_year(node: LastOfYear) -> str:
    return f"last day of the {calendar_name(node.system)} year"


def _nth_weekday(node: NthWeekday) -> str:
    nth = "last" if node.nth == -1 else ordinal_text(node.nth)
    month = month_text(Month(node.system, node.month, node.leap))
    return f"{nth} {WEEKDAYS[node.weekday]} of {month}"


def _easter(node: Easter) -> str:
    return "Orthodox Easter" if node.orthodox else "Easter"


def _solar_term(node: SolarTerm) -> str:
    return node.term if node.zone is None else f"{node.term} in {node.zone}"


def _sun_point(node: SunPoint) -> str:
    month = system("gregorian").month_label(node.month, False)
    event = "equinox" if node.month in (3, 9) else "solstice"
    return f"{month} {event} in {node.zone}"


def _day_of_year(node: DayOfYear) -> str:
    return f"day {node.day} of the year"


def _day_of_iso_week(node: DayOfIsoWeek) -> str:
    return f"{WEEKDAYS[node.weekday]} of week {node.week}"


def _table_day(node: TableDay) -> str:
    from calendar_gen.calendars.authority_tables import authority_tables

    table = authority_tables()[node.table]
    return table.name if table.alone else f"{table.name} {table.authority}"


def _rule_day(node: RuleDay) -> str:
    return f"{node.rule} as observed" if node.observed else node.rule


def _day_list(node: DayList) -> str:
    texts = ", ".join(member.text for member in node.members)
    return texts if len(node.members) == 1 else f"[{texts}]"


def _days_since(node: DaysSince) -> str:
    return f"{days_text(node.days)} after {node.since}"


def _every_days(node: EveryDays) -> str:
    return f"every {days_text(node.days)}"


def _days_from(node: DaysFrom) -> str:
    side = "after" if node.days > 0 else "before"
    return f"{days_text(abs(node.days))} {side} {_after_step(node.anchor)}"


def _weekday_from(node: WeekdayFrom) -> str:
    nth = "" if node.nth == 1 else f"{ordinal_text(node.nth)} "
    return f"{nth}{WEEKDAYS[node.weekday]} {node.relation} {_after_step(node.anchor)}"


def _after_step(anchor: Node) -> str:
    text = print_sentence(anchor)
    counted = isinstance(anchor, NthWeekday | LastOfMonth | LastOfYear)
    return (
        f"the {text}" if counted or (isinstance(anchor, WeekdayFrom) and anchor.nth > 1) else text
    )


_PRINTERS: dict[type, Callable[[Any], str]] = {
    MonthDay: _month_day,
    LastOfMonth: _last_of_month,
    LastOfYear: _last_of_year,
    NthWeekday: _nth_weekday,
    Easter: _easter,
    SolarTerm: _solar_term,
    SunPoint: _sun_point,
    DayOfYear: _day_of_year,
    DayOfIsoWeek: _day_of_iso_week,
    TableDay: _table_day,
    RuleDay: _rule_day,
    DayList: _day_list,
    DaysSince: _days_since,
    EveryDays: _every_days,
    DaysFrom: _days_from,
    WeekdayFrom: _weekday_from,
}
