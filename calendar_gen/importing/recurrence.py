"""Recurrence rules of iCalendar (RFC 5545 3.3.10) as date sentences, where one says the same.

A yearly rule with one day a year can be said; a rule with several, or one that counts in weeks or
months, is none of the rule language, and is refused rather than bent.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from calendar_gen import edtf
from calendar_gen.importing import days
from calendar_gen.importing.days import NOWHERE, NoDay
from calendar_gen.importing.draft import Day, shown
from calendar_gen.sentences.words import ORDINALS

_WEEKDAYS = {
    "SU": "Sunday",
    "MO": "Monday",
    "TU": "Tuesday",
    "WE": "Wednesday",
    "TH": "Thursday",
    "FR": "Friday",
    "SA": "Saturday",
}
_PARTS = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYMONTH", "BYMONTHDAY", "BYDAY"}
_PARTS |= {"BYSETPOS", "BYYEARDAY", "BYWEEKNO"}
_BY_DAY = re.compile(r"([+-]?[0-9]{1,2})?(SU|MO|TU|WE|TH|FR|SA)")


_SOON = 500 * 366
"""Days in which even a leap day by a long interval comes round, if ever it does."""


class Recurrence(NamedTuple):
    """A yearly rule: the first day of its event, its sentence, every how many years, and what ends
    it, if anything does: a number of times, or a day as it is written.

    If the first day is `remembered`, it is no anniversary of itself, nor is any other of its year.
    """

    first: int
    day: Day
    interval: int
    times: int | None
    until: str | None
    remembered: bool = False

    def days(self, end: int) -> list[int]:
        """Its days until `end`, both in."""
        return self._between(self.first, end)

    def gives(self, day: int) -> bool:
        """Whether it has that day."""
        return day >= self.first and day in self._between(day, day)

    def begins_by(self, last: int) -> bool:
        """Whether it has a day until `last`."""
        return last >= self.first and bool(self.days(min(last, self.first + _SOON)))

    def _between(self, start: int, end: int) -> list[int]:
        from calendar_gen.sentences import parse

        text = self.day.on or ""
        sentence, _ = parse(text, place=NOWHERE, missing=self.day.missing, rule_ids=())
        assert sentence is not None
        year = edtf.civil(self.first)[0]
        numbered = (
            (span.first, (span.year or 0) - year)
            for span in sentence.spans(start, end, lambda *_, **__: ())
        )
        return [
            day
            for day, number in numbered
            if number % self.interval == 0 and (number > 0 or not self.remembered)
        ]


def recurrence(rule: str, start: int) -> Recurrence:
    """What a rule says of an event that first is on the day `start`. Raises NoDay."""
    parts = _parts(rule)
    _, month, day_of_month = edtf.civil(start)
    interval = _whole(parts, "INTERVAL", 1)
    frequency = parts.get("FREQ", "")
    if frequency == "MONTHLY" and interval % 12 == 0 and "BYMONTH" not in parts:
        parts["BYMONTH"], interval = str(month), interval // 12
    elif frequency != "YEARLY":
        raise NoDay(f"FREQ={shown(frequency)} is not yearly")
    if "BYWEEKNO" in parts and (parts.get("WKST", "MO") != "MO" or interval > 1):
        raise NoDay("only weeks of every year that begin on Monday can be said")
    sentence = _sentence(parts, month, day_of_month)
    # RFC 5545: a date that a year does not have is ignored.
    day = days.sentence(sentence)
    if day.missing is not None:
        day = day._replace(missing="omit", comments=("missing: iCalendar gives no day then",))
    times = _whole(parts, "COUNT", 0) or None
    return Recurrence(start, day, interval, times, parts.get("UNTIL"))


def _parts(rule: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    for part in rule.strip().rstrip(";").upper().split(";"):
        key, equals, value = part.partition("=")
        if not equals or not value:
            raise NoDay(f'"{shown(part)}" is no part of a recurrence')
        if key not in _PARTS:
            raise NoDay(f"a rule with {shown(key)} gives no single day of a year")
        if key in parts:
            raise NoDay(f"{key} stands twice")
        parts[key] = value
    return parts


def _whole(parts: Mapping[str, str], key: str, default: int) -> int:
    written = parts.get(key)
    if written is None:
        return default
    if not re.fullmatch(r"[1-9][0-9]{0,4}", written):
        raise NoDay(f"{key}={shown(written)} is not a whole number")
    return int(written)


def _numbers(parts: Mapping[str, str], key: str) -> tuple[int, ...]:
    written = parts.get(key, "")
    if written and not re.fullmatch(r"[+-]?[0-9]{1,3}(,[+-]?[0-9]{1,3})*", written):
        raise NoDay(f"{key}={shown(written)} is no list of numbers")
    return tuple(sorted({int(number) for number in written.split(",") if number}))


def _sentence(parts: Mapping[str, str], month: int, day: int) -> str:
    """The sentence of the BY parts; what they leave open is that of the first day."""
    if "BYYEARDAY" in parts:
        return _of_year(parts)
    if "BYWEEKNO" in parts:
        return _of_week(parts)
    months = _numbers(parts, "BYMONTH") or (month,)
    if len(months) > 1:
        raise NoDay("it is in several months of a year")
    name = days.month_name(months[0])
    if "BYDAY" in parts:
        if "BYMONTH" not in parts:
            raise NoDay("BYDAY without BYMONTH counts weekdays through the year")
        return _weekday(parts, months[0], name)
    if "BYSETPOS" in parts:
        raise NoDay("BYSETPOS without BYDAY is not understood")
    of_month = _numbers(parts, "BYMONTHDAY") or (day,)
    if len(of_month) > 1:
        raise NoDay("it is on several days of a month")
    if of_month[0] == -1:
        return f"last day of {name}"
    if of_month[0] < 1:
        raise NoDay(f"BYMONTHDAY={of_month[0]} counts from the end of a month")
    return f"{of_month[0]} {name}"


def _of_year(parts: Mapping[str, str]) -> str:
    numbers = _numbers(parts, "BYYEARDAY")
    _alone(parts, "BYYEARDAY")
    if len(numbers) != 1 or numbers[0] < 1:
        raise NoDay("only one day of a year, counted from its start, can be said")
    return f"day {numbers[0]} of the year"


def _of_week(parts: Mapping[str, str]) -> str:
    """Without BYDAY some programs keep the first day's weekday and others the whole week."""
    weeks = _numbers(parts, "BYWEEKNO")
    _alone(parts, "BYWEEKNO", "BYDAY")
    on = parts.get("BYDAY", "")
    if len(weeks) != 1 or weeks[0] < 1 or on not in _WEEKDAYS:
        raise NoDay("only one weekday of one week, counted from the year's start, can be said")
    return f"{_WEEKDAYS[on]} of week {weeks[0]}"


