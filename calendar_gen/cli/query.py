"""`calendar-gen query`: what a projection has on some days, for a party, a category or a mark."""

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from calendar_gen.cli.options import MISSING_INPUT, Failure, installed
from calendar_gen.cli.words import MARKS, among, likelihood_of, whole_numbers, words

if TYPE_CHECKING:
    from calendar_gen.bulk.asking import Found

EPILOG = """\b
Examples:
  calendar-gen query projected --day 2027-05-09
  calendar-gen query projected --from 2027 --to 2028 --country RU,CN --marks round
  calendar-gen query projected --category wwii --marks 90 --format csv > ninetieth.csv
  calendar-gen query s3://bucket/projected --day 2027-05-09 --format json
"""

SHOWN = 1_000
"""Occurrences of a table, which is for people; other formats have all."""


@click.command(name="query", epilog=EPILOG, short_help="Ask what `project` wrote.")
@click.argument("source", metavar="DIR")
@click.option("--day", metavar="DAY", help="One day, month or year, as in 2027-05-09.")
@click.option("--from", "start", metavar="DAY", help="First day [that was projected].")
@click.option("--to", "end", metavar="DAY", help="Last day [that was projected].")
@click.option("--country", metavar="CODES", help="Host or guest, such as RU,CN: either of them.")
@click.option("--category", metavar="WORDS", help="Categories, such as wwii,treaty: any of them.")
@click.option("--rule", metavar="IDS", help="Rules, or single occurrences, by id.")
@click.option("--marks", metavar="NUMBERS", help='Anniversaries by number, or "round".')
@click.option("--visits-only", is_flag=True, help="Leave commemorations out.")
@click.option("--min-likelihood", metavar="P", default="0", help="Visits at least so likely: 5%.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="At most so many.")
@click.option("--lang", default="en", show_default=True, help="Language of titles.")
@click.option("--endpoint", metavar="URL", help="Address of the object storage [AWS_ENDPOINT_URL].")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "json", "ndjson", "csv"]),
    default="table",
    show_default=True,
    help="How to print it.",
)
def command(
    source: str,
    day: str | None,
    start: str | None,
    end: str | None,
    country: str | None,
    category: str | None,
    rule: str | None,
    marks: str | None,
    visits_only: bool,
    min_likelihood: str,
    limit: int | None,
    lang: str,
    endpoint: str | None,
    format_: str,
) -> None:
    """Find occurrences in what `project` wrote: a folder, or s3://BUCKET/PREFIX.

    An occurrence is found if any of its days is asked for. Different options combine by and. Only
    the files of the years asked for are read. Needs the extra `bulk`.
    """
    first, last = _days(day, start, end)
    installed("duckdb", "pyarrow", extra="bulk")
    from calendar_gen.bulk.asking import NoSuch, Question, ask
    from calendar_gen.bulk.manifest import NoProjection
    from calendar_gen.bulk.stores import opened
    from calendar_gen.publishing.addresses import BadAddress
    from calendar_gen.publishing.outcome import CannotPublish

    most = SHOWN + 1 if format_ == "table" and limit is None else limit
    question = Question(
        first=first,
        last=last,
        parties=_parties(country),
        categories=words(category),
        rules=words(rule),
        marks=frozenset() if marks == "round" else whole_numbers(marks, "--marks", MARKS),
        marks_only=marks == "round",
        visits_only=visits_only,
        least=likelihood_of(min_likelihood),
        most=most,
    )
    try:
        found = ask(opened(source, endpoint), question)
        _FORMATS[format_](found, lang, limit)
    except BadAddress as error:
        raise click.BadParameter(str(error), param_hint="DIR") from error
    except NoSuch as error:
        among([error.name], error.near, error.what, f"--{error.what}")
    except (NoProjection, CannotPublish) as error:
        raise Failure(f"{source}: {error}", MISSING_INPUT) from error


