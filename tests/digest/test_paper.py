"""The digest on paper, as a browser prints it: read back page by page with Poppler's pdftotext."""

import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser

from calendar_gen.cli import main
from tests.digest.browsing import context
from tests.scenario import RULES

DIGESTS = {"2025": "2025-05-06", "2026": "2026-11-24"}
"""Years of the first scenario, and days as of which their digests are printed."""
MONTHS = "January February March April May June July August September October November December"


@pytest.fixture(scope="module", params=DIGESTS)
def year(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def made(year: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("paper") / f"{year}.html"
    asked = ["digest", year, "--as-of", DIGESTS[year], "-r", str(RULES), "-o", str(file)]
    done = CliRunner().invoke(main, asked)
    assert done.exit_code == 0, done.output
    return file


@pytest.fixture(scope="module", params=["A4", "Letter"])
def pages(request: pytest.FixtureRequest, made: Path, browser: Browser) -> list[list[str]]:
    """The lines of each page, without blank ones and without the page's number."""
    written = made.with_suffix(".pdf")
    with context(browser, 1280) as opened:
        shown = opened.new_page()
        shown.goto(made.as_uri())
        shown.pdf(path=written, format=request.param)
    command = ["pdftotext", "-layout", str(written), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    lines = [[" ".join(line.split()) for line in page.split("\n")] for page in text.split("\f")]
    return [[line for line in page if line][:-1] for page in lines if any(page)]


def headings(made: Path, browser: Browser) -> list[str]:
    with context(browser, 1280) as opened:
        shown = opened.new_page()
        shown.goto(made.as_uri())
        shown.emulate_media(media="print")
        found = shown.locator("main :is(h2, h3, h4, .key)").all_inner_texts()
    return [" ".join(text.split()) for text in found if text.strip()]


def test_no_page_ends_with_a_heading(pages: list[list[str]], made: Path, browser: Browser) -> None:
    told = headings(made, browser)
    assert len(told) > 20
    for page in pages:
        last = page[-1]  # a short one may also end a cell of a table
        long = len(last) > 25
        assert not any(text == last or (long and text.endswith(last)) for text in told)


def test_the_year_at_a_glance_is_on_one_page(pages: list[list[str]]) -> None:
    (page,) = (page for page in pages if "The year at a glance" in page)
    text = " ".join(page)
    assert all(month in text for month in MONTHS.split())
    assert text.count("Mon Tue Wed Thu Fri Sat Sun") == 12


@pytest.mark.parametrize("part, first", [("Ledger: who owes whom a visit", "China to Russia")])
def test_a_part_begins_where_its_heading_is(part: str, first: str, pages: list[list[str]]) -> None:
    (page,) = (page for page in pages if part in page)
    after = " ".join(page[page.index(part) :])
    assert first in after
    assert "the dotted one is the as-of day." in after
