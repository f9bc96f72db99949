"""Options that several commands share, and what they mean together."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from calendar_gen.assets import files_of
from calendar_gen.cli.clock import read_day, today
from calendar_gen.kept import users_folder
from calendar_gen.limits import limit, raising
from calendar_gen.named import NamedTuple

if TYPE_CHECKING:
    from calendar_gen.forecasting.selection import Selection
    from calendar_gen.rules import Rulebook

Function = TypeVar("Function", bound=Callable[..., Any])

FINDINGS = 1
BAD_RULES = 65
MISSING_INPUT = 66
CANNOT_WRITE = 73


class Failure(click.ClickException):
    """Ends a command with a sentence on stderr and an exit code."""

    def __init__(self, message: str, exit_code: int) -> None:
        super().__init__(message)
        self.exit_code = exit_code  # type: ignore[misc] # click reads it from the instance


class Times(NamedTuple):
    """What is asked: known at the end of `as_of`, of the days `first` to `last`, both in."""

    as_of: int
    first: int
    last: int


def installed(*names: str, extra: str) -> None:
    """Ends the command with a usage error if a package is missing that an extra brings."""
    from importlib.util import find_spec

    missing = [name for name in names if find_spec(name) is None]
    if missing:
        raise click.UsageError(
            f"this needs {' and '.join(missing)}: pip install 'calendar-gen[{extra}]'"
        )


def rules_argument(function: Function) -> Function:
    """RULES...: files or folders, `shipped` among them; none means the shipped rules."""
    return click.argument("rules", nargs=-1, metavar="[RULES]...")(function)


def rules_option(function: Function) -> Function:
    """-r FILE, for commands whose arguments are something else."""
    return click.option(
        "-r",
        "--rules",
        multiple=True,
        metavar="FILE",
        help='A rule file or folder, or "shipped"; may be repeated.',
    )(function)


def records_option(function: Function) -> Function:
    """--records FILE: lists of visits beside those that the rules name."""
    return click.option(
        "--records",
        multiple=True,
        metavar="FILE",
        help="Visits as CSV, beside those of the rules; may be repeated.",
    )(function)


def as_of_options(function: Function) -> Function:
    """--as-of and --today."""
    for option in (
        click.option("--today", metavar="DAY", help="Stands for the clock wherever today matters."),
        click.option(
            "--as-of",
            metavar="DAY",
            help="Use what was known at the end of a day, month or year, as in 2025-05-06 [today].",
        ),
    ):
        function = option(function)
    return function


def window_options(function: Function) -> Function:
    """--from, --to and --days."""
    for option in (
        click.option(
            "--days", type=click.IntRange(min=1), metavar="N", help="Instead of --to: N days."
        ),
        click.option("--to", "end", metavar="DAY", help="Last day [365 days later]."),
        click.option("--from", "start", metavar="DAY", help="First day [the as-of day]."),
    ):
        function = option(function)
    return function


def reading_options(function: Function) -> Function:
    """--keep-going: leave bad rules out and say so; --no-cache: read the rules anew."""
    for option in (
        click.option(
            "--no-cache",
            is_flag=True,
            expose_value=False,
            callback=_without_cache,
            help="Read the rule files anew, and keep nothing for the next time.",
        ),
        click.option(
            "--keep-going",
            is_flag=True,
            help="Leave bad rules out, and say so, instead of stopping.",
        ),
    ):
        function = option(function)
    return function


_NO_CACHE = "calendar_gen.no_cache"


def _without_cache(context: click.Context, _option: click.Parameter, value: bool) -> None:
    context.meta[_NO_CACHE] = value


def cache_folder() -> str | None:
    """Where rulebooks and answers are kept; None with --no-cache, or if there is no such place."""
    return None if click.get_current_context().meta.get(_NO_CACHE) else users_folder()


def known_on(as_of: str | None, today_text: str | None, option: str = "--as-of") -> int:
    """The as-of day that the options mean."""
    now = today() if today_text is None else read_day(today_text, today(), "--today")
    return now if as_of is None else read_day(as_of, now, option, last=True)


def times(
    as_of: str | None, today_text: str | None, start: str | None, end: str | None, days: int | None
) -> Times:
    """The as-of day and window that the options mean.

    Raises a usage error with a sentence.
    """
    now = today() if today_text is None else read_day(today_text, today(), "--today")
    known = now if as_of is None else read_day(as_of, now, "--as-of", last=True)
    first = known if start is None else read_day(start, now, "--from")
    if end is not None and days is not None:
        raise click.UsageError("--to and --days say the same thing; give one of them")
    if end is not None:
        last = read_day(end, now, "--to", last=True)
    else:
        last = first + (365 if days is None else days - 1)
    if last < first:
        raise click.UsageError("--to lies before --from")
    if last - first > limit("years") * 366:
        raise click.UsageError(
            f"a forecast covers at most {limit('years')} years at a time; {raising('years')}"
        )
    return Times(known, first, last)


def projected_times(
    as_of: str | None, today_text: str | None, start: str | None, end: str | None
) -> tuple[int, int, int]:
    """First and last day, both in, and the as-of day of a projection.

    Raises a usage error with a sentence.
    """
    known = known_on(as_of, today_text)
    now = today() if today_text is None else read_day(today_text, today(), "--today")
    first = known if start is None else read_day(start, now, "--from")
    if end is None:
        from calendar_gen.edtf import civil, day

        year, month, of_month = civil(first)
        last = day(year + 100, month, min(of_month, 28)) - 1
    else:
        last = read_day(end, now, "--to", last=True)
    if last < first:
        raise click.UsageError("--to lies before --from")
    if last - first > limit("projected-years") * 366:
        raise click.UsageError(
            f"a projection covers at most {limit('projected-years'):,} years at a time; "
            f"{raising('projected-years')}"
        )
    return first, last, known


def read_rules(
    paths: tuple[str, ...], records: tuple[str, ...] = (), *, keep_going: bool = False
) -> "Rulebook":
    """The rulebook of the paths, or of the shipped rules, with the visits of CSV files.

    Problems go to stderr; errors end the command with 65. `-` reads one rule file from standard
    input.
    """
    from calendar_gen import plainly
    from calendar_gen.rulebook import MissingInput

    try:
        book = plainly.read(paths, records, cache_folder())
    except MissingInput as missing:
        raise Failure(str(missing), MISSING_INPUT) from missing
    errors = [problem for problem in book.problems if problem.severity == "error"]
    if errors:
        from calendar_gen.cli.shipped_ids import with_shipped_named

        errors = list(with_shipped_named(errors, files_of(paths)))
    for problem in errors:
        click.echo(str(problem), err=True)
    if errors and not keep_going:
        count = len(errors)
        raise Failure(
            f"{count} problem{'' if count == 1 else 's'} in the rules, nothing was written; "
            "--keep-going leaves the bad rules out",
            BAD_RULES,
        )
    if errors:
        for problem in book.problems:
            if problem.code == "left-out":
                click.echo(str(problem), err=True)
        click.echo("What is named above is left out.", err=True)
    return book


def tell_unanswered(
    rulebook: "Rulebook", first: int, last: int, wanted: "Selection | None" = None
) -> None:
    """Says on stderr which of the rules that are asked for answer for some of the days only."""
    for note in unanswered_in(rulebook, first, last, wanted):
        click.echo(note, err=True)


def unanswered_in(
    rulebook: "Rulebook", first: int, last: int, wanted: "Selection | None" = None
) -> list[str]:
    """A sentence on each rule that is asked for and answers for some of the days only."""
    from calendar_gen.forecasting.ranges import unanswered
    from calendar_gen.forecasting.selection import ALL

    return [str(note) for note in unanswered(rulebook, first, last, wanted or ALL)]
