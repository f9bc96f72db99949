"""`calendar-gen ledger`: who visited whom, when last, who owes whom, since when."""

import click

from calendar_gen.cli.clock import read_day
from calendar_gen.cli.options import (
    as_of_options,
    known_on,
    read_rules,
    reading_options,
    records_option,
    rules_option,
)
from calendar_gen.cli.writing import write
from calendar_gen.screen import colour, width

FORMATS = ("table", "json", "csv", "svg")
SORTS = ("party", "visits", "balance", "last", "owed")

EPILOG = """\b
Examples:
  calendar-gen ledger RU CN                     one pair
  calendar-gen ledger US --sort owed            all partners of one party, the longest owed first
  calendar-gen ledger RU CN --as-of 2025-05-07 --since 2022-02-24
  calendar-gen ledger RU CN --as-of 2025-05-06 --format json
  calendar-gen ledger RU CN -o ru-cn.svg        the pair's visits as a drawing
  calendar-gen ledger US --rank "foreign minister" --format csv
"""


@click.command(name="ledger", epilog=EPILOG, short_help="Show who owes whom a visit.")
@click.argument("parties", nargs=-1, metavar="[PARTY [PARTY]]")
@rules_option
@records_option
@as_of_options
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    help="How to write it; svg draws one pair [by the ending of -o, else table].",
)
@click.option(
    "-o", "--output", metavar="FILE", default="-", help="Where to write it [- is stdout]."
)
@click.option(
    "--rank",
    "ranks",
    metavar="RANK",
    multiple=True,
    help='Count visits of this rank, such as "foreign minister"; may be repeated '
    "[heads of state and of government]. Visits without a rank always count.",
)
@click.option(
    "--sort",
    type=click.Choice(SORTS),
    default="party",
    show_default=True,
    help="Order of pairs: code, most visits, largest balance, latest visit, longest owed.",
)
@click.option("--since", metavar="DAY", help="Leave out visits that ended before that day.")
@click.option("--lang", default="en", show_default=True, help="Language of names and words.")
@reading_options
def command(
    parties: tuple[str, ...],
    rules: tuple[str, ...],
    records: tuple[str, ...],
    as_of: str | None,
    today: str | None,
    format_: str | None,
    output: str,
    ranks: tuple[str, ...],
    sort: str,
    since: str | None,
    lang: str,
    keep_going: bool,
) -> None:
    """Show visits each way, the last ones, and who owes whom a visit, as known on a day.

    Two PARTIES give every visit of that pair; one gives a row a partner, none a row for every pair
    of the record. Visits in person by heads of state and of government count; meetings in third
    countries, transit and funerals do not.
    """
    from calendar_gen.cli.words import language, party, ranks_of
    from calendar_gen.forecasting.ledger import RANKS, ledger
    from calendar_gen.forecasting.pair_orders import in_order_of
    from calendar_gen.rendering.ledgers import LEDGER_FORMATS, Page

    if len(parties) > 2:
        raise click.UsageError("a ledger is of one party or of two")
    form = format_ or _by_ending(output)
    if form == "svg" and len(parties) != 2:
        raise click.UsageError("a drawing is of one pair; name two parties")
    known = known_on(as_of, today)
    spoken = language(lang)
    rulebook = read_rules(rules, records, keep_going=keep_going)
    asked = tuple(party(text, rulebook) for text in parties)
    if len(set(asked)) < len(asked):
        raise click.UsageError("a ledger needs two different parties")
    start = None if since is None else read_day(since, known, "--since")
    counted = ranks_of(ranks, rulebook) or RANKS
    pairs = in_order_of(sort, ledger(rulebook, known, asked, ranks=counted, since=start))
    page = Page(pairs, rulebook, spoken, known, asked, width() if output == "-" else None)
    write(output, LEDGER_FORMATS[form](page, colour() and output == "-"))


def _by_ending(output: str) -> str:
    """The format that a file's name asks for; a table if it says nothing."""
    ending = output.rpartition(".")[2].lower()
    return ending if ending in FORMATS else "table"
