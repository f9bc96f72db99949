"""Rules of one's own on top of the shipped ones, which go by a name of their own."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import calendar_gen
from calendar_gen.assets import rules_dir
from calendar_gen.cli import main

OWN = """calendar-gen: 1
sources: {desk: {publisher: D, title: T, published: 2026-06-01}}
commemorations:
  - {extends: victory-day-moscow, title: {de: Tag des Sieges}, sources: [desk]}
  - {id: reception, title: {en: R}, on: 3 days after victory-day-moscow, sources: [ap-2025-05-06]}
  - {id: astray, title: {en: A}, on: 3 days after victory-day-mosow, sources: [desk]}
"""


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    Path("desk.yaml").write_text(OWN.replace(OWN.splitlines()[-1] + "\n", ""), encoding="utf-8")
    return "desk.yaml"


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, [*arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.stdout, result.stderr


def test_an_id_that_the_shipped_rules_declare_comes_with_what_to_write(own: str) -> None:
    Path(own).write_text(OWN, encoding="utf-8")
    code, text, _ = run("check", own)
    hint = (
        'the shipped rules declare it; read them too, as in "calendar-gen check shipped desk.yaml"'
    )
    assert code == 1
    assert [(line.partition(": ")[0], line.endswith(hint)) for line in text.splitlines()] == [
        ("desk.yaml:4:15", True),
        ("desk.yaml:5:54", True),
        ("desk.yaml:5:84", True),
        ("desk.yaml:6:51", False),
    ]
    code, _, said = run("forecast", own)
    assert (code, said.count(hint)) == (65, 3)


def test_shipped_rules_that_are_read_are_not_recommended(own: str) -> None:
    wrong = OWN.replace("extends: victory-day-moscow", "extends: victory-exchange")
    Path(own).write_text(wrong, encoding="utf-8")
    for name in ("shipped", rules_dir()):
        code, text, _ = run("check", name, own)
        assert code == 1
        assert '"victory-exchange" is a visit pattern' in text
        assert 'did you mean "victory-day-moscow"?' in text
        assert "the shipped rules declare it" not in text


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "shipped", "desk.yaml"),
        ("forecast", "shipped", "desk.yaml", "--rule", "reception", "--format", "json"),
        ("build", "shipped", "desk.yaml", "-o", "site", "--years", "2027..2027"),
        ("explain", "reception.2027", "-r", "shipped", "-r", "desk.yaml"),
        ("digest", "2027", "-r", "shipped", "-r", "desk.yaml", "-o", "-"),
        ("ledger", "RU", "CN", "-r", "shipped", "-r", "desk.yaml"),
        ("diff", "shipped", "desk.yaml", "--as-of", "2025-05-06", "--as-of", "2026-11-24"),
        ("backtest", "victory-exchange", "-r", "shipped", "-r", "desk.yaml"),
    ],
    ids=lambda words: words[0],
)
def test_every_command_knows_the_name(arguments: tuple[str, ...], own: str) -> None:
    code, _, said = run(*arguments)
    assert code == 0, said


def test_a_desk_gets_its_own_rules_and_the_shipped_ones_with_what_it_adds(own: str) -> None:
    ask = (
        "--as-of",
        "2026-11-24",
        "--from",
        "2027-05-01",
        "--to",
        "2027-05-31",
        "--format",
        "json",
    )
    _, text, _ = run("forecast", "shipped", own, *ask)
    found = {each["id"]: each for each in json.loads(text)["occurrences"]}
    assert found["reception.2027"]["earliest"] == "2027-05-12"
    assert found["victory-day-moscow.2027"]["titles"]["de"] == "Tag des Sieges"
    assert "ve-day.2027" in found or len(found) > 2
    book = calendar_gen.load(["shipped", own])
    assert {"reception", "victory-day-moscow"} <= set(book.commemorations)


def test_a_folder_of_that_name_goes_first(own: str) -> None:
    Path("shipped").mkdir()
    Path("shipped", "mine.yaml").write_text(OWN.split("commem")[0], encoding="utf-8")
    code, text, _ = run("check", "shipped", own)
    assert code == 1
    assert f'as in "calendar-gen check {rules_dir()} shipped {own}"' in text
