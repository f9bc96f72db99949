"""Complete comparisons with independent libraries; where one errs, the day stands here."""

from __future__ import annotations

from datetime import date

import pytest
from borax.calendars.lunardate import LunarDate  # type: ignore[import-untyped]
from convertdate import coptic, french_republican, indian_civil, islamic, julian  # type: ignore[import-untyped]
from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter
from hijridate import Hijri
from korean_lunar_calendar import KoreanLunarCalendar  # type: ignore[import-untyped]
from lunar_python import LunarYear  # type: ignore[import-untyped]
from persiantools.jdatetime import JalaliDate
from pyluach.dates import HebrewDate  # type: ignore[import-untyped]

from calendar_gen.calendars import OutOfRange, system
from calendar_gen.calendars.easter import orthodox_easter, western_easter
from calendar_gen.calendars.solar import solar_instant
from tests.calendars.in_year import iso
from tests.calendars.lunisolar_rule import HOUR

Months = dict[tuple[int, bool], str]


def _months(key: str, year: int) -> Months:
    return {(s.month, s.leap): iso(s.day) for s in system(key).starts(year, year)}


def test_hebrew_agrees_with_pyluach_on_every_month_of_a_thousand_years() -> None:
    hebrew = system("hebrew")
    for year in range(5300, 6301):
        for start in hebrew.starts(year, year):
            nisan_first = (start.month - 7) % 13 or 13
            if not start.leap and start.month == 7:
                nisan_first = 12  # Adar of a common year
            if start.leap:
                nisan_first = start.month + 6
            on = HebrewDate(year, nisan_first, 1)
            assert on.to_pydate().toordinal() == start.day, (year, start)


def test_umm_al_qura_agrees_with_hijridate_on_every_month() -> None:
    calendar = system("islamic-umalqura")
    for start in calendar.starts(1343, 1500):
        on = Hijri(start.year, start.month, 1)
        assert on.to_gregorian().toordinal() == start.day
        length = calendar.lengths(start.month, False, start.year, start.year)
        assert length == [on.month_length()]


def test_persian_agrees_with_persiantools_on_every_day_1900_to_2100() -> None:
    persian = system("persian")
    on = JalaliDate(date(1900, 1, 1))  # type: ignore[no-untyped-call]
    for day in range(date(1900, 1, 1).toordinal(), date(2101, 1, 1).toordinal()):
        on = JalaliDate(date.fromordinal(day))  # type: ignore[no-untyped-call]
        assert persian.from_day(day) == (on.year, on.month, False, on.day)


def test_persian_agrees_with_persiantools_on_every_new_year_it_supports() -> None:
    persian = system("persian")
    for year in range(1178, 1801):
        assert persian.year_start(year) == JalaliDate(year, 1, 1).to_gregorian().toordinal()  # type: ignore[no-untyped-call]


def test_nowruz_is_the_day_whose_true_noon_at_tehran_follows_the_equinox() -> None:
    persian = system("persian")
    meridian = 7 * HOUR // 2
    true_noon = 12 * HOUR + 7 * 60 + 25  # by the mean clock, late in March
    for year in range(1178, 1579):
        day, second = divmod(solar_instant(0, year + 621) + meridian, 86400)
        assert persian.year_start(year) == day + (second >= true_noon)


def _lunar_python(years: range) -> dict[int, Months]:
    found: dict[int, Months] = {year: {} for year in years}
    for year in range(years[0], years[-1] + 2):
        for month in LunarYear.fromYear(year).getMonths():
            if month.getYear() in found:
                number = month.getMonth()
                first = iso(int(month.getFirstJulianDay() - 1721424.5))
                found[month.getYear()][abs(number), number < 0] = first
    return found


# A new moon that, as computed here, comes 15 seconds after midnight.
LUNAR_PYTHON_ERRS = {(2097, 7, False): ("2097-08-07", "2097-08-08")}
# The new moon of this month is at 23:57 on the 4th.
BORAX_ERRS = {(2089, 8, False): ("2089-09-05", "2089-09-04")}


