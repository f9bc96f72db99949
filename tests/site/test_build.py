"""Builds: the same bytes for the same input, all or nothing, nothing of others lost."""

import json
import re
import stat
import threading
import time
from collections.abc import Collection
from pathlib import Path

import pytest

from calendar_gen.edtf import civil, day, iso
from calendar_gen.forecasting.projection import occurrences
from calendar_gen.occurrences import Occurrence
from calendar_gen.rendering.ics import Event, Shelf
from calendar_gen.rules import Rulebook
from calendar_gen.site import (
    CannotWrite,
    NoMemory,
    Order,
    OtherDomain,
    address_of,
    build,
    building,
    domain_of,
    lines,
    remembered,
    usual_years,
)
from calendar_gen.site import folder as folders
from calendar_gen.site import order as orders
from calendar_gen.site.previous import PLACE, read
from tests.digest.reading import Page
from tests.feeds.reading import blocks, values
from tests.site.links import dead
from tests.site.samples import AS_OF, RULES, built, identities, order, rulebook, tree


@pytest.fixture
def plain(tmp_path: Path) -> Order:
    return order(rulebook(tmp_path / "rules"))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    place = tmp_path / "www"
    place.mkdir()
    return place / "site"


def test_what_a_site_holds(plain: Order, out: Path) -> None:
    built(plain, out)
    assert set(tree(out)) == {
        "index.html",
        "changes.html",
        "atom.xml",
        "feed.json",
        "feeds/all.ics",
        "feeds/visits.ics",
        "feeds/milestones.ics",
        "feeds/cn.ics",
        "feeds/ru.ics",
        "feeds/cn-ru.ics",
        "feeds/parade.ics",
        "feeds/wwii.ics",
        *(f"digests/{year}.html" for year in range(2024, 2036)),
        "data/occurrences.json",
        "data/occurrences.csv",
        "data/schema.json",
        "data/revisions.json",
    }


def test_feeds_hold_what_their_names_say(plain: Order, out: Path) -> None:
    built(plain, out)
    feeds = {path: text.decode() for path, text in tree(out).items() if path.endswith(".ics")}
    assert "UID:victory-day.2025@example.org" in feeds["feeds/ru.ics"]
    assert "UID:surrender-day.2025@" not in feeds["feeds/ru.ics"]
    assert "UID:surrender-day.2025@" not in feeds["feeds/parade.ics"]
    assert "UID:victory-day." not in feeds["feeds/cn-ru.ics"]
    assert "UID:exchange.2025.cn-ru@" in feeds["feeds/cn-ru.ics"]
    assert "UID:victory-day.2026@" not in feeds["feeds/milestones.ics"]
    assert "UID:victory-day.2030@" in feeds["feeds/milestones.ics"]


def test_a_second_build_gives_the_same_bytes_and_touches_no_file(plain: Order, out: Path) -> None:
    built(plain, out)
    before, files = tree(out), identities(out)
    report = built(plain, out)
    assert tree(out) == before
    assert identities(out) == files
    assert not report.changes.any
    assert report.changes.files.same == len(before)


def test_nothing_is_left_beside_the_site(plain: Order, out: Path) -> None:
    built(plain, out)
    built(plain, out)
    assert [path.name for path in out.parent.iterdir()] == ["site"]


def test_only_what_changed_is_touched(plain: Order, out: Path, tmp_path: Path) -> None:
    built(plain, out)
    before, files = tree(out), identities(out)
    corrected = order(
        rulebook(tmp_path / "rules", RULES.replace("en: Surrender Day", "en: V-J Day"))
    )
    report = built(corrected._replace(as_of=AS_OF + 1), out)
    after = identities(out)
    assert after["feeds/parade.ics"] == files["feeds/parade.ics"]
    assert after["data/schema.json"] == files["data/schema.json"]
    assert after["feeds/cn.ics"] != files["feeds/cn.ics"]
    surrender = event(tree(out)["feeds/all.ics"], "surrender-day.2025")
    assert "SUMMARY:V-J Day" in surrender
    assert "SEQUENCE:1\r\n" in surrender
    assert "LAST-MODIFIED:20250507T000000Z" in surrender
    name = "victory-day.2025"
    assert event(tree(out)["feeds/all.ics"], name) == event(before["feeds/all.ics"], name)
    told = [line.split()[:2] for line in lines(report.changes)]
    assert ["retitled", "surrender-day.2025"] in told
    assert not any(name in words for words in told)


