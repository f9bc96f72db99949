"""What each address was last answered with, so that Last-Modified never goes back and a feed that
is gone is known to have been there; kept beside the site from one run of the server to the next.
"""

import json
import re
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

from calendar_gen.site import write_file

MOST = 10_000
"""Addresses that are remembered, those asked for last."""

LONGEST = 200
"""Characters of an address that is remembered as it is: a view may have thousands."""

DAY = 86_400
EPOCH = 719_163
"""The day number of 1 January 1970."""


class Seen(NamedTuple):
    """The validators of an answer: ETag, and Last-Modified in seconds since 1970."""

    etag: str
    modified: int


class Validators:
    """The validators of feeds and views by their address, and every feed ever published."""

    def __init__(self) -> None:
        self.published: set[str] = set()
        self.seen: OrderedDict[str, Seen] = OrderedDict()
        self._lock = Lock()  # views are made in threads

    def modified(self, address: str, etag: str, newest: int, now: int) -> int:
        """Last-Modified of an answer whose newest change is of the moment `newest`.

        Bytes that changed without a later one (a second change on one day, an event that left) get
        the moment `now`: who asks by If-Modified-Since alone would miss the change. It is never in
        the future, and never before what was said last.
        """
        name = address if len(address) <= LONGEST else sha256(address.encode()).hexdigest()
        with self._lock:
            before = self.seen.pop(name, None)
            self.seen[name] = now_seen = _seen(before, etag, min(newest, now), now)
            while len(self.seen) > MOST:
                self.seen.popitem(last=False)
        return now_seen.modified

    def gone(self, present: Iterable[str]) -> frozenset[str]:
        """The feeds that were published once and are not there any more."""
        return frozenset(self.published.difference(present))


def _seen(before: Seen | None, etag: str, newest: int, now: int) -> Seen:
    if before is None:
        return Seen(etag, newest)
    if before.etag == etag:
        return before
    return Seen(etag, newest if newest > before.modified else max(now, before.modified + 1))


_STAMP = re.compile(rb"^LAST-MODIFIED:([0-9]{8})T000000Z\r$", re.MULTILINE)


def newest_change(feed: bytes) -> int | None:
    """The newest LAST-MODIFIED in a feed of ours, in seconds since 1970; None if it has none."""
    stamps = _STAMP.findall(feed)
    if not stamps:
        return None
    return (date.fromisoformat(max(stamps).decode()).toordinal() - EPOCH) * DAY


def load(file: Path) -> Validators:
    """What was kept. A file that is not there or cannot be read costs a download each, no more."""
    kept = Validators()
    try:
        plain = json.loads(file.read_text(encoding="utf-8"))
        kept.published.update(map(str, plain["published"]))
        kept.seen.update(_read(plain["seen"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Validators()
    return kept


def save(kept: Validators, file: Path) -> None:
    """Keep it all for the next run. Raises CannotWrite."""
    plain = {
        "calendar-gen-served": 1,
        "published": sorted(kept.published),
        "seen": dict(kept.seen),
    }
    write_file(file, (json.dumps(plain) + "\n").encode())


def _read(plain: Any) -> Iterator[tuple[str, Seen]]:
    for address, (etag, modified) in plain.items():
        yield str(address), Seen(str(etag), int(modified))
