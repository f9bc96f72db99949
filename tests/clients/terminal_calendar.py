"""khal, a calendar for the terminal, and vdirsyncer, which fetches what it shows."""

import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

CONFIGURATION = """\
[calendars]
[[feed]]
path = {folder}/feed
type = calendar

[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = UTC
default_timezone = UTC

[default]
default_calendar = feed
highlight_event_days = False

[sqlite]
path = {folder}/khal.db
"""


def khal(folder: Path, *arguments: str) -> str:
    """Run khal with a calendar of its own in `folder`."""
    configuration = folder / "khal.conf"
    configuration.write_text(CONFIGURATION.format(folder=folder), "utf-8")
    return _run(folder, "khal", "-c", str(configuration), *arguments)


def _run(folder: Path, program: str, *arguments: str) -> str:
    beside = str(Path(sys.executable).parent)
    command = shutil.which(program, path=beside) or shutil.which(program)
    assert command is not None, f"{program} is needed: run `python3 -m tests`"
    environment = {
        "HOME": str(folder),
        "PATH": str(Path(command).parent),
        "LC_ALL": "C.UTF-8",
        "PYTHONUTF8": "1",
    }
    done = subprocess.run([command, *arguments], capture_output=True, env=environment, check=False)
    assert done.returncode == 0, (done.stdout + done.stderr).decode()
    return done.stdout.decode() + done.stderr.decode()


def shown(folder: Path, first: str, last: str) -> list[str]:
    """The lines that khal lists for some days."""
    form = ("--once", "--day-format", "", "--format", "{start-date} {title} @ {location}")
    return [line for line in khal(folder, "list", *form, first, last).splitlines() if line]


SUBSCRIPTION = """\
[general]
status_path = "{folder}/status/"

[pair feed]
a = "local"
b = "web"
collections = null

[storage local]
type = "filesystem"
path = "{folder}/feed"
fileext = ".ics"

[storage web]
type = "http"
url = "{url}"
"""


def subscribe(folder: Path, url: str) -> None:
    """Let vdirsyncer fetch the feed at `url` into the calendar in `folder`."""
    configuration = folder / "vdirsyncer.conf"
    configuration.write_text(SUBSCRIPTION.format(folder=folder, url=url), "utf-8")
    _run(folder, "vdirsyncer", "-c", str(configuration), "discover")


def sync(folder: Path) -> Counter[str]:
    """Fetch; gives how often vdirsyncer did what. A quiet sync does nothing.

    It takes each state of an event for an item of its own, so a change is an item more and one
    less.
    """
    told = _run(folder, "vdirsyncer", "-c", str(folder / "vdirsyncer.conf"), "sync")
    return Counter(re.findall(r"^(\w+)(?: \(\w+\))? item ", told, re.MULTILINE))