def event(feed: bytes, uid: str) -> str:
    """The text of one event of a feed."""
    found = [part for part in feed.decode().split("BEGIN:VEVENT") if f"UID:{uid}@" in part]
    assert len(found) == 1
    return found[0].partition("END:VEVENT")[0]


def test_an_empty_machine_goes_on_from_the_published_revisions(
    plain: Order, tmp_path: Path
) -> None:
    built(plain, tmp_path / "a")
    later = plain._replace(
        as_of=AS_OF + 1,
        rulebook=rulebook(tmp_path / "rules", RULES.replace("en: Surrender Day", "en: V-J Day")),
    )
    memory = tmp_path / "revisions.json"
    memory.write_bytes((tmp_path / "a" / PLACE).read_bytes())
    built(later, tmp_path / "a")
    build(later, tmp_path / "b", remembered(tmp_path / "b", str(memory)))
    assert tree(tmp_path / "b") == tree(tmp_path / "a")


NEWS = """
  news: {publisher: News, published: 2025-04-09, title: A visit}
  later: {publisher: News, published: 2025-04-20, title: A visit is sure}
"""
TRIP = """
visits:
  - id: trip
    guest: CN
    host: RU
    fulfils: exchange.2025.cn-ru
    claims:
      - {date: 2025-05-07/2025-05-10, status: confirmed, source: later}
      - {date: 2025-05, status: announced, source: news}
"""


def test_a_day_that_passes_changes_no_event_but_of_a_visit_that_nobody_reported(
    plain: Order, out: Path, tmp_path: Path
) -> None:
    # Its title says "expected", or what was announced: once it is over, it says so, once.
    text = RULES.replace("sources:", f"sources:{NEWS.rstrip()}", 1) + TRIP
    wanted = plain._replace(rulebook=rulebook(tmp_path / "rules", text))
    visits = ("exchange.2025.cn-ru", "exchange.2025.ru-cn", "exchange.2025.ru-cn.closes")
    changed: dict[str, tuple[str, ...]] = {}
    built(wanted._replace(as_of=day(2025, 5, 1)), out)
    for as_of in (*range(day(2025, 5, 2), day(2025, 9, 12)), day(2025, 12, 31)):
        report = built(wanted._replace(as_of=as_of), out)
        if report.changes.events:
            changed[iso(as_of)] = report.changes.events
        if as_of in (day(2025, 5, 10), day(2025, 5, 11)):
            feed = (out / "feeds" / "all.ics").read_bytes()
            (event,) = (e for e in blocks(feed) if f"UID:{visits[0]}@example.org" in e)
            assert values(event, "STATUS") == ["CONFIRMED"]
    assert changed == {"2025-05-11": visits[:1], "2025-09-05": visits[1:]}


def test_a_rule_that_is_gone_is_cancelled_for_its_subscribers(
    plain: Order, out: Path, tmp_path: Path
) -> None:
    built(plain, out)
    head, _, tail = RULES.partition("  - id: surrender-day")
    rest = head + "\n" + tail[tail.index("reciprocal_visits") :].partition("reciprocal_visits")[0]
    report = built(order(rulebook(tmp_path / "rules", rest), as_of=AS_OF + 1), out)
    assert "STATUS:CANCELLED" in event(tree(out)["feeds/all.ics"], "surrender-day.2025")
    told = [line.split()[:2] for line in lines(report.changes)]
    assert ["removed", "surrender-day.2025"] in told
    # Its feed was subscribed to, so it goes on, also when the cancelled events have left it.
    built(order(rulebook(tmp_path / "rules", rest), as_of=AS_OF + 120), out)
    feed = tree(out)["feeds/cn.ics"].decode()
    assert feed.count("BEGIN:VEVENT") == 1
    assert "Nothing ahead" in feed


