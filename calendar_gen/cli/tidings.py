"""What long work tells while it goes on, and `build` when it is done; `publish` waits in the same
words.
"""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from calendar_gen.problems import visible

if TYPE_CHECKING:
    from pathlib import Path

    from calendar_gen.as_left import Said
    from calendar_gen.site import Changes, Report

NOTHING = "nothing has changed"


def progress(step: str, doing: str = "Building") -> None:
    """What is being done, on a terminal only, on one line that goes again."""
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K{step and f'{doing}: {step} '}", err=True, nl=False)


def tell_waiting(folder: "Path | str") -> None:
    """That somebody else has the site: a build that writes it, or a publication that reads it."""
    told = f"{visible(str(folder))} is being built or published; waiting for that to end."
    click.echo(told, err=True)


def tell_changes(report: "Report") -> None:
    """What a build would change, a line each."""
    from calendar_gen.site import lines

    for line in lines(report.changes):
        click.echo(line)


def tell_summary(folder: "Path", said: "Said", differing: str) -> None:
    """What was written, how its bytes differ from those before, and where to open it."""
    feeds = sum(path.endswith(".ics") and path[0] != "." for path in said.files)
    digests = sum("digests/" in path and path.endswith(".html") for path in said.files)
    for remark in (*said.remarks, *_left_behind()):
        click.echo(visible(f"Note: {remark}."), err=True)
    click.echo(
        f"{visible(str(folder))}: {_counted(feeds, 'feed')}, {_counted(digests, 'digest')} and "
        f"data; {differing}.\n"
        f"Open {visible(str(folder / 'index.html'))}",
        err=True,
    )


def differing(changes: "Changes") -> str:
    """How many files are new, changed, as before and gone, by their bytes."""
    files = changes.files
    if not (files.added or files.changed or files.removed):
        return NOTHING
    told = f"{_counted(len(files.added), 'file')} new, {len(files.changed)} changed"
    if changes.dated:
        all_of_them = len(changes.dated) == len(files.changed)
        told += f" ({'all' if all_of_them else len(changes.dated)} follow the as-of day)"
    told += f", {files.same} as before"
    return told + (f", {len(files.removed)} gone" if files.removed else "")


def _left_behind() -> Iterator[str]:
    """A remark if the shell stands in the folder whose place the new one took."""
    from pathlib import Path

    try:
        Path.cwd()
    except FileNotFoundError:
        yield 'this shell still stands in the old folder; cd "$PWD" goes to the new one'


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" + ("" if number == 1 else "s")
