"""Where what a command makes goes: to standard output, or whole into a file."""

import click

from calendar_gen.cli.options import CANNOT_WRITE, Failure


def write(output: str, text: str) -> None:
    """Write a text as UTF-8 (see `write_bytes`)."""
    write_bytes(output, text.encode())


def write_bytes(output: str, written: bytes) -> None:
    """Write bytes to a file, or to standard output for `-`; ends with 73 if that cannot be."""
    if output == "-":
        click.echo(written, nl=False)
        return
    from pathlib import Path

    from calendar_gen.site import CannotWrite, write_file

    try:
        write_file(Path(output), written)
    except CannotWrite as error:
        raise Failure(str(error), CANNOT_WRITE) from error
