"""New moons and solar terms from astronomy-engine (MIT), in seconds of universal time.

An instant is counted in seconds from the start of day 0 (Rata Die), so that ``// 86400`` is a day.
"""

from __future__ import annotations

from functools import cache

import astronomy  # type: ignore[import-untyped]

FIRST_YEAR, LAST_YEAR = 1599, 2203
_J2000 = 730120.5  # noon of 1 January 2000


def _seconds(time: astronomy.Time) -> int:
    days: float = time.ut + _J2000
    return round(days * 86400)


@cache
def new_moons() -> tuple[int, ...]:
    """Every new moon from October of FIRST_YEAR to May of LAST_YEAR."""
    end = astronomy.Time.Make(LAST_YEAR, 6, 1, 0, 0, 0.0).ut
    found = astronomy.SearchMoonPhase(0.0, astronomy.Time.Make(FIRST_YEAR, 10, 1, 0, 0, 0.0), 40.0)
    moons = []
    while found is not None and found.ut < end:
        moons.append(_seconds(found))
        found = astronomy.SearchMoonPhase(0.0, found.AddDays(28.5), 3.0)
    return tuple(moons)


@cache
def solar_terms() -> dict[tuple[int, int], int]:
    """(Gregorian year, longitude of the sun / 15) -> the instant, FIRST_YEAR to LAST_YEAR."""
    terms = {}
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        january = astronomy.Time.Make(year, 1, 1, 0, 0, 0.0)
        for term in range(24):
            about = (79.3 + term * 365.2422 / 24) % 365.2422
            found = astronomy.SearchSunLongitude(15.0 * term, january.AddDays(about - 6), 12.0)
            assert found is not None
            terms[year, term] = _seconds(found)
    return terms
