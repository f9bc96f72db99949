"""`python -m tests.mutation [--seed N] [--drawn N] [PART...]` finds slips that no test would see.

Puts small mistakes into a copy of the program, one at a time, and runs the tests that run the
changed line until one fails. Of each part a sample is drawn, `--drawn 0` takes all. Prints the
mutants that nothing objected to, and a table for the README: how many of the sample were seen, and
what that says of all (95 %, Wilson). Mutants named in `equivalent.txt` change nothing that anybody
could see, for the reason given there, and are not counted. Nothing of this is a test.
"""

import argparse
import hashlib
import json
import math
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests import machine
from tests.mutation.parts import PARTS, Part
from tests.mutation.selection import Rooms

HERE = Path(__file__).parent
HOME = machine.VENV / "mutation"
PYTHON = HOME / "bin" / "python"
TREE = HOME / "tree"
MAPS = HOME / "maps"
Mutant = dict[str, Any]


def main(arguments: list[str]) -> int:
    """Try the mutants of the parts named, or of all; 0 unless something could not be done."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)} [all]")
    parser.add_argument("--seed", type=int, default=1, help="of the sample [1]")
    parser.add_argument("--drawn", type=int, default=100, help="mutants of a part, 0: all [100]")
    asked = parser.parse_args(arguments)
    if unknown := sorted({*asked.parts} - {*PARTS}):
        parser.error(f"there is no part {', '.join(unknown)}; there are {', '.join(PARTS)}")
    rows = []
    try:
        variables = {**machine.prepare(), "PYTHONPATH": str(TREE)}
        variables.pop("PYTHONDONTWRITEBYTECODE", None)  # compiled once, not for each mutant
        install()
        copy_tree()
        equivalent = read_equivalent()
        for name in asked.parts or PARTS:
            print(f"\n== {name} ==", flush=True)
            rows.append(_row(name, PARTS[name], asked, variables, equivalent))
    except machine.UnpreparedError as error:
        print(error)
        return 1
    print("\n| Part | Mutants | Tried | Change nothing | Seen | Score | 95 % |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    print("\n".join(rows))
    return 0


def install() -> None:
    """Make an environment of its own for cosmic-ray, which clashes with nothing there."""
    pinned = [HERE / "requirements.txt"]
    stamp = HOME / "installed"
    if machine.is_current(stamp, pinned):
        return
    machine.run(sys.executable, "-m", "venv", "--clear", "--without-pip", HOME)
    pip = (sys.executable, "-m", "pip", "--python", PYTHON, "--disable-pip-version-check")
    machine.run(*pip, "install", "--quiet", "-r", *pinned)
    machine.mark_current(stamp, pinned)


def copy_tree() -> None:
    """Copy what the tests read, so that mutants never stand in the checkout. Which lines its tests
    run is kept as long as nothing in it has changed.
    """
    shutil.rmtree(TREE, ignore_errors=True)
    made = shutil.ignore_patterns("node_modules", "__pycache__", ".*_cache", ".hypothesis")

    def ignored(folder: str, names: list[str]) -> set[str]:
        of_the_root = {".venv", ".git", "site", "dist"} if Path(folder) == machine.ROOT else set()
        return made(folder, names) | of_the_root & {*names}

    shutil.copytree(machine.ROOT, TREE, ignore=ignored, symlinks=True)
    digest = _digest(TREE)
    if not (MAPS / digest).exists():
        shutil.rmtree(MAPS, ignore_errors=True)
        MAPS.mkdir()
        (MAPS / digest).touch()
    (TREE / ".venv").symlink_to(machine.VENV)
    modules = "tests/clients/node_modules"
    (TREE / modules).symlink_to(machine.ROOT / modules)


def _digest(tree: Path) -> str:
    """Of the names and contents of all files."""
    found = hashlib.sha256()
    for path in sorted(path for path in tree.rglob("*") if path.is_file()):
        found.update(repr(path.relative_to(tree).as_posix()).encode())
        found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()


def _row(
    name: str,
    part: Part,
    asked: argparse.Namespace,
    variables: dict[str, str],
    equivalent: set[tuple[str, str, str]],
) -> str:
    """Try a sample of one part, print what came of it, and return its row of the table."""
    everything = all_mutants(part.paths(TREE))
    drawn = sample(everything, f"{asked.seed} {name}", asked.drawn)
    rooms = Rooms.read([covered(room, variables) for room in part.rooms], TREE)
    seen = unseen = idle = 0
    for tried in tries(drawn, rooms, variables):
        if tried["outcome"] != "survived":
            seen += 1
        elif _key(tried) in equivalent:
            idle += 1
        else:
            unseen += 1
            print(f"{tried['module']}:{tried['line']}")
            print(f"- {tried['before']}\n+ {tried['after']}", flush=True)
    low, high = wilson(seen, seen + unseen)
    return (
        f"| {name} | {len(everything)} | {len(drawn)} | {idle} | {seen} | "
        f"{100 * seen / (seen + unseen):.0f} % | {100 * low:.0f} to {100 * high:.0f} % |"
    )


def all_mutants(modules: list[str]) -> list[Mutant]:
    """Every mutant of these modules, as `mutants.py` writes them, with the module as mutated."""
    command = [str(PYTHON), str(HERE / "mutants.py"), *modules]
    told = subprocess.run(command, cwd=TREE, stdout=subprocess.PIPE, text=True, check=True)
    return [json.loads(line) for line in told.stdout.splitlines()]


def sample(everything: list[Mutant], seed: str, size: int) -> list[Mutant]:
    """As many as are asked for (0: all), the same for the same seed; more go on where fewer end."""
    drawn = list(everything)
    random.Random(seed).shuffle(drawn)
    return drawn[: size or None]


def covered(room: str, variables: dict[str, str]) -> Path:
    """Which lines of all parts each test of a room runs: measured once, then kept for other parts.

    Raises UnpreparedError if its tests do not pass as they are.
    """
    kept = MAPS / f"{room.replace('/', '-')}.json"
    if not kept.exists():
        modules = sorted({path for part in PARTS.values() for path in part.paths(TREE)})
        command: list[str | Path] = [machine.PYTHON, "-m", "tests.mutation.covering"]
        machine.run(*command, f"tests/{room}", kept, *modules, cwd=TREE, variables=variables)
    return kept


def tries(drawn: list[Mutant], rooms: Rooms, variables: dict[str, str]) -> Iterator[Mutant]:
    """Each mutant with its `outcome`, as it comes."""
    command = [str(machine.PYTHON), "-m", "tests.mutation.trying"]
    with subprocess.Popen(
        command,
        cwd=TREE,
        env=variables,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for mutant in drawn:
            tests, seconds = rooms.watching(mutant["module"], mutant["line"])
            question = json.dumps({**mutant, "tests": tests, "seconds": seconds})
            print(question, file=process.stdin, flush=True)
            yield json.loads(process.stdout.readline())


def read_equivalent() -> set[tuple[str, str, str]]:
    """The mutants that `equivalent.txt` names: module, line before and line after."""
    found = set()
    module = before = ""
    for line in (HERE / "equivalent.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("calendar_gen/"):
            module = line
        elif line.startswith("- "):
            before = line[2:]
        elif line.startswith("+ "):
            found.add((module, before, line[2:]))
    return found


def _key(mutant: Mutant) -> tuple[str, str, str]:
    return (mutant["module"], mutant["before"], mutant["after"])


def wilson(seen: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share, after Wilson (1927)."""
    z = 1.959964
    share = seen / of
    middle = share + z * z / (2 * of)
    spread = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return (middle - spread) / (1 + z * z / of), (middle + spread) / (1 + z * z / of)


if __name__ == "__main__":
    os.nice(10)
    sys.exit(main(sys.argv[1:]))
