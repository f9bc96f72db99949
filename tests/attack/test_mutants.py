"""A sample of what `python -m tests.benchmarks.mutants` asks: nothing ends in a traceback, hangs,
or takes an impossible date for one.
"""

from pathlib import Path

import pytest

from calendar_gen.rulebook import load
from tests.attack.asking import ask, impossible
from tests.attack.mutants import CHANGES, IMPOSSIBLE, mutant, mutants, seeds
from tests.attack.worn import misread, texts_worn

SAMPLE = 120
BLOCK = 40


@pytest.mark.parametrize("block", range(SAMPLE // BLOCK))
def test_a_strangers_file_is_read_or_told_what_is_wrong(block: int, tmp_path: Path) -> None:
    sound = 0
    for number, each in mutants(block * BLOCK, BLOCK):
        folder = tmp_path / str(number)
        folder.mkdir()
        asked = ask(each, folder, number)
        assert asked.faults == [], number
        sound += asked.sound
    assert 0 < sound < BLOCK


def test_the_sample_has_changes_of_every_kind() -> None:
    names = {name for _, each in mutants(0, SAMPLE) for name in each.changes}
    assert names == {*(name for name, _ in CHANGES), "encoding"}
    assert mutant(7) == mutant(7) != mutant(8)
    assert len(set(seeds())) > 200


def test_worn_texts_are_read_or_told_what_is_wrong() -> None:
    for text in texts_worn(0, 300):
        assert list(misread(text)) == [], text


@pytest.mark.parametrize("day", IMPOSSIBLE)
@pytest.mark.parametrize(
    "field",
    [
        "of: D",
        "on: [D]",
        "since: D",
        "until: D",
        "in-force: [D/2030-01-01]",
        "exceptions: [{day: D}]",
    ],
)
def test_no_field_takes_an_impossible_date(day: str, field: str, tmp_path: Path) -> None:
    """What the sample's own eye for such dates sees, the reader sees too."""
    written = field.replace("D", day)
    content = f"calendar-gen: 1\ncommemorations:\n  - id: a\n    title: A\n    {written}\n".encode()
    assert list(impossible(content)) == [day]
    (tmp_path / "a.yaml").write_bytes(content)
    found = load([str(tmp_path / "a.yaml")]).problems
    assert 5 in {problem.place.line for problem in found if problem.severity == "error"}
