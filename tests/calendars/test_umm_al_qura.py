"""Umm al-Qura against the rule that Saudi Arabia has computed it by since 1423 AH."""

from __future__ import annotations

from bisect import bisect_left

import astronomy  # type: ignore[import-untyped]

from calendar_gen.calendars import system
from tests.calendars.in_year import iso
from tests.calendars.sky import new_moons

_J2000 = 730120.5
_MECCA = astronomy.Observer(21.4225, 39.8262, 0.0)

# Published, and by the rule as evaluated here: sun and moon, or sun and conjunction, are within
# half a minute of one another at Mecca.
WITHIN_HALF_A_MINUTE = {
    (1427, 6): ("2006-06-27", "2006-06-26"),
    (1446, 6): ("2024-12-02", "2024-12-03"),
    (1485, 10): ("2063-01-30", "2063-01-31"),
}


def _sets(body: astronomy.Body, day: int) -> float:
    noon = astronomy.Time(day + 0.375 - _J2000)
    found = astronomy.SearchRiseSet(body, _MECCA, astronomy.Direction.Set, noon, 1.1)
    second: float = (found.ut + _J2000) * 86400
    return second


def _first_day(about: int) -> int:
    """The day after the first sunset that follows the conjunction and precedes moonset."""
    moons = new_moons()
    conjunction = moons[bisect_left(moons, (about - 4) * 86400)]
    day = conjunction // 86400
    while True:
        sunset = _sets(astronomy.Body.Sun, day)
        if conjunction < sunset < _sets(astronomy.Body.Moon, day):
            return day + 1
        day += 1


def test_months_of_1423_to_1500_begin_by_the_rule_but_for_those_listed() -> None:
    differing = {
        (start.year, start.month): (iso(start.day), iso(_first_day(start.day)))
        for start in system("islamic-umalqura").starts(1423, 1500)
        if _first_day(start.day) != start.day
    }
    assert differing == WITHIN_HALF_A_MINUTE


def test_the_tabular_years_join_the_table_without_a_gap() -> None:
    calendar = system("islamic-umalqura")
    assert calendar.year_start(1343) == system("islamic-tbla").year_start(1343)
    assert calendar.year_start(1501) == system("islamic-civil").year_start(1501)
    assert calendar.year_start(1300) == system("islamic-tbla").year_start(1300)
    assert calendar.year_start(1600) == system("islamic-civil").year_start(1600)
