"""`check`: every problem of rule files, like a compiler."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from calendar_gen.assets import files_of
from calendar_gen.cli.options import MISSING_INPUT, Failure, rules_argument
from calendar_gen.problems import Problem, in_order, unseen

if TYPE_CHECKING:
    from calendar_gen.rulebook.files import Stamps

FINDINGS = 1
JSON_VERSION = 1

EXAMPLES = """\b
Examples:
  calendar-gen check                      the shipped rules
  calendar-gen check my-rules/ --strict   warnings fail too, as in continuous integration
  calendar-gen check shipped my-rules/    rules of your own that extend the shipped ones
  calendar-gen check my-rules/ --watch    again after every change, until Ctrl-C
  calendar-gen check --format json a.yaml
  cat a.yaml | calendar-gen check -"""


@click.command("check", epilog=EXAMPLES)
@rules_argument
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@click.option(
    "--format",
    "shape",
    type=click.Choice(["text", "json"]),
    default="text",
    help="How findings are printed [text].",
)
@click.option(
    "--watch", is_flag=True, help="Check again whenever a file changes; Ctrl-C ends with the last."
)
def command(rules: tuple[str, ...], strict: bool, shape: str, watch: bool) -> None:
    """Find every problem in rule files, each with file, line and column.

    Problems are errors, warnings and notes. Exits 1 on errors, with --strict on warnings too.
    """

    def checked(lists: "Stamps | None" = None) -> int:
        problems = _problems(rules, lists)
        click.echo(_as_json(problems) if shape == "json" else _as_text(problems), nl=False)
        click.echo(_summary(problems), err=True)
        failing = ("error", "warning") if strict else ("error",)
        return FINDINGS if any(problem.severity in failing for problem in problems) else 0

    if watch:
        from calendar_gen.cli.watching import watched

        code = watched(list(files_of(rules)), checked)
    else:
        code = checked()
    if code:
        raise click.exceptions.Exit(code)


def _problems(paths: Sequence[str], lists: "Stamps | None") -> tuple[Problem, ...]:
    """What reading finds, and what shows only when rules and record are put together.

    `lists` gets how the lists that the rules name stood before they were read.
    """
    from calendar_gen.cli.shipped_ids import with_shipped_named
    from calendar_gen.forecasting.findings import findings, sound
    from calendar_gen.rulebook import MissingInput, load

    try:
        files = files_of(paths)
        book = load(files, named=lists)
    except MissingInput as missing:
        raise Failure(str(missing), MISSING_INPUT) from missing
    found = in_order((*sound(book).problems, *findings(book)))
    return with_shipped_named(found, files)


def _as_text(problems: Sequence[Problem]) -> str:
    return "".join(f"{problem}\n" for problem in problems)


def _as_json(problems: Sequence[Problem]) -> str:
    import json

    rows = [
        {
            "file": problem.place.file,
            "line": problem.place.line,
            "column": problem.place.column,
            "severity": problem.severity,
            "code": problem.code,
            "message": problem.message,
            "hint": problem.hint,
        }
        for problem in problems
    ]
    shape = {"version": JSON_VERSION, "problems": rows}
    text = json.dumps(shape, ensure_ascii=False, indent=2)
    return "\n".join(map(_escaped, text.split("\n"))) + "\n"


def _escaped(line: str) -> str:
    """A line of JSON in which what a terminal must not be sent is escaped as JSON does it."""
    if line.isprintable():
        return line
    return "".join(_escape(each) if acts else each for each, acts in unseen(line))


def _escape(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


def _summary(problems: Sequence[Problem]) -> str:
    """`2 errors, 1 warning, no notes`."""
    counts = []
    for severity in ("error", "warning", "note"):
        count = sum(problem.severity == severity for problem in problems)
        counts.append(f"{count or 'no'} {severity}{'' if count == 1 else 's'}")
    return ", ".join(counts)
