"""What `completion` prints works in the shells: bash runs it here; the others' is click's own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from calendar_gen.cli import main


def script(shell: str) -> str:
    result = CliRunner().invoke(main, ["completion", shell])
    assert result.exit_code == 0, result.output
    return result.stdout


def completed(words: str, current: int, folder: Path) -> list[str]:
    """What bash offers after a line of words, by the script and a `calendar-gen` on its PATH."""
    program = folder / "calendar-gen"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m calendar_gen "$@"\n')
    program.chmod(0o755)
    lines = (
        script("bash").replace("complete -o", "true -o"),
        f"COMP_WORDS=({words}); COMP_CWORD={current}",
        "_calendar_gen_completion calendar-gen",
        "printf '%s\\n' \"${COMPREPLY[@]}\"",
    )
    root = Path(__file__).parent.parent.parent
    answer = subprocess.run(
        ["bash", "--noprofile", "--norc", "-c", "\n".join(lines)],
        env={**os.environ, "PATH": f"{folder}:{os.environ['PATH']}", "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=True,
    )
    return answer.stdout.split()


def test_bash_completes_commands_and_options(tmp_path: Path) -> None:
    assert completed("calendar-gen di", 1, tmp_path) == ["diff", "digest"]
    assert "--as-of" in completed("calendar-gen digest --as", 2, tmp_path)
    assert completed("calendar-gen completion z", 2, tmp_path) == ["zsh"]


@pytest.mark.parametrize(
    "shell,sign", [("bash", "complete -o"), ("zsh", "#compdef calendar-gen"), ("fish", "complete ")]
)
def test_every_shell_has_its_script(shell: str, sign: str) -> None:
    assert sign in script(shell)
    assert "_CALENDAR_GEN_COMPLETE" in script(shell)
    assert script(shell) == script(shell)


def test_another_shell_is_a_sentence() -> None:
    result = CliRunner().invoke(main, ["completion", "powershell"])
    assert result.exit_code == 2
    assert "powershell" in result.stderr
