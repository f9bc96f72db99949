"""`calendar-gen serve`: the site and filtered feeds over HTTP."""

import sys
from typing import TYPE_CHECKING

import click

from calendar_gen.assets import files_of
from calendar_gen.cli.options import (
    BAD_RULES,
    CANNOT_WRITE,
    MISSING_INPUT,
    Failure,
    as_of_options,
    cache_folder,
    known_on,
    reading_options,
    records_option,
    rules_argument,
)
from calendar_gen.limits import without_end

if TYPE_CHECKING:
    from calendar_gen.server.running import Settings, Surroundings

EPILOG = """\b
Examples:
  calendar-gen serve -o site                       by the shipped rules, at http://127.0.0.1:8000/
  calendar-gen serve my-rules/ -o site --base-url https://example.org --host 0.0.0.0
  calendar-gen serve my-rules/ -o site --secrets secret-feeds.json --secret-only
  curl 'http://127.0.0.1:8000/feeds/all.ics?country=RU,CN&category=visit&marks=round&lang=ru'
  curl 'http://127.0.0.1:8000/feeds/all.ics?from=2027-01-01&years=5&windows=span'
"""

CODES = {
    "MissingInput": MISSING_INPUT,
    "NoMemory": MISSING_INPUT,
    "BadRules": BAD_RULES,
    "BoundMet": BAD_RULES,
    "TimeIsUp": BAD_RULES,
    "OtherDomain": click.UsageError.exit_code,
    "OtherLanguage": click.UsageError.exit_code,
    "CannotRetire": click.UsageError.exit_code,
}
"""Exit codes by what a build failed of; whatever else it is, the site cannot be written."""


@click.command(name="serve", epilog=EPILOG, short_help="Serve the site and filtered feeds.")
@rules_argument
@records_option
@click.option("-o", "--output", required=True, metavar="SITE", help="Folder of the site.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="Port to listen at; 0 takes any that is free.",
)
@click.option("--base-url", metavar="URL", help="Address at which the world sees the site.")
@click.option("--domain", metavar="NAME", help="Ends every UID, as in build.")
@click.option("--previous", metavar="DIR|FILE|none", help="The last build, as in build [SITE].")
@click.option(
    "--lang",
    metavar="TAGS",
    help="Languages, the main one first [the last build's, else all, en first].",
)
@click.option("--retire", metavar="TAGS", help="Languages to give up, as in build.")
@click.option("--years", metavar="A..B", help="Years to cover [last year to ten years on].")
@click.option(
    "--min-likelihood",
    metavar="P",
    default="5%",
    show_default=True,
    help="Visits less likely than this stay out of feeds.",
)
@click.option(
    "--contact", metavar="TEXT", help="Where to send corrections, for feeds and pages [none]."
)
@click.option("--licence", metavar="TEXT", help="Licence of the data, for feeds.")
@click.option("--secrets", metavar="FILE", help="Secret feeds, as `calendar-gen secret` makes.")
@click.option("--secret-only", is_flag=True, help="Serve nothing but secret feeds.")
@click.option("--moved", metavar="FILE", help='Lines "OLD NEW" or "OLD gone": 308 and 410.')
@click.option(
    "--renders",
    type=click.IntRange(1, 64),
    default=8,
    show_default=True,
    help="Filtered feeds that may be being made at once; more get 503.",
)
@as_of_options
@reading_options
def command(
    rules: tuple[str, ...],
    records: tuple[str, ...],
    output: str,
    host: str,
    port: int,
    base_url: str | None,
    domain: str | None,
    previous: str | None,
    lang: str | None,
    retire: str | None,
    years: str | None,
    min_likelihood: str,
    contact: str | None,
    licence: str | None,
    secrets: str | None,
    secret_only: bool,
    moved: str | None,
    renders: int,
    as_of: str | None,
    today: str | None,
    keep_going: bool,
) -> None:
    """Build the site into a folder, serve it over HTTP, and build it anew when a rule file changes
    or a day begins.

    Any feed of the site takes filters in its address: country, pair, category, rule, marks, lang,
    from, years, windows and alarm. /openapi.json describes them, /healthz says how the server is.
    The log goes to standard error, a line of JSON an event. SIGTERM ends the server when what is
    being sent is sent.
    """
    from pathlib import Path

    from calendar_gen.cli.site_words import site_address, site_languages
    from calendar_gen.cli.watching import stamp_of
    from calendar_gen.cli.words import domain_name, likelihood_of, years_of

    if secret_only and secrets is None:
        raise click.UsageError("--secret-only needs --secrets FILE")
    if "-" in rules:
        raise click.UsageError("rules are watched while serving, and - is standard input")
    _needs_extra()
    from calendar_gen.server.edition import Task
    from calendar_gen.server.running import Settings, Surroundings

    known = known_on(as_of, today)
    files = files_of(rules)
    task = Task(
        rules=files,
        out=Path(output),
        as_of=known,
        records=records,
        languages=None if lang is None else site_languages(lang),
        retired=() if retire is None else site_languages(retire, "--retire"),
        keep_going=keep_going,
        kept_in=cache_folder(),
        previous=previous,
        years=None if years is None else years_of(years, known),
        domain=domain_name(domain),
        base_url=site_address(base_url),
        min_likelihood=likelihood_of(min_likelihood),
        contact=contact,
        licence=licence,
    )
    settings = Settings(
        task,
        host,
        port,
        moved=None if moved is None else Path(moved),
        secrets=None if secrets is None else Path(secrets),
        secret_only=secret_only,
        renders=renders,
    )
    watched = (*files, *records)
    _run(settings, Surroundings(lambda: known_on(as_of, today), lambda: stamp_of(watched)))


def _run(settings: "Settings", around: "Surroundings") -> None:
    from calendar_gen.server.log import Log
    from calendar_gen.server.moved import BadMoves
    from calendar_gen.server.running import run
    from calendar_gen.server.secret_feeds import BadSecrets
    from calendar_gen.server.workshop import BuildFailed
    from calendar_gen.site import CannotWrite

    without_end()  # its builds end in time each
    log = Log(sys.stderr)
    out = settings.task.out
    try:
        run(settings, around, log, lambda address: log("ready", address=address, site=str(out)))
    except BuildFailed as failed:
        raise Failure(str(failed), CODES.get(failed.kind, CANNOT_WRITE)) from failed
    except (BadMoves, BadSecrets) as bad:
        raise Failure(str(bad), MISSING_INPUT) from bad
    except CannotWrite as error:
        raise Failure(str(error), CANNOT_WRITE) from error
    except OSError as error:
        where = f"{settings.host}:{settings.port}"
        raise Failure(f"cannot listen at {where}: {error.strerror}", CANNOT_WRITE) from error
    log("stopped")


def _needs_extra() -> None:
    from importlib.util import find_spec

    if find_spec("uvicorn") is None or find_spec("httptools") is None:
        raise Failure(
            "serving needs uvicorn and httptools: pip install 'calendar-gen[server]'", MISSING_INPUT
        )
