"""Days, windows and dates as coarse as their source, in words. Years below 1 are BCE."""

from functools import lru_cache

from calendar_gen.edtf import Edtf, civil
from calendar_gen.entries.phrases import Phrases
from calendar_gen.named import NamedTuple
from calendar_gen.occurrences import Occurrence

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}


class _Civil(NamedTuple):
    year: int
    month: int
    day: int


def year_text(year: int, phrases: Phrases) -> str:
    """An astronomical year: `2035`, and `44 BCE` for -43."""
    if year > 0:
        return phrases.say("{year}", year=year)
    return phrases.say("{year} BCE", year=1 - year)


@lru_cache(maxsize=8192)
def day_text(day: int, phrases: Phrases, *, weekday: bool = False) -> str:
    """A day: `9 May 2025`, or `Friday, 9 May 2025`."""
    at = _Civil(*civil(day))
    text = phrases.say(
        "{day} {month} {year}",
        day=_of_month(at.day, phrases),
        month=phrases.word("month in a date", MONTHS[at.month - 1]),
        m=at.month,
        year=year_text(at.year, phrases),
    )
    if not weekday:
        return text
    return phrases.say("{weekday}, {date}", weekday=weekday_text(day, phrases), date=text)


def _of_month(day: int, phrases: Phrases) -> str:
    """The number of a day in its month, or what a language writes for it: French has `1er`."""
    return phrases.word("day in a date", str(day))


def weekday_text(day: int, phrases: Phrases) -> str:
    """The day of the week: `Friday`."""
    return phrases.word("weekday", WEEKDAYS[(day - 1) % 7])


def span_text(first: int, last: int, phrases: Phrases) -> str:
    """`29 August to 4 September 2035`, both days in; a single day has its weekday."""
    if first == last:
        return day_text(first, phrases, weekday=True)
    start, end = _Civil(*civil(first)), _Civil(*civil(last))
    if start.year != end.year:
        return phrases.say(
            "{start} to {end}", start=day_text(first, phrases), end=day_text(last, phrases)
        )
    shape = "{day} {month} to {day2} {month2} {year}"
    if start.month == end.month:
        shape = "{day} to {day2} {month} {year}"
    return phrases.say(
        shape,
        day=_of_month(start.day, phrases),
        month=phrases.word("month in a date", MONTHS[start.month - 1]),
        m=start.month,
        day2=_of_month(end.day, phrases),
        month2=phrases.word("month in a date", MONTHS[end.month - 1]),
        m2=end.month,
        year=year_text(start.year, phrases),
    )


def when_text(occurrence: Occurrence, phrases: Phrases) -> str:
    """The days of an occurrence: `29 August to 4 September 2035`, `from 1 April 2026 on`; a
    commemoration of what is known by its month or year alone has only these.
    """
    if occurrence.endless:
        return phrases.say("from {date} on", date=day_text(occurrence.earliest, phrases))
    if occurrence.kind == "commemoration" and occurrence.extent == "window":
        return _no_finer(occurrence.earliest, occurrence.latest, phrases)
    return span_text(occurrence.earliest, occurrence.latest, phrases)


def _no_finer(first: int, last: int, phrases: Phrases) -> str:
    start, after = _Civil(*civil(first)), _Civil(*civil(last + 1))
    months = (after.year - start.year) * 12 + after.month - start.month
    if start.day == after.day == 1:
        if months == 1:
            return month_text(first, phrases)
        if months == 12 and start.month == 1:
            return year_text(start.year, phrases)
    return span_text(first, last, phrases)


def edtf_text(date: Edtf, phrases: Phrases) -> str:
    """A date as coarse as it was written: `September 2024`, `2015`, `about 1200`."""
    if date.precision == "set":
        return _set(date, phrases)
    if date.precision == "interval":
        return _interval(date, phrases)
    text = _plain(date, phrases)
    if date.certainty == "approximate":
        return phrases.say("about {date}", date=text)
    if date.certainty == "uncertain":
        return phrases.say("perhaps {date}", date=text)
    return text


def _plain(date: Edtf, phrases: Phrases) -> str:
    first = date.earliest
    if first is None:
        return date.text
    at = _Civil(*civil(first))
    year = year_text(at.year, phrases)
    if date.precision == "year":
        return year
    if date.precision == "month":
        return month_text(first, phrases)
    if date.precision == "season":
        return _season(date, phrases)
    return day_text(first, phrases)


def month_text(day: int, phrases: Phrases) -> str:
    """The month of a day: `May 1945`."""
    at = _Civil(*civil(day))
    month = phrases.word("month alone", MONTHS[at.month - 1])
    return phrases.say("{month} {year}", month=month, m=at.month, year=year_text(at.year, phrases))


def month_heading(month: int, phrases: Phrases) -> str:
    """A month as a heading begins, which is with a capital in any language: `May`, `Май`."""
    name = phrases.word("month alone", MONTHS[month - 1])
    return name[:1].upper() + name[1:]


def _season(date: Edtf, phrases: Phrases) -> str:
    year, season = date.text.rstrip("~?%").rsplit("-", 1)
    word = phrases.word("season", SEASONS[int(season)])
    return phrases.say("{season} {year}", season=word, year=year_text(int(year), phrases))


def _set(date: Edtf, phrases: Phrases) -> str:
    members = [edtf_text(part, phrases) for part in date.parts]
    if len(members) == 1:
        return phrases.say("some time in: {dates}", dates=members[0])
    return phrases.say("one of: {dates}", dates=phrases.say(", ").join(members))


def _interval(date: Edtf, phrases: Phrases) -> str:
    if len(date.parts) == 2:
        start, end = date.parts
        if (
            _is_day(start)
            and _is_day(end)
            and start.earliest is not None
            and end.latest is not None
        ):
            return span_text(start.earliest, end.latest, phrases)
        return phrases.say(
            "{start} to {end}", start=edtf_text(start, phrases), end=edtf_text(end, phrases)
        )
    if not date.parts:
        return date.text
    known = edtf_text(date.parts[0], phrases)
    if date.earliest is None:
        return phrases.say("until {date}", date=known)
    return phrases.say("from {date} on", date=known)


def _is_day(date: Edtf) -> bool:
    return date.precision == "day" and date.certainty == "exact"
