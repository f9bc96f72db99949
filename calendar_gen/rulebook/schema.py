"""The JSON Schema (draft 2020-12) of rule files, for editors: made from the declarations of fields.

A value that these rules take as text may be a number to an editor, so both are allowed where the
text can be digits. Which years have a day, what words mean and what other rules say is left to
`check`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from calendar_gen.problems import Place
from calendar_gen.rulebook import forms
from calendar_gen.rulebook.kinds.commemorations import COMMEMORATION, OF
from calendar_gen.rulebook.kinds.extensions import EXTENDS, EXTENSIONS
from calendar_gen.rulebook.kinds.patterns import PATTERN, PATTERNS, kind_of
from calendar_gen.rulebook.kinds.sections import SECTIONS, VERSION
from calendar_gen.rulebook.kinds.weekdays import OBSERVED
from calendar_gen.rulebook.nodes import Mapping as MappingNode
from calendar_gen.rulebook.nodes import Scalar
from calendar_gen.rulebook.readers import ID, TEXT, TEXTS
from calendar_gen.rulebook.reading import Field, Kind, key_of
from calendar_gen.rulebook.written import SENTENCE

Schema = dict[str, Any]
_NOWHERE = Place("", 1, 1)


def schema() -> Schema:
    """The schema of one rule file."""
    sections = {name: _section(name) for name in SECTIONS}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"calendar-gen rule file, version {VERSION}",
        "description": "Commemorations, reciprocal visits, and the record of visits.",
        "type": "object",
        "required": ["calendar-gen"],
        "additionalProperties": False,
        "properties": {
            "calendar-gen": {
                "enum": [int(VERSION), VERSION],
                "description": "The version of the rule language.",
            },
            "title": {"description": "What the file is about.", **_loose(TEXTS.schema)},
            "licence": {
                "description": "The licence of what the file says, told to subscribers of feeds.",
                **_loose(TEXT.schema),
            },
            **sections,
        },
        "$defs": _definitions(),
    }


def _section(name: str) -> Schema:
    key, kind = SECTIONS[name]
    items: Schema = {"$ref": f"#/$defs/{key_of(kind)}"}
    empty: Schema = {"enum": ["", None]}
    if key == "source":
        ids: Schema = {"propertyNames": _loose(ID.schema), "additionalProperties": items}
        return {"description": kind.doc, "anyOf": [{"type": "object", **ids}, empty]}
    if key in EXTENSIONS:
        items = {
            "if": {"type": "object", "required": [EXTENDS]},
            "then": {"$ref": f"#/$defs/{key_of(EXTENSIONS[key])}"},
            "else": items,
        }
    return {"description": kind.doc, "anyOf": [{"type": "array", "items": items}, empty]}


def _definitions() -> Schema:
    found: dict[str, Schema] = {}
    by_pattern = {name: _of_pattern(name) for name in PATTERNS}
    kinds = [kind for _, kind in SECTIONS.values()]
    for kind in _all_kinds([*kinds, *EXTENSIONS.values(), *by_pattern.values()]):
        found.setdefault(key_of(kind), _definition(kind))
    pattern = {name: _definition(kind) for name, kind in by_pattern.items()}
    found["reciprocal-visit"] = {
        "type": "object",
        "required": [PATTERN.name],
        "properties": {PATTERN.name: _property(PATTERN)},
        "allOf": [
            {"if": {"properties": {PATTERN.name: {"const": name}}}, "then": pattern[name]}
            for name in sorted(pattern)
        ],
    }
    return dict(sorted(found.items()))


def _of_pattern(name: str) -> Kind:
    """All the fields that a reciprocal visit of that pattern may have."""
    key = Scalar(PATTERN.name, _NOWHERE, "", PATTERN.name)
    value = Scalar(name, _NOWHERE, "", name)
    return kind_of(MappingNode(((key, value),), _NOWHERE))


def _all_kinds(kinds: list[Kind]) -> Iterator[Kind]:
    """The kinds, and those that their fields refer to, each once."""
    seen: list[Kind] = []
    waiting = list(kinds)
    while waiting:
        kind = waiting.pop(0)
        if kind not in seen:
            seen.append(kind)
            waiting += [other for field in kind.fields for other in field.reader.kinds]
    yield from seen


def _definition(kind: Kind) -> Schema:
    return {
        "type": "object",
        "description": kind.doc,
        "required": [field.name for field in kind.fields if field.required],
        "additionalProperties": False,
        "properties": {field.name: _property(field) for field in kind.fields},
        **kind.together,
    }


def _property(field: Field[Any]) -> Schema:
    help_ = f"{field.doc} An example: {field.name}: {field.example}"
    found: Schema = {**_loose(field.reader.schema), "description": help_}
    if field.reader is SENTENCE:
        return found | _offered(help_, forms.SENTENCES)
    if field is OF:
        return found | _offered(help_, {"Events": forms.EVENTS})
    if field is OBSERVED:
        return found | _offered(help_, {"Days kept instead": forms.OBSERVED})
    if field.name in forms.OTHERS and field in COMMEMORATION.fields:
        other = tuple(forms.Form(text, "") for text in forms.OTHERS[field.name])
        return found | _offered(help_, {"Forms": other})
    return found


def _offered(help_: str, groups: Mapping[str, Sequence[forms.Form]]) -> Schema:
    """What an editor shows beside a field, and what it offers to write: all forms of its value.

    Lists and mappings are offered as snippets, which editors know beside the draft's own words:
    they have no name for an example that is no text.
    """
    lines = (
        f"- {about}: {'; '.join(f'`{form.text}`' for form in group)}"
        for about, group in groups.items()
    )
    written = [form for group in groups.values() for form in group]
    texts = [form.text for form in written if form.text[0] not in "[{"]
    snippets = [
        {"label": form.text, "description": form.meaning, "body": _value(form.text)}
        for form in written
        if form.text[0] in "[{"
    ]
    offered: Schema = {"description": "\n".join((help_, "", *lines))}
    if texts:
        offered["examples"] = texts
    if snippets:
        offered["defaultSnippets"] = snippets
    return offered


def _value(text: str) -> Any:
    """A list or a mapping of texts, as YAML has it."""
    import yaml

    return yaml.load(text, yaml.BaseLoader)  # nosec B506 # texts, lists and mappings alone


def _loose(schema: Mapping[str, Any]) -> Schema:
    """The schema with numbers allowed wherever a text may be one: a title, but no weekday."""
    loose = {name: _loosened(value) for name, value in schema.items()}
    if schema.get("type") == "string" and re.search(schema.get("pattern", ""), "12"):
        loose["type"] = ["string", "number"]
    return loose


def _loosened(value: Any) -> Any:
    if isinstance(value, Mapping):
        return _loose(value)
    if isinstance(value, list):
        return [_loose(item) if isinstance(item, Mapping) else item for item in value]
    return value
