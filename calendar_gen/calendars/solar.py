"""The 24 solar terms, and with them equinoxes and solstices: instants, and days in a zone.

A table holds the instant of universal time at which the sun reached each fifteenth degree, 1600 to
2200, to the second. How far the earth's rotation will lag in future is not known so well: a day is
an estimate where the instant is closer to local midnight than that may shift it.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache

from calendar_gen.calendars.dates import Certainty, OutOfRange
from calendar_gen.named import NamedTuple

FIRST_YEAR, LAST_YEAR = 1600, 2200
UTC_PLUS_8 = timezone(timedelta(hours=8))
_UNIX_EPOCH = 719163
_DAY = 86400
_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

SOURCE = (
    "Apparent longitude of the sun after VSOP87, by astronomy-engine; agrees with the almanacs of "
    "the Purple Mountain and Hong Kong observatories."
)


class SolarTerm(NamedTuple):
    """One of the 24: the sun's longitude in degrees, the Chinese name, other names in use."""

    longitude: int
    name: str
    aliases: tuple[str, ...]


TERMS = (
    SolarTerm(0, "Chunfen", ("Chunbun", "Xuan phan")),
    SolarTerm(15, "Qingming", ("Ching Ming", "Tomb-Sweeping Day", "Cheongmyeong", "Thanh minh")),
    SolarTerm(30, "Guyu", ("Grain Rain", "Gogu")),
    SolarTerm(45, "Lixia", ("Start of Summer", "Ipha")),
    SolarTerm(60, "Xiaoman", ("Grain Buds", "Soman")),
    SolarTerm(75, "Mangzhong", ("Grain in Ear", "Mangjong")),
    SolarTerm(90, "Xiazhi", ("Haji", "Ha chi")),
    SolarTerm(105, "Xiaoshu", ("Minor Heat", "Soseo")),
    SolarTerm(120, "Dashu", ("Major Heat", "Daeseo")),
    SolarTerm(135, "Liqiu", ("Start of Autumn", "Ipchu")),
    SolarTerm(150, "Chushu", ("End of Heat", "Cheoseo")),
    SolarTerm(165, "Bailu", ("White Dew", "Baengno")),
    SolarTerm(180, "Qiufen", ("Chubun", "Thu phan")),
    SolarTerm(195, "Hanlu", ("Cold Dew", "Hallo")),
    SolarTerm(210, "Shuangjiang", ("Frost's Descent", "Sanggang")),
    SolarTerm(225, "Lidong", ("Start of Winter", "Ipdong")),
    SolarTerm(240, "Xiaoxue", ("Minor Snow", "Soseol")),
    SolarTerm(255, "Daxue", ("Major Snow", "Daeseol")),
    SolarTerm(270, "Dongzhi", ("Dongji", "Dong chi")),
    SolarTerm(285, "Xiaohan", ("Minor Cold", "Sohan")),
    SolarTerm(300, "Dahan", ("Major Cold", "Daehan")),
    SolarTerm(315, "Lichun", ("Start of Spring", "Ipchun")),
    SolarTerm(330, "Yushui", ("Rain Water", "Usu")),
    SolarTerm(345, "Jingzhe", ("Awakening of Insects", "Gyeongchip")),
)
MARCH_EQUINOX, JUNE_SOLSTICE, SEPTEMBER_EQUINOX, DECEMBER_SOLSTICE = 0, 90, 180, 270


def _plain(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalpha())


@cache
def _by_name() -> dict[str, SolarTerm]:
    return {_plain(name): term for term in TERMS for name in (term.name, *term.aliases)}


def solar_term(name: str) -> SolarTerm | None:
    """The term of a name; letter case, spaces, hyphens and apostrophes do not matter."""
    return _by_name().get(_plain(name))


def solar_instant(longitude: int, year: int) -> int:
    """When the sun reached a multiple of 15 degrees within a Gregorian year.

    In seconds of universal time from the start of day 0, so that ``// 86400`` is a day number.
    Raises OutOfRange.
    """
    from calendar_gen.calendars.tables.solar import CURVES, SECONDS

    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise OutOfRange(
            f"solar terms, equinoxes and solstices are supported for the years {FIRST_YEAR} to "
            f"{LAST_YEAR}, and {year} is outside"
        )
    term = longitude // 15
    constant, linear, square = CURVES[term]
    x = year - 1900
    at = 2 * (24 * (year - FIRST_YEAR) + term)
    rest = 64 * _DIGITS.index(SECONDS[at]) + _DIGITS.index(SECONDS[at + 1]) - 2048
    return constant + linear * x // 1000 + square * x * x // 10000 + rest


def solar_term_day(term: str | int, year: int, zone: str | int | tzinfo = UTC_PLUS_8) -> int:
    """The day number of a solar term, by its name or longitude, on the clocks of a zone.

    ``zone`` is an IANA name, hours ahead of UTC or a tzinfo. Raises OutOfRange; KeyError for a name
    that is no term, and zoneinfo.ZoneInfoNotFoundError for a zone that does not exist.
    """
    return (_local_second(term, year, zone)) // _DAY


def solar_term_certainty(
    term: str | int, year: int, zone: str | int | tzinfo = UTC_PLUS_8
) -> Certainty:
    """Whether the day of ``solar_term_day`` is computed with a margin or an estimate."""
    second = _local_second(term, year, zone) % _DAY
    margin = 15 + max(0, year - 2020)
    return "estimate" if min(second, _DAY - second) < margin else "computed"


def _local_second(term: str | int, year: int, zone: str | int | tzinfo) -> int:
    longitude = term if isinstance(term, int) else _by_name()[_plain(term)].longitude
    instant = solar_instant(longitude, year)
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=instant - _UNIX_EPOCH * _DAY)
    ahead = moment.astimezone(_tzinfo(zone)).utcoffset()
    assert ahead is not None
    return instant + int(ahead.total_seconds())


@cache
def _tzinfo(zone: str | int | tzinfo) -> tzinfo:
    if isinstance(zone, int):
        return timezone(timedelta(hours=zone))
    if isinstance(zone, str):
        from zoneinfo import ZoneInfo

        return ZoneInfo(zone)
    return zone
