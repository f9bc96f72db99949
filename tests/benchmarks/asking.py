"""One day asked of a projection: `calendar-gen query` among millions of occurrences.

Run `python -m tests.benchmarks asking` from the root for ten million, or
`python -m tests.benchmarks.asking 500000` for as many rules as you like, of which each has nearly
200 occurrences: half a million give a hundred million, in half a gigabyte of disk and five of
memory while they are made, which takes a quarter of an hour. The rules are written as JSON Lines,
projected and asked by the command line. What counts is the whole answer, on the clock and on the
processor's, start and imports included; beside it stands how long DuckDB takes to be imported. The
bar is 0.3 s.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory

from calendar_gen.sentences import parse
from tests.benchmarks.figures import Figure, report
from tests.benchmarks.rebuilding import seconds
from tests.benchmarks.rule_mix import PLACE, texts

ROOT = Path(__file__).parent.parent.parent
RULES = 50_000
SENTENCES = 100_000
ROUNDS = 9
YEARS, DAY, TODAY = ("1950", "2149"), "2027-05-09", "2026-11-24"
PARTIES = ("RU", "CN", "FR", "DE", "GB", "US", "JP", "IN", "BR", "ZA", "EG", "TR", "KZ", "VN", "IT")
CATEGORIES = ("wwii", "treaty", "remembrance", "independence", "science", "culture")
SOURCE = {"publisher": "Gazette of Ruritania", "published": "1999-01-01", "title": "Days"}
BAR = 0.3
IMPORTED = (sys.executable, "-c", "import duckdb")


def rule_lines(count: int) -> Iterator[str]:
    """A table of so many rules, a line each."""
    random, sentences = Random(1), texts(SENTENCES)
    partial = {text for text in set(sentences) if parse(text, place=PLACE)[0] is None}
    for number in range(count):
        on = sentences[number % SENTENCES]
        rule = {
            "id": f"rule-{number:07d}",
            "title": {"en": f"Day of treaty {number}"},
            "on": on,
            "since": random.randint(1800, 1920),
            "host": PARTIES[number % len(PARTIES)],
            "categories": [CATEGORIES[number % len(CATEGORIES)]],
            "sources": [SOURCE],
        }
        yield json.dumps(rule | ({"missing": "omit"} if on in partial else {})) + "\n"


def run(*arguments: str) -> str:
    """What `calendar-gen` answers."""
    command = [sys.executable, "-m", "calendar_gen", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout


def main() -> int:
    """Print what it took, and the rows."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else RULES
    with TemporaryDirectory() as folder:
        rules, projected = Path(folder) / "rules.jsonl", str(Path(folder) / "projected")
        with rules.open("w", encoding="utf-8") as file:
            file.writelines(rule_lines(count))
        asked = ("--from", YEARS[0], "--to", YEARS[1], "--today", TODAY)
        made = seconds(lambda: run("project", str(rules), *asked, "-o", projected))
        files = [path for path in Path(projected).rglob("*") if path.is_file()]
        size = sum(path.stat().st_size for path in files)
        manifest = json.loads((Path(projected) / "manifest.json").read_text(encoding="utf-8"))
        clock, processor, importing = [], [], []
        for _ in range(ROUNDS):
            start = time.perf_counter()
            processor.append(
                seconds(lambda: run("query", projected, "--day", DAY, "--format", "csv"))
            )
            clock.append(time.perf_counter() - start)
            importing.append(seconds(lambda: subprocess.run(IMPORTED, check=True)))
        found = run("query", projected, "--day", DAY, "--format", "csv").count("\n") - 1
    occurrences = manifest["occurrences"]
    print(f"{occurrences:,} occurrences in {size / 1e6:,.0f} MB, made in {made:,.0f} s")
    print(f"{found:,} of {DAY}: {median(clock):.2f} s, of the processor {median(processor):.2f} s")
    print(f"to import duckdb takes {median(importing):.2f} s of the processor")
    what = f"a day asked of {occurrences:,} occurrences, on the clock"
    ratio = median(took / BAR for took in clock)
    beside = median(took / load for took, load in zip(processor, importing, strict=True))
    return report(
        [
            Figure(what, "the 0.3 s that were asked for", ratio, 1),
            Figure("the same, of the processor", "to import duckdb", beside),
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
