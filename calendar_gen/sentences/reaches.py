"""From which day to which a sentence is known, and what to say beyond."""

from calendar_gen import edtf
from calendar_gen.calendars import system
from calendar_gen.named import NamedTuple
from calendar_gen.sentences.date_sentence import DateSentence
from calendar_gen.sentences.nodes import (
    DayList,
    DaysSince,
    Easter,
    EveryDays,
    RuleDay,
    SolarTerm,
    SunPoint,
    TableDay,
    Yearly,
    unfold,
)
from calendar_gen.sentences.printing import print_sentence
from calendar_gen.sentences.rows import calendar_of, known_years
from calendar_gen.sentences.steps import reach


class Reach(NamedTuple):
    """The days that a sentence answers for, both in (None: no end); `clause` says it in words."""

    first: int | None
    last: int | None
    clause: str | None


def reach_of(rule: DateSentence) -> Reach:
    """From which day to which the sentence is known.

    Outside, it gives no days, and that says nothing. A list is known from its first day to its
    last. A sentence that leans on another rule is known where that rule is, which is not seen here.
    """
    base, steps = unfold(rule.node)
    if isinstance(base, DayList):
        first, last = base.members[0].first, max(member.last for member in base.members)
        return Reach(first, last, f"the list is known through {edtf.iso(last)}")
    if isinstance(base, RuleDay | DaysSince | EveryDays):
        return Reach(None, None, None)
    first_year, last_year = known_years(base)
    if first_year is None and last_year is None:
        return Reach(None, None, None)
    low, high = reach(steps)
    calendar = system(calendar_of(base))
    first_day = None if first_year is None else calendar.year_start(first_year) + min(low, 0)
    last_day = None
    if last_year is not None:
        ends = last_year == calendar.last_year
        end = calendar.last_day if ends else calendar.year_start(last_year + 1) - 1
        last_day = None if end is None else end + max(high, 0)
    return Reach(first_day, last_day, _clause(base, first_year, last_year))


def _clause(base: Yearly, first: int | None, last: int | None) -> str:
    calendar = system(calendar_of(base))
    if isinstance(base, Easter | SolarTerm | SunPoint | TableDay):
        name = _by_authority(base) if isinstance(base, TableDay) else print_sentence(base)
        if last is None:
            return f"{name} is known from {first} on"
        return f"{name} is known for {first} to {last}"
    return f"the {calendar.name} calendar is supported for {calendar.range_sentence()}"


def _by_authority(base: TableDay) -> str:
    from calendar_gen.calendars.authority_tables import authority_tables

    table = authority_tables()[base.table]
    return f"{table.name} as kept in {table.authority}"