def _alone(parts: Mapping[str, str], *allowed: str) -> None:
    others = [key for key in parts if key.startswith("BY") and key not in allowed]
    if others:
        raise NoDay(f"{allowed[0]} together with {', '.join(others)} is not understood")


def _weekday(parts: Mapping[str, str], month: int, name: str) -> str:
    """A weekday of a month: the nth by BYDAY or BYSETPOS, or the one among seven days."""
    found = _BY_DAY.fullmatch(parts["BYDAY"])
    if found is None:
        raise NoDay(f"BYDAY={shown(parts['BYDAY'])} is not one weekday")
    weekday = _WEEKDAYS[found[2]]
    positions = _numbers(parts, "BYSETPOS")
    if "BYMONTHDAY" in parts:
        if found[1] or positions not in ((), (1,), (-1,)):
            raise NoDay("BYDAY and BYMONTHDAY together are not understood here")
        return _among_seven(_numbers(parts, "BYMONTHDAY"), weekday, month, name)
    if found[1] and positions in ((), (1,), (-1,)):
        nth = int(found[1])
    elif not found[1] and len(positions) == 1:
        nth = positions[0]
    else:
        raise NoDay(f"it is on several {weekday}s of a month")
    return _nth(nth, weekday, name)


def _nth(nth: int, weekday: str, name: str) -> str:
    if 1 <= nth <= 5:
        return f"{ORDINALS[nth - 1]} {weekday} of {name}"
    if nth == -1:
        return f"last {weekday} of {name}"
    if -4 <= nth <= -2:  # every month has four of each weekday
        return f"{7 * (-nth - 1)} days before the last {weekday} of {name}"
    raise NoDay(f"no month has a weekday number {nth} that can be said")


def _among_seven(of_month: tuple[int, ...], weekday: str, month: int, name: str) -> str:
    """`Tuesday on or after 2 November`: seven days in a row hold each weekday once."""
    first = of_month[0]
    in_a_row = of_month == tuple(range(first, first + 7))
    if not in_a_row or first < 1 or first + 6 > edtf.month_length(2001, month):
        raise NoDay("a weekday among other days than seven in a row may be none or several")
    return f"{weekday} on or after {first} {name}"
