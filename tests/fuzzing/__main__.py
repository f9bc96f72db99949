"""`python -m tests.fuzzing TARGET... [--seconds N | --runs N]`: inputs that coverage leads to.

Each target runs in a process of its own, under atheris. `all` has every target share one run, for
the bounded one of the tests. Whatever is wrong is printed, and its input is kept, as small as it
gets, in `tests/fuzzing/findings/TARGET`, where the tests take it up; mend it and leave it there.
With `--runs` and the same `--seed` the same inputs come. `--seeds` takes files or folders of more
seeds, `--corpus` a folder that keeps what led somewhere new from one run to the next.

A long run: `python -m tests.fuzzing --seconds 3600 --corpus FOLDER`, an hour for each target. Exits
1 if anything is wrong.
"""

import argparse
import os
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.fuzzing.names import GUIDES

FINDINGS = Path(__file__).parent / "findings"
LONGEST = 8192
"""Bytes of an input."""

MEGABYTES = 2048
"""What a run may hold in memory."""

_DONE = re.compile(r"#(\d+)\s+DONE\s+cov: (\d+).* corp: (\d+)/.*rss: (\d+)Mb")


def main(arguments: Sequence[str] | None = None) -> int:
    """Fuzz what is asked for, and print a row of figures for each."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.fuzzing",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("target", nargs="*", choices=[[], *GUIDES], metavar="TARGET")
    parser.add_argument("--seconds", type=int, default=300, help="for each target (300)")
    parser.add_argument("--runs", type=int, help="inputs for each target, instead of seconds")
    parser.add_argument("--seed", type=int, default=1, help="of chance (1)")
    parser.add_argument("--seeds", type=Path, nargs="*", default=[], metavar="PATH")
    parser.add_argument("--corpus", type=Path, metavar="FOLDER")
    parser.add_argument("--findings", type=Path, default=FINDINGS, metavar="FOLDER")
    asked = parser.parse_args(arguments)
    if find_spec("atheris") is None:
        print("atheris is not here: see the extra `test`, and for which machines it has wheels.")
        return 1
    names = asked.target or [name for name in GUIDES if name != "all"]
    return max([_fuzz(name, asked) for name in names])


def _fuzz(name: str, asked: argparse.Namespace) -> int:
    """Run one target; 1 if anything is wrong."""
    keep = asked.findings / name
    keep.mkdir(parents=True, exist_ok=True)
    started = time.monotonic()
    with TemporaryDirectory() as folder:
        seeds = Path(folder, "seeds")
        seeds.mkdir()
        corpus = asked.corpus / name if asked.corpus else Path(folder, "corpus")
        corpus.mkdir(parents=True, exist_ok=True)
        bound = f"-runs={asked.runs}" if asked.runs else f"-max_total_time={asked.seconds}"
        options = [bound, f"-seed={asked.seed}", f"-max_len={LONGEST}", "-timeout=60"]
        options += [f"-rss_limit_mb={MEGABYTES}", f"-artifact_prefix={keep}{os.sep}", str(corpus)]
        places = (str(keep), str(seeds), *map(str, asked.seeds))
        child = [sys.executable, "-m", "tests.fuzzing.guided", name, *places, "--", *options]
        log = Path(folder, "log")
        with log.open("wb") as said:
            ran = subprocess.run(
                child,
                env={**os.environ, "PYTHONHASHSEED": "0"},
                stdout=subprocess.PIPE,
                stderr=said,
                text=True,
                check=False,
            )
        told = log.read_text("utf-8", "replace")
    faults = [line for line in ran.stdout.splitlines() if line.startswith("FAULT ")]
    print("\n".join(faults), end="\n" if faults else "")
    done = _DONE.search(told)
    if done is None or ran.returncode:
        print(f"{name}: ended with {ran.returncode}\n{told[-2000:]}", flush=True)
        return 1
    runs, reached, kept, megabytes = map(int, done.groups())
    spent = time.monotonic() - started
    print(
        f"{name}: {runs:,} inputs in {spent:.0f} s, {reached:,} branches reached, "
        f"{kept:,} inputs that led there, {megabytes} MB, {len(faults)} faults",
        flush=True,
    )
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
