"""`calendar-gen import --bulk`: tables of rules from all of Wikidata, in flat memory."""

import signal
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from calendar_gen.cli.options import BAD_RULES, CANNOT_WRITE, MISSING_INPUT, Failure

if TYPE_CHECKING:
    from calendar_gen.importing.bulk import BulkImport
    from calendar_gen.importing.draft import Settings

_EVERY = 0.5
"""Seconds between two looks at the progress."""
_LOOKS = 512
"""Items between two looks at the clock."""


def import_in_bulk(
    names: Sequence[str], output: str, settings: "Settings", *, keep_going: bool
) -> None:
    """Write the rules of files as lines of JSON, to a file that is whole or not there.

    Raises Failure: 65 for a line that is no object and without any rule, 66, 73.
    """
    from calendar_gen.importing.bulk import BrokenInput, BulkImport

    bulk = BulkImport(settings, keep_going=keep_going)
    progress = _Progress(bulk)
    try:
        with _ended_by_signals():
            _write(output, _parts(names, bulk, progress))
    except BrokenInput as error:
        progress.clear()
        _tell(bulk)
        click.echo(str(error.problem), err=True)
        hint = "--keep-going leaves out what is broken"
        raise Failure(f"nothing is written; {hint}", BAD_RULES) from None
    finally:
        progress.clear()
    _tell(bulk)
    _tell_counts(bulk)


def _parts(names: Sequence[str], bulk: "BulkImport", progress: "_Progress") -> Iterator[bytes]:
    for name in names:
        with _opened(name) as file:
            progress.file = file
            try:
                for lines in bulk.read("<stdin>" if name == "-" else name, file):
                    progress.step()
                    yield lines.encode()
            except OSError as error:
                raise _unreadable(name, error) from error
    if not bulk.rules:
        progress.clear()
        _tell(bulk)
        raise Failure(f"nothing in {', '.join(names)} can be imported", BAD_RULES)


@contextmanager
def _opened(name: str) -> Iterator[BinaryIO]:
    if name == "-":
        yield sys.stdin.buffer
        return
    try:
        file = Path(name).open("rb")  # noqa: SIM115 - it is closed below
    except FileNotFoundError:
        raise Failure(f'there is no file "{name}"', MISSING_INPUT) from None
    except (OSError, ValueError) as error:
        raise _unreadable(name, error) from error
    with file:
        yield file


def _unreadable(name: str, error: Exception) -> Failure:
    why = getattr(error, "strerror", None) or error
    return Failure(f'the file "{name}" cannot be read: {why}', MISSING_INPUT)


def _write(output: str, parts: Iterator[bytes]) -> None:
    if output == "-":
        sys.stdout.buffer.writelines(parts)
        sys.stdout.buffer.flush()
        return
    from calendar_gen.site import CannotWrite, write_parts

    try:
        write_parts(Path(output), parts)
    except CannotWrite as error:
        raise Failure(str(error), CANNOT_WRITE) from error


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Lets SIGTERM end the command as Ctrl+C does: with what it had begun cleared away."""

    def end(number: int, _frame: object) -> None:
        sys.exit(128 + number)

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


class _Progress:
    """One line on a terminal that is written again and again; nothing elsewhere."""

    def __init__(self, bulk: "BulkImport") -> None:
        self._bulk = bulk
        self._shown = sys.stderr is not None and sys.stderr.isatty()
        self._started = self._last = time.monotonic()
        self._steps = 0
        self.file: BinaryIO | None = None

    def step(self) -> None:
        """An item is done."""
        self._steps += 1
        if not self._shown or self._steps % _LOOKS:
            return
        now = time.monotonic()
        if now - self._last < _EVERY:
            return
        self._last = now
        _tell(self._bulk, before="\r\x1b[K")
        rate = self._bulk.items / (now - self._started)
        counts = f"{self._bulk.items:,} items, {self._bulk.rules:,} rules, {rate:,.0f} items/s"
        click.echo(f"\r\x1b[K{self._part()}{counts} ", err=True, nl=False)

    def _part(self) -> str:
        """How much of the file is read, if it tells how large it is."""
        import os

        if self.file is None or not self.file.seekable():
            return ""
        size = os.fstat(self.file.fileno()).st_size
        return f"{self.file.tell() / size:4.0%}, " if size else ""

    def clear(self) -> None:
        """Takes the line away."""
        if self._shown:
            click.echo("\r\x1b[K", err=True, nl=False)


def _tell(bulk: "BulkImport", before: str = "") -> None:
    for problem in bulk.told():
        click.echo(f"{before}{problem}", err=True)


def _tell_counts(bulk: "BulkImport") -> None:
    left, parts, choices = bulk.counts
    click.echo(
        f"{bulk.rules:,} rules of {bulk.items:,} items. "
        f"Left out: {left:,} entries, {parts:,} parts of entries, {bulk.broken:,} broken places. "
        f"Choices: {choices:,}. "
        "Of each the first ten are told.",
        err=True,
    )
