"""`calendar-gen digest`: a year, a month, a week or any days, as a page, text, mail or PDF."""

from typing import TYPE_CHECKING

import click

from calendar_gen.cli.options import (
    as_of_options,
    known_on,
    read_rules,
    reading_options,
    records_option,
    rules_option,
    tell_unanswered,
    window_options,
)
from calendar_gen.cli.writing import write_bytes

if TYPE_CHECKING:
    from calendar_gen.rendering.digest import Contents
    from calendar_gen.site.editions import Asked

EPILOG = """\b
Examples:
  calendar-gen digest 2027 -o 2027.html          next to nothing else: one file, no network
  calendar-gen digest 2025 --as-of 2025-05-06    as it would have read on that day
  calendar-gen digest 2027 -r my-rules/ --lang ru -o 2027.html
  calendar-gen digest 2027 --since 2026-11-01    with what is new (+) and updated (*) since then
  calendar-gen digest "44 BCE" -r rome.yaml -o ides.html
  calendar-gen digest 2027-05 -o may.pdf
  calendar-gen digest 2027-W19 --country RU,CN --format text
  calendar-gen digest 2027-05 --format diary --since 2027-04-01
  calendar-gen digest 2027 --own-names -o 2027.html              each host's own names first
  calendar-gen digest --days 30 --lead 30,7,1 --format text      what to prepare now
  calendar-gen digest --days 7 --format email --mail-to desk@example.org | sendmail -t
  calendar-gen digest 2027-W19 --format email --mail-link https://example.org/2027.html
"""


@click.command(
    name="digest", epilog=EPILOG, short_help="Write the digest of a year, a month or a week."
)
@click.argument("period", required=False, metavar="[PERIOD]")
@click.option(
    "-o", "--output", metavar="FILE", default="-", help="Where to write it [- is stdout]."
)
@rules_option
@records_option
@window_options
@as_of_options
@click.option("--since", metavar="DAY", help="Mark (+) and (*) what changed since that day.")
@click.option("--country", metavar="CODES", help="Either of these as host or guest: RU,CN.")
@click.option("--pair", metavar="A,B", multiple=True, help="Visits between the two; may repeat.")
@click.option("--category", metavar="WORDS", help="Any of these: wwii,treaty.")
@click.option("--lead", metavar="DAYS", help="Begin with what to prepare by lead time: 30,7,1.")
@click.option("--lang", default="en", show_default=True, help="Language of titles and words.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["html", "text", "diary", "email", "pdf"]),
    help="How to write it; pdf needs the extra `pdf`. A diary is as agencies and protocol desks "
    "have it: by day and region, the place in capitals first, each host's own names, kind and rank "
    "of visits, (date to be confirmed), and with --since (+) and (*) [by the ending of -o, else "
    "html].",
)
@click.option(
    "--own-names",
    is_flag=True,
    help="Titles in a language of the host first, in that of the reader second, as a diary has "
    "them.",
)
@click.option(
    "--templates", metavar="DIR", help="A folder whose templates come before calendar-gen's own."
)
@click.option("--mail-from", metavar="ADDRESS", help="With email: who it is from.")
@click.option("--mail-to", metavar="ADDRESS", multiple=True, help="With email: who it is to.")
@click.option(
    "--mail-link", metavar="URL", help="With email: where the page is, named at its beginning."
)
@reading_options
def command(
    period: str | None,
    output: str,
    rules: tuple[str, ...],
    records: tuple[str, ...],
    start: str | None,
    end: str | None,
    days: int | None,
    as_of: str | None,
    today: str | None,
    since: str | None,
    country: str | None,
    pair: tuple[str, ...],
    category: str | None,
    lead: str | None,
    lang: str,
    format_: str | None,
    templates: str | None,
    mail_from: str | None,
    mail_to: tuple[str, ...],
    mail_link: str | None,
    own_names: bool,
    keep_going: bool,
) -> None:
    """Write the digest of PERIOD: commemorations, expected visits, and who owes whom one.

    PERIOD is a Gregorian year such as 2027 or "44 BCE", a month such as 2027-05, or a week by
    ISO 8601 such as 2027-W19; without one, --from, --to and --days say which days. The page is one
    file that is complete without a network and without JavaScript, and prints well. Of a year with
    more than 3,000 entries, written to a FILE, it is an index, with a page a month beside it.
    """
    from calendar_gen.cli.own_templates import check_templates, telling
    from calendar_gen.cli.periods import asked_period
    from calendar_gen.cli.words import known_words, language, pairs, whole_numbers, words
    from calendar_gen.edtf import civil
    from calendar_gen.forecasting.selection import Selection
    from calendar_gen.rendering.digest.edition import Edition
    from calendar_gen.site.editions import asked

    form = _form(format_, output)
    known, wanted = asked_period(period, (as_of, today, start, end, days))
    last = None if since is None else known_on(since, today, "--since")
    if last is not None and last > known:
        raise click.BadParameter("that is after the as-of day", param_hint="--since")
    if mail_link is not None and not mail_link.startswith(("https://", "http://")):
        raise click.BadParameter(
            f'"{mail_link}" is no address of a page; write https://example.org/2027.html',
            param_hint="--mail-link",
        )
    leads = tuple(sorted(whole_numbers(lead, "--lead")))
    selection = Selection(countries=words(country), pairs=pairs(pair), categories=words(category))
    spoken = language(lang)
    if templates is not None:
        check_templates(templates)
    rulebook = read_rules(rules, records, keep_going=keep_going)
    selection = known_words(selection, rulebook)
    tell_unanswered(rulebook, wanted.first, wanted.last, selection)
    edition = Edition(
        civil(wanted.first)[0],
        spoken,
        known,
        period=wanted,
        leads=leads,
        templates=templates,
        since=last,
        page=mail_link if form == "email" else None,
        own_names=own_names and form != "diary",
    )
    found = asked(rulebook, selection, edition)
    with telling(templates):
        if form == "html" and output != "-":
            _write_pages(output, found)
        else:
            write_bytes(output, _written(found.contents(), form, mail_from, mail_to))


