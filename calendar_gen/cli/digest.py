"""`calendar-gen digest`: a year on one page."""

import click

from calendar_gen.cli.clock import read_year
from calendar_gen.cli.options import (
    as_of_options,
    known_on,
    read_rules,
    reading_options,
    records_option,
    rules_option,
)
from calendar_gen.cli.writing import write

EPILOG = """\b
Examples:
  calendar-gen digest 2027 -o 2027.html          next to nothing else: one file, no network
  calendar-gen digest 2025 --as-of 2025-05-06    as it would have read on that day
  calendar-gen digest 2027 -r my-rules/ --lang ru -o 2027.html
  calendar-gen digest 2027 --since 2026-06-30    what changed since, marked (+) and (*)
  calendar-gen digest "44 BCE" -r rome.yaml -o ides.html
"""


@click.command(name="digest", epilog=EPILOG, short_help="Write the digest of a year as one page.")
@click.argument("year")
@click.option(
    "-o", "--output", metavar="FILE", default="-", help="Where to write it [- is stdout]."
)
@rules_option
@records_option
@as_of_options
@click.option(
    "--since",
    metavar="DAY",
    help="Day of the last edition: tell what changed after it, and mark it (+) and (*).",
)
@click.option("--lang", default="en", show_default=True, help="Language of titles and words.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["html"]),
    default="html",
    show_default=True,
    help="How to write it.",
)
@reading_options
def command(
    year: str,
    output: str,
    rules: tuple[str, ...],
    records: tuple[str, ...],
    as_of: str | None,
    today: str | None,
    since: str | None,
    lang: str,
    format_: str,
    keep_going: bool,
) -> None:
    """Write the digest of YEAR: commemorations, expected visits, and who owes whom one.

    The page is one file that is complete without a network and without JavaScript, and prints well.
    YEAR is a Gregorian year such as 2027, or "44 BCE".
    """
    from calendar_gen.cli.words import language

    del format_
    wanted = read_year(year, "YEAR")
    known = known_on(as_of, today)
    before = None if since is None else known_on(since, today)
    spoken = language(lang)
    rulebook = read_rules(rules, records, keep_going=keep_going)
    from calendar_gen.edtf import day
    from calendar_gen.rendering.digest import Edition, digest
    from calendar_gen.site import between_days, material, worded

    shared = material(rulebook, known, day(wanted, 1, 1), day(wanted, 12, 31))
    words = worded(shared, rulebook, spoken, known)
    edition = Edition(wanted, spoken, known)
    if before is not None:
        changes = between_days(rulebook, (before, known), (wanted, wanted), spoken, 0)
        edition = edition._replace(noted=tuple(changes.noted))
    write(output, digest(words.shown, shared.ledgers, rulebook, edition, also=words.also))
