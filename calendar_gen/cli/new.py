"""`new`: a rule file to begin with, commented and valid."""

import os
from itertools import count
from typing import TYPE_CHECKING

import click

from calendar_gen.cli.options import CANNOT_WRITE, Failure

if TYPE_CHECKING:
    from calendar_gen.problems import Problem
    from calendar_gen.rulebook.files import RuleFile

EXAMPLES = """\b
Examples:
  calendar-gen new commemoration liberation-day -o my-rules/liberation.yaml
  calendar-gen new reciprocal-visit our-exchange
  calendar-gen new commemoration | calendar-gen check -"""

KINDS = ("commemoration", "reciprocal-visit")


@click.command("new", epilog=EXAMPLES)
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("id_", metavar="[ID]", required=False)
@click.option("-o", "--output", metavar="FILE", help="Write there, unless it exists [stdout].")
def command(kind: str, id_: str | None, output: str | None) -> None:
    """Write a rule file to begin with, which is valid as it stands and says what to change.

    Nothing is ever overwritten, and no id of the rules beside FILE is taken.
    """
    beside = _beside(output)
    text = _free(kind, beside) if id_ is None else _named(kind, id_, beside)
    if output is None or output == "-":
        click.echo(text, nl=False)
        return
    try:
        with open(output, "x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError as error:
        raise Failure(f'"{output}" exists, and is left as it is', CANNOT_WRITE) from error
    except OSError as error:
        raise Failure(f'cannot write "{output}": {error.strerror}', CANNOT_WRITE) from error
    click.echo(f"{output} is written; look at it, then: calendar-gen check {output}", err=True)


def _free(kind: str, beside: "list[RuleFile]") -> str:
    """The text with the first id that no file beside has: `our-commemoration-2`."""
    from calendar_gen.rulebook.templates import template

    for number in count(1):
        text = template(kind, f"our-{kind}" if number == 1 else f"our-{kind}-{number}")
        if _clash(text, beside) is None:
            break
    return text


def _named(kind: str, id_: str, beside: "list[RuleFile]") -> str:
    """The text with that id. Raises BadParameter if it cannot be one, or if a file has it."""
    from calendar_gen.rulebook.templates import template

    text = template(kind, id_)
    wrong = _wrong_with(text)
    if wrong is not None and wrong.code == "reserved-id":
        raise click.BadParameter(f"{wrong.message}; {wrong.hint}", param_hint="ID")
    if wrong is not None:
        raise click.BadParameter(
            f'"{id_}" cannot be an id: lower-case letters, digits and hyphens, no date',
            param_hint="ID",
        )
    clash = _clash(text, beside)
    if clash is not None:
        raise click.BadParameter(f'"{id_}" is taken; {clash.hint}', param_hint="ID")
    return text


def _beside(output: str | None) -> "list[RuleFile]":
    """The rule files of the folder that is written to; what cannot be read is none."""
    from calendar_gen.rulebook.files import ENDINGS, MissingInput, rule_files

    if output is None or output == "-":
        return []
    folder = os.path.dirname(output) or "."
    try:
        names = sorted(name for name in os.listdir(folder) if name.endswith(ENDINGS))
        return list(rule_files([os.path.join(folder, name) for name in names]))
    except (MissingInput, OSError):
        return []


_NEW = "~ new"
"""Stands for the name of the file that is not yet there, after all others."""


def _clash(text: str, beside: "list[RuleFile]") -> "Problem | None":
    """The first id of the text that a file beside has too; None if there is none."""
    from calendar_gen.rulebook.files import RuleFile
    from calendar_gen.rulebook.loading import assemble

    if not beside:
        return None
    found = assemble([*beside, RuleFile(_NEW, text.encode())])
    twice = (p for p in found.problems if p.code in ("repeated-id", "repeated-source"))
    return next((problem for problem in twice if problem.place.file == _NEW), None)


def _wrong_with(text: str) -> "Problem | None":
    """The first error of a rule file of which only the id comes from outside, or None."""
    from calendar_gen.rulebook.files import RuleFile
    from calendar_gen.rulebook.loading import assemble

    found = assemble([RuleFile("new.yaml", text.encode())])
    return next((problem for problem in found.problems if problem.severity == "error"), None)
