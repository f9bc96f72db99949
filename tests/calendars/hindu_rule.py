"""Which day a Hindu feast is kept, from the sun and the moon at India's central station.

A feast is the day on which a tithi (a thirtieth of the month) of an amanta month is current at a
given time of day. A month begins at a new moon and is named by the sign that the sun enters in it;
one in which it enters none is left out. The station is 82.5 E, 23.18 N, the signs are Lahiri's.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import astronomy  # type: ignore[import-untyped]

from tests.calendars.sky import new_moons

_J2000 = 730120.5
_EAST = 82.5
_STATION = astronomy.Observer(23.18, _EAST, 0.0)


class Feast(NamedTuple):
    """Month 0 is Chaitra; tithi 15 is the full moon, 30 the new moon; ``after`` is in days."""

    month: int
    tithi: int
    time: str
    after: int = 0


FEASTS = {
    "diwali-india": Feast(6, 30, "dusk"),
    "holi-india": Feast(11, 15, "nightfall", after=1),
    "dussehra-india": Feast(6, 10, "afternoon"),
    "janmashtami-india": Feast(4, 23, "sunrise"),
    "ram-navami-india": Feast(0, 9, "noon"),
    "maha-shivaratri-india": Feast(10, 29, "midnight"),
    "mahavir-jayanti-india": Feast(0, 13, "sunrise"),
    "vesak-india": Feast(1, 15, "sunrise"),
    "guru-nanak-jayanti-india": Feast(7, 15, "sunrise"),
    "ganesh-chaturthi-india": Feast(5, 4, "noon"),
}


def _time(second: float) -> astronomy.Time:
    return astronomy.Time(second / 86400 - _J2000)


def _sign(second: float) -> int:
    time = _time(second)
    precession = 23.853 + 0.013969 * time.ut / 365.25
    longitude: float = astronomy.SunPosition(time).elon
    return int((longitude - precession) % 360 // 30)


@cache
def _sun(day: int, *, sets: bool) -> float:
    start = _time(day * 86400 - _EAST / 15 * 3600 + 43200 * sets)
    direction = astronomy.Direction.Set if sets else astronomy.Direction.Rise
    found = astronomy.SearchRiseSet(astronomy.Body.Sun, _STATION, direction, start, 1.0)
    assert found is not None
    second: float = (found.ut + _J2000) * 86400
    return second


@cache
def _elongation(day: int, time: str) -> float:
    rise, down = _sun(day, sets=False), _sun(day, sets=True)
    at = {
        "sunrise": rise,
        "noon": (rise + down) / 2,
        "afternoon": rise + (down - rise) * 0.7,
        "dusk": down + 1440,
        "nightfall": down + 3600,
        "midnight": (down + _sun(day + 1, sets=False)) / 2,
    }[time]
    degrees: float = astronomy.MoonPhase(_time(at))
    return degrees


def _kept(feast: Feast, new_moon: int) -> int:
    """The first day that has the tithi at that time; if none has, a full moon's day before."""
    about = new_moon // 86400 + int((feast.tithi - 1) * 0.9843)
    for day in range(about - 2, about + 5):
        past = (_elongation(day, feast.time) - 12 * (feast.tithi - 1)) % 360
        if past < 180:
            began_before = past >= 12
            return day - (began_before and feast.tithi == 15)
    raise AssertionError(feast)


def feast_days(feast: Feast, first_year: int, last_year: int) -> dict[int, int]:
    """Gregorian year -> day number."""
    days = {}
    moons = new_moons()
    for moon, following in pairwise(moons):
        if not first_year - 1 <= date.fromordinal(moon // 86400).year <= last_year:
            continue
        sign = _sign(moon)
        if (sign + 1) % 12 == feast.month and _sign(following) != sign:
            day = _kept(feast, moon) + feast.after
            days[date.fromordinal(day).year] = day
    return {year: days[year] for year in range(first_year, last_year + 1)}
