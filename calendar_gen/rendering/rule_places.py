"""Places of rules in data: the same bytes wherever the rules lie."""

from collections.abc import Sequence


def rule_file(path: str, roots: Sequence[str]) -> str:
    """A rule file as seen from beside the file or folder that was named to be read, `rules/a.yaml`.

    `roots` are those paths as given; a file in none of them, such as standard input, stays.
    """
    file = path.replace("\\", "/")
    held = [
        root for root in (r.replace("\\", "/").rstrip("/") for r in roots) if _holds(root, file)
    ]
    if held:
        root = max(held, key=len)
        before = root.rfind("/") + 1
        # The folder that the command runs in, or one above, has no name of its own here.
        unnamed = root[before:] in (".", "..")
        file = file[len(root) + 1 :] if unnamed else file[before:]
    return file


def _holds(root: str, file: str) -> bool:
    return file == root or file.startswith(f"{root}/")
