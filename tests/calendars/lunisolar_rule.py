"""The rule of the Chinese calendar since 1645, over new moons and solar terms, at some meridian.

Month 11 holds the December solstice. Where thirteen months begin from one month 11 to the next, the
first of them that holds no major term repeats the number before it. What almanacs in force said
otherwise stands in ``recorded_months.csv`` and takes precedence.
"""

from __future__ import annotations

import csv
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from datetime import date
from pathlib import Path

from tests.calendars.sky import new_moons, solar_terms

FIRST_YEAR, LAST_YEAR = 1600, 2201
Months = dict[int, dict[tuple[int, bool], int]]  # year -> (month, leap) -> its first day
Clock = Callable[[int], int]  # instant -> seconds ahead of universal time

HOUR = 3600


def _instant(year: int, month: int, day: int) -> int:
    return date(year, month, day).toordinal() * 86400


def beijing(instant: int) -> int:
    """Mean time of Beijing (116 deg 25 min) until 1928, then eight hours."""
    return 8 * HOUR if instant >= _instant(1929, 1, 1) else 7 * HOUR + 45 * 60 + 40


def seoul(instant: int) -> int:
    """The legal time of Korea since 1912."""
    half = _instant(1954, 3, 21) <= instant < _instant(1961, 8, 10)
    return 8 * HOUR + HOUR // 2 if half else 9 * HOUR


def hanoi(_instant: int) -> int:
    """The legal time of Vietnam since 1968."""
    return 7 * HOUR


def reckon(clock: Clock) -> Months:
    """The months of the lunar years FIRST_YEAR to LAST_YEAR by the rule alone."""
    moons = [(moon + clock(moon)) // 86400 for moon in new_moons()]
    terms = {key: (at + clock(at)) // 86400 for key, at in solar_terms().items() if key[1] % 2 == 0}
    major = sorted(terms.values())

    def month_at(day: int) -> int:
        return bisect_right(moons, day) - 1

    def holds_major(index: int) -> bool:
        return bisect_left(major, moons[index]) < bisect_left(major, moons[index + 1])

    months: Months = {}
    for winter in range(FIRST_YEAR - 1, LAST_YEAR + 1):
        first, last = month_at(terms[winter, 18]), month_at(terms[winter + 1, 18])
        leap = None
        if last - first == 13:
            leap = next(i for i in range(first + 1, last) if not holds_major(i))
        number = 10
        for index in range(first, last):
            number += index != leap
            month = (number - 1) % 12 + 1
            year = winter if number <= 12 else winter + 1
            months.setdefault(year, {})[month, index == leap] = moons[index]
    return {year: months[year] for year in range(FIRST_YEAR, LAST_YEAR + 1)}


def recorded(calendar: str) -> list[tuple[int, int, bool, int | None]]:
    """Months that almanacs in force set otherwise: year, month, leap, first day or None."""
    path = Path(__file__).with_name("recorded_months.csv")
    with path.open(encoding="utf-8", newline="") as lines:
        return [
            (
                int(row["year"]),
                int(row["month"]),
                row["leap"] == "leap",
                date.fromisoformat(row["first_day"]).toordinal() if row["first_day"] else None,
            )
            for row in csv.DictReader(lines)
            if row["calendar"] == calendar
        ]


def amend(months: Months, calendar: str) -> Months:
    """The months with the recorded ones put in their place."""
    amended = {year: dict(of_year) for year, of_year in months.items()}
    for year, month, leap, first in recorded(calendar):
        amended[year].pop((month, leap), None)
        if first is not None:
            amended[year][month, leap] = first
    return amended


def join(before: Months, after: Months, year: int) -> Months:
    """The months of ``before``, and from the lunar year ``year`` on those of ``after``."""
    return {y: (before if y < year else after)[y] for y in sorted(before)}


def chinese() -> Months:
    """China: the almanacs to 1911 and Beijing time since."""
    return amend(reckon(beijing), "chinese")


def korean() -> Months:
    """Korea: the almanacs to 1911, mostly those of China, and its own legal time since."""
    return amend(join(chinese(), reckon(seoul), 1912), "korean")


def vietnamese() -> Months:
    """Vietnam: China's months through 1967, seven hours since."""
    return join(chinese(), reckon(hanoi), 1968)


def doubtful(clock: Clock, since: int) -> tuple[int, ...]:
    """First days of months whose new moon is too close to midnight to be sure of its day.

    How far the earth will lag by then is unknown: allow 15 seconds, and one more a year after 2020.
    """
    days = []
    for moon in new_moons():
        local = moon + clock(moon)
        day, second = local // 86400, local % 86400
        year = date.fromordinal(day).year
        margin = 15 + max(0, year - 2020)
        if since <= year < LAST_YEAR and min(second, 86400 - second) < margin:
            days.append(day)
    return tuple(days)
