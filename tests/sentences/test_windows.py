"""Windows in, offsets or sentences out; and what wrong ones are answered."""

from pathlib import Path

import pytest

from calendar_gen.rules import DateRule
from calendar_gen.sentences import parse_window
from tests.sentences.reading import PLACE, table

HERE = Path(__file__).parent


def said(end: int | DateRule) -> str:
    return str(end) if isinstance(end, int) else end.text


@pytest.mark.parametrize("text,canonical,start,end", table(HERE / "windows.txt"))
def test_windows(text: str, canonical: str, start: str, end: str) -> None:
    window, problems = parse_window(text, PLACE)
    assert problems == []
    assert window is not None
    assert (window.text, said(window.start), said(window.end)) == (canonical, start, end)
    assert parse_window(canonical, PLACE) == (window, [])


@pytest.mark.parametrize("text,expected", table(HERE / "window_errors.txt"))
def test_wrong_windows(text: str, expected: str) -> None:
    window, problems = parse_window(text, PLACE, rule_ids=())
    assert window is None
    found = [f"{p.place.column}: {p.message}; {p.hint or '-'}" for p in problems]
    assert " / ".join(found) == expected


ORIGIN_ERRORS = table(HERE / "origin_errors.txt")


@pytest.mark.parametrize("text,expected", ORIGIN_ERRORS)
def test_wrong_origins(text: str, expected: str) -> None:
    from calendar_gen.sentences import parse_origin

    origin, problems = parse_origin(text, PLACE)
    assert origin is None
    found = [f"{p.place.column}: {p.message}; {p.hint or '-'}" for p in problems]
    assert " / ".join(found) == expected
