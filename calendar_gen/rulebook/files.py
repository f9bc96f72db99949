"""Which files make a rulebook: the paths that a user gives, and what lies in folders among them."""

import os
import stat
import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import BinaryIO, cast

from calendar_gen.limits import limit, raising, written
from calendar_gen.named import NamedTuple
from calendar_gen.problems import BoundMet

STANDARD_INPUT = "-"
RECORDS = ".csv"
"""How the name of a list of visits ends."""

PARQUET = ".parquet"
ENDINGS = (".yaml", ".yml", ".jsonl", ".jsonl.gz", PARQUET)
"""How the names of rule files in folders end."""

_TABLES = ENDINGS[2:]
_PACKED = ".gz"


class MissingInput(Exception):  # noqa: N818 - it names what the user finds
    """A path that cannot be read. The message is a sentence for the user."""


class RuleFile(NamedTuple):
    """The bytes of one file, unpacked, one more than its limit at most; `name` is the path as
    given.
    """

    name: str
    content: bytes


class Stamp(NamedTuple):
    """When a file or folder changed, its size and its number."""

    changed: int
    size: int
    number: int


Stamps = dict[str, Stamp | None]
"""Files and folders as they were before they were read; None for one that is gone."""


def rule_files(paths: Sequence[str], stamps: Stamps | None = None) -> Iterator[RuleFile]:
    """Every rule file of the paths, each once, folders in order of names; `-` is standard input.

    Hidden files and folders are left out. Raises MissingInput for a path that does not exist or
    cannot be read, for a folder without rule files, and once all are read for one that changed
    meanwhile: half a file may read as a whole one that lacks rules. Raises BoundMet for more bytes
    than a rulebook may have. `stamps` gets how all stood, for `still_written`.
    """
    size = 0
    stamps = {} if stamps is None else stamps
    for file in _each_once(paths, stamps):
        size += len(file.content)
        if size > limit("rulebook"):
            raise BoundMet(
                f"up to {file.name} the files of the rules have more than "
                f"{written(limit('rulebook'))} bytes; {raising('rulebook')}"
            )
        yield file
    unchanged(stamps)


def unchanged(stamps: Stamps) -> None:
    """Raises MissingInput for a file or folder that is not as it was before it was read."""
    name = first_changed(stamps)
    if name is not None:
        raise _changed(name)


def first_changed(stamps: Stamps) -> str | None:
    """A file or folder that is not as it was; None if all are."""
    return next((name for name, stamp in stamps.items() if standing(name) != stamp), None)


def still_written(stamps: Stamps) -> None:
    """Raises MissingInput for a file that was read and has been written to since: who writes it may
    have had only a half of it written by then. One that took its place is no matter of it.
    """
    for name, stamp in stamps.items():
        now = standing(name)
        same = stamp is not None and now is not None and now.number == stamp.number
        if same and now != stamp and os.path.isfile(name):
            raise _changed(name)


def _changed(name: str) -> MissingInput:
    return MissingInput(f'"{name}" changed while the rules were read; try again')


def standing(path: str) -> Stamp | None:
    """How a file or folder stands; None for none, and for a pipe, which changes as it is read."""
    try:
        told = os.stat(path)
    except OSError:
        return None
    if not (stat.S_ISREG(told.st_mode) or stat.S_ISDIR(told.st_mode)):
        return None
    return Stamp(told.st_mtime_ns, told.st_size, told.st_ino)


def _each_once(paths: Sequence[str], stamps: Stamps) -> Iterator[RuleFile]:
    """The files; `stamps` gets those and their folders, as they were before they were read."""
    seen: set[str] = set()
    for path in paths:
        if path == STANDARD_INPUT and path in seen:
            continue
        if path == STANDARD_INPUT:
            seen.add(path)
            yield RuleFile("<stdin>", up_to(limit("file") + 1, sys.stdin.buffer))
            continue
        for name in rule_paths(path):
            real = os.path.realpath(name)
            if real not in seen:
                seen.add(real)
                stamps.setdefault(os.path.dirname(real), standing(os.path.dirname(real)))
                stamps[name] = standing(name)
                yield RuleFile(name, content(name))


def rule_paths(path: str, *, folders: set[str] | None = None) -> Iterator[str]:
    """The path itself if it is a file, else the rule files in it.

    `folders` gets all that were looked into, and the links in them, which may lead elsewhere, or
    somewhere at last. Raises MissingInput.
    """
    if not os.path.exists(path):
        raise MissingInput(f'there is no file or folder "{path}"')
    if not os.path.isdir(path):
        yield path
        return
    found = False
    entered: set[str] = set()
    for name in _walk(path, entered, folders):
        found = True
        yield name
    if not found:
        kinds = ", ".join(f"*{ending}" for ending in ENDINGS)
        raise MissingInput(f'the folder "{path}" holds no rule files ({kinds})')


def names_lists(content: bytes) -> bool:
    """Whether a rule file may name lists of visits: the field that does so is "csv", however its
    section is written, and each of its letters may be written by its number.
    """
    return b"csv" in content or (b"\\" in content and _is_escaped(content))


