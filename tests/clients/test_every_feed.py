"""Every feed of a site in every language, read by ical.js and by icalendar: both see the same."""

from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from calendar_gen.edtf import day
from calendar_gen.entries import available_languages
from calendar_gen.rulebook import load
from calendar_gen.site import Order, build
from tests.clients.test_ical_js import read_all
from tests.scenario import RULES

AS_OF_YEAR = 2026
AS_OF = day(AS_OF_YEAR, 11, 24)
NAMES = {
    "site": "Anniversaries and visits",
    "ru": "Годовщины и визиты",
    "zh": "周年纪念与访问",
    "fr": "Anniversaires et visites",
    "es": "Aniversarios y visitas",
    "ar": "الذكريات والزيارات",
}
SUMMARY = "يوم النصر: الذكرى الـ81"
DESCRIPTION = "التاريخ: السبت، 9 مايو 2026. الحدث المحتفى بذكراه: 9 مايو 1945."


@pytest.fixture(scope="module")
def feeds(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The feeds of a site by the rules of the first scenario."""
    site = tmp_path_factory.mktemp("site") / "site"
    wanted = Order(
        load([str(RULES)]),
        AS_OF,
        (2025, 2028),
        languages=("en", "ru", "zh", "fr", "es", "ar"),
        domain="example.org",
        base_url="https://example.org/c",
    )
    build(wanted, site, None)
    return sorted(site.rglob("*.ics"))


def by_icalendar(feed: bytes) -> list[tuple[str, ...]]:
    return sorted(
        (
            *(str(event[name]) for name in ("UID", "SUMMARY", "DESCRIPTION", "STATUS", "URL")),
            *(day.isoformat() for day in (event.start, event.end)),
        )
        for event in Calendar.from_ical(feed).events
    )


def by_ical_js(read: Any) -> list[tuple[str, ...]]:
    names = ("uid", "summary", "description", "status", "url", "start", "end")
    return sorted(tuple(event[name] for name in names) for event in read["events"])


def test_both_read_the_same_of_every_feed(feeds: list[Path]) -> None:
    assert len(feeds) > 60
    for feed, read in zip(feeds, read_all(feeds), strict=True):
        content = feed.read_bytes()
        seen = by_ical_js(read)
        assert seen == by_icalendar(content), feed
        assert len(seen) == content.count(b"BEGIN:VEVENT"), feed
        assert len({event[0] for event in seen}) == len(seen), feed


def test_the_feeds_are_in_their_languages(feeds: list[Path]) -> None:
    everything = [path for path in feeds if path.name == "all.ics"]
    folders = [path.parts[-3] for path in everything]
    names = [read["properties"]["name"] for read in read_all(everything)]
    assert dict(zip(folders, names, strict=True)) == NAMES
    assert {"en", *NAMES} - {"site"} == set(available_languages())


def test_each_language_offers_the_same_feeds_of_the_same_events(feeds: list[Path]) -> None:
    uids: dict[str, dict[str, set[str]]] = {}
    for path in feeds:
        found = {str(event["UID"]) for event in Calendar.from_ical(path.read_bytes()).events}
        uids.setdefault(path.parts[-3], {})[path.name] = found
    assert all(offered == uids["site"] for offered in uids.values())


def test_arabic_arrives_letter_by_letter(feeds: list[Path]) -> None:
    (path,) = (path for path in feeds if path.parts[-3:] == ("ar", "feeds", "all.ics"))
    (read,) = read_all([path])
    victory = f"victory-day-moscow.{AS_OF_YEAR}@example.org"
    (by_js,) = (event for event in read["events"] if event["uid"] == victory)
    (by_ics,) = (e for e in Calendar.from_ical(path.read_bytes()).events if e["UID"] == victory)
    for text in (by_js["summary"], str(by_ics["SUMMARY"])):
        assert text == SUMMARY
    for text in (by_js["description"], str(by_ics["DESCRIPTION"])):
        assert text.startswith(DESCRIPTION)
