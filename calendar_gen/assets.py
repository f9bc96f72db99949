"""Where the shipped templates and rules lie.

A wheel carries both folders inside the package, below `shipped/`. A checkout, and so an editable
install, which never sees the folders that the wheel is given, has them beside the package.
"""

import os

_PACKAGE = os.path.dirname(__file__)


def templates_dir() -> str:
    """Return the folder of the shipped Jinja templates.

    Raises FileNotFoundError if neither the package nor a checkout around it has them.
    """
    return shipped_folder("templates", _PACKAGE)


def rules_dir() -> str:
    """Return the folder of the shipped rule files.

    Raises FileNotFoundError if neither the package nor a checkout around it has them.
    """
    return shipped_folder("rules", _PACKAGE)


def shipped_folder(name: str, package: str) -> str:
    """Return the folder `name` that belongs to the package installed or checked out at `package`.

    A folder beside the package counts only in a checkout: next to an installed package
    it would be somebody else's. Raises FileNotFoundError if there is none.
    """
    packaged = os.path.join(package, "shipped", name)
    if os.path.isdir(packaged):
        return packaged
    checkout = os.path.dirname(package)
    ours = os.path.join(checkout, name)
    if os.path.isfile(os.path.join(checkout, "pyproject.toml")) and os.path.isdir(ours):
        return ours
    raise FileNotFoundError(
        f"calendar-gen's own {name} are missing: neither {packaged} nor a checkout's "
        f"{ours} exists; install calendar-gen again, or name a folder of your own"
    )
