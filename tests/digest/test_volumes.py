"""A year that is too large for one page: an index, a page a month, and no link into nothing."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from click.testing import CliRunner, Result
from playwright.sync_api import Browser

from calendar_gen.cli import main
from calendar_gen.edtf import day
from calendar_gen.rendering.digest import Edition
from calendar_gen.rendering.digest import volumes as room
from calendar_gen.rendering.digest.volumes import volumes
from tests.digest.browsing import context, violations
from tests.digest.reading import Page
from tests.digest.samples import ALL, AS_OF, LEDGER, RULEBOOK, TO_BEIJING, page, worded
from tests.entries.samples import VICTORY
from tests.scenario import RULES as SCENARIO

ALL_YEAR = VICTORY._replace(
    id="in-the-year.2025",
    uid="in-the-year.2025",
    earliest=day(2025, 1, 1),
    latest=day(2025, 12, 31),
    extent="window",
)
EVERYTHING = (*ALL, ALL_YEAR)
HOSTS = [
    "DE",
    "IT",
    "ES",
    "PT",
    "PL",
    "NL",
    "BE",
    "DK",
    "SE",
    "FI",
    "NO",
    "IE",
    "GR",
    "AT",
    "CZ",
    "HU",
    "RO",
    "BG",
    "HR",
    "SI",
    "SK",
]


def pages(
    monkeypatch: pytest.MonkeyPatch, largest: int = 3, stem: str = "2025", language: str = "en"
) -> dict[str, str]:
    monkeypatch.setattr(room, "LARGEST", largest)
    found = worded(*EVERYTHING, language=language)
    return dict(volumes(found, (LEDGER,), RULEBOOK, Edition(2025, language, AS_OF), stem))


def dead_links(found: dict[str, str]) -> list[str]:
    """The links between these pages, or inside one, whose target does not exist."""
    ids = {name: set(Page(html).ids()) for name, html in found.items()}
    dead = []
    for name, html in found.items():
        for link in Page(html).all("a"):
            file, hash_, id_ = link.attributes.get("href", "").partition("#")
            target = unquote(file) or name
            if "://" not in file and (
                target not in ids or (hash_ and not {id_, unquote(id_)} & ids[target])
            ):
                dead.append(f"{name}: {file}#{id_}")
    return dead


def test_a_year_that_fits_is_one_page(monkeypatch: pytest.MonkeyPatch) -> None:
    found = pages(monkeypatch, largest=len(EVERYTHING))
    assert list(found) == ["2025.html"]
    assert len(list(Page(found["2025.html"]).all("li", "card"))) == len(EVERYTHING)


def test_a_larger_one_is_an_index_and_a_page_for_each_month_with_a_day_of_an_entry(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = pages(monkeypatch)
    assert list(found) == [
        "2025.html",
        *(f"2025-{month:02d}.html" for month in (5, 6, 7, 8, 9)),
    ]
    cards = {
        name: [card.attributes["id"] for card in Page(html).all("li", "card")]
        for name, html in found.items()
    }
    assert cards["2025.html"] == ["in-the-year.2025"]  # it belongs to no month
    assert cards["2025-07.html"] == ["council.2025"]  # which goes on from June
    assert TO_BEIJING.id in cards["2025-08.html"]
    assert TO_BEIJING.id in cards["2025-09.html"]
    assert not any("in-the-year.2025" in cards[name] for name in list(found)[1:])


def test_the_index_has_the_id_of_every_entry_and_leads_to_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    index = Page(pages(monkeypatch)["2025.html"])
    for occurrence in ALL:
        index.by_id(occurrence.id)
    hrefs = [link.attributes.get("href") for link in index.all("a")]
    assert f"2025-08.html#{TO_BEIJING.id}" in hrefs
    assert "2025-05.html" in hrefs


def test_the_index_folds_the_entries_of_a_month_behind_their_number(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    index = pages(monkeypatch)["2025.html"]
    folded = re.findall(
        r'<details class="listing">\s*<summary>(\d+) entr(?:y|ies)</summary>\s*'
        r'<ol class="listed">(.*?)</ol>\s*</details>',
        index,
        re.DOTALL,
    )
    assert [int(number) for number, _ in folded] == [
        listed.count('<span class="number">') for _, listed in folded
    ]
    assert len(folded) == index.count('class="listed"') == 4


def test_visits_and_milestones_of_the_index_are_folded_by_month_and_by_weight(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    anniversaries = [VICTORY._replace(id=f"v-{n}.2025", uid=f"v-{n}.2025") for n in range(9)]
    monkeypatch.setattr(room, "LARGEST", 3)
    found = worded(*EVERYTHING, *anniversaries)
    ((_, index), *_) = volumes(found, (LEDGER,), RULEBOOK, Edition(2025, "en", AS_OF), "2025")
    visits = index.partition('id="part:visits"')[2].partition("<section id=")[0]
    assert re.findall(r"<summary>(?:<strong>)?([^<]*)", visits) == [
        "Visits of 2025 along the year",
        "May",
        "June",
        "August",
    ]
    assert visits.count("<table") == 3
    tables = re.findall(r'<tr data-of="([^"]*)"', visits)
    assert sorted(tables) == sorted(e.occurrence.id for e in found if e.occurrence.kind == "visit")
    milestones = index.partition('id="part:milestones"')[2].partition("<section id=")[0]
    assert "<summary>12 entries</summary>" in milestones
    assert 'class="listing"' not in page(*EVERYTHING, *anniversaries)


def test_the_ledger_of_the_index_has_the_pairs_of_a_visit_of_the_year_and_late_ones(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(room, "LARGEST", 3)
    others = [
        LEDGER._replace(
            parties=("FR", host),
            owes="FR",
            due=(),
            counts={f"FR-{host}": 1, f"{host}-FR": 2},
            last={},
        )
        for host in HOSTS
    ]
    ledgers = (LEDGER, others[0]._replace(term_passed=True), *others[1:])
    assert [each.overdue for each in ledgers[:3]] == [False, True, False]
    found = worded(*EVERYTHING)
    ((_, index), *_) = volumes(found, ledgers, RULEBOOK, Edition(2025, "en", AS_OF), "2025")
    ids = [id_ for id_ in Page(index).ids() if re.fullmatch("pair:[a-z0-9-]*", id_)]
    assert ids == ["pair:cn-ru", "pair:fr-de"]
    assert "Pairs without a visit on these days: 20." in index


@pytest.mark.parametrize("stem", ["2025", "my 50 % year"])
def test_every_link_between_the_pages_leads_somewhere(
    monkeypatch: pytest.MonkeyPatch, stem: str
) -> None:
    found = pages(monkeypatch, stem=stem)
    assert dead_links(found) == []
    name = f"{stem}-05.html"
    spoiled = {**found, name: found[name].replace(f'id="{VICTORY.id}"', 'id="elsewhere"')}
    assert dead_links(spoiled), "the check sees nothing"


def test_parts_of_the_year_stand_on_its_index_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    found = pages(monkeypatch)
    month = Page(found["2025-05.html"])
    assert "part:ledger" not in month.ids()
    assert "2025.html#part:ledger" in [link.attributes.get("href") for link in month.all("a")]
    assert "filters" in month.ids()
    index = Page(found["2025.html"])
    assert {"part:ledger", "part:year", "part:milestones", "part:changes"} <= set(index.ids())
    assert "filters" not in index.ids()
    for name, html in found.items():
        ids = Page(html).ids()
        assert len(ids) == len(set(ids)), name


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_index_in_a_browser(
    browser: Browser, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, language: str
) -> None:
    for name, html in pages(monkeypatch, language=language).items():
        (tmp_path / name).write_text(html, encoding="utf-8")
    with context(browser, 320) as narrow:
        shown = narrow.new_page()
        shown.goto((tmp_path / "2025.html").as_uri())
        assert violations(shown) == []
        wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not shown.evaluate(wide)
        listed = shown.locator(f'.listed a[href="2025-08.html#{TO_BEIJING.id}"]')
        assert not listed.is_visible()
        shown.goto(f"{(tmp_path / '2025.html').as_uri()}#{TO_BEIJING.id}")
        assert listed.is_visible(), "whoever follows a link to an entry sees it"
        listed.click()
        assert shown.url.endswith(f"2025-08.html#{TO_BEIJING.id}")
        assert shown.locator(f'li.card[id="{TO_BEIJING.id}"]').is_visible()


def test_what_the_feeds_of_a_site_lead_to_is_on_the_index_of_its_year(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(room, "LARGEST", 3)
    given = ("--today", "2026-11-24", "--years", "2027..2027", "--base-url", "https://example.org")
    done = CliRunner().invoke(main, ["build", str(SCENARIO), "-o", str(tmp_path / "site"), *given])
    assert done.exit_code == 0, done.output
    digests = tmp_path / "site" / "digests"
    found = {path.name: path.read_text(encoding="utf-8") for path in digests.glob("2027*.html")}
    assert len(found) > 6
    ids = set(Page(found["2027.html"]).ids())
    feed = (tmp_path / "site" / "feeds" / "all.ics").read_text(encoding="utf-8")
    linked = re.findall(r"/digests/2027\.html#(\S+)", feed.replace("\n ", ""))
    assert len(linked) > 6
    assert {unquote(id_) for id_ in linked} <= ids


RULES = """\
calendar-gen: 1
sources:
  s: {publisher: P, title: T, published: 1999}
