"""The terminal table: whole pages against files, then what a page may never do."""

import re
import time
from pathlib import Path

import pytest

from calendar_gen.edtf import day
from calendar_gen.entries.phrases import phrases
from calendar_gen.rendering.asked import Screen
from calendar_gen.rendering.cells import (
    head,
    pad,
    plain,
    searchable,
    shorten,
    side_by_side,
    width,
    wrap,
)
from calendar_gen.rendering.short_days import short_span, short_weekdays
from calendar_gen.rendering.table import table
from tests.rendering.samples import (
    ALL,
    ASKED,
    BOOK,
    CANCELLED,
    CHINESE,
    FLAG,
    FLAG_ENTRY,
    VISIT_ENTRY,
    entry,
)

EXPECTED = Path(__file__).parent / "expected"
SGR = re.compile("\x1b\\[[0-9]+m")


def page(name: str) -> str:
    return (EXPECTED / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name, columns", [("pipe", None), ("100", 100), ("80", 80), ("40", 40)])
def test_pages(name: str, columns: int | None) -> None:
    assert table(ALL, ASKED, Screen(columns)) == page(f"table-{name}.txt")


@pytest.mark.parametrize("columns", [24, 30, 40, 60, 72, 80, 100, 120, 200])
def test_no_line_is_wider_than_the_screen(columns: int) -> None:
    lines = table(ALL, ASKED, Screen(columns)).splitlines()
    assert max(map(width, lines)) <= columns
    assert not any(line.endswith(" ") for line in lines)


def test_colour_adds_nothing_but_colour() -> None:
    coloured = table(ALL, ASKED, Screen(100, colour=True))
    assert SGR.sub("", coloured) == table(ALL, ASKED, Screen(100))
    assert "\x1b" not in table(ALL, ASKED, Screen(100))


def test_marks_are_bold_and_statuses_have_their_colours() -> None:
    coloured = table(ALL, ASKED, Screen(None, colour=True))
    assert "\x1b[1mAnniversaries exchange, 90th anniversary\x1b[0m" in coloured
    assert "\x1b[1mFlag Day" not in coloured
    assert "\x1b[32mconfirmed\x1b[0m" in coloured
    assert "\x1b[33mcancelled, sources disagree\x1b[0m" in coloured


def test_columns_that_are_empty_are_left_out() -> None:
    assert "Likely" not in table([FLAG_ENTRY, CHINESE], ASKED, Screen())
    assert "Likely" in table([VISIT_ENTRY], ASKED, Screen())


def test_what_is_over_is_not_likely() -> None:
    assert "41" not in table([CANCELLED], ASKED, Screen())


def test_a_likelihood_is_never_a_bare_number() -> None:
    assert re.search(r"as likely as not, 41\W?% \(2 of 2\)", table([VISIT_ENTRY], ASKED, Screen()))


def test_months_are_apart_within_a_year() -> None:
    days = [day(2027, month, of) for month in (3, 4) for of in (1, 2)]
    entries = [entry(FLAG._replace(earliest=d, latest=d)) for d in days]
    body = table(entries, ASKED, Screen()).split("\n")[2:7]
    assert [line[:6].strip() for line in body] == ["Mon 1", "Tue 2", "", "Thu 1", "Fri 2"]


def test_a_year_has_an_era_before_our_own() -> None:
    ides = entry(FLAG._replace(earliest=-15999, latest=-15999))
    assert "13 Mar 44 BCE" in table([ides], ASKED, Screen())


def test_other_languages_have_their_own_days_and_words() -> None:
    russian = table([VISIT_ENTRY, FLAG_ENTRY], ASKED._replace(language="ru"), Screen())
    assert "29 авг. – 4 сент. 2035" in russian
    assert russian.startswith("Дата ")
    assert russian.endswith("\n1 памятная дата, 1 визит; по данным на 24 ноября 2026 г.\n")
    chinese = table([CHINESE], ASKED._replace(language="zh"), Screen())
    assert "周三 2036年9月3日" in chinese
    assert chinese.endswith("\n1个纪念日；截至2026年11月24日所知\n")
    assert table([], ASKED._replace(language="zh"), Screen()).endswith(
        "（截至2026年11月24日所知）。\n"
    )


def test_nothing_is_a_sentence_that_says_what_was_asked() -> None:
    assert table([], ASKED, Screen()) == (
        "Nothing from 1 January 2027 to 31 December 2036, as known on 24 November 2026.\n"
    )
    narrowed = ASKED._replace(filters=("--pair RU,CN", "--marks"))
    assert table([], narrowed, Screen()).endswith(" Asked for: --pair RU,CN --marks.\n")
    empty = ASKED._replace(rulebook=BOOK._replace(commemorations={}))
    assert table([], empty, Screen()) == "There are no rules to forecast from.\n"


HOSTILE = "Flag\x1b[2J\x1b]0;owned\x07 \u202eyaD\u202c\x9b31m\r\n\u2066of\u2069\x00 it"


def test_rule_text_cannot_move_the_cursor_or_turn_the_line() -> None:
    shown = table([entry(FLAG, title=HOSTILE, location=HOSTILE)], ASKED, Screen())
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)
    assert plain(HOSTILE) == "Flag yaD31m of it"


