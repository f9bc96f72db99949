"""A user's folder of templates: what is wrong in it is told before and while it is used."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import click

from calendar_gen.cli.options import BAD_RULES, MISSING_INPUT, Failure


def check_templates(folder: str) -> None:
    """Tell all that is wrong in a folder of templates; then end with 65, or 66 if there is none."""
    from calendar_gen.rendering.digest.own_templates import problems

    if not os.path.isdir(folder):  # noqa: PTH112 - pathlib is not loaded for this
        raise Failure(f"there is no folder {folder}", MISSING_INPUT)
    found = problems(folder)
    for problem in found:
        click.echo(str(problem), err=True)
    if found:
        count = f"{len(found)} problem{'' if len(found) == 1 else 's'}"
        raise Failure(f"{count} in the templates of {folder}, nothing was written", BAD_RULES)


@contextmanager
def telling(folder: str | None) -> Iterator[None]:
    """What only goes wrong while a user's template is filled in ends in a sentence, with 65."""
    if folder is None:
        yield
        return
    from calendar_gen.rendering.digest.own_templates import BadTemplate, blamed

    try:
        with blamed(folder):
            yield
    except BadTemplate as error:
        raise Failure(f"{error}; nothing was written", BAD_RULES) from error
