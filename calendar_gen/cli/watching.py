"""Doing something again whenever a rule file changes, until the user ends it."""

from collections.abc import Callable, Iterator, Sequence
from time import sleep
from typing import TYPE_CHECKING

import click

from calendar_gen.cli.clock import time_of_day
from calendar_gen.cli.options import Failure
from calendar_gen.limits import without_end
from calendar_gen.problems import visible

if TYPE_CHECKING:
    from calendar_gen.rulebook.files import Stamp, Stamps

PAUSE = 0.5
"""Seconds between two looks at the files."""


def watched(paths: Sequence[str], act: Callable[["Stamps"], int]) -> int:
    """What `act` returned last, run once and then after each change, until Ctrl-C.

    It fills in how the lists that the rules name stood before it read them. The screen is cleared
    before each run, and a line on standard error says when it was. Paths that are missing are
    waited for. Standard input, `-`, cannot be watched: a usage error.
    """
    if "-" in paths:
        raise click.UsageError("--watch needs files or folders, and - is standard input")
    from calendar_gen.rulebook.files import first_changed

    without_end()
    code, seen = 0, None
    lists: Stamps = {}
    try:
        while True:
            stamp = stamp_of(paths)
            if stamp != seen or first_changed(lists) is not None:
                seen, lists = stamp, {}
                click.clear()
                code = _acted(act, lists)
                click.echo(f"Checked at {time_of_day()}; Ctrl-C ends this.", err=True)
            sleep(PAUSE)
    except KeyboardInterrupt:
        click.echo(err=True)  # a prompt begins a line, and does not follow "^C"
        return code


def _acted(act: Callable[["Stamps"], int], lists: "Stamps") -> int:
    try:
        return act(lists)
    except Failure as failure:
        click.echo(f"Error: {visible(failure.message)}", err=True)
        return failure.exit_code


def stamp_of(paths: Sequence[str]) -> tuple[tuple[str, "Stamp | None"], ...]:
    """How the rule files of the paths stand, by name, as far as they are there."""
    from calendar_gen.rulebook.files import standing

    return tuple((name, standing(name)) for path in paths for name in _files(path))


def _files(path: str) -> Iterator[str]:
    """The rule files of a path; none if it is missing."""
    from calendar_gen.rulebook.files import MissingInput, rule_paths

    try:
        yield from rule_paths(path)
    except MissingInput:
        return
