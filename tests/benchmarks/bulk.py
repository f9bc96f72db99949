"""Bulk projection (`calendar_gen.bulk`) of 100,000 and 1,000,000 rules over 100 years.

Run `python -m tests.benchmarks bulk` from the root, or `python -m tests.benchmarks.bulk RULES` for
one size. Each size has a process of its own, on the processor's clock; the rules are made in memory
and reading them is not counted. The sentences are the mix of `rule_mix`. To gather is timed against
copying what it gives, array by array, in neighbours, of which the median of the ratios counts; both
sides keep their result until it is whole; where days are the first and the last at once, they are
one array, and copied once. Memory is told by Linux: the most beside what the rules
and the result take, the days of the distinct sentences among it. These are found before that, each
once; they and the gathering are counted together in rows of their own against the peers: rrule-rust
and loops over `datetime.date`, each asked for days that it can say.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from random import Random
from statistics import median

import numpy as np

from calendar_gen.bulk.collapsing import Collapsed, collapse
from calendar_gen.bulk.gathering import gather, rows
from calendar_gen.bulk.runs import Block
from calendar_gen.edtf import day
from calendar_gen.problems import Place
from calendar_gen.rules import Commemoration, Origin, Rulebook, TitlePeriod
from tests.benchmarks import peers, projection
from tests.benchmarks.figures import Figure, report
from tests.benchmarks.rule_mix import read, texts

SIZES = (100_000, 1_000_000)
ROUNDS = 5
CHUNK = 50_000
YEARS = (1950, 2049)
COPIES, OVER_RRULE_RUST, OVER_DATES, MORE_MB = 1.5, 1000, 200, 100
RRULES = 400
MB = 1024**2


def rulebook(count: int) -> Rulebook:
    """So many rules, each with an event of its own and a sentence of the mix."""
    random, place = Random(1), Place("rules.yaml", 1, 1)
    sentences = texts(count)
    parsed = {text: read(text) for text in sorted(set(sentences))}
    title = (TitlePeriod(None, {"en": "A day"}),)
    rules = {}
    for number, text in enumerate(sentences):
        year, on = random.randint(1500, 1920), parsed[text]
        first, last = day(year, 1, 1), day(year, 12, 31)
        of = Origin(str(year), first, last, "year", "gregorian", year, "exact")
        id = f"rule-{number:07d}"
        rules[id] = Commemoration(
            *(id, title, of, on, None, None, (), None, None, (), (), None, (), (), place),
            calendar=on.calendar,
        )
    return Rulebook({}, rules, {}, (), (), {}, (), {}, ())


def measure(count: int) -> dict[str, float]:
    """Seconds and bytes of one size."""
    collapsed = collapse(rulebook(count))
    before = _memory("VmRSS")
    start = time.process_time()
    found = rows(collapsed.patterns, Block(day(YEARS[0], 1, 1), day(YEARS[1], 12, 31), True))
    counts = found.found.counts
    for each in np.unique(counts).tolist():
        found.table(each)
    distinct = time.process_time() - start

    def gathered(collapsed: Collapsed) -> list[np.ndarray]:
        whole = len(collapsed.counted.rule)
        parts: list[np.ndarray] = []
        for begun in range(0, whole, CHUNK):
            some = collapsed.counted.take(np.arange(begun, min(begun + CHUNK, whole)))
            for columns in gather(collapsed, some, found):
                parts += {id(column): column for column in columns}.values()
        return parts

    _forget_peak()
    parts = gathered(collapsed)
    size = sum(part.nbytes for part in parts)
    occurrences = sum(len(part) for part in parts if part.dtype == np.bool_)
    more = _memory("VmHWM") - before - size
    del parts
    ratios, took = [], []
    for _ in range(ROUNDS + 1):
        start = time.process_time()
        parts = gathered(collapsed)
        done = time.process_time()
        copies = [part.copy() for part in parts]
        took.append(done - start)
        ratios.append((done - start) / (time.process_time() - done))
        del parts, copies
    return {
        "occurrences": occurrences,
        "patterns": len(counts),
        "distinct": distinct,
        "gather": median(took[1:]),
        "ratio": median(ratios[1:]),
        "more": more / MB,
    }


def _memory(what: str) -> int:
    """Bytes of this process's memory now (VmRSS) or at most (VmHWM), as Linux tells them."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition(f"{what}:")[2].split()[0]) * 1024


def _forget_peak() -> None:
    Path("/proc/self/clear_refs").write_text("5")


def rrule_rust() -> float | None:
    """Seconds a day of rrule-rust; None where Node.js or it is not there."""
    node = peers.command("node")
    if node is None or not (peers.NODE_MODULES / "rrule-rust").is_dir():
        return None
    until = f"UNTIL={YEARS[1]}1231T000000Z"
    lines = [
        f"DTSTART:{YEARS[0]}0101T000000Z RRULE:FREQ=YEARLY;{until};BYMONTH={n % 12 + 1};"
        + (f"BYMONTHDAY={n % 28 + 1}" if n % 8 else f"BYDAY={n // 8 % 4 + 1}SU")
        for n in range(RRULES)
    ]
    told = subprocess.run(
        [node, str(Path(__file__).with_name("rrule_rust.mjs"))],
        input="\n".join(lines),
        env={**os.environ, "NODE_PATH": str(peers.NODE_MODULES)},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    ).stdout.split()
    assert int(told[0]) == RRULES * (YEARS[1] - YEARS[0] + 1), told
    return float(told[1]) / int(told[0])


def date_loop() -> float:
    """Seconds a day of loops over `datetime.date`."""
    command = [sys.executable, "-m", "tests.benchmarks.projection", "date_loops"]
    told = subprocess.run(command, cwd=projection.ROOT, check=True, stdout=subprocess.PIPE).stdout
    return 1 / projection.Took(*json.loads(told)).rate


def main() -> int:
    """Print the rows; return 1 if one is missed."""
    if len(sys.argv) > 2:
        print(json.dumps(measure(int(sys.argv[2]))))
        return 0
    others = {"a `datetime.date` loop": (date_loop(), OVER_DATES)}
    by_rust = rrule_rust()
    if by_rust is not None:
        others["rrule-rust"] = (by_rust, OVER_RRULE_RUST)
    figures = []
    for count in map(int, sys.argv[1:]) if len(sys.argv) > 1 else SIZES:
        command = [sys.executable, "-m", "tests.benchmarks.bulk", "size", str(count)]
        run = subprocess.run(command, cwd=projection.ROOT, check=True, stdout=subprocess.PIPE)
        found: dict[str, float] = json.loads(run.stdout)
        occurrences = found["occurrences"]
        print(
            f"{count:,} rules, {occurrences:,.0f} occurrences: days of {found['patterns']:,.0f}"
            f" sentences {found['distinct']:.2f} s, gathered in {found['gather']:.3f} s,"
            f" {found['more']:.0f} MB beside the result (bar {MORE_MB})"
        )
        what = f"gathering {occurrences:,.0f} occurrences of {count:,} rules"
        figures.append(Figure(what, "copying their bytes", found["ratio"], COPIES))
        for name, (seconds, asked) in others.items():
            each = found["gather"] / occurrences
            whole = (found["gather"] + found["distinct"]) / occurrences
            figures.append(Figure(f"{what}, each", name, seconds / each, asked, faster=True))
            with_days = f"the same with the days of all sentences, {count:,} rules"
            figures.append(Figure(with_days, name, seconds / whole, None, faster=True))
    return report(figures)


if __name__ == "__main__":
    sys.exit(main())