def _parties(country: str | None) -> frozenset[str]:
    """The parties named, in every spelling that a code or an id has: which of them there are stands
    in the occurrences.
    """
    named = words(country)
    return frozenset(way for each in named for way in (each, each.upper(), each.lower()))


def _days(day: str | None, start: str | None, end: str | None) -> tuple[int | None, int | None]:
    from calendar_gen.cli.clock import read_day, today

    if day is not None:
        if start is not None or end is not None:
            raise click.UsageError("--day stands for --from and --to; give one or the other")
        start = end = day
    option = "--day" if day is not None else None
    first = None if start is None else read_day(start, today(), option or "--from")
    last = None if end is None else read_day(end, today(), option or "--to", last=True)
    if first is not None and last is not None and last < first:
        raise click.UsageError("--to lies before --from")
    return first, last


def _title(found: "Found", language: str) -> str:
    from calendar_gen.entries.phrases import phrases
    from calendar_gen.entries.summaries import title_of

    return title_of(found.titles, phrases(language))[1]


def _values(found: "Found", language: str) -> dict[str, object]:
    from calendar_gen.edtf import iso

    return {
        "id": found.id,
        "kind": found.kind,
        "earliest": iso(found.first),
        "latest": iso(found.last),
        "number": found.number,
        "mark": found.mark,
        "title": _title(found, language),
        "guests": list(found.guests),
        "host": found.host,
        "place": found.place,
        "categories": list(found.categories),
        "status": found.status,
        "certainty": found.certainty,
        "likelihood": found.probability,
    }


def _json(found: Iterable["Found"], language: str, _limit: int | None) -> None:
    before = '{"version": 1, "occurrences": ['
    for each in found:
        click.echo(
            before + "\n  " + json.dumps(_values(each, language), ensure_ascii=False), nl=False
        )
        before = ","
    click.echo(before + "]}" if before != "," else "\n]}")


def _ndjson(found: Iterable["Found"], language: str, _limit: int | None) -> None:
    for each in found:
        click.echo(json.dumps(_values(each, language), ensure_ascii=False))


def _csv(found: Iterable["Found"], language: str, _limit: int | None) -> None:
    from calendar_gen.rendering.spreadsheet import written

    def rows() -> Iterator[list[object]]:
        yield list(COLUMNS)
        for each in found:
            values = _values(each, language).values()
            yield [" ".join(map(str, v)) if isinstance(v, list) else v for v in values]

    click.echo(written(rows()), nl=False)


COLUMNS = (
    *("id", "kind", "earliest", "latest", "number", "mark", "title", "guests", "host"),
    *("place", "categories", "status", "certainty", "likelihood"),
)


def _table(found: Iterable["Found"], language: str, limit: int | None) -> None:
    from calendar_gen.edtf import iso
    from calendar_gen.rendering.cells import pad, plain, width

    rows: list[tuple[str, ...]] = [("Day", "What", "No.", "Where", "Status", "Id")]
    cut = False
    for each in found:
        if limit is None and len(rows) > SHOWN:
            cut = True
            break
        first, last = iso(each.first), iso(each.last)
        where = " ".join(
            filter(None, (",".join(each.guests), "to" if each.guests else "", each.host))
        )
        likely = "" if each.probability is None else f" {each.probability:.0%}"
        day = first if first == last else f"{first}/{last}"
        number = "" if each.number is None else str(each.number)
        rows.append(
            tuple(
                map(
                    plain,
                    (day, _title(each, language), number, where, each.status + likely, each.id),
                )
            )
        )
    if len(rows) == 1:
        click.echo("Nothing was found.")
        return
    widths = [max(width(row[column]) for row in rows) for column in range(5)]
    for row in rows:
        click.echo(
            "  ".join(
                (*(pad(cell, wide) for cell, wide in zip(row, widths, strict=False)), row[5])
            ).rstrip()
        )
    if cut:
        click.echo(
            f"There are more than these {SHOWN:,}; --limit or another --format has them.", err=True
        )


_FORMATS = {"table": _table, "json": _json, "ndjson": _ndjson, "csv": _csv}
