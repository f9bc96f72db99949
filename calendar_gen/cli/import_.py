"""`calendar-gen import`: rule-file text from the files of other programs."""

import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from calendar_gen.cli.options import BAD_RULES, CANNOT_WRITE, MISSING_INPUT, Failure

if TYPE_CHECKING:
    from calendar_gen.importing import ImportResult, InputFile, Settings

FORMATS = ("csv", "vcard", "ics", "wikidata")

EPILOG = """\b
Examples:
  calendar-gen import contacts.vcf -o birthdays.yaml
  calendar-gen import days.csv --publisher "City archive" --published 2026-05-01 -o days.yaml
  calendar-gen import feed.ics --origin --category naval | less
  calendar-gen import query.json --from-format wikidata --lang ru -o wikidata.yaml
  calendar-gen import --bulk latest-all.json.gz --keep-going -o wikidata.jsonl"""


@click.command("import", epilog=EPILOG, short_help="Write rules from CSV, vCard, .ics, Wikidata.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--from-format", type=click.Choice(FORMATS), help="What the files are [by name and content]."
)
@click.option("--encoding", metavar="NAME", help="Of the files [utf-8, utf-16 or windows-1252].")
@click.option(
    "-o", "--output", metavar="FILE", default="-", help="Where to write it [- is stdout]."
)
@click.option("--force", is_flag=True, help="Replace the output file if there is one.")
@click.option("--source-id", metavar="ID", help="Id of the source of all rules [from the name].")
@click.option("--publisher", metavar="TEXT", help="Who publishes the files.")
@click.option("--title", metavar="TEXT", help="Title of the source [the file's name].")
@click.option("--published", metavar="DATE", help="Since when it could be known, as 2026-05-01.")
@click.option("--url", metavar="URL", help="Where the source can be read.")
@click.option("--lang", default="en", show_default=True, help="Language of names that tell none.")
@click.option("--host", metavar="XX", help="Host of entries without one: a code such as RU.")
@click.option("--category", "categories", multiple=True, metavar="WORD", help="May be repeated.")
@click.option(
    "--origin",
    is_flag=True,
    help="The first day of a yearly .ics event is the day of what it remembers.",
)
@click.option(
    "--bulk",
    is_flag=True,
    help="Dumps or results of Wikidata of any size, also .gz or .bz2, as a table of rules: a line "
    "of JSON each, which every command reads like a rule file.",
)
@click.option(
    "--keep-going",
    is_flag=True,
    help="With --bulk, leave broken lines out, and say so, instead of stopping.",
)
def command(
    files: tuple[str, ...],
    from_format: str | None,
    encoding: str | None,
    output: str,
    force: bool,
    source_id: str | None,
    publisher: str | None,
    title: str | None,
    published: str | None,
    url: str | None,
    lang: str,
    host: str | None,
    categories: tuple[str, ...],
    origin: bool,
    bulk: bool,
    keep_going: bool,
) -> None:
    """Write a rule file from CSV, vCard, .ics files or Wikidata query results, for review.

    What cannot be taken over is said on stderr, with its line. Exits 65 if nothing can.
    """
    from calendar_gen.importing import Settings, Source, import_files

    source = Source(_id(source_id), _text(publisher), _text(title), _date(published), _address(url))
    words = tuple(word for word in map(_text, categories) if word)
    settings = Settings(source, _language(lang), _party(host), words, origin)
    if output != "-" and not force and Path(output).is_file():
        raise Failure(f'there is a file "{output}" already; --force replaces it', CANNOT_WRITE)
    if bulk:
        _refuse_with_bulk({"--encoding": encoding, "--origin": origin}, from_format)
        from calendar_gen.cli.bulk_import import import_in_bulk

        import_in_bulk(files, output, settings, keep_going=keep_going)
        return
    if keep_going:
        raise click.UsageError(
            "--keep-going goes with --bulk; all else is imported as far as it can"
        )
    result = import_files(_read(files), settings, format=from_format, encoding=_encoding(encoding))
    _tell(result, settings)
    if not result.text:
        raise Failure(f"nothing in {', '.join(files)} can be imported", BAD_RULES)
    from calendar_gen.cli.writing import write

    write(output, result.text)


