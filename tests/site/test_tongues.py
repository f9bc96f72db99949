"""A whole site in each language: no English of ours in another's pages and feeds, and a further
language by one further file.
"""

import html
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from click.testing import CliRunner
from icalendar import Calendar

from calendar_gen.cli import main
from calendar_gen.entries import available_languages
from calendar_gen.entries.catalogues.__main__ import FOLDER
from calendar_gen.entries.phrases import phrases

# All that authors write is Greek, so that what is left in Latin letters is ours.
RULES = """\
calendar-gen: 1
title: Δύο ημέρες

sources:
  gazette-1999: {publisher: Εφημερίδα, published: 1999-01-01, title: Ημέρες μνήμης}
  gazette-2000: {publisher: Χρονικά, published: 2000-01-01}

commemorations:
  - id: victory-day
    title: {en: Ημέρα της νίκης}
    of: 1945-05-09
    host: RU
    place: Μόσχα
    categories: [wwii, parade]
    note: {en: Σημείωση}
    sources: [gazette-1999]
  - id: surrender-day
    title: {en: Ημέρα της ήττας}
    of: 1945-09-03
    host: CN
    categories: [wwii]
  - id: festival
    title: {en: Γιορτή}
    on: easter
    host: GR
  - id: school
    title: {en: Σχολείο}
    of: 1825
    host: XK
  - id: our-month
    title: {en: Μήνας}
    of: 1925-04
    host: XK
  - id: five-years
    title: {en: Πέντε χρόνια}
    of: 1947-06-01
    every: 5
    host: GR
  - id: feast
    title: {en: Φώτα}
    on: 25 Kislev
    host: IL
    note: {en: Κεριά}

reciprocal_visits:
  - id: exchange
    title: {en: Ανταλλαγή}
    pattern: paired
    every: 10
    since: 2015
    legs:
      - {guest: CN, host: RU, at: victory-day, window: 3 days before .. 1 day after}
      - {guest: RU, host: CN, at: surrender-day, window: 9 days before .. 1 day after}
    sources: [gazette-1999]

visits:
  - id: earlier
    guest: CN
    host: RU
    kind: state
    claims:
      - {date: 2015-05, status: occurred, source: gazette-1999, known: 2015-06-01}
      - {date: 2015-06-01/2015-06-02, status: occurred, source: gazette-2000, known: 2015-06-02}
  - id: meeting
    guests: [CN, RU]
    host: KZ
    kind: meeting
    claims:
      - {date: 2024-07-03, status: occurred, source: gazette-1999, known: 2024-07-03}
  - id: autumn
    guest: RU
    host: CN
    fulfils: exchange.2025.ru-cn
    claims:
      - {date: 2025-09-02/2025-09-03, status: announced, known: 2025-06-01, source: gazette-1999}
      - {date: 2025-09-02/2025-09-03, status: confirmed, known: 2025-08-20, source: gazette-1999}
"""
TONGUES = [language for language in available_languages() if language != "en"]
# Names that every language writes alike; paths and addresses are taken out before.
NAMES = {"calendar-gen", "Google", "Calendar", "Outlook", "Outlook.com", "Microsoft", "Thunderbird"}
NAMES |= {"GNOME", "KDE", "vdirsyncer", "Apple", "iPhone", "iPad", "iCalendar", "ICS", "HTTP"}
NAMES |= {"URL", "QR", "Android", "ICSx", "JSON", "CSV", "Atom", "webcal", "https"}
# Of JSON, and of the rules as their author wrote them; names of norms and codes.
NAMES |= {"Feed", "Schema", "Easter", "Kislev", "ISO", "M49", "XK"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built on two days, so that there is something to tell on the pages of changes."""
    folder = tmp_path_factory.mktemp("tongues")
    (folder / "rules.yaml").write_text(RULES, encoding="utf-8")
    tongues = ",".join(["en", *TONGUES])
    for day in ("2025-05-31", "2025-08-20"):
        arguments = [folder / "rules.yaml", "-o", folder / "site", "--as-of", day]
        more = ["--years", "2025..2026", "--lang", tongues, "--base-url", "https://example.org"]
        done = CliRunner().invoke(main, ["build", *map(str, arguments), *more])
        assert done.exit_code == 0, done.output
    return folder / "site"


def pieces(page: str) -> Iterator[str]:
    """The texts of a page, what is only heard included; not code, nor names in other languages."""
    page = re.sub(r"<(style|script|code)\b.*?</\1>", "", page, flags=re.DOTALL)
    page = re.sub(r"<a [^>]*hreflang=[^>]*>.*?</a>", "", page)
    page = re.sub(r'<link rel="alternate" hreflang[^>]*>', "", page)
    for said in re.findall(r'(?:aria-label|alt|data-label|data-done|title)="([^"]*)"', page):
        yield html.unescape(said)
    for text in re.split(r"<[^>]*>", page):
        if text.strip():
            yield html.unescape(text).strip()


def feed_pieces(feed: Path) -> Iterator[str]:
    calendar = Calendar.from_ical(feed.read_bytes())
    for component in calendar.walk():
        for name in ("SUMMARY", "DESCRIPTION", "LOCATION", "NAME", "X-WR-CALNAME", "X-WR-CALDESC"):
            yield str(component.get(name, ""))
    categories = calendar.to_ical().decode().replace("\r\n ", "")
    yield from re.findall(r"^CATEGORIES:(.*)$", categories, re.MULTILINE)


def told(site: Path, language: str) -> Iterator[tuple[str, str]]:
    folder = site / language
    pages = sorted(folder.rglob("*.html"))
    assert len(pages) >= 4
    for page in pages:
        for text in pieces(page.read_text(encoding="utf-8")):
            yield page.name, text
    for feed in sorted(folder.rglob("*.ics")):
        for text in feed_pieces(feed):
            yield feed.name, text
    news = json.loads((folder / "feed.json").read_text(encoding="utf-8"))
    yield "feed.json", news["title"]
    for item in news["items"]:
        yield "feed.json", f"{item['title']} {item['content_text']}"
    atom = (folder / "atom.xml").read_text(encoding="utf-8")
    for text in re.findall(r"<(?:title|content)[^>]*>([^<]*)<", atom):
        yield "atom.xml", html.unescape(text)


def latin(text: str) -> set[str]:
    """Words in plain Latin letters, but for addresses, paths and versions."""
    text = re.sub(r"\S*(?:[/@]|\.(?:ics|json|csv|html|xml|org|yaml))\S*", " ", text)
    text = re.sub(r"\b[0-9a-f]{6,}\b", " ", text, flags=re.ASCII)
    return set(re.findall(r"[A-Za-z][A-Za-z.-]*[A-Za-z]", text))


@pytest.mark.parametrize("language", [tag for tag in TONGUES if tag not in ("fr", "es")])
def test_no_latin_word_of_ours_is_left(site: Path, language: str) -> None:
    leaks = {(page, text) for page, text in told(site, language) if latin(text) - NAMES}
    assert leaks == set()


def alone(site: Path, language: str, form: str) -> str:
    """What a digest of the year in another format says, with the plan, changes and signs."""
    asked = ["digest", "2025", "-r", site.parent / "rules.yaml", "--as-of", "2025-05-31"]
    more = ["--lead", "30,99", "--since", "2025-05-01", "--lang", language, "--format", form]
    if form == "email":
        more += ["--mail-from", "a@example.org", "--mail-to", "b@example.org"]
    done = CliRunner().invoke(main, [*map(str, asked), *more], env={"COLUMNS": "400"})
    assert done.exit_code == 0, done.output
    if form != "email":
        return done.stdout
    parts = message_from_bytes(done.stdout_bytes, policy=policy.default).walk()
    texts = [str(part.get_content()) for part in parts if not part.is_multipart()]
    assert len(texts) == 2
    return "\n".join(" ".join(pieces(text)) for text in texts)


RULE_IDS = re.compile(
    r"\b(?:victory-day|surrender-day|festival|school|our-month|five-years|feast|exchange)\b"
)


@pytest.mark.parametrize("form", ["text", "diary", "email"])
@pytest.mark.parametrize("language", [tag for tag in TONGUES if tag not in ("fr", "es")])
def test_no_latin_word_is_left_in_any_format(site: Path, language: str, form: str) -> None:
    """Kind and rank, what has no exact day, rules without an answer and the plan included."""
    text = RULE_IDS.sub("", alone(site, language, form))
    spoken = phrases(language)
    assert "XK" in text
    assert form == "diary" or spoken.say("Rules without an answer") in text
    assert spoken.say("not known") in text
    assert {line for line in text.split("\n") if latin(line) - NAMES} == set()


@pytest.mark.parametrize("language", ["fr", "es"])
def test_no_english_phrase_is_left(site: Path, language: str) -> None:
    with (FOLDER / f"{language}.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    english = {
        str(message.id).casefold()
        for message in catalogue
        if isinstance(message.id, str) and re.search("[a-z]{4}", message.id)
    }
    other = {str(message.string).casefold() for message in catalogue if message.id}
    words = {"the", "and", "of", "with", "is", "visit", "day", "expected", "known", "th", "to"}
    for page, text in told(site, language):
        assert text.casefold() not in english - other, (page, text)
        assert not words & {word.casefold() for word in latin(text)}, (page, text)


def test_the_search_for_leaks_finds_one(site: Path) -> None:
    assert latin("Расписание: 3 visits, calendar-gen, ru/feeds/all.ics, 0a1b2c3d") - NAMES == {
        "visits"
    }
    page = (site / "ru" / "index.html").read_text(encoding="utf-8")
    spoilt = re.sub(r"<h2[^>]*>[^<]*", "<h2>Feeds", page, count=1)
    assert {"Feeds"} <= set().union(*map(latin, pieces(spoilt)))


@pytest.mark.parametrize("language", TONGUES)
def test_every_page_says_its_language_and_direction(site: Path, language: str) -> None:
    way = "rtl" if language == "ar" else "ltr"
    for page in (site / language).rglob("*.html"):
        assert f'<html lang="{language}" dir="{way}">' in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "language, name, summary",
    [
        ("fr", "Visites", "Ημέρα της νίκης\u202f: 80e anniversaire"),
        ("es", "Visitas", "Ημέρα της νίκης: 80.º aniversario"),
        ("ar", "الزيارات", "Ημέρα της νίκης: الذكرى الـ80"),
    ],
)
def test_feeds_are_named_and_summed_up_in_their_language(
    site: Path, language: str, name: str, summary: str
) -> None:
    feeds = site / language / "feeds"
    visits = Calendar.from_ical((feeds / "visits.ics").read_bytes())
    assert str(visits["X-WR-CALNAME"]) == name
    everything = Calendar.from_ical((feeds / "all.ics").read_bytes())
    assert summary in {str(event["SUMMARY"]) for event in everything.walk("VEVENT")}


def test_a_further_language_is_one_further_file(tmp_path: Path) -> None:
    """Ukrainian, whose plurals are those of Russian, from a changed copy of the Russian texts."""
    root = FOLDER.parents[2]
    for part in ("calendar_gen", "templates"):
        shutil.copytree(root / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(root / "pyproject.toml", tmp_path)  # which makes it a checkout
    catalogues = tmp_path / "calendar_gen" / "entries" / "catalogues"
    text = (catalogues / "ru.po").read_text(encoding="utf-8")
    text = text.replace("Language: ru", "Language: uk").replace('"Визиты"', '"Візити"')
    (catalogues / "uk.po").write_text(text, encoding="utf-8")
    (tmp_path / "rules.yaml").write_text(RULES, encoding="utf-8")

    def run(*arguments: str) -> None:
        subprocess.run(
            [sys.executable, "-m", *arguments],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(tmp_path)},
            check=True,
            capture_output=True,
        )

    as_of = ("--as-of", "2025-05-31")
    rules = ("-r", "rules.yaml")
    run("calendar_gen", "digest", "2025", *rules, "--lang", "uk", *as_of, "-o", "d.html")
    page = (tmp_path / "d.html").read_text(encoding="utf-8")
    assert '<html lang="uk" dir="ltr">' in page
    assert ">Візити</h2>" in page
    assert "Росія" in page  # by CLDR, as are the abbreviated months
    run("calendar_gen", "build", "rules.yaml", "-o", "site", "--lang", "en,uk", *as_of)
    assert "українська" in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
