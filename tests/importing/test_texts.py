"""Texts from elsewhere stay texts: they read back as the same words, and nothing in them acts."""

import csv
import io
import unicodedata
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event

from calendar_gen.importing import InputFile, Settings, import_files
from calendar_gen.importing.content_lines import content_lines
from calendar_gen.importing.draft import Findings
from calendar_gen.importing.ids import Ids, slug
from calendar_gen.importing.yaml_text import comment, quoted, tidy
from calendar_gen.rulebook.references import is_word
from tests.importing import cases

ANY_TEXT = st.text(max_size=60)


@pytest.mark.parametrize(
    "title, id",
    [
        ("Victory Day", "victory-day"),
        ("  O'Brien’s -- Day!  ", "obriens-day"),
        ("День Победы", "den-pobedy"),
        ("Щедрый вечер", "shchedryy-vecher"),
        ("Đà Nẵng, Łódź & Straße", "da-nang-lodz-strasse"),
        ("Ёлка й", "elka-y"),
        ("胜利日", ""),
        ("{{ 7*7 }}", "7-7"),
        ("x" * 200, "x" * 60),
        ("word " * 40, "-".join(["word"] * 12)),
    ],
)
def test_ids_are_spelled_from_titles(title: str, id: str) -> None:
    assert slug(title) == id


def test_ids_are_unique_and_no_words_of_the_language() -> None:
    ids = Ids()
    taken = [ids.take(wish) for wish in ("Day A", "day a", "Day A 2", "Easter", "Easter", "9 May")]
    assert taken == ["day-a", "day-a-2", "day-a-2-2", "our-easter", "our-easter-2", "our-9-may"]


def test_a_number_behind_an_id_makes_no_sentence_of_it() -> None:
    ids = Ids()
    taken = [ids.take("Day of May") for _ in range(3)] + [ids.take("May") for _ in range(3)]
    assert len(set(taken)) == 6
    assert not [id for id in taken if is_word(id)]


@given(ANY_TEXT)
def test_quoted_texts_read_back_as_they_were(text: str) -> None:
    line = tidy(text)
    written = quoted(line)
    assert written.isprintable()
    assert yaml.safe_load(written) == line


@given(ANY_TEXT)
def test_comments_are_one_printable_line(text: str) -> None:
    written = comment(text)
    assert yaml.safe_load(f"{written}\na: b\n") == {"a": "b"}
    kinds = {unicodedata.category(c) for c in written}
    assert not kinds & {"Cc", "Cf", "Cs", "Zl", "Zp"}


