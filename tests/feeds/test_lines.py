"""Content lines: our bytes are icalendar's, where icalendar has no fault."""

import re
from typing import Any
from unicodedata import is_normalized

import icalendar
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar.parser import Contentline, Parameters

from calendar_gen.edtf import day
from calendar_gen.rendering.ics.lines import (
    clean,
    date_value,
    fold,
    text_line,
    texts_line,
)

ESCAPED = {"n": "\n"}
TEXT = st.text(max_size=400) | st.text('\\,;:^Nn \n"äж中🎉', max_size=400)


def theirs(name: str, text: str) -> bytes:
    """As icalendar writes a text property."""
    line: Any = Contentline.from_parts(name, Parameters(), icalendar.vText(text))
    return bytes(line.to_ical())


@given(TEXT)
@example("x" * 66 + "\\" * 9)
@example("x" * 67 + "中" * 9)
@example("x" * 70 + "^,^,^")
def test_text_is_escaped_and_folded_as_icalendar_does(text: str) -> None:
    # Its one fault is left out: "\N" comes out as a newline.
    text = re.sub(r"\\+N", "N", clean(text))
    assert text_line("SUMMARY", text) == theirs("SUMMARY", text)


@given(st.lists(TEXT, min_size=1, max_size=3))
def test_lists_of_texts_are_escaped_and_folded_as_icalendar_does(texts: list[str]) -> None:
    texts = [re.sub(r"\\+N", "N", clean(text)) for text in texts]
    line: Any = Contentline.from_parts("CATEGORIES", Parameters(), icalendar.vCategory(texts))
    assert texts_line("CATEGORIES", texts) == bytes(line.to_ical())


@given(TEXT)
def test_text_comes_back_as_it_was(text: str) -> None:
    line = text_line("SUMMARY", clean(text)).replace(b"\r\n ", b"").decode()
    value = re.sub(r"\\(.)", lambda found: ESCAPED.get(found[1], found[1]), line[len("SUMMARY:") :])
    assert value == clean(text)


@given(TEXT)
def test_lines_are_folded_at_75_octets_without_cutting_a_character(text: str) -> None:
    for piece in text_line("DESCRIPTION", clean(text)).split(b"\r\n"):
        assert len(piece) <= 75
        piece.decode()


def test_a_short_line_is_left_alone_and_a_long_one_is_not() -> None:
    assert fold(b"x" * 74) == b"x" * 74
    assert fold(b"x" * 75) == b"x" * 74 + b"\r\n x"


def test_path_with_backslash_n_stays_a_path() -> None:
    assert text_line("SUMMARY", "C:\\New") == b"SUMMARY:C:\\\\New"


def test_only_backslash_semicolon_comma_and_newline_are_escaped() -> None:
    assert text_line("SUMMARY", 'a\\b;c,d\ne:"f"') == b'SUMMARY:a\\\\b\\;c\\,d\\ne:"f"'


@pytest.mark.parametrize(
    "given_, kept",
    [
        ("a\x00b\x07c\x1bd\x7fe\x85f", "abcdef"),
        ("a\tb", "a b"),
        ("a\r\nb\rc\nd\u2028e\u2029f", "a\nb\nc\nd\ne\nf"),
        ("\u202eabc\u202c \u2066x\u2069", "abc x"),
        ("\ufeffa", "a"),
        ("e\u0301", "é"),
        ("a\ud800b", "a\ufffdb"),
        ("день 中国 🎉", "день 中国 🎉"),
    ],
)
def test_text_is_cleaned(given_: str, kept: str) -> None:
    assert clean(given_) == kept


@given(st.text(st.characters(exclude_categories=()), max_size=200))
def test_clean_text_has_no_controls_and_can_be_encoded(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode()
    assert is_normalized("NFC", cleaned)
    assert not any(
        letter != "\n" and ord(letter) in {*range(32), *range(127, 160)} for letter in cleaned
    )
    assert clean(cleaned) == cleaned


def test_categories_stand_on_one_line() -> None:
    assert texts_line("CATEGORIES", ("a,b", "c")) == b"CATEGORIES:a\\,b,c"


def test_dates_have_four_digits() -> None:
    assert date_value(day(25, 1, 2)) == b"00250102"
    assert date_value(day(2025, 5, 9)) == b"20250509"
