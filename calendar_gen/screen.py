"""Where standard output goes: a terminal, with its width and colours, or somewhere else."""

import os
import sys
from contextlib import suppress


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


BESIDE = 12
"""Lines of a table that are no rows: its head, its foot, gaps between months, a prompt."""
LEAST_ROWS = 20
"""Rows that a screen is given however low it is."""


def height() -> int | None:
    """Rows of a table that a terminal can show at a time; None in a pipe, where nothing is cut."""
    if not is_terminal():
        return None
    import shutil

    return max(LEAST_ROWS, shutil.get_terminal_size().lines - BESIDE)


def give_up() -> None:
    """Send what is left to write nowhere, so that the interpreter does not try again at its end."""
    with suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
