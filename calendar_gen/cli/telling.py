"""What a command tells, so that it can be told again to the same question."""

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from calendar_gen.answers import Question
from calendar_gen.cli.options import cache_folder
from calendar_gen.plainly import rests_on

if TYPE_CHECKING:
    from calendar_gen.rules import Rulebook


class Telling:
    """Prints the answer, and notes beside it on stderr, and knows what it printed.

    To be made before anything is read: `rules` and `records` are the files that were given.
    """

    def __init__(self, rules: Sequence[str], records: Sequence[str]) -> None:
        self._told: list[tuple[bool, str]] = []
        question = click.get_current_context().obj
        kept = isinstance(question, Question) and cache_folder() is not None
        self._question = question if kept else None
        self._states = rests_on(rules, records) if kept else None

    def answer(self, text: str | bytes) -> None:
        """Print the answer, which ends its own lines: a text, or UTF-8 as it is."""
        click.echo(text, nl=False)
        self._told.append((False, text if isinstance(text, str) else text.decode()))

    def note(self, sentence: str) -> None:
        """Print a line beside the answer."""
        click.echo(sentence, err=True)
        self._told.append((True, sentence + "\n"))

    def keep(self, rulebook: "Rulebook") -> None:
        """Keep all that was told, if it is all that this command has to say, and follows from files
        alone; `rulebook` is what they hold.
        """
        if self._question is None or self._states is None:
            return
        if any(problem.severity == "error" for problem in rulebook.problems):
            return  # reading told of them
        now = time.time_ns()
        today = time.localtime(now // 1_000_000_000)[:3]
        self._question.keep(self._told, self._states, today, now)