def test_chinese_months_agree_with_lunar_python_1600_to_2200() -> None:
    differing = {}
    for year, months in _lunar_python(range(1600, 2201)).items():
        ours = _months("chinese", year)
        for key in ours.keys() | months.keys():
            if months.get(key) != ours.get(key):
                differing[(year, *key)] = (months.get(key), ours.get(key))
    assert differing == LUNAR_PYTHON_ERRS


def test_chinese_months_agree_with_borax_1900_to_2100() -> None:
    differing = {}
    for year in range(1900, 2101):
        for (month, leap), ours in _months("chinese", year).items():
            theirs = LunarDate(year, month, 1, int(leap)).to_solar_date().isoformat()
            if theirs != ours:
                differing[year, month, leap] = (theirs, ours)
    assert differing == BORAX_ERRS


def test_korean_months_agree_with_korean_lunar_calendar_to_its_end() -> None:
    library = KoreanLunarCalendar()
    for year in range(1600, 2051):
        for (month, leap), ours in _months("dangi", year).items():
            if ours > "2050-12-31":
                continue  # where the library's data end
            assert library.setLunarDate(year, month, 1, leap), (year, month, leap)
            assert library.SolarIsoFormat() == ours, (year, month, leap)
            # The library takes a leap month that does not exist for the plain one: ask back.
            assert library.setSolarDate(*map(int, ours.split("-")))
            assert (library.lunarMonth, library.isIntercalation) == (month, leap)


def test_easters_agree_with_dateutil_1583_to_4099() -> None:
    for year in range(1583, 4100):
        assert western_easter(year) == easter(year, EASTER_WESTERN).toordinal()
        assert orthodox_easter(year) == easter(year, EASTER_ORTHODOX).toordinal()


@pytest.mark.parametrize(
    "year, western, orthodox",
    [
        (1818, "1818-03-22", "1818-04-26"),
        (2024, "2024-03-31", "2024-05-05"),
        (2025, "2025-04-20", "2025-04-20"),
        (2026, "2026-04-05", "2026-04-12"),
        (2027, "2027-03-28", "2027-05-02"),
        (2038, "2038-04-25", "2038-04-25"),
        (2099, "2099-04-12", "2099-04-12"),
        (2100, "2100-03-28", "2100-05-02"),
        (2101, "2101-04-17", "2101-04-24"),
        (2285, "2285-03-22", "2285-04-26"),
    ],
)
def test_easters(year: int, western: str, orthodox: str) -> None:
    assert (iso(western_easter(year)), iso(orthodox_easter(year))) == (western, orthodox)


def test_an_easter_before_its_reckoning_is_refused() -> None:
    with pytest.raises(OutOfRange, match="the Gregorian Easter begins in 1583, and 1582 is before"):
        western_easter(1582)
    with pytest.raises(OutOfRange, match="reckoned from 326"):
        orthodox_easter(325)
    assert iso(orthodox_easter(1582)) == "1582-04-25"


@pytest.mark.parametrize(
    "key, oracle",
    [("julian", julian), ("coptic", coptic), ("indian", indian_civil), ("islamic-civil", islamic)],
)
def test_arithmetic_systems_agree_with_convertdate_on_every_month(key: str, oracle: object) -> None:
    calendar = system(key)
    first = calendar.year_of(date(1600, 1, 1).toordinal())
    last = calendar.year_of(date(2400, 1, 1).toordinal())
    for start in calendar.starts(first, last):
        theirs = oracle.to_gregorian(start.year, start.month, 1)  # type: ignore[attr-defined]
        assert date(*theirs).toordinal() == start.day


def test_the_french_republic_agrees_with_convertdate() -> None:
    for start in system("french-republican").starts(1, 14):
        theirs = french_republican.to_gregorian(start.year, start.month, 1)
        assert date(*theirs).toordinal() == start.day


def test_the_ethiopic_year_is_the_coptic_one_276_ahead() -> None:
    for start in system("coptic").starts(1300, 2100):
        assert system("ethiopic").to_day(start.year + 276, start.month, 1) == start.day
