"""Where a command's text goes: to standard output, or whole into a file."""

import click

from calendar_gen.cli.options import CANNOT_WRITE, Failure


def write(output: str, text: str) -> None:
    """Write a text to a file, or to standard output for `-`; ends with 73 if that cannot be."""
    if output == "-":
        click.echo(text.encode(), nl=False)
        return
    from pathlib import Path

    from calendar_gen.site import CannotWrite, write_file

    try:
        write_file(Path(output), text.encode())
    except CannotWrite as error:
        raise Failure(str(error), CANNOT_WRITE) from error
