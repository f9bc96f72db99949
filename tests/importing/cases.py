"""Files to import with what is written of them, and what is said to be lost."""

import shlex
from pathlib import Path
from typing import NamedTuple

from click.testing import CliRunner

from calendar_gen.cli import main
from calendar_gen.forecasting.findings import findings
from calendar_gen.rulebook import load
from calendar_gen.rules import Rulebook

FOLDER = Path(__file__).parent
ENDINGS = (".csv", ".vcf", ".ics", ".json")


class Outcome(NamedTuple):
    """What the command wrote and said, and its exit code."""

    output: str
    said: str
    code: int


def inputs() -> list[Path]:
    return sorted(path for path in FOLDER.iterdir() if path.suffix in ENDINGS)


def options(path: Path) -> list[str]:
    beside = path.with_suffix(".options")
    return shlex.split(beside.read_text(encoding="utf-8")) if beside.exists() else []


def run(*arguments: str, stdin: bytes | None = None) -> Outcome:
    result = CliRunner().invoke(main, ["import", *arguments], input=stdin)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return Outcome(result.stdout, result.stderr, result.exit_code)


def rulebook_of(text: str, folder: Path) -> Rulebook:
    """The rulebook of a written text, which must be without errors: `check` exits 0."""
    file = folder / "written.yaml"
    file.write_bytes(text.encode())
    book = load([str(file)])
    problems = (*book.problems, *findings(book))
    assert [str(problem) for problem in problems if problem.severity == "error"] == []
    assert book.commemorations
    return book


def imported(name: str, content: str | bytes, folder: Path, *arguments: str) -> Outcome:
    """What importing a file of that name and content gives, by its name only."""
    (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    outcome = run(str(folder / name), *arguments)
    prefix = f"{folder}/"
    return Outcome(
        outcome.output.replace(prefix, ""), outcome.said.replace(prefix, ""), outcome.code
    )
