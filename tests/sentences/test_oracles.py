"""Rows against dateutil and plain dates, over long stretches of years."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from dateutil.easter import EASTER_ORTHODOX, easter
from dateutil.relativedelta import SU, relativedelta
from dateutil.rrule import YEARLY, rrule, weekday

from tests.sentences.reading import sentence

FIRST, LAST = 1800, 2200
DAYS = tuple(weekday(number) for number in (6, 0, 1, 2, 3, 4, 5))
NAMES = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
MONTHS = {1: "January", 2: "February", 5: "May", 9: "September", 12: "December"}


@pytest.mark.parametrize("nth", [1, 2, 3, 4, 5, -1])
@pytest.mark.parametrize("month", MONTHS)
def test_nth_weekdays_are_those_of_rrule(nth: int, month: int) -> None:
    for number, name in enumerate(NAMES):
        said = "last" if nth == -1 else ("1st", "2nd", "3rd", "4th", "5th")[nth - 1]
        fields = "missing: omit" if nth == 5 else ""
        row = sentence(f"{said} {name} of {MONTHS[month]}", fields).row(FIRST, LAST)
        rule = rrule(
            YEARLY,
            bymonth=month,
            byweekday=DAYS[number](nth),
            dtstart=date(FIRST, 1, 1),
            until=date(LAST, 12, 31),
        )
        assert [day for day in row if day is not None] == [found.toordinal() for found in rule]


STEPS: dict[str, Callable[[date, int], date]] = {
    "after": lambda d, n: d + relativedelta(days=1, weekday=DAYS[n](1)),
    "on or after": lambda d, n: d + relativedelta(weekday=DAYS[n](1)),
    "before": lambda d, n: d + relativedelta(days=-1, weekday=DAYS[n](-1)),
    "on or before": lambda d, n: d + relativedelta(weekday=DAYS[n](-1)),
    "nearest": lambda d, n: d + relativedelta(days=-3, weekday=DAYS[n](1)),
}


@pytest.mark.parametrize("relation", STEPS)
def test_weekdays_from_a_day_are_those_of_relativedelta(relation: str) -> None:
    for number, name in enumerate(NAMES):
        row = sentence(f"{name} {relation} 1 February").row(FIRST, LAST)
        expected = [STEPS[relation](date(y, 2, 1), number) for y in range(FIRST, LAST + 1)]
        assert row == [day.toordinal() for day in expected]


def test_counted_weekdays_go_on_by_weeks() -> None:
    advent = sentence("4th Sunday before 25 December").row(FIRST, LAST)
    christmas = [date(year, 12, 25) for year in range(FIRST, LAST + 1)]
    expected = [d + relativedelta(days=-1, weekday=SU(-1)) - timedelta(weeks=3) for d in christmas]
    assert advent == [day.toordinal() for day in expected]


@pytest.mark.parametrize("days", [-46, -2, 0, 39, 60])
def test_feasts_around_both_easters(days: int) -> None:
    side = "before" if days < 0 else "after"
    step = f"{abs(days)} days {side} " if days else ""
    western = sentence(f"{step}Easter").row(1583, 4099)
    orthodox = sentence(f"{step}Orthodox Easter").row(1583, 4099)
    years = range(1583, 4100)
    assert western == [easter(year).toordinal() + days for year in years]
    assert orthodox == [easter(year, EASTER_ORTHODOX).toordinal() + days for year in years]


def test_weeks_and_days_of_the_year_are_those_of_datetime() -> None:
    years = range(FIRST, LAST + 1)
    week_1 = sentence("Wednesday of week 1").row(FIRST, LAST)
    assert week_1 == [date.fromisocalendar(year, 1, 3).toordinal() for year in years]
    week_53 = sentence("Sunday of week 53", "missing: omit").row(FIRST, LAST)
    long = [year for year in years if date(year, 12, 28).isocalendar().week == 53]
    assert [day for day in week_53 if day] == [
        date.fromisocalendar(year, 53, 7).toordinal() for year in long
    ]
    assert [year for year, day in zip(years, week_53, strict=True) if day] == long
    day_256 = sentence("day 256 of the year").row(FIRST, LAST)
    assert day_256 == [date(year, 1, 1).toordinal() + 255 for year in years]
