"""Whether a site stands as its last build left it, so that the same build need not be made again.

What a build makes follows from what was asked of it and from this program; so a site is as the same
build would write it if none of that is another, and if nobody touched its files since. Of the files
the system is asked (size, times, inode), as Git does and make: a file that was changed has another
time of change (`st_ctime_ns`), which no program can set back. The note of a build lies in the
folder of what is kept and decides nothing: without it, or whatever is wrong with it, the site is
built.
"""

import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from io import BytesIO
from pickle import Pickler
from typing import NamedTuple

MOST_KEPT = 32
"""Notes that a folder keeps; the oldest go first."""

_PACKAGE = os.path.dirname(__file__)
_ENDING = ".site"
_BESIDE = ("new", "old")
"""How the names of the folders end that stand beside a site while it is written."""


class Said(NamedTuple):
    """What a build told: notes for the user, remarks on the site, and the files that it wrote."""

    notes: tuple[str, ...]
    remarks: tuple[str, ...]
    files: tuple[str, ...]


class LastBuild:
    """The last build of a site, by the note that it left in a folder of what is kept.

    `asked` are all values that its bytes follow from, but for the files of the site itself; they
    must be such as can be pickled. `program` are the folders whose files write it.
    """

    def __init__(
        self, kept_in: str, site: str, asked: Sequence[object], program: Sequence[str]
    ) -> None:
        self._site = os.path.realpath(site)
        name = sha256(os.fsencode(self._site)).hexdigest()[:16]
        self._place = os.path.join(kept_in, name + _ENDING)
        self._key = sha256(_bytes_of(asked) + "\n".join(_program(program)).encode()).hexdigest()

    def said(self) -> Said | None:
        """What it told, if the same build would leave the site as it is; else None.

        Nor is there anything for a site beside which another build is writing, or was killed: that
        is to be waited for and cleared away.
        """
        parent, name = os.path.split(self._site)
        if any(os.path.lexists(os.path.join(parent, f".{name}.{kind}")) for kind in _BESIDE):
            return None
        try:
            with open(self._place, encoding="utf-8") as file:
                key, state, *said = json.load(file)
            found = Said(*map(_texts, said))
            if key != self._key or state != self._state(found.files):
                return None
        except (OSError, ValueError, TypeError):
            return None
        return found

    def note(self, said: Said) -> None:
        """Leave a note, now that the site is as `said` tells, where that can be done."""
        part = f"{self._place}.{os.getpid()}.part"
        try:
            os.makedirs(os.path.dirname(self._place), mode=0o700, exist_ok=True)
            with open(part, "w", encoding="utf-8") as file:
                json.dump([self._key, self._state(said.files), *said], file)
            os.replace(part, self._place)
            _clear(os.path.dirname(self._place))
        except OSError:
            return

    def _state(self, files: Iterable[str]) -> str:
        """How the files stand. Raises OSError if one is gone."""
        told = sha256()
        for path in sorted(files):
            at = os.lstat(os.path.join(self._site, path))
            about = at.st_mode, at.st_size, at.st_mtime_ns, at.st_ctime_ns, at.st_ino, at.st_dev
            told.update(f"{path}\n{about}\n".encode("utf-8", "surrogateescape"))
        return told.hexdigest()


def _bytes_of(asked: Sequence[object]) -> bytes:
    """The same bytes for equal values in every process.

    Without the memo of what it has written before, the pickle does not tell what is one value and
    what are two equal ones, which is another matter in a rulebook that was kept.
    """
    written = BytesIO()
    pickler = Pickler(written, protocol=5)
    pickler.fast = True
    pickler.dump(tuple(asked))
    return written.getvalue()


def _program(folders: Iterable[str]) -> Iterator[str]:
    """The interpreter, the files of this program, and where its libraries were installed: with
    what changes when they are.
    """
    yield sys.version
    for path in sys.path:
        # To install a package, or another version of one, makes and removes names in this folder.
        if os.path.basename(path) in ("site-packages", "dist-packages") and os.path.isdir(path):
            yield f"{path}:{os.stat(path).st_mtime_ns}"
    waiting = [_PACKAGE, *folders]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if entry.is_dir():
                    waiting += [entry.path] * (entry.name != "__pycache__")
                else:
                    about = entry.stat()
                    yield f"{entry.path}:{about.st_mtime_ns}:{about.st_size}"


def _texts(found: object) -> tuple[str, ...]:
    """A list of texts. Raises TypeError for anything else."""
    if not isinstance(found, list) or not all(isinstance(text, str) for text in found):
        raise TypeError
    return tuple(found)


def _clear(folder: str) -> None:
    """Removes the notes before the last that are allowed."""
    with os.scandir(folder) as entries:
        ours = [entry for entry in entries if entry.name.endswith(_ENDING)]
    for entry in sorted(ours, key=lambda e: (e.stat().st_mtime_ns, e.name))[:-MOST_KEPT]:
        os.unlink(entry.path)
