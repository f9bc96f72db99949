"""Days as people write them in Chinese, Japanese and Korean, for suggestions only.

`9月3日` and `九月三日` are Gregorian; `农历八月十五`, `正月初一` and `음력 8월 15일` count
months by the moon.
"""

import re

_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {"零": 0}
_LUNAR = {
    "农历": "Chinese",
    "農曆": "Chinese",
    "农曆": "Chinese",
    "阴历": "Chinese",
    "陰曆": "Chinese",
    "旧历": "Chinese",
    "舊曆": "Chinese",
    "旧暦": "Chinese",
    "旧正月": "Chinese",
    "음력": "Korean",
    "陰暦": "Chinese",
}
"""What says that the months are those of the moon, and the calendar that is meant."""

_NUMBER = "[0-9]{1,2}|[〇零一二三四五六七八九十廿卅]{1,4}"
_DAY = re.compile(
    rf"(?P<lunar>{'|'.join(_LUNAR)})?\s*(?P<leap>[闰閏]|윤)?\s*(?P<month>{_NUMBER}|正|腊|臘)\s*[月월]"
    rf"\s*(?P<first>初)?(?P<day>{_NUMBER})\s*[日號号일]?(?:\s+\(?(?P<calendar>[a-z]+)\)?)?",
    re.IGNORECASE,
)
_CALENDARS = {"lunar": "Chinese", "chinese": "Chinese", "korean": "Korean"}
_NAMED = {"正": 1, "腊": 12, "臘": 12}


def lunar_or_gregorian(text: str) -> tuple[str | None, int, int, bool] | None:
    """The lunisolar calendar (None for Gregorian), month and day that a text says, and whether the
    month is a leap month; None if it says none.
    """
    found = _DAY.fullmatch(text.strip())
    if found is None:
        return None
    month = _NAMED.get(found["month"]) or _number(found["month"])
    day = _number(found["day"])
    if not month or not day:
        return None
    calendar = _LUNAR.get(found["lunar"] or "")
    if found["calendar"]:
        calendar = _CALENDARS.get(found["calendar"].casefold())
        if calendar is None:
            return None
    if calendar is None and (found["first"] or found["leap"] or found["month"] in _NAMED):
        calendar = "Korean" if found["leap"] == "윤" else "Chinese"
    return calendar, month, day, found["leap"] is not None


def _number(text: str) -> int | None:
    """The value of `15`, `十五`, `廿三`, `三十`; None for other words."""
    if text.isascii():
        return int(text)
    text = text.replace("廿", "二十").replace("卅", "三十")
    tens, ten, units = text.rpartition("十")
    if len(tens) > 1 or len(units) > (1 if ten else 2):
        return None
    values = [_DIGITS.get(each) for each in (*tens, *units)]
    if None in values:
        return None
    if not ten:
        return int("".join(str(value) for value in values))
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[units] if units else 0)
