"""How long the command takes to start, in units of an interpreter that does nothing.

Run `python -m tests.benchmarks startup` from the root. It installs the checkout into an environment
of its own, so that neither an editable install's path file nor other packages weigh on either side,
then times `python -c pass` and each command by turns; what counts is the median of the ratios of
neighbours, in processor time, so that other work on the machine weighs little.
A forecast is timed in three ways: reading the rule files; asked once more on the same day, so that
the answer is told again (see `calendar_gen.answers`); and on a new day each time, with the rulebook
kept from the run before. It is of the shipped rules, and of 300, 900 and 10,000 made by
`rule_files`, a fifteenth of them yearly visits with fourteen reported ones each. At the end 10,000
rules in one file are read by `load` and by PyYAML's CSafeLoader, both with the collector as it
comes.

30 November 2026, Python 3.11.7, two cores with much other work on them; 1,633 shipped rules:

| command | times `python -c pass` | bar |
|---|---:|---:|
| `--version` | 4.0 | 5 |
| `--help` | 4.4 | 5 |
| forecast, shipped rules, read | 78 | 20 |
| the same, asked again | 1.6 | 5 |
| the same, on another day | 24 | 5 |
| forecast, 300 rules, asked again | 1.4 | 5 |
| the same, on another day | 8.9 | 5 |
| forecast, 900 rules, read | 63 | 20 |
| the same, asked again | 1.4 | 5 |
| forecast, 10,000 rules, asked again | 1.7 | 6 |
| the same, on another day | 127 | 6 |

Reading 10,000 rules took 0.38 to 0.48 of CSafeLoader's time in seven runs (bar 0.4), taking them as
kept 0.033 in one (bar 0.02). Asked again, a forecast takes what it takes to look at the files of
the program and of the rules, and to write. On another day
a plain question does without click, which alone takes three times an empty interpreter; our own
modules take two, and each line of the answer about 0.1 ms: every yearly rule has a day in any 365,
so that none could be left unread.
"""

import os
import subprocess
import sys
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.benchmarks.figures import Figure
from tests.benchmarks.rule_files import rule_file, write

ROOT = Path(__file__).parent.parent.parent
FORECAST = ("forecast", "--today", "2026-11-24")
DAILY = ("forecast", "--today", "{day}")
"""On another day each time."""
MANY = 10_000


class Bar(NamedTuple):
    """What is asked, the command line for it, how many times `python -c pass` it may take, and how
    often it is timed.
    """

    what: str
    arguments: tuple[str, ...]
    limit: float
    rounds: int = 15


SHIPPED, MIX = "`forecast` of the shipped rules", "`forecast` of {} rules and visits"
READ, AGAIN, NEW = "read anew", "asked again", "on another day"

BARS = (
    Bar("`--version`", ("--version",), 5),
    Bar("`--help`", ("--help",), 5),
    Bar(f"{SHIPPED}, {READ}", (*FORECAST, "--no-cache"), 20, 7),
    Bar(f"{SHIPPED}, {AGAIN}", FORECAST, 5),
    Bar(f"{SHIPPED}, {NEW}", DAILY, 5),
    Bar(f"{MIX.format(300)}, {AGAIN}", (*FORECAST, "300"), 5),
    Bar(f"{MIX.format(300)}, {NEW}", (*DAILY, "300"), 5),
    Bar(f"{MIX.format(900)}, {READ}", (*FORECAST, "--no-cache", "900"), 20, 5),
    Bar(f"{MIX.format(900)}, {AGAIN}", (*FORECAST, "900"), 5),
    Bar(f"{MIX.format('10,000')}, {AGAIN}", (*FORECAST, str(MANY)), 6, 3),
    Bar(f"{MIX.format('10,000')}, {NEW}", (*DAILY, str(MANY)), 6, 3),
)

