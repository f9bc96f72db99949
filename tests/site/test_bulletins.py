"""The change lists of a site, read by independent parsers: feedparser, an XML parser, a schema."""

import html
import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import feedparser  # type: ignore[import-untyped]
import jsonschema
import pytest

from calendar_gen.site import Order
from tests.digest.reading import Page
from tests.site.samples import AS_OF, RULES, built, order, rulebook, tree

ATOM = "{http://www.w3.org/2005/Atom}"
RFC3339 = r"^\d{4}-\d\d-\d\dT00:00:00Z$"
TEXT = {"type": "string", "minLength": 1}
ADDRESS = {"type": "string", "pattern": "^https?://"}
JSON_FEED: dict[str, Any] = {
    # Retyped from the text of JSON Feed version 1.1, "Top-level" and "Items".
    "type": "object",
    "required": ["version", "title", "items"],
    "additionalProperties": False,
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": TEXT,
        "home_page_url": ADDRESS,
        "feed_url": ADDRESS,
        "description": TEXT,
        "language": {"type": "string", "pattern": "^[a-z]{2,3}(-[A-Za-z0-9]+)*$"},
        "authors": {
            "type": "array",
            "minItems": 1,
            "items": {"type": "object", "minProperties": 1, "properties": {"name": TEXT}},
        },
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id"],
                "anyOf": [{"required": ["content_text"]}, {"required": ["content_html"]}],
                "additionalProperties": False,
                "properties": {
                    "id": TEXT,
                    "url": ADDRESS,
                    "title": TEXT,
                    "content_text": TEXT,
                    "date_published": {"type": "string", "pattern": RFC3339},
                    "date_modified": {"type": "string", "pattern": RFC3339},
                    "tags": {"type": "array", "items": TEXT},
                },
            },
        },
    },
}
LANGUAGES = ("en", "ru", "zh")
FOLDERS = {"en": "", "ru": "ru/", "zh": "zh/"}


@pytest.fixture
def wanted(tmp_path: Path) -> Order:
    base = order(rulebook(tmp_path / "rules"))
    return base._replace(languages=LANGUAGES, base_url="https://example.org/c")


def changed(tmp_path: Path) -> str:
    """The rules with a day moved and a title corrected in two languages."""
    text = RULES.replace("of: 1945-05-09", "of: 1945-05-08")
    return text.replace("en: Surrender Day", "en: V-J <Day> & more").replace("抗战胜利日", "九三")


