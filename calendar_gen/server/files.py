"""The files of a site: which there are, how each is sent, and their bytes.

A path is looked up among the regular files that were found, never put together from a request, so
that no spelling of a path leads out of the folder; links lead nowhere.
"""

import os
import re
import stat
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from calendar_gen.publishing.headers import headers
from calendar_gen.server.resources import CSP, Kind

FEED_CACHE = b"public, max-age=900"
PAGE_CACHE = b"no-cache"
LARGEST = 256 * 1024 * 1024
"""Bytes of a file above which it is left to other servers."""

_POLICY = re.compile(
    rb'<meta http-equiv="Content-Security-Policy" content="([^"]*)"', re.IGNORECASE
)


def files(root: Path) -> Iterator[str]:
    """The files of a site that can be asked for: regular ones that are not hidden."""
    for folder, names, found in os.walk(root):
        names[:] = sorted(name for name in names if not name.startswith("."))
        inside = Path(folder).relative_to(root)
        for name in sorted(found):
            state = (Path(folder) / name).lstat()
            if not name.startswith(".") and stat.S_ISREG(state.st_mode):
                yield (inside / name).as_posix()


def read_file(root: Path, path: str) -> tuple[bytes, int]:
    """The bytes of a file that `files` found, and when it was changed, in seconds since 1970.

    Raises OSError if it is gone, has become a link or something else, or is too large.
    """
    handle = os.open(root / path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
    with os.fdopen(handle, "rb") as file:
        state = os.fstat(file.fileno())
        if not stat.S_ISREG(state.st_mode) or state.st_size > LARGEST:
            raise OSError(f"{path} is no file to send")
        return file.read(), int(state.st_mtime)


def kind_of(path: str, content: bytes) -> Kind:
    """How a file is sent."""
    name = path.rpartition("/")[2]
    ending = Path(name).suffix.lower()
    return Kind(
        content_type=headers(path).content_type.encode(),
        cache=FEED_CACHE if ending == ".ics" else PAGE_CACHE,
        name=None if ending in (".html", ".css", ".ico") else name,
        policy=policy_of(content) if ending == ".html" else CSP,
    )


def policy_of(page: bytes) -> bytes:
    """The policy that a page brings with it, made stricter by what only a header can say."""
    found = _POLICY.search(page, 0, 4096)
    if found is None:
        return CSP
    own = unescape(found[1].decode("utf-8", "replace"))
    if not own.isascii() or not own.isprintable():
        return CSP
    return f"{own}; frame-ancestors 'none'".encode()
