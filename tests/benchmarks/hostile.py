"""Five hundred hostile rule files: whether anything of them runs, reaches out, or is more than text
in any output.

Run `python -m tests.benchmarks.hostile [COUNT [FIRST]]` from the root. All outputs of each file are
made in this process (a site in two languages, the digest as page, mail and text, the forecast in
every format, explanations) and held to those of the same rules in plain words. Five hundred take
about five minutes.
"""

import os
import shutil
import sys
import time
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.attack.acting import ERROR, Parts, outputs, watched
from tests.attack.hostile import harmless, hostile


def main(count: int = 500, first: int = 0) -> int:
    started = time.monotonic()
    kinds: Counter[str] = Counter()
    whole, files, faults = 0, 0, 0
    with TemporaryDirectory() as name:
        base = Path(name)
        os.environ["XDG_CACHE_HOME"] = f"{base}/cache"
        parts = Parts(outputs(harmless(), base / "plain"))
        for number in range(first, first + count):
            file = hostile(number)
            kinds.update(file.kinds)
            with watched(base) as done:
                made = outputs(file.content, base / "rules")
            whole += not ERROR.search(made["check.txt"])
            files += len(made)
            for fault in (*done, *parts.added(made)):
                faults += 1
                print(f"{number} {'+'.join(file.kinds)}: {fault[:300]}", flush=True)
            shutil.rmtree(base / "rules")
    spent = time.monotonic() - started
    print(f"{count} files, {whole} of them read whole, in {spent:.0f} s")
    print(f"{files} outputs, {faults} faults")
    print(", ".join(f"{kind} {times}" for kind, times in kinds.most_common()))
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main(*map(int, sys.argv[1:])))
