"""A bounded run of the fuzzing, the same each time, and whatever longer runs have found."""

import random
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.committed import ROOT
from tests.fuzzing import keeping
from tests.fuzzing.__main__ import FINDINGS
from tests.fuzzing.keeping import Keeper
from tests.fuzzing.names import GUIDES
from tests.fuzzing.targets import TARGETS, seeds
from tests.importing.test_damage import damaged

RUNS = 600
DAMAGED = 25


@pytest.mark.parametrize("name", TARGETS)
def test_what_was_found_is_mended(name: str) -> None:
    for path in sorted((FINDINGS / name).glob("*")):
        assert list(TARGETS[name].faults(path.read_bytes())) == [], path.name


@pytest.mark.parametrize("name", [name for name in TARGETS if name != "all"])
def test_seeds_are_read_and_so_are_damaged_ones(name: str) -> None:
    chance = random.Random(name)
    known = list(filter(None, seeds(name)))
    assert len(known) >= 3
    some = chance.sample(known, min(len(known), DAMAGED))
    for content in (*some, *(damaged(chance.choice(known), chance) for _ in range(DAMAGED))):
        assert list(TARGETS[name].faults(content)) == [], content


def fuzz(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.fuzzing", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_a_run_led_by_coverage_finds_nothing(tmp_path: Path) -> None:
    ran = fuzz("all", "--runs", str(RUNS), "--findings", str(tmp_path))
    if has_wheels():
        assert version("atheris")
        assert ran.stdout.startswith(f"all: {RUNS} inputs in "), ran.stdout
        assert ran.stdout.endswith(" 0 faults\n"), ran.stdout
        assert ran.returncode == 0
    else:
        assert (ran.returncode, ran.stdout[:19]) == (1, "atheris is not here")


def has_wheels() -> bool:
    """Whether the extra `test` asks for atheris on a machine like this."""
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    asked = map(Requirement, extras["optional-dependencies"]["test"])
    (atheris,) = (each for each in asked if each.name == "atheris")
    return atheris.marker is None or atheris.marker.evaluate()


def test_every_target_is_guided_by_something_there_is() -> None:
    assert list(GUIDES) == list(TARGETS)
    for package in (each for packages in GUIDES.values() for each in packages):
        place = ROOT.joinpath(*package.split("."))
        assert place.is_dir() or place.with_suffix(".py").is_file(), package


def test_a_fault_is_told_once_and_kept_small(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def target(content: bytes) -> Iterator[str]:
        if b"pair" in content:
            raise ZeroDivisionError("nothing is left")
        if content.endswith(b"!"):
            yield "it shouts"

    keeper = Keeper(target, tmp_path)
    for content in (b"x", b"a pair=RU,CN!", b"&pair=CN", b"loud!", b"louder!"):
        keeper.ask(content)
    told = [line.partition(" (")[0] for line in capsys.readouterr().out.splitlines()]
    assert told[0].startswith("FAULT ZeroDivisionError at test_fuzzing.py:")
    assert told[1:] == ["FAULT it shouts"]
    assert sorted(path.read_bytes() for path in tmp_path.iterdir()) == [b"!", b"pair"]


def test_an_input_that_takes_too_long_is_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def target(content: bytes) -> Iterator[str]:
        while content:
            pass
        yield "never"

    monkeypatch.setattr(keeping, "SECONDS", 1)
    (fault,) = Keeper(target, tmp_path).faults(b"x").values()
    assert fault.endswith("more than 1 seconds")
