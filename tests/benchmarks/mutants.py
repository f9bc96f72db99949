"""Ten thousand rule files that strangers might send: whether any ends in a traceback, hangs, or has
an impossible date that is taken for one; and as many sentences, dates and options.

Run `python -m tests.benchmarks.mutants [COUNT [FIRST]]` from the root. Each file is checked and
forecast through the command line, in this process; one in fifty is built into a site. What is wrong
is printed with the number of its file, which `python -m tests.benchmarks.mutants 1 NUMBER` asks
again. Ten thousand take about 20 minutes.
"""

import os
import shutil
import sys
import time
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.attack.asking import Asked, Hangs, ask
from tests.attack.mutants import mutants

BUILT = 50
"""One in so many is built too."""


def main(count: int = 10_000, first: int = 0) -> int:
    started = time.monotonic()
    changes: Counter[str] = Counter()
    sound, faulty, slowest = 0, 0, (0.0, -1)
    with TemporaryDirectory() as base:
        os.environ["XDG_CACHE_HOME"] = f"{base}/cache"
        for number, mutant in mutants(first, count):
            folder = Path(base, "rules")
            folder.mkdir()
            try:
                asked = ask(mutant, folder, number, build=number % BUILT == 0)
            except Hangs as hangs:
                asked = Asked([f"hangs: {hangs}"], 0.0, False)
            shutil.rmtree(folder)
            changes.update(mutant.changes)
            sound += asked.sound
            slowest = max(slowest, (asked.seconds, number))
            faulty += bool(asked.faults)
            for fault in asked.faults:
                print(f"{number} {mutant.name} {'+'.join(mutant.changes)}: {fault}", flush=True)
    spent = time.monotonic() - started
    print(f"{count} files, {sound} of them sound, {faulty} with faults, in {spent:.0f} s")
    print(f"the slowest command took {slowest[0]:.2f} s, with file {slowest[1]}")
    print(", ".join(f"{name} {times}" for name, times in changes.most_common()))
    return 1 if faulty else 0


if __name__ == "__main__":
    raise SystemExit(main(*map(int, sys.argv[1:])))
