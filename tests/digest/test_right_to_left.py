"""Pages in Arabic in a real browser: where things stand when the reader starts at the right."""

import re
from email import message_from_bytes
from email.policy import SMTP
from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page

from calendar_gen.rendering.digest.formats import FORMATS, PLAIN_MAIL, Sheet
from calendar_gen.rendering.mixed_directions import mixed
from tests.digest.browsing import context
from tests.digest.editions import made
from tests.digest.samples import page
from tests.entries.samples import VICTORY

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


WHERE = """(line, word) => {
  const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());) {
    const at = node.data.indexOf(word);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + word.length);
    const {left, right} = range.getBoundingClientRect();
    return (left + right) / 2;
  }
}"""


def order(line: Locator, *words: str) -> list[str]:
    """Those words of a line as they stand from left to right."""
    line.evaluate("e => { e.style.whiteSpace = 'nowrap'; }")
    found = {}
    for word in words:
        found[word] = line.evaluate(f"e => ({WHERE})(e, {word!r})")
    assert None not in found.values(), (words, line.inner_text())
    return sorted(words, key=lambda word: float(found[word]))


@pytest.mark.parametrize("form", ["html", "email"])
def test_names_in_latin_letters_turn_no_arabic_line(
    browser: Browser, tmp_path: Path, form: str
) -> None:
    abroad = VICTORY._replace(titles={"en": "Victory in Europe Day"}, place="Oświęcim")
    contents = made(abroad, language="ar", leads=(30,))
    said = FORMATS[form](contents, Sheet(PLAIN_MAIL, None, ()))
    if form == "email":
        body = message_from_bytes(said, policy=SMTP).get_body(("html",))
        assert body is not None
        said = body.get_content().encode()
    (tmp_path / "page.html").write_bytes(said)
    lines = {
        "(متوقع)": ("الجمعة", "الذكرى", "Victory in Europe Day"),
        "، روسيا": ("روسيا", "Oświęcim"),
        "«Leaders to meet in Moscow»، 6": ("2025", "مايو", "6", "Leaders", "Associated"),
    }
    with context(browser, 1280) as opened:
        view = opened.new_page()
        view.goto((tmp_path / "page.html").as_uri())
        heading = view.locator("strong, h4", has_text="Victory in Europe Day").first
        assert order(heading, "Victory in Europe Day", "الذكرى")[0] == "الذكرى"
        for part, words in lines.items():
            line = view.locator("bdi").filter(has_text=part).filter(has_text=words[-1]).last
            assert order(line, *words) == list(words)


def test_an_arabic_title_turns_no_english_line() -> None:
    line = mixed("عيد الجلاء, 6 May 2025", "ltr")
    assert line == '<bdi dir="ltr"><bdi dir="rtl">عيد الجلاء</bdi>, 6 May 2025</bdi>'


@pytest.mark.parametrize(
    "text, names",
    [
        ('Associated Press، "Title, of 1951"، 6 مايو', ["Associated Press", "Title, of 1951"]),
        ("المصدر: BBC (London)؛ القواعد 12ab.", ["BBC (London)", "12ab"]),
        ("6 مايو 2025 (London)", ["London"]),
        ("6 مايو 2025، الذكرى الـ80", []),
        ("ا <b>؛ A)", ["<b>", "A"]),
        ("(: ", []),
    ],
)
def test_names_are_isolated_without_what_parts_them(text: str, names: list[str]) -> None:
    line = mixed(text, "rtl")
    assert unescape(re.sub("</?bdi[^>]*>", "", line)) == text
    found = re.findall(r'<bdi dir="ltr">(.*?)</bdi>', line)
    assert [unescape(name) for name in found] == names
