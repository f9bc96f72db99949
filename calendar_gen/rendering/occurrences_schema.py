"""The JSON Schema (draft 2020-12) of the occurrences' JSON form, version 1."""

from calendar_gen.occurrences import Status
from calendar_gen.record import ClaimStatus, Format, Outcome
from calendar_gen.rendering.schema_terms import (
    COUNT,
    ISO_DAY,
    SHARE,
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
    """What `occurrences_json.document` writes.

    Readers must allow for fields that are not here.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "calendar-gen occurrences, version 1",
        **object_of(
            {
                "version": {"const": 1},
                "as_of": ISO_DAY,
                "from": ISO_DAY,
                "to": ISO_DAY,
                "rulebook": object_of({"digest": TEXT, "rules": COUNT, "problems": COUNT}),
                "sources": {"type": "object", "additionalProperties": _source()},
                "occurrences": {"type": "array", "items": occurrence_schema()},
            }
        ),
    }


def occurrence_schema() -> Schema:
    """One occurrence, as in the list of `schema` and on each line of the ndjson form."""
    return object_of(
        {
            "id": {**TEXT, "description": "rule.cycle[.leg][.observed]"},
            "rule": TEXT,
            "kind": {"enum": ["commemoration", "visit"]},
            "pattern": TEXT_OR_NULL,
            "cycle": {**TEXT, "description": "the year in the rule's own calendar"},
            "number": {"type": ["integer", "null"], "minimum": 0},
            "mark": {**YES_OR_NO, "description": "whether the number is a round one"},
            "calendar": TEXT,
            "title": {**TEXT, "description": "in the language asked for, without the number"},
            "titles": {"type": "object", "additionalProperties": TEXT},
            "earliest": ISO_DAY,
            "latest": ISO_DAY,
            "extent": {
                "enum": ["window", "days"],
                "description": "window: at least one of its days; days: all of them; ends are in",
            },
            "moved_from": {**ISO_DAY, "type": ["string", "null"]},
            "because": TEXT_OR_NULL,
            "certainty": one_of(Certainty),
            "status": one_of(Status),
            "outcome": one_of(Outcome, or_null=True),
            "guest": TEXT_OR_NULL,
            "guests": TEXTS,
            "host": TEXT_OR_NULL,
            "person": TEXT_OR_NULL,
            "rank": TEXT_OR_NULL,
            "place": TEXT_OR_NULL,
            "occasion": TEXT_OR_NULL,
            "counterparts": TEXTS,
            "visit": TEXT_OR_NULL,
            "likelihood": {"anyOf": [{"type": "null"}, _likelihood()]},
            "claims": {"type": "array", "items": _claim()},
            "conflict": {
                **YES_OR_NO,
                "description": "sources disagree, and nobody has settled it",
            },
            "categories": TEXTS,
            "sources": TEXTS,
            "note": TEXT_OR_NULL,
            "rule_at": {
                **TEXT,
                "description": "file:line:column, as seen from beside what was read",
            },
            "stated_later": {
                **YES_OR_NO,
                "description": "the rule was written down after the as-of day",
            },
            "format": one_of(Format, or_null=True),
        }
    )


def _likelihood() -> Schema:
    return object_of(
        {
            "probability": SHARE,
            "low": SHARE,
            "high": SHARE,
            "word": TEXT,
            "base_rate": {
                **SHARE_OR_NULL,
                "description": "of the pair; null if no record of it is declared complete",
            },
            "all_pairs_rate": {
                **SHARE_OR_NULL,
                "description": "of all pairs, where it stands in for the base rate",
            },
            "hits": COUNT,
            "chances": COUNT,
            "before_stated": COUNT,
            "class": TEXT,
            "gate": SHARE_OR_NULL,
            "basis": TEXT_OR_NULL,
        }
    )


def _claim() -> Schema:
    return object_of(
        {
            "date": {**TEXT_OR_NULL, "description": "EDTF, as coarse as the source"},
            "status": one_of(ClaimStatus),
            "source": TEXT,
            "preferred": YES_OR_NO,
            "because": TEXT_OR_NULL,
        }
    )


def _source() -> Schema:
    return object_of(
        {
            "publisher": TEXT_OR_NULL,
            "title": TEXT_OR_NULL,
            "url": TEXT_OR_NULL,
            "published": {**TEXT_OR_NULL, "description": "EDTF"},
        }
    )
