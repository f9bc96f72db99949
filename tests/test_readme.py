"""The README shows what the program really does."""

import difflib

import click
import pytest

from calendar_gen.cli import main
from tests import readme


@pytest.fixture(scope="module")
def text() -> str:
    return readme.README.read_text(encoding="utf-8")


def test_every_console_block_and_help_text_is_what_the_program_prints(text: str) -> None:
    changes = difflib.unified_diff(
        text.splitlines(), readme.up_to_date(text).splitlines(), "README.md", "today", lineterm=""
    )
    assert list(changes) == [], "run `python -m tests.readme` and look at the difference"


def test_an_outdated_block_is_noticed(text: str) -> None:
    example = f"```console\n$ echo new\nold\n```\n{readme.REFERENCE_START}{readme.REFERENCE_END}"
    assert readme.up_to_date(example).startswith("```console\n$ echo new\nnew\n```\n")


def test_a_shown_file_is_there_for_the_commands_after_it() -> None:
    example = (
        "```yaml desk/a.yaml\nkey: value\n```\n```console\n$ cat desk/a.yaml\n```\n"
        f"{readme.REFERENCE_START}{readme.REFERENCE_END}"
    )
    assert "$ cat desk/a.yaml\nkey: value\n```" in readme.up_to_date(example)


@pytest.mark.parametrize("words", list(readme.command_names(main, ())), ids=" ".join)
def test_every_command_and_option_says_what_it_does(words: tuple[str, ...]) -> None:
    command: click.Command = main
    for word in words:
        assert isinstance(command, click.Group)
        found = command.get_command(click.Context(command), word)
        assert found is not None
        command = found
    assert command.help
    options = [option for option in command.params if isinstance(option, click.Option)]
    assert [option.name for option in options if not option.help and not option.hidden] == []


def test_no_example_ends_in_an_error_that_the_text_does_not_tell(text: str) -> None:
    """The blocks are written by running them: one that fails would be kept as it is."""
    assert "nothing was written" not in text
