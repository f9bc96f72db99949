"""Names of files, their order, layout, and the order of lists that have none change nothing."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from calendar_gen.canonical import canonical
from calendar_gen.rulebook import load
from calendar_gen.rules import Rulebook
from tests.scenario import RULES

FILES = sorted(RULES.rglob("*.yaml"))


def content(book: Rulebook) -> str:
    return canonical(book._replace(problems=(), roots=()))


def reversed_in_all(value: Any) -> Any:
    """Every list and mapping turned round, but for lists of titles, which stand in time."""
    if isinstance(value, list):
        ordered = any(isinstance(item, dict) and "until" in item and "en" in item for item in value)
        items = [reversed_in_all(item) for item in value]
        return items if ordered else items[::-1]
    if isinstance(value, dict):
        return {key: reversed_in_all(item) for key, item in reversed(value.items())}
    return value


@pytest.fixture(scope="module")
def first() -> Rulebook:
    return load([str(RULES)])


def test_reversed_lists_and_files_make_the_same_rulebook(first: Rulebook, tmp_path: Path) -> None:
    for number, file in enumerate(reversed(FILES)):
        turned = reversed_in_all(yaml.load(file.read_text("utf-8"), yaml.BaseLoader))
        text = yaml.dump(turned, allow_unicode=True, default_style='"', sort_keys=False)
        (tmp_path / f"{number}.yml").write_text(text, "utf-8")
    book = load([str(tmp_path)])
    assert content(book) == content(first)
    assert book.digest == first.digest


def test_everything_is_in_order_of_ids(first: Rulebook) -> None:
    for ids in (first.sources, first.commemorations, first.patterns, first.gates):
        assert list(ids) == sorted(ids)
    assert [visit.id for visit in first.visits] == sorted(visit.id for visit in first.visits)


def test_a_file_named_twice_is_read_once(first: Rulebook) -> None:
    folder = str(RULES)
    book = load([folder, *(str(file) for file in FILES), folder])
    assert book.digest == first.digest
    assert book.problems == first.problems


def test_comments_and_layout_are_not_content(tmp_path: Path) -> None:
    block = "calendar-gen: 1\nsources:\n  a:\n    publisher: AP  # the agency\n    title: 'T'\n"
    flow = '{sources: {a: {title: "T", publisher: AP}}, calendar-gen: 1}'
    one, two, three = (tmp_path / name for name in ("one.yaml", "two.yaml", "three.yaml"))
    one.write_text(block)
    two.write_text(flow)
    three.write_text(block.replace("'T'", "'t'"))
    assert load([str(one)]).digest == load([str(two)]).digest != load([str(three)]).digest