@pytest.fixture
def site(wanted: Order, tmp_path: Path) -> dict[str, str]:
    """A site that was built twice."""
    out = tmp_path / "site"
    built(wanted, out)
    book = rulebook(tmp_path / "rules", changed(tmp_path))
    built(wanted._replace(rulebook=book, as_of=AS_OF + 1), out)
    return {path: data.decode() for path, data in tree(out).items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_atom_is_what_feedparser_reads(site: dict[str, str], language: str) -> None:
    read = feedparser.parse(site[f"{FOLDERS[language]}atom.xml"].encode())
    assert not read.bozo
    assert read.version == "atom10"
    assert read.feed.language == language
    links = {link["rel"]: link["href"] for link in read.feed.links}
    assert links == {
        "self": f"https://example.org/c/{FOLDERS[language]}atom.xml",
        "alternate": f"https://example.org/c/{FOLDERS[language]}changes.html",
    }
    assert read.feed.updated == max(entry.updated for entry in read.entries)
    for entry in read.entries:
        assert re.fullmatch(RFC3339[1:-1], entry.updated)
        assert entry.title
        assert entry.content[0].value
        path, _, place = entry.link.removeprefix("https://example.org/c/").partition("#")
        assert f'id="{place}"' in site[path]


@pytest.mark.parametrize("language", LANGUAGES)
def test_atom_keeps_the_rules_of_rfc_4287(site: dict[str, str], language: str) -> None:
    root = ElementTree.fromstring(site[f"{FOLDERS[language]}atom.xml"])
    assert root.tag == f"{ATOM}feed"
    for element in (root, *root.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):  # sections 4.1.1 and 4.1.2: exactly one
            assert len(element.findall(f"{ATOM}{name}")) == 1
    assert root.find(f"{ATOM}author/{ATOM}name") is not None
    ids = [entry.findtext(f"{ATOM}id") for entry in root.iter(f"{ATOM}entry")]
    assert len(ids) == len(set(ids)) > 12
    uuid = r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
    assert all(re.fullmatch(uuid, id_ or "") for id_ in ids)


@pytest.mark.parametrize("language", LANGUAGES)
def test_json_feed_keeps_its_schema_and_says_the_same(site: dict[str, str], language: str) -> None:
    plain = json.loads(site[f"{FOLDERS[language]}feed.json"])
    jsonschema.validate(plain, JSON_FEED)
    read = feedparser.parse(site[f"{FOLDERS[language]}atom.xml"].encode())
    assert [(item["id"], item["date_modified"], item["url"]) for item in plain["items"]] == [
        (entry.id, entry.updated, entry.link) for entry in read.entries
    ]
    assert [item["title"] for item in plain["items"]] == [
        html.unescape(entry.title) for entry in read.entries
    ]


def test_words_of_each_language(site: dict[str, str]) -> None:
    told = {
        language: {
            item["title"]: item["content_text"]
            for item in json.loads(site[f"{FOLDERS[language]}feed.json"])["items"]
        }
        for language in LANGUAGES
    }
    assert told["en"]["Moved: Victory Day: 80th anniversary"] == (
        "Moved: Friday, 9 May 2025 → Thursday, 8 May 2025"
    )
    assert told["en"]["Renamed: V-J <Day> & more: 80th anniversary"] == (
        "Renamed: Surrender Day: 80th anniversary → V-J <Day> & more: 80th anniversary\n"
        "Wednesday, 3 September 2025"
    )
    assert "Перенесено: День Победы: 80-летие" in told["ru"]
    assert not any("капитуляции" in title for title in told["ru"])
    assert "改期：胜利日：80周年" in told["zh"]
    assert "更名：九三：80周年" in told["zh"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_shows_changes_and_what_is_coming(site: dict[str, str], language: str) -> None:
    page = Page(site[f"{FOLDERS[language]}changes.html"])
    (body,) = page.all("body")
    coming = {"en": "Victory Day: 80th anniversary", "ru": "День Победы: 80-летие"}
    assert coming.get(language, "胜利日：80周年") in body.text
    links = {e.attributes.get("href") for e in page.elements}
    assert {"atom.xml", "feed.json", "index.html"} <= links
    index = site[f"{FOLDERS[language]}index.html"]
    assert all(f'href="{name}"' in index for name in ("changes.html", "atom.xml", "feed.json"))


def test_a_first_build_has_nothing_to_tell_of(wanted: Order, tmp_path: Path) -> None:
    built(wanted, tmp_path / "first")
    items = json.loads((tmp_path / "first" / "feed.json").read_text())["items"]
    assert {tag for item in items for tag in item["tags"]} == {"coming"}
    page = (tmp_path / "first" / "digests" / "2025.html").read_text("utf-8")
    assert "Nothing of 2025 has changed since the first edition." in page


def test_ids_and_stamps_stay_through_builds_that_change_nothing(
    wanted: Order, tmp_path: Path
) -> None:
    out = tmp_path / "site"
    built(wanted, out)
    book = rulebook(tmp_path / "rules", changed(tmp_path))
    later = wanted._replace(rulebook=book, as_of=AS_OF + 1)
    built(later, out)
    first = (out / "atom.xml").read_bytes()
    built(later, out)
    assert (out / "atom.xml").read_bytes() == first
    built(later._replace(as_of=AS_OF + 2, base_url="https://other.example"), out)
    before, after = feedparser.parse(first), feedparser.parse((out / "atom.xml").read_bytes())
    assert after.feed.id == before.feed.id
    old = {entry.id: entry.updated for entry in before.entries if entry.tags[0].term == "change"}
    new = {entry.id: entry.updated for entry in after.entries if entry.tags[0].term == "change"}
    assert old
    assert old.items() <= new.items()


def test_what_is_coming_is_dated_by_when_it_came_into_sight_or_changed(
    site: dict[str, str],
) -> None:
    items = json.loads(site["feed.json"])["items"]
    coming = {item["title"]: item for item in items if item["tags"] == ["coming"]}
    assert set(coming) == {
        "Victory Day: 80th anniversary",
        "Exchange of visits: China to Russia (80th)",
    }
    moved = coming["Victory Day: 80th anniversary"]
    assert moved["date_modified"] == "2025-05-07T00:00:00Z"


def test_a_site_without_an_address_has_feeds_with_paths(wanted: Order, tmp_path: Path) -> None:
    out = tmp_path / "site"
    built(wanted._replace(base_url=None), out)
    plain = json.loads((out / "feed.json").read_text())
    jsonschema.validate(plain, JSON_FEED)
    assert "feed_url" not in plain
    read = feedparser.parse((out / "atom.xml").read_bytes())
    assert not read.bozo
    assert read.entries[0].link.startswith("digests/")
