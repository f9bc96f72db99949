"""`schema`: the JSON Schemas of rule files, for editors, and of the JSON forms, for programs."""

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Mapping

EXAMPLES = """\b
Examples:
  calendar-gen schema > calendar-gen.schema.json
  then, as the first line of a rule file beside it:
  # yaml-language-server: $schema=calendar-gen.schema.json
  calendar-gen schema ledger                   of what `ledger --format json` prints
  calendar-gen schema occurrences              of what `forecast --format json` prints"""


@click.command("schema", epilog=EXAMPLES)
@click.argument(
    "of",
    type=click.Choice(["rules", "occurrences", "ledger"]),
    default="rules",
    metavar="[rules|occurrences|ledger]",
)
def command(of: str) -> None:
    """Print the JSON Schema (draft 2020-12) of rule files, for completion and help in editors.

    Or that of the occurrences or the ledger as JSON, for programs that read them.
    """
    import json

    click.echo(json.dumps(_schema(of), ensure_ascii=False, indent=2))


def _schema(of: str) -> "Mapping[str, object]":
    if of == "rules":
        from calendar_gen.rulebook import schema as rules

        return rules.schema()
    if of == "ledger":
        from calendar_gen.rendering.ledgers import schema as ledger

        return ledger.schema()
    from calendar_gen.rendering import occurrences_schema

    return occurrences_schema.schema()
