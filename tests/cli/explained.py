"""Questions to `explain` in a file, with what is said of each: `arguments | words | words`.

The words come in this order. Lines that begin with # tell a reader what the questions are about.
"""

from pathlib import Path

from click.testing import CliRunner

from calendar_gen.cli import main

HERE = Path(__file__).parent


def cases(name: str) -> list[tuple[str, list[str]]]:
    """The questions of a file beside this one, each with what must be said, in order."""
    lines = (HERE / name).read_text("utf-8").splitlines()
    parts = (line.split(" | ") for line in lines if not line.startswith("#"))
    return [(asked, said) for asked, *said in parts]


def assert_said(rules: Path, asked: list[str], said: list[str]) -> None:
    """What is said, with white space as single spaces and without the folder of the rules."""
    result = CliRunner(env={"COLUMNS": "400"}).invoke(main, ["explain", *asked, "-r", str(rules)])
    assert (result.exit_code, result.stderr) == (0, "")
    text = " ".join(result.stdout.split()).replace(str(rules), "RULES")
    at = 0
    for each in said:
        found = text.find(each, at)
        assert found >= 0, f"{each}\nnot in order in\n{result.stdout}"
        at = found + len(each)
