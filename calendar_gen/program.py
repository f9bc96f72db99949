"""What tells one state of this program from another: its interpreter, its files, its libraries."""

import os
import sys

TYPE_CHECKING = False  # see calendar_gen
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_PACKAGE = os.path.dirname(__file__)


def state(folders: "Iterable[str]" = ()) -> "Iterator[str]":
    """The interpreter, the files of this program and of `folders`, and where its libraries were
    installed: with what changes when they are.
    """
    yield sys.version
    for path in sys.path:
        # To install a package, or another version of one, makes and removes names in this folder.
        if os.path.basename(path) in ("site-packages", "dist-packages") and os.path.isdir(path):
            yield f"{path}:{os.stat(path).st_mtime_ns}"
    waiting = [_PACKAGE, *folders]
    while waiting:
        with os.scandir(waiting.pop()) as found:
            entries = sorted(found, key=lambda entry: entry.name)
        for entry in entries:
            if entry.is_dir():
                waiting += [entry.path] * (entry.name != "__pycache__")
            else:
                about = entry.stat()
                yield f"{entry.path}:{about.st_mtime_ns}:{about.st_size}"
