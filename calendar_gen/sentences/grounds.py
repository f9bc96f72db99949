"""What the days of a sentence rest on: an authority and its table, or a reckoning; for which years,
and why a day is no surer.
"""

from calendar_gen.calendars import system
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
    unfold,
)
from calendar_gen.sentences.rows import calendar_of


def grounds(rule: DateSentence, year: int | None) -> tuple[str, ...]:
    """Sentences on what its day in a year of its own calendar rests on; none for a sentence that
    counts by itself or by another rule, nor for the Gregorian calendar, which anybody can count in.
    `year` None asks for no year in particular.
    """
    base, _ = unfold(rule.node)
    if isinstance(base, DayList | DaysSince | EveryDays | RuleDay | Easter):
        return ()
    if isinstance(base, TableDay):
        return _of_authority(base, year)
    if isinstance(base, SolarTerm | SunPoint):
        from calendar_gen.calendars.solar import FIRST_YEAR, LAST_YEAR, SOURCE

        said = f"Source of solar terms, equinoxes and solstices for {FIRST_YEAR} to {LAST_YEAR}"
        doubt = "The day is an estimate where the sun gets there too close to local midnight"
        return (f"{said}: {SOURCE}", f"{doubt}.")
    calendar = system(calendar_of(base))
    if calendar.key == "gregorian":
        return ()
    years = calendar.range_sentence()
    return (f"Source of the {calendar.name} calendar for {years}: {calendar.source}",)


def _of_authority(base: TableDay, year: int | None) -> tuple[str, ...]:
    from calendar_gen.calendars.authority_tables import authority_tables

    table = authority_tables()[base.table]
    years = f"{table.first_year} to {table.last_year}"
    said = f"Source of {table.name} as kept in {table.authority} for {years}: {table.source}"
    if year is None or not table.first_year <= year <= table.last_year:
        return (said,)
    if year in table.contested:
        return (said, f"In {year} two days were kept, or the almanacs disagreed.")
    if year > table.last_announced:
        return (said, f"{year} is after {table.last_announced}, the last year announced.")
    return (said,)
