"""What we say of the shipped rules is in the language asked for: categories, ranks, parties."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from calendar_gen.edtf import day
from calendar_gen.entries import available_languages, entries
from calendar_gen.entries.categories import category_name
from calendar_gen.entries.entry import Entry
from calendar_gen.entries.phrases import phrases
from calendar_gen.forecasting.projection import occurrences
from calendar_gen.occurrences import Occurrence
from calendar_gen.rulebook import load
from calendar_gen.rules import Rulebook

RULES = Path(__file__).parents[2] / "rules"
TODAY = day(2026, 11, 29)
OTHERS = [language for language in available_languages() if language != "en"]

CODE = re.compile(r"\([A-Z]{2}-\w{1,3}\)")
"""A part of a state goes by its code in ISO 3166-2."""


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return load([str(RULES)])


@pytest.fixture(scope="module")
def year(book: Rulebook) -> list[Occurrence]:
    return occurrences(book, day(2027, 1, 1), day(2027, 12, 31), TODAY)


def categories(book: Rulebook) -> set[str]:
    found = {word for rule in book.commemorations.values() for word in rule.categories}
    return found | {word for rule in book.patterns.values() for word in rule.categories}


def ranks(book: Rulebook) -> set[str]:
    recorded = {visit.rank for visit in book.visits if visit.rank is not None}
    return recorded.union(*(pattern.rank for pattern in book.patterns.values()))


@pytest.mark.parametrize("language", OTHERS)
def test_every_category_and_rank_that_they_use_has_a_name(book: Rulebook, language: str) -> None:
    spoken, english = phrases(language), phrases("en")
    alike = {"fr": {"culture", "islam", "religion", "science"}, "es": {"islam"}}
    keys = categories(book)
    assert len(keys) > 50
    for key in keys - alike.get(language, set()):
        assert category_name(key, spoken) not in (key, key.replace("-", " ")), key
    names = [category_name(key, spoken) for key in sorted(keys)]
    assert len(set(names)) == len(names)
    assert len(ranks(book)) > 4
    assert [rank for rank in ranks(book) if spoken.word("rank", rank) == rank] == []
    assert category_name("wwii", english) == "Second World War"


def test_a_category_of_ones_own_reads_as_words() -> None:
    assert category_name("trade-fair", phrases("ru")) == "trade fair"


def ours(entry: Entry) -> Iterator[str]:
    """All that is said of an entry but what authors wrote: titles, notes, places, persons."""
    yield from entry.category_texts
    said = (entry.when, entry.number_text, entry.status_text, entry.certainty_text)
    who = (entry.guest_text, entry.host_text, entry.protocol_text)
    for text in (*said, *who, entry.likelihood_text, entry.evening_text, entry.jubilee_text):
        if text is not None:
            yield text


@pytest.mark.parametrize("language", ["ru", "zh", "ar"])
def test_no_latin_word_of_ours_is_left_in_a_year_of_them(
    book: Rulebook, year: list[Occurrence], language: str
) -> None:
    assert len(year) > 1000
    found = {
        text
        for entry in entries(year, book, language, TODAY)
        for text in ours(entry)
        if re.search("[A-Za-z]{2}", CODE.sub("", text))
    }
    assert found == set()