def _refuse_with_bulk(given: Mapping[str, object], from_format: str | None) -> None:
    """Options that a stream of Wikidata has no use for."""
    for option, value in given.items():
        if value:
            raise click.UsageError(f"{option} does not go with --bulk")
    if from_format not in (None, "wikidata"):
        raise click.UsageError(f"--bulk reads wikidata, and no {from_format}")


def _tell(result: "ImportResult", settings: "Settings") -> None:
    """What was lost, and what is left to do, on stderr."""
    for finding in result.findings:
        click.echo(str(finding), err=True)
    left = sum(finding.severity == "error" for finding in result.findings)
    if result.text:
        rules = f"{result.written} rule{'' if result.written == 1 else 's'} to review"
        click.echo(f"{rules}, {left or 'nothing'} left out.", err=True)
        if settings.source.published is None:
            click.echo("The source has no day: say --published, or add it by hand.", err=True)


def _read(names: Sequence[str]) -> list["InputFile"]:
    from calendar_gen.importing import InputFile
    from calendar_gen.limits import limit
    from calendar_gen.rulebook.files import up_to

    most = limit("file") + 1
    read = []
    for name in names:
        if name == "-":
            read.append(InputFile("<stdin>", up_to(most, sys.stdin.buffer)))
            continue
        try:
            with Path(name).open("rb") as file:
                read.append(InputFile(name, up_to(most, file)))
        except FileNotFoundError:
            raise Failure(f'there is no file "{name}"', MISSING_INPUT) from None
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or error
            raise Failure(f'the file "{name}" cannot be read: {why}', MISSING_INPUT) from error
    return read


def _text(text: str | None) -> str | None:
    return None if text is None else " ".join(text.split()) or None


def _id(text: str | None) -> str | None:
    if text is not None and not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text):
        raise click.BadParameter(
            f'"{text}" is not an id; write lower-case letters, digits and single hyphens',
            param_hint="--source-id",
        )
    return text


def _date(text: str | None) -> str | None:
    from calendar_gen import edtf

    if text is None:
        return None
    try:
        date = edtf.parse(text.strip())
    except edtf.EdtfError as error:
        raise click.BadParameter(
            f'no day can be read from "{text}" ({error.message}); write 2026-05-01, 2026-05 or '
            "2026",
            param_hint="--published",
        ) from None
    if date.precision not in ("day", "month", "year"):
        raise click.BadParameter(
            f'"{text}" is not one day, month or year; write 2026-05-01', param_hint="--published"
        )
    return date.text


def _address(text: str | None) -> str | None:
    from calendar_gen.importing.tables import is_web_address

    if text is not None and not is_web_address(text):
        raise click.BadParameter(
            f'"{text}" is not a web address; it begins with https:// and has no blanks',
            param_hint="--url",
        )
    return text


def _language(text: str) -> str:
    from calendar_gen.importing.tables import language

    tag, why = language(text)
    if tag is None:
        raise click.BadParameter(f"{why}; write a tag such as en or zh-Hant", param_hint="--lang")
    return tag


def _party(text: str | None) -> str | None:
    from calendar_gen.parties import is_party_code

    if text is not None and not is_party_code(text):
        raise click.BadParameter(
            f'"{text}" is not the code of a state; write one as in RU or GB-SCT',
            param_hint="--host",
        )
    return text


def _encoding(name: str | None) -> str | None:
    """An encoding of texts that Python knows."""
    if name is None:
        return None
    try:
        " ".encode(name)  # refuses what is no encoding of texts, too
    except (LookupError, ValueError):
        raise click.BadParameter(
            f'there is no encoding "{name}"; write one as in utf-8 or windows-1251',
            param_hint="--encoding",
        ) from None
    return name