READING = """
import sys, time, yaml
from calendar_gen.rulebook import load
path, kept = sys.argv[1:]
start = time.process_time()
load([path])
cold = time.process_time() - start
load([path], kept_in=kept)
start = time.process_time()
load([path], kept_in=kept)
warm = time.process_time() - start
start = time.process_time()
with open(path, "rb") as file:
    yaml.load(file, yaml.CSafeLoader)
print(cold, warm, time.process_time() - start)
"""
"""Prints the seconds that a file takes `load`, `load` of a kept rulebook, and CSafeLoader."""
COLD, WARM = 0.4, 0.02
"""Of CSafeLoader's time."""


def install(folder: Path) -> Path:
    """Install the checkout and its run-time packages in a fresh environment; return its bin."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    pip = (sys.executable, "-m", "pip", "--python", folder / "bin" / "python", "install", "-q")
    subprocess.run([*pip, "-c", ROOT / ".ci" / "constraints.txt", ROOT], check=True)
    return folder / "bin"


def environment(cwd: Path) -> dict[str, str]:
    """One in which nothing but the installed packages is found, compiled as installed."""
    ours = ("PYTHONPATH", "PYTHONDONTWRITEBYTECODE")
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    return {**kept, "XDG_CACHE_HOME": str(cwd / "cache")}


def seconds(command: list[str], cwd: Path) -> float:
    """Return the processor time of one run."""
    before = getrusage(RUSAGE_CHILDREN)
    subprocess.run(
        command,
        cwd=cwd,
        env=environment(cwd),
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    after = getrusage(RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def measure(bin_folder: Path, bar: Bar, cwd: Path) -> tuple[float, float]:
    """Return the command's median time in seconds, and its median ratio to doing nothing."""
    nothing = [str(bin_folder / "python"), "-c", "pass"]

    def command(day: int) -> list[str]:
        words = [word.format(day=f"2026-11-{day:02}") for word in bar.arguments]
        return [str(bin_folder / "calendar-gen"), *words]

    seconds(command(30), cwd)
    times, ratios = [], []
    for number in range(bar.rounds):
        base = seconds(nothing, cwd)
        took = seconds(command(number + 1), cwd)
        times.append(took)
        ratios.append(took / base)
    return median(times), median(ratios)


def reading(bin_folder: Path, cwd: Path) -> list[Figure]:
    """Print how long ten thousand rules take to read; the ratios."""
    path = cwd / "one.yaml"
    path.write_text(rule_file(range(MANY)), encoding="utf-8")
    command = [str(bin_folder / "python"), "-c", READING, str(path), str(cwd / "kept")]
    said = subprocess.check_output(command, cwd=cwd, env=environment(cwd), text=True)
    cold, warm, theirs = map(float, said.split())
    print(f"{MANY:,} rules: CSafeLoader {theirs:.2f} s")
    figures = []
    for name, took, limit in (("read", cold, COLD), ("kept", warm, WARM)):
        figure = Figure(f"{MANY:,} rules in one file, {name}", "CSafeLoader", took / theirs, limit)
        over = "" if figure.kept else "  over"
        print(f"  {name} {took:.2f} s, {figure.ratio:.3f} of it; bar {limit}{over}")
        figures.append(figure)
    return figures


def main() -> int:
    """Print the tables; return 1 if a bar is broken."""
    broken = 0
    figures = []
    with TemporaryDirectory() as folder:
        cwd = Path(folder)
        bin_folder = install(cwd / "venv")
        for count in (300, 900, MANY):
            write(cwd / str(count), count)
        print(f"{'command':<54} {'ms':>7} {'times':>7} {'bar':>5}")
        for bar in BARS:
            took, ratio = measure(bin_folder, bar, cwd)
            broken += ratio > bar.limit
            verdict = "" if ratio <= bar.limit else "  over"
            print(f"{bar.what:<54} {took * 1000:7.1f} {ratio:7.2f} {bar.limit:5g}{verdict}")
            sys.stdout.flush()
            figures.append(Figure(bar.what, "python -c pass", ratio, bar.limit))
        read = reading(bin_folder, cwd)
    print(*figures, *read, sep="\n")
    broken += sum(not figure.kept for figure in read)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
