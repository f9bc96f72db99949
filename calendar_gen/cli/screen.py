"""Where standard output goes: a terminal, with its width and colours, or somewhere else."""

import os
import sys


def is_terminal() -> bool:
    """Whether a person watches standard output; a closed one has no watcher."""
    return sys.stdout is not None and sys.stdout.isatty()


def colour() -> bool:
    """Whether colour may be used: on a terminal, and never under NO_COLOR."""
    return is_terminal() and "NO_COLOR" not in os.environ


def width() -> int | None:
    """Columns of the terminal; None in a pipe, where nothing is cut."""
    if not is_terminal():
        return None
    import shutil

    return shutil.get_terminal_size().columns
