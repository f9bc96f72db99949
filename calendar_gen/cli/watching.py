"""Doing something again whenever a rule file changes, until the user ends it."""

import os
from collections.abc import Callable, Sequence
from time import sleep

import click

from calendar_gen.cli.options import Failure

PAUSE = 0.5
"""Seconds between two looks at the files."""

Stamp = tuple[tuple[str, int, int], ...]


def watched(paths: Sequence[str], act: Callable[[], int]) -> int:
    """What `act` returned last, run once and then after each change, until Ctrl-C.

    The screen is cleared before each run. Paths that are missing are waited for. Standard input,
    `-`, cannot be watched: a usage error.
    """
    if "-" in paths:
        raise click.UsageError("--watch needs files or folders, and - is standard input")
    code, seen = 0, None
    try:
        while True:
            stamp = stamp_of(paths)
            if stamp != seen:
                seen = stamp
                click.clear()
                code = _acted(act)
            sleep(PAUSE)
    except KeyboardInterrupt:
        return code


def _acted(act: Callable[[], int]) -> int:
    try:
        return act()
    except Failure as failure:
        click.echo(f"Error: {failure.message}", err=True)
        return failure.exit_code


def stamp_of(paths: Sequence[str]) -> Stamp:
    """Name, time of change and size of the rule files and records of the paths, as far as they are
    there.
    """
    from calendar_gen.rulebook.files import MissingInput, rule_paths

    found = []
    for path in paths:
        try:
            for name in rule_paths(path, records=True):
                told = os.stat(name)
                found.append((name, told.st_mtime_ns, told.st_size))
        except (MissingInput, FileNotFoundError):
            found.append((path, -1, -1))
    return tuple(found)
