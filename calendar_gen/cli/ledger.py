"""`calendar-gen ledger`: who visited whom, when last, who owes whom, since when."""

import click

from calendar_gen.cli.clock import read_day
from calendar_gen.cli.options import (
    as_of_options,
    keep_going_option,
    known_on,
    read_rules,
    records_option,
    rules_option,
)
from calendar_gen.cli.screen import colour

EPILOG = """\b
Examples:
  calendar-gen ledger RU CN                     one pair
  calendar-gen ledger RU                        all partners of one party
  calendar-gen ledger RU CN --as-of 2025-05-07 --since 2022-02-24
  calendar-gen ledger RU CN --as-of 2025-05-06 --format json
"""


@click.command(name="ledger", epilog=EPILOG, short_help="Show who owes whom a visit.")
@click.argument("parties", nargs=-1, metavar="[PARTY [PARTY]]")
@rules_option
@records_option
@as_of_options
@click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    show_default=True,
    help="How to print it.",
)
@click.option("--since", metavar="DAY", help="Leave out visits that ended before that day.")
@click.option("--lang", default="en", show_default=True, help="Language of names and words.")
@keep_going_option
def command(
    parties: tuple[str, ...],
    rules: tuple[str, ...],
    records: tuple[str, ...],
    as_of: str | None,
    today: str | None,
    format_: str,
    since: str | None,
    lang: str,
    keep_going: bool,
) -> None:
    """Show visits each way, the last ones, and who owes whom a visit, as known on a day.

    Without a PARTY, all pairs of the record. Visits in person by heads of state and of government
    count; meetings in third countries, transit and funerals do not.
    """
    from calendar_gen.cli.words import language, party
    from calendar_gen.forecasting.ledger import ledger
    from calendar_gen.rendering.ledgers import LEDGER_FORMATS, Page

    if len(parties) > 2:
        raise click.UsageError("a ledger is of one party or of two")
    known = known_on(as_of, today)
    spoken = language(lang)
    rulebook = read_rules(rules, records, keep_going=keep_going)
    asked = [party(text, rulebook) for text in parties]
    if len(set(asked)) < len(asked):
        raise click.UsageError("a ledger needs two different parties")
    start = None if since is None else read_day(since, known, "--since")
    pairs = ledger(rulebook, known, asked, since=start)
    page = Page(pairs, rulebook, spoken, known, len(parties) == 2)
    click.echo(LEDGER_FORMATS[format_](page, colour()), nl=False)
