"""The manifest of a projection, which names its files: what a question begins with, and so it loads
nothing that a question does not need.
"""

import json
from typing import Any

from calendar_gen.bulk.stores import Store

MANIFEST = "manifest.json"
VERSION = 1


class NoProjection(Exception):  # noqa: N818 - it says what is the case
    """A sentence on why a store holds no projection that can be read."""


def manifest_of(store: Store) -> dict[str, Any] | None:
    """The manifest of a store, or None if there is none.

    Raises NoProjection for a file of that name that is none.
    """
    content = store.get(MANIFEST)
    if content is None:
        return None
    try:
        read = json.loads(content)
        version = read["version"]
        read["rules"]["path"], read["years"], read["from"], read["to"], read["as_of"]
        if not all(map(_inside, named(read))):
            raise ValueError
    except (ValueError, KeyError, TypeError, AttributeError):
        raise NoProjection(f"its {MANIFEST} is none of a projection") from None
    if version != VERSION:
        raise NoProjection(f"its {MANIFEST} is of version {version}, and {VERSION} can be read")
    return dict(read)


def named(manifest: dict[str, Any]) -> set[str]:
    """The files of a projection by its manifest."""
    return {manifest["rules"]["path"], *(each["path"] for each in manifest["years"].values())}


def _inside(path: str) -> bool:
    """Whether a path leads below its store, as all that a run writes do."""
    return not {"", ".", ".."} & set(path.split("/")) and ":" not in path and "\\" not in path
