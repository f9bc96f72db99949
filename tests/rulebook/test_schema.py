"""The JSON Schema of rule files, held by an independent validator against files good and bad."""

import json
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
import yaml
from click.testing import CliRunner

from calendar_gen.cli import main
from calendar_gen.rulebook.schema import schema
from tests.committed import ROOT
from tests.readme import SCHEMA, shipped_schema

FILES = sorted([*ROOT.glob("rules/**/*.yaml"), *ROOT.glob("tests/forecast/cases/*.yaml")])

GOOD = """calendar-gen: 1
sources: {s: {publisher: P, title: T, published: 2020-01-01}}
commemorations:
  - {id: a, title: {en: A}, on: 9 May, sources: [s]}
"""

BROKEN = [
    "title: No version\n",
    "calendar-gen: 2\n",
    "- calendar-gen: 1\n",
    "calendar-gen: 1\ncommemoration: []\n",
    "calendar-gen: 1\ncommemorations: {id: a, title: A, on: 9 May}\n",
    "calendar-gen: 1\ncommemorations: [9 May]\n",
    "calendar-gen: 1\ncommemorations: [{title: A, on: 9 May}]\n",
    "calendar-gen: 1\ncommemorations: [{id: a, on: 9 May}]\n",
    "calendar-gen: 1\ncommemorations: [{id: A_b, title: A, on: 9 May}]\n",
    "calendar-gen: 1\ncommemorations: [{id: a, title: A, on: 9 May, hosst: RU}]\n",
    "calendar-gen: 1\ncommemorations: [{id: a, title: {english: A}, on: 9 May}]\n",
    "calendar-gen: 1\ncommemorations: [{id: a, title: {}, on: 9 May}]\n",
    "calendar-gen: 1\ncommemorations: [{id: a, title: A, on: []}]\n",
    "calendar-gen: 1\ncommemorations: [{id: a, title: A, on: 9 May, missing: latter}]\n",
    "calendar-gen: 1\ncommemorations: [{id: a, title: A, on: 9 May, never-on: Sundy}]\n",
    "calendar-gen: 1\ncommemorations: [{id: a, title: A, on: 9 May, observed: Monday after}]\n",
    "calendar-gen: 1\ncommemorations: [{id: a, title: A, on: 9 May, marks: [ten]}]\n",
    "calendar-gen: 1\ncommemorations: [{id: a, title: A, exceptions: [{cycel: 2020}]}]\n",
    "calendar-gen: 1\ncommemorations: [{id: a, title: A, exceptions: {cycle: 2020}}]\n",
    "calendar-gen: 1\ncommemorations: [{extends: a, on: 9 May}]\n",
    "calendar-gen: 1\nreciprocal_visits: [{id: a, title: A, pattern: pared}]\n",
    "calendar-gen: 1\nreciprocal_visits: [{id: a, title: A, pattern: paired, legs: []}]\n",
    "calendar-gen: 1\nvisits: [{id: a, guest: A, host: B, claims: []}]\n",
    "calendar-gen: 1\nvisits: [{id: a, host: B, claims: [{status: came, source: s}]}]\n",
    "calendar-gen: 1\nsources: [s]\n",
    "calendar-gen: 1\ngates: [{id: g, question: Q, answers: [{cycle: 20l5, answer: yes}]}]\n",
    "calendar-gen: 1\nsources: {s: {url: ftp://example.org}}\n",
]


def errors(text: str) -> Iterator[str]:
    """What the validator says of a file whose values are all read as text."""
    validator = jsonschema.Draft202012Validator(schema())
    for error in validator.iter_errors(yaml.load(text, yaml.BaseLoader)):
        yield error.message


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_every_good_file_fits(file: Path) -> None:
    assert list(errors(file.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_every_good_file_fits_as_an_editor_reads_it(file: Path) -> None:
    """With numbers and yes or no as such, and days as text (YAML 1.2)."""
    resolvers = {
        first: [(tag, pattern) for tag, pattern in pairs if not tag.endswith(":timestamp")]
        for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
        if first not in "yYnNoO"
    }
    loader = type("Loader", (yaml.SafeLoader,), {"yaml_implicit_resolvers": resolvers})
    read = yaml.load(file.read_text(encoding="utf-8"), loader)
    found = jsonschema.Draft202012Validator(schema()).iter_errors(read)
    assert [(list(error.path), error.message) for error in found] == []


def test_the_good_file_that_the_broken_ones_differ_from_fits() -> None:
    assert list(errors(GOOD)) == []


@pytest.mark.parametrize("text", BROKEN)
def test_every_broken_file_does_not_fit(text: str) -> None:
    assert list(errors(text))


def test_the_command_prints_it() -> None:
    result = CliRunner().invoke(main, ["schema"])
    assert result.exit_code == 0
    assert json.loads(result.stdout) == schema()


def test_shipped_files_begin_with_the_line_that_switches_it_on() -> None:
    same = SCHEMA.read_text(encoding="utf-8") == shipped_schema()
    assert same, "run `python -m tests.readme`"
    for file in sorted((ROOT / "rules").rglob("*.yaml")):
        line = file.read_text(encoding="utf-8").splitlines()[0]
        path = line.removeprefix("# yaml-language-server: $schema=")
        assert (file.parent / path).resolve() == SCHEMA, file


def test_every_field_has_its_help() -> None:
    for kind in schema()["$defs"].values():
        for name, field in kind.get("properties", {}).items():
            assert field["description"].strip(), name
