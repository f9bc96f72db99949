"""Days of 100,000 rules over 200 years: this package, NumPy, `datetime.date` loops and rrule.

Run `python -m tests.benchmarks.projection` from the root. Each way runs in a process of its own, on
the processor's clock; reading the rules is not counted. Days are handed over a rule (with NumPy a
block of rules) at a time and not kept. A way is asked only for what it can say, and the slow ways
for some of the rules; afterwards its days are compared with the package's own.

Two bars: the package's rows are at most 30 times slower than NumPy, which takes whole blocks of
rules from a table, and at least 100 times faster than rrule.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from typing import NamedTuple

from calendar_gen.rules import Span
from calendar_gen.sentences import DateSentence
from calendar_gen.sentences.nodes import Node
from tests.benchmarks.figures import Figure
from tests.benchmarks.rule_mix import read, texts

ROOT = Path(__file__).parent.parent.parent
RULES = 100_000
YEARS = 200
GREGORIAN = (1900, 1900 + YEARS - 1)
FIRST_YEARS = {
    "gregorian": GREGORIAN[0],
    "chinese": GREGORIAN[0],
    "hebrew": 5661,
    "islamic-umalqura": 1318,
    "persian": 1279,
}
SLOWER_THAN_NUMPY, FASTER_THAN_RRULE = 30, 100
DATE_LOOPS, RECURRENCES = 4000, 400

Rules = Sequence[DateSentence]


class Work(NamedTuple):
    """What a way does for so many rules; `check` counts its days, and compares those of others
    with the package's own.
    """

    rules: int
    run: Callable[[], object]
    check: Callable[[], int]


class Took(NamedTuple):
    """What a way took; `peak` is the most memory that its process had, `more` that beyond what it
    had before it looked for days, both in MB.
    """

    rules: int
    days: int
    seconds: float
    peak: float
    more: float

    @property
    def rate(self) -> float:
        """Days a second."""
        return self.days / self.seconds


def years_of(rule: DateSentence) -> tuple[int, int]:
    """The 200 years, both in, of the rule's own calendar."""
    first = FIRST_YEARS[rule.calendar]
    return first, first + YEARS - 1


def rows(rules: Rules) -> Work:
    """A list of days for each rule; the package keeps those of sentences that it meets again."""

    def run() -> None:
        for rule in rules:
            rule.row(*years_of(rule))

    return Work(len(rules), run, lambda: sum(len(days_of(rule)) for rule in rules))


def days_of(rule: DateSentence) -> list[int]:
    """The days that a row holds."""
    return [day for day in rule.row(*years_of(rule)) if day is not None]


def distinct_rows(rules: Rules) -> Work:
    """The same, but no two rules share a sentence, so that nothing that is kept is of use."""
    return rows(list({rule.text: rule for rule in rules}.values()))


def spans(rules: Rules) -> Work:
    """Days with their cycle keys, years and certainty, asked for by days and not by years."""
    first, last = (date(GREGORIAN[0], 1, 1).toordinal(), date(GREGORIAN[1], 12, 31).toordinal())

    def run() -> int:
        return sum(len(rule.spans(first, last, no_rules)) for rule in rules)

    return Work(len(rules), run, run)


def distinct_spans(rules: Rules) -> Work:
    """The same, but no two rules share a sentence."""
    return spans(list({rule.text: rule for rule in rules}.values()))


def no_rules(rule: str, first: int, last: int, *, observed: bool) -> Sequence[Span]:
    """No sentence of the mix leans on another rule."""
    raise AssertionError(f"{rule} was asked for from {first} to {last}, observed {observed}")


def gather(rules: Rules) -> Work:
    """NumPy: rows of a table of month starts, and steps away from them."""
    from tests.benchmarks.gather import Gather

    table = Gather(rules, years_of)

    def check() -> int:
        found = 0
        for index, days in table.rows():
            assert days == rules[index].row(*years_of(rules[index])), rules[index].text
            found += len(days) - days.count(None)
        return found

    return Work(len(rules), table.run, check)


