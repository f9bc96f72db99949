"""ical.js, which Thunderbird and many web calendars read with, understands every feed."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from calendar_gen.edtf import day
from calendar_gen.rendering.ics import Windows
from tests.entries.samples import ANSWER, VICTORY, VISIT
from tests.feeds.reading import written

CLIENTS = Path(__file__).parent
LONG = VISIT._replace(earliest=day(2035, 8, 20))


def read(data: bytes) -> Any:
    """What ical.js understood of a feed."""
    return _read(data)


def read_all(feeds: list[Path]) -> Any:
    """What ical.js understood of each of some feeds."""
    return _read(b"", *map(str, feeds))


def _read(data: bytes, *paths: str) -> Any:
    node = shutil.which("node")
    assert node is not None, "Node.js is needed: run `python3 -m tests`"
    command = [node, str(CLIENTS / "read_ics.mjs"), *paths]
    done = subprocess.run(command, input=data, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    "language, victory, visit, place",
    [
        (
            "en",
            "Victory Day: 80th anniversary",
            "exchange: Russia to China (90th)",
            "Moscow, Russia",
        ),
        ("ru", "День Победы: 80-летие", "Россия → Китай (90-летие)", "Москва, Россия"),
        ("zh", "胜利日：80周年", "俄罗斯访问中国（90周年）", "俄罗斯，莫斯科"),
    ],
)
def test_texts_arrive_intact(language: str, victory: str, visit: str, place: str) -> None:
    events = {event["uid"]: event for event in read(written(language=language))["events"]}
    first = events["victory-day-moscow.2025@example.org"]
    assert (first["summary"], first["location"]) == (victory, place)
    assert visit in events["victory-exchange.2035.ru-cn@example.org"]["summary"]
    assert "https://example.org/ap" in first["description"]


@pytest.mark.parametrize("windows, count", [("edges", 4), ("span", 3), ("start", 3)])
def test_days_arrive_as_whole_days(windows: Windows, count: int) -> None:
    events = read(written([VICTORY, LONG, ANSWER], windows=windows))["events"]
    assert len(events) == count
    assert all(event["isDate"] and not event["recurring"] for event in events)
    assert (events[0]["start"], events[0]["end"]) == ("2025-05-09", "2025-05-10")


def test_links_states_and_alarms_arrive() -> None:
    data = written(base_url="https://example.org/site", alarm=30)
    events = {event["uid"]: event for event in read(data)["events"]}
    visit = events["victory-exchange.2035.ru-cn@example.org"]
    assert visit["related"] == [["SIBLING", "victory-exchange.2035.cn-ru@example.org"]]
    assert visit["status"] == "TENTATIVE"
    assert visit["categories"] == ["wwii", "visit"]
    assert visit["alarms"] == ["-P30D"]
    assert visit["stamp"] == "2025-05-06T00:00:00Z"
    anchor = "digests/2035.html#victory-exchange.2035.ru-cn"
    assert visit["url"] == f"https://example.org/site/{anchor}"


def test_calendar_properties_arrive() -> None:
    properties = read(written(name="Россия 中国", description="a; b,\nC:\\New"))["properties"]
    assert properties["name"] == properties["x-wr-calname"] == "Россия 中国"
    assert properties["refresh-interval"] == "PT12H"
    assert properties["description"] == "a; b,\nC:\\New"
    assert "uid" not in properties
