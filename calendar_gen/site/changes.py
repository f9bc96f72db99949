"""What differs between two builds: events by their revisions, files by their bytes."""

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from calendar_gen.edtf import iso
from calendar_gen.rendering.ics import Revision
from calendar_gen.site.folder import Written
from calendar_gen.site.previous import PLACE, Memory


class Change(NamedTuple):
    """What happened to an event; `before` is None if it is new."""

    uid: str
    what: Literal["added", "moved", "changed", "cancelled"]
    before: Revision | None
    after: Revision


class Changes(NamedTuple):
    """What a build changes.

    `language` is that of the events: the site's main one.
    """

    events: tuple[Change, ...]
    files: Written

    @property
    def any(self) -> bool:
        """Whether anything would be other than it is."""
        return bool(self.events or self.files.added or self.files.changed or self.files.removed)


DATED = (".html", "data/occurrences.json", PLACE)
"""Files that name the as-of day, so that they differ whenever another day is asked for."""


def changes(before: Memory | None, after: Memory, files: Written, key: str) -> Changes:
    """The changes from one build to the next, whose as-of days alone are no change.

    `key` names the language and window style whose events are told. When the as-of day is another
    one, files that name it count only if they come or go: what they say follows from the events.
    """
    old = {} if before is None else before.revisions.get(key, {})
    told = tuple(_changed(old, after.revisions[key]))
    if before is not None and before.as_of != after.as_of:
        kept = tuple(path for path in files.changed if not _is_dated(path))
        files = files._replace(changed=kept, same=files.same + len(files.changed) - len(kept))
    return Changes(told, files)


def _is_dated(path: str) -> bool:
    return path.removesuffix(".gz").removesuffix(".br").endswith(DATED)


def _changed(old: Mapping[str, Revision], new: Mapping[str, Revision]) -> Iterator[Change]:
    for uid, after in sorted(new.items(), key=lambda item: (item[1].first, item[1].last, item[0])):
        before = old.get(uid)
        if before is None:
            yield Change(uid, "added", None, after)
        elif before.digest == after.digest:
            continue
        elif after.cancelled is not None and before.cancelled is None:
            yield Change(uid, "cancelled", before, after)
        elif (before.first, before.last) != (after.first, after.last):
            yield Change(uid, "moved", before, after)
        else:
            yield Change(uid, "changed", before, after)


def lines(found: Changes) -> Iterator[str]:
    """The changes for a reader, a line each: `moved  victory-day.2027  2027-05-09 -> 2027-05-10
    ...`.
    """
    for change in found.events:
        days = _days(change.after)
        if change.before is not None and _days(change.before) != days:
            days = f"{_days(change.before)} -> {days}"
        yield f"{change.what:<9}  {change.uid}  {days}  {change.after.summary}"
    for what, paths in (
        ("added", found.files.added),
        ("changed", found.files.changed),
        ("removed", found.files.removed),
    ):
        yield from (f"{what:<9}  {path}" for path in paths)


def _days(revision: Revision) -> str:
    first, last = iso(revision.first), iso(revision.last)
    return first if first == last else f"{first}/{last}"
