"""A fault of the YAML is one problem, and hides no other: each line of valid files is broken."""

import re
from collections.abc import Callable, Iterator

import pytest

from calendar_gen.problems import Problem
from calendar_gen.rulebook.files import RuleFile
from calendar_gen.rulebook.loading import assemble
from tests.pairs.test_pairs import read

KINDS = ("commemoration", "paired", "rotating-in-one-order", "gate", "visit", "extension")
FAULTS: dict[str, Callable[[str], str]] = {
    "one blank less": lambda line: line[1:] if line.startswith(" ") else " " + line,
    "one blank more": lambda line: " " + line,
    "a tab": lambda line: "\t" + line.lstrip(),
    "an open quote": lambda line: re.sub(r": (.*)$", r': "\1', line, count=1),
    "a sign": lambda line: re.sub(r": (.*)$", r": @\1", line, count=1),
    "a control character": lambda line: re.sub(r"([a-z])([^a-z]*)$", "\\1\1\\2", line),
}
LAST = ["parties:", "  - {id: Brics, name: BRICS}"]
FOLLOWS = ("unchecked", "left-out")
OF_THE_TEXT = ("yaml", "control-character")


def problems(lines: list[str]) -> list[Problem]:
    return list(assemble([RuleFile("f", "\n".join([*lines, *LAST]).encode())]).problems)


def broken(lines: list[str], fault: Callable[[str], str]) -> Iterator[tuple[int, list[str]]]:
    """Each line with its number, broken if the fault can break it."""
    for number, line in enumerate(lines):
        if line and fault(line) != line:
            yield number, [*lines[:number], fault(line), *lines[number + 1 :]]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_one_problem_and_hides_none(kind: str, fault: str) -> None:
    faults = 0
    for number, lines in broken(read(kind)[0], FAULTS[fault]):
        found = [problem for problem in problems(lines) if problem.code not in FOLLOWS]
        assert [problem.code for problem in found[-1:]] == ["id"], lines[number]
        if any(problem.code in OF_THE_TEXT for problem in found):
            faults += 1
            assert len(found) == 2, "\n".join(map(str, (lines[number], *found)))
    assert faults or fault in ("one blank more", "a sign")


def test_what_follows_the_last_fault_that_is_counted_is_said_to_be_unread() -> None:
    lines = ["calendar-gen: 1", "commemorations:", *["  - @x"] * 60]
    found = problems(lines)
    assert len(found) == 51
    assert "after 50 such faults the rest of the file is not read" in {p.message for p in found}