def _is_escaped(content: bytes) -> bool:
    """Whether YAML or JSON may have letters of ASCII in it that are not there as they are: by a
    number, or on either side of a line's end that counts for nothing.
    """
    import re

    return re.search(rb"\\(?:x|u00|U000000)[4-7]|\\[\r\n\xc2\xe2]", content) is not None


def is_record(file: RuleFile) -> bool:
    """Whether a file is a list of visits, by the end of its name."""
    return file.name.lower().endswith(RECORDS)


def is_table(file: RuleFile) -> bool:
    """Whether a file has a rule a line or row (see `tables`), by the end of its name."""
    return file.name.lower().endswith(_TABLES)


def trees(paths: Sequence[str]) -> frozenset[str]:
    """The folders that the paths give, with all that lies in them; standard input lies in the
    current one.
    """
    given = (
        "." if path == STANDARD_INPUT else path if os.path.isdir(path) else os.path.dirname(path)
        for path in paths
    )
    return frozenset(os.path.abspath(folder) for folder in given)


def file_beside(rule_file: str, path: str, trees: Collection[str], stamps: Stamps) -> RuleFile:
    """The file that a rule file names by a path as seen from its own folder.

    `stamps` gets how it stood before it was read, also if it was not there or led elsewhere. Raises
    MissingInput if it cannot be read, or lies in none of the trees: rules of somebody else read
    nothing but what came with them, and a link among them may lead anywhere.
    """
    name = os.path.normpath(os.path.join(os.path.dirname(rule_file), path))
    whole = os.path.realpath(name)
    if _within(os.path.abspath(name), trees):
        stamps[name] = standing(name)
    if not _within(whole, map(os.path.realpath, trees)):
        raise MissingInput(f'"{path}" lies outside the folders of these rules')
    if not os.path.isfile(name):
        raise MissingInput(f'there is no file "{name}"')
    return RuleFile(name, content(name))


def _within(path: str, trees: Iterable[str]) -> bool:
    return any(os.path.commonpath((tree, path)) == tree for tree in trees)


def _walk(folder: str, entered: set[str], looked_at: set[str] | None) -> Iterator[str]:
    """The rule files below a folder, sorted; none is entered twice, whatever links there are."""
    real = os.path.realpath(folder)
    if real in entered:
        return
    entered.add(real)
    try:
        names = sorted(os.listdir(folder))
    except OSError as error:
        raise MissingInput(f'the folder "{folder}" cannot be read: {error.strerror}') from error
    if looked_at is not None:
        looked_at |= {folder, real}
    for name in names:
        path = os.path.join(folder, name)
        if name.startswith("."):
            continue
        if looked_at is not None and os.path.islink(path):
            looked_at.add(path)
        if os.path.isdir(path):
            yield from _walk(path, entered, looked_at)
        elif name.endswith(ENDINGS) and _is_regular(path):
            yield path


def _is_regular(path: str) -> bool:
    """Whether it can be read to an end, which a pipe cannot; a broken link is left to reading."""
    return os.path.isfile(path) or not os.path.exists(path)


def lasts(path: str) -> bool:
    """Whether it is a file or folder that can be read again, as what a pipe held cannot."""
    return os.path.isfile(path) or os.path.isdir(path)


def content(name: str) -> bytes:
    """What a rule file or list holds, unpacked, one byte more than its limit at most.

    Raises MissingInput if it cannot be read.
    """
    try:
        with open(name, "rb") as file:
            if not name.lower().endswith(_TABLES):
                return up_to(limit("file") + 1, file)
            if name.lower().endswith(_PACKED):
                return _unpacked(file)
            if not name.lower().endswith(PARQUET):
                return _bounded(file)
            size = os.fstat(file.fileno()).st_size  # a buffer of all that is allowed would be large
            return file.read(min(limit("rulebook"), size) + 1)
    except OSError as error:
        why = error.strerror or str(error)
        raise MissingInput(f'the file "{name}" cannot be read: {why}') from error


def up_to(most: int, file: BinaryIO) -> bytes:
    """So many bytes of a file at most, in parts: a buffer of all that a limit allows which was
    raised may need more memory than there is. Raises OSError.
    """
    parts = []
    while most and (part := file.read(min(most, _PART))):
        parts.append(part)
        most -= len(part)
    return b"".join(parts)


def _unpacked(file: BinaryIO) -> bytes:
    """What was compressed by gzip. Raises OSError."""
    from gzip import GzipFile
    from zlib import error as zlib_error

    try:
        with GzipFile(fileobj=file) as packed:
            return _bounded(cast("BinaryIO", packed))
    except (EOFError, zlib_error) as error:
        raise OSError("what was compressed is damaged or cut off") from error


def _bounded(file: BinaryIO) -> bytes:
    """A table of lines, or as much of it as shows that it, or a line of it, is too long."""
    parts, left, line, longest = [], limit("rulebook") + 1, 0, limit("file")
    while left and line <= longest and (part := file.read(min(left, _PART))):
        parts.append(part)
        left -= len(part)
        end = part.rfind(b"\n")
        line = line + len(part) if end < 0 else len(part) - end - 1
    return b"".join(parts)


_PART = 1 << 20
