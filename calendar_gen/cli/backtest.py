"""`calendar-gen backtest`: what forecasts would have said of a record, and how they scored."""

import sys
from typing import TYPE_CHECKING

import click

from calendar_gen.cli.options import BAD_RULES, MISSING_INPUT, Failure, reading_options

if TYPE_CHECKING:
    from calendar_gen.backtest import Report
    from calendar_gen.rulebook.visit_rows import VisitRow

TASKS = ("year", "return-12", "return-24", "month")

EPILOG = """\b
Examples:
  calendar-gen backtest --task year --records visits.csv --hub US --from 1980 --to 2023
  calendar-gen backtest --task return-12 --records in.csv --records out.csv --hub US \\
      --from 1980 --to 2023 --forecasts forecasts.csv --reliability reliability.svg
"""


@click.command(name="backtest", epilog=EPILOG, short_help="Score past forecasts.")
@click.option(
    "--task",
    type=click.Choice(TASKS),
    required=True,
    help="Stays by year or month; visits returned within 12 or 24 months.",
)
@click.option(
    "--records", multiple=True, metavar="FILE", help="Visits as CSV; may be repeated. - is stdin."
)
@click.option("--hub", required=True, metavar="CODE", help="The party whose visits they are.")
@click.option(
    "--from",
    "first",
    type=click.IntRange(1, 9998),
    required=True,
    metavar="YEAR",
    help="First year that is forecast.",
)
@click.option(
    "--to",
    "last",
    type=click.IntRange(1, 9998),
    required=True,
    metavar="YEAR",
    help="Last year that is forecast.",
)
@click.option("--forecasts", metavar="FILE", help="Write every forecast as CSV.")
@click.option("--reliability", metavar="FILE", help="Write the reliability diagram as SVG.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="How to print the scores.",
)
@reading_options
@click.argument("files", nargs=-1, metavar="[FILE]...")
def command(
    task: str,
    records: tuple[str, ...],
    hub: str,
    first: int,
    last: int,
    forecasts: str | None,
    reliability: str | None,
    format_: str,
    keep_going: bool,
    files: tuple[str, ...],
) -> None:
    """Forecast each of the years --from to --to from what the record knew before, and score it.

    Only leaders' visits are forecast; those of others, such as foreign ministers, help. Every
    forecast is learned anew from what is dated before its issue day. FILE is one more of --records.
    """
    from calendar_gen.rendering.backtests import BACKTEST_FORMATS

    if last < first:
        raise click.UsageError("--to lies before --from")
    party = _party(hub)
    paths = (*records, *files)
    if not paths:
        raise click.UsageError("nothing to score; name a CSV file of visits with --records")
    rows = _rows(paths, keep_going=keep_going)
    report = _report(task, rows, party, first, last)
    _write(report, forecasts, reliability)
    click.echo(BACKTEST_FORMATS[format_](report), nl=False)


def _party(hub: str) -> str:
    from calendar_gen.parties import STATES, WITHDRAWN
    from calendar_gen.problems import did_you_mean

    code = hub.upper()
    if code in STATES or code in WITHDRAWN:
        return code
    hint = did_you_mean(code, STATES)
    raise click.BadParameter(
        f'"{hub}" is no state; write an ISO 3166-1 code such as US' + (f"; {hint}" if hint else ""),
        param_hint="--hub",
    )


def _rows(paths: tuple[str, ...], *, keep_going: bool) -> "list[VisitRow]":
    """The rows of all files; ends with 65 and all problems on stderr, with 66 without a file."""
    from pathlib import Path

    from calendar_gen.rulebook import MissingInput
    from calendar_gen.rulebook.files import rule_files
    from calendar_gen.rulebook.visit_rows import visit_rows

    folders = [path for path in paths if path != "-" and Path(path).is_dir()]
    if folders:
        raise Failure(f'"{folders[0]}" is a folder; name its CSV files', MISSING_INPUT)
    rows: list[VisitRow] = []
    errors = 0
    try:
        for file in rule_files(paths):
            found, problems = visit_rows(file)
            rows += found
            errors += sum(problem.severity == "error" for problem in problems)
            for problem in problems:
                click.echo(str(problem), err=True)
    except MissingInput as missing:
        raise Failure(str(missing), MISSING_INPUT) from missing
    if errors and not keep_going:
        raise Failure(
            f"{errors} problem{'' if errors == 1 else 's'} in the record, nothing was scored; "
            "--keep-going leaves the bad rows out",
            BAD_RULES,
        )
    return rows


def _report(task: str, rows: "list[VisitRow]", hub: str, first: int, last: int) -> "Report":
    """The back-test, with a bar on a terminal's stderr while it runs."""
    from calendar_gen.backtest import backtest
    from calendar_gen.parties import successor

    if not any(successor(hub) in map(successor, (row.guest, row.host)) for row in rows):
        raise Failure(f"no visit of the record is to or from {hub}", BAD_RULES)
    if not sys.stderr.isatty():
        return backtest(task, rows, hub, first, last)
    with click.progressbar(length=last - first + 1, label=task, file=sys.stderr) as bar:
        return backtest(task, rows, hub, first, last, lambda _year: bar.update(1))


def _write(report: "Report", forecasts: str | None, reliability: str | None) -> None:
    from calendar_gen.cli.writing import write

    if forecasts is not None:
        from calendar_gen.rendering import backtests

        write(forecasts, backtests.forecasts(report))
    if reliability is not None:
        from calendar_gen.rendering import reliability as diagram

        write(reliability, diagram.reliability(report))