commemorations:
"""


def write(rules: Path, name: str) -> Result:
    given = ("2027", "-r", str(rules), "--today", "2026-11-24", "-o", str(rules.with_name(name)))
    return CliRunner().invoke(main, ["digest", *given])


def test_the_command_line_writes_the_pages_beside_the_file(tmp_path: Path) -> None:
    rules = tmp_path / "rules.yaml"
    days = [f"1950-{n % 12 + 1:02d}-{n % 28 + 1:02d}" for n in range(3001)]
    rows = [
        f"  - {{id: r{n}, title: {{en: Day {n}}}, of: {day}, sources: [s]}}\n"
        for n, day in enumerate(days)
    ]
    rules.write_text(RULES + "".join(rows), encoding="utf-8")
    done = write(rules, "y.html")
    assert done.exit_code == 0, done.output
    assert "y.html lists 3,001 entries; they stand on 12 pages beside it, y-01" in done.stderr
    found = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.glob("*.html")}
    assert sorted(found) == [*(f"y-{month:02d}.html" for month in range(1, 13)), "y.html"]
    assert dead_links(found) == []
    rules.write_text(RULES + "".join(rows[:-1]), encoding="utf-8")
    done = write(rules, "z.html")  # one entry fewer fits on a page
    assert done.stderr == ""
    assert not (tmp_path / "z-01.html").exists()
