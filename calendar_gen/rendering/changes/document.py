"""Changes as JSON (version 1): a record for each thing that changed of each occurrence."""

import json
from collections.abc import Iterator
from typing import Any

from calendar_gen.changes import Change, Noted, State
from calendar_gen.edtf import iso
from calendar_gen.entries.news import title
from calendar_gen.entries.phrases import Phrases, phrases
from calendar_gen.rendering.changes.bulletin import Bulletin

VERSION = 1


def document(bulletin: Bulletin) -> str:
    """`{"version": 1, "from_as_of", "to_as_of", "changes": [{"id", "change", "before", "after"}]}`.

    An occurrence of which several things changed has a record for each; that of a text names the
    `fields` that are other. `before` is null for what
    was added, `after` for what was removed; likelihoods are whole per cents as shares of 1.
    """
    spoken = phrases(bulletin.language)
    plain = {
        "version": VERSION,
        "from_as_of": None if bulletin.from_as_of is None else iso(bulletin.from_as_of),
        "to_as_of": iso(bulletin.as_of),
        "changes": [
            record for entry in bulletin.shown for record in _records(entry, bulletin, spoken)
        ],
    }
    return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"


def _records(entry: Noted, bulletin: Bulletin, spoken: Phrases) -> Iterator[dict[str, Any]]:
    change = entry.change
    for aspect in change.aspects:
        record: dict[str, Any] = {
            "id": change.latest_state.id,
            "change": aspect,
            "before": _state(change.before, spoken),
            "after": _state(change.after, spoken),
        }
        if aspect == "text":
            record["fields"] = list(_fields(change, bulletin, spoken))
        yield record


def _fields(change: Change, bulletin: Bulletin, spoken: Phrases) -> Iterator[str]:
    """What of an occurrence is said otherwise."""
    before, after = change.before, change.after
    assert before is not None
    assert after is not None
    if title(before, spoken) != title(after, spoken):
        yield "title"
    if before.status != after.status:
        yield "status"
    if before.extent != after.extent:
        yield "extent"
    yield from change.reworded(bulletin.language)


def _state(state: State | None, spoken: Phrases) -> dict[str, Any] | None:
    if state is None:
        return None
    return {
        "id": state.id,
        "title": title(state, spoken),
        "earliest": iso(state.earliest),
        "latest": iso(state.latest),
        "extent": state.extent,
        "status": state.status,
        "probability": None if state.likelihood is None else state.likelihood / 100,
    }
