"""Entries as text for programs and people: one renderer a file, each loaded when asked for."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from calendar_gen.named import NamedTuple

if TYPE_CHECKING:
    from calendar_gen.entries.entry import Entry
    from calendar_gen.rendering.asked import Asked

    Renderer = Callable[[Sequence[Entry], Asked], str]


class Format(NamedTuple):
    """A format of `forecast` for programs: its name in a file and on the web, and how to get its
    renderer.
    """

    suffix: str
    media_type: str
    load: "Callable[[], Renderer]"


def _json() -> "Renderer":
    from calendar_gen.rendering.occurrences_json import document

    return document


def _ndjson() -> "Renderer":
    from calendar_gen.rendering.occurrences_json import lines

    return lines


def _csv() -> "Renderer":
    from calendar_gen.rendering.occurrences_csv import rows

    return rows


FORMATS: Mapping[str, Format] = {
    "json": Format("json", "application/json", _json),
    "ndjson": Format("ndjson", "application/x-ndjson", _ndjson),
    "csv": Format("csv", "text/csv; charset=utf-8", _csv),
}
