"""Hostile text in rules is text in every file of a site, and does nothing there."""

import csv
import io
import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import icalendar
import pytest

from calendar_gen.edtf import day
from tests.digest.reading import Page
from tests.site.samples import AS_OF, built, order, rulebook, tree
from tests.site.subscriber import events

TEXTS = {
    "newline": r"one\r\nBEGIN:VEVENT\r\nUID:evil@example.org\r\nEND:VEVENT",
    "folded": "x" * 54 + "BEGIN:VEVENT",
    "escaped": r"C:\\New, \\n; \\N",
    "controls": r"bell\a escape\e[31m null\0 delete\x7f next line\N separator\L",
    "direction": r"\u202egnp.exe\u202c \u2066isolated\u2069 \ufeff",
    "markup": r"</title></style></script><script>alert(1)</script><img src=x onerror=alert(1)>",
    "entities": r"&lt;b&gt; &#x202e; ]]> <!-- {{ 7*7 }} {% raw %} ${x}",
    "formula": r"=HYPERLINK(\"https://evil.example\")",
    "at": r"@SUM(1+1)",
    "long": "x" * 10_000,
    "odd": r"\uFFFE \uFFFF \uD7FF",
}
RULES = """\
calendar-gen: 1
title: "{text}"
sources:
  gazette: {{publisher: "{text}", published: 1999-01-01, title: "{text}"}}
commemorations:
  - id: hostile
    title: {{en: "{text}", ru: "{text}"}}
    of: 1945-05-09
    host: RU
    place: "{text}"
    note: "{text}"
    sources: [gazette]
  - id: plain
    title: {{en: Plain day}}
    of: 1945-09-03
    host: CN
    sources: [gazette]
"""
ENDS_IN_TEXT = {"\n", "\r", "\t"}


def acting(text: str) -> set[str]:
    """Characters that act on what is around them and are not seen."""
    turning = {*range(0x202A, 0x202F), *range(0x2066, 0x206A)}
    controls = {letter for letter in text if unicodedata.category(letter) in ("Cc", "Cs")}
    return (controls - ENDS_IN_TEXT) | {letter for letter in text if ord(letter) in turning}


def escaped_in_json(text: str) -> Iterator[str]:
    """All texts that a JSON document holds."""
    stack = [json.loads(text)]
    while stack:
        value = stack.pop()
        if isinstance(value, dict):
            stack += [*value.keys(), *value.values()]
        elif isinstance(value, list):
            stack += value
        elif isinstance(value, str):
            yield value


@pytest.fixture(params=TEXTS, ids=str)
def site(request: pytest.FixtureRequest, tmp_path: Path) -> dict[str, str]:
    """A site built twice, with a hostile rule that was moved, and hostile words of its owner."""
    text = TEXTS[request.param].strip()
    rules, out = tmp_path / "rules", tmp_path / "site"
    wanted = order(rulebook(rules, RULES.format(text=text)))._replace(
        years=(2025, 2026),
        languages=("en", "ru"),
        contact="</p><script>alert(2)</script>\u202e\x07",
        licence="CC0\r\nBEGIN:VEVENT",
        base_url="https://example.org",
    )
    built(wanted, out)
    moved = RULES.replace("1945-05-09", "1945-05-10").format(text=text)
    built(wanted._replace(rulebook=rulebook(rules, moved), as_of=AS_OF + 1), out)
    return {path: data.decode() for path, data in tree(out).items()}


def test_hostile_text_is_inert_in_every_file(site: dict[str, str]) -> None:
    for path, text in site.items():
        if not path.startswith("data/"):
            assert acting(text) == set(), path
        suffix = path.rpartition(".")[2]
        CHECKS[suffix](path, text)
    assert {path.rpartition(".")[2] for path in site} == set(CHECKS)


def _ics(path: str, text: str) -> None:
    data = text.encode()
    expected = {f"{rule}.{year}" for rule in ("hostile", "plain") for year in (2025, 2026)}
    assert set(events(data)) <= expected, path
    assert data.count(b"\nBEGIN:VEVENT") == len(events(data)) > 0
    assert not {"\ufeff", "\u2028", "\u2029"} & set(text)
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    assert data.count(b"\n") == data.count(b"\r\n")
    calendar = icalendar.Calendar.from_ical(data)
    assert calendar.errors == []
    assert len(calendar.events) == len(events(data))


def _html(path: str, text: str) -> None:
    page = Page(text)
    tags = {element.tag for element in page.elements}
    assert not tags & {"img", "iframe", "object", "embed"}, path
    scripts = [element.text for element in page.all("script")]
    ours = path.endswith("index.html") or "digests/" in path
    assert len(scripts) <= ours, path
    assert not any("alert" in script for script in scripts)
    for element in page.elements:
        assert not any(name.startswith("on") for name in element.attributes)
        assert not element.attributes.get("href", "").lower().startswith("javascript:")
    assert len(list(page.all("style"))) == 1
    assert "{{ 7*7 }}" in text or "&amp;#x202e; ]]&gt;" not in text, "a template was run"


def _xml(path: str, text: str) -> None:
    root = ElementTree.fromstring(text)
    names = {element.tag.partition("}")[2] for element in root.iter()}
    assert names <= {
        *("feed", "title", "id", "updated", "link", "author", "name", "generator", "rights"),
        *("entry", "category", "content"),
    }, path


def _json(path: str, text: str) -> None:
    json.loads(text)
    assert "\n\r" not in text, path
    if path.endswith("feed.json"):
        assert all(acting(value) == set() for value in escaped_in_json(text))


def _csv(path: str, text: str) -> None:
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {row["rule"] for row in rows} == {"hostile", "plain"}, path
    for row in rows:
        for value in row.values():
            assert not value.startswith(("=", "+", "-", "@", "\t", "\r")), path


CHECKS = {"ics": _ics, "html": _html, "xml": _xml, "json": _json, "csv": _csv}


def test_the_words_arrive_where_they_are_harmless(tmp_path: Path) -> None:
    text = RULES.format(text=TEXTS["escaped"])
    out = tmp_path / "site"
    built(order(rulebook(tmp_path / "rules", text))._replace(years=(2025, 2026)), out)
    summary = events((out / "feeds" / "all.ics").read_bytes())["hostile.2025"].value("SUMMARY")
    assert summary == r"C:\\New\, \\n\; \\N: 80th anniversary"
    assert day(2025, 5, 9) == AS_OF + 3
    assert "C:\\New, \\n; \\N" in (out / "digests" / "2025.html").read_text(encoding="utf-8")
