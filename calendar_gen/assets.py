"""Where the shipped templates and rules lie.

A wheel carries both folders inside the package, below `shipped/`. A checkout, and so an editable
install, which never sees the folders that the wheel is given, has them beside the package.
"""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def templates_dir() -> Path:
    """Return the folder of the shipped Jinja templates.

    Raises FileNotFoundError if neither the package nor a checkout around it has them.
    """
    return shipped_folder("templates", _PACKAGE)


def rules_dir() -> Path:
    """Return the folder of the shipped rule files.

    Raises FileNotFoundError if neither the package nor a checkout around it has them.
    """
    return shipped_folder("rules", _PACKAGE)


def shipped_folder(name: str, package: Path) -> Path:
    """Return the folder `name` that belongs to the package installed or checked out at `package`.

    A folder beside the package counts only in a checkout: next to an installed package
    it would be somebody else's. Raises FileNotFoundError if there is none.
    """
    packaged = package / "shipped" / name
    if packaged.is_dir():
        return packaged
    checkout = package.parent
    if (checkout / "pyproject.toml").is_file() and (checkout / name).is_dir():
        return checkout / name
    raise FileNotFoundError(
        f"calendar-gen's own {name} are missing: neither {packaged} nor a checkout's "
        f"{checkout / name} exists; install calendar-gen again, or name a folder of your own"
    )
