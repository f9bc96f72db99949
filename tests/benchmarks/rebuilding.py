"""A site of 10,000 events: built from nothing, and again after the title of one rule was corrected.

Run `python -m tests.benchmarks.rebuilding` from the root. Every way is `calendar-gen build` in a
process of its own, on the processor's clock, start and imports included. "From nothing" has no kept
rulebook and no site before it; "again" follows a build of the rules as they were, and what it
leaves must be what a build into a new folder writes with the same `--previous`. Beside them stands
what no rebuild can do without: to start and build a single rule, and to read the old site, check it
and write it.

Bar: one title at least 20 times faster than from nothing.
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

ROOT = Path(__file__).parent.parent.parent
RULES = 834
"""Each with twelve days in the years of a site."""
IN_A_FILE = 40
ROUNDS = 3
BAR = 20
TODAY = "2026-11-24"
PARTIES = ("RU", "CN", "FR", "DE", "GB", "US", "JP", "IN", "BR", "ZA", "EG", "TR", "KZ", "VN", "IT")
CATEGORIES = ("wwii", "treaty", "remembrance", "independence", "science", "culture")


def write_rules(folder: Path, count: int, corrected: int | None = None) -> None:
    """Rule files of so many commemorations; the title of the one `corrected` is another."""
    folder.mkdir()
    for start in range(0, count, IN_A_FILE):
        numbers = range(start, min(count, start + IN_A_FILE))
        text = "calendar-gen: 1\ntitle: Days of remembrance\nlicence: MIT\nsources:\n"
        text += "".join(map(_source, numbers)) + "commemorations:\n"
        text += "".join(_rule(number, number == corrected) for number in numbers)
        (folder / f"days-{start:05d}.yaml").write_text(text, encoding="utf-8")


def _source(number: int) -> str:
    return (
        f"  gazette-{number}:\n    publisher: Gazette of Ruritania\n    published: 1999-01-01\n"
        f"    title: 'The days of remembrance, volume {number}'\n"
        f"    url: https://example.org/{number}\n"
    )


def _rule(number: int, corrected: bool) -> str:
    title = f"Day of treaty {number}, which ended the war" + " between neighbours" * corrected
    day = f"{1900 + number % 80}-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
    host, category = PARTIES[number % len(PARTIES)], CATEGORIES[number % len(CATEGORIES)]
    return (
        f"  - id: treaty-{number}\n    title: {{en: '{title}', ru: 'День договора {number}'}}\n"
        f"    of: {day}\n    place: Strelsau {number}\n    host: {host}\n"
        f"    categories: [{category}]\n    sources: [gazette-{number}]\n"
    )


class Desk:
    """A folder with rules, the sites that are made of them, and kept rulebooks."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.before, self.after, self.single = (folder / name for name in ("was", "is", "single"))
        write_rules(self.before, RULES)
        write_rules(self.after, RULES, corrected=RULES // 2)
        write_rules(self.single, 1)
        self.cache = folder / "cache"

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
    found = {"from nothing": desk.build(desk.before, "site")}
    found["again, nothing changed"] = desk.build(desk.before, "site")
    kept = desk.folder / "kept.json"
    shutil.copy(desk.folder / "site" / "data" / "revisions.json", kept)
    found["again, one title corrected"] = desk.build(desk.after, "site")
    desk.build(desk.after, "fresh", "--previous", str(kept), "--no-cache")
    assert tree(desk.folder / "site") == tree(desk.folder / "fresh"), "not what a new folder gets"
    found["a single rule, from nothing"] = desk.build(desk.single, "other", "--no-cache")
    places = str(desk.folder / "site"), str(desk.folder / "copy")
    copied = [sys.executable, "-c", COPY, *places]
    found["read, checked and written"] = seconds(lambda: subprocess.run(copied, check=True))
    for name in ("fresh", "other", "copy"):
        shutil.rmtree(desk.folder / name)
    return found


def main() -> int:
    """Print the table; return 1 if the bar is broken."""
    with TemporaryDirectory() as folder:
        desk = Desk(Path(folder))
        rounds = [one_round(desk) for _ in range(ROUNDS)]
        events = len(next(iter(read(desk.folder / "site").revisions.values())))
        size = sum(path.stat().st_size for path in (desk.folder / "site").rglob("*"))
    print(f"{f'{events:,} events, {size / 1e6:.0f} MB':<30} {'seconds':>8} {'times faster':>13}")
    faster = {}
    for name in rounds[0]:
        took = median(each[name] for each in rounds)
        faster[name] = median(each["from nothing"] / each[name] for each in rounds)
        print(f"{name:<30} {took:>8.2f} {faster[name]:>12.1f}x")
    reached = faster["again, one title corrected"]
    print(f"one title corrected: {reached:.1f} times faster than from nothing, bar {BAR}")
    return int(reached < BAR)


if __name__ == "__main__":
    sys.exit(main())
