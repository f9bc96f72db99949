"""Files in the user's folder of what is kept, which save time and decide nothing.

Each stands behind all that it was made of, and serves only if that is the same to the byte. It is
written beside its place and renamed, so that there is a whole one or none whoever writes at once.
Whatever is wrong with the folder or a file in it, there is none.
"""

import os
from zlib import crc32

TYPE_CHECKING = False  # see calendar_gen
if TYPE_CHECKING:
    from collections.abc import Iterable

_SUM = 4
_LENGTH = 8
_PART = ".part"
_ANEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
"""Never what is there already: where others can write, a link of theirs may lead to a file of ours.
"""


def users_folder() -> str | None:
    """The folder, by the XDG Base Directory Specification; None if there is no such place."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    if not os.path.isabs(base):  # which the specification says to ignore
        base = os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(base, "calendar-gen") if os.path.isabs(base) else None


def joined(parts: "Iterable[bytes]") -> bytes:
    """The parts in one, each behind its length, so that others never give the same."""
    return b"".join(len(part).to_bytes(_LENGTH, "big") + part for part in parts)


def parted(whole: bytes) -> list[bytes]:
    """The parts that were joined."""
    parts, at = [], 0
    while at < len(whole):
        end = at + _LENGTH + int.from_bytes(whole[at : at + _LENGTH], "big")
        parts.append(whole[at + _LENGTH : end])
        at = end
    return parts


def place(folder: str, made_of: bytes, ending: str) -> str:
    """Where in the folder lies what was made of that."""
    return os.path.join(folder, f"{crc32(made_of):08x}{ending}")


def read(path: str, made_of: bytes) -> bytes | None:
    """What was kept there, unless it is not whole, not ours, or was made of something else."""
    try:
        with open(path, "rb") as file:
            owner = os.fstat(file.fileno()).st_uid
            checked, same = file.read(_SUM), file.read(len(made_of)) == made_of
            content = file.read() if same else b""
    except OSError:
        return None
    if not same or checked != _sum(content) or (hasattr(os, "getuid") and owner != os.getuid()):
        return None
    return content


def keep(path: str, made_of: bytes, content: bytes, *, most: int) -> None:
    """Keeps it for the next time, where that can be done, and of its kind the last so many."""
    folder = os.path.dirname(path)
    part = f"{path}.{os.getpid()}{_PART}"
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        if os.path.lexists(part):  # of one that was killed
            os.unlink(part)
        try:
            with open(os.open(part, _ANEW, 0o600), "wb") as file:
                file.writelines((_sum(content), made_of, content))
            os.replace(part, path)
        except OSError:  # a disk that is full stays so for as long as this is there
            os.unlink(part)
            raise
        _clear(folder, os.path.splitext(path)[1], most)
    except OSError:
        return


def _sum(content: bytes) -> bytes:
    return crc32(content).to_bytes(_SUM, "big")


def _clear(folder: str, ending: str, most: int) -> None:
    """Removes what was kept, or begun, before the last that are allowed."""
    with os.scandir(folder) as entries:
        ours = [e for e in entries if e.name.endswith((ending, _PART))]
    for entry in sorted(ours, key=lambda e: (e.stat().st_mtime_ns, e.name))[:-most]:
        os.unlink(entry.path)
