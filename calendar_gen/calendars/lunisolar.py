"""The Chinese, Korean and Vietnamese calendars, from tables of their months.

A lunar year is named after the Gregorian year in which it begins. A leap month has the number of
the month before it. The tables are made by the astronomical rule (month 11 holds the December
solstice; the first month without a major solar term repeats a number) and by the almanacs in force
where these said otherwise; ``tests/calendars/lunisolar_rule.py`` is that rule.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate

from calendar_gen.calendars.calendar_system import CalendarSystem
from calendar_gen.calendars.dates import Certainty, MonthLength

FIRST_YEAR, LAST_YEAR = 1600, 2200
_DOUBT = " An estimate where a new moon or a solar term falls too close to midnight."
_DIGITS = 5  # hexadecimal digits a year: 13 bits, one a month, then 4 for the leap month


def _unpacked(digits: str) -> tuple[int, int]:
    packed = int(digits, 16)
    return packed >> 4, packed & 15


def _days(digits: str) -> int:
    bits, leap_after = _unpacked(digits)
    return 29 * (13 if leap_after else 12) + bits.bit_count()


def _months(digits: str) -> tuple[MonthLength, ...]:
    bits, leap_after = _unpacked(digits)
    order = [(month, False) for month in range(1, 13)]
    if leap_after:
        order.insert(leap_after, (leap_after, True))
    return tuple(
        MonthLength(month, leap, 29 + (bits >> place & 1))
        for place, (month, leap) in enumerate(order)
    )


def _starts(digits: str, new_year: int) -> Sequence[int]:
    return list(accumulate((month.length for month in _months(digits)), initial=new_year))


def _from_table(
    *,
    key: str,
    name: str,
    source: str,
    first_new_year: int,
    years: str,
    certainty: Callable[[int, Callable[[], Sequence[int]]], Certainty],
) -> CalendarSystem:
    rows = tuple(years[at : at + _DIGITS] for at in range(0, len(years), _DIGITS))
    new_years = tuple(accumulate(map(_days, rows), initial=first_new_year))

    def certainty_of(day: int) -> Certainty:
        at = bisect_right(new_years, day) - 1
        return certainty(day, lambda: _starts(rows[at], new_years[at]))

    return CalendarSystem(
        key=key,
        name=name,
        cycle_suffix=key,
        months=(),
        source=source,
        new_year=lambda year: new_years[year - FIRST_YEAR],
        month_lengths=lambda year: _months(rows[year - FIRST_YEAR]),
        mean_year=(365242, 1000),
        first_year=FIRST_YEAR,
        last_year=LAST_YEAR,
        certainty=certainty_of,
    )


def _computed(
    doubtful: Sequence[int], estimate_before: int = 0
) -> Callable[[int, Callable[[], Sequence[int]]], Certainty]:
    """Computed, but an estimate in months whose first day is in doubt and the day before them."""

    def certainty(day: int, starts: Callable[[], Sequence[int]]) -> Certainty:
        at = bisect_right(doubtful, day + 1) - 1
        since = day - doubtful[at] if at >= 0 else _LONG
        # Only a 30th day needs its month to be looked up: it may be the 1st of the next.
        doubted = since < _LONG - 1 or (since == _LONG - 1 and day not in starts())
        return "estimate" if doubted or day < estimate_before else "computed"

    return certainty


_LONG = 30


def chinese() -> CalendarSystem:
    """The traditional calendar of China, lunar years 1600 to 2200."""
    from calendar_gen.calendars.tables import chinese as table

    return _from_table(
        key="chinese",
        name="Chinese",
        source="The rule of GB/T 33661-2017 at Beijing mean time until 1928 and UTC+8 since; the "
        "imperial almanacs of Ming and Qing until 1911 where these differ." + _DOUBT,
        first_new_year=table.FIRST_NEW_YEAR,
        years=table.YEARS,
        certainty=_computed(table.DOUBTFUL),
    )


def dangi() -> CalendarSystem:
    """The traditional calendar of Korea, lunar years 1600 to 2200."""
    from calendar_gen.calendars.tables import korean as table

    return _from_table(
        key="dangi",
        name="Korean",
        source="The months of the Korea Astronomy and Space Science Institute to 2050, which from "
        "1912 on are the Chinese rule at Korea's legal time; that rule after." + _DOUBT,
        first_new_year=table.FIRST_NEW_YEAR,
        years=table.YEARS,
        certainty=_computed(table.DOUBTFUL),
    )


def vietnamese() -> CalendarSystem:
    """The traditional calendar of Vietnam, lunar years 1600 to 2200."""
    from calendar_gen.calendars.tables import vietnamese as table

    return _from_table(
        key="vietnamese",
        name="Vietnamese",
        source="The Chinese rule at UTC+7 since Tet 1968 (decision 121/CP of 1967, first in the "
        "North alone); China's months before, which local almanacs left now and then." + _DOUBT,
        first_new_year=table.FIRST_NEW_YEAR,
        years=table.YEARS,
        certainty=_computed(table.DOUBTFUL, estimate_before=_TET_1968),
    )


_TET_1968 = 718460  # 29 January 1968
