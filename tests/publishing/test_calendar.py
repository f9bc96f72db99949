"""A real CalDAV server (Radicale), filled by `publish` and read by the caldav library."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from calendar_gen.cli import main
from calendar_gen.edtf import day
from calendar_gen.publishing.collection import Collection, Resource
from calendar_gen.publishing.feed_events import shown
from calendar_gen.publishing.outcome import CannotPublish
from tests.clients.peers import HOST, free_port, in_peers, radicale, running
from tests.site.samples import AS_OF, RULES, built, order, rulebook, tree
from tests.site.test_elsewhere import rules as large_rules

SECRET = "geheim и тайна"
MAKE = """\
import sys, caldav
client = caldav.DAVClient(url=sys.argv[1], username="anna", password=sys.argv[2])
calendar = client.principal().make_calendar(name="Visits", cal_id="visits")
calendar.save_event("BEGIN:VCALENDAR\\r\\nVERSION:2.0\\r\\nPRODID:-//own//EN\\r\\nBEGIN:VEVENT\\r\\n"
    "UID:dentist@example.org\\r\\nDTSTAMP:20250101T000000Z\\r\\nDTSTART:20250612T080000Z\\r\\n"
    "SUMMARY:Dentist\\r\\nEND:VEVENT\\r\\nEND:VCALENDAR\\r\\n")
"""
READ = """\
import sys, json, datetime, caldav
client = caldav.DAVClient(url=sys.argv[1], username="anna", password=sys.argv[2])
calendar = client.calendar(url=sys.argv[1] + "/anna/visits/")
day = datetime.date.fromisoformat
found = calendar.search(event=True, start=day(sys.argv[3]), end=day(sys.argv[4]))
print(json.dumps([[str(e.icalendar_component["uid"]), str(e.icalendar_component["summary"]),
    str(e.icalendar_component["dtstart"].dt), str(e.icalendar_component.get("status", "")),
    int(e.icalendar_component.get("sequence", 0)),
    str(e.url).rpartition("/")[2].replace("%40", "@")] for e in found]))
