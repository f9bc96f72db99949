"""The digest as text: what stands on it, that it stands alone, and that rule text is only text."""

import re
from base64 import b64encode
from hashlib import sha256
from xml.etree import ElementTree

import pytest
from jinja2 import UndefinedError

from calendar_gen.edtf import day, parse
from calendar_gen.entries.phrases import phrases
from calendar_gen.problems import Place
from calendar_gen.rendering.digest import Edition, FeedLink, digest
from calendar_gen.rendering.pages import direction, render
from calendar_gen.rules import Source
from tests.digest.reading import Page
from tests.digest.samples import (
    ALL,
    AS_OF,
    BEIJING,
    KAZAN,
    LEDGER,
    RULEBOOK,
    TO_BEIJING,
    page,
    recorded,
    worded,
)
from tests.entries.samples import VICTORY

EMPTY = RULEBOOK._replace(visits=())


@pytest.fixture(scope="module")
def sample() -> Page:
    return Page(page())


def test_every_entry_has_its_occurrence_id_as_its_place(sample: Page) -> None:
    for occurrence in ALL:
        assert sample.by_id(occurrence.id).tag == "li"


def test_ids_are_unique_and_links_have_targets(sample: Page) -> None:
    ids = sample.ids()
    assert len(ids) == len(set(ids))
    assert sample.targets() <= set(ids)
    assert len(sample.targets()) > 20


def test_ids_are_the_same_whatever_else_is_on_the_page() -> None:
    less = Page(page(TO_BEIJING, BEIJING))
    assert set(less.ids()) <= set(Page(page()).ids())


def test_the_same_input_gives_the_same_bytes() -> None:
    assert page() == page()


def test_nothing_comes_from_elsewhere(sample: Page) -> None:
    assert [script.attributes for script in sample.all("script")] == [{}]
    loading = {"src", "srcset", "poster", "data", "action", "style", "background"}
    for element in sample.elements:
        assert not loading & set(element.attributes), element
        assert not any(name.startswith("on") for name in element.attributes), element
    icons = [e for e in sample.all("link") if e.attributes["rel"] == "icon"]
    assert [icon.attributes["href"].partition(",")[0] for icon in icons] == ["data:image/svg+xml"]
    assert "@import" not in page()
    assert "url(" not in page()


