"""`schema`: the JSON Schema of rule files, for editors."""

import click

EXAMPLES = """\b
Examples:
  calendar-gen schema > calendar-gen.schema.json
  then, as the first line of a rule file beside it:
  # yaml-language-server: $schema=calendar-gen.schema.json"""


@click.command("schema", epilog=EXAMPLES)
def command() -> None:
    """Print the JSON Schema of rule files (draft 2020-12), for completion and help in editors."""
    import json

    from calendar_gen.rulebook.schema import schema

    click.echo(json.dumps(schema(), ensure_ascii=False, indent=2))
