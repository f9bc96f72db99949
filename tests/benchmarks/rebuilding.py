"""A site of 10,000 events, and one of 100,000: built from nothing, and again.

Run `python -m tests.benchmarks.rebuilding` from the root, with a number of rules for one size only.
Every way is `calendar-gen build` in a process of its own, on the processor's clock, start and
imports included. "From nothing" has no kept rulebook and no site before it. The other ways follow a
build of the same folder of rules: nothing was touched since, or one rule has another title, which
has a day in every year of the site (so that it is in every digest) or in one of them only. What
these leave must be what a build into a new folder writes with the same `--previous`. Beside them
stands what no rebuild can do without: to start and build a single rule, and to read the old site,
check it and write it.

Bars, of 10,000 events: one title at least 20 times faster than from nothing; nothing changed at
least 15 times. The first is not reached and cannot be so: it is the time in which the files of the
site are read, checked and written. From nothing takes 4.6 seconds of a processor, a title of one
year 3.8 and one of all years 4.8, since the memory of the last build is read and every page is made
again. Of the 3.8 the JSON and CSV of all events take 0.6, to word them 0.5, the one page and its
templates 0.5, the memory 0.5, to choose and cut events for feeds and count their changes 0.5,
forecast, rules and start 0.2 each. Each is small, and all are of the whole site.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median
from tempfile import TemporaryDirectory

from calendar_gen.site import read
from tests.benchmarks.figures import Figure

ROOT = Path(__file__).parent.parent.parent
SIZES = {834: 3, 8340: 1}
"""Rules with twelve days each in the years of a site, and rounds."""
IN_A_FILE = 40
BARS = {"again, nothing changed": 15, "again, a title of all years": 20}
TODAY = "2026-11-24"
PARTIES = ("RU", "CN", "FR", "DE", "GB", "US", "JP", "IN", "BR", "ZA", "EG", "TR", "KZ", "VN", "IT")
CATEGORIES = ("wwii", "treaty", "remembrance", "independence", "science", "culture")


def write_rules(folder: Path, count: int, corrected: frozenset[int] = frozenset()) -> None:
    """Rule files of so many commemorations of every year, and of one that 2027 alone has, which is
    the last; those `corrected` have another title.
    """
    folder.mkdir(exist_ok=True)
    for start in range(0, count + 1, IN_A_FILE):
        numbers = range(start, min(count + 1, start + IN_A_FILE))
        text = "calendar-gen: 1\ntitle: Days of remembrance\nlicence: MIT\nsources:\n"
        text += "".join(map(_source, numbers)) + "commemorations:\n"
        text += "".join(_rule(each, each in corrected, each == count) for each in numbers)
        (folder / f"days-{start:05d}.yaml").write_text(text, encoding="utf-8")


def _source(number: int) -> str:
    return (
        f"  gazette-{number}:\n    publisher: Gazette of Ruritania\n    published: 1999-01-01\n"
        f"    title: 'The days of remembrance, volume {number}'\n"
        f"    url: https://example.org/{number}\n"
    )


def _rule(number: int, corrected: bool, once: bool) -> str:
    title = f"Day of treaty {number}, which ended the war" + " between neighbours" * corrected
    day = f"of: {1900 + number % 80}-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
    if once:
        day = "on: 2 June\n    since: 2027\n    until: 2027"
    host, category = PARTIES[number % len(PARTIES)], CATEGORIES[number % len(CATEGORIES)]
    return (
        f"  - id: treaty-{number}\n    title: {{en: '{title}', ru: 'День договора {number}'}}\n"
        f"    {day}\n    place: Strelsau {number}\n    host: {host}\n"
        f"    categories: [{category}]\n    sources: [gazette-{number}]\n"
    )


class Desk:
    """A folder of rules that an author edits, the sites that are made of it, and kept rulebooks."""

    def __init__(self, folder: Path, count: int) -> None:
        self.folder = folder
        self.count = count
        self.rules, self.single = folder / "rules", folder / "single"
        write_rules(self.single, 0)
        self.cache = folder / "cache"

    def correct(self, *rules: int) -> None:
        """Write the rules, these with another title."""
        write_rules(self.rules, self.count, frozenset(rules))

    def forget(self) -> None:
        """Clear away the sites and the rulebooks."""
        for path in (self.cache, self.folder / "site"):
            shutil.rmtree(path, ignore_errors=True)

    def build(self, rules: Path, site: str, *more: str) -> float:
        """Seconds of the processor that a build takes."""
        out = str(self.folder / site)
        command = [sys.executable, "-m", "calendar_gen", "build", str(rules), "-o", out]
        more = ("--base-url", "https://example.org", "--today", TODAY, *more)
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(self.cache)}
        return seconds(
            lambda: subprocess.run(
                [*command, *more], check=True, env=environment, stderr=subprocess.DEVNULL
            )
        )


def seconds(run: Callable[[], object]) -> float:
    """Seconds of the processor that the processes take that a function starts."""
    before = getrusage(RUSAGE_CHILDREN)
    run()
    after = getrusage(RUSAGE_CHILDREN)
    return (after.ru_utime - before.ru_utime) + (after.ru_stime - before.ru_stime)


def tree(site: Path) -> dict[str, bytes]:
    """The digest of each file of a site, by its path."""
    return {
        path.relative_to(site).as_posix(): sha256(path.read_bytes()).digest()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


COPY = """
import hashlib, pathlib, sys
old, new = map(pathlib.Path, sys.argv[1:])
for path in sorted(old.rglob("*")):
    if path.is_file():
        data = path.read_bytes()
        hashlib.sha256(data).digest()
        target = new / path.relative_to(old)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
