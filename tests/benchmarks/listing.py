"""The next 365 days of the same anniversaries, by this program and by others.

Run `python -m tests.benchmarks listing` from the root. Every way is a process of its own, on the
processor's clock, with start and imports; it lists what comes within 365 days of some fixed dates
with a title each, which are written as its own kind of file. The `holidays` one-liner and
date-holidays list a state's holidays instead, which are few; ics repeats nothing and is given the
days themselves. The program and its run-time packages are installed in an environment of their own.
Ours is asked in two ways: once more on the same day, so that the answer is told again, and on
another day each time, with the rulebook kept from the run before. What counts is the median of the
ratios of neighbours.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from calendar_gen.answers import COARSE
from tests.benchmarks import peers
from tests.benchmarks.figures import Figure
from tests.benchmarks.rebuilding import seconds
from tests.benchmarks.startup import install

TODAY = "2026-11-24"
ROUNDS = 9
IN_A_FILE = 100
DAYS = (date(2025, 1, 1) + timedelta(number) for number in count())
"""Each is asked for once."""
MANY, SLOW = 1_000, ("recurring-ical-events", "ics, given single events", "khal", "python-dateutil")
"""From how many rules on peers stay away that would take minutes."""

DATEUTIL = """
import sys
from datetime import datetime
from dateutil.rrule import rrule, YEARLY
first, last = datetime(2026, 11, 24), datetime(2027, 11, 24)
found = []
for line in open(sys.argv[1], encoding="utf-8"):
    day, title = line.rstrip("\\n").split("\\t")
    start = datetime.fromisoformat(day)
    found += ((on, title) for on in rrule(YEARLY, dtstart=start).between(first, last, inc=True))
for on, title in sorted(found):
    print(on.date(), title)
"""
RECURRING = """
import sys
from datetime import date
import icalendar, recurring_ical_events
calendar = icalendar.Calendar.from_ical(open(sys.argv[1], "rb").read())
found = recurring_ical_events.of(calendar).between(date(2026, 11, 24), date(2027, 11, 25))
for on, title in sorted((event["DTSTART"].dt, str(event["SUMMARY"])) for event in found):
    print(on, title)
"""
ICS = """
import sys
from ics import Calendar
for event in Calendar(open(sys.argv[1], encoding="utf-8").read()).timeline:
    print(event.begin.date(), event.name)
"""
HOLIDAYS = """
import holidays
for day, name in sorted(holidays.country_holidays("US", years=(2026, 2027)).items()):
    print(day, name)