def _form(asked: str | None, output: str) -> str:
    """The format asked for, else the one that a file's name ends in; html if it says nothing."""
    ending = output.rpartition(".")[2].lower() if "." in output else ""
    named = ENDINGS.get(ending)
    if asked is None:
        return named or "html"
    if named is not None and named != asked and ending not in SHARED.get(asked, ()):
        click.echo(f"{output} ends in .{ending}, but is written as {asked}, as asked.", err=True)
    return asked


def _write_pages(output: str, found: "Asked") -> None:
    """Write the page into its file; those of the months of a large year beside it."""
    from pathlib import Path

    pages = list(found.pages(Path(output).stem))
    for name, page in pages[1:]:
        write_bytes(str(Path(output).with_name(name)), page.encode())
    write_bytes(output, pages[0][1].encode())
    if len(pages) > 1:
        click.echo(
            f"{output} lists {len(found.shown):,} entries; they stand on {len(pages) - 1} pages "
            f"beside it, {pages[1][0]} to {pages[-1][0]}.",
            err=True,
        )


def _written(
    made: "Contents", format_: str, sender: str | None, recipients: tuple[str, ...]
) -> bytes:
    from calendar_gen.cli.options import CANNOT_WRITE, Failure
    from calendar_gen.cli.tidings import progress
    from calendar_gen.rendering.digest.formats import (
        FORMATS,
        PLAIN_MAIL,
        NoAddress,
        NoWriter,
        Sheet,
    )
    from calendar_gen.screen import width

    sheet = Sheet(
        min(width() or PLAIN_MAIL, WIDEST),
        sender,
        recipients,
        lambda page: progress(f"page {page}", "Laying out"),
    )
    try:
        return FORMATS[format_](made, sheet)
    except NoAddress as error:
        raise click.BadParameter(str(error), param_hint="--mail-from or --mail-to") from error
    except NoWriter as error:
        raise Failure(str(error), CANNOT_WRITE) from error
    finally:
        if format_ == "pdf":
            progress("")


WIDEST = 100
"""Columns of a terminal that text is set in: longer lines are hard to read."""

ENDINGS = {
    "html": "html",
    "htm": "html",
    "txt": "text",
    "text": "text",
    "eml": "email",
    "pdf": "pdf",
}
"""What a file holds by the ending of its name."""
SHARED = {"diary": ("txt", "text")}
"""Endings that are as right for another format."""
