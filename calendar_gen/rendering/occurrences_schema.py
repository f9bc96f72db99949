"""The JSON Schema (draft 2020-12) of the occurrences' JSON form, version 1."""

from collections.abc import Mapping
from typing import get_args

from calendar_gen.occurrences import Status
from calendar_gen.record import ClaimStatus, Outcome
from calendar_gen.rules import Certainty

Schema = Mapping[str, object]

_TEXT: Schema = {"type": "string"}
_TEXT_OR_NULL: Schema = {"type": ["string", "null"]}
_TEXTS: Schema = {"type": "array", "items": _TEXT}
_YES_OR_NO: Schema = {"type": "boolean"}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_SHARE: Schema = {"type": "number", "minimum": 0, "maximum": 1}
_SHARE_OR_NULL: Schema = {"type": ["number", "null"], "minimum": 0, "maximum": 1}
_DAY = r"^(-?[0-9]{4}|[-+][0-9]{5,})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
_ISO_DAY: Schema = {
    "type": "string",
    "pattern": _DAY,
    "description": "ISO 8601, proleptic Gregorian, astronomical years",
}


def schema() -> Schema:
    """What `occurrences_json.document` writes.

    Readers must allow for fields that are not here.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "calendar-gen occurrences, version 1",
        **_object(
            {
                "version": {"const": 1},
                "as_of": _ISO_DAY,
                "from": _ISO_DAY,
                "to": _ISO_DAY,
                "rulebook": _object({"digest": _TEXT, "rules": _COUNT, "problems": _COUNT}),
                "sources": {"type": "object", "additionalProperties": _source()},
                "occurrences": {"type": "array", "items": occurrence_schema()},
            }
        ),
    }


def occurrence_schema() -> Schema:
    """One occurrence, as in the list of `schema` and on each line of the ndjson form."""
    return _object(
        {
            "id": {**_TEXT, "description": "rule.cycle[.leg][.observed]"},
            "rule": _TEXT,
            "kind": {"enum": ["commemoration", "visit"]},
            "pattern": _TEXT_OR_NULL,
            "cycle": {**_TEXT, "description": "the year in the rule's own calendar"},
            "number": {"type": ["integer", "null"], "minimum": 0},
            "mark": {**_YES_OR_NO, "description": "whether the number is a round one"},
            "calendar": _TEXT,
            "title": {**_TEXT, "description": "in the language asked for, without the number"},
            "titles": {"type": "object", "additionalProperties": _TEXT},
            "earliest": _ISO_DAY,
            "latest": _ISO_DAY,
            "extent": {
                "enum": ["window", "days"],
                "description": "window: at least one of its days; days: all of them; ends are in",
            },
            "moved_from": {**_ISO_DAY, "type": ["string", "null"]},
            "because": _TEXT_OR_NULL,
            "certainty": _one_of(Certainty),
            "status": _one_of(Status),
            "outcome": _one_of(Outcome, or_null=True),
            "guest": _TEXT_OR_NULL,
            "guests": _TEXTS,
            "host": _TEXT_OR_NULL,
            "person": _TEXT_OR_NULL,
            "rank": _TEXT_OR_NULL,
            "place": _TEXT_OR_NULL,
            "occasion": _TEXT_OR_NULL,
            "counterparts": _TEXTS,
            "visit": _TEXT_OR_NULL,
            "likelihood": {"anyOf": [{"type": "null"}, _likelihood()]},
            "claims": {"type": "array", "items": _claim()},
            "conflict": {
                **_YES_OR_NO,
                "description": "sources disagree, and nobody has settled it",
            },
            "categories": _TEXTS,
            "sources": _TEXTS,
            "note": _TEXT_OR_NULL,
            "rule_at": {**_TEXT, "description": "file:line:column"},
        }
    )


def _likelihood() -> Schema:
    return _object(
        {
            "probability": _SHARE,
            "low": _SHARE,
            "high": _SHARE,
            "word": _TEXT,
            "base_rate": _SHARE_OR_NULL,
            "hits": _COUNT,
            "chances": _COUNT,
            "before_stated": _COUNT,
            "class": _TEXT,
            "gate": _SHARE_OR_NULL,
            "basis": _TEXT_OR_NULL,
        }
    )


def _claim() -> Schema:
    return _object(
        {
            "date": {**_TEXT_OR_NULL, "description": "EDTF, as coarse as the source"},
            "status": _one_of(ClaimStatus),
            "source": _TEXT,
            "preferred": _YES_OR_NO,
            "because": _TEXT_OR_NULL,
        }
    )


def _source() -> Schema:
    return _object(
        {
            "publisher": _TEXT_OR_NULL,
            "title": _TEXT_OR_NULL,
            "url": _TEXT_OR_NULL,
            "published": {**_TEXT_OR_NULL, "description": "EDTF"},
        }
    )


def _object(properties: Mapping[str, Schema]) -> dict[str, object]:
    return {"type": "object", "required": list(properties), "properties": properties}


def _one_of(words: object, *, or_null: bool = False) -> Schema:
    """An enum of the words of a Literal, which are declared once, with the values."""
    return {"enum": [*get_args(words), *([None] if or_null else [])]}
