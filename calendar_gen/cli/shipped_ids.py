"""What to do about an id that no file declares, if the shipped rules do: name these too."""

import os
import re
from collections.abc import Iterable, Sequence

from calendar_gen.assets import SHIPPED, AssetMissing, rules_dir, rules_named
from calendar_gen.problems import Problem

_CODES = ("unknown-reference", "sentence")
_QUOTED = re.compile(r'"([a-z0-9]+(?:-[a-z0-9]+)*)"')

_OF_ANOTHER_KIND = "is expected here"
"""How it is said of an id that the files do declare, as something else."""


def with_shipped_named(problems: Iterable[Problem], files: Sequence[str]) -> tuple[Problem, ...]:
    """The problems, those about ids that only the shipped rules declare with a hint that says so.

    `files` are what was read.
    """
    problems = tuple(problems)
    asked = {id for problem in problems for id in _ids(problem)}
    known = asked & _shipped(files) if asked else set()
    return tuple(_hinted(problem, known, files) for problem in problems)


def _ids(problem: Problem) -> list[str]:
    if problem.code not in _CODES or problem.message.endswith(_OF_ANOTHER_KIND):
        return []
    return _QUOTED.findall(problem.message)


def _hinted(problem: Problem, known: set[str], files: Sequence[str]) -> Problem:
    id = next((id for id in _ids(problem) if id in known), None)
    if id is None:
        return problem
    word = rules_dir() if rules_named(SHIPPED) == SHIPPED else SHIPPED  # somebody else has the word
    named = " ".join(("calendar-gen check", word, *files))
    return problem._replace(hint=f'the shipped rules declare it; read them too, as in "{named}"')


def _shipped(files: Sequence[str]) -> set[str]:
    """Ids that the shipped rules declare; none if they are read already or cannot be."""
    from calendar_gen.rulebook import MissingInput, load

    try:
        folder = rules_dir()
        if any(os.path.realpath(file) == os.path.realpath(folder) for file in files):
            return set()
        book = load([folder])
    except (AssetMissing, MissingInput):
        return set()
    rules = {*book.commemorations, *book.patterns, *book.gates, *book.sources, *book.parties}
    return rules.union(visit.id for visit in book.visits)
