"""A folder that changes at once or not at all.

The new one is written beside the old one, takes over by links what did not change and what was
never ours, and then changes places with it in one step where the system can do that (Linux,
`renameat2`). Elsewhere the old one steps aside first; a build that dies between the two steps is
mended by the next. Two builds of one site at once: the second waits for the lock on that site.
"""

import errno
import filecmp
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple


class CannotWrite(Exception):  # noqa: N818 - it says what is the case
    """A sentence on why a folder or file cannot be written."""


def mounted(folder: Path) -> CannotWrite:
    """What to say of a folder that cannot change places with a new one, since it is mounted."""
    return CannotWrite(
        f"cannot write {folder}: it is mounted, and what is mounted cannot be replaced; name a "
        f"folder in it, such as {folder / 'site'}"
    )


def real(path: Path) -> Path:
    """A path without links and `..`; OSError if its links lead in a circle."""
    with suppress(FileNotFoundError, NotADirectoryError):
        path.stat()  # which says so in every version of Python, as `resolve` does not
    return path.resolve()


class Written(NamedTuple):
    """What became of the files of a build, as paths inside the folder with `/`."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    same: int


class Draft:
    """The new folder while it is being written: its files, and the SHA-256 of each feed.

    `old` is the folder whose place it takes. `standing` are files of that which are known to be as
    a build of this program left them, each with the key of what it rests on; where that is the
    same, they are `kept` as they are. If it is only to be looked at, and so `dry`, they stay where
    they are.
    """

    def __init__(
        self, root: Path, old: Path, standing: Mapping[str, str], *, dry: bool = False
    ) -> None:
        self.root = root
        self.files: list[str] = []
        self.feeds: dict[str, str] = {}
        self.keys: dict[str, str] = {}
        self.kept: set[str] = set()
        self._old = old
        self._standing = standing
        self._dry = dry

    def write(self, path: str, chunks: Iterable[bytes]) -> None:
        """Write one file; `path` is inside the folder, with `/`."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        made = sha256()
        with target.open("xb") as file:
            for chunk in chunks:
                file.write(chunk)
                made.update(chunk)
        if path.endswith(".ics"):
            self.feeds[path] = made.hexdigest()
        self.files.append(path)

    def take(self, path: str) -> None:
        """Take over a file of the old folder as it is; `path` is inside both, with `/`."""
        if not self._dry:
            target = self.root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            _link(self._old / path, target)
        self.kept.add(path)
        self.files.append(path)

    def place(self, path: str) -> Path:
        """Where a file of the new folder can be read now."""
        return (self._old if path in self.kept else self.root) / path

    @contextmanager
    def resting_on(self, key: str) -> Iterator[bool]:
        """Within it the files are written that rest on what has the key, unless they stand and are
        taken over: then it gives True.
        """
        standing = [path for path, own in self._standing.items() if own == key]
        for path in standing:
            self.take(path)
        before = len(self.files) - len(standing)
        yield bool(standing)
        self.keys |= dict.fromkeys(self.files[before:], key)


