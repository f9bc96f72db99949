"""The digest as text: readable at any width, whole, and never more than letters."""

import re

import pytest

from calendar_gen.rendering.cells import width
from calendar_gen.rendering.digest.formats import FORMATS, Sheet
from calendar_gen.rendering.digest.formats.text import LEAST, text
from tests.digest.editions import HOSTILE, hostile, made
from tests.digest.reading import Page
from tests.digest.samples import TO_MOSCOW, page
from tests.entries.samples import VICTORY

LANGUAGES = ("en", "ru", "zh", "fr", "es", "ar")


@pytest.mark.parametrize("columns", [100, 80, 60, LEAST])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_is_wider_than_the_terminal(language: str, columns: int) -> None:
    for line in text(made(language=language, leads=(200, 7)), columns).splitlines():
        if "https://" not in line:
            assert width(line) <= columns, line


def test_wide_characters_count_twice() -> None:
    wide = VICTORY._replace(titles={"en": "中国人民抗日战争暨世界反法西斯战争胜利纪念日" * 3})
    lines = text(made(wide), 40).splitlines()
    assert max(map(width, lines)) <= 40
    assert max(map(len, (line for line in lines if "中" in line))) < 30


@pytest.mark.parametrize("columns", range(LEAST, 100, 7))
def test_a_share_and_its_sign_stay_on_one_line(columns: int) -> None:
    assert not re.search(r"^ *%", text(made(leads=(200,)), columns), re.MULTILINE)


@pytest.mark.parametrize(
    "language, month", [("en", "May"), ("ru", "Май"), ("fr", "Mai"), ("es", "Mayo")]
)
def test_headings_begin_with_a_capital(language: str, month: str) -> None:
    lines = text(made(language=language), 80).splitlines()
    assert [line for line in lines if line.startswith(month)]
    shown = Page(page(language=language))
    assert shown.by_id("month:05:title").text.startswith(month)
    assert month in {caption.text for caption in shown.all("caption")}


def test_all_that_a_page_says_is_there() -> None:
    page = text(made(), 100)
    for said in (
        "Digest 2025",
        "as known at the end of 6 May 2025",
        " 9 Fri  Victory Day",
        "День Победы",
        "80th anniversary",
        "Xi Jinping",
        "almost certain, 97 %: ",
        "China and Russia (",
        "- 20 to 22 March 2023, China to Russia, state [",
        "Where sources disagree",
        "the summit was held on those days",
        '"Leaders to meet in Moscow", 6 May 2025',
        "https://example.org/ap-2025-05-06",
        "A forecast is not an announcement.",
    ):
        assert said in page


def test_every_number_of_a_source_has_its_source() -> None:
    page = text(made(), 100)
    body, sources = page.split("\nSources\n")
    listed = re.findall(r"^\[(\d+)\]", sources, re.MULTILINE)
    assert set(re.findall(r"\[(\d+)\]", body)) == set(listed)


def test_what_begins_soon_comes_first_with_a_line_to_cite() -> None:
    page = text(made(TO_MOSCOW, VICTORY, leads=(30, 1)), 100)
    plan = page[page.index("What to prepare now") : page.index("May 2025\n")]
    assert plan.index("Within 1 day\n") < plan.index("Within 30 days\n")
    assert "7 to 10 May 2025, in 1 day, announced" in plan
    assert "Friday, 9 May 2025, in 3 days, projected" in plan
    assert "Same day: Victory anniversaries exchange: China to Russia (80th)" in plan
    unbroken = re.sub(r"\s+", " ", plan)
    assert "(announced). As known on 6 May 2025; source: Xinhua, " in unbroken
    assert "(projected). As known on 6 May 2025; source: Associated Press, " in unbroken


@pytest.mark.parametrize("enemy", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_reaches_a_terminal_as_letters_only(enemy: str) -> None:
    written = FORMATS["text"](hostile(enemy), Sheet(80)).decode()
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f]", written)
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", written)
    assert max(map(width, written.splitlines())) <= 80
    assert "49" not in written.replace("2049", "")


def test_the_same_contents_are_the_same_text() -> None:
    assert text(made(), 80) == text(made(), 80)
