"""Badges of status in a real browser: none over the text beside it, none cut off, in no language.

The pages are those of the first scenario: a forecast made before its rules were stated has the
longest words, and the visit by video of 2025 the longest in a card.
"""

from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser

from calendar_gen.cli import main
from tests.digest.browsing import context
from tests.scenario import RULES

WORDS_OUTSIDE = """() => [...document.querySelectorAll('.status')].flatMap(badge => {
    const around = badge.closest('td, dd, h3, h4').getBoundingClientRect();
    const words = document.createRange();
    words.selectNodeContents(badge);
    const frame = badge.getBoundingClientRect();
    return [frame, ...words.getClientRects()]
        .filter(r => r.width && (r.left < around.left - 1 || r.right > around.right + 1
            || r.right > frame.right + 1 || r.left < frame.left - 1
            || r.right > document.documentElement.clientWidth + 1))
        .map(() => badge.textContent);
})"""
"""What is written in badges that reach out of their cells, or whose words reach out of them."""


@pytest.fixture(scope="module", params=["en", "ru", "zh", "fr", "es", "ar"])
def pages(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("badges")
    made = []
    for year, as_of in ("2015", "2014-01-01"), ("2025", "2026-11-24"):
        made.append(folder / f"{year}.html")
        arguments = ["digest", year, "--as-of", as_of, "--lang", request.param]
        result = CliRunner().invoke(main, [*arguments, "-r", str(RULES), "-o", str(made[-1])])
        assert result.exit_code == 0, result.output
    return made


@pytest.mark.parametrize("width", [320, 800, 1024, 1280])
def test_a_badge_stays_in_its_cell(browser: Browser, pages: list[Path], width: int) -> None:
    with context(browser, width) as opened:
        shown = opened.new_page()
        for each in pages:
            shown.emulate_media(media="screen")
            shown.goto(each.as_uri())
            assert shown.locator(".status").count() > 1
            assert shown.evaluate(WORDS_OUTSIDE) == []
            assert shown.evaluate("document.documentElement.scrollWidth") <= width
            if width > 700:  # about a page of A4
                shown.emulate_media(media="print")
                assert shown.evaluate(WORDS_OUTSIDE) == []
