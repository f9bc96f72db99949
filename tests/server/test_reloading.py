"""A server goes on: rules change, become bad, are mended; feeds move, days begin, and it ends."""

import contextlib
import io
import json
import os
import resource
import shutil
import signal
import subprocess
import threading
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest

from calendar_gen.rendering.ics import writer
from calendar_gen.rendering.ics.lines import date_value
from calendar_gen.server import running
from calendar_gen.server.edition import Edition, Task
from calendar_gen.server.log import Log
from calendar_gen.server.running import Settings, Surroundings
from calendar_gen.server.workshop import Workshop
from calendar_gen.site import remembered
from tests.server.serving import PATIENCE, Served, command, environment, serving
from tests.server.test_views import events
from tests.site.samples import AS_OF, RULES

ALL = "/feeds/all.ics"
RENAMED = RULES.replace("en: Victory Day", "en: Victory")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "rules").mkdir()
    write(tmp_path, RULES)
    return tmp_path


@pytest.fixture
def server(place: Path) -> Iterator[Served]:
    with serving(place, "--as-of", "2025-05-06", "--lang", "en") as served:
        yield served


def write(place: Path, text: str) -> None:
    new = place / "rules" / ".new"
    new.write_text(text, encoding="utf-8")
    new.replace(place / "rules" / "rules.yaml")


def seen(served: Served, event: str) -> bool:
    return any(line["event"] == event for line in served.lines())


def test_a_changed_rule_reaches_feed_and_views_with_the_next_sequence(
    server: Served, place: Path
) -> None:
    targets = [ALL, f"{ALL}?country=RU", f"{ALL}?windows=span"]
    before = {target: server.ask(target) for target in targets}
    write(place, RENAMED)
    server.until(lambda: server.ask(ALL).body != before[ALL].body)
    for target in targets:
        old, new = before[target], server.ask(target, If_None_Match=before[target].headers["etag"])
        assert new.status == 200
        event = events(new.text)["victory-day.2026"]
        assert "SUMMARY:Victory: " in event
        assert "SEQUENCE:1\n" in event
        assert new.headers["last-modified"] != old.headers["last-modified"]
        since = server.ask(target, If_Modified_Since=old.headers["last-modified"])
        assert since.status == 200
    untouched = events(server.ask(ALL).text)["surrender-day.2026"]
    assert untouched == events(before[ALL].text)["surrender-day.2026"]


def test_bad_rules_leave_the_last_good_build_and_the_log_says_why(
    server: Served, place: Path
) -> None:
    before = server.ask(ALL)
    write(place, RULES.replace("pattern: paired", "pattern: pared"))
    server.until(lambda: seen(server, "build"))
    assert server.ask(ALL) == before._replace(headers=server.ask(ALL).headers)
    assert server.ask(f"{ALL}?country=RU").status == 200
    assert json.loads(server.ask("/healthz").text)["rules"] == "bad"
    (line,) = (line for line in server.lines() if line["event"] == "build")
    assert line["level"] == "error"
    assert "rules.yaml:" in line["problems"][0]
    assert 'did you mean "paired"?' in line["problems"][0]
    assert line["again_in"] is None  # the same rules would have the same errors
    write(place, RENAMED)
    server.until(lambda: server.ask(ALL).body != before.body)
    assert json.loads(server.ask("/healthz").text)["rules"] == "good"


def test_a_list_that_a_rule_file_names_is_watched_whatever_it_is_called(
    server: Served, place: Path
) -> None:
    """Also one that is not there yet, and one in which something is wrong."""
    write(place, RULES + "records: [{csv: visits.list, source: gazette-1999}]\n")
    server.until(lambda: rules_are(server, "bad"))
    visits = place / "rules" / "visits.list"
    visits.write_text("date_start,visitor_country,host_country\n2015-05-09,CN,RU\n", "utf-8")
    server.until(lambda: rules_are(server, "good"))
    visits.write_text("date_start,visitor_country,host_country\n2015-05-09,CN,R\n", "utf-8")
    server.until(lambda: rules_are(server, "bad"))
    [problem] = told(server)[-1]["problems"]
    assert f'{visits}:2:15: "R" is no country' in problem


def rules_are(served: Served, how: str) -> bool:
    return bool(json.loads(served.ask("/healthz").text)["rules"] == how)


def test_rules_that_are_gone_leave_the_last_good_build(server: Served, place: Path) -> None:
    shutil.rmtree(place / "rules")
    server.until(lambda: seen(server, "build"))
    assert server.ask(ALL).status == 200


