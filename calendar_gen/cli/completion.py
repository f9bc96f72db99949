"""`calendar-gen completion`: lets a shell complete commands and options."""

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import ShellComplete

EPILOG = """\b
Examples:
  calendar-gen completion bash > ~/.local/share/bash-completion/completions/calendar-gen
  calendar-gen completion zsh > ~/.zfunc/_calendar-gen       a folder of your $fpath
  calendar-gen completion fish > ~/.config/fish/completions/calendar-gen.fish
"""

PROGRAM = "calendar-gen"
VARIABLE = "_CALENDAR_GEN_COMPLETE"
"""What a shell sets to ask the program itself, by click's own convention."""


@click.command(name="completion", epilog=EPILOG, short_help="Let a shell complete what you type.")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the completion script of SHELL: commands, options and their values."""
    click.echo(_asking(shell).source(), nl=False)


def _asking(shell: str) -> "ShellComplete":
    from click.shell_completion import ShellComplete, get_completion_class

    from calendar_gen.cli import main

    found = get_completion_class(shell)
    assert found is not None, "click knows the shells that it is asked for"

    class Unasked(found):  # type: ignore[misc, valid-type] # chosen by name
        """The same without running the shell to learn its version, which another may have."""

        def source(self) -> str:
            """The script."""
            return ShellComplete.source(self)

    made = Unasked(main, {}, PROGRAM, VARIABLE)
    assert isinstance(made, ShellComplete)
    return made
