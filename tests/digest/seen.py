"""What templates see: every record that can be reached from a digest's contents, by name."""

from collections.abc import Iterator
from typing import Any, get_args, get_type_hints

from calendar_gen.rendering.digest.contents import Contents


def records() -> dict[str, tuple[str, ...]]:
    """The fields of each record, by its class's name."""
    return {kind.__name__: kind._fields for kind in _reached(Contents, set())}


def _reached(kind: Any, met: set[Any]) -> Iterator[Any]:
    if hasattr(kind, "_fields"):
        if kind in met:
            return
        met.add(kind)
        yield kind
        for field in get_type_hints(kind).values():
            yield from _reached(field, met)
    for part in get_args(kind):
        yield from _reached(part, met)


PROMISED = (
    *(
        "Edition",
        "FeedLink",
        "Lead",
        "Task",
        "Beside",
        "Entry",
        "Link",
        "Citation",
        "Month",
        "Card",
        "Listed",
    ),
    *("Account", "Direction", "RecordedVisit", "Expected", "Mark", "Class", "Milestone"),
    *("DenseWeek", "Clash", "Named", "Revisions", "Group", "Revised", "News"),
    *("Conflict", "ClaimRow", "SourceRow", "RuleRow", "SilentRule", "Backlink"),
)
"""The records whose fields templates may rely on."""
