"""Answers as they were told before to the same question, word for word.

What a command answers follows from its words, the day, the program, where it is asked and the files
that it reads. An answer is kept behind the former and with the state of the latter (see
`kept`); it is told again if none of that is another. So whoever asks again waits neither for the
command line nor for a rule. Of files the system is asked, not their content: a file or folder that
was changed has another time of change (`st_ctime_ns`), which no program can set back; but for those
that had changed just before the question, whose clock may be too coarse to tell of a second change.
"""

import os
import sys
from itertools import chain

from calendar_gen import kept, program
from calendar_gen.streams import take_any_letter

TYPE_CHECKING = False  # see calendar_gen
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import TextIO

    States = Sequence[tuple[bytes, bytes]]

MOST_KEPT = 32
"""Answers that a folder keeps; the oldest go first."""
LARGEST = 16 << 20
"""Bytes of an answer that is kept."""
COARSE = 2_000_000_000
"""Nanoseconds in which a file may change twice and have one time of change, on coarse disks."""

ENVIRONMENT = ("CALENDAR_GEN_LIMITS", "NO_COLOR", "COLUMNS", "LINES")
"""What else answers follow from."""

_ANSWER, _NOTE = b"answer", b"note"


class Question:
    """A command line as it was typed, on a day of the clock, at a time in nanoseconds."""

    def __init__(
        self, arguments: "Sequence[str]", today: "Sequence[int]", asked_at: int, folder: str
    ) -> None:
        self.arguments, self.today, self.folder = arguments, tuple(today), folder
        self._asked_at = asked_at
        parts = [os.getcwd(), str(today), _screen(), str(len(arguments)), *arguments]
        parts += [f"{name}={os.environ.get(name)}" for name in ENVIRONMENT]
        parts += program.state()
        self._made_of = kept.joined(map(os.fsencode, parts))
        self._place = kept.place(folder, self._made_of, ".answer")

    def tell_again(self) -> bool:
        """Writes what was told to it, and whether anything was. Raises OSError if it cannot be
        written.
        """
        found = kept.read(self._place, self._made_of)
        if found is None:
            return False
        states, told = kept.parted(found)
        if any(_state(path) != state for path, state in _pairs(states)):
            return False
        for kind, text in _pairs(told):
            _write(sys.stdout if kind == _ANSWER else sys.stderr, text)
        return True

    def tell(self, told: "Iterable[tuple[bool, str]]") -> None:
        """Writes what is told to it for the first time, each text with whether it is a note beside
        the answer. Raises OSError if it cannot be written.
        """
        for note, text in told:
            if note:  # which may name a file by what is no letter
                _write(sys.stderr, text.encode(errors="backslashreplace"))
            else:
                _write(sys.stdout, text.encode())

    def keep(
        self,
        told: "Iterable[tuple[bool, str]]",
        states: "States",
        today: "Sequence[int]",
        told_at: int,
    ) -> None:
        """Keeps what was told by that day and time of the clock, each text with whether it is a
        note beside the answer; it rests on files and folders that stood so before they were read.

        Not if another day has come meanwhile, or one of them stands otherwise: a link may lead to
        other files, which are as old as those that were read. Nor if colours are in it, which are
        not wanted everywhere.
        """
        if told_at < self._asked_at or tuple(today) != self.today:
            return
        told = list(told)
        if any("\x1b" in text for _, text in told):
            return
        if any(_changed(state) >= self._asked_at - COARSE for _, state in states):
            return
        if any(_state(path) != state for path, state in states):
            return
        try:
            texts = [(_NOTE if note else _ANSWER, text.encode()) for note, text in told]
        except UnicodeEncodeError:  # the name of a file may be of bytes that are no letters
            return
        content = kept.joined(kept.joined(chain(*pairs)) for pairs in (states, texts))
        if len(content) <= LARGEST:
            kept.keep(self._place, self._made_of, content, most=MOST_KEPT)


def states_of(paths: "Iterable[str]") -> "States":
    """Files and folders, each with how it stands."""
    return [(path, _state(path)) for path in map(os.fsencode, paths)]


def _screen() -> str:
    """The terminal to which the answer goes, or that it goes to none."""
    if not sys.stdout.isatty():
        return "none"
    try:
        columns, lines = os.get_terminal_size(sys.stdout.fileno())
    except OSError:
        return "of no size"
    return f"{columns}x{lines}"


def _state(path: bytes) -> bytes:
    """How a file or folder stands; nothing if it is gone."""
    try:
        at = os.stat(path)
    except (OSError, ValueError):
        return b""
    numbers = at.st_ctime_ns, at.st_mtime_ns, at.st_size, at.st_ino, at.st_dev, at.st_mode
    return b" ".join(b"%d" % number for number in numbers)


def _changed(state: bytes) -> int:
    """When it changed last, in nanoseconds."""
    return int(state.partition(b" ")[0] or 0)


def _pairs(parts: bytes) -> "Iterator[tuple[bytes, bytes]]":
    each = iter(kept.parted(parts))
    return zip(each, each, strict=True)


def _write(stream: "TextIO | None", text: bytes) -> None:
    """Writes UTF-8 to a stream, as text where its encoding may be another."""
    if stream is None:
        return
    take_any_letter(stream)
    if stream.isatty():
        stream.write(text.decode())
    else:
        stream.buffer.write(text)
    stream.flush()
