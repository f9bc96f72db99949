"""The ledger on a real terminal: no line is longer than it is wide, and nothing is lost."""

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios

import pytest

from calendar_gen.rendering.cells import width
from tests.scenario import RULES

FIRST = str(RULES)


def shown(columns: int, *arguments: str) -> str:
    """What a terminal of so many columns is given."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    environment = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "LINES")}
    command = [sys.executable, "-m", "calendar_gen", "ledger", *arguments, "-r", FIRST]
    with subprocess.Popen(command, stdout=theirs, env={**environment, "NO_COLOR": "1"}) as asked:
        os.close(theirs)
        parts = []
        try:
            while part := os.read(ours, 65536):
                parts.append(part)
        except OSError:  # the terminal is closed at the other end
            pass
    os.close(ours)
    assert asked.returncode == 0
    return b"".join(parts).decode().replace("\r\n", "\n")


def piped(*arguments: str) -> str:
    command = [sys.executable, "-m", "calendar_gen", "ledger", *arguments, "-r", FIRST]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize(
    "asked",
    [
        ["RU", "CN", "--as-of", "2025-05-06"],
        ["RU", "--as-of", "2025-05-06", "--lang", "zh"],
        ["RU", "CN", "--as-of", "2025-05-06", "--lang", "ar"],
    ],
    ids=["one-pair", "partners-zh", "one-pair-ar"],
)
@pytest.mark.parametrize("columns", [80, 40])
def test_no_line_is_wider_than_the_terminal(asked: list[str], columns: int) -> None:
    whole, text = piped(*asked), shown(columns, *asked)
    assert max(map(width, whole.splitlines())) > columns
    assert max(map(width, text.splitlines())) <= columns
    assert "…" not in text
    if "zh" not in asked:  # whose words have no spaces between them
        assert set(_words(whole)) <= set(_words(text))


def _words(text: str) -> list[str]:
    """What is between spaces, without the marks that keep Arabic in its column."""
    return text.replace("\u200e", "").replace(":", " ").split()


def test_a_wide_terminal_shows_what_a_pipe_has() -> None:
    asked = ["RU", "CN", "--as-of", "2025-05-06"]
    assert shown(300, *asked) == piped(*asked)


def test_an_id_stays_whole_on_an_ordinary_terminal() -> None:
    text = shown(80, "RU", "CN", "--as-of", "2025-05-06")
    for id_ in ("moscow-times-2024-05-17", "victory-exchange.2025.cn-ru", "china-mfa-2024-07-14"):
        assert id_ in text
