"""The files that belong to the project, found without git, which a reader's machine may lack."""

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent


def is_ignored(path: Path) -> bool:
    """Say whether git ignores a file or folder whose parents it does not ignore.

    .gitignore holds names only: `/name/` at the top, `name` and `name/` anywhere.
    """
    lines = {line.rstrip("/") for line in (ROOT / ".gitignore").read_text().split()}
    at_top = path.parent == ROOT and f"/{path.name}" in lines
    return at_top or path.name in lines or path.name == ".git"


def top_level() -> set[str]:
    """Return the names at the top of the checkout that git does not ignore."""
    return {path.name for path in ROOT.iterdir() if not is_ignored(path)}


def files(folder: Path = ROOT) -> Iterator[Path]:
    """Yield every file below the folder that git does not ignore."""
    for path in sorted(folder.iterdir()):
        if is_ignored(path):
            continue
        if path.is_dir():
            yield from files(path)
        else:
            yield path