def table(rows: list[list[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([["name", "date", "id", "note", "place", "category"], *rows])
    return out.getvalue().encode("utf-8", "replace")


@given(st.lists(st.tuples(ANY_TEXT, ANY_TEXT, ANY_TEXT, ANY_TEXT, ANY_TEXT), max_size=4))
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_text_in_a_table_is_inert(tmp_path: Path, rows: list[tuple[str, ...]]) -> None:
    sure = ["Sure", "1945-05-09", "", "", "", ""]
    cells = [[row[0], "05-09", *row[1:]] for row in rows]
    result = import_files([InputFile("t.csv", table([sure, *cells]))], Settings())
    book = cases.rulebook_of(result.text, tmp_path)
    assert len(book.commemorations) == result.written
    titles = [rule.titles[0].texts["en"] for rule in book.commemorations.values()]
    expected = [tidy(cell[0].encode("utf-8", "replace").decode()) for cell in [sure, *cells]]
    assert sorted(titles) == sorted(title for title in expected if title)
    told = "".join(map(str, result.findings))
    assert told == "" or told.isprintable()


@given(ANY_TEXT)
@settings(max_examples=100, deadline=None)
def test_icalendar_writes_what_we_read(text: str) -> None:
    summary = tidy(text) + " end"
    event = Event()
    event.add("summary", summary)
    event.add("description", f"{summary};\n,{summary}")
    calendar = Calendar()
    calendar.add_component(event)
    findings = Findings("x.ics")
    lines = content_lines(calendar.to_ical().decode(), findings)
    texts = {line.name: line.text for line in lines}
    assert findings.found == []
    assert texts["SUMMARY"] == summary
    assert texts["DESCRIPTION"] == f"{summary};\n,{summary}"


BROKEN = (
    ("x.csv", b"", "is empty"),
    ("x.csv", b"a,b\n1,2\n", "no column of names"),
    ("x.csv", b"name\nx\n", "no column of days"),
    ("x.csv", b'name,date\n"x,1945-05-09\n', "cannot be read"),
    ("x.csv", b"name,date\n" + b"x" * 200_000 + b",1945-05-09\n", "cannot be read"),
    ("x.csv", b"\xff\x00\x01", "no text"),
    ("x.csv", b"\xff\xfex", "no text"),
    ("x.vcf", b"BEGIN:VCARD\nFN:x\nEND:VCARD\n", None),
    ("x.vcf", b"hello\n", "no line of such a file"),
    ("x.ics", b"BEGIN:VCALENDAR\nEND:VCALENDAR\n", None),
    ("x.ics", b"END:VEVENT\nBEGIN:VEVENT\n", "breaks off"),
    ("x.json", b"{", "not JSON"),
    ("x.json", b"[" * 100_000, "not JSON"),
    ("x.json", b"[1" + b"0" * 5000 + b"]", "not JSON"),
    ("x.json", b"{} {}", "follows its end"),
    ("x.json", b"null", "neither query results nor entities"),
    ("x.json", b'{"results": {"bindings": [1, {}, {"d": 3}]}}', "no object"),
    ("x.json", b'{"entities": {"Q1": {"claims": [], "labels": []}, "L1": {}, "P": 4}}', "no label"),
    ("x.json", b'{"id": "Q1", "labels": {"mul": {"value": "x"}}, "claims": {"P585": [{}]}}', ""),
    ("x.json", b'{"error": {"code": "maxlag"}}', "neither query results nor entities"),
)  # fmt: skip


@pytest.mark.parametrize("name, content, why", BROKEN)
def test_broken_files_end_in_a_sentence(
    name: str, content: bytes, why: str | None, tmp_path: Path
) -> None:
    outcome = cases.imported(name, content, tmp_path)
    assert outcome.code == 65
    assert outcome.output == ""
    assert outcome.said.endswith(f"Error: nothing in {name} can be imported\n")
    if why is not None:
        assert f"{name}:" in outcome.said
        assert why in outcome.said


def test_a_calendar_is_not_taken_for_the_item() -> None:
    row = b"""[{"calendar": "http://www.wikidata.org/entity/Q1985786", "eventLabel": "X",
    "event": "http://www.wikidata.org/entity/Q7", "date": "1917-11-07T00:00:00Z"}]"""
    text = import_files([InputFile("x.json", row)], Settings()).text
    assert "wikidata-q7:" in text
    assert "of: 25 October 1917 Julian" in text


def test_the_place_of_what_is_no_json() -> None:
    result = import_files([InputFile("x.json", b'[\n {"a": 1},\n {"b" 2}\n]')], Settings())
    assert [str(problem.place) for problem in result.findings] == ["x.json:3:7"]


def test_a_bad_row_leaves_the_others(tmp_path: Path) -> None:
    rows = b'name,date\nA,1 May\n"B" x,2 May\nC,3 May\n'
    outcome = cases.imported("x.csv", rows, tmp_path)
    assert outcome.output.count("- id: ") == 2
    assert outcome.said.startswith("x.csv:3:1: the row cannot be read")


def test_a_second_label_of_an_item_and_day_is_told(tmp_path: Path) -> None:
    def binding(label: str, tag: str) -> str:
        return (
            '{"item": {"type": "uri", "value": "http://www.wikidata.org/entity/Q1"},'
            f' "itemLabel": {{"type": "literal", "xml:lang": "{tag}", "value": "{label}"}},'
            ' "date": {"type": "literal", "value": "1945-05-09"},'
            ' "precision": {"type": "literal", "value": "11"}}'
        )

    rows = [("End of a war", "en"), ("Fin", "fr"), ("End of a war", "en"), ("A peace", "en")]
    bindings = ",\n".join(binding(*row) for row in rows)
    outcome = cases.imported("x.json", f'{{"results": {{"bindings": [{bindings}]}}}}', tmp_path)
    assert 'title: {en: "End of a war", fr: "Fin"}' in outcome.output
    assert outcome.said.count("is left out") == 1
    told = "A peace is left out: line 1 has the same item and day, as End of a war"
    assert f"x.json:4:1: warning: {told}" in outcome.said
