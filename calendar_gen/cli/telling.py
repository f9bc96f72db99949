"""What a command tells, so that it can be told again to the same question."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from calendar_gen.answers import Question
from calendar_gen.cli.options import cache_folder, files_of

if TYPE_CHECKING:
    from calendar_gen.rules import Rulebook


class Telling:
    """Prints the answer, and notes beside it on stderr, and knows what it printed."""

    def __init__(self) -> None:
        self._told: list[tuple[bool, str]] = []

    def answer(self, text: str | bytes) -> None:
        """Print the answer, which ends its own lines: a text, or UTF-8 as it is."""
        click.echo(text, nl=False)
        self._told.append((False, text if isinstance(text, str) else text.decode()))

    def note(self, sentence: str) -> None:
        """Print a line beside the answer."""
        click.echo(sentence, err=True)
        self._told.append((True, sentence + "\n"))

    def keep(self, rulebook: "Rulebook", rules: Sequence[str], records: Sequence[str]) -> None:
        """Keep all that was told, if it is all that this command has to say, and follows from files
        alone: `rules` and `records` are those that it was given, and `rulebook` what they hold.
        """
        question = click.get_current_context().obj
        if not isinstance(question, Question) or cache_folder() is None:
            return
        if any(problem.severity == "error" for problem in rulebook.problems):
            return  # reading told of them
        if any("\x1b" in text for _, text in self._told):
            return  # click takes colours out where none are wanted
        from calendar_gen.rulebook.basis import basis

        rests_on = basis(files_of(rules), records)
        if rests_on is not None:
            question.keep(self._told, {*rules, *rests_on})
