"""Choosing what is shown, in a real browser: state in the address, a count, feeds, a download."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from icalendar import Calendar
from playwright.sync_api import Browser, Locator, Page

from calendar_gen.edtf import day
from calendar_gen.entries import entries
from calendar_gen.rendering.digest import Edition, FeedLink, contents, digest
from calendar_gen.rendering.digest import page as whole_page
from calendar_gen.rendering.ics.events import events
from calendar_gen.rendering.ics.writer import event_bytes
from tests.digest.browsing import context, violations
from tests.digest.samples import (
    ALL,
    AS_OF,
    BEIJING,
    LEDGER,
    RULEBOOK,
    SUMMIT,
    TO_BEIJING,
    TO_MOSCOW,
)
from tests.entries.samples import VICTORY

EVERYTHING = FeedLink("Everything", "../feeds/all.ics")
VIEWS = {
    "party:CN": FeedLink("China", "../feeds/cn.ics", "webcal://example.org/feeds/cn.ics"),
    "category:summit": FeedLink("summit", "../feeds/summit.ics"),
}
CLIENTS = Path(__file__).parent.parent / "clients"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    linked = Edition(2025, "en", AS_OF, feeds=(EVERYTHING,), views=VIEWS, domain="example.org")
    sometime = VICTORY._replace(
        id="sometime.2025",
        uid="sometime.2025",
        titles={"en": "Écoles, Łódź; a <b>year</b>"},
        earliest=day(2025, 1, 1),
        latest=day(2025, 12, 31),
        extent="window",
    )
    found = entries([*ALL, sometime], RULEBOOK, "en", AS_OF)
    path = tmp_path_factory.mktemp("filters") / "digest.html"
    path.write_text(digest(found, [LEDGER], RULEBOOK, linked), encoding="utf-8")
    return path


@pytest.fixture
def shown(browser: Browser, place: Path) -> Iterator[Page]:
    with context(browser, 1280, offline=True) as opened:
        page = opened.new_page()
        page.goto(place.as_uri())
        yield page


def cards(shown: Page) -> list[str]:
    return [
        str(card.get_attribute("id"))
        for card in shown.locator("li.card").all()
        if card.is_visible()
    ]


def told(shown: Page) -> str:
    return shown.locator("output").inner_text()


def state(shown: Page) -> dict[str, list[str]]:
    return parse_qs(shown.evaluate("location.search.slice(1)"))


def test_the_form_is_there_only_with_a_script(browser: Browser, place: Path, shown: Page) -> None:
    assert shown.get_by_label("Party").is_visible()
    with context(browser, 1280, java_script_enabled=False) as opened:
        still = opened.new_page()
        still.goto(place.as_uri())
        assert not still.locator("form").is_visible()
        assert still.locator("li.card").count() == 6


def test_each_choice_leaves_what_fits_and_is_kept_in_the_address(shown: Page) -> None:
    assert told(shown) == "Entries shown: 6 of 6"
    shown.get_by_label("Category").select_option("summit")
    assert cards(shown) == [SUMMIT.id]
    assert told(shown) == "Entries shown: 1 of 6"
    assert state(shown) == {"category": ["summit"]}
    shown.get_by_label("Category").select_option("")
    shown.get_by_label("Certainty of the day").select_option("window")
    assert cards(shown) == ["sometime.2025", TO_BEIJING.id]
    shown.get_by_label("Certainty of the day").select_option("")
    shown.get_by_label("Party").select_option("KZ")
    assert cards(shown) == [SUMMIT.id]
    shown.get_by_label("Party").select_option("")
    assert state(shown) == {}


def test_text_is_found_without_accents_and_in_any_order(shown: Page) -> None:
    shown.get_by_label("Text").fill("lodz ECOLES")
    # A barred l is a letter of its own, not an accent.
    assert cards(shown) == []
    shown.get_by_label("Text").fill("year ECOLES")
    assert cards(shown) == ["sometime.2025"]
    shown.get_by_label("Text").fill("день победы")
    assert cards(shown) == [VICTORY.id]
    assert state(shown) == {"text": ["день победы"]}


def test_an_address_brings_the_view_back(browser: Browser, place: Path) -> None:
    with context(browser, 1280) as opened:
        page = opened.new_page()
        page.goto(place.as_uri() + "?party=CN&text=beijing")
        first = cards(page)
        assert BEIJING.id in first
        assert len(first) < 6
        assert page.get_by_label("Party").input_value() == "CN"
        page.goto(place.as_uri() + "?party=nobody&shoe=size")
        assert len(cards(page)) == 6


def test_the_other_parts_follow(shown: Page) -> None:
    shown.get_by_label("Category").select_option("summit")
    months = [each for each in shown.locator("section.month").all() if each.is_visible()]
    assert [month.get_attribute("id") for month in months] == ["month:06"]
    rows = [row for row in shown.locator("table.visits tbody tr").all() if row.is_visible()]
    assert [row.get_attribute("data-of") for row in rows] == [SUMMIT.id]
    assert shown.locator("table.year a[data-of]:not(.out)").count() == 3
    bars = [bar for bar in shown.locator("#timeline g.visit").all() if bar.is_visible()]
    assert [bar.get_attribute("data-of") for bar in bars] == [SUMMIT.id]
    assert shown.locator("#timeline").get_attribute("height") == str(22 + 48 + 4)
    drawn, whole = bars[0].bounding_box(), shown.locator("#timeline").bounding_box()
    assert drawn is not None
    assert whole is not None
    assert drawn["y"] >= whole["y"]
    assert drawn["y"] + drawn["height"] <= whole["y"] + whole["height"] + 1


def test_a_drawing_without_a_visit_that_is_shown_is_left_out(
    browser: Browser, tmp_path: Path
) -> None:
    many = [
        TO_MOSCOW._replace(id=f"visit-{number}.2025", uid=f"visit-{number}.2025")
        for number in range(20)
    ]
    path = tmp_path / "digest.html"
    found = entries([*many, SUMMIT], RULEBOOK, "en", AS_OF)
    path.write_text(digest(found, [LEDGER], RULEBOOK, Edition(2025, "en", AS_OF)), "utf-8")
    with context(browser, 1280) as opened:
        page = opened.new_page()
        page.goto(path.as_uri())
        drawings = page.locator("svg.timeline")
        assert [each.is_visible() for each in drawings.all()] == [True, True]
        page.get_by_label("Category").select_option("summit")
        assert [each.is_visible() for each in drawings.all()] == [False, True]
        assert drawings.nth(1).locator("g.visit:visible").count() == 1
        assert drawings.nth(1).get_attribute("height") == str(22 + 48 + 4)


def test_what_to_prepare_and_counts_follow(browser: Browser, tmp_path: Path) -> None:
    twin = VICTORY._replace(id="twin.2025", uid="twin.2025", categories=("summit",))
    found = entries([*ALL, twin], RULEBOOK, "en", AS_OF)
    elsewhere = VICTORY._replace(id="elsewhere.2025", uid="elsewhere.2025")
    ahead = [*found, *entries([elsewhere], RULEBOOK, "en", AS_OF)]
    made = contents(
        found, [LEDGER], RULEBOOK, Edition(2025, "en", AS_OF, leads=(30, 1)), ahead=ahead
    )
    path = tmp_path / "digest.html"
    path.write_text(whole_page(made), encoding="utf-8")

    with context(browser, 1280) as opened:
        shown = opened.new_page()
        shown.goto(path.as_uri())
        at_first = counted(shown)
        shown.get_by_label("Category").select_option("summit")
        assert counted(shown) == {
            "leads": ["Within 30 days"],
            "tasks": ["twin.2025"],
            "months": ["May 1", "June 1"],
            "9 May": ["#twin.2025", "9 May 2025: 3 entries; Entries shown: 1 of 3", "9"],
        }
        shown.get_by_role("button", name="Show all").click()
        assert counted(shown) == at_first
        assert at_first == {
            "leads": ["Within 1 day", "Within 30 days"],
            "tasks": [TO_MOSCOW.id, VICTORY.id, "twin.2025", ""],
            "months": ["May 3", "June 1", "August 1", "September 1"],
            "9 May": [f"#{VICTORY.id}", "9 May 2025: 3 entries", "9 3"],
        }


def counted(shown: Page) -> dict[str, list[str]]:
    """What a reader sees of the plan, of the months' counts and of 9 May in the year."""

    def visible(selector: str) -> list[Locator]:
        return [each for each in shown.locator(selector).all() if each.is_visible()]

    day_of = shown.locator(f"table.year a[data-of~='{VICTORY.id}']")
    return {
        "leads": [each.inner_text() for each in visible(".lead h3")],
        "tasks": [str(each.get_attribute("data-of")) for each in visible(".lead li")],
        "months": [" ".join(each.inner_text().split()) for each in visible(".contents .months a")],
        "9 May": [
            str(day_of.get_attribute("href")),
            str(day_of.locator(".aside").text_content()),
            " ".join(day_of.locator("[aria-hidden]").inner_text().split()),
        ],
    }


