"""Reading the bases of sentences: days that do not lean on another day."""

from calendar_gen.calendars import system
from calendar_gen.sentences.cursor import Cursor
from calendar_gen.sentences.month_names import read_calendar, read_month
from calendar_gen.sentences.months import (
    CALENDAR_NAMES,
    LUNISOLAR,
    Month,
    calendar_name,
    extent,
    had,
)
from calendar_gen.sentences.nodes import (
    DayOfIsoWeek,
    DayOfYear,
    LastOfMonth,
    LastOfYear,
    MonthDay,
    NthWeekday,
    SunPoint,
)
from calendar_gen.sentences.printing import print_sentence
from calendar_gen.sentences.tokens import SentenceError, Token, ordinal_text
from calendar_gen.sentences.words import WEEKDAYS
from calendar_gen.sentences.zones import read_zone

_MOST_WEEKDAYS = 5
_LATEST_DAY = 999
"""What is above is a year."""
_SUN = {"equinox": (3, 9), "solstice": (6, 12)}


def read_month_day(cursor: Cursor, number: Token) -> MonthDay:
    """After a day's number: `May`, `of May`, `Shawwal tabular`, or lunisolar `of month 8 ...`."""
    if not cursor.accept("of"):
        cursor.accept("in")
    if cursor.says("month") or cursor.says("leap"):
        hint = f'did you mean "day {number.value} of {cursor.text[cursor.here.offset :]}"?'
        raise SentenceError('a day of a numbered month begins with "day"', number.offset, hint)
    return month_day(read_month(cursor), number)


def read_month_first(cursor: Cursor) -> MonthDay | SunPoint:
    """`May 9`, `May ninth`, `March equinox in Tokyo`."""
    start = cursor.at
    month = read_month(cursor)
    said, word = cursor.said(start), cursor.here
    if word.text.casefold() in _SUN:
        return _sun_point(cursor, month, said, cursor.tokens[start])
    if cursor.ended():
        raise SentenceError(
            f"the sentence ends where the day of {said} must follow",
            word.offset,
            f'write "1 {said}" for its first day, "last day of {said}" for its last',
        )
    if word.kind not in ("number", "ordinal"):
        raise cursor.refusal(list(_SUN), f"the day of {said}", f"{said} 9")
    if word.value > _LATEST_DAY and cursor.ahead().kind == "end":
        raise SentenceError(
            f'"{word.text}" is no day of {said}',
            word.offset,
            f'a day is written as in "{said} 9", and a month of one year in a list, as 2025-05',
        )
    return month_day(month, cursor.take())


def read_numbered_day(cursor: Cursor) -> DayOfYear | MonthDay:
    """After `day`: `256 of the year`, `15 of leap month 6 Chinese`."""
    if cursor.says("after") or cursor.says("before"):
        rest = cursor.text[cursor.here.offset :]
        raise SentenceError(
            "how many days is not said", cursor.here.offset, f'write "1 day {rest}"'
        )
    if cursor.here.kind != "number":
        raise cursor.refusal([], "a number", "day 256 of the year")
    number = cursor.take()
    cursor.expect("of", "in", example=f"day {number.text} of the year")
    if cursor.accept("the"):
        cursor.expect("year", example=f"day {number.text} of the year")
        return _day_of_year(number)
    return month_day(read_lunar_month(cursor), number)


def read_lunar_month(cursor: Cursor) -> Month:
    """`month 8 Chinese`, `leap month 6 Korean`."""
    leap = cursor.accept("leap")
    if not leap and not cursor.says("month"):
        raise cursor.refusal(["month", "leap month", "the year"], None, "day 15 of month 8 Chinese")
    cursor.expect("month")
    number = cursor.here
    if number.kind != "number":
        raise cursor.refusal([], "the number of a month", "day 15 of month 8 Chinese")
    cursor.take()
    if not 1 <= number.value <= 12:
        near = 12 if number.value else 1
        meant = f"{cursor.text[: number.offset]}{near}{cursor.text[number.end :]}"
        raise SentenceError(
            f"there is no month {number.text}: months are 1 to 12",
            number.offset,
            f'did you mean "{meant}"?',
        )
    place = cursor.here
    key = read_calendar(cursor)
    if key not in LUNISOLAR:
        options = [calendar_name(key) for key in LUNISOLAR]
        if key is not None:
            raise SentenceError(
                f"months of the {system(key).name} calendar have names and not numbers",
                place.offset,
                f"months go by number in these: {', '.join(options)}",
            )
        raise cursor.refusal(options, None, "day 15 of month 8 Chinese")
    return Month(key, number.value, leap)