"""


def one_round(desk: Desk) -> dict[str, float]:
    """Seconds of each way."""
    desk.forget()
    desk.correct()
    found = {"from nothing": desk.build(desk.rules, "site")}
    found["again, nothing changed"] = desk.build(desk.rules, "site")
    desk.correct(0)
    desk.build(desk.rules, "site")  # from now on pages know that there was an edition before
    every = desk.count // 2
    for name, corrected in (("of all years", (0, every)), ("of one year", (0, every, desk.count))):
        desk.correct(*corrected)
        kept = desk.folder / "kept.json"
        shutil.copy(desk.folder / "site" / "data" / "revisions.json", kept)
        found[f"again, a title {name}"] = desk.build(desk.rules, "site")
        desk.build(desk.rules, "fresh", "--previous", str(kept), "--no-cache")
        assert tree(desk.folder / "site") == tree(desk.folder / "fresh"), "not as in a new folder"
        shutil.rmtree(desk.folder / "fresh")
    found["a single rule, from nothing"] = desk.build(desk.single, "other", "--no-cache")
    places = str(desk.folder / "site"), str(desk.folder / "copy")
    copied = [sys.executable, "-c", COPY, *places]
    found["read, checked and written"] = seconds(lambda: subprocess.run(copied, check=True))
    for name in ("other", "copy"):
        shutil.rmtree(desk.folder / name)
    return found


def report(count: int, rounds: int) -> bool:
    """Print the table of a site of so many rules; whether the bars are kept that it has."""
    with TemporaryDirectory() as folder:
        desk = Desk(Path(folder), count)
        found = [one_round(desk) for _ in range(rounds)]
        events = len(next(iter(read(desk.folder / "site").revisions.values())))
        size = sum(path.stat().st_size for path in (desk.folder / "site").rglob("*"))
    print(f"{f'{events:,} events, {size / 1e6:.0f} MB':<30} {'seconds':>8} {'times faster':>13}")
    faster = {}
    for name in found[0]:
        took = median(each[name] for each in found)
        faster[name] = median(each["from nothing"] / each[name] for each in found)
        print(f"{name:<30} {took:>8.2f} {faster[name]:>12.1f}x")
    if count != min(SIZES):
        return True
    for name, bar in BARS.items():
        print(f"{name}: {faster[name]:.1f} times faster than from nothing, bar {bar}")
        against = "the same from nothing"
        print(Figure(f"site of {events:,} events {name}", against, faster[name], bar, faster=True))
    return all(faster[name] >= bar for name, bar in BARS.items())


def main() -> int:
    """Print the tables; return 1 if a bar is broken."""
    counts = [int(count) for count in sys.argv[1:]] or list(SIZES)
    kept = [report(count, SIZES.get(count, 1)) for count in counts]
    return int(not all(kept))


if __name__ == "__main__":
    sys.exit(main())
