"""`calendar-gen diff`: what changed between two builds, or between what was known on two days."""

from typing import TYPE_CHECKING

import click

from calendar_gen.cli.options import (
    MISSING_INPUT,
    Failure,
    known_on,
    read_rules,
    reading_options,
    records_option,
)

if TYPE_CHECKING:
    from calendar_gen.rendering.changes import Bulletin
    from calendar_gen.site import Memory

EPILOG = """\b
Examples:
  calendar-gen diff old-site/ site/                     two builds
  calendar-gen diff revisions.json site/ --lang ru      one of which is known by its memory alone
  calendar-gen diff my-rules/ --as-of 2026-01-01 --as-of today
  calendar-gen diff old-site/ site/ --format atom > changes.xml
"""


@click.command(name="diff", epilog=EPILOG, short_help="Say what changed between builds or days.")
@click.argument("paths", nargs=-1, metavar="[OLD NEW | RULES...]")
@records_option
@click.option(
    "--as-of",
    multiple=True,
    metavar="DAY",
    help="Given twice: compare what was known at the end of these days, by the same RULES.",
)
@click.option("--today", metavar="DAY", help="Stands for the clock wherever today matters.")
@click.option(
    "--years", metavar="A..B", help="With days: years to cover [those of a build on the later day]."
)
@click.option(
    "--min-likelihood",
    metavar="P",
    default="5%",
    show_default=True,
    help="With days: leave out visits less likely than this.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "html", "atom", "jsonfeed"]),
    default="text",
    show_default=True,
    help="How to print it.",
)
@click.option("--lang", metavar="TAG", help="Language of titles and words [the build's, or en].")
@reading_options
def command(
    paths: tuple[str, ...],
    records: tuple[str, ...],
    as_of: tuple[str, ...],
    today: str | None,
    years: str | None,
    min_likelihood: str,
    format_: str,
    lang: str | None,
    keep_going: bool,
) -> None:
    """Say what was added, moved, removed, cancelled, confirmed, made likelier or less likely, and
    retitled.

    OLD and NEW are the folders of two sites, or the data/revisions.json of each. With --as-of given
    twice, the same RULES are asked on two days; without any, the rules that come with calendar-gen.
    """
    from calendar_gen.cli.words import language, likelihood_of, years_of
    from calendar_gen.rendering.changes import FORMATS
    from calendar_gen.site import between_builds, between_days

    spoken = None if lang is None else language(lang)
    if as_of:
        days = _two_days(as_of, today)
        span, least = years_of(years, days[1]), likelihood_of(min_likelihood)
        rulebook = read_rules(paths, records, keep_going=keep_going)
        bulletin: Bulletin = between_days(rulebook, days, span, spoken or "en", least)
    elif len(paths) == 2:
        bulletin = between_builds(_memory(paths[0]), _memory(paths[1]), spoken)
    else:
        raise click.UsageError(
            "name two builds, such as old-site/ site/, or give --as-of twice to compare two days"
        )
    click.echo(FORMATS[format_](bulletin), nl=False)


def _two_days(days: tuple[str, ...], today: str | None) -> tuple[int, int]:
    if len(days) != 2:
        raise click.UsageError("give --as-of twice, for the earlier and for the later day")
    return known_on(days[0], today), known_on(days[1], today)


def _memory(path: str) -> "Memory":
    from pathlib import Path

    from calendar_gen.site import NoMemory, read

    try:
        return read(Path(path))
    except NoMemory as error:
        raise Failure(str(error), MISSING_INPUT) from error
