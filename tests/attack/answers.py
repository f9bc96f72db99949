"""What the commands say and write, all in one process: for comparing machines with one another.

Run as `python -m tests.attack.answers FOLDER`; the site is built into FOLDER. With
SHUFFLE=N in the environment folders are listed in another order each time.
"""

import os
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from calendar_gen.cli import main

RULES = "tests/scenario/rules"
WHEN = ("--as-of", "2026-06-01")
WINDOW = (*WHEN, "--from", "2024-01-01", "--to", "2027-12-31", "--no-cache")
COMMANDS: Sequence[tuple[str, ...]] = (
    ("check", "tests/problems/escapes-in-quotes.yaml"),
    ("check", "tests/problems/repeated-id-across-files"),
    ("forecast", RULES, *WINDOW, "--format", "json"),
    ("forecast", RULES, *WINDOW, "--format", "csv", "--lang", "ru"),
    ("forecast", RULES, *WINDOW, "--format", "table", "--lang", "zh", "--country", "cn,fi"),
    ("explain", "victory-exchange.2035.ru-cn", *WHEN, "-r", RULES),
    ("ledger", "ru", "cn", *WHEN, "-r", RULES, "--lang", "ar"),
    ("import", "tests/importing/contacts-ru.vcf", "--origin"),
    ("import", "tests/importing/latin.csv"),
    ("digest", "2027", *WHEN, "-r", RULES, "--format", "text", "--lang", "fr"),
)


def listed_anyhow(seed: int) -> None:
    """From now on folders list what they hold in an order that nobody knows."""
    chance = random.Random(seed)
    listdir, scandir = os.listdir, os.scandir

    def shuffled(path: Any = ".") -> list[Any]:
        names = listdir(path)
        chance.shuffle(names)
        return names

    class Scanned(list[Any]):
        """What `os.scandir` gives, which is closed behind a `with`."""

        def __enter__(self) -> Iterator[Any]:
            return iter(self)

        def __exit__(self, *_: object) -> None:
            self.clear()

        def __next__(self) -> Any:
            if not self:
                raise StopIteration
            return self.pop(0)

        def close(self) -> None:
            self.clear()

    def scanned(path: Any = ".") -> Scanned:
        with scandir(path) as entries:
            found = list(entries)
        chance.shuffle(found)
        return Scanned(found)

    os.listdir, os.scandir = shuffled, scanned  # type: ignore[assignment]


def answer(folder: Path) -> None:
    """Answers all commands, with the paths as seen from the root."""
    folder = folder.absolute()
    os.chdir(Path(__file__).parent.parent.parent)
    built = (
        "build",
        RULES,
        "-o",
        str(folder / "site"),
        *WHEN,
        "--years",
        "2027",
        "--lang",
        "en,ar",
    )
    for command in (*COMMANDS, built):
        click.echo(f"$ {command[0]}")
        try:
            main([*command], standalone_mode=False)
        except click.exceptions.Exit as ended:
            click.echo(f"exit {ended.exit_code}")


if __name__ == "__main__":
    if "SHUFFLE" in os.environ:
        listed_anyhow(int(os.environ["SHUFFLE"]))
    answer(Path(sys.argv[1]))