def test_the_policy_allows_this_very_style_and_script_and_nothing_else() -> None:
    html = page()
    hashes = {}
    for tag in ("style", "script"):
        (text,) = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        hashes[tag] = b64encode(sha256(text.encode()).digest()).decode()
    (policy,) = (
        meta.attributes["content"]
        for meta in Page(html).all("meta")
        if meta.attributes.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.split("; ") == [
        "default-src 'none'",
        f"style-src 'sha256-{hashes['style']}'",
        f"script-src 'sha256-{hashes['script']}'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    ]


def test_a_page_without_entries_has_no_script_and_no_form() -> None:
    empty = Page(page(year=1999, rulebook=EMPTY, ledgers=()))
    assert not list(empty.all("script"))
    assert not list(empty.all("form"))


def test_head_tells_day_rulebook_and_counts(sample: Page) -> None:
    (head,) = sample.all("header", "masthead")
    assert "2025" in head.text
    assert "6 May 2025" in head.text
    assert RULEBOOK.digest[:12] in head.text
    assert "2 commemorations, 3 visits, 4 round numbers" in head.text
    skip = next(sample.all("a", "skip"))
    assert skip.attributes["href"] == "#main"


def test_subscribe_and_download_links_stand_where_they_are_known(sample: Page) -> None:
    edition = Edition(
        2025,
        "en",
        AS_OF,
        home="../index.html",
        feeds=(FeedLink("Everything", "../feeds/all.ics", "webcal://example.org/feeds/all.ics"),),
        data=(FeedLink("CSV", "../data/occurrences.csv"),),
        years=(FeedLink("2026", "2026.html"),),
    )
    linked = Page(digest(worded(*ALL), [LEDGER], RULEBOOK, edition))
    addresses = {e.attributes.get("href") for e in linked.all("a")}
    assert addresses >= {
        "webcal://example.org/feeds/all.ics",
        "../data/occurrences.csv",
        "2026.html",
        "../index.html",
    }
    alone = {e.attributes.get("href", "") for e in sample.all("a")}
    assert not {href for href in alone if href.startswith(("..", "webcal"))}


def test_likelihood_is_word_number_and_basis_never_a_bare_number(sample: Page) -> None:
    card = sample.by_id(TO_BEIJING.id).text
    assert "likely, 64 %: 2 of 2, both before the rule was written down" in card.replace(" ", " ")
    (table,) = sample.all("table", "visits")
    assert "likely, 64 %: 2 of 2" in table.text.replace(" ", " ")


def test_the_drawing_is_xml_with_title_and_description_and_says_what_the_table_says() -> None:
    html = page()
    drawing = re.search(r"<svg id=\"timeline\".*?</svg>(?=\n</div>)", html, re.DOTALL)
    assert drawing is not None
    root = ElementTree.fromstring(drawing[0])
    title, description = root.find("title"), root.find("desc")
    assert title is not None
    assert description is not None
    named = (root.get("aria-labelledby") or "").split()
    assert named == [title.get("id"), description.get("id")]
    assert description.text is not None
    for words in ("Russia to China: 29 August to 4 September 2025, likely, 64 %", "cancelled"):
        assert words in description.text
    (table,) = Page(html).all("table", "visits")
    for words in ("29 August to 4 September 2025", "cancelled", "announced"):
        assert words in table.text


def test_ledger_says_who_owes_whom_since_when_and_for_how_long(sample: Page) -> None:
    pair = sample.by_id("pair:cn-ru").text
    assert "Russia owes China a visit since 24 October 2024, for 6 months; 1 visit unanswered." in (
        pair
    )
    assert "due" in pair
    rows = [row.text for row in sample.all("tr") if row.text.startswith(("China to", "Russia to"))]
    first = next(row for row in rows if "22 to 24 October 2024" in row)
    assert first.startswith("China to Russia 2 22 to 24 October 2024 multilateral")
    assert "50 %" in first
    # As precise as its source, and no more.
    assert any("Russia to China 3 May 2024 state" in row for row in rows)


def test_a_meeting_in_a_third_country_counts_for_neither(sample: Page) -> None:
    meeting = sample.by_id("visit:astana-2024")
    assert meeting.text.startswith("in Kazakhstan July 2024 meeting")
    assert meeting.text.endswith("counts for neither")


def test_a_conflict_is_shown_where_a_person_looks_with_the_choice_and_its_reason(
    sample: Page,
) -> None:
    recorded_visit = sample.by_id("visit:xi-kazan-2024")
    assert "sources disagree" in recorded_visit.text
    dispute = sample.by_id("conflict:xi-kazan-2024").text
    assert "September 2024 occurred Associated Press" in dispute
    assert "22 to 24 October 2024 (shown) occurred News Agency" in dispute
    assert "Settled because the summit was held on those days by its own dates" in dispute


def test_a_claim_not_yet_known_is_not_on_the_page() -> None:
    late = KAZAN._replace(
        claims=(*KAZAN.claims, KAZAN.claims[0]._replace(date=parse("2024-11"), known=AS_OF + 1))
    )
    html = page(rulebook=RULEBOOK._replace(visits=(late,)))
    assert "November 2024" not in html


def test_an_open_conflict_says_that_nobody_has_settled_it() -> None:
    open_claims = tuple(claim._replace(preferred=False, because=None) for claim in KAZAN.claims)
    book = RULEBOOK._replace(visits=(KAZAN._replace(claims=open_claims),))
    visit = recorded("xi-kazan-2024", "CN", "RU", "2024-10-22/2024-10-24", None)
    ledger = LEDGER._replace(
        visits=(visit._replace(settled=False, conflict=True),),
        last={"CN-RU": "xi-kazan-2024", "RU-CN": None},
    )
    dispute = Page(page(rulebook=book, ledgers=(ledger,))).by_id("conflict:xi-kazan-2024").text
    assert "Nobody has settled this yet" in dispute
    assert "(shown)" not in dispute


def test_months_stand_in_order_with_days_weekdays_and_own_titles(sample: Page) -> None:
    months = [e.attributes["id"] for e in sample.all("section", "month")]
    assert months == ["month:05", "month:06", "month:08", "month:09"]
    card = sample.by_id(BEIJING.id).text
    assert card.startswith("3Wednesday")
    own = {
        (e.attributes["lang"], e.attributes["dir"], e.text)
        for e in sample.all("bdi")
        if "lang" in e.attributes
    }
    assert ("zh", "ltr", BEIJING.titles["zh"]) in own
    assert ("ru", "ltr", "День Победы") in own


def test_an_entry_of_another_year_is_not_shown_and_one_that_reaches_into_it_is() -> None:
    into = VICTORY._replace(id="feast.2024", earliest=day(2024, 12, 30), latest=day(2025, 1, 2))
    other = VICTORY._replace(id="feast.2023", earliest=day(2023, 5, 9), latest=day(2023, 5, 9))
    ids = Page(page(into, other)).ids()
    assert "feast.2024" in ids
    assert "month:01" in ids
    assert "feast.2023" not in ids


def test_what_is_only_known_to_be_in_the_year_stands_before_january() -> None:
    sometime = VICTORY._replace(
        id="sometime.2025", earliest=day(2025, 1, 1), latest=day(2025, 12, 31), extent="window"
    )
    shown = Page(page(sometime, VICTORY))
    assert [e.attributes["id"] for e in shown.all("section", "month")] == ["month:00", "month:05"]


def test_a_year_before_the_common_era() -> None:
    ides = VICTORY._replace(
        id="ides.-0043", number=None, earliest=day(-43, 3, 15), latest=day(-43, 3, 15)
    )
    html = page(ides, year=-43, rulebook=EMPTY, ledgers=())
    assert "<title>Digest 44 BCE</title>" in html
    assert Page(html).by_id("ides.-0043").text.startswith("15")


def test_an_empty_year_says_so() -> None:
    html = page(year=1999, rulebook=EMPTY, ledgers=())
    for words in (
        "No visit is expected or recorded in 1999.",
        "The record holds no pair.",
        "Nothing is kept or expected in 1999.",
        "0 commemorations, 0 visits",
    ):
        assert words in html
    assert set(Page(html).targets()) <= set(Page(html).ids())


def test_sources_have_citation_address_and_backlinks_and_rules_have_file_and_line(
    sample: Page,
) -> None:
    source = sample.by_id("source:ap-2025-05-06")
    assert 'Associated Press, "Leaders to meet in Moscow", 6 May 2025' in source.text
    assert "Victory Day: 80th anniversary" in source.text
    addresses = {e.attributes["href"] for e in sample.all("a", "outside")}
    assert "https://example.org/ap-2025-05-06" in addresses
    rule = sample.by_id("rule:victory-day-moscow")
    assert "victory.yaml:12" in rule.text


def test_paths_do_not_tell_where_the_page_was_made() -> None:
    rules = {
        id_: rule._replace(at=Place(f"/home/somebody/desk/rules/{id_}/rule.yaml", 3, 5))
        for id_, rule in RULEBOOK.commemorations.items()
    }
    html = page(rulebook=RULEBOOK._replace(commemorations=rules))
    assert "somebody" not in html
    assert "victory-day-moscow/rule.yaml:3" in html


def test_the_footer_says_that_a_forecast_is_no_announcement(sample: Page) -> None:
    (footer,) = sample.all("footer")
    assert "A forecast is not an announcement." in footer.text
    assert "correct it there" in footer.text


HOSTILE = [
    "<script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "{{ 7 * 7 }}{% raw %}",
    "\u202e<b>desrever</b>\u2066",
    "a\x00b\x07c\x1b[31md\x85e",
    "]]>&amp;&#60;",
    "W" * 300,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_text(text: str) -> None:
    source = Source(
        "ap-2025-05-06", text, text, "javascript:alert(1)", parse("2025-05-06"), VICTORY.at
    )
    claims = tuple(claim._replace(because=claim.because and text) for claim in KAZAN.claims)
    book = RULEBOOK._replace(
        sources={**RULEBOOK.sources, source.id: source},
        visits=(KAZAN._replace(claims=claims),),
    )
    occurrences = [
        each._replace(
            titles={"en": text, "zh": text, "ru": text},
            place=text,
            person=text,
            note={"en": text},
            categories=(text,),
        )
        for each in ALL
    ]
    html = page(*occurrences, rulebook=book)
    shown, clean = Page(html), Page(page())
    assert {e.tag for e in shown.elements} == {e.tag for e in clean.elements}
    assert {n for e in shown.elements for n in e.attributes} == {
        n for e in clean.elements for n in e.attributes
    }
    assert "javascript:" not in html
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", html)
    assert "49" not in re.sub(r"[0-9]{3,}|<[^>]*>", "", html)
    drawing = re.search(r"<svg id=\"timeline\".*?</svg>(?=\n</div>)", html, re.DOTALL)
    assert drawing is not None
    ElementTree.fromstring(drawing[0])


def test_a_misspelt_name_in_a_template_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        render("index/index.html.j2", ("base.css",), phrases("en"))


@pytest.mark.parametrize(
    "tag, expected",
    [("en", "ltr"), ("ar", "rtl"), ("he-IL", "rtl"), ("az-Arab", "rtl"), ("uz-Latn", "ltr")],
)
def test_direction_of_a_language(tag: str, expected: str) -> None:
    assert direction(tag) == expected


@pytest.mark.parametrize("language", ["en", "ru", "zh"])
def test_the_page_is_in_its_language(language: str) -> None:
    html = page(language=language)
    assert f'<html lang="{language}" dir="ltr">' in html
    assert {"ru": "День Победы", "zh": "胜利日", "en": "Victory Day"}[language] in html
