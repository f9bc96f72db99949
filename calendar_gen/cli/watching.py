"""Doing something again whenever a rule file changes, until the user ends it."""

import os
from collections.abc import Callable, Iterator, Sequence
from time import sleep

import click

from calendar_gen.cli.clock import time_of_day
from calendar_gen.cli.options import Failure
from calendar_gen.limits import without_end
from calendar_gen.problems import visible

PAUSE = 0.5
"""Seconds between two looks at the files."""

Stamp = tuple[tuple[str, int, int], ...]


def watched(paths: Sequence[str], act: Callable[[], int]) -> int:
    """What `act` returned last, run once and then after each change, until Ctrl-C.

    The screen is cleared before each run, and a line on standard error says when it was. Paths that
    are missing are waited for. Standard input, `-`, cannot be watched: a usage error.
    """
    if "-" in paths:
        raise click.UsageError("--watch needs files or folders, and - is standard input")
    without_end()
    code, seen = 0, None
    try:
        while True:
            stamp = stamp_of(paths)
            if stamp != seen:
                seen = stamp
                click.clear()
                code = _acted(act)
                click.echo(f"Checked at {time_of_day()}; Ctrl-C ends this.", err=True)
            sleep(PAUSE)
    except KeyboardInterrupt:
        click.echo(err=True)  # a prompt begins a line, and does not follow "^C"
        return code


def _acted(act: Callable[[], int]) -> int:
    try:
        return act()
    except Failure as failure:
        click.echo(f"Error: {visible(failure.message)}", err=True)
        return failure.exit_code


def stamp_of(paths: Sequence[str]) -> Stamp:
    """Name, time of change and size of the rule files and records of the paths, as far as they are
    there.
    """
    return tuple(_stamp(name) for path in paths for name in _files(path))


def _stamp(name: str) -> tuple[str, int, int]:
    try:
        told = os.stat(name)
    except OSError:
        return name, -1, -1
    return name, told.st_mtime_ns, told.st_size


def _files(path: str) -> Iterator[str]:
    """The rule files of a path, and the lists of visits that they can name; none if it is
    missing.
    """
    from calendar_gen.rulebook.files import RECORDS, MissingInput, rule_paths

    try:
        yield from rule_paths(path, records=True)
        if not os.path.isdir(path) and _names_records(path):
            around = rule_paths(os.path.dirname(path) or os.curdir, records=True)
            yield from (name for name in around if name.endswith(RECORDS))
    except MissingInput:
        return


def _names_records(path: str) -> bool:
    from calendar_gen.rulebook.files import names_lists

    try:
        with open(path, "rb") as file:
            return names_lists(file.read())
    except OSError:
        return False
