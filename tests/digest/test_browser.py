"""The digest and the index in a real browser, with the requests it makes and what it complains
of.
"""

from collections.abc import Sequence
from pathlib import Path

import pytest
from PIL import Image, ImageOps
from playwright.sync_api import Browser, Page
from zxingcpp import read_barcodes

from calendar_gen.changes import Change, Noted, State
from calendar_gen.rendering.changes import FORMATS, Bulletin, Place
from calendar_gen.rendering.index import FEW, File, Group, Index, OfferedFeed, index
from tests.digest.browsing import Scheme, context, violations
from tests.digest.samples import ALL, AS_OF, BEIJING, RULEBOOK, TO_BEIJING, page
from tests.entries.samples import VICTORY

LANGUAGES = {"en": "", "ar": ".ar", "fr": ".fr", "es": ".es"}
"""The languages that pages are looked at in, and how their files end."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("pages")
    for language, ending in LANGUAGES.items():
        pages = {"digest": page(language=language), "index": first_page(language)}
        pages["changes"] = changes_page(language)
        for name, text in pages.items():
            (place / f"{name}{ending}.html").write_text(text, encoding="utf-8")
    return place


def changes_page(language: str = "en") -> str:
    """Two days with changes of each kind, and a visit that is coming."""
    visit = State(
        id=TO_BEIJING.id,
        titles={"en": "Victory anniversaries exchange: Russia to China (90th)"},
        said={"en": "1"},
        earliest=AS_OF + 3,
        latest=AS_OF + 12,
        extent="window",
        status="projected",
        likelihood=41,
    )
    moved = visit._replace(latest=AS_OF + 4, status="confirmed", titles={"en": "Exchange"})
    changes = (
        Change("moved", ("moved", "confirmed", "text"), visit, moved),
        Change("gone", ("removed",), visit, None),
    )
    noted = [Noted(day, 0, change) for day in (AS_OF, AS_OF - 1) for change in changes]
    return FORMATS["html"](
        Bulletin(language, AS_OF, None, noted, {"x": visit}, {}, "example.org", Place(home="#main"))
    )


def first_page(language: str = "en", more: Sequence[Group] = ()) -> str:
    feeds = [
        OfferedFeed("Anniversaries and visits", "feeds/all.ics", 12, "Victory Day, 9 May 2025"),
        OfferedFeed("Visits", "feeds/visits.ics", 0, None),
    ]
    return index(
        Index(
            language=language,
            as_of=AS_OF,
            base_url="https://example.org/calendar",
            groups=[Group("group:1", "Everything", feeds), *more],
            digests=[File("2025", "digests/2025.html")],
            data=[File("JSON", "data/occurrences.json")],
            languages=[File("русский", "ru/index.html", "ru")],
            contact="desk@example.org",
            version=RULEBOOK.digest[:12],
        )
    )


ENGLISH = ["digest.html", "index.html", "changes.html"]
PAGES = [*ENGLISH, "digest.ar.html", "index.ar.html", "changes.ar.html"]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing(
    browser: Browser, folder: Path, name: str, scheme: Scheme, width: int
) -> None:
    with context(browser, width, scheme) as opened:
        shown = opened.new_page()
        shown.goto((folder / name).as_uri())
        shown.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        assert violations(shown) == []


SPOILED = {
    "color-contrast": "document.querySelector('h2').style.color = '#bbb'",
    "html-has-lang": "document.documentElement.removeAttribute('lang')",
    "empty-table-header": "document.querySelector('thead th').textContent = ''",
    "svg-img-alt": "document.querySelector('svg').removeAttribute('aria-labelledby');"
    "document.querySelector('svg title').remove()",
    "meta-viewport": "document.querySelector('meta[name=viewport]').content = 'user-scalable=no'",
}


@pytest.mark.parametrize("rule", SPOILED)
def test_axe_finds_what_was_spoiled(browser: Browser, folder: Path, rule: str) -> None:
    with context(browser, 1280) as opened:
        shown = opened.new_page()
        shown.goto((folder / "digest.html").as_uri())
        shown.evaluate(SPOILED[rule])
        assert {found.partition(":")[0] for found in violations(shown)} == {rule}


@pytest.mark.parametrize("name", [*PAGES, "digest.fr.html", "digest.es.html", "index.fr.html"])
@pytest.mark.parametrize("width", [320, 375, 640, 768, 1024, 2560])
def test_nothing_has_to_be_scrolled_sideways(
    browser: Browser, folder: Path, name: str, width: int
) -> None:
    with context(browser, width) as opened:
        shown = opened.new_page()
        shown.goto((folder / name).as_uri())
        assert overflow(shown) <= 0


def overflow(shown: Page) -> int:
    return int(shown.evaluate("document.documentElement.scrollWidth - window.innerWidth"))


def test_a_word_of_300_letters_breaks(browser: Browser, tmp_path: Path) -> None:
    word = "W" * 300
    long = [
        each._replace(titles={"en": word, "zh": word}, place=word, person=word, note={"en": word})
        for each in ALL
    ]
    (tmp_path / "long.html").write_text(page(*long), encoding="utf-8")
    for width in (320, 800, 1280):
        with context(browser, width) as opened:
            shown = opened.new_page()
            shown.goto((tmp_path / "long.html").as_uri())
            assert overflow(shown) <= 0
            hidden = shown.evaluate(
                "[...document.querySelectorAll('.card *, table *')]"
                ".filter(e => e.getBoundingClientRect().right > innerWidth + 1).length"
            )
            assert hidden == 0


@pytest.mark.parametrize("name", ENGLISH)
@pytest.mark.parametrize("script", [True, False])
def test_one_request_and_no_complaint(
    browser: Browser, folder: Path, name: str, script: bool
) -> None:
    requests: list[str] = []
    messages: list[str] = []
    with context(browser, 1280, java_script_enabled=script, offline=True) as opened:
        shown = opened.new_page()
        shown.on("request", lambda request: requests.append(request.url))
        shown.on("console", lambda message: messages.append(message.text))
        shown.on("pageerror", lambda error: messages.append(str(error)))
        shown.goto((folder / name).as_uri(), wait_until="load")
        shown.wait_for_timeout(200)
        assert [url for url in requests if not url.startswith("data:")] == [
            (folder / name).as_uri()
        ]
        assert messages == []


def test_all_is_there_without_a_script(browser: Browser, folder: Path) -> None:
    with context(browser, 1280, java_script_enabled=False) as opened:
        shown = opened.new_page()
        shown.goto((folder / "digest.html").as_uri())
        assert shown.get_by_role("heading", level=1).inner_text().endswith("2025")
        assert shown.locator("li.card").count() == len(ALL)
        for occurrence in ALL:
            assert shown.locator(f'[id="{occurrence.id}"]').is_visible()


@pytest.mark.parametrize("name", ENGLISH)
def test_the_policy_is_in_force(browser: Browser, folder: Path, name: str) -> None:
    with context(browser, 1280) as opened:
        shown = opened.new_page()
        messages: list[str] = []
        shown.on("console", lambda message: messages.append(message.text))
        shown.goto((folder / name).as_uri())
        shown.evaluate(
            "() => { const s = document.createElement('script');"
            "s.textContent = 'window.ran = true'; document.head.append(s); }"
        )
        assert shown.evaluate("window.ran") is None
        assert any("Content Security Policy" in message for message in messages)


ADDRESS = "https://example.org/calendar/feeds/visits.ics"


def test_a_button_copies_the_address_of_its_feed(browser: Browser, folder: Path) -> None:
    with context(browser, 1280, permissions=["clipboard-read", "clipboard-write"]) as opened:
        shown = opened.new_page()
        shown.goto((folder / "index.html").as_uri())
        feed = shown.locator(".feeds > li").nth(1)
        feed.get_by_role("button").click()
        feed.get_by_role("status").get_by_text("Copied.").wait_for()
        assert shown.evaluate("navigator.clipboard.readText()") == ADDRESS


def test_a_page_that_may_not_copy_marks_the_address_instead(browser: Browser, folder: Path) -> None:
    with context(browser, 1280) as opened:
        shown = opened.new_page()
        shown.goto((folder / "index.html").as_uri())
        shown.evaluate("() => { navigator.clipboard.writeText = async () => { throw 0; }; }")
        shown.locator(".feeds > li").nth(1).get_by_role("button").click()
        shown.wait_for_timeout(100)
        assert shown.evaluate("getSelection().toString()") == ADDRESS


def test_without_a_script_there_are_addresses_and_codes_but_no_dead_buttons(
    browser: Browser, folder: Path
) -> None:
    with context(browser, 1280, java_script_enabled=False) as opened:
        shown = opened.new_page()
        shown.goto((folder / "index.html").as_uri())
        assert shown.get_by_role("button").count() == 0
        assert shown.get_by_text(ADDRESS).is_visible()
        shown.locator("summary").nth(1).click()
        assert shown.locator(".more svg").nth(1).is_visible()


PARTIES = {
    "RU": "Russia",
    "CN": "China",
    "CI": "Côte d’Ivoire",
    "AT": "Austria",
    "AU": "Australia",
    "BA": "Bosnia & Herzegovina",
}
MANY = [OfferedFeed(name, f"feeds/{code.lower()}.ics", 1, None) for code, name in PARTIES.items()]
MANY += [OfferedFeed(f"Party {n}", f"feeds/party-{n}.ics", 1, None) for n in range(FEW)]


@pytest.fixture(scope="module")
def many(folder: Path) -> str:
    """The address of a first page of many feeds, with a heading over one of them."""
    kinds = [Group("group:2", "By country or party", MANY)]
    kinds.append(
        Group("group:3", "By category", [OfferedFeed("Space", "feeds/space.ics", 1, None)])
    )
    place = folder / "many.html"
    place.write_text(first_page(more=kinds), encoding="utf-8")
    return place.as_uri()


def test_a_feed_is_found_by_its_name_or_file(browser: Browser, many: str) -> None:
    with context(browser, 1280) as opened:
        shown = opened.new_page()
        shown.goto(many)
        field = shown.get_by_role("searchbox", name="Find a feed by its name")
        names = shown.locator(".feeds > li:visible bdi")
        for typed, found in {
            "AUST": ["Austria", "Australia"],
            "cote iv": ["Côte d’Ivoire"],
            "cote d'iv": ["Côte d’Ivoire"],
            "D´IVOIRE": ["Côte d’Ivoire"],
            "bosnia and herz": ["Bosnia & Herzegovina"],
            "bosnia &": ["Bosnia & Herzegovina"],
            "cn.ics": ["China"],
            "space": ["Space"],
            "nowhere": [],
        }.items():
            field.fill(typed)
            assert names.all_text_contents() == found
            assert shown.get_by_role("status").filter(has_text="Feeds shown").inner_text() == (
                f"Feeds shown: {len(found)} of {len(MANY) + 3}"
            )
            assert shown.locator("h3:visible").count() == min(len(found), 1)
        field.press("Enter")
        assert shown.url == many
        assert violations(shown) == []
        field.fill("")
        assert names.count() == len(MANY) + 3


def test_a_field_to_find_feeds_is_there_only_where_it_works(
    browser: Browser, folder: Path, many: str
) -> None:
    with context(browser, 1280, java_script_enabled=False) as opened:
        shown = opened.new_page()
        shown.goto(many)
        assert shown.locator(".feeds > li:visible").count() == len(MANY) + 3
        assert shown.locator("input:visible").count() == 0
    assert 'type="search"' not in (folder / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_a_camera_reads_the_webcal_address(
    browser: Browser, folder: Path, tmp_path: Path, scheme: Scheme, width: int
) -> None:
    with context(browser, width, scheme) as opened:
        shown = opened.new_page()
        shown.goto((folder / "index.html").as_uri())
        shown.locator("summary").nth(1).click()
        code = shown.locator(".more svg").nth(1)
        code.screenshot(path=tmp_path / "code.png")
        on_black = ImageOps.expand(Image.open(tmp_path / "code.png"), 40, "black")
        (seen,) = read_barcodes(on_black)
        assert seen.text == "webcal://example.org/calendar/feeds/visits.ics"
        assert shown.get_by_role("img", name="QR code of the address of Visits").count() == 1


def test_links_to_an_entry_are_large_enough_to_hit(browser: Browser, folder: Path) -> None:
    with context(browser, 320, has_touch=True) as opened:
        shown = opened.new_page()
        shown.goto((folder / "digest.html").as_uri())
        shown.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        for selector in (".contents a", ".marks a", ".back a", "summary"):
            found = shown.locator(selector).all()
            assert found, selector
            for box in (each.bounding_box() for each in found):
                assert box is not None
                assert box["height"] >= 24
                assert selector != ".marks a" or box["width"] >= 24


def test_an_address_with_an_entry_leads_to_it(browser: Browser, folder: Path) -> None:
    with context(browser, 1280) as opened:
        shown = opened.new_page()
        shown.goto((folder / "digest.html").as_uri() + "#" + BEIJING.id)
        card = shown.locator("li.card:target")
        assert card.get_attribute("id") == BEIJING.id
        box = card.bounding_box()
        assert box is not None
        assert 0 <= box["y"] < 900


def test_the_skip_link_is_first_and_leads_to_the_content(browser: Browser, folder: Path) -> None:
    with context(browser, 1280) as opened:
        shown = opened.new_page()
        shown.goto((folder / "digest.html").as_uri())
        shown.keyboard.press("Tab")
        skip = shown.locator("a.skip")
        assert skip.evaluate("e => e === document.activeElement")
        box = skip.bounding_box()
        assert box is not None
        assert box["y"] >= 0
        shown.keyboard.press("Enter")
        assert shown.evaluate("document.activeElement.id") == "main"


def test_the_drawing_can_be_seen_in_forced_colours(browser: Browser, folder: Path) -> None:
    with context(browser, 1280, forced_colors="active") as opened:
        shown = opened.new_page()
        shown.goto((folder / "digest.html").as_uri())
        ground = shown.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        for selector, part in ((".frame", "stroke"), (".level", "fill"), (".who", "fill")):
            colour = shown.locator(f"#timeline {selector}").first.evaluate(
                f"e => getComputedStyle(e).{part}"
            )
            assert colour not in (ground, "none")


@pytest.mark.parametrize(
    "selector, family",
    [('bdi[lang="zh"]', "CJK"), ('bdi[lang="ru"]', "Noto S"), ('bdi[lang="ar"]', "Arabic")],
)
def test_titles_are_drawn_with_letters_of_their_script(
    browser: Browser, tmp_path: Path, selector: str, family: str
) -> None:
    from calendar_gen.occurrences import Occurrence

    arabic: Occurrence = VICTORY._replace(
        id="evacuation.2025", host="SY", titles={"en": "Evacuation Day", "ar": "عيد الجلاء"}
    )
    (tmp_path / "d.html").write_text(page(arabic, VICTORY, BEIJING, TO_BEIJING), encoding="utf-8")
    with context(browser, 1280) as opened:
        shown = opened.new_page()
        shown.goto((tmp_path / "d.html").as_uri())
        session = opened.new_cdp_session(shown)
        session.send("DOM.enable")
        session.send("CSS.enable")
        root = session.send("DOM.getDocument")["root"]["nodeId"]
        node = session.send("DOM.querySelector", {"nodeId": root, "selector": f".own {selector}"})
        fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node["nodeId"]})["fonts"]
        # A space between two words may come from another font.
        most = max(fonts, key=lambda font: int(font["glyphCount"]))
        assert family in most["familyName"]


def test_text_that_turns_direction_turns_nothing_else(browser: Browser, tmp_path: Path) -> None:
    hostile = VICTORY._replace(id="turned.2025", titles={"en": "\u202eyaD yrotciV"})
    (tmp_path / "d.html").write_text(page(hostile), encoding="utf-8")
    with context(browser, 1280) as opened:
        shown = opened.new_page()
        shown.goto((tmp_path / "d.html").as_uri())
        places = shown.evaluate(
            """() => {
              const heading = document.querySelector('[id="turned.2025"] h4');
              const words = [heading.querySelector('bdi'), heading.querySelector('.anniversary')];
              return words.map(e => e.getBoundingClientRect().left);
            }"""
        )
        assert places[0] < places[1]


def test_paper_has_all_and_no_screen_furniture(browser: Browser, folder: Path) -> None:
    with context(browser, 1280) as opened:
        shown = opened.new_page()
        shown.goto((folder / "digest.html").as_uri())
        shown.emulate_media(media="print")
        assert not shown.locator(".contents").is_visible()
        assert not shown.locator(".skip").is_visible()
        assert shown.locator("#timeline").is_visible()
        assert shown.locator(".record li").first.is_visible()
        address = shown.locator(".sources a.outside").first.evaluate(
            "e => getComputedStyle(e, '::after').content"
        )
        assert "https://example.org/" in address or "attr(href)" in address
        assert shown.pdf(format="A4").startswith(b"%PDF")
