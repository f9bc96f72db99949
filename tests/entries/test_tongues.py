"""French, Spanish and Arabic against small tables of published usage, typed in by hand.

French: `1er`, then `2e` (Imprimerie nationale, "abréviations"), and a narrow no-break space before
`; : ! ?` and within guillemets. Spanish: the point and the raised letter, and the short form of
`primero` and `tercero` before a noun, at the end of 21st and 23rd too, but `undécimo`
(Diccionario panhispánico de dudas, "ordinales"). Arabic: small ordinals written out in the
feminine of `ذكرى`, then the numeral with its article; six plurals, the dual without its number.
"""

import re

import pytest

from calendar_gen.edtf import day, parse
from calendar_gen.entries.days import day_text, edtf_text, span_text, year_text
from calendar_gen.entries.numbers import percent_text
from calendar_gen.entries.phrases import phrases
from tests.entries.test_catalogues import catalogue, forms

NARROW = "\u202f"

ORDINALS = {
    "fr": {
        1: "1er anniversaire",
        2: "2e anniversaire",
        21: "21e anniversaire",
        80: "80e anniversaire",
        101: "101e anniversaire",
    },
    "es": {
        1: "1.er aniversario",
        2: "2.º aniversario",
        3: "3.er aniversario",
        11: "11.º aniversario",
        13: "13.er aniversario",
        21: "21.er aniversario",
        23: "23.er aniversario",
        80: "80.º aniversario",
        100: "100.º aniversario",
        101: "101.er aniversario",
        111: "111.º aniversario",
        113: "113.er aniversario",
    },
    "ar": {
        1: "الذكرى الأولى",
        2: "الذكرى الثانية",
        5: "الذكرى الخامسة",
        10: "الذكرى العاشرة",
        11: "الذكرى الـ11",
        80: "الذكرى الـ80",
        100: "الذكرى الـ100",
    },
}

PLURALS = {
    "fr": {0: "0 jour", 1: "1 jour", 2: "2 jours", 10000: "10000 jours", 10**6: "1000000 de jours"},
    "es": {0: "0 días", 1: "1 día", 2: "2 días", 10**6: "1000000 de días"},
    "ar": {
        0: "0 يوم",
        1: "يوم واحد",
        2: "يومان",
        3: "3 أيام",
        10: "10 أيام",
        11: "11 يومًا",
        99: "99 يومًا",
        100: "100 يوم",
        101: "101 يوم",
        102: "102 يوم",
        103: "103 أيام",
        111: "111 يومًا",
    },
}

JUBILEES = {
    "fr": {"50": "cinquantenaire", "100": "centenaire", "200": "bicentenaire"},
    "es": {"50": "cincuentenario", "100": "centenario", "200": "bicentenario"},
    "ar": {"100": "الذكرى المئوية", "1000": "الذكرى الألفية"},
}

DAYS = {
    "fr": (
        "samedi 1er mai 2027",
        "du 1er au 4 mai 2027",
        "du 29 août au 4 septembre 2035",
        "mai 2027",
        "44 avant notre ère",
    ),
    "es": (
        "sábado, 1 de mayo de 2027",
        "del 1 al 4 de mayo de 2027",
        "del 29 de agosto al 4 de septiembre de 2035",
        "mayo de 2027",
        "44 antes de Cristo",
    ),
    "ar": (
        "السبت، 1 مايو 2027",
        "من 1 إلى 4 مايو 2027",
        "من 29 أغسطس إلى 4 سبتمبر 2035",
        "مايو 2027",
        "44 قبل الميلاد",
    ),
}


@pytest.mark.parametrize(
    "language, number, told",
    [(tag, n, t) for tag, rows in ORDINALS.items() for n, t in rows.items()],
)
def test_ordinals(language: str, number: int, told: str) -> None:
    assert phrases(language).ordinal("anniversary", number) == told


@pytest.mark.parametrize(
    "language, number, told",
    [(tag, n, t) for tag, rows in PLURALS.items() for n, t in rows.items()],
)
def test_plurals(language: str, number: int, told: str) -> None:
    assert phrases(language).count("{n} day", "{n} days", number) == told


@pytest.mark.parametrize(
    "language, number, told",
    [(tag, n, t) for tag, rows in JUBILEES.items() for n, t in rows.items()],
)
def test_jubilees(language: str, number: str, told: str) -> None:
    assert phrases(language).word("jubilee", number) == told


@pytest.mark.parametrize("language", DAYS)
def test_days(language: str) -> None:
    spoken = phrases(language)
    first = day(2027, 5, 1)
    told = (
        day_text(first, spoken, weekday=True),
        span_text(first, first + 3, spoken),
        span_text(day(2035, 8, 29), day(2035, 9, 4), spoken),
        edtf_text(parse("2027-05"), spoken),
        year_text(-43, spoken),
    )
    assert told == DAYS[language]


@pytest.mark.parametrize(
    "language, told", [("fr", "41\u202f%"), ("es", "41\u00a0%"), ("ar", "41%")]
)
def test_per_cents(language: str, told: str) -> None:
    assert percent_text(0.41, phrases(language)) == told


def test_french_sets_no_mark_of_two_parts_without_its_space() -> None:
    for message in catalogue("fr"):
        for text in forms(message) if message.id else ():
            line = re.sub(r"https?:\S*|webcal:", "", text)
            assert set(re.findall(r"(.)[;:!?%»]", line)) <= {NARROW}, text
            assert set(re.findall(r"«(.)", line)) <= {NARROW}, text
            assert "'" not in line, text
