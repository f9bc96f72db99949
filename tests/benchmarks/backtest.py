"""What a back-test of a whole record costs, and that no forecast knows what came after it.

Run `python tests/benchmarks/backtest.py HUB FIRST LAST FILE.csv...`. It prints how long it takes to
read the rows, and to load 9,000 visits as a record of a rulebook; for every task the processor time
and the scores; then, for twelve cutoffs spread over the years, it forecasts again
from files without the rows that start on the cutoff or later, and compares byte for byte every
forecast issued before it.
"""

import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from calendar_gen.backtest import TASKS, Report, backtest
from calendar_gen.edtf import civil, day, iso
from calendar_gen.rendering.backtests import forecasts, table
from calendar_gen.rulebook import load
from calendar_gen.rulebook.files import rule_files
from calendar_gen.rulebook.visit_rows import VisitRow, visit_rows

CUTOFFS = 12
VISITS = 9_000
YEAR_BAR, READ_BAR = 60.0, 1.0
"""Seconds that a task, and reading or loading the record, may take."""


def read(paths: Sequence[str]) -> list[VisitRow]:
    """All rows; problems are an error here."""
    rows: list[VisitRow] = []
    for file in rule_files(paths):
        found, problems = visit_rows(file)
        assert not problems, problems
        rows += found
    return rows


def loading(paths: Sequence[str]) -> float:
    """Seconds to load VISITS visits as a rulebook's record: rows of the files, again if need be."""
    with TemporaryDirectory() as folder:
        listed = Path(folder) / "visits.csv"
        header, rows = "", []
        for path in paths:
            header, *lines = Path(path).read_text(encoding="utf-8").splitlines()
            rows += [line.rsplit(",", 1)[0] for line in lines]
        many = [f"{rows[place % len(rows)]},row-{place}" for place in range(VISITS)]
        listed.write_text("\n".join([header, *many, ""]), encoding="utf-8")
        rules = Path(folder) / "rules.yaml"
        rules.write_text("calendar-gen: 1\nrecords: [{csv: visits.csv}]\n", encoding="utf-8")
        start = time.process_time()
        book = load([str(rules)])
        took = time.process_time() - start
        assert len(book.visits) == VISITS, book.problems[:3]
        return took


def issued_before(report: Report, cutoff: int) -> list[str]:
    """Lines of the forecasts issued before a day, without their outcomes."""
    lines = forecasts(report).splitlines()[1:]
    cells = [line.split(",") for line in lines]
    return [",".join([*c[:7], c[8]]) for c in cells if c[1] < iso(cutoff)]


def cutoffs(first: int, last: int) -> list[int]:
    """Days spread over the years: every other one a 1 January, the rest anywhere in their year."""
    found = []
    for number in range(CUTOFFS):
        year = first + 1 + (last - first - 1) * number // (CUTOFFS - 1)
        found.append(day(year, 1, 1) + (0 if number % 2 else 37 * number % 365))
    return found


def leaks(rows: Sequence[VisitRow], task: str, hub: str, first: int, last: int) -> list[str]:
    """Cutoffs at which a forecast of the whole file is not that of the truncated one."""
    found = []
    for cutoff in cutoffs(first, last):
        year = civil(cutoff)[0]
        known = [row for row in rows if row.first < cutoff]
        whole = issued_before(backtest(task, rows, hub, year - 1, year), cutoff)
        cut = issued_before(backtest(task, known, hub, year - 1, year), cutoff)
        if whole != cut or not whole:
            found.append(iso(cutoff))
    return found


def main(hub: str, first: int, last: int, paths: Sequence[str]) -> int:
    """Print the figures; return 1 if a bar is broken."""
    broken = 0
    start = time.process_time()
    rows = read(paths)
    took = time.process_time() - start
    broken += took > READ_BAR
    print(f"{len(rows):,} rows read in {took:.2f} s")
    took = loading(paths)
    broken += took > READ_BAR
    print(f"{VISITS:,} visits loaded into a rulebook in {took:.2f} s\n")
    for task in TASKS:
        start = time.process_time()
        report = backtest(task, rows, hub, first, last)
        took = time.process_time() - start
        broken += took > YEAR_BAR
        print(table(report) + f"{took:.1f} s of processor time\n")
    for task in TASKS:
        found = leaks(rows, task, hub, first, last)
        broken += bool(found)
        said = "no forecast differs" if not found else f"differs at {', '.join(found)}"
        print(f"{task}: {CUTOFFS} cutoffs, {said}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:]))
