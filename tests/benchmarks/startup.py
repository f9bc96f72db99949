"""How long the command takes to start, in units of an interpreter that does nothing.

Run `python tests/benchmarks/startup.py`. It installs the checkout into an environment of its own,
so that neither an editable install's path file nor other packages weigh on either side, then times
`python -c pass` and each command by turns; what counts is the median of the ratios of neighbours.
A forecast is timed twice: reading the rule files, and with the rulebook kept from the run before.
"""

import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

ROOT = Path(__file__).parent.parent.parent
ROUNDS = 31


class Bar(NamedTuple):
    """A command line, and how many times `python -c pass` it may take."""

    arguments: tuple[str, ...]
    limit: float


BARS = (
    Bar(("--version",), 5),
    Bar(("--help",), 5),
    Bar(("forecast", "--today", "2026-11-24", "--no-cache"), 12),
    Bar(("forecast", "--today", "2026-11-24"), 12),
)


def install(folder: Path) -> Path:
    """Install the checkout and its run-time packages in a fresh environment; return its bin."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    pip = (sys.executable, "-m", "pip", "--python", folder / "bin" / "python", "install", "-q")
    subprocess.run([*pip, "-c", ROOT / ".ci" / "constraints.txt", ROOT], check=True)
    return folder / "bin"


def seconds(command: list[str], cwd: Path) -> float:
    """Return the wall time of one run."""
    environment = {**os.environ, "XDG_CACHE_HOME": str(cwd / "cache")}
    start = time.perf_counter()
    subprocess.run(command, cwd=cwd, env=environment, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def measure(bin_folder: Path, bar: Bar, cwd: Path) -> tuple[float, float]:
    """Return the command's median time in seconds, and its median ratio to doing nothing."""
    nothing = [str(bin_folder / "python"), "-c", "pass"]
    command = [str(bin_folder / "calendar-gen"), *bar.arguments]
    seconds(command, cwd)
    times, ratios = [], []
    for _ in range(ROUNDS):
        base = seconds(nothing, cwd)
        took = seconds(command, cwd)
        times.append(took)
        ratios.append(took / base)
    return median(times), median(ratios)


def main() -> int:
    """Print the table; return 1 if a bar is broken."""
    broken = 0
    with TemporaryDirectory() as folder:
        bin_folder = install(Path(folder) / "venv")
        print(f"{'command':<54} {'ms':>7} {'times':>7} {'bar':>5}")
        for bar in BARS:
            took, ratio = measure(bin_folder, bar, Path(folder))
            broken += ratio > bar.limit
            verdict = "" if ratio <= bar.limit else "  over"
            line = " ".join(["calendar-gen", *bar.arguments])
            print(f"{line:<54} {took * 1000:7.1f} {ratio:7.2f} {bar.limit:5g}{verdict}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
