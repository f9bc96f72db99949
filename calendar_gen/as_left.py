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
from collections.abc import Mapping, Sequence
from hashlib import sha256
from io import BytesIO
from pickle import Pickler  # nosec B403 # writes only
from typing import NamedTuple

from calendar_gen.program import state

MOST_KEPT = 32
"""Notes that a folder keeps; the oldest go first."""

_ENDING = ".site"
_BESIDE = ("lock", "new", "old")
"""How the names of the file and the folders end that are beside a site while it is written."""


class Said(NamedTuple):
    """What a build told: notes for the user, remarks on the site, and the files that it wrote; of
    some of them the keys of what they rest on.
    """

    notes: Sequence[str]
    remarks: Sequence[str]
    files: Sequence[str]
    keys: Mapping[str, str]


class _Note(NamedTuple):
    """What a build left: digests of the program and of what was asked, how each of its files stood
    when it was done, and what it told.
    """

    program: str
    asked: str
    states: Mapping[str, Sequence[int]]
    said: Said


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
        self._program = sha256("\n".join(state(program)).encode()).hexdigest()
        self._asked = sha256(_bytes_of(asked)).hexdigest()

    def said(self) -> Said | None:
        """What it told, if the same build would leave the site as it is; else None.

        Nor is there anything for a site that another build is writing, or was when it was killed:
        that is to be waited for and cleared away.
        """
        parent, name = os.path.split(self._site)
        if any(os.path.lexists(os.path.join(parent, f".{name}.{kind}")) for kind in _BESIDE):
            return None
        note = self._read()
        if note is None or (note.program, note.asked) != (self._program, self._asked):
            return None
        return note.said if self._touched(note) == set() else None

    def standing(self) -> dict[str, str]:
        """The files that are as it left them, with the keys of what they rest on, if this program
        wrote them; of those with the same key all or none.
        """
        note = self._read()
        if note is None or note.program != self._program:
            return {}
        touched = self._touched(note)
        gone = {key for path, key in note.said.keys.items() if path in touched}
        return {path: key for path, key in note.said.keys.items() if key not in gone}

    def note(self, said: Said) -> None:
        """Leave a note, now that the site is as `said` tells, where that can be done."""
        part = f"{self._place}.{os.getpid()}.part"
        try:
            states = {path: self._state(path) for path in said.files}
            os.makedirs(os.path.dirname(self._place), mode=0o700, exist_ok=True)
            if os.path.lexists(part):  # of one that was killed, or a link of somebody else's
                os.unlink(part)
            with open(part, "x", encoding="utf-8") as file:
                json.dump([self._program, self._asked, states, said], file)
            os.replace(part, self._place)
            _clear(os.path.dirname(self._place))
        except (OSError, ValueError):  # or a name that UTF-8 has no bytes for
            return

    def _read(self) -> _Note | None:
        """The note, unless there is none or it is none."""
        try:
            with open(self._place, encoding="utf-8") as file:
                program, asked, states, (notes, remarks, files, keys) = json.load(file)
            said = Said(_texts(notes), _texts(remarks), _texts(files), _table(keys))
            return _Note(program, asked, dict(states), said)
        except (OSError, ValueError, TypeError, RecursionError):
            return None

    def _touched(self, note: _Note) -> set[str]:
        """The files that are not as they were when the note was left."""
        return {p for p, state in note.states.items() if not state or self._state(p) != state}

    def _state(self, path: str) -> list[int]:
        """How a file stands; a list of nothing if it is gone."""
        try:
            at = os.lstat(os.path.join(self._site, path))
        except (OSError, ValueError):
            return []
        return [at.st_mode, at.st_size, at.st_mtime_ns, at.st_ctime_ns, at.st_ino, at.st_dev]


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


def _texts(found: object) -> list[str]:
    """A list of texts. Raises TypeError for anything else."""
    if not isinstance(found, list) or not all(isinstance(text, str) for text in found):
        raise TypeError
    return found


def _table(found: object) -> dict[str, str]:
    """A text for each of some texts. Raises TypeError for anything else."""
    if not isinstance(found, dict) or not all(isinstance(text, str) for text in found.values()):
        raise TypeError
    return found


def _clear(folder: str) -> None:
    """Removes the notes before the last that are allowed."""
    with os.scandir(folder) as entries:
        ours = [entry for entry in entries if entry.name.endswith(_ENDING)]
    for entry in sorted(ours, key=lambda e: (e.stat().st_mtime_ns, e.name))[:-MOST_KEPT]:
        os.unlink(entry.path)
