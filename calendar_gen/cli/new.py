"""`new`: a rule file to begin with, commented and valid."""

import click

from calendar_gen.cli.options import CANNOT_WRITE, Failure

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

    Nothing is ever overwritten.
    """
    from calendar_gen.rulebook.templates import template

    text = template(kind, id_ or f"our-{kind}")
    if not _is_sound(text):
        raise click.BadParameter(
            f'"{id_}" cannot be an id: lower-case letters, digits and hyphens, no date',
            param_hint="ID",
        )
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


def _is_sound(text: str) -> bool:
    """Whether the text is a rule file without an error: only the id comes from outside."""
    from calendar_gen.rulebook.files import RuleFile
    from calendar_gen.rulebook.loading import assemble

    found = assemble([RuleFile("new.yaml", text.encode())])
    return not any(problem.severity == "error" for problem in found.problems)
