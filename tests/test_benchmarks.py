"""The command that runs the benchmarks; what they measure is no test."""

import subprocess
import sys
from importlib.util import find_spec

from tests.benchmarks.__main__ import NAMES
from tests.benchmarks.figures import Figure
from tests.committed import ROOT


def test_a_ratio_is_told_with_what_is_asked_of_it() -> None:
    assert str(Figure("ours", "theirs", 0.551, 0.55)) == (
        "| ours | theirs | 0.551 times as much | at most 0.55, missed |"
    )
    assert str(Figure("ours", "theirs", 1234.5, 1000, faster=True)) == (
        "| ours | theirs | 1,234 times faster | at least 1,000 |"
    )
    assert str(Figure("ours", "theirs", 3.14159)) == "| ours | theirs | 3.14 times as much |  |"


def test_every_benchmark_that_the_command_runs_is_there() -> None:
    for name in NAMES:
        assert find_spec(f"tests.benchmarks.{name}") is not None, name


def test_a_benchmark_that_is_not_there_is_told_before_anything_is_installed() -> None:
    command = [sys.executable, "-m", "tests.benchmarks", "wiritng"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 2
    assert result.stdout.startswith("There is no benchmark wiritng; there are startup, listing,")
