"""Wikidata: results of queries (SPARQL 1.1 Query Results JSON, and the plain list that the query
service offers for download) and entities (Wikibase JSON), told apart by their shape.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from calendar_gen.importing.draft import Draft, Findings, Settings
from calendar_gen.importing.json_places import Member, NoJson, members, value_at
from calendar_gen.importing.wikidata_entities import of_entity
from calendar_gen.importing.wikidata_results import of_rows
from calendar_gen.problems import Place


def drafts(text: str, settings: Settings, findings: Findings) -> list[Draft]:
    """The dated statements of entities, or the dated rows of results."""
    try:
        return _drafts(text, settings, findings)
    except NoJson as error:
        line = text.count("\n", 0, error.offset) + 1
        column = error.offset - (text.rfind("\n", 0, error.offset) + 1) + 1
        findings.entry(findings.place(line, column), f"the file is not JSON: {error.message}")
        return []


def _drafts(text: str, settings: Settings, findings: Findings) -> list[Draft]:
    whole, end = value_at(text, 0)
    if text[end:].strip():
        raise NoJson("something follows its end", end)
    if _is_results(whole):
        inner = next(member.offset for member in members(text, 0) if member.key == "results")
        rows = next(member for member in members(text, inner) if member.key == "bindings")
        return of_rows(_placed(members(text, rows.offset), text, findings), settings, findings)
    if isinstance(whole, list) and whole and all(is_plain_row(row) for row in whole):
        return of_rows(_placed(members(text, 0), text, findings), settings, findings)
    entities = _entities(text, whole)
    if not entities:
        findings.entry(
            findings.place(1),
            "the file holds neither query results nor entities of Wikidata",
            'it needs "results" with "bindings", or "entities"',
        )
    return [
        draft
        for at, entity in _lines(entities, text, findings)
        for draft in of_entity(entity, at, settings, findings)
    ]


def _placed(rows: Iterable[Member], text: str, findings: Findings) -> list[tuple[Place, Any]]:
    return [(at, row.value) for at, row in _lines(rows, text, findings)]


def _lines(
    members: Iterable[Member], text: str, findings: Findings
) -> Iterator[tuple[Place, Member]]:
    """Members with the lines on which they begin."""
    line, offset = 1, 0
    for member in members:
        line += text.count("\n", offset, member.offset)
        offset = member.offset
        yield findings.place(line), member


def _is_results(whole: Any) -> bool:
    results = whole.get("results") if isinstance(whole, dict) else None
    return isinstance(results, dict) and isinstance(results.get("bindings"), list)


def is_plain_row(row: Any) -> bool:
    """Whether a value may be a row of results, and is no entity."""
    return isinstance(row, dict) and "claims" not in row and "labels" not in row


def _entities(text: str, whole: Any) -> list[Member]:
    """Entities by themselves, in a list as in dumps, or under "entities" as the API gives them."""
    if isinstance(whole, dict) and "claims" in whole:
        return [Member("", whole, 0)]
    if isinstance(whole, dict) and isinstance(whole.get("entities"), dict):
        inner = next(member.offset for member in members(text, 0) if member.key == "entities")
        found = list(members(text, inner))
    else:
        found = list(members(text, 0)) if isinstance(whole, list) else []
    return [member for member in found if isinstance(member.value, dict)]
