"""Where a site can stand: which folder a path means, and what keeps one from being built there."""

import os
from pathlib import Path

from calendar_gen.site.folder import CannotWrite, mounted, real
from calendar_gen.site.previous import PLACE


def located(out: Path) -> Path:
    """The folder that `out` means, without links and `..`, where a site can be put.

    Whether it may be written only writing shows. Raises CannotWrite with a sentence, and
    FileNotFoundError if the current folder is gone.
    """
    try:
        folder = real(out)
        must_be_ours(folder)
    except OSError as error:
        if error.filename is None:
            raise
        raise CannotWrite(f"cannot write {out}: {error.strerror or error}") from error
    return folder


def must_be_ours(folder: Path) -> None:
    """Never replace what is not a site of ours, and what cannot be replaced.

    `folder` is free of links. Raises CannotWrite, or OSError where it cannot be looked at.
    """
    if not folder.name:
        raise CannotWrite(
            f"cannot write {folder}: it is the root of all folders; name an empty or a new folder"
        )
    if folder.parent.exists() and not folder.parent.is_dir():
        raise CannotWrite(f"cannot write {folder}: {folder.parent} is a file, not a folder")
    if not folder.parent.is_dir():
        raise CannotWrite(f"cannot write {folder}: there is no folder {folder.parent}")
    if not os.path.lexists(folder):
        return
    if not folder.is_dir():
        raise CannotWrite(f"cannot write {folder}: it is a file, not a folder")
    if any(folder.iterdir()) and not (folder / PLACE).is_file():
        raise CannotWrite(
            f"cannot write {folder}: it is not empty and holds no site of calendar-gen (it has no "
            f"{PLACE}); name an empty or a new folder"
        )
    if folder.is_mount():
        raise mounted(folder)
