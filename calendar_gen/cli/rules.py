"""`calendar-gen rules`: what a library of rules holds."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import click

from calendar_gen.cli.options import read_rules, reading_options, rules_argument

if TYPE_CHECKING:
    from calendar_gen.rulebook.counting import Counts

JSON_VERSION = 1

EPILOG = """\b
Examples:
  calendar-gen rules stats                        of the rules that come with calendar-gen
  calendar-gen rules stats my-rules/ --format json
"""
STATS_EPILOG = """\b
Examples:
  calendar-gen rules stats
  calendar-gen rules stats rules/religion rules/visits
  calendar-gen rules stats my-rules/ --format json
"""


@click.group(name="rules", epilog=EPILOG, short_help="Say what a library of rules holds.")
def command() -> None:
    """Say what a library of rules holds."""


@command.command(name="stats", epilog=STATS_EPILOG)
@rules_argument
@click.option(
    "--format",
    "shape",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How counts are printed.",
)
@reading_options
def stats(rules: tuple[str, ...], shape: str, keep_going: bool) -> None:
    """Count rules by kind, category, region and language, and sources by type.

    A rule of several categories, regions or languages counts in each. Regions are those of the
    United Nations, by who hosts, and for visits by who may take part. The type of a source is told
    from its address and publisher; press is what has a day of publication and is none of the rest.
    """
    from calendar_gen.rulebook.counting import counted

    counts = counted(read_rules(rules, keep_going=keep_going))
    click.echo(_as_json(counts) if shape == "json" else _as_text(counts), nl=False)


def _as_json(counts: "Counts") -> str:
    import json

    shape = {"version": JSON_VERSION, **counts._asdict()}
    return json.dumps(shape, ensure_ascii=False, indent=2) + "\n"


def _as_text(counts: "Counts") -> str:
    return "".join(f"{line}\n" for line in _lines(counts))


def _lines(counts: "Counts") -> Iterator[str]:
    sources = sum(counts.sources.values())
    told = [_count(counts.rules, "rule"), _count(sources, "source"), _count(counts.visits, "visit")]
    yield f"{told[0]} on {told[1]}; {told[2]} on record"
    yield from _table("Rules by kind", counts.kinds)
    yield from _table("By category", counts.categories)
    yield from _table("By region", counts.regions)
    yield from _table("By language of the title", counts.languages, 8)
    yield f"  All six of the United Nations: {counts.six_languages:,}"
    yield from _table("Sources by type", counts.sources)


def _count(number: int, name: str) -> str:
    return f"{number:,} {name}{'' if number == 1 else 's'}"


def _table(title: str, counts: Mapping[str, int], across: int = 3) -> Iterator[str]:
    """Counts in columns, to be read downwards."""
    yield ""
    yield title
    if not counts:
        yield "  none"
        return
    cells = [(name, f"{count:,}") for name, count in counts.items()]
    rows = -(-len(cells) // across)
    columns = [cells[at : at + rows] for at in range(0, len(cells), rows)]
    widths = [(max(len(n) for n, _ in c), max(len(v) for _, v in c)) for c in columns]
    for row in range(rows):
        parts = [
            f"{column[row][0]:<{name}}  {column[row][1]:>{value}}"
            for column, (name, value) in zip(columns, widths, strict=True)
            if row < len(column)
        ]
        yield "  " + "    ".join(parts)
