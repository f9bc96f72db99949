"""Rulebooks as they were made of the same files before, kept in a folder.

A kept rulebook stands under the digest of all that it was made of: the files with their names, what
they may reach, this package's own modules and the interpreter. So it is never out of date, only
unused. Whatever is wrong with the folder or a file in it, the rule files are read as if it were not
there: the folder saves time and decides nothing.
"""

import os
import sys
from collections.abc import Collection, Iterator, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from calendar_gen.rulebook.files import RuleFile, is_record, rule_files, trees

if TYPE_CHECKING:
    from calendar_gen.rules import Rulebook

MOST_KEPT = 32
"""Rulebooks that a folder keeps; the oldest go first."""

_PACKAGE = os.path.dirname(os.path.dirname(__file__))
_DIGEST = sha256().digest_size


def load(
    paths: Sequence[str], records: Sequence[str] = (), *, kept_in: str | None = None
) -> "Rulebook":
    """The rulebook of files and folders (`-` is standard input), with every problem in `problems`.

    `records` are CSV files of visits, as are paths that end in `.csv`. What has an error is left
    out, and so is what needs it. `kept_in` is the folder of kept rulebooks, made if need be; None
    reads the files anew and keeps nothing. Raises MissingInput for a path that cannot be read.
    """
    files = list(rule_files(paths))
    lists = [*(file for file in files if is_record(file)), *rule_files(records)]
    rules = [file for file in files if not is_record(file)]
    around = trees([*paths, *records])
    # What lies in files that rule files name is not known before these are read.
    if kept_in is None or any(b"records:" in file.content for file in rules):
        return _read(rules, lists, around)._replace(roots=(*paths, *records))
    place = os.path.join(kept_in, f"{_key(rules, lists, around)}.rulebook")
    book = _kept(place)
    if book is None:
        book = _read(rules, lists, around)
        _keep(book, place)
    return book._replace(roots=(*paths, *records))


def _read(
    rules: Sequence[RuleFile], lists: Sequence[RuleFile], around: Collection[str]
) -> "Rulebook":
    from calendar_gen.rulebook.loading import assemble

    return assemble(rules, lists, around)


def _key(rules: Sequence[RuleFile], lists: Sequence[RuleFile], around: Collection[str]) -> str:
    parts = [sys.version, *sorted(around), *_modules()]
    for file in (*sorted(rules), *sorted(lists)):
        parts += [file.name, sha256(file.content).hexdigest()]
    return sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()


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


_READ = frozenset({"rulebook", "kinds", "sentences", "calendars", "tables", "parties"})
"""Packages of which a rulebook depends; the others may change without any effect on it."""


def _kept(place: str) -> "Rulebook | None":
    """The rulebook that was kept there, unless it is not whole or not ours."""
    try:
        with open(place, "rb") as file:
            owner = os.fstat(file.fileno()).st_uid
            content = file.read()
    except OSError:
        return None
    whole = sha256(content[_DIGEST:]).digest() == content[:_DIGEST]
    if not whole or (hasattr(os, "getuid") and owner != os.getuid()):
        return None
    from calendar_gen.rules import Rulebook

    try:
        found = _loaded(content[_DIGEST:])
    except Exception:  # noqa: BLE001 - whatever a strange file does, the rule files are still there
        return None
    return found if isinstance(found, Rulebook) else None


def _loaded(content: bytes) -> object:
    """What was kept, made of this package's own values and of nothing else."""
    from io import BytesIO
    from pickle import Unpickler, UnpicklingError

    class OwnValues(Unpickler):
        def find_class(self, module: str, name: str) -> Any:
            found = super().find_class(module, name) if _is_ours(module) else None
            if not (isinstance(found, type) and issubclass(found, tuple)):
                raise UnpicklingError(f"{module}.{name} is none of our values")
            return found

    return OwnValues(BytesIO(content)).load()


def _is_ours(module: str) -> bool:
    return module.partition(".")[0] == __name__.partition(".")[0]


def _keep(book: "Rulebook", place: str) -> None:
    """Keeps a rulebook for the next time, where that can be done."""
    import pickle
    from tempfile import NamedTemporaryFile

    content = pickle.dumps(book, protocol=5)
    folder = os.path.dirname(place)
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        with NamedTemporaryFile(dir=folder, suffix=".part", delete=False) as file:
            file.write(sha256(content).digest() + content)
        os.replace(file.name, place)
        _clear(folder)
    except OSError:
        return


def _clear(folder: str) -> None:
    """Removes what was kept, or begun, before the last that are allowed."""
    with os.scandir(folder) as entries:
        ours = [e for e in entries if e.name.endswith((".rulebook", ".part"))]
    for entry in sorted(ours, key=lambda e: (e.stat().st_mtime_ns, e.name))[:-MOST_KEPT]:
        os.unlink(entry.path)
