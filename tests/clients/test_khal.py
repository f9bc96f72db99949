"""khal, a calendar for the terminal, takes a feed and shows it on the right days."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.feeds.reading import written

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
    command = shutil.which("khal", path=str(Path(sys.executable).parent)) or shutil.which("khal")
    assert command is not None, "khal is needed: run `python3 -m tests`"
    environment = {
        "HOME": str(folder),
        "PATH": str(Path(command).parent),
        "LC_ALL": "C.UTF-8",
        "PYTHONUTF8": "1",
    }
    configuration = folder / "khal.conf"
    configuration.write_text(CONFIGURATION.format(folder=folder), "utf-8")
    done = subprocess.run(
        [command, "-c", str(configuration), *arguments],
        capture_output=True,
        env=environment,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "feed").mkdir()
    return tmp_path


def shown(folder: Path, first: str, last: str) -> list[str]:
    """The lines that khal lists for some days."""
    form = ("--once", "--day-format", "", "--format", "{start-date} {title} @ {location}")
    return [line for line in khal(folder, "list", *form, first, last).splitlines() if line]


@pytest.mark.parametrize(
    "language, victory, visit",
    [
        ("en", "Victory Day: 80th anniversary @ Moscow, Russia", "Russia to China (90th)"),
        ("ru", "День Победы: 80-летие @ Москва, Россия", "Россия → Китай (90-летие)"),
        ("zh", "胜利日：80周年 @ 俄罗斯，莫斯科", "俄罗斯访问中国（90周年）"),
    ],
)
def test_the_80th_and_the_90th_are_shown(
    folder: Path, language: str, victory: str, visit: str
) -> None:
    feed = folder / "feed.ics"
    feed.write_bytes(written(language=language))
    khal(folder, "import", "--batch", "-a", "feed", str(feed))
    assert shown(folder, "2025-05-09", "2025-05-10") == [f"2025-05-09 {victory}"]
    in_window = shown(folder, "2035-08-29", "2035-08-30")
    assert len(in_window) == 1
    assert visit in in_window[0]
    assert shown(folder, "2035-09-05", "2035-09-06") == []


def test_every_event_is_kept(folder: Path) -> None:
    feed = folder / "feed.ics"
    feed.write_bytes(written())
    khal(folder, "import", "--batch", "-a", "feed", str(feed))
    assert len(list((folder / "feed").glob("*.ics"))) == 3
