"""What the last build left behind: how its events stood, which files were its own, under which
domain.
"""

import json
from collections.abc import Mapping
from os import fstat
from pathlib import Path
from typing import Any, NamedTuple

from calendar_gen.changes import ASPECTS, Change, Noted, State
from calendar_gen.changes import from_plain as state_of
from calendar_gen.changes import to_plain as plain_state
from calendar_gen.edtf import iso
from calendar_gen.rendering.ics import Revision, from_plain, to_plain
from calendar_gen.rendering.indented import indented
from calendar_gen.site import vetting

PLACE = "data/revisions.json"
"""Where a site keeps its memory."""

VERSION = 1

Feeds = Mapping[str, str]
"""Names of feeds, to the key of the events in each."""

Revisions = Mapping[str, Revision]
"""How each event stood, by UID without the domain."""


class Memory(NamedTuple):
    """All that a build hands to the next one.

    `as_of` is the day of the build, `base_url` the address of the site, if it had one; `feeds` and
    `revisions` are by `<language>/<window style>`: the feeds that were written, and how each event
    stood, by UID. `files` are the build's own. `states` are the occurrences of the days of
    `horizon`, by UID, `noted` the changes that there were, the newest first. `digests` has
    the SHA-256 of each feed by its path. `place` is the file
    that it was read from, `inode` tells that file from a later one.
    """

    as_of: int
    domain: str
    base_url: str | None
    files: tuple[str, ...]
    feeds: Mapping[str, Feeds]
    revisions: Mapping[str, Revisions]
    horizon: tuple[int, int]
    states: Mapping[str, State]
    noted: tuple[Noted, ...]
    digests: Mapping[str, str] = {}
    place: Path | None = None
    inode: int | None = None


NOT_ONE = (ValueError, KeyError, TypeError, AttributeError, ArithmeticError)
"""What `parse` raises for a text that is none."""


class NoMemory(Exception):  # noqa: N818 - it says what is the case
    """A sentence on why the last build cannot be read."""


def read(path: Path) -> Memory:
    """The memory in a site's folder, or in a file of its own.

    Raises NoMemory.
    """
    file = path
    try:
        file = path / PLACE if path.is_dir() else path
        with file.open(encoding="utf-8") as opened:
            memory = parse(opened.read())
            return memory._replace(place=file.resolve(), inode=fstat(opened.fileno()).st_ino)
    except OSError as error:
        raise NoMemory(f"cannot read {file}: {error.strerror or error}") from error
    except (*NOT_ONE, RecursionError) as error:
        raise NoMemory(
            f"{file} is not the revisions.json of a calendar-gen site: {_why(error)}; "
            "--previous none starts anew"
        ) from error


def _why(error: Exception) -> str:
    """A clause on what is wrong with a file that `parse` refuses."""
    if isinstance(error, json.JSONDecodeError):
        return f"in line {error.lineno}, column {error.colno} it is not JSON"
    if isinstance(error, UnicodeDecodeError):
        return "it is not text in UTF-8"
    if isinstance(error, OtherVersion | vetting.Unfit):
        return str(error)
    if isinstance(error, KeyError):
        return f'it has no "{error.args[0]}"'
    return "what it holds is something else"


class OtherVersion(ValueError):  # noqa: N818 - it says what is the case
    """The memory of another version of this program."""


def parse(text: str) -> Memory:
    """The memory that `written` wrote.

    Raises NOT_ONE; Unfit, which is a ValueError, for what could lead out of a site or break a feed.
    """
    plain: Mapping[str, Any] = json.loads(text)
    version = plain["calendar-gen-revisions"]
    if version != VERSION:
        raise OtherVersion(f"its version is {version}, and this program reads {VERSION}")
    as_of = vetting.stamped(plain["as_of"])
    revisions = {
        vetting.written_as(key): _revisions(events) for key, events in plain["revisions"].items()
    }
    return Memory(
        as_of,
        vetting.domain(plain["domain"]),
        vetting.address(plain.get("base_url")),
        tuple(map(vetting.inside, plain["files"])),
        {
            vetting.one_of(revisions, key): {
                vetting.feed(name): vetting.chosen_by(which) for name, which in feeds.items()
            }
            for key, feeds in plain["feeds"].items()
        },
        revisions,
        _horizon(plain),
        {vetting.uid(uid): _state(each) for uid, each in plain.get("occurrences", {}).items()},
        tuple(_noted(each) for each in plain.get("changes", ())),
        {
            vetting.inside(path): vetting.digest(digest)
            for path, digest in plain.get("digests", {}).items()
        },
    )


def _revisions(plain: Mapping[str, Mapping[str, Any]]) -> dict[str, Revision]:
    for fields in plain.values():
        vetting.stamped(fields["stamp"])
        for bound in ("first", "last", *(("cancelled",) if "cancelled" in fields else ())):
            vetting.day(fields[bound])
    found = from_plain(plain)
    return {vetting.uid(uid): vetting.revision(each) for uid, each in found.items()}


def _state(plain: Mapping[str, Any]) -> State:
    for bound in ("earliest", "latest"):
        vetting.day(plain[bound])
    return vetting.state(state_of(plain))


def _horizon(plain: Mapping[str, Any]) -> tuple[int, int]:
    """The days of the occurrences; none if there are no occurrences, so that none is news."""
    if "from" not in plain:
        return 1, 0
    return vetting.days(vetting.day(plain["from"]), vetting.day(plain["to"]))


def _noted(plain: Mapping[str, Any]) -> Noted:
    before, after, nth = plain["before"], plain["after"], int(plain["nth"])
    if before is None and after is None:
        raise vetting.Unfit("a change has neither what was before nor what is after it")
    if nth < 0:
        raise vetting.Unfit(f"{nth} does not count the changes of a day")
    change = Change(
        vetting.uid(plain["uid"]),
        tuple(vetting.one_of(ASPECTS, aspect) for aspect in plain["aspects"]),
        None if before is None else _state(before),
        None if after is None else _state(after),
    )
    return Noted(vetting.stamped(plain["day"]), nth, change)


def written(memory: Memory) -> str:
    """The memory as JSON, an event a line or so, in one order."""
    plain = {
        "calendar-gen-revisions": VERSION,
        "as_of": iso(memory.as_of),
        "domain": memory.domain,
        "base_url": memory.base_url,
        "files": sorted(memory.files),
        "feeds": {key: dict(sorted(feeds.items())) for key, feeds in sorted(memory.feeds.items())},
        "revisions": {key: to_plain(events) for key, events in sorted(memory.revisions.items())},
        "from": iso(memory.horizon[0]),
        "to": iso(memory.horizon[1]),
        "occurrences": {uid: plain_state(each) for uid, each in sorted(memory.states.items())},
        "changes": [_plain(entry) for entry in memory.noted],
        "digests": dict(sorted(memory.digests.items())),
    }
    return indented(plain, 1) + "\n"


def _plain(entry: Noted) -> dict[str, Any]:
    change = entry.change
    return {
        "day": iso(entry.day),
        "nth": entry.nth,
        "uid": change.uid,
        "aspects": list(change.aspects),
        "before": plain_state(change.before),
        "after": plain_state(change.after),
    }
