"""Which bytes a terminal is sent for letters that its encoding may lack."""

import io

import pytest

from calendar_gen.streams import take_any_letter


class Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    "encoding, sent",
    [
        ("utf-8", "Ä – 中"),
        ("ascii", "Ä – 中"),
        ("ansi_x3.4-1968", "Ä – 中"),
        ("latin-1", "Ä ? ?"),
    ],
)
def test_a_terminal_shows_what_it_can(encoding: str, sent: str) -> None:
    written = io.BytesIO()
    terminal = Terminal(written, encoding=encoding)
    take_any_letter(terminal)
    terminal.write("Ä – 中\udcff")
    terminal.flush()
    as_sent = "utf-8" if encoding != "latin-1" else encoding
    assert written.getvalue().decode(as_sent) == f"{sent}?"
