"""What the JSON Schemas of the JSON forms are put together from."""

from collections.abc import Mapping
from typing import get_args

Schema = Mapping[str, object]

TEXT: Schema = {"type": "string"}
TEXT_OR_NULL: Schema = {"type": ["string", "null"]}
TEXTS: Schema = {"type": "array", "items": TEXT}
YES_OR_NO: Schema = {"type": "boolean"}
COUNT: Schema = {"type": "integer", "minimum": 0}
SHARE: Schema = {"type": "number", "minimum": 0, "maximum": 1}
SHARE_OR_NULL: Schema = {"type": ["number", "null"], "minimum": 0, "maximum": 1}
_DAY = r"^(-?[0-9]{4}|[-+][0-9]{5,})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
ISO_DAY: Schema = {
    "type": "string",
    "pattern": _DAY,
    "description": "ISO 8601, proleptic Gregorian, astronomical years",
}


def object_of(properties: Mapping[str, Schema]) -> dict[str, object]:
    """An object that has all these properties, and may have more."""
    return {"type": "object", "required": list(properties), "properties": properties}


def one_of(words: object, *, or_null: bool = False) -> Schema:
    """An enum of the words of a Literal, which are declared once, with the values."""
    return {"enum": [*get_args(words), *([None] if or_null else [])]}