def test_order_of_rules_and_names_of_files_change_no_feed(plain: Order, tmp_path: Path) -> None:
    built(plain, tmp_path / "a")
    other = tmp_path / "other"
    other.mkdir()
    (other / "renamed.yaml").write_text(reversed_rules(), encoding="utf-8")
    from calendar_gen.rulebook import load

    built(order(load([str(other)])), tmp_path / "b")
    one, two = tree(tmp_path / "a"), tree(tmp_path / "b")
    feeds = [path for path in one if path.endswith(".ics")]
    assert feeds
    assert [path for path in feeds if one[path] != two[path]] == []


def reversed_rules() -> str:
    """The rules with commemorations, legs and categories the other way round."""
    head, first, second = RULES.partition("reciprocal_visits")[0].split("  - id: ")
    _, _, visits = RULES.partition("reciprocal_visits")
    start, one, two_and_tail = visits.split("      - ")
    two, tail = two_and_tail.split("\n", 1)
    turned = f"{start}      - {two}\n      - {one}{tail}".replace("\n    sources", "\n    sources")
    text = f"{head}  - id: {second.rstrip()}\n  - id: {first.rstrip()}\n\nreciprocal_visits{turned}"
    return text.replace("[wwii, parade]", "[parade, wwii]")


def test_a_build_that_fails_leaves_the_old_site_whole_and_nothing_else(
    plain: Order, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(plain, out)
    before, files = tree(out), identities(out)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", str(out))

    for place in ("write_data", "write_index", "keep_foreign", "swap"):
        with monkeypatch.context() as patched:
            patched.setattr(building, place, full)
            with pytest.raises(CannotWrite, match="No space left on device"):
                built(plain._replace(as_of=AS_OF + 30), out)
        assert tree(out) == before
        assert identities(out) == files
        assert [path.name for path in out.parent.iterdir()] == ["site"]


def test_a_fault_of_ours_leaves_nothing_either(
    plain: Order, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(building, "write_index", broken)
    with pytest.raises(KeyboardInterrupt):
        built(plain, out)
    assert list(out.parent.iterdir()) == []


@pytest.mark.parametrize("exchange", [True, False])
def test_the_folders_change_places(
    plain: Order, out: Path, monkeypatch: pytest.MonkeyPatch, exchange: bool
) -> None:
    if not exchange:
        monkeypatch.setattr(folders, "_exchange", lambda one, other: False)
    built(plain, out)
    built(plain._replace(as_of=AS_OF + 30), out)
    assert b"5 June 2025" in tree(out)["index.html"]
    assert [path.name for path in out.parent.iterdir()] == ["site"]


def test_without_an_exchange_a_failed_second_step_brings_the_old_site_back(
    plain: Order, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(plain, out)
    before = tree(out)
    monkeypatch.setattr(folders, "_exchange", lambda one, other: False)
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if self.name == ".site.new":
            raise OSError(5, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(CannotWrite):
        built(plain._replace(as_of=AS_OF + 30), out)
    assert tree(out) == before


TURN = """\
  - {id: turn, title: {en: Turn of the year}, on: 30 December, lasts: 4 days, host: RU, \
sources: [gazette-1999]}
"""


def test_the_year_before_is_forecast_once_for_all_languages(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = RULES.replace("\nreciprocal", f"{TURN}\nreciprocal")
    wanted = order(rulebook(out.parent / "rules", text))._replace(languages=("en", "ru", "zh"))
    asked: list[int] = []

    def counted(book: Rulebook, first: int, *rest: int, steady: bool) -> list[Occurrence]:
        asked.append(civil(first)[0])
        return occurrences(book, first, *rest, steady=steady)

    monkeypatch.setattr(orders, "occurrences", counted)
    built(wanted, out)
    assert asked.count(2023) == 1
    for folder in ("", "ru/", "zh/"):
        assert b'id="turn.2023"' in tree(out)[f"{folder}digests/2023.html"]


@pytest.mark.parametrize("as_of", [day(2025, 8, 10), day(2025, 8, 30)])
def test_the_first_page_names_the_visit_that_a_window_is_for(
    as_of: int, plain: Order, out: Path
) -> None:
    """Before it opens, and when it only closes any more."""
    built(plain._replace(as_of=as_of), out)
    page = tree(out)["index.html"].decode()
    told = dict(re.findall(r'<bdi>(.*?)</bdi>.*?<p class="next">(.*?)</p>', page, re.DOTALL))
    assert told["Visits"] == (
        "Next: Exchange of visits: Russia to China (80th) (expected, 25 %), "
        "25 August to 4 September 2025"
    )


def test_the_next_build_clears_up_after_one_that_was_killed(plain: Order, out: Path) -> None:
    built(plain, out)
    before = tree(out)
    new, old = folders.beside(out.resolve())
    new.mkdir()
    (new / "half.html").write_text("half")
    out.rename(old)  # killed between the two steps, where there is no exchange
    report = built(plain, out)
    assert tree(out) == before
    assert [path.name for path in out.parent.iterdir()] == ["site"]
    assert report.folder == out


def test_what_others_put_into_the_folder_stays(plain: Order, out: Path) -> None:
    built(plain, out)
    (out / "CNAME").write_text("example.org")
    (out / "feeds" / "own.ics").write_text("mine")
    (out / ".well-known").mkdir()
    (out / ".well-known" / "link").symlink_to("../CNAME")
    built(plain._replace(as_of=AS_OF + 30), out)
    assert (out / "CNAME").read_text() == "example.org"
    assert (out / "feeds" / "own.ics").read_text() == "mine"
    assert (out / ".well-known" / "link").readlink().as_posix() == "../CNAME"


def test_what_we_wrote_and_write_no_more_goes(plain: Order, out: Path) -> None:
    built(plain._replace(languages=("en", "ru")), out)
    assert (out / "ru" / "feeds" / "all.ics").is_file()
    report = built(plain, out)
    assert not (out / "ru").exists()
    assert "ru/index.html" in report.changes.files.removed


def test_a_folder_that_is_not_ours_is_refused(plain: Order, out: Path) -> None:
    out.mkdir()
    (out / "thesis.tex").write_text("years of work")
    with pytest.raises(CannotWrite, match="not empty and holds no site of calendar-gen"):
        built(plain, out)
    assert tree(out) == {"thesis.tex": b"years of work"}
    file = out.parent / "file"
    file.write_text("text")
    with pytest.raises(CannotWrite, match="it is a file, not a folder"):
        built(plain, file)
    with pytest.raises(CannotWrite, match="there is no folder"):
        built(plain, out.parent / "missing" / "site")


def test_an_empty_folder_is_taken_with_its_permissions(plain: Order, out: Path) -> None:
    out.mkdir(mode=0o750)
    out.chmod(0o750)
    built(plain, out)
    assert stat.S_IMODE(out.stat().st_mode) == 0o750


def test_a_link_to_a_folder_stays_a_link(plain: Order, out: Path) -> None:
    real = out.parent / "real"
    real.mkdir()
    out.symlink_to(real)
    built(plain, out)
    assert out.is_symlink()
    assert (real / "index.html").is_file()


def test_the_second_of_two_builds_waits_and_says_so(plain: Order, out: Path) -> None:
    said = threading.Event()
    done: list[object] = []

    def second() -> None:
        done.append(build(plain, out, None, waiting=said.set))

    with folders.locked(out, lambda: None):
        thread = threading.Thread(target=second)
        thread.start()
        assert said.wait(20)
        assert not out.exists()
    thread.join(30)
    assert done
    assert (out / "index.html").is_file()


def test_another_site_in_the_same_folder_is_not_waited_for(plain: Order, out: Path) -> None:
    def never() -> None:
        raise AssertionError

    with folders.locked(out, never):
        build(plain, out.with_name("other"), None, waiting=never)
    assert (out.with_name("other") / "index.html").is_file()
    assert [path.name for path in out.parent.iterdir()] == ["other"]


def test_a_lock_is_one_site_s_however_often_it_changes_hands(out: Path) -> None:
    holders: list[int] = []
    most = []

    def work(number: int) -> None:
        for _ in range(100):
            with folders.locked(out, lambda: None):
                holders.append(number)
                time.sleep(0)  # lets another run
                most.append(len(holders))
                holders.remove(number)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert most == [1] * 400
    assert list(out.parent.iterdir()) == []


def test_what_a_killed_build_left_locks_nothing(plain: Order, out: Path) -> None:
    out.with_name(".site.lock").touch()
    built(plain, out)
    assert [path.name for path in out.parent.iterdir()] == ["site"]


def test_dry_writes_nothing_and_tells_all(plain: Order, out: Path) -> None:
    report = built(plain, out, dry=True)
    assert not out.exists()
    assert list(out.parent.iterdir()) == []
    assert report.changes.any
    built(plain, out)
    before = identities(out)
    assert not built(plain, out, dry=True).changes.any
    assert built(plain._replace(min_likelihood=0.9), out, dry=True).changes.any
    assert identities(out) == before


def test_another_as_of_day_alone_is_no_change(plain: Order, out: Path) -> None:
    # Between two days on which nothing passes, only the words "as of" differ.
    on = day(2025, 10, 1)
    built(plain._replace(as_of=on), out)
    before = tree(out)
    assert not built(plain._replace(as_of=on + 1), out, dry=True).changes.any
    built(plain._replace(as_of=on + 1), out)
    assert tree(out)["atom.xml"] == before["atom.xml"]  # with nothing to tell, before and after
    assert b"<entry>" not in before["atom.xml"]


def test_languages_stand_beside_one_another(plain: Order, out: Path) -> None:
    built(plain._replace(languages=("en", "ru", "zh"), base_url="https://example.org/c"), out)
    files = tree(out)
    russian = files["ru/feeds/all.ics"].decode().replace("\r\n ", "")
    assert "День Победы" in russian
    assert "URL:https://example.org/c/ru/digests/2025.html#victory-day.2025" in russian.replace(
        "URL;VALUE=URI:", "URL:"
    )
    assert "День Победы" in files["ru/digests/2025.html"].decode()
    assert 'href="ru/index.html"' in files["index.html"].decode()
    assert 'href="../zh/index.html"' in files["ru/index.html"].decode()
    assert 'href="../data/occurrences.json"' in files["ru/index.html"].decode()


def test_a_corrected_russian_title_leaves_english_alone(
    plain: Order, out: Path, tmp_path: Path
) -> None:
    both = plain._replace(languages=("en", "ru"))
    built(both, out)
    before = identities(out)
    book = rulebook(tmp_path / "rules", RULES.replace("День капитуляции", "День победы"))
    built(both._replace(rulebook=book, as_of=AS_OF), out)
    after = identities(out)
    assert after["ru/feeds/cn.ics"] != before["ru/feeds/cn.ics"]
    assert after["feeds/cn.ics"] == before["feeds/cn.ics"]


def test_every_address_of_an_event_leads_to_an_entry(plain: Order, out: Path) -> None:
    built(plain._replace(base_url="https://example.org/c"), out)
    files = {path: text.decode() for path, text in tree(out).items()}
    urls = set(
        re.findall(
            r"^URL\S*?:https://example.org/c/(\S+)#(\S+)\r$",
            files["feeds/all.ics"].replace("\r\n ", ""),
            re.MULTILINE,
        )
    )
    assert len(urls) > 20
    for path, place in urls:
        assert f'id="{place}"' in files[path]


@pytest.mark.parametrize("base_url", [None, "https://example.org/c"])
def test_every_link_leads_somewhere_also_from_what_was_removed_or_begins_before_the_years(
    plain: Order, out: Path, tmp_path: Path, base_url: str | None
) -> None:
    turning = RULES.replace("of: 1945-09-03", "of: 1946-01-02")
    book = rulebook(tmp_path / "rules", turning)
    wanted = plain._replace(
        rulebook=book, languages=("en", "zh"), base_url=base_url, years=(2026, 2028)
    )
    built(wanted, out)
    assert dead(out, "https://example.org/c") == []
    whole = built(wanted._replace(years=(2025, 2028)), tmp_path / "longer")
    assert "digests/2025.html" in whole.files
    entries = Page((out / "digests" / "2025.html").read_text()).ids()
    assert "exchange.2026.ru-cn" in entries
    assert entries == Page((tmp_path / "longer" / "digests" / "2025.html").read_text()).ids()
    without = rulebook(tmp_path / "rules", turning.partition("reciprocal_visits:")[0])
    built(wanted._replace(rulebook=without, as_of=AS_OF + 1), out)
    changes = (out / "changes.html").read_text()
    assert "change:exchange.2026.ru-cn:2025-05-07:0" in changes
    assert "changes.html#change:exchange.2026.ru-cn:2025-05-07:0" in (out / "atom.xml").read_text()
    assert dead(out, "https://example.org/c") == []
    moved = rulebook(tmp_path / "rules", turning.replace("1945-05-09", "1945-12-29"))
    built(wanted._replace(rulebook=moved, as_of=AS_OF + 2), out)
    assert dead(out, "https://example.org/c") == []
    built(wanted._replace(rulebook=moved, as_of=AS_OF + 400, years=(2027, 2029)), out)
    assert dead(out, "https://example.org/c") == []
    (out / "digests" / "2027.html").unlink()
    assert dead(out, "https://example.org/c")


def test_domain_is_as_asked_else_as_before_else_the_host_of_the_address(
    plain: Order, out: Path
) -> None:
    built(plain, out)
    memory = read(out)
    assert domain_of("asked.org", None, "https://host.org/x") == "asked.org"
    assert domain_of("example.org", memory, "https://host.org/x") == "example.org"
    with pytest.raises(OtherDomain, match=r"end in @example\.org, and with @asked\.org each"):
        domain_of("asked.org", memory, "https://host.org/x")
    assert domain_of(None, memory, "https://host.org/x") == "example.org"
    assert domain_of(None, None, "https://host.org:8080/x") == "host.org"
    assert domain_of(None, None, None) == "calendar-gen.invalid"


def test_address_is_as_asked_else_as_before(plain: Order, out: Path) -> None:
    built(plain._replace(base_url="https://example.org/c"), out)
    memory = read(out)
    assert address_of("https://host.org", memory) == "https://host.org"
    assert address_of(None, memory) == "https://example.org/c"
    assert address_of("none", memory) is None
    assert address_of(None, None) is None


def test_another_window_style_goes_on_counting(plain: Order, out: Path) -> None:
    built(plain, out)
    before = tree(out)["feeds/all.ics"]
    later = plain._replace(windows=("span",), as_of=AS_OF + 1)
    built(later, out)
    feed = tree(out)["feeds/all.ics"]
    assert event(feed, "victory-day.2025") == event(before, "victory-day.2025")
    bar = event(feed, "exchange.2025.ru-cn")
    assert "SEQUENCE:1\r\n" in bar
    assert "DTSTART;VALUE=DATE:20250825\r\nDTEND;VALUE=DATE:20250905" in bar
    assert "STATUS:CANCELLED" in event(feed, "exchange.2025.ru-cn.closes")
    built(later._replace(windows=("edges",), as_of=AS_OF + 2), out)
    again = tree(out)["feeds/all.ics"]
    assert "SEQUENCE:2\r\n" in event(again, "exchange.2025.ru-cn")
    assert "SEQUENCE:2\r\n" in event(again, "exchange.2025.ru-cn.closes")
    assert set(read(out).feeds) == {"en/edges"}


def test_start_style_has_one_event_a_window(plain: Order, out: Path) -> None:
    built(plain._replace(windows=("start",)), out)
    feed = tree(out)["feeds/all.ics"]
    assert b".closes@" not in feed
    assert "DTEND;VALUE=DATE:20250826\r\n" in event(feed, "exchange.2025.ru-cn")


def test_alarm_is_in_every_event_of_every_feed_if_it_was_asked_for(plain: Order, out: Path) -> None:
    built(plain._replace(alarm=7), out)
    for path, feed in tree(out).items():
        if path.endswith(".ics"):
            assert feed.count(b"TRIGGER:-P7D\r\n") == feed.count(b"BEGIN:VEVENT") > 0


def test_a_language_that_was_left_out_for_a_while_goes_on_counting(
    plain: Order, out: Path, tmp_path: Path
) -> None:
    both = plain._replace(languages=("en", "ru"))
    built(both, out)
    built(plain._replace(as_of=AS_OF + 1), out)
    book = rulebook(tmp_path / "rules", RULES.replace("День капитуляции", "День победы"))
    built(both._replace(rulebook=book, as_of=AS_OF + 2), out)
    feed = tree(out)["ru/feeds/all.ics"]
    assert "SEQUENCE:1\r\n" in event(feed, "surrender-day.2025")
    assert "SEQUENCE:0\r\n" in event(feed, "victory-day.2025")


def test_memory_that_is_none_is_told(out: Path) -> None:
    assert remembered(out, None) is None
    assert remembered(out, "none") is None
    with pytest.raises(NoMemory, match="cannot read"):
        remembered(out, str(out / "missing"))
    bad = out.parent / "bad.json"
    for text in ("{", "[]", '{"calendar-gen-revisions": 99}', '{"version": 1}', "null"):
        bad.write_text(text)
        with pytest.raises(NoMemory, match="not the revisions"):
            remembered(out, str(bad))


def test_unlikely_visits_stay_out_of_feeds_but_not_out_of_digests(plain: Order, out: Path) -> None:
    built(plain._replace(min_likelihood=1.0), out)
    files = {path: text.decode() for path, text in tree(out).items()}
    assert "exchange.2035" not in files["feeds/all.ics"]
    assert 'id="exchange.2035.cn-ru"' in files["digests/2035.html"]
    assert '"exchange.2035.cn-ru"' in files["data/occurrences.json"]


def test_data_agrees_with_itself(plain: Order, out: Path) -> None:
    import csv
    import io

    import jsonschema

    built(plain, out)
    files = {path: text.decode() for path, text in tree(out).items()}
    data = json.loads(files["data/occurrences.json"])
    jsonschema.validate(data, json.loads(files["data/schema.json"]))
    ids = [each["id"] for each in data["occurrences"]]
    assert ids == [row["id"] for row in csv.DictReader(io.StringIO(files["data/occurrences.csv"]))]
    assert data["from"] == "2024-01-01"
    assert data["to"] == "2035-12-31"


def test_usual_years() -> None:
    assert usual_years(AS_OF) == (2024, 2035)


def test_a_feed_that_somebody_changed_is_mended(plain: Order, out: Path) -> None:
    built(plain, out)
    before = tree(out)
    feed = out / "feeds" / "all.ics"
    feed.write_bytes(before["feeds/all.ics"].replace(b"Victory", b"Defeat "))
    assert built(plain, out, dry=True).changes.files.changed == ("feeds/all.ics",)
    built(plain, out)
    assert tree(out) == before


def test_what_did_not_change_is_taken_from_the_last_feeds(
    plain: Order, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(plain, out)
    book = rulebook(tmp_path / "rules", RULES.replace("en: Surrender Day", "en: V-J Day"))
    later = plain._replace(rulebook=book, as_of=AS_OF + 1)
    build(later, tmp_path / "anew", remembered(out, str(out)))
    made: set[str] = set()
    written = Shelf.written

    def counted(self: Shelf, event: Event, present: Collection[str]) -> bytes:
        made.add(event.uid.partition(".")[0])
        return written(self, event, present)

    monkeypatch.setattr(Shelf, "written", counted)
    built(later, out)
    assert made == {"surrender-day"}
    assert tree(out) == tree(tmp_path / "anew")


def test_every_language_has_every_feed_in_its_own_words(plain: Order, out: Path) -> None:
    built(plain._replace(languages=("en", "ru", "zh"), contact="desk@example.org"), out)
    files = {path: data.replace(b"\r\n ", b"").decode() for path, data in tree(out).items()}
    named = {path for path in files if path.startswith("feeds/")}
    assert len(named) == 8
    for folder, names, leave in (
        ("", ("Anniversaries and visits", "China and Russia", "Russia"), "To unsubscribe"),
        ("ru/", ("Годовщины и визиты", "Китай и Россия", "Россия"), "Чтобы отписаться"),
        ("zh/", ("周年纪念与访问", "中国与俄罗斯", "俄罗斯"), "如需退订"),
    ):
        assert {path for path in files if path.startswith(f"{folder}feeds/")} == {
            f"{folder}{path}" for path in named
        }
        for feed, name in zip(("all", "cn-ru", "ru"), names, strict=True):
            text = files[f"{folder}feeds/{feed}.ics"]
            assert f"\r\nX-WR-CALNAME:{name}\r\n" in text
            assert leave in text.partition("BEGIN:VEVENT")[0]
            assert "desk@example.org" in text.partition("BEGIN:VEVENT")[0]


def test_siblings_are_named_only_where_they_stand(plain: Order, out: Path) -> None:
    built(plain, out)
    named = 0
    for path, data in tree(out).items():
        if path.endswith(".ics"):
            text = data.replace(b"\r\n ", b"").decode()
            uids = set(re.findall(r"\r\nUID:(\S+)", text))
            siblings = re.findall(r"\r\nRELATED-TO;RELTYPE=SIBLING:(\S+)", text)
            assert set(siblings) <= uids, path
            assert not any(".closes@" in uid for uid in siblings)
            named += len(siblings)
    assert named > 4


def test_a_passing_day_is_no_change_and_a_turn_of_the_year_none_of_what_stays(
    plain: Order, out: Path
) -> None:
    lone = plain._replace(years=(2024, 2035))
    built(lone._replace(as_of=day(2025, 9, 20)), out)
    before = tree(out)["feeds/wwii.ics"]
    later = built(lone._replace(as_of=day(2025, 12, 31)), out)
    assert not later.changes.events
    assert tree(out)["feeds/wwii.ics"] == before


def test_two_builds_at_once_count_one_after_the_other(
    plain: Order, out: Path, tmp_path: Path
) -> None:
    # The second was told of the site before the first had written it.
    built(plain, out)
    stale = remembered(out, None)
    title = "en: Surrender Day"
    one = rulebook(tmp_path / "one", RULES.replace(title, "en: V-J Day"))
    other = rulebook(tmp_path / "other", RULES.replace(title, "en: Day of peace"))
    build(plain._replace(rulebook=one), out, stale)
    build(plain._replace(rulebook=other), out, stale)
    assert "SEQUENCE:2\r\n" in event(tree(out)["feeds/all.ics"], "surrender-day.2025")


def test_a_memory_without_occurrences_is_gone_on_from(plain: Order, out: Path) -> None:
    # As the first version wrote it: enough to count on, and nothing to compare with.
    built(plain, out)
    before = tree(out)
    memory = json.loads(before[PLACE])
    for name in ("from", "to", "occurrences", "changes", "digests", "base_url"):
        del memory[name]
    (out / PLACE).write_text(json.dumps(memory))
    report = built(plain._replace(as_of=AS_OF + 1), out)
    assert report.changes.occurrences == ()
    assert tree(out)["feeds/all.ics"] == before["feeds/all.ics"]
    assert read(out).noted == ()