def test_the_count_is_announced(shown: Page) -> None:
    # An output element is a live region that is polite (HTML-AAM, role status).
    assert shown.get_by_role("status").inner_text() == "Entries shown: 6 of 6"
    shown.get_by_label("Text").fill("nothing has this")
    assert shown.get_by_role("status").inner_text() == "Entries shown: 0 of 6"
    assert shown.get_by_role("button", name="Download").is_disabled()


def test_all_works_from_the_keyboard(shown: Page) -> None:
    shown.get_by_label("Party").focus()
    shown.keyboard.press("Tab")
    shown.keyboard.press("Tab")
    shown.keyboard.press("Tab")
    assert shown.get_by_label("Text").evaluate("e => e === document.activeElement")
    shown.keyboard.type("summit")
    shown.keyboard.press("Enter")
    assert shown.evaluate("location.search") == "?text=summit"
    shown.keyboard.press("Tab")
    shown.keyboard.press("Enter")
    shown.get_by_text("Entries shown: 6 of 6").wait_for()
    assert shown.evaluate("document.activeElement.name") == "party"
    assert state(shown) == {}


def in_sight(shown: Page, id_: str) -> bool:
    """Whether the reader of a scrolled page sees where that entry begins."""
    box = shown.locator(f'[id="{id_}"]').bounding_box()
    return box is not None and 0 <= box["y"] < shown.evaluate("innerHeight")


