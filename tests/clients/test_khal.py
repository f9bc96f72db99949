"""khal, a calendar for the terminal, takes a feed and shows it on the right days."""

from pathlib import Path

import pytest

from tests.clients.terminal_calendar import khal, shown
from tests.feeds.reading import written


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "feed").mkdir()
    return tmp_path


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
