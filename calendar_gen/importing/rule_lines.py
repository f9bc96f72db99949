"""Rules as lines of JSON, one a line, with the fields that they have in a rule file."""

import json
from typing import Any

from calendar_gen.importing.draft import Draft, Source
from calendar_gen.importing.yaml_text import is_acting

_written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def rule_line(draft: Draft, id: str, given: Source) -> str:
    """A commemoration with its sources in it, ending with a line feed.

    What the user says of the file is a source of its own, but for the day from which it counts.
    """
    day = draft.day
    fields: dict[str, Any] = {"id": id, "title": dict(sorted(draft.titles.items()))}
    fields |= {"of": day.of, "on": day.on, "missing": day.missing, "host": draft.host}
    fields |= {"place": draft.place, "categories": draft.categories, "note": dict(draft.note)}
    page = () if draft.page is None else (draft.page._replace(published=given.published),)
    said = (given,) if given.id or given.publisher or given.title or given.url else ()
    fields["sources"] = [_filled(source._asdict()) for source in (*said, *page)]
    return _inert(_written(_filled(fields))) + "\n"


def _filled(fields: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value}


def _inert(line: str) -> str:
    """What turns the direction of writing or does not show becomes an escape."""
    if line.isprintable():
        return line
    return "".join(json.dumps(c)[1:-1] if is_acting(c) else c for c in line)
