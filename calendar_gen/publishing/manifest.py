"""What was published last, kept beside it: so that the next publication sends what changed and
removes only what was its own.
"""

import json
from collections.abc import Mapping
from typing import NamedTuple

from calendar_gen.site.vetting import inside

PLACE = "data/published.json"
"""Where a published site keeps its manifest; it is written last."""

VERSION = 1


class Item(NamedTuple):
    """A published file.

    `digest` is the SHA-256 of its bytes in hexadecimal, `served` its headers in one line, `tag`
    what the place itself calls this version (an entity tag, say).
    """

    digest: str
    served: str
    tag: str


Manifest = Mapping[str, Item]
"""Published files by path."""


def parse(text: str) -> Manifest:
    """The manifest that `written` wrote.

    Raises ValueError, KeyError, TypeError or AttributeError; ValueError also for a path that
    leads out of the place.
    """
    plain = json.loads(text)
    if plain["calendar-gen-published"] != VERSION:
        raise ValueError(f"its version is not {VERSION}")
    return {
        inside(path): Item(str(item["digest"]), str(item["served"]), str(item["tag"]))
        for path, item in plain["files"].items()
    }


def written(manifest: Manifest) -> bytes:
    """The manifest as JSON, a file a line, in one order."""
    plain = {
        "calendar-gen-published": VERSION,
        "files": {path: manifest[path]._asdict() for path in sorted(manifest)},
    }
    return (json.dumps(plain, ensure_ascii=False, indent=1) + "\n").encode()
