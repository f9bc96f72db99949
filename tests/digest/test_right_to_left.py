"""Pages in Arabic in a real browser: where things stand when the reader starts at the right."""

from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.digest.browsing import context
from tests.digest.samples import page

BOXES = """selector => [...document.querySelectorAll(selector)].map(each => {
  const {left, right} = each.getBoundingClientRect();
  return {left, right};
})"""
Box = dict[str, float]


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> str:
    file = tmp_path_factory.mktemp("arabic") / "digest.html"
    file.write_text(page(language="ar"), encoding="utf-8")
    return file.as_uri()


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> str:
    file = tmp_path_factory.mktemp("english") / "digest.html"
    file.write_text(page(), encoding="utf-8")
    return file.as_uri()


def boxes(shown: Page, selector: str) -> list[Box]:
    found: Any = shown.evaluate(BOXES, selector)
    assert found, selector
    return list(found)


def descending(places: list[float]) -> bool:
    return all(one > following for one, following in pairwise(places))


@pytest.mark.parametrize("selector", ["#timeline .names text", "svg.pair .names text"])
def test_time_runs_from_right_to_left(
    browser: Browser, arabic: str, english: str, selector: str
) -> None:
    with context(browser, 1280) as opened:
        shown = opened.new_page()
        for address, turned in ((arabic, True), (english, False)):
            shown.goto(address)
            places = [box["left"] for box in boxes(shown, selector)]
            assert len(places) > 1
            assert descending(places) is turned


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("drawing", ["#timeline", "svg.pair"])
def test_the_words_of_a_drawing_stand_within_it(
    browser: Browser, arabic: str, drawing: str, width: int
) -> None:
    with context(browser, width) as opened:
        shown = opened.new_page()
        shown.goto(arabic)
        around = boxes(shown, drawing)[0]
        whose, how = boxes(shown, f"{drawing} .who"), boxes(shown, f"{drawing} .fact")
        assert all(abs(box["right"] - around["right"]) < 3 for box in whose)
        assert all(abs(box["left"] - around["left"]) < 3 for box in how)
        for box in (*whose, *how):
            assert around["left"] - 3 <= box["left"] < box["right"] <= around["right"] + 3


def test_words_beside_a_bar_do_not_stand_on_it(browser: Browser, arabic: str, english: str) -> None:
    with context(browser, 1280) as opened:
        shown = opened.new_page()
        for address in (arabic, english):
            shown.goto(address)
            bars, words = boxes(shown, "#timeline .frame"), boxes(shown, "#timeline .when")
            for bar, word in zip(bars, words, strict=True):
                assert word["right"] < bar["left"] or bar["right"] < word["left"]


def test_the_first_column_is_at_the_right(browser: Browser, arabic: str) -> None:
    with context(browser, 1280) as opened:
        shown = opened.new_page()
        shown.goto(arabic)
        for table in ("visits", "account"):
            heads = [box["left"] for box in boxes(shown, f"table.{table} thead th")][:5]
            assert descending(heads)


def test_labels_of_narrow_rows_do_not_overlap(browser: Browser, arabic: str) -> None:
    """A label may take two lines, as "the next visit expected" does in Arabic."""
    with context(browser, 320) as opened:
        shown = opened.new_page()
        shown.goto(arabic)
        heights = shown.evaluate(
            """() => [...document.querySelectorAll('table.account td[data-label]')].map(cell => {
              const probe = document.createElement('span');
              probe.textContent = cell.dataset.label;
              probe.style.cssText = 'position:absolute;width:6.5rem;font-size:.875rem';
              cell.append(probe);
              const needed = probe.getBoundingClientRect().height;
              probe.remove();
              return [needed, cell.getBoundingClientRect().height];
            })"""
        )
        assert any(needed > 24 for needed, _ in heights), "no label is long enough to tell"
        assert all(needed <= height + 1 for needed, height in heights)


@pytest.mark.parametrize("selector", ["h1", "h1 span"])
def test_arabic_letters_stay_joined(browser: Browser, arabic: str, selector: str) -> None:
    with context(browser, 1280) as opened:
        shown = opened.new_page()
        shown.goto(arabic)
        spacing = shown.locator(selector).first.evaluate("e => getComputedStyle(e).letterSpacing")
        assert spacing in ("normal", "0px")


def test_arabic_is_drawn_with_arabic_letters(browser: Browser, arabic: str) -> None:
    with context(browser, 1280) as opened:
        shown = opened.new_page()
        shown.goto(arabic)
        protocol = opened.new_cdp_session(shown)
        protocol.send("DOM.enable")
        protocol.send("CSS.enable")
        root = protocol.send("DOM.getDocument")["root"]["nodeId"]
        for selector in ("main h2", "main p", "#timeline .who"):
            node = protocol.send("DOM.querySelector", {"nodeId": root, "selector": selector})
            fonts = protocol.send("CSS.getPlatformFontsForNode", {"nodeId": node["nodeId"]})
            most = max(fonts["fonts"], key=lambda font: int(font["glyphCount"]))
            assert "Arabic" in most["familyName"], selector


@pytest.mark.parametrize("width", [1280, 320])
def test_days_and_weekdays_of_the_year_fit_their_columns(
    browser: Browser, arabic: str, english: str, width: int
) -> None:
    with context(browser, width) as opened:
        shown = opened.new_page()
        for address in (arabic, english):
            shown.goto(address)
            wide = shown.evaluate(
                """() => [...document.querySelectorAll('table.year th')].filter(
                  each => each.firstChild.getBoundingClientRect().width > each.clientWidth
                ).length"""
            )
            assert wide == 0
            days, cells = boxes(shown, "table.year td.busy a"), boxes(shown, "table.year td.busy")
            for day, cell in zip(days, cells, strict=True):
                assert day["right"] - day["left"] > cell["right"] - cell["left"] - 4
