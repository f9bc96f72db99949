"""No problem of a rule hides another: every two mistakes in one rule are both reported.

Each text file beside this one is a valid rule file whose lines may be followed by broken ones, each
behind a `?`, with `^` before the character that its problem points at; below it stands the problem
behind a `!`. Where the problem points at another line, the `!` has that line, counted from the
broken one, and the column. What a `~` below it names
says something that the problem depends on: lines with these words are not broken together with it.
"""

import re
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import pytest

from calendar_gen.problems import Problem
from calendar_gen.rulebook.files import RuleFile
from calendar_gen.rulebook.loading import assemble

FOLDER = Path(__file__).parent
KINDS = sorted(path.stem for path in FOLDER.glob("*.txt"))
_ELSEWHERE = re.compile(r"(-?[0-9]+):([0-9]+): ")


class Mistake(NamedTuple):
    """A line, counted from 0, as it is broken, and `line:column: message` of its problem."""

    line: int
    text: str
    problem: str
    depends_on: tuple[str, ...]

    def is_free_of(self, other: "Mistake") -> bool:
        """Whether what is wrong here says nothing of the other line."""
        return self.line != other.line and not any(name in other.text for name in self.depends_on)


def read(kind: str) -> tuple[list[str], list[Mistake]]:
    lines: list[str] = []
    mistakes: list[Mistake] = []
    broken, column = "", 0
    for written in (FOLDER / f"{kind}.txt").read_text("utf-8").splitlines():
        line = len(lines)
        if written[:1] == "?":
            column = written.find("^") + 1
            broken = " " + written[1:].replace("^", "", 1)
        elif written[:1] == "!":
            said = written[1:].strip()
            elsewhere = _ELSEWHERE.match(said)
            if elsewhere is None:
                said = f"{line}:{column}: {said}"
            else:
                at = f"{line + int(elsewhere[1])}:{elsewhere[2]}: "
                said = at + said[elsewhere.end() :]
            mistakes.append(Mistake(line - 1, broken, said, ()))
        elif written[:1] == "~":
            mistakes[-1] = mistakes[-1]._replace(depends_on=tuple(written[1:].split()))
        else:
            lines.append(written)
    return lines, mistakes


def problems(lines: list[str], mistakes: tuple[Mistake, ...] = ()) -> set[str]:
    changed = list(lines)
    for mistake in mistakes:
        changed[mistake.line] = mistake.text
    content = "\n".join(changed).encode()
    return {_said(problem) for problem in assemble([RuleFile("f", content)]).problems}


def _said(problem: Problem) -> str:
    return str(problem).removeprefix("f:")


@pytest.mark.parametrize("kind", KINDS)
def test_the_rules_to_be_broken_are_valid(kind: str) -> None:
    lines, mistakes = read(kind)
    assert problems(lines) == set()
    assert len(mistakes) >= 4


@pytest.mark.parametrize("kind", KINDS)
def test_each_mistake_is_one_problem(kind: str) -> None:
    lines, mistakes = read(kind)
    wrong = {
        m.text: problems(lines, (m,)) for m in mistakes if problems(lines, (m,)) != {m.problem}
    }
    assert wrong == {}


@pytest.mark.parametrize("kind", KINDS)
def test_every_two_mistakes_are_two_problems(kind: str) -> None:
    lines, mistakes = read(kind)
    hidden = []
    for one, two in combinations(mistakes, 2):
        if one.is_free_of(two) and two.is_free_of(one):
            found = problems(lines, (one, two))
            if found != {one.problem, two.problem}:
                hidden.append((one.text, two.text, found))
    assert hidden == []
