"""What a place must be able to do, so that files can be published to it."""

from collections.abc import Collection, Mapping
from typing import Protocol

from calendar_gen.publishing.site_files import SiteFile


class Place(Protocol):
    """A folder, a bucket: named paths with bytes. Every method raises CannotPublish."""

    lanes: int
    """How many files may be sent at the same time."""

    def takes(self, file: SiteFile, paths: set[str]) -> bool:
        """Whether a file of the site, whose files are at `paths`, is of any use there."""

    def served(self, path: str) -> str:
        """The headers that go with a file, in one line; "" where the place keeps none."""

    def manifest(self) -> bytes | None:
        """The bytes of the last manifest, if there is one."""

    def standing(self, paths: Collection[str]) -> Mapping[str, str]:
        """Which of `paths` are there, and what the place calls the version that is."""

    def send(self, path: str, content: bytes) -> str:
        """Put a file there, at once or not at all; gives what the place calls this version."""

    def remove(self, path: str) -> None:
        """Take a file away; one that is not there is fine."""