def left_out(shown: Page, part: str, id_: str) -> Locator:
    """A link that a reader sees, to an entry that the view leaves out."""
    assert id_ not in cards(shown)
    links = shown.locator(f"[id='part:{part}'] a[href='#{id_}']")
    return next(link for link in links.all() if link.is_visible())


@pytest.mark.parametrize("key", [False, True], ids=["mouse", "keyboard"])
def test_a_link_to_an_entry_that_is_left_out_leads_to_it(shown: Page, key: bool) -> None:
    shown.get_by_label("Category").select_option("summit")
    link = left_out(shown, "year", BEIJING.id)
    before = shown.evaluate("scrollY")
    if key:
        link.focus()
        shown.keyboard.press("Enter")
    else:
        link.click()
    shown.get_by_text("Entries shown: 6 of 6").wait_for()
    assert in_sight(shown, BEIJING.id)
    assert shown.evaluate("scrollY") > before + 500
    assert shown.evaluate("location.search + location.hash") == f"#{BEIJING.id}"
    assert shown.evaluate("document.activeElement.name") is None


def test_the_way_back_leads_to_the_view(shown: Page) -> None:
    shown.get_by_label("Category").select_option("summit")
    link = left_out(shown, "year", BEIJING.id)
    link.click()
    shown.get_by_text("Entries shown: 6 of 6").wait_for()
    shown.go_back()
    shown.get_by_text("Entries shown: 1 of 6").wait_for()
    assert cards(shown) == [SUMMIT.id]
    assert shown.get_by_label("Category").input_value() == "summit"
    assert state(shown) == {"category": ["summit"]}
    shown.wait_for_timeout(100)
    box = link.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < shown.evaluate("innerHeight")
    shown.go_forward()
    shown.get_by_text("Entries shown: 6 of 6").wait_for()
    shown.wait_for_timeout(100)
    assert in_sight(shown, BEIJING.id)


def test_the_same_link_leads_there_once_more(shown: Page) -> None:
    for _ in range(2):
        shown.get_by_label("Category").select_option("summit")
        left_out(shown, "year", BEIJING.id).click()
        shown.get_by_text("Entries shown: 6 of 6").wait_for()
        assert in_sight(shown, BEIJING.id)


def test_an_address_of_a_view_and_an_entry_outside_it_leads_to_the_entry(
    browser: Browser, place: Path
) -> None:
    with context(browser, 1280) as opened:
        page = opened.new_page()
        page.goto(f"{place.as_uri()}?category=summit#{BEIJING.id}")
        page.get_by_text("Entries shown: 6 of 6").wait_for()
        page.wait_for_timeout(100)
        assert in_sight(page, BEIJING.id)
        page.goto(f"{place.as_uri()}?category=summit#{SUMMIT.id}")
        assert told(page) == "Entries shown: 1 of 6"
        assert in_sight(page, SUMMIT.id)


def test_an_address_with_broken_escapes_leaves_the_view(browser: Browser, place: Path) -> None:
    with context(browser, 1280) as opened:
        page = opened.new_page()
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(f"{place.as_uri()}?category=summit#100%")
        assert told(page) == "Entries shown: 1 of 6"
        assert wrong == []


