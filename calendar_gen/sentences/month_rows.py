"""Days of months, one a year, from the month tables of a calendar system.

Every function takes the years of that system, `first` to `last`, both in and supported, and gives
a list with a day number for each, None where the year has none. `missing` is applied here: first
to a leap month that the year lacks, then to a day that the month lacks.
"""

from calendar_gen.calendars import system
from calendar_gen.calendars.hebrew_customs import hebrew_birthday, yahrzeit
from calendar_gen.sentences.choices import Choices
from calendar_gen.sentences.months import Month
from calendar_gen.sentences.nodes import LastOfMonth, LastOfYear, MonthDay, NthWeekday

Row = list[int | None]
ADAR_I = Month("hebrew", 6, True)
ADAR = Month("hebrew", 7, False)


def month_day_row(node: MonthDay, first: int, last: int, choices: Choices) -> Row:
    """The same day of a month every year."""
    if choices.custom is not None and choices.origin is not None:
        return _custom_row(first, last, choices)
    month, after = Month(node.system, node.month, node.leap), node.day - 1
    starts = _starts(month, first, last, choices)
    lengths = _lengths(month, first, last, choices)
    if _shortest(lengths) > after:
        return _shifted(starts, after)
    spare = {"earlier": 0, "later": 1}.get(choices.missing or "", -1)
    return [
        None
        if start is None or length is None or (spare < 0 and after >= length)
        else start + min(after, length - 1 + max(spare, 0))
        for start, length in zip(starts, lengths, strict=True)
    ]


def nth_weekday_row(node: NthWeekday, first: int, last: int, choices: Choices) -> Row:
    """The nth or the last of a weekday in a month."""
    month, weekday = Month(node.system, node.month, node.leap), node.weekday
    starts = _starts(month, first, last, choices)
    lengths = _lengths(month, first, last, choices)
    if 0 < node.nth < 5 and _shortest(lengths) >= 28:
        weeks = 7 * (node.nth - 1)
        return [s if s is None else s + (weekday - s) % 7 + weeks for s in starts]
    return [
        None
        if start is None or length is None
        else _last_or_nth(node, start, start + length, choices)
        for start, length in zip(starts, lengths, strict=True)
    ]


def last_of_month_row(node: LastOfMonth, first: int, last: int, choices: Choices) -> Row:
    """The last day of a month."""
    starts = _starts(Month(*node), first, last, choices)
    lengths = _lengths(Month(*node), first, last, choices)
    return [
        None if start is None or length is None else start + length - 1
        for start, length in zip(starts, lengths, strict=True)
    ]


def last_of_year_row(node: LastOfYear, first: int, last: int, _choices: Choices) -> Row:
    """The last day of each year."""
    calendar = system(node.system)
    ends: Row = [calendar.year_start(year) - 1 for year in range(first + 1, last + 1)]
    return [
        *ends,
        calendar.last_day if last == calendar.last_year else calendar.year_start(last + 1) - 1,
    ]


def is_plain_adar(month: Month) -> bool:
    """Whether it is Adar without a number, of which leap years have two."""
    return month == ADAR


def ordinary_months(leap_month: Month) -> tuple[Month, Month]:
    """The ordinary months that can stand for a leap month: of its number or before, and after."""
    number = leap_month.number - (leap_month == ADAR_I)
    following = number + 1 + (leap_month == ADAR_I)
    return leap_month._replace(number=number, leap=False), leap_month._replace(
        number=following, leap=False
    )


def _starts(month: Month, first: int, last: int, choices: Choices) -> Row:
    return _cells(month, first, last, choices, lengths=False)


def _lengths(month: Month, first: int, last: int, choices: Choices) -> Row:
    return _cells(month, first, last, choices, lengths=True)


def _cells(month: Month, first: int, last: int, choices: Choices, *, lengths: bool) -> Row:
    calendar = system(month.system)
    column = calendar.lengths if lengths else calendar.column
    cells = column(month.number, month.leap, first, last)
    other: Month | None = None
    if month == ADAR and choices.adar == "first":
        cells, other = column(ADAR_I.number, ADAR_I.leap, first, last), ADAR
    elif month.leap and choices.missing in ("earlier", "later"):
        other = ordinary_months(month)[choices.missing == "later"]
    if other is None or None not in cells:
        return cells
    instead = column(other.number, other.leap, first, last)
    return [there if here is None else here for here, there in zip(cells, instead, strict=True)]


def _shortest(lengths: Row) -> int:
    """The least number of days in any year that has the month."""
    return min((length for length in lengths if length is not None), default=0)


def _shifted(days: Row, by: int) -> Row:
    return [day if day is None else day + by for day in days] if by else days


def _last_or_nth(node: NthWeekday, start: int, end: int, choices: Choices) -> int | None:
    if node.nth == -1:
        day = end - 1 - (end - 1 - node.weekday) % 7
        if day >= start or choices.missing == "earlier":
            return day
        return day + 7 if choices.missing == "later" else None
    day = start + (node.weekday - start) % 7 + 7 * (node.nth - 1)
    if day < end or choices.missing == "later":
        return day
    return day - 7 if choices.missing == "earlier" else None


def _custom_row(first: int, last: int, choices: Choices) -> Row:
    assert choices.origin is not None
    calendar = system("hebrew")
    origin = calendar.from_day(choices.origin.earliest)
    returns = yahrzeit if choices.custom == "yahrzeit" else hebrew_birthday
    return [returns(calendar, origin, year) for year in range(first, last + 1)]