"""
DATE_HOLIDAYS = """
const Holidays = require("date-holidays");
for (const each of new Holidays("US").getHolidays(2027)) console.log(each.date, each.name);
"""


class Desk:
    """The same days in everybody's own kind of file."""

    def __init__(self, folder: Path, count: int) -> None:
        self.folder, self.count = folder, count
        folder.mkdir()
        self._days = [
            (
                date(1900 + number % 80, number % 12 + 1, number % 28 + 1),
                f"Treaty of Ruritania {number}",
            )
            for number in range(count)
        ]
        (folder / "rules").mkdir()
        for start in range(0, count, IN_A_FILE):
            text = self._rules(range(start, min(count, start + IN_A_FILE)))
            (folder / "rules" / f"days-{start:05d}.yaml").write_text(text, encoding="utf-8")
        self._write("days.tsv", (f"{on}\t{title}\n" for on, title in self._days))
        self._write("days.rem", (f"REM {on:%d %b} MSG {title}\n" for on, title in self._days))
        self._write("days.gcal", (f"0000{on:%m%d} {title}\n" for on, title in self._days))
        events = [self._event(number, "RRULE:FREQ=YEARLY\r\n") for number in range(count)]
        self._write("days.ics", [BEGIN, *events, END])
        coming = [self._event(number, "", coming=True) for number in range(count)]
        self._write("coming.ics", [BEGIN, *coming, END])
        (folder / "khal").mkdir()
        for number, event in enumerate(events):
            self._write(f"khal/{number}.ics", [BEGIN, event, END])
        self._write("khal.conf", [KHAL.format(folder=folder)])

    def _write(self, name: str, parts: Iterable[str]) -> None:
        with (self.folder / name).open("w", encoding="utf-8", newline="") as file:
            file.writelines(parts)

    def _rules(self, numbers: range) -> str:
        gazette = f"gazette-{numbers.start}"
        source = f"sources:\n  {gazette}: {{publisher: Gazette, published: 1999-01-01}}\n"
        return f"calendar-gen: 1\n{source}commemorations:\n" + "".join(
            f"  - id: treaty-{number}\n    title: {self._days[number][1]}\n"
            f"    of: {self._days[number][0]}\n    sources: [{gazette}]\n"
            for number in numbers
        )

    def _event(self, number: int, rule: str, *, coming: bool = False) -> str:
        on, title = self._days[number]
        if coming:
            on = on.replace(year=2027 if (on.month, on.day) < (11, 24) else 2026)
        return (
            f"BEGIN:VEVENT\r\nUID:treaty-{number}@example.org\r\nDTSTAMP:20261124T000000Z\r\n"
            f"DTSTART;VALUE=DATE:{on:%Y%m%d}\r\n{rule}SUMMARY:{title}\r\nEND:VEVENT\r\n"
        )

    def run(self, command: Sequence[str | Path]) -> float:
        """Seconds of the processor that a command takes."""
        words = [str(word) for word in command]
        environment = {
            **os.environ,
            "XDG_CACHE_HOME": str(self.folder / "cache"),
            "NODE_PATH": str(peers.NODE_MODULES),
        }
        environment.pop("PYTHONPATH", None)
        return seconds(
            lambda: subprocess.run(
                words,
                cwd=self.folder,
                env=environment,
                check=True,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        )


BEGIN = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//example.org//benchmark//EN\r\n"
END = "END:VCALENDAR\r\n"
KHAL = """\
[calendars]
[[days]]
path = {folder}/khal
[sqlite]
path = {folder}/khal.db
[locale]
local_timezone = UTC
default_timezone = UTC
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
timeformat = %H:%M
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[default]
default_calendar = days
"""


def ways(desk: Desk) -> dict[str, list[str | Path]]:
    """The command line of each peer that is there."""
    f = desk.folder
    found: dict[str, list[str | Path]] = {
        "python-dateutil": [peers.PYTHON, "-c", DATEUTIL, f / "days.tsv"],
        "recurring-ical-events": [peers.PYTHON, "-c", RECURRING, f / "days.ics"],
        "ics, given single events": [peers.PYTHON, "-c", ICS, f / "coming.ics"],
        "the `holidays` one-liner": [peers.PYTHON, "-c", HOLIDAYS],
        "khal": [peers.PYTHON.with_name("khal"), "-c", f / "khal.conf", "list", TODAY, "365d"],
    }
    debian: dict[str, list[str | Path]] = {
        "remind -s12": ["remind", "-s12", f / "days.rem", "2026-11-24"]
    }
    debian["gcal"] = ["gcal", "-f", f / "days.gcal", "-y", "-u", "2027"]
    debian["date-holidays"] = ["node", "-e", DATE_HOLIDAYS]
    here = {name: command for name, command in debian.items() if peers.command(str(command[0]))}
    both = found | here
    return {name: both[name] for name in both if desk.count < MANY or name not in SLOW}


Command = list[str | Path]

ASKED = {
    300: {
        "python -c pass": 5.0,
        "remind -s12": 0.55,
        "the `holidays` one-liner": 0.40,
        "khal": 0.20,
    },
    10_000: {"python -c pass": 6.0},
}


def compare(
    desk: Desk,
    ours: Sequence[str | Path],
    what: str,
    others: dict[str, list[str | Path]],
    rounds: int,
) -> list[Figure]:
    """Ours against each of the others, in turns; `{day}` in it is another day each time."""
    figures = []

    def asked_next() -> list[str | Path]:
        day = next(DAYS)
        return [str(word).format(day=day) for word in ours]

    desk.run(asked_next())
    for name, command in others.items():
        desk.run(command)  # which fills its cache
        ratios = []
        for _ in range(rounds):
            base = desk.run(command)
            ratios.append(desk.run(asked_next()) / base)
        asked = ASKED.get(desk.count, {}).get(name)
        figures.append(Figure(what, name, median(ratios), asked))
        print(figures[-1], flush=True)
    return figures


def main() -> int:
    """Print the rows; return 1 if one is missed."""
    with TemporaryDirectory() as name:
        bin_folder = install(Path(name) / "venv")
        nothing: dict[str, list[str | Path]] = {
            "python -c pass": [bin_folder / "python", "-c", "pass"]
        }
        figures = []
        for size, rounds in ((300, ROUNDS), (10_000, 3)):
            desk = Desk(Path(name) / str(size), size)
            time.sleep(COARSE / 1e9)  # what was written a moment ago is not told again
            forecast: Command = [bin_folder / "calendar-gen", "forecast", "rules", "--today"]
            for day, how in ((TODAY, "asked again"), ("{day}", "on another day")):
                what = f"`forecast` of {size:,} anniversaries, {how}"
                figures += compare(desk, [*forecast, day], what, nothing, rounds)
                figures += compare(desk, [*forecast, day], what, ways(desk), rounds)
    return int(not all(figure.kept for figure in figures))


if __name__ == "__main__":
    sys.exit(main())
