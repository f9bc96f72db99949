"""JSON and its schema: the published shape field by field, and every answer valid by it."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from calendar_gen.rendering.occurrences_json import document, lines
from calendar_gen.rendering.occurrences_schema import occurrence_schema, schema
from tests.rendering.samples import ALL, ASKED, CLAIM, FLAG, VISIT, VISIT_ENTRY, entry

EXPECTED = Path(__file__).parent / "expected"
FIELDS = [
    "id",
    "rule",
    "kind",
    "pattern",
    "cycle",
    "number",
    "mark",
    "calendar",
    "title",
    "titles",
    "earliest",
    "latest",
    "extent",
    "moved_from",
    "because",
    "certainty",
    "status",
    "outcome",
    "guest",
    "guests",
    "host",
    "person",
    "rank",
    "place",
    "occasion",
    "counterparts",
    "visit",
    "likelihood",
    "claims",
    "conflict",
    "categories",
    "sources",
    "note",
    "rule_at",
    "stated_later",
    "format",
]


def test_the_document() -> None:
    expected = (EXPECTED / "occurrences.json").read_text(encoding="utf-8")
    assert document(ALL[:2], ASKED) == expected.replace("DIGEST", ASKED.rulebook.digest)


def test_fields_stand_in_their_order() -> None:
    answer = json.loads(document(ALL, ASKED))
    assert list(answer) == ["version", "as_of", "from", "to", "rulebook", "sources", "occurrences"]
    assert all(list(occurrence) == FIELDS for occurrence in answer["occurrences"])
    assert list(answer["occurrences"][1]["likelihood"]) == (
        [
            "probability",
            "low",
            "high",
            "word",
            "base_rate",
            "all_pairs_rate",
            "hits",
            "chances",
            "before_stated",
            "class",
            "gate",
            "basis",
        ]
    )


def test_only_sources_that_are_cited_are_listed() -> None:
    assert list(json.loads(document(ALL, ASKED))["sources"]) == ["press-2025-05-06"]
    assert json.loads(document([], ASKED))["sources"] == {}


def test_days_before_our_era_are_astronomical() -> None:
    ides = entry(FLAG._replace(earliest=-15999, latest=-15999, moved_from=-15998))
    found = json.loads(lines([ides], ASKED))
    assert (found["earliest"], found["moved_from"]) == ("-0043-03-13", "-0043-03-14")


def test_a_claim_without_a_date() -> None:
    claims = (CLAIM._replace(date=None, status="cancelled"),)
    found = json.loads(
        lines([VISIT_ENTRY._replace(occurrence=VISIT._replace(claims=claims))], ASKED)
    )
    assert found["claims"][0]["date"] is None
    Draft202012Validator(occurrence_schema()).validate(found)


def test_a_line_is_the_occurrence_of_the_document() -> None:
    written = lines(ALL, ASKED)
    assert written.count("\n") == len(ALL)
    assert [json.loads(line) for line in written.splitlines()] == (
        json.loads(document(ALL, ASKED))["occurrences"]
    )
    assert lines([], ASKED) == ""


def test_the_schema_is_one_and_holds_for_every_answer() -> None:
    Draft202012Validator.check_schema(schema())
    validator = Draft202012Validator(schema())
    validator.validate(json.loads(document(ALL, ASKED)))
    validator.validate(json.loads(document([], ASKED)))


@pytest.mark.parametrize(
    "field, value",
    [
        ("status", "maybe"),
        ("earliest", "9 May 2035"),
        ("earliest", "2035-13-01"),
        ("number", -1),
        ("kind", None),
        ("likelihood", 0.4),
        ("claims", [{}]),
        ("titles", {"en": 1}),
    ],
)
def test_the_schema_refuses_what_is_not_of_the_shape(field: str, value: object) -> None:
    answer = json.loads(document(ALL, ASKED))
    answer["occurrences"][0][field] = value
    assert not Draft202012Validator(schema()).is_valid(answer)


@pytest.mark.parametrize("field", FIELDS)
def test_the_schema_requires_every_field(field: str) -> None:
    answer = json.loads(document(ALL, ASKED))
    del answer["occurrences"][0][field]
    assert not Draft202012Validator(schema()).is_valid(answer)


def test_an_answer_from_before_the_rule_was_stated_says_so() -> None:
    later = entry(VISIT_ENTRY.occurrence._replace(stated_later=True))
    (found,) = json.loads(document([later], ASKED))["occurrences"]
    assert found["stated_later"] is True
