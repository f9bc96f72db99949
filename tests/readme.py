"""Keeps README.md true: runs its console blocks, and writes the reference from the commands' help.

`python -m tests.readme` writes both anew, and the JSON Schema beside the shipped rules; the tests
fail while it would change anything.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import click
from click.testing import CliRunner

from calendar_gen.cli import main
from calendar_gen.rulebook.kinds.commemorations import COMMEMORATION
from calendar_gen.rulebook.kinds.exceptions import EXCEPTION
from calendar_gen.rulebook.kinds.extensions import EXTENSIONS
from calendar_gen.rulebook.kinds.lists import RECORD
from calendar_gen.rulebook.kinds.paired import LEG
from calendar_gen.rulebook.kinds.patterns import PATTERNS, RECIPROCAL_VISIT
from calendar_gen.rulebook.kinds.people import ANSWER, GATE, HOLDER, OFFICE, PARTY_KIND
from calendar_gen.rulebook.kinds.record import CLAIM, COVERAGE, VISIT
from calendar_gen.rulebook.kinds.sources import SOURCE
from tests.committed import ROOT
from tests.language_reference import cell, language

README = ROOT / "README.md"
SCHEMA = ROOT / "rules" / "calendar-gen.schema.json"
COLUMNS = "100"
REFERENCE_START = "<!-- reference: written by `python -m tests.readme` -->\n"
REFERENCE_END = "<!-- end of reference -->\n"
KINDS = (
    SOURCE,
    COMMEMORATION,
    EXCEPTION,
    RECIPROCAL_VISIT,
    *(pattern.kind for pattern in PATTERNS.values()),
    LEG,
    VISIT,
    CLAIM,
    RECORD,
    COVERAGE,
    PARTY_KIND,
    OFFICE,
    HOLDER,
    GATE,
    ANSWER,
    *EXTENSIONS.values(),
)
FENCED = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Block(NamedTuple):
    """A fenced block of the README: its language, the file it shows if any, its text."""

    language: str
    file: str | None
    text: str


def blocks(text: str) -> list[Block]:
    """Return all fenced blocks of a Markdown text, in order."""
    return [Block(*match.groups()) for match in FENCED.finditer(text)]


def shell_lines(text: str) -> list[str]:
    """Return the lines of the blocks marked `sh`, which are for copying."""
    return [line for block in blocks(text) if block.language == "sh" for line in lines(block)]


def lines(block: Block) -> list[str]:
    """Return the lines of a block."""
    return block.text.splitlines()


def first_command() -> str:
    """Return the README's first command, which sets up and does the main job."""
    return shell_lines(README.read_text(encoding="utf-8"))[0]


def second_command() -> str:
    """Return the README's second command, which sets up and passes the tests."""
    return shell_lines(README.read_text(encoding="utf-8"))[1]


def up_to_date(text: str) -> str:
    """Return the README's text as it would be with today's commands and their real output."""
    with TemporaryDirectory() as folder:
        console = Console(Path(folder))
        text = FENCED.sub(lambda match: console.again(match), text)
    before, rest = text.split(REFERENCE_START)
    _, after = rest.split(REFERENCE_END)
    return f"{before}{REFERENCE_START}{reference()}{REFERENCE_END}{after}"


class Console:
    """A reader's shell beside a copy of the rules, kept through the whole README."""

    def __init__(self, folder: Path) -> None:
        """Give the reader a folder to work in and the command to call."""
        self.folder = folder / "desk"
        shutil.copytree(ROOT / "rules", self.folder / "rules")
        command = folder / "bin" / "calendar-gen"
        command.parent.mkdir()
        command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m calendar_gen "$@"\n')
        command.chmod(0o755)
        self.variables = {
            "PATH": os.pathsep.join([str(command.parent), os.environ["PATH"]]),
            "PYTHONPATH": str(ROOT),
            "COLUMNS": COLUMNS,
            "LANG": "C.UTF-8",
        }

    def again(self, match: re.Match[str]) -> str:
        """Return a block as it is when its commands are run now; lay down the file it shows."""
        block = Block(*match.groups())
        if block.file is not None:
            path = self.folder / block.file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, encoding="utf-8")
        if block.language != "console":
            return match[0]
        commands = [line.removeprefix("$ ") for line in lines(block) if line.startswith("$ ")]
        return "```console\n" + "".join(map(self.transcript, commands)) + "```"

    def transcript(self, command: str) -> str:
        """Return a command and all that it writes, as a terminal would show them."""
        done = subprocess.run(
            ["sh", "-c", command],
            cwd=self.folder,
            env=self.variables,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            encoding="utf-8",
        )
        written = "".join(line.rstrip() + "\n" for line in done.stdout.splitlines())
        return f"$ {command}\n{written}"


def reference() -> str:
    """Return the help of every command, and what rule files may say, as Markdown."""
    runner = CliRunner(env={"COLUMNS": COLUMNS})
    sections = []
    for words in command_names(main, ()):
        shown = runner.invoke(
            main, [*words, "--help"], prog_name="calendar-gen", catch_exceptions=False
        )
        title = " ".join(["calendar-gen", *words])
        sections.append(f"### {title}\n\n```text\n{shown.stdout.rstrip()}\n```\n")
    return "\n" + "\n".join([*sections, *language(), *rule_files()]) + "\n"


def rule_files() -> Iterator[str]:
    """Yield what may stand in a rule file, kind by kind, from the reader's own declarations."""
    yield "### Fields of rule files\n"
    for kind in KINDS:
        name = kind.name.partition(" ")[2]
        yield f"#### {name[0].upper()}{name[1:]}\n"
        yield f"{kind.doc}\n"
        rows = [
            (f"`{f.name}`" + (" (needed)" if f.required else ""), f.doc, f"`{f.example}`")
            for f in kind.fields
        ]
        head = ("Field", "What it says", "Example")
        table = [head, ("---",) * 3, *rows]
        yield "\n".join(f"| {' | '.join(map(cell, row))} |" for row in table) + "\n"


def command_names(command: click.Command, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the words that call a command and each of its subcommands."""
    yield words
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            subcommand = command.get_command(context, name)
            assert subcommand is not None
            if not subcommand.hidden:
                yield from command_names(subcommand, (*words, name))


def shipped_schema() -> str:
    """Return the JSON Schema that lies beside the shipped rules, as the command prints it."""
    return CliRunner().invoke(main, ["schema"], catch_exceptions=False).stdout


if __name__ == "__main__":
    SCHEMA.write_text(shipped_schema(), encoding="utf-8")
    README.write_text(up_to_date(README.read_text(encoding="utf-8")), encoding="utf-8")
