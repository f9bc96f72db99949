"""`import --bulk` of a generated dump of Wikidata: how fast, and in how much memory.

Run `python -m tests.benchmarks wikidata` from the root for 100,000 items, or
`python -m tests.benchmarks.wikidata 5000000` for as many as you like: the dump (`wikidata_dump`)
goes through a pipe and is stored nowhere, and the rules are written to a file that goes again. The
time is the processor's, of the command alone; beside it stand what reading the same lines as JSON
takes with the standard library, and the most memory that the command had for these items and for a
tenth of them.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.benchmarks.figures import Figure, report
from tests.benchmarks.wikidata_dump import lines

ROOT = Path(__file__).parent.parent.parent
ITEMS = 100_000
SAMPLE = 5_000


class Took(NamedTuple):
    """The processor's seconds, the most memory in MB, the bytes written and what was said last."""

    seconds: float
    peak: float
    size: int
    said: str


def imported(items: int) -> Took:
    """What importing so many items takes."""
    python = [sys.executable, "-m"]
    with TemporaryDirectory() as folder:
        out = Path(folder) / "rules.jsonl"
        dump = subprocess.Popen(
            [*python, "tests.benchmarks.wikidata_dump", str(items)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
        )
        command = [*python, "calendar_gen", "import", "--bulk", "-", "-o", str(out)]
        with (Path(folder) / "said").open("w+") as said:
            process = subprocess.Popen(command, cwd=ROOT, stdin=dump.stdout, stderr=said)
            assert dump.stdout is not None
            dump.stdout.close()
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            assert dump.wait() == process.returncode == 0
            said.seek(0)
            last = said.read().splitlines()[-1]
        peak = used.ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)
        return Took(used.ru_utime + used.ru_stime, peak, out.stat().st_size, last)


def parsing() -> float:
    """Seconds an item of the standard library's reader."""
    texts = [line.rstrip().removesuffix(",") for line in lines(SAMPLE)][1:-1]
    start = time.process_time()
    for text in texts:
        json.loads(text)
    return (time.process_time() - start) / SAMPLE


def main() -> int:
    """Print what it took, and the row."""
    items = int(sys.argv[1]) if len(sys.argv) > 1 else ITEMS
    alone = parsing()
    tenth, whole = imported(items // 10), imported(items)
    print(whole.said)
    print(
        f"{items:,} items in {whole.seconds:,.0f} s of the processor,"
        f" {items / whole.seconds:,.0f} a second, {whole.size / 1e6:,.0f} MB written;"
        f" at most {whole.peak:.0f} MB of memory, and"
        f" {tenth.peak:.0f} MB for a tenth of the items"
    )
    what = f"`import --bulk` of {items:,} items of Wikidata"
    ratio = whole.seconds / items / alone
    memory = Figure("memory for these", "memory for a tenth of them", whole.peak / tenth.peak, 1.1)
    return report([Figure(what, "`json.loads` of the same lines", ratio), memory])


if __name__ == "__main__":
    sys.exit(main())
