"""Where a projection is kept: a folder, or a bucket of object storage with the same names."""

from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Protocol

from calendar_gen.publishing.addresses import BadAddress, BucketAddress, FolderAddress, read


class Store(Protocol):
    """Files by names with `/`; each is written whole or not at all."""

    def get(self, name: str) -> bytes | None:
        """A file, or None if there is none."""

    def put(self, name: str, content: bytes) -> None:
        """Write a file."""

    def names(self, below: str) -> list[str]:
        """The files below a folder, in order."""

    def remove(self, name: str) -> None:
        """Remove a file; one that is not there is as good as removed."""


class Folder:
    """A folder of this machine, or one that all machines share."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def path_of(self, name: str) -> Path:
        """Where a file is on this machine."""
        return self._root / name

    def get(self, name: str) -> bytes | None:
        """See Store."""
        try:
            return (self._root / name).read_bytes()
        except FileNotFoundError:
            return None

    def put(self, name: str, content: bytes) -> None:
        """See Store; two that write the same file at once write the same bytes."""
        target = self._root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=target.parent, prefix=".", suffix=".new", delete=False) as file:
            new = Path(file.name)
            try:
                file.write(content)
                file.close()
                new.replace(target)
            except BaseException:
                new.unlink(missing_ok=True)
                raise

    def names(self, below: str) -> list[str]:
        """See Store."""
        root = self._root / below
        files = (path for path in root.rglob("*") if path.is_file())
        return sorted(path.relative_to(self._root).as_posix() for path in files)

    def remove(self, name: str) -> None:
        """See Store; a folder that it leaves empty goes too."""
        path = self._root / name
        path.unlink(missing_ok=True)
        for folder in path.relative_to(self._root).parents[:-1]:
            try:
                (self._root / folder).rmdir()
            except OSError:  # it holds something, or is gone already
                return


def opened(target: str, endpoint: str | None = None) -> Store:
    """The store that is written like a target of `publish`: a folder, or s3://bucket/prefix.

    Raises BadAddress, and CannotPublish for a bucket without a key.
    """
    address = read(target)
    if isinstance(address, FolderAddress):
        return Folder(address.path)
    if isinstance(address, BucketAddress):
        from calendar_gen.publishing.bucket import Bucket

        return Bucket(address, endpoint)
    raise BadAddress("a projection goes to a folder or to s3://bucket/prefix")
