"""`calendar-gen backtest`: what forecasts would have said of a record, and how they scored."""

import sys
from typing import TYPE_CHECKING, NamedTuple

import click

from calendar_gen.cli.options import (
    BAD_RULES,
    MISSING_INPUT,
    Failure,
    as_of_options,
    known_on,
    reading_options,
)

if TYPE_CHECKING:
    from calendar_gen.backtest import Report
    from calendar_gen.rulebook.visit_rows import VisitRow

TASKS = ("year", "return-12", "return-24", "month")

EPILOG = """\b
Examples:
  calendar-gen backtest --task year --records visits.csv --hub US --from 1980 --to 2023
  calendar-gen backtest --task return-12 --records in.csv --records out.csv --hub US \\
      --from 1980 --to 2023 --forecasts forecasts.csv --reliability reliability.svg
  calendar-gen backtest victory-exchange --as-of 2026-11-24
  calendar-gen backtest --rules rules/ --lead 90,30,7 --forecasts forecasts.csv
"""


@click.command(name="backtest", epilog=EPILOG, short_help="Score past forecasts.")
@click.option(
    "--task",
    type=click.Choice(TASKS),
    help="Stays by year or month; visits returned within 12 or 24 months.",
)
@click.option(
    "--records", multiple=True, metavar="FILE", help="Visits as CSV; may be repeated. - is stdin."
)
@click.option("--hub", metavar="CODE", help="With --task: the party whose visits they are.")
@click.option(
    "--from", "first", type=click.IntRange(1, 9998), metavar="YEAR", help="First year forecast."
)
@click.option(
    "--to", "last", type=click.IntRange(1, 9998), metavar="YEAR", help="Last year forecast."
)
@click.option(
    "-r",
    "--rules",
    multiple=True,
    is_flag=False,
    flag_value="",
    metavar="[FILE]",
    help="Rule files or folders, all patterns of which are scored unless some are named.",
)
@click.option(
    "--lead",
    metavar="DAYS",
    default="30",
    show_default=True,
    help="With rules: days before the window, beside 31 December of the year before.",
)
@as_of_options
@click.option("--forecasts", metavar="FILE", help="Write every forecast as CSV.")
@click.option("--reliability", metavar="FILE", help="Write the reliability diagram as SVG.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    show_default=True,
    help="How to print the scores.",
)
@reading_options
@click.argument("names", nargs=-1, metavar="[RULE]...")
def command(
    task: str | None,
    records: tuple[str, ...],
    hub: str | None,
    first: int | None,
    last: int | None,
    rules: tuple[str, ...],
    lead: str,
    as_of: str | None,
    today: str | None,
    forecasts: str | None,
    reliability: str | None,
    format_: str,
    keep_going: bool,
    names: tuple[str, ...],
) -> None:
    """Forecast the past as it was known before, and score it.

    With --task, leaders' visits to and from a hub in the years --from to --to; those of others,
    such as foreign ministers, help. Every forecast is learned anew from what is dated before its
    issue day. Each argument is then one more of --records.

    Without, visit patterns: each RULE, or all of them. Every occurrence is forecast as of 31
    December and of some days before its window opens, and scored in nats against the rate at which
    the pair meets anyway. Rules that expect the same visits are set side by side, the first named
    as the rule and the others as its variants; a rule alone is set beside other readings of it.
    """
    if first is not None and last is not None and last < first:
        raise click.UsageError("--to lies before --from")
    if task is None:
        from calendar_gen.cli.backtest_rules import Asked, score

        if hub is not None:
            raise click.UsageError("--hub goes with --task; rules name their own parties")
        asked = Asked(names, rules, records, lead, known_on(as_of, today), (first, last))
        score(asked, Outputs(format_, forecasts, reliability), keep_going=keep_going)
        return
    if rules:
        raise click.UsageError("--task and --rules are different things to score")
    if hub is None or first is None or last is None:
        raise click.UsageError("--task needs --hub, --from and --to")
    _score_task(
        task,
        (*records, *names),
        _party(hub),
        (first, last),
        Outputs(format_, forecasts, reliability),
        keep_going=keep_going,
    )


class Outputs(NamedTuple):
    """How scores are printed, and where forecasts and diagram go."""

    format: str
    forecasts: str | None
    reliability: str | None


def _score_task(
    task: str,
    paths: tuple[str, ...],
    hub: str,
    years: tuple[int, int],
    outputs: Outputs,
    *,
    keep_going: bool,
) -> None:
    from calendar_gen.rendering import backtests, score_sheets

    if not paths:
        raise click.UsageError("nothing to score; name a CSV file of visits with --records")
    rows = _rows(paths, keep_going=keep_going)
    report = _report(task, rows, hub, *years)
    if report.silent and task.startswith("return"):
        way = backtests.where(report.silent[0], report.hub)
        message = (
            f"the record has no leader's visit {way}, so none in it can be returned; {task} needs "
            "both ways, --task year and month score one"
        )
        raise Failure(message, BAD_RULES)
    _write(report, outputs.forecasts, outputs.reliability)
    formats = {"table": backtests.table, "json": backtests.document, "csv": score_sheets.of_task}
    click.echo(formats[outputs.format](report), nl=False)


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
    from collections import Counter

    from calendar_gen.backtest import backtest
    from calendar_gen.parties import successor

    named = Counter(successor(party) for row in rows for party in {row.guest, row.host})
    if successor(hub) not in named:
        most = (
            ""
            if not named
            else f"; most are to or from {min(named, key=lambda party: (-named[party], party))}"
        )
        raise Failure(f"no visit of the record is to or from {hub}{most}", BAD_RULES)
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
