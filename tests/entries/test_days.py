"""Days in words, in three languages."""

import datetime

import pytest
from babel.dates import format_date

from calendar_gen.edtf import day, parse
from calendar_gen.entries.days import day_text, edtf_text, span_text
from calendar_gen.entries.phrases import phrases

SPANS = [
    (
        (2025, 5, 9),
        (2025, 5, 9),
        "Friday, 9 May 2025",
        "пятница, 9 мая 2025 г.",
        "2025年5月9日星期五",
    ),
    ((2025, 5, 6), (2025, 5, 10), "6 to 10 May 2025", "6–10 мая 2025 г.", "2025年5月6日至10日"),
    (
        (2035, 8, 29),
        (2035, 9, 4),
        "29 August to 4 September 2035",
        "29 августа – 4 сентября 2035 г.",
        "2035年8月29日至9月4日",
    ),
    (
        (2026, 12, 31),
        (2027, 1, 2),
        "31 December 2026 to 2 January 2027",
        "31 декабря 2026 г. – 2 января 2027 г.",
        "2026年12月31日至2027年1月2日",
    ),
    (
        (-43, 3, 13),
        (-43, 3, 15),
        "13 to 15 March 44 BCE",
        "13–15 марта 44 г. до н. э.",
        "公元前44年3月13日至15日",
    ),
]
DATES = [
    ("2015", "2015", "2015 г.", "2015年"),
    ("0000", "1 BCE", "1 г. до н. э.", "公元前1年"),
    ("-0043", "44 BCE", "44 г. до н. э.", "公元前44年"),
    ("2024-09", "September 2024", "сентябрь 2024 г.", "2024年9月"),
    ("2024-05-17", "17 May 2024", "17 мая 2024 г.", "2024年5月17日"),
    ("2024-22", "summer 2024", "лето 2024 г.", "2024年夏季"),
    ("1200~", "about 1200", "около: 1200 г.", "约1200年"),
    ("2024-09?", "perhaps September 2024", "возможно, сентябрь 2024 г.", "可能为2024年9月"),
    (
        "2024-10-22/2024-10-24",
        "22 to 24 October 2024",
        "22–24 октября 2024 г.",
        "2024年10月22日至24日",
    ),
    (
        "2024-03/2024-05",
        "March 2024 to May 2024",
        "март 2024 г. – май 2024 г.",
        "2024年3月至2024年5月",
    ),
    ("../2024", "until 2024", "не позднее: 2024 г.", "不晚于2024年"),
    ("2024-05/..", "from May 2024 on", "не ранее: май 2024 г.", "不早于2024年5月"),
    ("[2015,2025]", "one of: 2015, 2025", "одно из: 2015 г., 2025 г.", "以下之一：2015年，2025年"),
    (
        "[2025-05-06..2025-05-10]",
        "some time in: 6 to 10 May 2025",
        "в пределах: 6–10 мая 2025 г.",
        "在以下期间：2025年5月6日至10日",
    ),
]


@pytest.mark.parametrize("first, last, en, ru, zh", SPANS)
def test_days_from_first_to_last(
    first: tuple[int, int, int], last: tuple[int, int, int], en: str, ru: str, zh: str
) -> None:
    told = [span_text(day(*first), day(*last), phrases(tag)) for tag in ("en", "ru", "zh")]
    assert told == [en, ru, zh]


@pytest.mark.parametrize("text, en, ru, zh", DATES)
def test_a_date_is_told_as_coarse_as_it_was_written(text: str, en: str, ru: str, zh: str) -> None:
    assert [edtf_text(parse(text), phrases(tag)) for tag in ("en", "ru", "zh")] == [en, ru, zh]


@pytest.mark.parametrize("tag, shape", [("en", "d MMMM y"), ("ru", "long"), ("zh", "long")])
def test_single_days_read_as_cldr_has_them(tag: str, shape: str) -> None:
    for number in range(day(2024, 1, 1), day(2025, 1, 1), 7):
        wanted = format_date(datetime.date.fromordinal(number), shape, locale=tag)
        assert day_text(number, phrases(tag)) == wanted.replace("\u202f", " ")


@pytest.mark.parametrize("tag, shape", [("en", "EEEE, d MMMM y"), ("ru", "full"), ("zh", "full")])
def test_days_with_weekdays_read_as_cldr_has_them(tag: str, shape: str) -> None:
    for number in range(day(2024, 1, 1), day(2025, 1, 1), 5):
        wanted = format_date(datetime.date.fromordinal(number), shape, locale=tag)
        assert span_text(number, number, phrases(tag)) == wanted.replace("\u202f", " ")