def month_day(month: Month, number: Token) -> MonthDay:
    """A day of a month. Raises SentenceError when no year has it."""
    day = number.value
    if day > 28 or day < 1 or month.system not in ("gregorian", "julian"):
        _need_day(month, number)
    return MonthDay(month.system, month.number, month.leap, day)


def read_last(cursor: Cursor) -> LastOfMonth | LastOfYear:
    """After `last day`: `of February`, `of month 12 Chinese`, `of the Chinese year`."""
    cursor.expect("of", "in")
    if cursor.accept("the"):
        place, key = cursor.here, read_calendar(cursor)
        if place.text.casefold() == "year":
            hint = 'the last day of a Gregorian year is "31 December"'
            raise SentenceError("of which calendar the year is must be said", place.offset, hint)
        if key is None:
            options = [names[0] for names in CALENDAR_NAMES.values()]
            raise cursor.refusal(options, "a calendar's name", "last day of the Chinese year")
        cursor.expect("year")
        return LastOfYear(key)
    if cursor.says("month") or cursor.says("leap"):
        return LastOfMonth(*read_lunar_month(cursor))
    return LastOfMonth(*read_month(cursor))


def read_nth_weekday(cursor: Cursor, nth: Token, count: int, weekday: int) -> NthWeekday:
    """After `second Sunday of`: the month. Raises SentenceError for a sixth."""
    lunar = cursor.says("month") or cursor.says("leap")
    month = read_lunar_month(cursor) if lunar else read_month(cursor)
    label = system(month.system).month_label(month.number, month.leap)
    if count > _MOST_WEEKDAYS:
        name = WEEKDAYS[weekday]
        raise SentenceError(
            f"a month has at most five {name}s, so there is no {ordinal_text(count)}",
            nth.offset,
            f'did you mean "last {name} of {label}"?',
        )
    if count > 1 and extent(month).longest < 7 * count - 6:
        raise SentenceError(f"{label} is too short for that", nth.offset)
    return NthWeekday(count, weekday, *month)


def read_week(cursor: Cursor, weekday: int) -> DayOfIsoWeek:
    """After `Monday of week`: the number of the week."""
    number = cursor.here
    if number.kind != "number":
        raise cursor.refusal([], "the number of a week", "Monday of week 7")
    cursor.take()
    if not 1 <= number.value <= 53:
        raise SentenceError(
            f"there is no week {number.text}: weeks are 1 to 53", number.offset, "ISO 8601 weeks"
        )
    return DayOfIsoWeek(weekday, number.value)


def _need_day(month: Month, number: Token) -> None:
    if 1 <= number.value <= had(month):
        return
    calendar = system(month.system)
    label = calendar.month_label(month.number, month.leap)
    longest = extent(month).longest
    if longest == 0:
        raise SentenceError(
            f"no year of the {calendar.name} calendar has a {label}", number.offset, None
        )
    if number.value == 0:
        first = print_sentence(MonthDay(month.system, month.number, month.leap, 1))
        hint = f'did you mean "{first}"?'
        raise SentenceError("days of a month are counted from 1", number.offset, hint)
    if number.value > longest:
        most = "has" if extent(month).shortest == longest else "has at most"
        written = print_sentence(MonthDay(month.system, month.number, month.leap, longest))
        raise SentenceError(
            f"{label} {most} {longest} days", number.offset, f'did you mean "{written}"?'
        )


def _day_of_year(number: Token) -> DayOfYear:
    if not 1 <= number.value <= 366:
        raise SentenceError(
            f"there is no day {number.text} of a year: days are 1 to 366",
            number.offset,
            f'did you mean "day {min(max(number.value, 1), 366)} of the year"?',
        )
    return DayOfYear(number.value)


def _sun_point(cursor: Cursor, month: Month, said: str, at: Token) -> SunPoint:
    what = cursor.take().text.casefold()
    months = _SUN[what]
    if month.system != "gregorian" or month.number not in months:
        labels = [system("gregorian").month_label(number, False) for number in months]
        options = " or ".join(f'"{label} {what}"' for label in labels)
        raise SentenceError(f"there is no {what} in {said}", at.offset, f"did you mean {options}?")
    if not cursor.accept("in"):
        raise cursor.refusal(["in"], '"in" and a zone', f"{said} {what} in Tokyo")
    return SunPoint(month.number, read_zone(cursor))
