"""The files of a site as they are to be published, in the order in which they are sent."""

import os
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from calendar_gen.publishing.manifest import PLACE as MANIFEST
from calendar_gen.publishing.outcome import NoSite
from calendar_gen.site.previous import PLACE as MEMORY

PACKED = (".gz", ".br")


class SiteFile(NamedTuple):
    """A file: its path inside the site with `/`, where it lies, and the SHA-256 of its bytes."""

    path: str
    source: Path
    digest: str

    def read(self) -> bytes:
        """Its bytes."""
        return self.source.read_bytes()


def there(site: Path) -> Path:
    """The folder of the site, without links.

    Raises NoSite if none was built there.
    """
    if not (site / MEMORY).is_file():
        raise NoSite(
            f"{site} holds no site of calendar-gen (it has no {MEMORY}); "
            "`calendar-gen build -o SITE` writes one"
        )
    return site.resolve()


def site_files(site: Path) -> list[SiteFile]:
    """Every file of the site but hidden ones, first pages last: what they link to is there by
    then.
    """
    found = []
    for folder, names, files in os.walk(site):
        names[:] = [name for name in names if not name.startswith(".")]
        for name in files:
            source = Path(folder) / name
            path = source.relative_to(site).as_posix()
            if not name.startswith(".") and path != MANIFEST and source.is_file():
                found.append(SiteFile(path, source, sha256(source.read_bytes()).hexdigest()))
    return sorted(found, key=_turn)


def _turn(file: SiteFile) -> tuple[bool, bool, str]:
    """Index pages after all else, that of the main language after those of the others."""
    name = file.path.rpartition("/")[2].removesuffix(".gz").removesuffix(".br")
    return name == "index.html", "/" not in file.path, file.path


def is_packed_copy(file: SiteFile, paths: set[str]) -> bool:
    """Whether it is the gzip or brotli copy of another of the site's `paths`."""
    stem, dot, suffix = file.path.rpartition(".")
    return dot + suffix in PACKED and stem in paths