@pytest.mark.parametrize(
    "party, category, text, words, address",
    [
        ("", "", "", "Subscribe: Everything", "../feeds/all.ics"),
        ("CN", "", "", "Subscribe: China", "webcal://example.org/feeds/cn.ics"),
        ("", "summit", "", "Subscribe: summit", "../feeds/summit.ics"),
        ("CN", "", "x", "Subscribe: China (holds more than this view)", None),
        ("CN", "summit", "", "Subscribe: China (holds more than this view)", None),
        ("KZ", "", "", "Subscribe: Everything (holds more than this view)", None),
    ],
)
def test_subscribing_leads_to_the_narrowest_feed_that_holds_the_view(
    shown: Page, party: str, category: str, text: str, words: str, address: str | None
) -> None:
    shown.get_by_label("Party").select_option(party)
    shown.get_by_label("Category").select_option(category)
    shown.get_by_label("Text").fill(text)
    link = shown.locator("[id='filter:subscribe']")
    assert link.inner_text() == words
    assert address is None or link.get_attribute("href") == address


def downloaded(shown: Page) -> bytes:
    with shown.expect_download() as got:
        shown.get_by_role("button", name="Download").click()
    assert got.value.suggested_filename == "2025.ics"
    return Path(got.value.path()).read_bytes()


def test_the_view_is_downloaded_without_a_request(shown: Page) -> None:
    asked: list[str] = []
    shown.on("request", lambda request: asked.append(request.url))
    shown.get_by_label("Text").fill("victory day")
    data = downloaded(shown)
    assert [url for url in asked if not url.startswith("blob:")] == []
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    events = Calendar.from_ical(data).walk("VEVENT")
    shown_days = set(cards(shown)) - {"sometime.2025"}  # has no day for a calendar
    assert {str(e["UID"]).partition("@")[0] for e in events} == shown_days
    (victory,) = (e for e in events if e["UID"] == f"{VICTORY.id}@example.org")
    assert str(victory["SUMMARY"]) == "Victory Day: 80th anniversary"
    assert [str(victory.decoded(name)) for name in ("DTSTART", "DTEND", "DTSTAMP")] == [
        "2025-05-09",
        "2025-05-10",
        "2025-05-06 00:00:00+00:00",
    ]


def lines(event: bytes) -> list[str]:
    """The lines of an event, unfolded, without its description."""
    whole = event.decode().replace("\r\n ", "").split("\r\n")
    return [line for line in whole if line and not line.startswith("DESCRIPTION:")]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_events_are_those_of_the_feed(browser: Browser, tmp_path: Path, language: str) -> None:
    """Long windows by their two ends; only the description is what the page tells."""
    long = TO_BEIJING._replace(latest=day(2025, 9, 20), place="Beijing; Chaoyang, west")
    found = entries((TO_MOSCOW, VICTORY, SUMMIT, long), RULEBOOK, language, AS_OF)
    path = tmp_path / "digest.html"
    edition = Edition(2025, language, AS_OF, domain="example.org")
    path.write_text(digest(found, [LEDGER], RULEBOOK, edition), encoding="utf-8")
    made = events(found)
    present = {event.uid for event in made}
    of_feed = [
        event_bytes(event, domain="example.org", stamp=AS_OF, sequence=0, present=present)
        for event in made
    ]
    with context(browser, 1280, offline=True) as opened:
        shown = opened.new_page()
        shown.goto(path.as_uri())
        with shown.expect_download() as got:
            shown.locator("#filter\\:download").click()
        data = Path(got.value.path()).read_bytes()
    of_page = [b"BEGIN:VEVENT" + part for part in data.split(b"BEGIN:VEVENT")[1:]]
    of_page[-1] = of_page[-1].partition(b"END:VCALENDAR")[0]
    assert len(of_feed) == 5
    assert sorted(map(lines, of_page)) == sorted(map(lines, of_feed))


def test_another_client_reads_the_download(shown: Page) -> None:
    node = shutil.which("node")
    assert node is not None
    done = subprocess.run(
        [node, CLIENTS / "read_ics.mjs"], input=downloaded(shown), capture_output=True, check=True
    )
    events = {event["uid"]: event for event in json.loads(done.stdout)["events"]}
    # What is known by its year alone has no day for a calendar.
    assert set(events) == {f"{each.uid}@example.org" for each in ALL}
    assert events[f"{TO_MOSCOW.uid}@example.org"]["summary"].startswith("Victory")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_in_a_view(
    browser: Browser, place: Path, scheme: str, width: int
) -> None:
    with context(browser, width, "dark" if scheme == "dark" else "light") as opened:
        page = opened.new_page()
        page.goto(place.as_uri() + "?party=CN")
        assert violations(page) == []


def test_axe_finds_a_field_without_a_label(shown: Page) -> None:
    shown.evaluate("document.querySelector('label[for=\"filter:party\"]').remove()")
    assert {found.partition(":")[0] for found in violations(shown)} == {"select-name"}