"""
Read = Callable[[str, str], dict[str, list[object]]]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("radicale")
    port = free_port()
    with running(radicale(folder, {"anna": SECRET}, port), port, folder / "log"):
        url = f"http://{HOST}:{port}"
        in_peers(MAKE, url, SECRET)
        yield url


@pytest.fixture
def read(server: str) -> Read:
    """What the caldav library finds between two days: UID to summary, first day, status ..."""

    def reading(first: str, last: str) -> dict[str, list[object]]:
        found = json.loads(in_peers(READ, server, SECRET, first, last))
        assert len({event[0] for event in found}) == len(found), "a UID came twice"
        return {event[0]: event[1:] for event in found}

    return reading


def publish(
    server: str,
    site: Path,
    *options: str,
    secret: str | None = SECRET,
    path: str = "anna/visits/",
) -> Result:
    target = f"caldav+{server}/{path}".replace("://", "://anna@")
    return CliRunner(env={"CALDAV_PASSWORD": secret}).invoke(
        main, ["publish", target, "--site", str(site), *options]
    )


def test_a_calendar_is_filled_and_kept(server: str, read: Read, tmp_path: Path) -> None:
    site = tmp_path / "site"
    wanted = order(rulebook(tmp_path / "rules"))
    built(wanted, site)
    tried = publish(server, site, "--dry-run")
    assert tried.exit_code == 0, tried.output
    assert "new        exchange.2025.ru-cn@example.org\n" in tried.stdout
    assert set(read("2024-01-01", "2036-01-01")) == {"dentist@example.org"}

    first = publish(server, site)
    assert first.exit_code == 0, first.output
    events = (site / "feeds" / "all.ics").read_bytes().count(b"BEGIN:VEVENT")
    assert f"{events} new, 0 changed, 0 removed, 0 as before." in first.stderr
    in_may = read("2025-05-01", "2025-06-01")
    assert set(in_may) == {"victory-day.2025@example.org", "exchange.2025.cn-ru@example.org"}
    assert in_may["victory-day.2025@example.org"] == [
        *("Victory Day: 80th anniversary", "2025-05-09", "CONFIRMED", 0),
        "victory-day.2025@example.org.ics",
    ]
    assert set(read("2025-06-01", "2025-07-01")) == {"dentist@example.org"}
    assert len(read("2024-01-01", "2036-01-01")) == events + 1

    again = publish(server, site)
    assert "nothing has changed" in again.stderr
    assert again.exit_code == 0

    # a title corrected, a day moved, a rule gone
    text = RULES.replace("en: Victory Day", "en: Day of Victory")
    text = text.replace("1945-09-03", "1945-09-02")
    changed = wanted._replace(rulebook=rulebook(tmp_path / "rules", text), as_of=AS_OF + 1)
    built(changed, site)
    second = publish(server, site)
    assert second.exit_code == 0, second.output
    assert "0 new" in second.stderr
    assert "0 removed" in second.stderr
    seen = read("2024-01-01", "2036-01-01")
    assert seen["victory-day.2027@example.org"][:4] == [
        *("Day of Victory: 82nd anniversary", "2027-05-09", "CONFIRMED", 1),
    ]
    assert seen["surrender-day.2025@example.org"][1] == "2025-09-02"
    assert len(seen) == events + 1

    without = text.partition("reciprocal_visits:")[0]
    gone = wanted._replace(rulebook=rulebook(tmp_path / "rules", without), as_of=AS_OF + 2)
    built(gone, site)
    publish(server, site)
    cancelled = read("2025-05-01", "2025-06-01")["exchange.2025.cn-ru@example.org"]
    assert str(cancelled[0]).startswith("[Cancelled]")
    assert cancelled[2] == "CANCELLED"

    built(gone._replace(as_of=day(2025, 12, 1)), site)
    last = publish(server, site)
    assert ", 0 changed, " in last.stderr
    left = read("2024-01-01", "2036-01-01")
    assert not [uid for uid in left if uid.startswith("exchange")]
    assert "dentist@example.org" in left


def test_what_goes_wrong_is_said(server: str, tmp_path: Path) -> None:
    site = tmp_path / "site"
    built(order(rulebook(tmp_path / "rules")), site)
    for result, sentence in (
        (publish(server, site, secret="falsch"), "the password in CALDAV_PASSWORD is wrong"),
        (publish(server, site, secret=None), "set CALDAV_USERNAME"),
        (publish(server, site, path="anna/nowhere"), "no such calendar; make it first"),
        (publish(server, site, path="otto/visits"), "the user may not do that there"),
        (publish(server, site, path="anna/"), "is not a calendar of a CalDAV server"),
        (publish(f"http://{HOST}:1", site), f"http://{HOST}:1 cannot be reached"),
    ):
        assert result.exit_code == 73, result.output
        assert sentence in result.stderr
        assert SECRET not in result.output
        assert "falsch" not in result.output
    missing = publish(server, site, "--feed", "mars")
    assert missing.exit_code == 66
    assert 'no feed "mars"; its feeds are all, ' in missing.stderr
    feed = site / "feeds" / "all.ics"
    for content, fault in (
        (b"<html>", "it is no calendar feed"),
        (feed.read_bytes()[:-40], "an event in it is incomplete"),
    ):
        feed.write_bytes(content)
        broken = publish(server, site)
        assert broken.exit_code == 66
        assert f"{feed} is not as `calendar-gen build` wrote it: {fault}" in broken.stderr


def test_every_change_of_what_an_event_means_is_sent_and_sent_once(
    server: str, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    wanted = order(rulebook(tmp_path / "rules"))
    built(wanted, site)
    assert publish(server, site).exit_code == 0
    count = (site / "feeds" / "all.ics").read_bytes().count(b"\nBEGIN:VEVENT")
    for alarm in (7, 14, 0, None):
        built(wanted._replace(alarm=alarm), site)
        assert f" 0 new, {count} changed, 0 removed, 0 as" in publish(server, site).stderr
        assert "nothing has changed" in publish(server, site).stderr
    feed = site / "feeds" / "all.ics"
    text = feed.read_bytes()
    relation = re.compile(rb"RELATED-TO;RELTYPE=SIBLING:[^\r]*\r\n( [^\r]*\r\n)*")
    assert relation.search(text)
    for changed in (text.replace(b"RELTYPE=SIBLING", b"RELTYPE=CHILD"), relation.sub(b"", text)):
        feed.write_bytes(changed)
        visits = text.count(b"RELATED-TO")
        assert f" 0 new, {visits} changed, 0 removed" in publish(server, site).stderr
        assert "nothing has changed" in publish(server, site).stderr


def test_an_alarm_that_a_reader_set_stays_until_the_event_changes() -> None:
    event = (
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//own//EN\r\nBEGIN:VEVENT\r\nUID:a@b\r\n"
        b"SUMMARY:Day\r\n%bEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    alarm = b"BEGIN:VALARM\r\nACTION:%b\r\nDESCRIPTION:%b\r\nTRIGGER%b\r\nEND:VALARM\r\n"
    plain = shown(event % b"")
    assert plain is not None
    for foreign in (
        (b"AUDIO", b"Day", b":-P1D"),
        (b"DISPLAY", b"Reminder", b":-P1D"),
        (b"DISPLAY", b"Day", b":-PT30M"),
        (b"DISPLAY", b"Day", b";VALUE=DATE-TIME:20250101T000000Z"),
    ):
        assert shown(event % (alarm % foreign)) == plain
    assert shown(event % (alarm % (b"DISPLAY", b"Day", b":-P1D"))) != plain


def test_a_text_that_folds_behind_the_words_that_begin_an_event_is_published(
    server: str, tmp_path: Path, read: Read
) -> None:
    site = tmp_path / "site"
    hostile = "x" * (74 - len("SUMMARY:BEGIN:VEVENT")) + "BEGIN:VEVENT"
    text = RULES.replace("en: Victory Day", f"en: '{hostile}'")
    text = text.replace("en: Surrender Day", f"en: 'xx{hostile.replace('BEGIN', 'END')}'")
    built(order(rulebook(tmp_path / "rules", text)), site)
    data = (site / "feeds" / "all.ics").read_bytes()
    assert b"xBEGIN:VEVENT\r\n :" in data
    assert b"xEND:VEVENT\r\n :" in data
    done = publish(server, site)
    assert done.exit_code == 0, done.output
    seen = read("2025-05-09", "2025-05-10")["victory-day.2025@example.org"]
    assert seen[0] == f"{hostile}: 80th anniversary"
    assert "nothing has changed" in publish(server, site).stderr


@pytest.fixture
def renamed(server: str, tmp_path: Path) -> Path:
    """A site of which two events differ from what is in the calendar."""
    site = tmp_path / "site"
    wanted = order(rulebook(tmp_path / "rules"))
    built(wanted, site)
    assert publish(server, site).exit_code == 0
    feed = site / "feeds" / "all.ics"
    text = feed.read_bytes()
    for number in (b"80th", b"81st"):
        text = text.replace(b"SUMMARY:Victory Day: " + number, b"SUMMARY:V-E Day: " + number)
    feed.write_bytes(text)
    return site


def test_an_event_that_somebody_changes_meanwhile_is_not_written_over(
    server: str, renamed: Path, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = Collection.resources

    def seen_before(self: Collection) -> Iterator[Resource]:
        return (resource._replace(tag='"of-yesterday"') for resource in seen(self))

    monkeypatch.setattr(Collection, "resources", seen_before)
    refused = publish(server, renamed)
    assert refused.exit_code == 73
    assert "was changed by somebody just now; publish again" in refused.stderr
    assert "0 of 2 changes were made" in refused.stderr
    monkeypatch.undo()
    assert "2 changed" in publish(server, renamed).stderr
    assert read("2025-05-09", "2025-05-10")["victory-day.2025@example.org"][0] == (
        "V-E Day: 80th anniversary"
    )


def test_a_publication_that_breaks_off_says_how_far_it_came(
    server: str, renamed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    puts: list[str] = []
    put = Collection.put

    def put_once(self: Collection, uid: str, content: bytes, known: Resource | None) -> None:
        puts.append(uid)
        if len(puts) > 1:
            raise CannotPublish("the line is dead")
        put(self, uid, content, known)

    monkeypatch.setattr(Collection, "put", put_once)
    broken = publish(server, renamed)
    assert broken.exit_code == 73
    assert "the line is dead; 1 of 2 changes were made" in broken.stderr
    monkeypatch.undo()
    assert "1 changed" in publish(server, renamed).stderr
    assert "nothing has changed" in publish(server, renamed).stderr


def test_what_is_cut_from_a_feed_for_its_size_is_in_the_calendar(
    server: str, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    rules = large_rules(tmp_path, ("SE",))

    def build(*options: str) -> None:
        command = ["build", str(rules), "-o", str(site), "--lang", "en,ru", *options]
        assert CliRunner().invoke(main, [*command, "--as-of", "2026-11-24"]).exit_code == 0

    build("--compress", "gzip")
    files = tree(site)
    assert "feeds/all.ics.gz" in files
    assert ".uncut/feeds/all.ics.gz" not in files
    assert files["feeds/all.ics"].count(b"BEGIN:VEVENT") < 26 * 12
    for feed in ("all", "ru/feeds/se.ics"):
        listed = publish(server, site, "--dry-run", "--feed", feed).stdout.splitlines()
        new = {line.split()[1] for line in listed if line.startswith("new ")}
        assert new == {
            f"d-{number}.{year}@calendar-gen.invalid"
            for number in range(26)
            for year in range(2025, 2037)
        }
    www = tmp_path / "www"
    assert CliRunner().invoke(main, ["publish", str(www), "--site", str(site)]).exit_code == 0
    assert not [path for path in tree(www) if path.startswith(".")]
    build("--years", "2026..2027")
    assert not [path for path in tree(site) if path.startswith(".")]
