"""`python -m tests.benchmarks [NAME...]`: measures this package beside its peers, in one run.

Only the standard library is needed: the peers, each as pinned, are installed into `.venv` first,
and from Debian where root runs it. Each benchmark then prints what it measured; at the end stands a
table of all ratios for the README, with its day and machine. Ratios, since times hang on the
machine; and nothing of this is a test. Exits 1 if a ratio that is asked for is missed.
"""

import platform
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from tests import machine
from tests.benchmarks import peers
from tests.benchmarks.figures import HEAD

NAMES = (
    "startup",
    "listing",
    "projection",
    "bulk",
    "asking",
    "writing",
    "rebuilding",
    "digest",
    "serving",
    "wikidata",
)


def main(names: list[str]) -> int:
    """Run the benchmarks named, or all, and print the table."""
    unknown = sorted(set(names) - set(NAMES))
    if unknown:
        print(f"There is no benchmark {', '.join(unknown)}; there are {', '.join(NAMES)}.")
        return 2
    try:
        variables = machine.prepare()
        peers.install(variables)
    except machine.UnpreparedError as error:
        print(error)
        return 1
    rows: list[str] = []
    missed = []
    for name in names or NAMES:
        print(f"\n== {name} ==", flush=True)
        told, code = _run(name, variables)
        rows += told
        missed += [name] if code else []
    print(f"\n{_when_and_where()}\n\n{HEAD}")
    print("\n".join(rows))
    if missed:
        print(f"\nMissed, or ended by an error: {', '.join(missed)}.")
    return int(bool(missed))


def _run(name: str, variables: dict[str, str]) -> tuple[list[str], int]:
    """The rows that a benchmark prints, all of which is shown as it comes, and its exit code."""
    command = [str(machine.PYTHON), "-m", f"tests.benchmarks.{name}"]
    rows = []
    with subprocess.Popen(
        command, cwd=machine.ROOT, env=variables, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            print(line, end="", flush=True)
            if line.startswith("| "):
                rows.append(line.rstrip("\n"))
    return rows, process.returncode


def _when_and_where() -> str:
    """The line above the table."""
    day = datetime.now(UTC).date().isoformat()
    return f"Measured on {day}, {_processor()}, {platform.system()}, Python {_python()}."


def _processor() -> str:
    """The processor's name and how many there are."""
    import os

    name = platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        names = [line for line in info.read_text().splitlines() if line.startswith("model name")]
        name = names[0].partition(":")[2].strip() if names else name
    return f"{os.cpu_count()} x {name}"


def _python() -> str:
    command = [str(machine.PYTHON), "-c", "import platform; print(platform.python_version())"]
    return subprocess.check_output(command, text=True).strip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
