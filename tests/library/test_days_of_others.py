"""The shipped national days and feasts: complete, counted right, as others have them."""

from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import pytest
from babel.languages import get_official_languages

import calendar_gen
from calendar_gen.occurrences import Occurrence
from calendar_gen.rules import Commemoration, Rulebook
from tests.corpus.test_days import UNITED_NATIONS
from tests.library import feasts

RULES = Path(__file__).parents[2] / "rules"
TODAY = date(2026, 11, 24)
WITHOUT = {
    "GB": "No day is kept as the national day; its embassies receive on the sovereign's official"
    " birthday, which is set anew each year."
}
"""Member states without a rule, and why."""

ROWS = [(name, row) for name in feasts.PACKAGES for row in feasts.rows(name)]


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return calendar_gen.load([RULES])


@pytest.fixture(scope="module")
def days(book: Rulebook) -> dict[str, list[Occurrence]]:
    found = defaultdict(list)
    first, last = date(feasts.FIRST, 1, 1), date(feasts.LAST, 12, 31)
    for occurrence in calendar_gen.forecast(book, first, last, TODAY):
        found[occurrence.rule].append(occurrence)
    return found


def of_nations(book: Rulebook) -> list[Commemoration]:
    kinds = {"national-day", "independence"}
    return [each for each in book.commemorations.values() if kinds & set(each.categories)]


def test_every_member_state_has_one_national_day(book: Rulebook) -> None:
    hosts = Counter(each.host for each in of_nations(book) if "national-day" in each.categories)
    members = {*UNITED_NATIONS.split(), "VA", "PS"}
    assert len(members) == 195
    assert set(hosts) == members - set(WITHOUT)
    assert set(hosts.values()) == {1}


def test_a_rule_is_named_for_its_state(book: Rulebook) -> None:
    for each in of_nations(book):
        kind, _, code = each.id.rpartition("-")
        if kind in {"national-day", "independence"}:
            assert each.host == code.upper()
            assert kind in each.categories


def test_a_rule_has_a_title_in_a_language_of_its_state(book: Rulebook) -> None:
    for each in of_nations(book):
        titles = {tag.split("-")[0] for tag in each.titles[0].texts}
        official = get_official_languages(str(each.host), regional=False, de_facto=True)
        languages = {tag.split("_")[0] for tag in official}
        assert not languages or titles & languages, each.id
        assert languages & {"en", "fr", "es", "ru", "zh", "ar"} <= titles, each.id


def of_religions(book: Rulebook) -> list[Commemoration]:
    """The feasts themselves, not days of other bodies about religion."""
    rules = book.commemorations.values()
    return [each for each in rules if Path(each.at.file).parent.name == "religion"]


@pytest.mark.parametrize("name", feasts.PACKAGES)
def test_every_rule_has_a_row_or_is_said_to_have_none(name: str, book: Rulebook) -> None:
    rows = feasts.rows(name)
    rules = [*of_nations(book), *of_religions(book)]
    named = [*(row.id for row in rows), *feasts.unlisted(name)]
    assert sorted(named) == sorted(each.id for each in rules)
    assert {word for row in rows for word in row.differs.values()} == set(feasts.reasons(name))


@pytest.mark.parametrize("name", feasts.PACKAGES)
def test_what_differs_is_explained_where_the_rule_stands(name: str, book: Rulebook) -> None:
    for row in feasts.rows(name):
        at = book.commemorations[row.id].at
        above = Path(at.file).read_text("utf-8").splitlines()[: at.line - 1]
        said: list[str] = []
        while above and above[-1].startswith("  # "):
            said.insert(0, above.pop()[4:])
        for comment in feasts.comments(row, name):
            assert comment in " ".join(said), row.id


@pytest.mark.parametrize("name, row", ROWS, ids=[f"{name}-{row.id}" for name, row in ROWS])
def test_days_are_those_of_the_table(
    name: str, row: feasts.Row, days: dict[str, list[Occurrence]]
) -> None:
    ours = defaultdict(set)
    for each in days[row.id]:
        day = date.fromordinal(each.earliest)
        ours[day.year].add(day)
    theirs = feasts.feast_days(name)[row.id]
    assert {year for year in theirs if ours[year] != theirs[year]} == set(row.differs)


def test_what_the_factbook_is_cited_for_is_written_there(book: Rulebook) -> None:
    pages = feasts.factbook()
    cited = 0
    for each in of_nations(book):
        for name in each.sources:
            url = book.sources[name].url or ""
            if name.startswith("factbook-"):
                said = " ".join(pages["/".join(url.rsplit("/", 2)[1:])])
                cited += 1
                for wanted in _of_the_factbook(each):
                    assert wanted in said, (each.id, wanted, said)
    assert cited > 200


def _of_the_factbook(rule: Commemoration) -> list[str]:
    """The year of the event, and the day kept unless another source is cited for it."""
    year = [str(rule.of.year)] if rule.of and len(rule.sources) == 1 else []
    if len(rule.sources) > 1 or rule.on is None:
        return year
    return [*year, rule.on.text]


def test_no_event_is_to_come(book: Rulebook) -> None:
    events = [each.of for each in of_nations(book) if each.of]
    assert all(event.latest < TODAY.toordinal() for event in events)


def test_only_days_without_one_event_have_no_number(
    book: Rulebook, days: dict[str, list[Occurrence]]
) -> None:
    nations = {each.id for each in of_nations(book)}
    without = {id_ for id_ in nations if any(each.number is None for each in days[id_])}
    assert without == {f"national-day-{code}" for code in ("ie", "kr", "li", "lu", "mc")}
    numbers = [each.number for id_ in nations - without for each in days[id_]]
    assert min(number for number in numbers if number is not None) == 1


@pytest.mark.parametrize(
    "rule, year, number",
    [
        ("independence-ma", 2002, 47),  # Al Bawaba, 19 November 2002
        ("independence-me", 2025, 19),  # Vijesti
        ("national-day-bd", 2021, 50),  # the golden jubilee
        ("national-day-iq", 2022, 90),  # Iraqi News, 2 October 2022
        ("national-day-ir", 2024, 45),  # IRNA
        ("national-day-kw", 2023, 62),  # Ammon News, 26 February 2023
        ("national-day-np", 2018, 3),  # Xinhua, 19 September 2018
        ("national-day-ps", 2021, 33),  # Safa
        ("national-day-tm", 2024, 33),  # Anadolu Agency, 27 September 2024
        ("national-day-to", 2025, 150),  # Matangi Tonga, 1 May 2025
        ("national-day-us", 2026, 250),  # the semiquincentennial
        ("national-day-ws", 2022, 60),  # Loop Samoa
    ],
)
def test_anniversaries_are_counted_as_they_were_kept(
    rule: str, year: int, number: int, days: dict[str, list[Occurrence]]
) -> None:
    of_year = [each for each in days[rule] if date.fromordinal(each.earliest).year == year]
    assert [each.number for each in of_year] == [number]
