"""Names of feeds: told by what is in them, free of each other, and the same for ever."""

import pytest

from calendar_gen.entries.phrases import phrases
from calendar_gen.rendering.index import addresses
from calendar_gen.site.feeds import file_name, offers
from tests.entries.samples import BOOK

ENGLISH = phrases("en")


def names(keys: set[str], before: dict[str, str] | None = None) -> dict[str, str]:
    return {offer.name: offer.key for offer in offers(keys, before or {}, BOOK, ENGLISH)}


def test_the_feeds_that_every_site_may_have_come_first() -> None:
    assert names(set()) == {"all": "", "visits": "kind:visit", "milestones": "mark"}


def test_parties_pairs_and_categories() -> None:
    found = names({"party:RU", "pair:CN-RU", "category:wwii", "rule:x", "kind:visit"})
    assert {"ru": "party:RU", "cn-ru": "pair:CN-RU", "wwii": "category:wwii"}.items() <= (
        found.items()
    )
    assert len(found) == 6


def test_a_category_that_only_repeats_the_kind_has_no_feed() -> None:
    assert len(names({"category:visit", "category:commemoration"})) == 3


def test_a_name_that_is_taken_gets_its_kind_before_it() -> None:
    found = names({"party:moscow", "category:Moscow", "category:visits"})
    assert found["moscow"] == "party:moscow"
    assert found["category-moscow"] == "category:Moscow"
    assert found["category-visits"] == "category:visits"


def test_a_name_once_published_is_kept() -> None:
    found = names({"party:brics", "category:brics"}, {"brics": "category:brics", "all": ""})
    assert found["brics"] == "category:brics"
    assert found["party-brics"] == "party:brics"


def test_no_file_is_called_as_a_device_of_windows() -> None:
    found = names({"category:CON", "category:Nul", "party:aux", "category:com1", "category:com10"})
    assert {*found} >= {"category-con", "category-nul", "party-aux", "category-com1", "com10"}
    kept = names({"category:CON"}, {"con": "category:CON"})
    assert kept["con"] == "category:CON"


@pytest.mark.parametrize(
    "value, expected",
    [("CN-RU", "cn-ru"), ("St. Patrick's", "st-patrick-s"), ("../../etc", "etc"), ("战", "e68898")],
)
def test_file_names_are_plain(value: str, expected: str) -> None:
    assert file_name(value) == expected


def test_titles_of_pairs_whose_parties_have_hyphens() -> None:
    (pair,) = (o for o in offers({"pair:GB-SCT-RU"}, {}, BOOK, ENGLISH) if o.kind == "pair")
    assert pair.title == "United Kingdom (GB-SCT) and Russia"


def test_addresses_of_a_feed_in_each_client() -> None:
    found = addresses("https://example.org/c/", "feeds/all.ics", "All & more")
    assert found.https == "https://example.org/c/feeds/all.ics"
    assert found.webcal == "webcal://example.org/c/feeds/all.ics"
    assert found.google == (
        "https://calendar.google.com/calendar/render"
        "?cid=webcal%3A%2F%2Fexample.org%2Fc%2Ffeeds%2Fall.ics"
    )
    assert found.outlook == (
        "https://outlook.live.com/calendar/0/addfromweb"
        "?url=https%3A%2F%2Fexample.org%2Fc%2Ffeeds%2Fall.ics&name=All%20%26%20more"
    )
    assert found.office.startswith("https://outlook.office.com/calendar/0/addfromweb?url=https%3A")


@pytest.mark.parametrize("value", ["x" * 400, "x" * 400 + "y", "и" * 200])
def test_a_name_that_no_file_could_bear_is_cut_and_still_its_own(value: str) -> None:
    name = file_name(value)
    assert len(name) == 109
    assert name != file_name(value + "z")
    assert file_name("x" * 100) == "x" * 100