@contextmanager
def locked(folder: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the lock on the site in `folder`; `waiting` is called once if another has it.

    It lies on a file beside the folder, which is there as long as somebody has it: the folder
    itself changes places. Who may write nothing there can build nothing, and reads unlocked.
    """
    try:
        import fcntl
    except ImportError:  # no such locks on this system
        yield
        return
    place = folder.with_name(f".{folder.name}.lock")
    told = False
    while (handle := _opened(place)) is not None:
        try:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if not told:
                    waiting()
                    told = True
                fcntl.flock(handle, fcntl.LOCK_EX)
            if not _is_at(handle, place):  # who had it cleared it away: there may be a new one
                continue
            try:
                yield
            finally:
                with suppress(OSError):
                    place.unlink()  # before the lock is free, so that nobody else's is lost
            return
        finally:
            os.close(handle)
    yield


def _opened(place: Path) -> int | None:
    """A lock file, made if it is not there; None if it is not, and cannot be made here."""
    try:
        return os.open(place, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o666)
    except OSError as error:
        if error.errno not in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise
    try:
        return os.open(place, os.O_RDONLY | os.O_NOFOLLOW)  # that of another user
    except FileNotFoundError:
        return None


def _is_at(handle: int, place: Path) -> bool:
    """Whether an open file is still the one that bears the name."""
    try:
        return os.path.samestat(os.fstat(handle), place.lstat())
    except FileNotFoundError:
        return False


def beside(folder: Path) -> tuple[Path, Path]:
    """Where the new folder is written, and where the old one steps aside to."""
    return folder.with_name(f".{folder.name}.new"), folder.with_name(f".{folder.name}.old")


def mend(folder: Path) -> None:
    """Clear away what a build left that was killed; under the lock."""
    new, old = beside(folder)
    if old.exists():
        if folder.exists():
            shutil.rmtree(old)
        else:
            old.rename(folder)
    if new.exists():
        shutil.rmtree(new)


def compare(old: Path, draft: Draft, ours: Iterable[str]) -> Written:
    """How the draft differs from the folder `old`; `ours` are the files that the last build
    wrote.
    """
    before = {path for path in ours if (old / path).is_file()}
    there = [path for path in draft.files if (old / path).is_file()]
    same = {
        path
        for path in there
        if path in draft.kept or filecmp.cmp(old / path, draft.root / path, shallow=False)
    }
    return Written(
        tuple(sorted(set(draft.files) - set(there))),
        tuple(sorted(set(there) - same)),
        tuple(sorted(before - set(draft.files))),
        len(same),
    )


def keep_unchanged(old: Path, draft: Draft, written: Written) -> None:
    """Put the very files of the old folder in place of those of the draft that have the same
    bytes.
    """
    settled = {*written.added, *written.changed, *draft.kept}
    for path in draft.files:
        if path not in settled:
            (draft.root / path).unlink()
            _link(old / path, draft.root / path)


def keep_foreign(old: Path, draft: Draft, ours: Iterable[str]) -> None:
    """Take over what somebody else put into the old folder: it is not ours to lose."""
    own = {*ours, *draft.files}
    for folder, names, files in os.walk(old):
        inside = Path(folder).relative_to(old)
        for name in list(names):
            if (old / inside / name).is_symlink():
                names.remove(name)
                files.append(name)
        for name in files:
            path = inside / name
            if path.as_posix() not in own:
                (draft.root / inside).mkdir(parents=True, exist_ok=True)
                _link(old / path, draft.root / path)


def _link(source: Path, target: Path) -> None:
    """The same file under a second name; a copy with the same times where that cannot be."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError as error:
        if error.errno not in (errno.EXDEV, errno.EPERM, errno.EMLINK, errno.ENOTSUP, errno.EACCES):
            raise
        shutil.copy2(source, target, follow_symlinks=False)


def swap(folder: Path, new: Path) -> None:
    """Put `new` in the place of `folder`, and clear the old one away."""
    _, old = beside(folder)
    if not folder.exists():
        new.rename(folder)
        return
    shutil.copymode(folder, new)
    if _exchange(folder, new):
        shutil.rmtree(new)
        return
    folder.rename(old)
    try:
        new.rename(folder)
    except OSError:
        old.rename(folder)
        raise
    shutil.rmtree(old)


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step; False where the system cannot."""
    import ctypes

    rename = (
        getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
        if os.name == "posix"
        else None
    )
    if rename is None:
        return False
    here, exchange = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
    if rename(here, os.fsencode(one), here, os.fsencode(other), exchange) == 0:
        return True
    code = ctypes.get_errno()
    if code == errno.EBUSY:
        raise mounted(one)
    if code in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP):
        return False
    raise OSError(code, os.strerror(code), str(one))


def write_file(path: Path, content: bytes, *, private: bool = False) -> None:
    """Write one file at once or not at all, through a new one beside it; one that is `private` and
    was not there is for its owner's eyes only, from its first byte on.

    Raises CannotWrite.
    """
    write_parts(path, (content,), private=private)


def write_parts(path: Path, parts: Iterable[bytes], *, private: bool = False) -> None:
    """Write one file as `write_file` does, part by part as they come; if they end with an error,
    nothing is left of it.

    Raises CannotWrite, also for an OSError of the parts themselves.
    """
    try:
        if path.exists() and not path.is_file():  # a pipe or a terminal cannot be replaced
            with path.open("wb") as file:
                file.writelines(parts)
            return
        target = real(path)
        new = target.with_name(f".{target.name}.new")
        try:
            if private:
                new.unlink(missing_ok=True)
                new.touch(0o600)
            with new.open("wb") as file:
                file.writelines(parts)
            if target.exists():
                shutil.copymode(target, new)
            new.replace(target)
        finally:
            new.unlink(missing_ok=True)
    except OSError as error:
        raise CannotWrite(f"cannot write {path}: {error.strerror or error}") from error
