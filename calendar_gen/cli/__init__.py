"""The command line: parse, call one library function, print.

Each command is a file of its own, loaded when asked for.
"""

import atexit
import gc
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from errno import EPIPE
from importlib import import_module
from keyword import iskeyword
from typing import Any

import click

from calendar_gen import __version__
from calendar_gen.streams import take_any_letter

COMMANDS: Mapping[str, str] = {
    "forecast": "List what is coming: anniversaries and expected visits.",
    "build": "Write a site: feeds to subscribe to, digests, data.",
    "serve": "Serve the site and filtered feeds over HTTP.",
    "secret": "Make, list and revoke feeds at secret addresses.",  # nosec B105 # a command
    "publish": "Bring a built site to its readers.",
    "diff": "Say what changed between two builds, or two days.",
    "digest": "Write the digest of a year as one page.",
    "ledger": "Show who visited whom, and who owes whom a visit.",
    "explain": "Say why a day, and why a likelihood, step by step.",
    "backtest": "Score what forecasts would have said of a record.",
    "project": "Write occurrences by the million, as Parquet.",
    "query": "Ask what project wrote: by day, party, category, mark.",
    "check": "Find every problem in rule files.",
    "rules": "Count rules by kind, region, language and source.",
    "new": "Write a rule file to begin with.",
    "schema": "Print the JSON Schema of rule files, for editors.",
    "import": "Write rules from CSV, vCard, .ics and Wikidata, for review.",
    "completion": "Let a shell complete what you type.",
}
"""Name of a command (and of its module here) to its line in `calendar-gen --help`."""


FEW_COLLECTIONS = 50_000
"""Objects made between two looks for garbage: a command makes many that it keeps to its end."""

# What is frozen is not looked through once more when the interpreter ends, a tenth of a forecast.
atexit.register(gc.freeze)


class LazyGroup(click.Group):
    """A group that imports a command only to run it or to show its help."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of all commands, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now; None if there is none."""
        if cmd_name not in COMMANDS:
            return None
        # A word of Python's own, such as "import", cannot name a module.
        module = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command = import_module(f"calendar_gen.cli.{module}").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with the nearest name for one that does not exist."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from calendar_gen.problems import did_you_mean

            hint = did_you_mean(args[0], COMMANDS)
            ctx.fail(f'no command "{args[0]}"' + (f"; {hint}" if hint else ""))
        return super().resolve_command(ctx, args)

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        """As click does, once what comes out has the same bytes whatever the machine's locale."""
        for stream in (sys.stdout, sys.stderr):
            take_any_letter(stream)
        return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; an output that cannot be written ends it with a sentence and 73, a
        current folder that is gone, or a file of calendar-gen's own, with 66; an answer beyond
        all bounds with 65.
        """
        gc.set_threshold(FEW_COLLECTIONS)
        try:
            if isinstance(ctx.obj, OSError | KeyboardInterrupt):  # met before this was imported
                raise ctx.obj
            with _in_time():
                return super().invoke(ctx)
        except click.ClickException as error:
            from calendar_gen.problems import bounded, visible

            shown = "\n".join(map(visible, bounded(error.message).split("\n")))
            error.message = shown  # type: ignore[misc] # by click, later
            raise
        except OverflowError as error:
            from calendar_gen.cli.options import BAD_RULES, Failure
            from calendar_gen.problems import BoundMet

            if not isinstance(error, BoundMet):
                raise
            raise Failure(str(error), BAD_RULES) from error
        except OSError as error:
            if error.errno == EPIPE:
                raise
            from calendar_gen.assets import missing_asset
            from calendar_gen.cli.options import CANNOT_WRITE, MISSING_INPUT, Failure

            own = missing_asset(error)
            if own is not None:
                raise Failure(str(own), MISSING_INPUT) from error
            if error.filename is not None:
                raise
            from calendar_gen.screen import give_up

            if isinstance(error, FileNotFoundError):  # only the current folder goes without a name
                raise Failure(
                    'the current folder is gone, or another took its place: cd "$PWD"',
                    MISSING_INPUT,
                ) from error
            give_up()
            raise Failure(
                f"the output cannot be written: {error.strerror or error}", CANNOT_WRITE
            ) from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table of commands, without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@contextmanager
def _in_time() -> Iterator[None]:
    """Ends what takes longer than the environment's limits allow with a sentence and 65, and wrong
    limits with a usage error.
    """
    if not os.environ.get("CALENDAR_GEN_LIMITS"):  # a start without it imports nothing
        yield
        return
    from calendar_gen.cli.options import BAD_RULES, Failure
    from calendar_gen.limits import BadLimits, TimeIsUp, in_time

    try:
        with in_time():
            yield
    except BadLimits as bad:
        raise click.UsageError(str(bad)) from bad
    except TimeIsUp as late:
        raise Failure(str(late), BAD_RULES) from late


EXAMPLES = """\b
Examples:
  calendar-gen forecast                          the next year, by the shipped rules
  calendar-gen forecast my-rules/ --days 30      the next month, by rules of your own
  calendar-gen build my-rules/ -o site           feeds and digests, ready for a web server
  calendar-gen explain victory-day-moscow 2035   why this day"""


@click.group(
    cls=LazyGroup,
    epilog=EXAMPLES,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="calendar-gen")
def main() -> None:
    """Forecast anniversaries and reciprocal visits from rule files.

    RULES are files or folders of YAML; without any, and for the word shipped, the rules that come
    with calendar-gen are used.
    """
