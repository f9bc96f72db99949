"""What the commands make of a stranger's rule files, through the public command line."""

import json
import re
import signal
import time
import traceback
from calendar import monthrange
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from click.testing import CliRunner, Result

from calendar_gen.cli import main
from tests.attack.mutants import Mutant

CODES = {0, 1, 2, 65, 66, 73}
SECONDS = 20
"""A file that takes longer hangs; ours take some tenths of a second at most."""

AS_OF = "2026-06-01"
_WINDOWS = (
    ("2026-01-01", "2027-12-31"),
    ("2024-01-01", "2026-12-31"),
    ("1900-01-01", "1960-12-31"),
)
_FORMATS = ("json", "ics", "csv", "table", "ndjson")


class Hangs(Exception):  # noqa: N818 - it tells what the file did
    """A command took too long."""


class Asked(NamedTuple):
    """What was wrong with the answers to a file, the longest time of one, and if it was sound."""

    faults: list[str]
    seconds: float
    sound: bool


@contextmanager
def in_time(seconds: int = SECONDS) -> Iterator[None]:
    def ring(_number: int, _frame: object) -> None:
        raise Hangs(f"more than {seconds} seconds")

    before = signal.signal(signal.SIGPROF, ring)  # of the processor's time, not the wall's
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


class Commands:
    """Runs commands, and keeps what was wrong with how they ended."""

    def __init__(self) -> None:
        self.faults: list[str] = []
        self.seconds = 0.0

    def run(self, *arguments: str) -> Result:
        started = time.process_time()
        with in_time():
            result = CliRunner().invoke(main, arguments)
        self.seconds = max(self.seconds, time.process_time() - started)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            self.faults.append(f"{arguments[0]}: {_told(result)}")
        elif result.exit_code not in CODES or "Traceback" in result.output:
            self.faults.append(
                f"{arguments[0]}: ends with {result.exit_code}: {result.output[-200:]}"
            )
        return result


def _told(result: Result) -> str:
    """An exception with the place that raised it."""
    assert result.exc_info is not None
    frame = traceback.extract_tb(result.exc_info[2])[-1]
    what = f"{type(result.exception).__name__}: {str(result.exception)[:200]}"
    return f"{what} at {Path(frame.filename).name}:{frame.lineno}"


def laid(mutant: Mutant, folder: Path) -> Path:
    """Writes the files of a mutant into an empty folder; the file that was changed."""
    for name, content in (*mutant.beside, (mutant.name, mutant.content)):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder / mutant.name


def ask(mutant: Mutant, folder: Path, number: int, *, build: bool = False) -> Asked:
    """Checks a mutant, and forecasts what can be of it."""
    path = laid(mutant, folder)
    commands = Commands()
    rules = str(folder)
    checked = commands.run("check", rules, "--format", "json")
    if commands.faults:
        return Asked(commands.faults, commands.seconds, False)
    problems = json.loads(checked.stdout)["problems"]
    sound = checked.exit_code == 0
    commands.faults += _displaced(problems, folder)
    if sound:
        commands.faults += [f"accepted: {day}" for day in impossible(path.read_bytes())]
    first, last = _WINDOWS[number % len(_WINDOWS)]
    window = ("--from", first, "--to", last, "--as-of", AS_OF)
    shape = _FORMATS[number % len(_FORMATS)]
    forecast = commands.run(
        "forecast", rules, "--keep-going", "--no-cache", *window, "--format", shape
    )
    if forecast.exit_code != 0 and not commands.faults:
        commands.faults.append(f"forecast ends with {forecast.exit_code}: {forecast.output[-200:]}")
    if shape == "json" and forecast.exit_code == 0:
        ids = [found["id"] for found in json.loads(forecast.stdout)["occurrences"]]
        for id_ in ids[:: max(1, len(ids) // 3)]:
            explained = commands.run("explain", id_, "--as-of", AS_OF, "-r", rules, "--keep-going")
            if explained.exit_code != 0:
                commands.faults.append(f"explain {id_}: {explained.output[-200:]}")
    if number % 7 == 0:
        commands.run("ledger", "--as-of", AS_OF, "--keep-going", "-r", rules)
    if number % 11 == 0:
        options = ("--as-of", AS_OF, "--keep-going", "-r", rules)
        commands.run("digest", last[:4], "--format", ("html", "text")[number % 2], *options)
    if build:
        commands.run("build", rules, "--keep-going", "-o", f"{folder}/../site", "--as-of", AS_OF)
    return Asked(commands.faults, commands.seconds, sound)


def _displaced(problems: list[dict[str, Any]], folder: Path) -> Iterator[str]:
    """Problems whose place is not in the file that they name, or that cannot be read."""
    lines: dict[str, int] = {}
    for problem in problems:
        name = problem["file"]
        if name not in lines:
            content = Path(name).read_bytes() if Path(name).is_file() else b""
            breaks = (b"\r\n", b"\r", b"\xc2\x85", b"\xe2\x80\xa8", b"\xe2\x80\xa9")
            lines[name] = 2 + content.count(b"\n") + sum(content.count(each) for each in breaks)
        if not 1 <= problem["line"] <= lines[name] or problem["column"] < 1:
            yield f"problem out of its file: {name}:{problem['line']}:{problem['column']}"
        if not problem["message"].strip():
            yield f"problem without words at {problem['line']}"


DATED = {
    "of",
    "on",
    "date",
    "published",
    "known",
    "withdrawn",
    "since",
    "until",
    "moved-to",
    "extra",
}
DATED |= {"day", "in-force", "from", "to", "took-office", "left-office", "complete"}
_ISO = re.compile(r"(?<![0-9A-Za-z-])(-?[0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?(?![0-9])")
_MONTHS = "January February March April May June July August September October November December"
_WRITTEN = re.compile(
    rf"(?<![0-9.,-])([0-9]{{1,2}}) ({_MONTHS.replace(' ', '|')})(?![a-z])(?! Julian)"
)
_LONGEST = dict(zip(_MONTHS.split(), (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31), strict=True))


def impossible(content: bytes) -> Iterator[str]:
    """Dates that no calendar has, in fields that hold dates; what is no YAML has none."""
    try:
        documents = list(yaml.load_all(content.decode("utf-8-sig"), Loader=yaml.BaseLoader))
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError, ValueError):
        return
    yield from _in_dates(documents, dated=False)


def _in_dates(value: Any, *, dated: bool) -> Iterator[str]:
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _in_dates(each, dated=key in DATED)
    elif isinstance(value, list):
        for each in value:
            yield from _in_dates(each, dated=dated)
    elif dated and isinstance(value, str):
        yield from no_days(value)


def no_days(text: str) -> Iterator[str]:
    """Dates in a text that the Gregorian calendar has not."""
    for year, month, day in _ISO.findall(text):
        if 21 <= int(month) <= 24 and not day:
            continue
        leap = int(year) % 400 + 400  # the same calendar
        if not 1 <= int(month) <= 12 or (
            day and not 1 <= int(day) <= monthrange(leap, int(month))[1]
        ):
            yield f"{year}-{month}-{day}"
    for day, month in _WRITTEN.findall(text):
        if not 1 <= int(day) <= _LONGEST[month]:
            yield f"{day} {month}"