def date_loops(rules: Rules) -> Work:
    """Loops over `datetime.date`, for Gregorian days."""
    from tests.benchmarks.other_ways import date_loop

    return _by_dates(rules, date_loop, DATE_LOOPS)


def recurrences(rules: Rules) -> Work:
    """python-dateutil's rrule, for what a recurrence rule can say."""
    from tests.benchmarks.other_ways import recurrence

    return _by_dates(rules, recurrence, RECURRENCES)


Days = Callable[[int, int], list[date]]


def _by_dates(rules: Rules, way: Callable[[Node], Days | None], at_most: int) -> Work:
    tried = [(rule, way(rule.node)) for rule in rules[: 2 * at_most]]
    can = [(rule, days) for rule, days in tried if days is not None][:at_most]

    def run() -> None:
        for _, days in can:
            days(*GREGORIAN)

    def check() -> int:
        for rule, days in can:
            assert [day.toordinal() for day in days(*GREGORIAN)] == days_of(rule), rule.text
        return sum(len(days_of(rule)) for rule, _ in can)

    return Work(len(can), run, check)


WAYS: dict[str, tuple[str, Callable[[Rules], Work]]] = {
    "gather": ("NumPy, gather on a table", gather),
    "rows": ("calendar-gen, rows", rows),
    "distinct_rows": ("  each sentence once", distinct_rows),
    "spans": ("calendar-gen, spans with keys", spans),
    "distinct_spans": ("  each sentence once", distinct_spans),
    "date_loops": ("loops over datetime.date", date_loops),
    "recurrences": ("dateutil's rrule", recurrences),
}


def measure(name: str) -> Took:
    """What one way took, measured in this process."""
    work = WAYS[name][1]([read(text) for text in texts(RULES)])
    before = _peak()
    start = time.process_time()
    work.run()
    seconds = time.process_time() - start
    peak = _peak()
    return Took(work.rules, work.check(), seconds, peak, peak - before)


def _peak() -> float:
    kilobytes = getrusage(RUSAGE_SELF).ru_maxrss
    return kilobytes / (1024**2 if sys.platform == "darwin" else 1024)


def measure_all() -> dict[str, Took]:
    """Every way in turn, each in a new process."""
    found = {}
    for name in WAYS:
        command = [sys.executable, "-m", "tests.benchmarks.projection", name]
        told = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout
        found[name] = Took(*json.loads(told))
    return found


def table(found: dict[str, Took]) -> list[str]:
    """The lines to print, with ratios to NumPy and to rrule."""
    fast, slow = found["gather"].rate, found["recurrences"].rate
    head = f"{'way':<30} {'rules':>7} {'days':>11} {'seconds':>8} {'days/s':>12}"
    lines = [f"{head} {'below NumPy':>12} {'above rrule':>12} {'peak MB':>8} {'for days':>9}"]
    for name, took in found.items():
        lines.append(
            f"{WAYS[name][0]:<30} {took.rules:>7,} {took.days:>11,} {took.seconds:>8.2f}"
            f" {took.rate:>12,.0f} {fast / took.rate:>11.1f}x {took.rate / slow:>11.1f}x"
            f" {took.peak:>8.0f} {took.more:>9.1f}"
        )
    return lines


def main() -> int:
    """Print the table and the bars; return 1 if a bar is broken."""
    if len(sys.argv) > 1:
        print(json.dumps(measure(sys.argv[1])))
        return 0
    found = measure_all()
    print("\n".join(table(found)))
    slower = found["gather"].rate / found["rows"].rate
    faster = found["rows"].rate / found["recurrences"].rate
    print(f"slower than NumPy {slower:.1f} times, bar {SLOWER_THAN_NUMPY}")
    print(f"faster than rrule {faster:.0f} times, bar {FASTER_THAN_RRULE}")
    what = f"rows of days of {RULES:,} rules, {YEARS} years, a day"
    print(Figure(what, "NumPy's gather on a table", slower, SLOWER_THAN_NUMPY))
    print(Figure(what, "dateutil's rrule", faster, FASTER_THAN_RRULE, faster=True))
    return int(slower > SLOWER_THAN_NUMPY or faster < FASTER_THAN_RRULE)


if __name__ == "__main__":
    sys.exit(main())