@pytest.mark.parametrize(
    "text, cells",
    [
        ("abc", 3),
        ("День", 4),
        ("北京", 4),
        ("ｆｕｌｌ", 8),
        ("été", 3),
        ("", 0),
        ("عيد", 3),
        ("a\u200db", 2),
        ("–→…", 3),
    ],
)
def test_width(text: str, cells: int) -> None:
    assert width(text) == cells
    assert width(pad(text, 9)) == 9


@pytest.mark.parametrize(
    "text, cells, lines",
    [
        ("one two three", 7, ["one two", "three"]),
        ("one two three", 20, ["one two three"]),
        ("胜利纪念日", 4, ["胜利", "纪念", "日"]),
        ("胜利纪念日", 5, ["胜利", "纪念", "日"]),
        ("胜利纪念日，共和", 10, ["胜利纪念", "日，共和"]),
        ("，，，，", 4, ["，，", "，，"]),
        ("a incomprehensible b", 8, ["a", "incompre", "hensible", "b"]),
        ("", 5, [""]),
    ],
)
def test_wrapping(text: str, cells: int, lines: list[str]) -> None:
    assert wrap(text, cells, 9) == lines


def test_a_no_break_space_holds() -> None:
    assert plain(" about\u00a041\u00a0% \t of\nall ") == "about\u00a041\u00a0% of all"
    assert wrap("likely, 41\u00a0%", 9) == ["likely,", "41\u00a0%"]


def test_too_many_lines_end_in_an_ellipsis() -> None:
    assert wrap("one two three four five", 5, 2) == ["one", "two…"]
    assert shorten("胜利纪念日", 6) == "胜利…"
    assert shorten("胜利", 4) == "胜利"
    assert head("e\u0301te\u0301", 1) == "e\u0301"


ARABIC = entry(
    FLAG._replace(id="evacuation.2035"),
    title="عيد الجلاء",
    number_text="الذكرى الـ90",
    location="دمشق، سوريا",
    status_text="متوقع",
)


def test_columns_in_arabic_stay_in_order_where_a_terminal_turns_the_text() -> None:
    page = table([ARABIC, FLAG_ENTRY], ASKED._replace(language="ar"), Screen(None))
    heading, _rule, arabic, english = page.splitlines()[:4]
    # A mark before each cell (UAX #9): no two of them are one run of letters from the right.
    for line in (heading, arabic):
        assert line.startswith("\u200e")
        assert [bool(re.search("[ء-ي]", cell)) for cell in line.split("\u200e")[1:]] == [True] * 4
    assert "\u200e" not in table([FLAG_ENTRY], ASKED, Screen(None))
    starts = [line.split("\u200e")[1:] for line in (heading, arabic, english)]
    assert len({tuple(width(cell) for cell in cells[:-1]) for cells in starts}) == 1
    assert not any(line.endswith((" ", "\u200e")) for line in page.splitlines())


def test_only_a_line_with_letters_from_the_right_is_marked() -> None:
    assert side_by_side(["День", "日"], "  ") == "День  日"
    assert side_by_side(["ab", "جد"], "  ") == "\u200eab  \u200eجد"
    assert side_by_side(["יום", "ab"], " ") == "\u200eיום \u200eab"


def test_spaces_of_french_and_spanish_can_be_searched() -> None:
    assert searchable("probable\u202f: 64\u00a0%") == "probable : 64 %"


@pytest.mark.parametrize(
    "language, one, few",
    [
        ("en", "Fri 24 Aug 2035", "29 Aug – 4 Sep 2035"),
        ("fr", "ven. 24 août 2035", "29 août – 4 sept. 2035"),
        ("es", "vie 24 ago 2035", "29 ago – 4 sept 2035"),
        ("ar", "الجمعة 24 أغسطس 2035", "29 أغسطس – 4 سبتمبر 2035"),
    ],
)
def test_days_in_a_column_are_short(language: str, one: str, few: str) -> None:
    spoken, first = phrases(language), day(2035, 8, 24)
    assert short_span(first, first, spoken) == one
    assert short_span(first + 5, first + 11, spoken) == few


def test_arrows_point_as_the_language_is_read() -> None:
    for language, arrow in (("en", "→"), ("fr", "→"), ("ar", "←")):
        page = table([VISIT_ENTRY], ASKED._replace(language=language), Screen(None))
        assert f"Russia {arrow} " in page


@pytest.mark.parametrize(
    "language, first, last", [("en", "Mon", "Sun"), ("fr", "lun.", "dim."), ("ar", "ن", "ح")]
)
def test_heads_of_narrow_columns_fit(language: str, first: str, last: str) -> None:
    heads = short_weekdays(language)
    assert (len(heads), heads[0], heads[-1]) == (7, first, last)


@pytest.mark.parametrize(
    "text", ["م" * 20_000, "é " * 20_000, "中" * 20_000, "e\u0301" * 20_000], ids=len
)
@pytest.mark.parametrize("cells", [20, 60_000])
def test_a_text_without_end_is_broken_in_no_time(text: str, cells: int) -> None:
    started = time.process_time()
    lines = wrap(text, cells)
    assert time.process_time() - started < 1
    assert len(lines) <= 6
    assert all(0 < width(line) <= cells for line in lines)
