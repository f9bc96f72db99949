"""A folder of this machine as a place to publish to, such as the root of a web server."""

from collections.abc import Collection, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from calendar_gen.publishing.manifest import PLACE
from calendar_gen.publishing.outcome import CannotPublish
from calendar_gen.publishing.site_files import SiteFile
from calendar_gen.site.folder import CannotWrite, write_file


class Folder:
    """The folder `root`, which is made if its parent is there.

    Each file changes at once; the folder need not be ours, and what is not ours stays.
    """

    lanes = 1

    def __init__(self, root: Path) -> None:
        self._root = root

    def takes(self, file: SiteFile, paths: set[str]) -> bool:
        """All of them."""
        return True

    def served(self, path: str) -> str:
        """Nothing: a web server decides on headers."""
        return ""

    def manifest(self) -> bytes | None:
        """See Place."""
        try:
            return (self._root / PLACE).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise self._refused(error) from error

    def standing(self, paths: Collection[str]) -> Mapping[str, str]:
        """The version of a file is the SHA-256 of its bytes."""
        found = {}
        try:
            for path in paths:
                file = self._root / path
                if file.is_file():
                    found[path] = sha256(file.read_bytes()).hexdigest()
        except OSError as error:
            raise self._refused(error) from error
        return found

    def send(self, path: str, content: bytes) -> str:
        """See Place."""
        target = self._root / path
        if not self._root.parent.is_dir():
            raise CannotPublish(
                f"cannot write {self._root}: there is no folder {self._root.parent}"
            )
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            write_file(target, content)
        except OSError as error:
            raise self._refused(error) from error
        except CannotWrite as error:
            raise CannotPublish(str(error)) from error
        return sha256(content).hexdigest()

    def remove(self, path: str) -> None:
        """Folders that are empty then go too."""
        target = self._root / path
        try:
            target.unlink(missing_ok=True)
        except OSError as error:
            raise self._refused(error) from error
        with suppress(OSError):
            for folder in target.relative_to(self._root).parents[:-1]:
                (self._root / folder).rmdir()

    def _refused(self, error: OSError) -> CannotPublish:
        where = f" ({error.filename})" if error.filename else ""
        return CannotPublish(f"cannot write {self._root}: {error.strerror or error}{where}")
