"""The files that belong to the project, found without git, which a reader's machine may lack."""

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent


def ignored_names() -> set[str]:
    """Return the names in .gitignore; each is a folder's name, ignored wherever it is."""
    return {line.rstrip("/") for line in (ROOT / ".gitignore").read_text().split()} | {".git"}


def top_level() -> set[str]:
    """Return the names at the top of the checkout that git does not ignore."""
    return {path.name for path in ROOT.iterdir()} - ignored_names()


def files(folder: Path = ROOT) -> Iterator[Path]:
    """Yield every file below the folder that git does not ignore."""
    ignored = ignored_names()
    for path in sorted(folder.iterdir()):
        if path.name in ignored:
            continue
        if path.is_dir():
            yield from files(path)
        else:
            yield path
