"""What the last build left behind: how its events stood, which files were its own, under which
domain.
"""

import json
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from calendar_gen.edtf import from_iso, iso
from calendar_gen.rendering.ics import Revision, from_plain, to_plain

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
    stood, by UID. `files` are the build's own.
    """

    as_of: int
    domain: str
    base_url: str | None
    files: tuple[str, ...]
    feeds: Mapping[str, Feeds]
    revisions: Mapping[str, Revisions]


def past(before: Memory | None, key: str, written: str) -> Revisions:
    """How the events of `key` stood, which is `<language>/<window style>`.

    `written` is the key of the feeds themselves. If theirs was another style before, their events
    go on from there, since their addresses and UIDs stay.
    """
    if before is None:
        return {}
    own = before.revisions.get(key, {})
    last = _written(before, key.partition("/")[0])
    if key != written or last is None or last == key:
        return own
    return {**own, **{uid: _newer(r, own.get(uid)) for uid, r in before.revisions[last].items()}}


def _newer(shown: Revision, kept: Revision | None) -> Revision:
    """What was shown, counted on from whatever counted further."""
    if kept is None:
        return shown
    return shown._replace(
        sequence=max(shown.sequence, kept.sequence), stamp=max(shown.stamp, kept.stamp)
    )


def _written(before: Memory, language: str) -> str | None:
    """The key under which the feeds of a language were written; None if there were none."""
    return next((key for key in sorted(before.feeds) if key.partition("/")[0] == language), None)


def published_in(before: Memory | None, language: str) -> Feeds:
    """The feeds that were written in a language: each keeps its name for ever."""
    key = None if before is None else _written(before, language)
    return {} if before is None or key is None else before.feeds[key]


def unasked(
    before: Memory | None, languages: Collection[str]
) -> tuple[dict[str, Feeds], dict[str, Revisions]]:
    """Feeds and revisions of languages that are not built now: if they are again, they go on."""
    if before is None:
        return {}, {}
    kept = {key for key in before.revisions if key.partition("/")[0] not in languages}
    feeds = {key: names for key, names in before.feeds.items() if key in kept}
    return feeds, {key: how for key, how in before.revisions.items() if key in kept}


class NoMemory(Exception):  # noqa: N818 - it says what is the case
    """A sentence on why the last build cannot be read."""


def read(path: Path) -> Memory:
    """The memory in a site's folder, or in a file of its own.

    Raises NoMemory.
    """
    file = path / PLACE if path.is_dir() else path
    try:
        return parse(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise NoMemory(f"cannot read {file}: {error.strerror or error}") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise NoMemory(
            f"{file} is not the revisions.json of a calendar-gen site ({error!r}); "
            "--previous none starts anew"
        ) from error


def parse(text: str) -> Memory:
    """The memory that `written` wrote.

    Raises ValueError, KeyError, TypeError or AttributeError.
    """
    plain: Mapping[str, Any] = json.loads(text)
    version = plain["calendar-gen-revisions"]
    if version != VERSION:
        raise ValueError(f"its version is {version}, and this program reads {VERSION}")
    return Memory(
        from_iso(plain["as_of"]),
        str(plain["domain"]),
        None if plain.get("base_url") is None else str(plain["base_url"]),
        tuple(map(str, plain["files"])),
        {
            key: {str(name): str(which) for name, which in feeds.items()}
            for key, feeds in plain["feeds"].items()
        },
        {key: from_plain(events) for key, events in plain["revisions"].items()},
    )


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
    }
    return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"
