"""The JSON Schema says yes where `check` does, and no where it does, value by value.

The table beside this file has rules with a place for a value, and values for it. What only `check`
can refuse stands there with the reason; what the schema would refuse and `check` accept is always
wrong: it would underline a good file in an editor.
"""

from pathlib import Path
from typing import NamedTuple

import jsonschema
import pytest
import yaml

from calendar_gen.rulebook.files import RuleFile
from calendar_gen.rulebook.loading import assemble
from calendar_gen.rulebook.schema import schema

FILE = """calendar-gen: 1
sources: {{s: {{publisher: P, title: T, published: 2020-01-01}}}}
commemorations:
  - {}
"""
REASONS = {"days", "words", "bounds", "others"}


class Case(NamedTuple):
    """A rule file, what `check` says of it, and why the schema cannot; empty if it can."""

    text: str
    good: bool
    reason: str


def cases() -> list[Case]:
    found = []
    rule = ""
    lines = (Path(__file__).parent / "field_values.txt").read_text("utf-8").splitlines()
    for mark, _, rest in (line.partition(" ") for line in lines if line[:1] != "#"):
        if mark == "=":
            rule = rest
            continue
        reason, value = rest.split(" ", 1) if mark == "~" else ("", rest)
        if rule.endswith(", ?}"):  # several fields
            value = value.removeprefix("{").removesuffix("}")
        filled = rule.replace("?", value).replace(", }", "}")
        found.append(Case(FILE.format(filled), mark == "+", reason))
    return found


CASES = cases()
VALIDATOR = jsonschema.Draft202012Validator(schema())


def is_accepted(text: str) -> bool:
    problems = assemble([RuleFile("rules.yaml", text.encode())]).problems
    return not any(problem.severity == "error" for problem in problems)


def as_an_editor_reads(text: str) -> object:
    """With numbers and yes or no as such, and days as text (YAML 1.2)."""
    resolvers = {
        first: [(tag, pattern) for tag, pattern in pairs if not tag.endswith(":timestamp")]
        for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
        if first not in "yYnNoO"
    }
    return yaml.load(
        text, type("Loader", (yaml.SafeLoader,), {"yaml_implicit_resolvers": resolvers})
    )


def test_there_are_values_of_every_kind() -> None:
    assert len(CASES) >= 200
    assert {case.reason for case in CASES} - {""} == REASONS
    assert len([case for case in CASES if case.good]) >= 60
    assert len([case for case in CASES if not case.good and not case.reason]) >= 100


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text.splitlines()[-1].strip(" -"))
def test_check_says_what_the_table_says(case: Case) -> None:
    assert is_accepted(case.text) == case.good


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text.splitlines()[-1].strip(" -"))
def test_the_schema_agrees(case: Case) -> None:
    expected = case.good or bool(case.reason)
    assert VALIDATOR.is_valid(yaml.load(case.text, yaml.BaseLoader)) == expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text.splitlines()[-1].strip(" -"))
def test_the_schema_agrees_as_an_editor_reads(case: Case) -> None:
    expected = case.good or bool(case.reason)
    if case.text.rstrip().endswith(_LOST_ZEROS):
        expected = True
    assert VALIDATOR.is_valid(as_an_editor_reads(case.text)) == expected


_LOST_ZEROS = ("since: 201}", "since: -0000}", "marks: 010}")
"""Numbers to an editor, for which they might have been written well: 0201, 0000, 10."""