def told(served: Served) -> list[dict[str, Any]]:
    return [line for line in served.lines() if line["event"] == "build"]


@pytest.mark.usefixtures("leaving_nothing")
def test_a_disk_that_was_full_is_tried_again_though_nothing_is_touched(
    server: Served, place: Path
) -> None:
    before = server.ask(ALL)
    _, most = resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (8000, most))
    write(place, RENAMED)
    server.until(lambda: seen(server, "build"))
    [line] = told(server)
    assert (line["level"], line["kind"], line["again_in"]) == ("error", "CannotWrite", 5)
    assert line["problems"] == [
        f"cannot write {place / 'site'}: File too large; what was there is untouched"
    ]
    assert server.ask(ALL).body == before.body
    assert json.loads(server.ask("/healthz").text)["rules"] == "bad"
    resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (most, most))
    server.until(lambda: server.ask(ALL).body != before.body)
    assert "SEQUENCE:1\n" in events(server.ask(ALL).text)["victory-day.2026"]
    assert json.loads(server.ask("/healthz").text)["rules"] == "good"
    assert [line["level"] for line in told(server)] == ["error", "info"]


def test_a_site_that_is_away_takes_no_feed_down(server: Served, place: Path) -> None:
    held = server.ask(ALL)
    (place / "site").rename(place / "elsewhere")
    server.until(lambda: seen(server, "reload"))
    assert server.ask(ALL) == held._replace(headers=server.ask(ALL).headers)
    assert server.ask(f"{ALL}?country=RU").status == 200
    away = server.ask("/feeds/cn.ics")
    assert (away.status, away.headers["retry-after"]) == (503, "2")
    assert server.ask("/feeds/xy.ics").status == 404
    [line] = (line for line in server.lines() if line["event"] == "reload")
    assert line["problems"] == [
        f"the site in {place / 'site'} is not there; build it, or bring it back"
    ]
    (place / "elsewhere").rename(place / "site")
    server.until(lambda: server.ask("/feeds/cn.ics").status == 200)


def test_a_site_that_is_away_is_not_built_from_nothing(server: Served, place: Path) -> None:
    """It would count changes anew, and know of no feed that was published before."""
    site, elsewhere = place / "site", place / "elsewhere"
    site.rename(elsewhere)
    server.until(lambda: seen(server, "reload"))
    write(place, RENAMED)
    server.until(lambda: sum(line["event"] == "reload" for line in server.lines()) == 2)
    assert not site.exists()
    assert not told(server)
    elsewhere.rename(site)
    server.until(lambda: bool(told(server)))
    assert "SEQUENCE:1\n" in events(server.ask(ALL).text)["victory-day.2026"]


