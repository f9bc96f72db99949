"""A bare forecast on a terminal: the nearest that fill it, and how many more there are."""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

RULES = (
    "calendar-gen: 1\nsources: {s: {title: T, published: 2020-01-01}}\ncommemorations:\n"
    + "".join(
        f"  - {{id: fair-{n}, title: {{en: Fair {n}}}, on: {1 + n} December, sources: [s]}}\n"
        for n in range(30)
    )
)
LONG = """reciprocal_visits:
  - {id: talks, title: {en: Talks}, pattern: alternating, parties: [FR, DE],
     first: {cycle: 2020, host: FR}, stated: 2020-01-01, sources: [s]}
"""
ASKED = ("forecast", "--today", "2026-11-30")
MORE = re.compile(r"Note: these are the nearest; (\d+) more to 2027-11-30 with --to or --days\.")


@pytest.fixture
def rules(tmp_path: Path) -> str:
    file = tmp_path / "rules.yaml"
    file.write_text(RULES + LONG, encoding="utf-8")
    return str(file)


def on_terminal(*arguments: str) -> str:
    """What a terminal is given, standard error included."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "calendar_gen", *arguments]
    variables = {**os.environ, "NO_COLOR": "1", "LINES": "34", "COLUMNS": "100"}
    with subprocess.Popen(command, stdout=theirs, stderr=theirs, env=variables):
        os.close(theirs)
        parts = []
        try:
            while part := os.read(ours, 65536):
                parts.append(part)
        except OSError:  # the terminal is closed at the other end
            pass
    os.close(ours)
    return b"".join(parts).decode().replace("\r\n", "\n")


def test_the_nearest_fill_the_screen_and_the_rest_is_counted(rules: str) -> None:
    shown = on_terminal(*ASKED, rules)
    assert re.findall(r"Fair \d+", shown) == [f"Fair {n}" for n in range(22)]
    assert "Talks" not in shown, "a window of a year is over long after them"
    found = MORE.search(shown)
    assert found
    assert found[1] == "10"


@pytest.mark.parametrize("asked", [("--days", "366"), ("--to", "2027-11-30")], ids=" ".join)
def test_days_that_are_asked_for_are_shown_whole(asked: tuple[str, ...], rules: str) -> None:
    shown = on_terminal(*ASKED, *asked, rules)
    assert shown.count("Fair ") == 30
    assert shown.count("Talks") == 2
    assert "Note:" not in shown


def test_a_pipe_is_given_everything(rules: str) -> None:
    command = [sys.executable, "-m", "calendar_gen", *ASKED, rules]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert done.stdout.count("Fair ") == 30
    assert done.stderr == ""
