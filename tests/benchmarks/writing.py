"""Feeds of 10,000 and 100,000 events: this package's writer against icalendar's `to_ical`.

Run `python -m tests.benchmarks.writing` from the root. Each way writes a file, in a process of its
own, on the processor's clock, and all must write the same bytes. Making the events, or the
components of icalendar, is not counted; nor is loading icalendar, which the writer does without.
`again` is the same feed once the lines that events share are at hand, `shelf` another feed of the
same events in one build, whose parts are at hand; `one rule` is the feed after the title of one
rule was corrected, with the last feed at hand, whose digest is checked first; `copy` is only that:
to check the digest of the last feed and to write its bytes. libical, the library in C, takes part
where it can be compiled against (Debian: `apt-get install libical-dev gcc`); it folds elsewhere, so
its bytes are its own.

Bars, in rounds whose ratios' median counts: the same bytes; from nothing 40 times faster than
icalendar and no slower than libical, with parts at hand 150 times; memory that grows by at most 60
MB.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from hashlib import file_digest, sha256
from io import BytesIO
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from statistics import median
from tempfile import TemporaryDirectory, TemporaryFile
from typing import BinaryIO, NamedTuple

from calendar_gen.edtf import civil, day
from calendar_gen.rendering.ics import Event, Look, Revision, Shelf, compose
from tests.benchmarks.figures import Figure

ROOT = Path(__file__).parent.parent.parent
COUNTS = (10_000, 100_000)
YEARS = 10
AS_OF = day(2026, 11, 24)
LOOK = Look("All", "A forecast is not an announcement.")
MOST_MB = 60
IN_C = "libical, in C"
ROUNDS = 3
BARS = {"from_nothing": 40, "shelf": 150}
"""How many times faster than icalendar 10,000 events are to be written."""


class Took(NamedTuple):
    """Seconds of the way, MB of its process beyond what it had before, the digest of the bytes."""

    seconds: float
    more: float
    digest: str


def made(count: int, corrected: bool = False) -> list[Event]:
    """So many events of rules that have ten each; with `corrected` those of one have another
    title.
    """
    found = [
        _event(rule, year, corrected and rule == count // YEARS // 2)
        for rule in range(count // YEARS)
        for year in range(2026, 2026 + YEARS)
    ]
    return sorted(found, key=lambda event: (event.first, event.last, event.uid))


def _event(rule: int, year: int, corrected: bool) -> Event:
    first = day(year, rule % 12 + 1, rule % 28 + 1)
    title = f"Day of treaty {rule}, which ended the war between neighbours"
    return Event(
        uid=f"treaty-{rule}.{year}",
        summary=f"{title}{' (corrected)' if corrected else ''}: {year - 1900}th anniversary",
        first=first,
        last=first,
        standing="CONFIRMED",
        description=f"Kept each year on this day since {1900}; the host is Ruritania.\n\n"
        f"Place: Strelsau {rule}, Ruritania.\n\nSources:\n"
        f'- Gazette, "The days of remembrance, volume {rule}", 1 January 1999\n'
        f"- Archive, “Грамоты и договоры, том {rule}”, 2001 <https://example.org/{rule}>",
        location=f"Strelsau {rule}, Ruritania",
        categories=("treaty", "remembrance"),
        siblings=(),
        url=f"https://example.org/calendar/digests/{civil(first)[0]}.html#treaty-{rule}.{year}",
        keys=("category:treaty",),
    )


def revisions(events: Iterable[Event], changed: frozenset[str]) -> dict[str, Revision]:
    """Every event as it was first written, or changed once."""
    return {
        event.uid: Revision(
            "", int(event.uid in changed), AS_OF, None, "", event.first, event.last, None, (), ()
        )
        for event in events
    }


def _changed(count: int) -> frozenset[str]:
    rule = count // YEARS // 2
    return frozenset(f"treaty-{rule}.{year}" for year in range(2026, 2026 + YEARS))


def _feed(count: int, corrected: bool) -> Callable[[BinaryIO], object]:
    events = made(count, corrected)
    return _composed(events, revisions(events, _changed(count) if corrected else frozenset()))


def _composed(
    events: list[Event], known: dict[str, Revision], at_hand: Shelf | None = None
) -> Callable[[BinaryIO], object]:
    def run(file: BinaryIO) -> None:
        feed = compose(
            events,
            look=LOOK,
            domain="example.org",
            revisions=known,
            as_of=AS_OF,
            language="en",
            limit=None,
            shelf=at_hand,
        )
        assert feed is not None
        file.writelines(feed.chunks())

    return run


def from_nothing(count: int) -> Callable[[BinaryIO], object]:
    """The writer in a process that has written nothing yet."""
    return _feed(count, corrected=True)


def again(count: int) -> Callable[[BinaryIO], object]:
    """The writer with the parts that events share at hand."""
    run = _feed(count, corrected=True)
    run(BytesIO())
    return run


def shelf(count: int) -> Callable[[BinaryIO], object]:
    """One more feed of the same events in a build, whose parts are at hand."""
    events = made(count, corrected=True)
    known = revisions(events, _changed(count))
    at_hand = Shelf("example.org", known, AS_OF)
    run = _composed(events, known, at_hand)
    run(BytesIO())
    return run


def copy(count: int) -> Callable[[BinaryIO], object]:
    """No writer at all: the digest of a feed is checked, and its bytes are written."""
    feed = BytesIO()
    from_nothing(count)(feed)
    data = feed.getvalue()
    known = sha256(data).hexdigest()

    def run(file: BinaryIO) -> None:
        assert sha256(data).hexdigest() == known
        file.write(data)

    return run


def one_rule(count: int) -> Callable[[BinaryIO], object]:
    """The writer after one rule changed, with the feed before it."""
    before = BytesIO()
    _feed(count, corrected=False)(before)
    data = before.getvalue()
    known = sha256(data).hexdigest()
    events = made(count, corrected=True)
    changed = _changed(count)
    counted = revisions(events, changed)

    def run(file: BinaryIO) -> None:
        assert sha256(data).hexdigest() == known
        at_hand = Shelf("example.org", counted, AS_OF)
        at_hand.take(data, changed)
        _composed(events, counted, at_hand)(file)

    return run


def icalendar_whole(count: int) -> Callable[[BinaryIO], object]:
    """`Calendar.to_ical` of everything."""
    from tests.feeds.test_icalendar import calendar_of

    events = made(count, corrected=True)
    calendar = calendar_of(events, LOOK, revisions(events, _changed(count)), "example.org")
    return lambda file: file.write(calendar.to_ical())


WAYS: dict[str, tuple[str, Callable[[int], Callable[[BinaryIO], object]]]] = {
    "icalendar": ("icalendar, Calendar.to_ical", icalendar_whole),
    "from_nothing": ("calendar-gen, from nothing", from_nothing),
    "again": ("  again, shared lines at hand", again),
    "shelf": ("  again, parts at hand", shelf),
    "one_rule": ("  after one rule changed", one_rule),
    "copy": ("checked and copied", copy),
}


def measure(name: str, count: int) -> Took:
    """What one way took, measured in this process."""
    run = WAYS[name][1](count)
    with TemporaryFile() as file:
        before = _peak()
        start = time.process_time()
        run(file)
        seconds = time.process_time() - start
        more = _peak() - before
        file.seek(0)
        return Took(seconds, more, file_digest(file, "sha256").hexdigest())


def libical(count: int, feed: Path) -> Took | None:
    """What libical takes to write the events of `feed` from its own components; None without it."""
    driver = feed.with_name("libical_writing")
    if not driver.exists():
        source = Path(__file__).with_name("libical_writing.c")
        compiled = ["cc", "-O2", "-o", str(driver), str(source), "-lical"]
        try:
            subprocess.run(compiled, check=True, stderr=subprocess.DEVNULL)
        except (OSError, subprocess.CalledProcessError):
            return None
    command = [str(driver), str(feed), str(feed.with_suffix(".libical"))]
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    seconds, events = told.split()
    assert int(events) == count
    return Took(float(seconds), 0.0, "")


def _peak() -> float:
    kilobytes = getrusage(RUSAGE_SELF).ru_maxrss
    return kilobytes / (1024**2 if sys.platform == "darwin" else 1024)


def measure_all(count: int, feed: Path) -> dict[str, Took]:
    """Every way in turn, each in a new process; `feed` is a file that holds the events."""
    found = {}
    for name in WAYS:
        command = [sys.executable, "-m", "tests.benchmarks.writing", name, str(count)]
        told = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout
        found[name] = Took(*json.loads(told))
    in_c = libical(count, feed)
    return found if in_c is None else {**found, IN_C: in_c}


def report(count: int) -> bool:
    """Print the table of so many events; whether every bar is kept."""
    with TemporaryDirectory() as folder:
        feed = Path(folder) / "feed.ics"
        with feed.open("wb") as file:
            from_nothing(count)(file)
        rounds = [measure_all(count, feed) for _ in range(ROUNDS)]
    print(f"{f'{count:,} events':<30} {'seconds':>8} {'below icalendar':>16} {'more MB':>8}")
    for name in rounds[0]:
        took = median(found[name].seconds for found in rounds)
        more = max(found[name].more for found in rounds)
        text = WAYS[name][0] if name in WAYS else name
        print(f"{text:<30} {took:>8.4f} {_below(rounds, 'icalendar', name):>15.1f}x {more:>8.1f}")
    more = max(found["from_nothing"].more for found in rounds)
    digests = {took.digest for found in rounds for name, took in found.items() if name in WAYS}
    print(f"memory grew by {more:.0f} MB, bar {MOST_MB}; the same bytes: {len(digests) == 1}")
    kept = [len(digests) == 1, more <= MOST_MB]
    if count == COUNTS[0]:
        kept += [_below(rounds, "icalendar", name) >= bar for name, bar in BARS.items()]
        for name, bar in BARS.items():
            what = (
                f"feed of {count:,} events, {WAYS[name][0].strip().removeprefix('calendar-gen, ')}"
            )
            print(Figure(what, "icalendar", _below(rounds, "icalendar", name), bar, faster=True))
        bars = ", ".join(f"{WAYS[name][0].strip()} {bar} times" for name, bar in BARS.items())
        print(f"bars, below icalendar: {bars}")
        if IN_C in rounds[0]:
            times = _below(rounds, IN_C, "from_nothing")
            print(f"from nothing {times:.2f} times faster than {IN_C}, bar 1")
            print(Figure(f"feed of {count:,} events, from nothing", IN_C, times, 1, faster=True))
            kept.append(times >= 1)
    return all(kept)


def _below(rounds: list[dict[str, Took]], slow: str, fast: str) -> float:
    """The median of the ratios of two ways in the same rounds."""
    return median(found[slow].seconds / found[fast].seconds for found in rounds)


def main() -> int:
    """Print the tables and the bars; return 1 if a bar is broken."""
    if len(sys.argv) > 1:
        print(json.dumps(measure(sys.argv[1], int(sys.argv[2]))))
        return 0
    kept = [report(count) for count in COUNTS]
    return int(not all(kept))


if __name__ == "__main__":
    sys.exit(main())
