"""What changed since the last build: SEQUENCE, DTSTAMP and LAST-MODIFIED, and events that are gone.

Revisions are kept for each language and window style, by UID without the domain: a corrected
Russian title leaves the English bytes alone.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from calendar_gen.edtf import from_iso, iso
from calendar_gen.entries.notices import cancelled, withdrawn
from calendar_gen.rendering.ics.events import Event

CANCELLED_DAYS = 90
"""How long a cancelled event stays in a feed, so that programs that fetch seldom learn of it too.
"""


class Revision(NamedTuple):
    """How an event stood in a build, and enough of it to cancel it when it is gone.

    `stamp` is the day of its last change, `sequence` counts the changes, `cancelled` is the day
    since which it is cancelled.
    """

    digest: str
    sequence: int
    stamp: int
    cancelled: int | None
    summary: str
    first: int
    last: int
    location: str | None
    categories: tuple[str, ...]
    keys: tuple[str, ...]


class Revised(NamedTuple):
    """The revisions of this build by UID, and the events to write, in order of days and UID."""

    revisions: Mapping[str, Revision]
    events: list[Event]


def revise(
    previous: Mapping[str, Revision],
    events: Iterable[Event],
    as_of: int,
    *,
    horizon: tuple[int, int],
    language: str,
) -> Revised:
    """Number the changes of `events` against the `previous` build, and cancel what is gone.

    `horizon` is the first and the last day that `events` were asked for: what lies outside it was
    not removed. An event that comes back goes on counting. Every stamp is `as_of`, never before the
    last. Siblings that are not shown are named no more: that, too, is a change of the event.
    """
    now = {event.uid: event for event in events}
    shown = {uid for uid, event in now.items() if _is_shown(event, previous.get(uid), as_of)}
    now = {uid: _among(event, shown) for uid, event in now.items()}
    revisions = {uid: _revision(previous.get(uid), event, as_of) for uid, event in now.items()}
    written = [event for uid, event in now.items() if uid in shown]
    for uid, before in previous.items():
        if uid in now or before.last < horizon[0]:
            continue
        if before.first > horizon[1]:
            revisions[uid] = before
            continue
        gone = _as_cancelled(uid, before, language)
        revisions[uid] = _revision(before, gone, as_of)
        if _is_shown(gone, before, as_of):
            written.append(gone)
    written.sort(key=lambda event: (event.first, event.last, event.uid))
    return Revised(dict(sorted(revisions.items())), written)


def _revision(before: Revision | None, event: Event, as_of: int) -> Revision:
    digest = event.digest
    if before is not None and before.digest == digest:
        return before
    since = None
    if event.standing == "CANCELLED":
        since = as_of if before is None or before.cancelled is None else before.cancelled
    return Revision(
        digest=digest,
        sequence=0 if before is None else before.sequence + 1,
        stamp=as_of if before is None else max(as_of, before.stamp),
        cancelled=since,
        summary=event.summary,
        first=event.first,
        last=event.last,
        location=event.location,
        categories=event.categories,
        keys=event.keys,
    )


def _is_shown(event: Event, before: Revision | None, as_of: int) -> bool:
    if event.standing != "CANCELLED" or before is None or before.cancelled is None:
        return True
    return as_of < before.cancelled + CANCELLED_DAYS


def _among(event: Event, shown: Collection[str]) -> Event:
    """The event with those of its siblings that are shown."""
    if all(uid in shown for uid in event.siblings):
        return event
    return event._replace(siblings=tuple(uid for uid in event.siblings if uid in shown))


def _as_cancelled(uid: str, before: Revision, language: str) -> Event:
    """An event that is gone. One that was cancelled already has its word in the summary."""
    summary = before.summary
    if before.cancelled is None:
        summary = cancelled(summary, language)
    return Event(
        uid=uid,
        summary=summary,
        first=before.first,
        last=before.last,
        standing="CANCELLED",
        description=withdrawn(language),
        location=before.location,
        categories=before.categories,
        siblings=(),
        url=None,
        keys=before.keys,
    )


def to_plain(revisions: Mapping[str, Revision]) -> dict[str, dict[str, Any]]:
    """Revisions for JSON, in order of UIDs: days in ISO 8601, what is absent left out."""
    return {uid: dict(_plain(revision)) for uid, revision in sorted(revisions.items())}


def _plain(revision: Revision) -> Iterator[tuple[str, Any]]:
    for field, value in revision._asdict().items():
        if field in ("stamp", "cancelled", "first", "last") and value is not None:
            yield field, iso(value)
        elif isinstance(value, tuple):
            yield field, list(value)
        elif value is not None:
            yield field, value


def from_plain(plain: Mapping[str, Mapping[str, Any]]) -> dict[str, Revision]:
    """The inverse of `to_plain`.

    Raises ValueError, KeyError or TypeError if that is not what it is given.
    """
    return {uid: _from_plain(fields) for uid, fields in plain.items()}


def _from_plain(fields: Mapping[str, Any]) -> Revision:
    since = fields.get("cancelled")
    return Revision(
        digest=str(fields["digest"]),
        sequence=int(fields["sequence"]),
        stamp=from_iso(fields["stamp"]),
        cancelled=None if since is None else from_iso(since),
        summary=str(fields["summary"]),
        first=from_iso(fields["first"]),
        last=from_iso(fields["last"]),
        location=fields.get("location"),
        categories=tuple(fields["categories"]),
        keys=tuple(fields["keys"]),
    )
