"""`calendar-gen project`: occurrences by the million, as Parquet."""

import sys
from typing import TYPE_CHECKING, Any

import click

from calendar_gen.cli.options import (
    BAD_RULES,
    CANNOT_WRITE,
    MISSING_INPUT,
    Failure,
    as_of_options,
    installed,
    projected_times,
    read_rules,
    reading_options,
    records_option,
    rules_argument,
)

if TYPE_CHECKING:
    from calendar_gen.bulk.projecting import Asked
    from calendar_gen.rules import Rulebook

EPILOG = """\b
TARGET is a folder, or s3://BUCKET/PREFIX with keys as for `publish`. It gets manifest.json, a table
of rules, and a file of occurrences for each year in which some begin, by day; a run that was cut
off goes on where it stopped.

\b
Examples:
  calendar-gen project my-rules/ --from 1900 --to 2100 -o projected
  calendar-gen query projected --day 2027-05-09
  calendar-gen project my-rules/ --to 2226 -o s3://bucket/projected --shards 64 \\
      --engine dask --scheduler tcp://scheduler:8786
"""


@click.command(name="project", epilog=EPILOG, short_help="Write occurrences by the million.")
@rules_argument
@records_option
@click.option("--from", "start", metavar="DAY", help="First day [the as-of day].")
@click.option("--to", "end", metavar="DAY", help="Last day [100 years later].")
@as_of_options
@click.option("-o", "--output", required=True, metavar="TARGET", help="Folder or s3:// address.")
@click.option("--endpoint", metavar="URL", help="Address of the object storage [AWS_ENDPOINT_URL].")
@click.option(
    "--shards",
    type=click.IntRange(1, 100_000),
    default=1,
    show_default=True,
    metavar="N",
    help="Parts that the rules are cut into, by their ids; the result is the same.",
)
@click.option(
    "--engine",
    type=click.Choice(["local", "dask"]),
    default="local",
    show_default=True,
    help="Who makes the parts: this process, or the workers of a dask scheduler.",
)
@click.option("--scheduler", metavar="ADDRESS", help="With dask, such as tcp://scheduler:8786.")
@reading_options
def command(
    rules: tuple[str, ...],
    records: tuple[str, ...],
    start: str | None,
    end: str | None,
    as_of: str | None,
    today: str | None,
    output: str,
    endpoint: str | None,
    shards: int,
    engine: str,
    scheduler: str | None,
    keep_going: bool,
) -> None:
    """Project rules over years or centuries, and keep every occurrence as columns.

    RULES are files or folders; without any, and for the word shipped, the rules that come with
    calendar-gen. Memory grows with the rules, not with the years. `query` asks what was kept, and
    so does whatever reads Parquet. Needs the extra `bulk`, and with dask `cluster`.
    """
    if (engine == "dask") != (scheduler is not None):
        raise click.UsageError("--engine dask and --scheduler ADDRESS go together")
    if scheduler is not None:
        _scheduler_address(scheduler)
    asked = projected_times(as_of, today, start, end)
    installed("numpy", "pyarrow", extra="bulk")
    if engine == "dask":
        installed("distributed", extra="cluster")
    rulebook = read_rules(rules, records, keep_going=keep_going)
    from calendar_gen.bulk.manifest import NoProjection
    from calendar_gen.bulk.parts import NotShared
    from calendar_gen.bulk.projecting import Asked
    from calendar_gen.problems import BoundMet, visible
    from calendar_gen.publishing.addresses import BadAddress
    from calendar_gen.publishing.outcome import CannotPublish

    try:
        made = _project(rulebook, Asked(*asked, shards), (output, endpoint), scheduler)
    except BadAddress as error:
        raise click.BadParameter(str(error), param_hint="--output") from error
    except NoProjection as error:
        raise Failure(f"{output} is not written over: {error}", CANNOT_WRITE) from error
    except (CannotPublish, NotShared) as error:
        raise Failure(str(error), CANNOT_WRITE) from error
    except BoundMet as error:
        raise Failure(str(error), BAD_RULES) from error
    except OSError as error:
        if engine == "dask" and error.filename is None:
            raise Failure(f"{scheduler}: {error}", MISSING_INPUT) from error
        raise Failure(f"cannot write {output}: {error.strerror or error}", CANNOT_WRITE) from error
    finally:
        _progress(0, 0)
    click.echo(
        f"{visible(output)}: {made['occurrences']:,} occurrences of "
        f"{len(rulebook.commemorations):,} commemorations and {len(rulebook.patterns):,} visit "
        f"patterns, {made['from']} to {made['to']}, in {len(made['years']):,} years.",
        err=True,
    )


def _scheduler_address(text: str) -> None:
    """A usage error unless a scheduler can have that address."""
    import re

    host = r"(?:[^\s/:@\[\]]+|\[[0-9A-Fa-f:.]+\])"
    found = re.fullmatch(rf"(?:(?:tcp|tls|wss?)://)?{host}:([0-9]{{1,5}})", text)
    if found is None or not 0 < int(found[1]) < 1 << 16:
        raise click.BadParameter(
            f'"{text}" is not the address of a scheduler; write tcp://scheduler:8786',
            param_hint="--scheduler",
        )


def _project(
    rulebook: "Rulebook", asked: "Asked", place: tuple[str, str | None], scheduler: str | None
) -> dict[str, Any]:
    from calendar_gen.bulk.projecting import Here, project
    from calendar_gen.bulk.stores import opened

    store = opened(*place)
    if scheduler is None:
        return project(rulebook, asked, store, Here(store), _progress)
    from distributed import Client

    from calendar_gen.bulk.cluster import Cluster

    try:
        connected = Client(scheduler, timeout="10s", set_as_default=False)  # type: ignore[no-untyped-call]
    except TypeError as error:  # tls:// without a certificate in the configuration of dask
        raise Failure(f"{scheduler}: {error}", MISSING_INPUT) from error
    with connected as client:
        return project(rulebook, asked, store, Cluster(client, *place), _progress)


def _progress(done: int, total: int) -> None:
    """How many parts are made, on a terminal only, on one line that goes again."""
    if sys.stderr.isatty():
        told = f"Projecting: {done:,} of {total:,} parts " if total else ""
        click.echo(f"\r\x1b[K{told}", err=True, nl=False)
