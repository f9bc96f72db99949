"""vdirsyncer fetches a feed over HTTP into khal: what changes arrives, and nothing else moves."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from icalendar import Calendar

from calendar_gen.edtf import day
from tests.clients.peers import served
from tests.clients.terminal_calendar import shown, subscribe, sync
from tests.server.serving import serving
from tests.site.samples import AS_OF, RULES, built, order, rulebook

DECREE = """\
    exceptions:
      - {cycle: 2026, moved-to: 2026-09-05, because: the gazette decreed, sources: [gazette-1999]}
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    built(order(rulebook(tmp_path / "rules")), tmp_path / "site")
    return tmp_path / "site"


@pytest.fixture
def reader(site: Path, tmp_path: Path) -> Iterator[Path]:
    """A folder with a reader's calendar, subscribed to the feed of everything."""
    folder = tmp_path / "reader"
    (folder / "feed").mkdir(parents=True)
    with served(site) as address:
        subscribe(folder, f"{address}/feeds/all.ics")
        yield folder


def rebuilt(tmp_path: Path, text: str, as_of: int) -> None:
    changed = order(rulebook(tmp_path / "rules", text), as_of)
    built(changed, tmp_path / "site")


def events(*feeds: Path) -> Counter[tuple[str, ...]]:
    """The events of feeds, as a reader sees them."""
    return Counter(
        (str(event["SUMMARY"]), str(event["STATUS"]), str(event.start), str(event.end))
        for feed in feeds
        for event in Calendar.from_ical(feed.read_bytes()).events
    )


def check_truth(reader: Path, site: Path) -> None:
    """The reader's calendar holds what the feed holds, no more and no less."""
    assert events(*(reader / "feed").iterdir()) == events(site / "feeds" / "all.ics")
    assert sync(reader) == {}


def test_every_event_comes_once_and_the_second_sync_is_quiet(reader: Path, site: Path) -> None:
    published = events(site / "feeds" / "all.ics").total()
    assert sync(reader) == {"Copying": published}
    check_truth(reader, site)
    expected = "2025-09-03 Surrender Day: 80th anniversary @ "
    assert any(line.startswith(expected) for line in shown(reader, "2025-09-03", "2025-09-04"))


def test_another_day_alone_brings_nothing(reader: Path, tmp_path: Path) -> None:
    sync(reader)
    rebuilt(tmp_path, RULES, AS_OF + 1)
    assert sync(reader) == {}


def test_a_changed_event_arrives(reader: Path, site: Path, tmp_path: Path) -> None:
    sync(reader)
    before = events(site / "feeds" / "all.ics")
    rebuilt(tmp_path, RULES.replace("en: Victory Day", "en: Day of Victory"), AS_OF + 1)
    did = sync(reader)
    assert did["Copying"] == did["Deleting"]
    assert 0 < did["Copying"] < before.total()
    (line,) = shown(reader, "2026-05-09", "2026-05-10")
    assert line.startswith("2026-05-09 Day of Victory: 81st anniversary @ Moscow")
    check_truth(reader, site)


def test_a_moved_event_arrives_on_its_new_day_alone(
    reader: Path, site: Path, tmp_path: Path
) -> None:
    sync(reader)
    rebuilt(tmp_path, RULES.replace("\nreciprocal_visits", f"{DECREE}\nreciprocal_visits"), AS_OF)
    assert sync(reader) == {"Copying": 1, "Deleting": 1}
    assert shown(reader, "2026-09-03", "2026-09-04") == []
    (moved,) = shown(reader, "2026-09-05", "2026-09-06")
    assert "Surrender Day" in moved
    check_truth(reader, site)


def test_a_cancelled_event_says_so_and_goes_after_ninety_days(
    reader: Path, site: Path, tmp_path: Path
) -> None:
    sync(reader)
    without = RULES.partition("reciprocal_visits:")[0]
    rebuilt(tmp_path, without, AS_OF + 1)
    sync(reader)
    assert any("[Cancelled]" in line for line in shown(reader, "2025-05-08", "2025-05-09"))
    check_truth(reader, site)
    rebuilt(tmp_path, without, day(2025, 12, 1))
    did = sync(reader)
    assert set(did) == {"Deleting"}
    assert not any("Exchange" in line for line in shown(reader, "2025-05-08", "2025-05-09"))
    check_truth(reader, site)


def test_a_filtered_view_of_a_server_is_as_quiet_and_as_true(tmp_path: Path) -> None:
    rules = tmp_path / "rules" / "rules.yaml"
    rulebook(rules.parent)
    reader = tmp_path / "reader"
    (reader / "feed").mkdir(parents=True)
    with serving(tmp_path, "--as-of", "2025-05-06", "--lang", "en") as server:
        view = "/feeds/all.ics?country=RU&windows=span&years=5"
        subscribe(reader, f"http://{server.host}:{server.port}{view}")
        first = sync(reader)
        assert set(first) == {"Copying"}
        assert sync(reader) == {}
        rules.write_text(RULES.replace("en: Victory Day", "en: Day of Victory"), encoding="utf-8")
        server.until(lambda: "Day of Victory" in server.ask(view).text)
        did = sync(reader)
        assert did["Copying"] == did["Deleting"] > 0
        held = tmp_path / "view.ics"
        held.write_bytes(server.ask(view).body)
        assert events(*(reader / "feed").iterdir()) == events(held)
        assert sync(reader) == {}
