"""A soak: a server whose rules change every few seconds while readers ask it all kinds of things,
and what became of its memory, its answers and its log meanwhile.
"""

import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from statistics import median
from threading import Event as Flag
from threading import Thread
from typing import NamedTuple

from click.testing import CliRunner

from calendar_gen.cli import main
from tests.server.serving import Served, serving
from tests.soak.history import History
from tests.soak.readers import MOST_FAULTS, Judge, Reader, Secrets, Tally, reading
from tests.soak.versions import DAY, LANGUAGES, MARKER, broken, changed, first_version

READERS = 4
PATIENCE = 90
CHANGES = (1.0, 4.0)
"""Seconds between two changes of the rules, which may be less than a build takes."""

BROKEN = 0.1
"""The share of changes before which there is a broken file."""

LOOK = 0.25
"""Seconds between two looks at which version is answered by."""


class Sample(NamedTuple):
    """How things stood so many seconds after the beginning: megabytes of the server and of a build
    that it has going, answers and changes of rules taken up so far, and broken files refused.
    """

    at: float
    memory: float
    building: float
    answers: int
    taken: int
    refused: int


class Soak(NamedTuple):
    """What a soak saw. `compared` are answers held to what a version of the rules says."""

    samples: tuple[Sample, ...]
    versions: int
    broken: int
    kinds: dict[str, int]
    statuses: dict[int, int]
    views: int
    compared: int
    faults: tuple[str, ...]

    @property
    def answers(self) -> int:
        """How many answers there were."""
        return sum(self.statuses.values())

    @property
    def growth(self) -> float:
        """How many times the memory of the second quarter of the time the last quarter has."""
        quarter = len(self.samples) // 4
        early, late = self.samples[quarter : 2 * quarter], self.samples[-quarter:]
        return median(s.memory for s in late) / median(s.memory for s in early)


class LogBook:
    """The server's log, read as it grows."""

    def __init__(self, file: Path) -> None:
        self._file = file.open("rb")
        self._rest = b""
        self.events: Counter[str] = Counter()

    def read(self) -> None:
        """Take in what has been written since."""
        *lines, self._rest = (self._rest + self._file.read()).split(b"\n")
        for line in lines:
            told = json.loads(line)
            event = told["event"]
            if event == "request":
                self.events["5xx" if told["status"] >= 500 else "request"] += 1
            else:
                self.events[f"{event}, {told['level']}"] += 1

    def close(self) -> None:
        self._file.close()


class Watch(Thread):
    """Takes a sample every so many seconds."""

    def __init__(self, served: Served, log: LogBook, tally: Tally, pause: float) -> None:
        super().__init__(daemon=True)
        self.samples: list[Sample] = []
        self._served, self._log, self._tally, self._pause = served, log, tally, pause
        self._ended = Flag()

    def run(self) -> None:
        began = time.monotonic()
        while not self._ended.wait(self._pause):
            self._log.read()
            process = self._served.process.pid
            self.samples.append(
                Sample(
                    time.monotonic() - began,
                    resident(process),
                    sum(map(resident, self._served.builds())),
                    sum(self._tally.statuses.values()),
                    self._log.events["build, info"],
                    self._log.events["build, error"],
                )
            )

    def end(self) -> None:
        """Take no more."""
        self._ended.set()
        self.join()


def resident(process: int) -> float:
    """Megabytes of memory that a process has; 0 if it is gone."""
    try:
        status = Path(f"/proc/{process}/status").read_text("ascii", "replace")
    except OSError:
        return 0.0
    found = re.search(r"VmRSS:\s+(\d+)", status)
    return int(found[1]) / 1024 if found else 0.0


class Follower(Thread):
    """Sees which version the server has taken up."""

    def __init__(self, served: Served, history: History) -> None:
        super().__init__(daemon=True)
        self.seen = -1
        self._served, self._history = served, history
        self._ended = Flag()

    def run(self) -> None:
        while not self._ended.wait(LOOK):
            text = self._served.ask(f"/feeds/all.ics?rule={MARKER}").text
            number = int(text.partition("SUMMARY:Version ")[2].partition(":")[0])
            if number > self.seen:
                self._history.settled(number, time.monotonic())
                self.seen = number

    def end(self) -> None:
        """Look no more."""
        self._ended.set()
        self.join()


