"""Days and windows short enough for a column: `Fri 9 May 2025`, `29 Aug – 4 Sep 2035`."""

from collections.abc import Mapping
from functools import lru_cache

from calendar_gen.edtf import civil
from calendar_gen.entries.days import MONTHS, WEEKDAYS, year_text
from calendar_gen.entries.phrases import Phrases
from calendar_gen.named import NamedTuple
from calendar_gen.occurrences import Occurrence

LONGEST_HEAD = 4
"""Letters that fit over a number of two digits: `lun.`."""


class _Names(NamedTuple):
    months: tuple[str, ...]
    weekdays: tuple[str, ...]


@lru_cache(maxsize=8192)
def short_span(first: int, last: int, phrases: Phrases) -> str:
    """A day with its weekday, or the days from `first` to `last`, both in, in few letters."""
    names = _names(phrases.language)
    if first == last:
        return f"{names.weekdays[(first - 1) % 7]} {_short_day(first, phrases)}"
    (year, month, day), (year2, month2, day2) = civil(first), civil(last)
    if year != year2:
        start, end = _short_day(first, phrases), _short_day(last, phrases)
        return phrases.word("in few letters", "{start} to {end}").format(start=start, end=end)
    if month == month2:
        shape = phrases.word("in few letters", "{day} to {day2} {month} {year}")
    else:
        shape = phrases.word("in few letters", "{day} {month} to {day2} {month2} {year}")
    return shape.format(
        day=day,
        month=names.months[month - 1],
        m=month,
        day2=day2,
        month2=names.months[month2 - 1],
        m2=month2,
        year=year_text(year, phrases),
    )


def short_when(occurrence: Occurrence, phrases: Phrases) -> str:
    """The days of an occurrence in few letters: `29 Aug – 4 Sep 2035`, `from 1 Apr 2026 on`."""
    if occurrence.endless:
        return phrases.say("from {date} on", date=_short_day(occurrence.earliest, phrases))
    return short_span(occurrence.earliest, occurrence.latest, phrases)


def short_weekdays(language: str) -> tuple[str, ...]:
    """Monday to Sunday for heads of narrow columns, for a language tag with a catalogue: as CLDR
    abbreviates them or, where those are whole words as in Arabic, its single letters.
    """
    names = _names(language).weekdays
    if max(map(len, names)) <= LONGEST_HEAD:
        return names
    return _alone(language, "days", "narrow")


def short_months_alone(language: str) -> tuple[str, ...]:
    """January to December as CLDR abbreviates them where no day stands beside them."""
    return _alone(language, "months", "abbreviated")


def short_weekdays_alone(language: str) -> tuple[str, ...]:
    """Monday to Sunday as CLDR abbreviates them where no date stands beside them."""
    return _alone(language, "days", "abbreviated")


def short_months(language: str) -> tuple[str, ...]:
    """January to December as CLDR abbreviates them."""
    return _names(language).months


def _short_day(day: int, phrases: Phrases) -> str:
    year, month, of_month = civil(day)
    return phrases.word("in few letters", "{day} {month} {year}").format(
        day=of_month,
        month=_names(phrases.language).months[month - 1],
        m=month,
        year=year_text(year, phrases),
    )


@lru_cache
def _alone(language: str, what: str, width: str) -> tuple[str, ...]:
    """Names that stand alone, from a copy: where one is the same as within a date, Babel 2.18
    writes it into what all languages share, and the next language gets the names of this one.
    """
    from copy import deepcopy

    from babel.localedata import LocaleDataDict, load

    names = LocaleDataDict({what: deepcopy(load(language.replace("-", "_"))[what])})
    found: Mapping[int, str] = names[what]["stand-alone"][width]
    return tuple(found[number] for number in sorted(found))


@lru_cache
def _names(language: str) -> _Names:
    """Abbreviated months, as in a date, and weekdays from Monday on, by CLDR."""
    if language == "en":
        return _Names(tuple(m[:3] for m in MONTHS), tuple(w[:3] for w in WEEKDAYS))
    from babel import Locale

    locale = Locale.parse(language, sep="-")
    months: Mapping[int, str] = locale.months["format"]["abbreviated"]
    weekdays: Mapping[int, str] = locale.days["format"]["abbreviated"]
    return _Names(
        tuple(months[month] for month in range(1, 13)), tuple(weekdays[day] for day in range(7))
    )
