"""`rules stats`: what a library holds, counted from text and shown as text and JSON."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from calendar_gen.cli import main
from calendar_gen.edtf import parse
from calendar_gen.problems import Place
from calendar_gen.rulebook.source_types import source_type
from calendar_gen.rules import Source

RULES = """calendar-gen: 1
sources:
  law: {title: A law, url: "https://treaties.un.org/x"}
  paper: {publisher: A paper, title: News, published: 2020-01-01}
parties:
  - {id: league, name: {en: League}}
commemorations:
  - {id: one, title: {en: One, ru: Один, zh: 一, fr: Un, es: Uno, ar: واحد}, of: 1945, on: 9 May,
     host: RU, categories: [wwii, parade], sources: [law]}
  - {id: two, title: {en: Two, de: Zwei}, of: 1950-02-03, host: GB-SCT, categories: [wwii],
     sources: [law]}
  - {id: three, title: {en: Three}, on: 3 June, host: league, sources: [paper]}
  - {id: four, title: {en: Four}, on: 4 June, sources: [paper]}
reciprocal_visits:
  - {id: talks, title: {en: Talks}, pattern: alternating, parties: [CN, BR],
     first: {cycle: 2020, host: CN}, sources: [paper]}
visits:
  - {id: trip, guest: BR, host: CN, claims: [
     {date: 2020-04-05, status: announced, source: paper},
     {date: 2020-04-05, status: occurred, source: paper, known: 2020-05-01}]}
"""
TEXT = """5 rules on 2 sources; 1 visit on record

Rules by kind
  commemoration  4    alternating  1

By category
  wwii  2    parade  1

By region
  Africa    0    Europe   2    no host  1
  Americas  1    Oceania  0
  Asia      1    organisations  1

By language of the title
  en  5    ar  1    de  1    es  1    fr  1    ru  1    zh  1
  All six of the United Nations: 1

Sources by type
  treaty text    1    other organisation  0    other  0
  United Nations  0    reference work      0
  government     0    press               1
"""


@pytest.fixture
def rules(tmp_path: Path) -> str:
    file = tmp_path / "rules.yaml"
    file.write_text(RULES, encoding="utf-8")
    return str(file)


def run(*arguments: str) -> str:
    result = CliRunner().invoke(main, ["rules", "stats", *arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_as_text(rules: str) -> None:
    text = run(rules)
    assert [line.split() for line in text.splitlines()] == [s.split() for s in TEXT.splitlines()]


def test_as_json(rules: str) -> None:
    counts = json.loads(run(rules, "--format", "json"))
    assert counts["version"] == 1
    assert (counts["rules"], counts["visits"], counts["claims"]) == (5, 1, 2)
    assert counts["kinds"] == {"commemoration": 4, "alternating": 1}
    assert counts["six_languages"] == 1
    assert {k: n for k, n in counts["regions"].items() if n} == {
        "Americas": 1,
        "Asia": 1,
        "Europe": 2,
        "organisations": 1,
        "no host": 1,
    }


@pytest.mark.parametrize(
    "publisher, url, published, type_",
    [
        ("Central Intelligence Agency", "https://github.com/factbook/x", None, "reference work"),
        ("Wikipedia", "https://en.wikipedia.org/wiki/X", "2020-01-01", "reference work"),
        ("Avalon Project", "https://avalon.law.yale.edu/x", None, "treaty text"),
        ("United Nations General Assembly", "https://undocs.org/A", "1947-11-29", "United Nations"),
        ("UNESCO", "https://whc.unesco.org/en", None, "United Nations"),
        ("United Nations Foundation", "https://unfoundation.org/x", "2017", "other"),
        ("President of Russia", "http://en.kremlin.ru/x", "2025-08-31", "government"),
        (None, "https://www.mea.gov.in/x", "2020-01-01", "government"),
        (None, "https://www.mofa.go.jp/x", None, "government"),
        ("A fan of the government", "https://mygov.example/x", None, "other"),
        ("NATO", "https://www.nato.int/x", None, "other organisation"),
        ("A paper", None, "2020-01-01", "press"),
        ("A paper", None, "2020", "other"),
    ],
)
def test_a_source_is_of_the_type_that_its_address_and_publisher_tell(
    publisher: str | None, url: str | None, published: str | None, type_: str
) -> None:
    day = None if published is None else parse(published)
    source = Source("s", publisher, "T", url, day, Place("f", 1, 1))
    assert source_type(source) == type_