class Author:
    """Writes version after version."""

    def __init__(self, rules: Path, served: Served, history: History, random: Random) -> None:
        self._rules, self._served = rules, served
        self._history, self._random = history, random
        self.version = first_version(random)
        self.broke = 0
        history.written(self.version, time.monotonic())

    def change(self) -> None:
        """Write the next version, now and then a broken file before it, which must be refused."""
        if self._random.random() < BROKEN:
            self._put(broken(self.version.text(), self._random))
            self.broke += 1
            until(lambda: self._health() == "bad", "refusal of a broken file")
        self.version = changed(self.version, self._random)
        self._history.written(self.version, time.monotonic())
        self._put(self.version.text().encode())

    def end(self) -> None:
        """Wait until the last version is taken up."""
        wanted = f"SUMMARY:Version {self.version.number}:"
        marker = f"/feeds/all.ics?rule={MARKER}"
        until(lambda: wanted in self._served.ask(marker).text, wanted)
        until(lambda: self._health() == "good", "good rules in /healthz")
        self._history.settled(self.version.number, time.monotonic())

    def _put(self, content: bytes) -> None:
        new = self._rules.with_name(".new")
        new.write_bytes(content)
        new.replace(self._rules)

    def _health(self) -> object:
        return json.loads(self._served.ask("/healthz").text)["rules"]


def until(holds: Callable[[], bool], what: str) -> None:
    """Wait for something to hold."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, f"no {what} for {PATIENCE} s"
        time.sleep(0.2)


def soak(folder: Path, seconds: float, pace: float, first: int, seed: int = 1) -> Soak:
    """Serve from a folder for so many seconds, with `pace` requests a second.

    Before that so many views are asked for `first`, so that what the server remembers within a
    limit is as much as it may be. What is asked and written follows from the seed, when and in
    which order does not.
    """
    random = Random(seed)
    history, tally, stop = History(), Tally(), Flag()
    rules = folder / "rules" / "rules.yaml"
    rules.parent.mkdir()
    rules.write_text(first_version(Random(seed)).text(), encoding="utf-8")
    secrets = Secrets(
        _secret(folder, "create", "kept", "--filters", "country=RU"),
        _secret(folder, "create", "lost", "--filters", "country=CN"),
        Flag(),
        Flag(),
    )
    options = ("--as-of", DAY.isoformat(), "--lang", ",".join(LANGUAGES))
    with serving(folder, *options, "--secrets", folder / "secrets.json") as served:
        log = LogBook(served.log)
        author = Author(rules, served, history, random)
        follower = Follower(served, history)
        judge = Judge(history, tally)
        readers = [
            Reader(served.port, pace / READERS, Random(f"{seed} {n}"), judge, tally, secrets, stop)
            for n in range(READERS)
        ]
        readers[0].fill(first)
        watch = Watch(served, log, tally, max(0.5, seconds / 1800))
        watch.start()
        follower.start()
        began = time.monotonic()
        with reading(readers, stop):
            while (spent := time.monotonic() - began) < seconds:
                if len(tally.faults) >= MOST_FAULTS:
                    break
                author.change()
                if spent > seconds / 2 and not secrets.revoked.is_set():
                    secrets.revoked.set()
                    _secret(folder, "revoke", "lost")
                    until(lambda: served.ask(secrets.lost).status == 410, "end of a secret feed")
                    secrets.gone.set()
                time.sleep(random.uniform(*CHANGES))
        follower.end()
        author.end()
        readers[0].ask_all()
        watch.end()
        code = served.stop()
        log.read()
        log.close()
    tally.faults += _logged(log, tally, code)
    return Soak(
        tuple(watch.samples),
        author.version.number,
        author.broke,
        dict(tally.kinds),
        dict(sorted(tally.statuses.items())),
        len(tally.views),
        tally.compared,
        tuple(tally.faults),
    )


def _secret(folder: Path, *words: str) -> str:
    """Run `calendar-gen secret`; gives the path that it prints."""
    files = ("-f", str(folder / "secrets.json"))
    given = ("-r", str(folder / "rules")) if words[0] == "create" else ()
    result = CliRunner().invoke(main, ["secret", *words, *given, *files])
    assert result.exit_code == 0, result.output
    return result.stdout.strip()


def _logged(log: LogBook, tally: Tally, code: int) -> Iterator[str]:
    """What the log has to say against the server, and how it ended."""
    if code:
        yield f"the server ended with {code}"
    for event in ("5xx", "failure, error", "uvicorn, error"):
        if log.events[event]:
            yield f"{log.events[event]} times {event} in the log"
    answers = sum(tally.statuses.values()) - tally.raw
    if log.events["request"] < answers:
        yield f"{log.events['request']} lines on {answers} answers in the log"
