"""Where the shipped templates and rules lie.

A wheel carries both folders inside the package, below `shipped/`. A checkout, and so an editable
install, which never sees the folders that the wheel is given, has them beside the package.
"""

import os

TYPE_CHECKING = False  # see calendar_gen
if TYPE_CHECKING:
    from collections.abc import Sequence

_PACKAGE = os.path.dirname(__file__)

SHIPPED = "shipped"
"""Stands for the shipped rules where files and folders are named, unless there is such a path."""


class AssetMissing(FileNotFoundError):  # noqa: N818 - it says what is the case
    """A sentence on what of calendar-gen's own files is missing or cannot be read."""


def unreadable(path: str, reason: str | None) -> AssetMissing:
    """What to say of one of calendar-gen's own files, and why it cannot be read, if known."""
    why = f" ({reason})" if reason else ""
    return AssetMissing(
        f"calendar-gen's own {path} cannot be read{why}: its installation is not whole; install "
        "calendar-gen again"
    )


def missing_asset(error: OSError) -> AssetMissing | None:
    """What to say of an error if it is about a file of the package itself; None if it is not."""
    if isinstance(error, AssetMissing):
        return error
    path = error.filename
    if not isinstance(path, str) or not os.path.abspath(path).startswith(_PACKAGE + os.sep):
        return None
    return unreadable(path, error.strerror)


def templates_dir() -> str:
    """Return the folder of the shipped Jinja templates.

    Raises AssetMissing if neither the package nor a checkout around it has them.
    """
    return shipped_folder("templates", _PACKAGE)


def rules_dir() -> str:
    """Return the folder of the shipped rule files.

    Raises AssetMissing if neither the package nor a checkout around it has them.
    """
    return shipped_folder("rules", _PACKAGE)


def rules_named(path: str) -> str:
    """Return a path of rules as given, and the folder of the shipped rules for `SHIPPED`.

    Raises AssetMissing.
    """
    return rules_dir() if path == SHIPPED and not os.path.exists(path) else path


def files_of(paths: "Sequence[str]") -> tuple[str, ...]:
    """The paths as they are read: for `SHIPPED`, and for none, the folder of the shipped rules, as
    seen from the current folder.

    Raises AssetMissing.
    """
    if not paths:
        return (_as_seen_from_here(rules_dir()),)
    named = ((path, rules_named(path)) for path in paths)
    return tuple(path if path == file else _as_seen_from_here(file) for path, file in named)


def _as_seen_from_here(folder: str) -> str:
    """The path to show: short where the folder is below the current one."""
    return folder.removeprefix(os.path.join(os.getcwd(), ""))


def shipped_folder(name: str, package: str) -> str:
    """Return the folder `name` that belongs to the package installed or checked out at `package`.

    A folder beside the package counts only in a checkout: next to an installed package
    it would be somebody else's. Raises AssetMissing if there is none.
    """
    packaged = os.path.join(package, "shipped", name)
    if os.path.isdir(packaged):
        return packaged
    checkout = os.path.dirname(package)
    ours = os.path.join(checkout, name)
    if os.path.isfile(os.path.join(checkout, "pyproject.toml")) and os.path.isdir(ours):
        return ours
    raise AssetMissing(
        f"calendar-gen's own {name} are missing: neither {packaged} nor a checkout's "
        f"{ours} exists; install calendar-gen again, or name a folder of your own"
    )
