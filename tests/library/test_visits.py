"""The visit patterns that are shipped: many, each on paper, each with its hits and its misses."""

from collections import Counter
from pathlib import Path

import pytest

from calendar_gen.edtf import day
from calendar_gen.forecasting.projection import occurrences
from calendar_gen.occurrences import Occurrence
from calendar_gen.rulebook import load
from calendar_gen.rules import Rotating, Rulebook

RULES = Path(__file__).parents[2] / "rules"
TODAY = day(2026, 11, 29)
IDLE = {
    "commonwealth-summit",
    "japanese-prime-minister-in-vladivostok",
    "russian-president-at-auschwitz",
    "three-seas-summit",
    "us-president-in-moscow-on-victory-day",
}
"""Patterns whose next host no source names yet, and those that are kept for their record alone."""


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return load([str(RULES)])


@pytest.fixture(scope="module")
def past(book: Rulebook) -> dict[str, list[Occurrence]]:
    """What each pattern expected so far, terms of office aside: they come by themselves."""
    found: dict[str, list[Occurrence]] = {
        id_: []
        for id_, pattern in book.patterns.items()
        if not (isinstance(pattern.terms, Rotating) and pattern.terms.guests == ())
    }
    for each in occurrences(book, day(1960, 1, 1), TODAY, TODAY):
        if each.rule in found and each.latest < TODAY:
            found[each.rule].append(each)
    return found


@pytest.fixture(scope="module")
def ahead(book: Rulebook) -> list[Occurrence]:
    found = occurrences(book, day(2027, 1, 1), day(2028, 12, 31), TODAY)
    return [each for each in found if each.rule in book.patterns]


def test_there_are_a_hundred_and_each_is_on_paper_and_can_be_looked_up(book: Rulebook) -> None:
    assert len(book.patterns) >= 100
    assert [id_ for id_, pattern in book.patterns.items() if pattern.stated is None] == []
    lacking = {
        id_
        for id_, pattern in book.patterns.items()
        for source in map(book.sources.__getitem__, pattern.sources)
        if not (source.publisher and source.title)
    }
    assert lacking == set()
    assert [id_ for id_, pattern in book.patterns.items() if not pattern.sources] == []


def test_each_has_a_record(past: dict[str, list[Occurrence]]) -> None:
    known = {
        id_: sum(each.status in ("occurred", "missed", "cancelled") for each in those)
        for id_, those in past.items()
    }
    assert {id_: count for id_, count in known.items() if count < 2} == {}


def test_misses_are_counted_as_hits_are(past: dict[str, list[Occurrence]]) -> None:
    counts = Counter(each.status for those in past.values() for each in those)
    assert counts["occurred"] >= 700
    assert counts["missed"] + counts["cancelled"] >= 200
    with_a_miss = [
        id_
        for id_, those in past.items()
        if any(each.status in ("missed", "cancelled") for each in those)
    ]
    assert len(with_a_miss) >= 70


def test_no_two_have_one_title_and_no_two_visits_ahead_are_one(
    book: Rulebook, ahead: list[Occurrence]
) -> None:
    titles = Counter(
        text for pattern in book.patterns.values() for text in pattern.titles[-1].texts.values()
    )
    assert [title for title, count in titles.items() if count > 1] == []
    places = Counter(
        (each.guests, each.host, each.earliest, each.latest) for each in ahead if each.guests
    )
    assert [place for place, count in places.items() if count > 1] == []


def test_every_pattern_looks_ahead_or_says_why_not(
    book: Rulebook, past: dict[str, list[Occurrence]]
) -> None:
    """But for first trips, which wait for somebody to take office, and visits that nobody owes."""
    later = {each.rule for each in occurrences(book, TODAY, day(2036, 12, 31), TODAY) if each.rule}
    idle = {
        id_
        for id_ in past
        if id_ not in later and book.patterns[id_].pattern not in ("first", "returned")
    }
    assert idle == IDLE


@pytest.mark.parametrize(
    "id_, host",
    [
        ("apec-summit.2027", "VN"),
        ("asean-summit.2027", "SG"),
        ("brics-summit.2027", "CN"),
        ("cis-summit.2027", "UZ"),
        ("climate-conference.2027", "ET"),
        ("csto-session.2027", "TJ"),
        ("eaeu-presidency.2027", "KG"),
        ("eu-presidency.2027-01", "LT"),
        ("eu-presidency.2027-07", "GR"),
        ("g20-summit.2027", "GB"),
        ("g7-summit.2027", "US"),
        ("mercosur-summit.2027-02", "AR"),
        ("nato-summit.2027", "AL"),
        ("sco-summit.2027", "PK"),
        ("visegrad-presidency.2027-07", "CZ"),
        ("india-japan-summit.2027", "JP"),
        ("india-russia-summit.2027", "IN"),
        ("franco-german-council.2027", "FR"),
    ],
)
def test_the_turn_of_2027_is_that_of(ahead: list[Occurrence], id_: str, host: str) -> None:
    assert {each.id: each.host for each in ahead}[id_] == host
