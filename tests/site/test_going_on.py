"""A build goes on from the last one: what it counts, keeps, cancels and leaves as it was."""

import json
from collections.abc import Collection
from pathlib import Path

import pytest

from calendar_gen.edtf import day, iso
from calendar_gen.rendering.ics import Event, Shelf
from calendar_gen.site import (
    NoMemory,
    Order,
    OtherDomain,
    address_of,
    build,
    domain_of,
    lines,
    remembered,
)
from calendar_gen.site.previous import PLACE, read
from tests.feeds.reading import blocks, values
from tests.site.samples import AS_OF, RULES, built, event, identities, order, rulebook, tree


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


def test_another_as_of_day_alone_is_no_change(plain: Order, out: Path) -> None:
    # Between two days on which nothing passes, only the words "as of" differ.
    on = day(2025, 10, 1)
    built(plain._replace(as_of=on), out)
    before = tree(out)
    assert not built(plain._replace(as_of=on + 1), out, dry=True).changes.any
    built(plain._replace(as_of=on + 1), out)
    assert tree(out)["atom.xml"] == before["atom.xml"]  # with nothing to tell, before and after
    assert b"<entry>" not in before["atom.xml"]


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