def test_a_site_that_goes_as_it_is_built_takes_no_feed_down(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is taken in when it is back, though no rule is touched any more."""
    monkeypatch.setattr(running, "PAUSE", 0.01)
    make, site, elsewhere = Workshop.make, place / "site", place / "elsewhere"
    log, addresses, looks = io.StringIO(), list[str](), 0
    statuses, changed = list[int](), list[bool]()

    async def made(self: Workshop, task: Task) -> Edition:
        edition = await make(self, task)
        if looks > 1:
            site.rename(elsewhere)
        return edition

    def ask(path: str) -> tuple[int, bytes]:
        with contextlib.closing(HTTPConnection(addresses[0].split("/")[2])) as connection:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read()

    def stamp() -> object:
        nonlocal looks
        looks += 1
        if looks == 2:
            write(place, RENAMED)
        if elsewhere.exists() and '"reload"' in log.getvalue():
            statuses.extend(ask(path)[0] for path in (ALL, "/feeds/ru.ics"))
            elsewhere.rename(site)
        elif statuses:
            changed.append(b"SUMMARY:Victory: " in ask(ALL)[1])
            if any(changed):
                os.kill(os.getpid(), signal.SIGTERM)
        return looks == 1

    monkeypatch.setattr(Workshop, "make", made)
    task = Task((str(place / "rules"),), site, AS_OF, ("en",), domain="example.org")
    given_up = threading.Timer(PATIENCE, os.kill, (os.getpid(), signal.SIGTERM))
    given_up.start()
    running.run(
        Settings(task, port=0), Surroundings(lambda: AS_OF, stamp), Log(log), addresses.append
    )
    given_up.cancel()
    assert statuses == [503, 503]
    assert any(changed)
    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    away, back = (line for line in lines if line["event"] == "reload")
    assert away["problems"] == [f"the site in {site} is not there; build it, or bring it back"]
    assert back["level"] == "info"


def test_a_move_that_does_nothing_is_told_when_it_is_read(place: Path) -> None:
    moves = place / "moved"
    moves.write_text("feeds/old.ics feeds/all.ics\n", encoding="utf-8")
    with serving(place, "--as-of", "2025-05-06", "--moved", moves) as served:
        assert served.ask("/feeds/old.ics").status == 308
        assert not seen(served, "moved")
        moves.write_text("feeds/all.ics gone\nfeeds/old.ics feeds/al.ics\n", encoding="utf-8")
        served.until(lambda: seen(served, "moved"))
        assert served.ask(ALL).status == 200
        assert [line["remarks"] for line in served.lines() if line["event"] == "moved"] == [
            [
                '"feeds/all.ics" is still in the site, which goes before what the file says of it',
                '"feeds/old.ics" leads to "feeds/al.ics", where there is nothing',
            ]
        ]


def test_a_server_goes_on_looking_after_a_look_that_failed(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What went wrong is in the log, and the change is taken in by the next look."""
    monkeypatch.setattr(running, "PAUSE", 0.01)
    writer._about(0, ("wwii",), "An event of an edition that is gone.", AS_OF, None)
    writer._days(AS_OF, AS_OF, AS_OF)
    log, looks = io.StringIO(), 0
    task = Task((str(place / "rules"),), place / "site", AS_OF, ("en",), domain="example.org")

    def stamp() -> object:
        nonlocal looks
        looks += 1
        if looks == 2:
            raise PermissionError("rules")
        if looks == 3:
            write(place, RENAMED)
        if '"as_of"' in log.getvalue():
            os.kill(os.getpid(), signal.SIGTERM)
        return looks == 1

    around = Surroundings(lambda: AS_OF, stamp)
    given_up = threading.Timer(PATIENCE, os.kill, (os.getpid(), signal.SIGTERM))
    given_up.start()
    running.run(Settings(task, port=0), around, Log(log), lambda _: None)
    given_up.cancel()
    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    assert [line["event"] for line in lines] == ["failure", "build"]
    assert (lines[0]["error"], lines[0]["level"]) == ("PermissionError", "error")
    assert "SUMMARY:Victory: " in (place / "site" / ALL[1:]).read_text(encoding="utf-8")
    for kept in (writer._about, writer._days, date_value):
        assert kept.cache_info().currsize == 0


BAD = {
    "in one place": RULES.replace("pattern: paired", "pattern: pared"),
    "with the record": RULES
    + """
visits:
  - {id: nobody, guest: FR, host: RU, fulfils: exchange.2025.cn-ru,
     claims: [{date: 2025-05-08, status: occurred, source: gazette-1999, known: 2025-05-08}]}
""",
}


@pytest.mark.parametrize("wrong", BAD)
def test_bad_rules_do_not_start(place: Path, wrong: str) -> None:
    write(place, BAD[wrong])
    with pytest.raises(AssertionError, match=r"pared|it expects"), serving(place):
        pass
    assert not (place / "site").exists()


LONG = "calendar-gen: 1\ntitle: Days\nlicence: MIT\nsources:\n  g: {publisher: Gazette}\n"
LONG += "commemorations:\n" + "".join(
    f"  - {{id: day-{number}, title: Day {number}, of: 1900-05-09, sources: [g]}}\n"
    for number in range(4_000)
)
"""Rules of which no machine makes a site within a second."""


def test_a_bound_that_is_met_does_not_start_and_is_no_matter_of_the_disk(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CALENDAR_GEN_LIMITS", "rules=2")
    ended = subprocess.run(command(place), env=environment(), capture_output=True, check=False)
    assert ended.returncode == 65
    assert b"have more than 2 entries" in ended.stderr
    monkeypatch.setenv("CALENDAR_GEN_LIMITS", "seconds=1")
    write(place, LONG)
    ended = subprocess.run(command(place), env=environment(), capture_output=True, check=False)
    assert ended.returncode == 65
    assert b"took more than 1 second" in ended.stderr
    assert not (place / "site").exists()


def test_a_bound_that_is_met_while_serving_leaves_the_last_good_build(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CALENDAR_GEN_LIMITS", "file=4K")
    with serving(place, "--as-of", "2025-05-06", "--lang", "en") as served:
        before = served.ask(ALL)
        write(place, RULES + "#" * 4096)
        served.until(lambda: seen(served, "build"))
        assert served.ask(ALL).body == before.body
        [line] = told(served)
        write(place, RENAMED)
        served.until(lambda: served.ask(ALL).body != before.body)
    assert line["again_in"] is None
    assert "a rule file has at most 4K bytes" in line["problems"][0]


def test_a_build_by_somebody_else_is_noticed(server: Served, place: Path) -> None:
    extra = place / "site" / "robots.txt"
    assert server.ask("/robots.txt").status == 404
    extra.write_text("User-agent: *\n", encoding="utf-8")
    os.utime(place / "site/data/revisions.json")
    server.until(lambda: server.ask("/robots.txt").status == 200)


def test_it_stops_on_sigterm_with_all_answered_and_remembers(place: Path) -> None:
    options = ("--as-of", "2025-05-06", "--lang", "en")
    with serving(place, *options) as first:
        before = first.ask(f"{ALL}?country=RU")
        assert first.stop() == 0
        assert first.lines()[-1]["event"] == "stopped"
    write(place, RENAMED)
    with serving(place, *options) as second:
        after = second.ask(f"{ALL}?country=RU")
    assert after.headers["etag"] != before.headers["etag"]
    modified = [parsedate_to_datetime(r.headers["last-modified"]) for r in (before, after)]
    assert modified[0] < modified[1]
    assert "SEQUENCE:1\n" in events(after.text)["victory-day.2026"]


def test_languages_go_on_until_they_are_given_up(place: Path) -> None:
    targets = (ALL, "/en/feeds/cn.ics", f"{ALL}?lang=en&country=CN")
    with serving(place, "--as-of", "2025-05-06", "--lang", "ru,en") as first:
        before = [first.ask(target) for target in targets]
        assert [answer.status for answer in before] == [200, 200, 200]
        assert first.stop() == 0
    with serving(place, "--as-of", "2025-05-06") as second:
        assert [second.ask(target).body for target in targets] == [each.body for each in before]
        assert second.ask("/fr/feeds/all.ics").status == 404
        assert second.stop() == 0
    (place / ".site.served").unlink()  # which a move to another machine loses
    with serving(place, "--as-of", "2025-05-06", "--retire", "en") as third:
        assert [third.ask(target).status for target in targets] == [200, 410, 410]
        assert third.ask("/en/feeds/xy.ics").status == 404
        assert third.ask(f"{ALL}?lang=fr").status == 400
        assert third.stop() == 0
    with (
        pytest.raises(AssertionError, match="is in ru, and whoever"),
        serving(place, "--lang", "en"),
    ):
        pass


def test_a_rule_that_was_renamed_is_asked_for_by_its_new_id(server: Served, place: Path) -> None:
    write(
        place,
        RULES.replace("id: victory-day", "id: victory\n    formerly: victory-day").replace(
            "at: victory-day", "at: victory"
        ),
    )
    old = f"{ALL}?lang=en&rule=victory-day,surrender-day"
    server.until(lambda: server.ask(old).status == 308)
    location = server.ask(old).headers["location"]
    assert location == "all.ics?lang=en&rule=victory,surrender-day"
    found = events(server.ask(f"/feeds/{location}").text)
    assert "victory-day.2026" in found  # the UID stays


def test_a_word_that_no_rule_has_any_more_stays_right_in_an_address(
    server: Served, place: Path
) -> None:
    view = f"{ALL}?category=parade"
    assert len(events(server.ask(view).text)) == 12
    write(place, RULES.replace("[wwii, parade]", "[wwii]"))
    server.until(lambda: len(events(server.ask(view).text)) == 1)
    assert "nothing-ahead-2025" in events(server.ask(view).text)


def test_the_day_is_that_of_the_clock(place: Path) -> None:
    """The clock of the machine is asked, so the day is that of now."""
    with serving(place, "--lang", "en") as served:
        memory = remembered(place / "site", None)
        assert memory is not None
        health = json.loads(served.ask("/healthz").text)
    from calendar_gen.edtf import iso

    assert health["as_of"] == iso(memory.as_of)


def test_an_address_that_is_taken_is_said(place: Path, server: Served) -> None:
    other = place / "other"
    (other / "rules").mkdir(parents=True)
    write(other, RULES)
    with (
        pytest.raises(AssertionError, match=f"cannot listen at 127.0.0.1:{server.port}"),
        serving(other, "--port", str(server.port)),
    ):
        pass
