"""Rulebooks as they were made of the same files before, kept in a folder.

A kept rulebook (see `calendar_gen.kept`) stands behind all that it was made of: the files with
their names and content, what they may reach and cost, when this package's modules were written, and
the interpreter. Whatever is wrong with it, the rule files are read as if it were not there.
"""

import os
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from calendar_gen import kept
from calendar_gen.limits import given
from calendar_gen.rulebook.collector import paused
from calendar_gen.rulebook.files import (
    RuleFile,
    Stamps,
    is_record,
    names_lists,
    rule_files,
    still_written,
    trees,
)

if TYPE_CHECKING:
    from calendar_gen.rules import Rulebook

    Finish = Callable[[Rulebook], Rulebook]

MOST_KEPT = 32
"""Rulebooks that a folder keeps; the oldest go first."""

_PACKAGE = os.path.dirname(os.path.dirname(__file__))


def load(
    paths: Sequence[str],
    records: Sequence[str] = (),
    *,
    kept_in: str | None = None,
    finish: "Finish | None" = None,
    named: Stamps | None = None,
) -> "Rulebook":
    """The rulebook of files and folders (`-` is standard input), with every problem in `problems`.

    `records` are CSV files of visits, as are paths that end in `.csv`. What has an error is left
    out, and so is what needs it. `kept_in` is the folder of kept rulebooks, made if need be; None
    reads the files anew and keeps nothing. `finish` makes of a rulebook that was read the one to
    keep and to give. `named` gets how the lists that rule files name stood before they were read,
    whatever becomes of the rulebook. Raises MissingInput for a path that cannot be read, and for a
    file that changed meanwhile.
    """
    named = {} if named is None else named
    stamps: Stamps = {}
    files = list(rule_files(paths, stamps))
    lists = [*(file for file in files if is_record(file)), *rule_files(records, stamps)]
    rules = [file for file in files if not is_record(file)]
    around = trees([*paths, *records])
    # What lies in files that rule files name is not known before these are read.
    if kept_in is None or any(names_lists(file.content) for file in rules):
        read = _read(rules, lists, around, finish, stamps, named)
        return read._replace(roots=(*paths, *records))
    made_of = _made_of(rules, lists, around, finish)
    place = kept.place(kept_in, made_of, ".rulebook")
    book = _kept(place, made_of)
    if book is None:
        book = _read(rules, lists, around, finish, stamps, named)
        from pickle import dumps  # nosec B403 # writes only

        kept.keep(place, made_of, dumps(book, protocol=5), most=MOST_KEPT)
    return book._replace(roots=(*paths, *records))


def _read(
    rules: Sequence[RuleFile],
    lists: Sequence[RuleFile],
    around: Collection[str],
    finish: "Finish | None",
    stamps: Stamps,
    named: Stamps,
) -> "Rulebook":
    from calendar_gen.rulebook.loading import assemble

    book = assemble(rules, lists, around, named)
    still_written(stamps)
    still_written(named)
    return book if finish is None else finish(book)


def _made_of(
    rules: Sequence[RuleFile],
    lists: Sequence[RuleFile],
    around: Collection[str],
    finish: "Finish | None",
) -> bytes:
    """All that decides what a rulebook holds, each part behind its length."""
    finished = "" if finish is None else f"{finish.__module__}.{finish.__qualname__}"
    texts = [sys.version, finished, given(), *sorted(around), "", *_modules()]
    parts = [os.fsencode(text) for text in texts]
    for file in (*sorted(rules), RuleFile("", b""), *sorted(lists)):
        parts += [os.fsencode(file.name), file.content]
    return kept.joined(parts)


def _modules() -> Iterator[str]:
    """Each file of this package with what changes when it is edited."""
    folders = [_PACKAGE]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if entry.name.endswith(".py"):
                    about = entry.stat()
                    yield f"{entry.path}:{about.st_mtime_ns}:{about.st_size}"
                elif entry.name in _READ and entry.is_dir():
                    folders.append(entry.path)


_READING = {"rulebook", "rules", "kinds", "sentences", "calendars", "tables", "parties"}
_FINISHING = {"forecasting", "patterns"}
_READ = frozenset(_READING | _FINISHING)
"""Packages of which a rulebook depends; the others may change without any effect on it."""


def _kept(place: str, made_of: bytes) -> "Rulebook | None":
    """The rulebook that was kept there, unless it is not whole or not ours."""
    content = kept.read(place, made_of)
    if content is None:
        return None
    from calendar_gen.rules import Rulebook

    try:
        found = _loaded(content)
    except Exception:  # noqa: BLE001 - whatever a strange file does, the rule files are still there
        return None
    return found if isinstance(found, Rulebook) else None


def _loaded(content: bytes) -> object:
    """What was kept, made of this package's own values and of nothing else."""
    from io import BytesIO

    try:  # the part of pickle that is written in C, which is there in half the time
        from _pickle import Unpickler, UnpicklingError  # of our own values alone
    except ImportError:  # an interpreter other than CPython
        from pickle import Unpickler, UnpicklingError  # nosec B403 # as above

    class OwnValues(Unpickler):
        def find_class(self, module: str, name: str) -> Any:
            found = super().find_class(module, name) if _is_ours(module) else None
            if not (isinstance(found, type) and issubclass(found, tuple)):
                raise UnpicklingError(f"{module}.{name} is none of our values")
            return found

    with paused():
        return OwnValues(BytesIO(content)).load()


def _is_ours(module: str) -> bool:
    return module.partition(".")[0] == __name__.partition(".")[0]
