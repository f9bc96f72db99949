"""What the last build left behind: how its events stood, which files were its own, under which
domain.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from calendar_gen.edtf import from_iso, iso
from calendar_gen.rendering.ics import Revision, from_plain, to_plain

PLACE = "data/revisions.json"
"""Where a site keeps its memory."""

VERSION = 1


class Memory(NamedTuple):
    """All that a build hands to the next one.

    `as_of` is the day of the build; `feeds` and `revisions` are by `<language>/<window style>`: the
    names of the feeds written with the key of their events, and how each event stood, by UID.
    `files` are the build's own.
    """

    as_of: int
    domain: str
    files: tuple[str, ...]
    feeds: Mapping[str, Mapping[str, str]]
    revisions: Mapping[str, Mapping[str, Revision]]


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
        "files": sorted(memory.files),
        "feeds": {key: dict(sorted(feeds.items())) for key, feeds in sorted(memory.feeds.items())},
        "revisions": {key: to_plain(events) for key, events in sorted(memory.revisions.items())},
    }
    return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"
