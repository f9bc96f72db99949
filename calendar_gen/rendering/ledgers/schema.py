"""The JSON Schema (draft 2020-12) of the ledger's JSON form, version 1."""

from calendar_gen.rendering.schema_terms import (
    COUNT,
    ISO_DAY,
    SHARE_OR_NULL,
    TEXT,
    TEXT_OR_NULL,
    TEXTS,
    YES_OR_NO,
    Schema,
    object_of,
    one_of,
)
from calendar_gen.rules import Certainty


def schema() -> Schema:
    """What `as_json.document` writes.

    Readers must allow for fields that are not here.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "calendar-gen ledger, version 1",
        **object_of(
            {
                "version": {"const": 1},
                "as_of": ISO_DAY,
                "pairs": {"type": "array", "items": _pair()},
            }
        ),
    }


def _pair() -> Schema:
    return object_of(
        {
            "parties": {
                **TEXTS,
                "minItems": 2,
                "maxItems": 2,
                "description": "in order of their codes",
            },
            "visits": {
                "type": "array",
                "items": _visit(),
                "description": "those that count, by last day, first day and id",
            },
            "meetings": {
                "type": "array",
                "items": _visit(),
                "description": "those that do not: elsewhere, in transit, at funerals, not in "
                "person, of other ranks",
            },
            "counts": _each_way(COUNT, "visits, guest-host"),
            "balance": {
                "type": "integer",
                "description": "visits of the first party to the second less those the other way",
            },
            "last": _each_way(TEXT_OR_NULL, "the id of the last visit, guest-host"),
            "owes": {**TEXT_OR_NULL, "description": "the party whose turn it is to travel"},
            "unknown": {
                **YES_OR_NO,
                "description": "whether the record is not declared complete in both directions",
            },
            "owed_since": {
                **ISO_DAY,
                "type": ["string", "null"],
                "description": "the end of the first unanswered visit",
            },
            "unanswered": COUNT,
            "overdue": {
                **YES_OR_NO,
                "description": "whether the term of a return has passed, or it is owed for longer "
                "than at least nine in ten of the pair's past answers took, of five at least",
            },
            "alternation": _alternation(),
            "next": {
                **TEXTS,
                "description": "ids of expected visits whose window begins within 24 months",
            },
            "base_rate": _each_way(
                SHARE_OR_NULL,
                "how likely a visit begins in the next 365 days by the record alone, guest-host; "
                "of the ranks for which a record is declared complete, null where it is for none",
            ),
        }
    )


def _each_way(value: Schema, description: str) -> Schema:
    return {
        "type": "object",
        "additionalProperties": value,
        "minProperties": 2,
        "maxProperties": 2,
        "description": description,
    }


def _alternation() -> Schema:
    return {
        **object_of(
            {
                "turns": {**COUNT, "description": "visits after the first"},
                "changes": {**COUNT, "description": "those that went the other way"},
                "share": SHARE_OR_NULL,
                "chance": {
                    **SHARE_OR_NULL,
                    "description": "the share in a random order of the same visits",
                },
            }
        ),
        "description": "how often the direction changed from one visit to the next",
    }


def _visit() -> Schema:
    return object_of(
        {
            "id": TEXT,
            "guest": {**TEXT_OR_NULL, "description": "null of a meeting, which has several"},
            "guests": TEXTS,
            "host": TEXT,
            "earliest": ISO_DAY,
            "latest": ISO_DAY,
            "date": {**TEXT, "description": "EDTF, as coarse as the source"},
            "certainty": one_of(Certainty),
            "rank": TEXT_OR_NULL,
            "kind": TEXT_OR_NULL,
            "place": TEXT_OR_NULL,
            "conflict": {**YES_OR_NO, "description": "sources disagree, and nobody has settled it"},
            "settled": {**YES_OR_NO, "description": "sources disagree, and one is preferred"},
            "sources": TEXTS,
        }
    )
