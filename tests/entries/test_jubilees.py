"""Which anniversaries have a name beside their number, and where it is told."""

from datetime import date

import pytest

import calendar_gen
from calendar_gen.entries import Entry, entries
from calendar_gen.entries.explanations import explanation
from calendar_gen.forecasting.evidence import evidence
from calendar_gen.occurrences import Occurrence
from tests.digest.reading import Page
from tests.digest.samples import page
from tests.entries.samples import BOOK, VICTORY, VISIT
from tests.scenario import RULES

FOUNDED = VICTORY._replace(categories=("un", "parade"))


def entry(occurrence: Occurrence, language: str = "en") -> Entry:
    return entries([occurrence], BOOK, language, 0)[0]


@pytest.mark.parametrize(
    "number, name",
    [
        (100, "centenary"),
        (150, "sesquicentennial"),
        (200, "bicentenary"),
        (250, "semiquincentennial"),
        (300, "tercentenary"),
        (400, "quatercentenary"),
        (500, "quincentenary"),
        (600, "sexcentenary"),
        (700, "septcentenary"),
        (800, "octocentenary"),
        (1000, "millennium"),
        (2000, "bimillennium"),
    ],
)
def test_a_name_for_hundreds_suits_wars_and_foundations(number: int, name: str) -> None:
    for occurrence in (VICTORY, FOUNDED):
        told = entry(occurrence._replace(number=number))
        assert (told.jubilee_text, told.number_text) == (name, f"{number}th anniversary")


@pytest.mark.parametrize(
    "number, name",
    [
        (25, "silver jubilee"),
        (50, "golden jubilee"),
        (60, "diamond jubilee"),
        (70, "platinum jubilee"),
    ],
)
def test_jubilees_are_kept_of_what_one_is_glad_of(number: int, name: str) -> None:
    assert entry(FOUNDED._replace(number=number)).jubilee_text == name
    for categories in (("un", "remembrance"), ("wwi", "treaty"), ("wwii",), ("parade",), ()):
        told = entry(VICTORY._replace(number=number, categories=categories))
        assert told.jubilee_text is None


@pytest.mark.parametrize(
    "category, named",
    [
        ("founding", {25: "silver jubilee", 50: "golden jubilee", 60: "diamond jubilee"}),
        ("church", {50: "golden jubilee", 60: "diamond jubilee", 40: None, 1000: "millennium"}),
        (
            "reign",
            {
                25: "silver jubilee",
                40: "ruby jubilee",
                50: "golden jubilee",
                60: "diamond jubilee",
                65: "sapphire jubilee",
                70: "platinum jubilee",
            },
        ),
        (
            "wedding",
            {
                25: "silver wedding",
                30: "pearl wedding",
                40: "ruby wedding",
                50: "golden wedding",
                60: "diamond wedding",
                70: "platinum wedding",
                75: None,
                100: "centenary",
            },
        ),
    ],
)
def test_reigns_weddings_churches_and_foundings_have_their_own(
    category: str, named: dict[int, str | None]
) -> None:
    for number, name in named.items():
        kept = VICTORY._replace(number=number, categories=(category,))
        assert entry(kept).jubilee_text == name
    grave = VICTORY._replace(number=50, categories=("remembrance", category))
    assert entry(grave).jubilee_text is None


@pytest.mark.parametrize(
    "language, name", [("ru", "золотая свадьба"), ("zh", "金婚"), ("ar", "اليوبيل الذهبي")]
)
def test_golden_weddings_have_names_in_other_languages(language: str, name: str) -> None:
    kept = VICTORY._replace(number=50, categories=("wedding",))
    assert entry(kept, language).jubilee_text == name


@pytest.mark.parametrize("number", [None, 0, 1, 75, 80, 99, 101, 900])
def test_most_numbers_have_no_name(number: int | None) -> None:
    assert entry(FOUNDED._replace(number=number)).jubilee_text is None


def test_days_are_not_years_and_visits_keep_no_jubilee() -> None:
    assert entry(FOUNDED._replace(cycle="1000d", number=1000)).jubilee_text is None
    assert entry(VISIT._replace(number=100, categories=("un",))).jubilee_text is None


def test_description_tells_it_after_the_event() -> None:
    named, plain = entry(VICTORY._replace(number=100)), entry(VICTORY)
    before, after = named.description[0].split(" This is the centenary.")
    assert before + after == plain.description[0]
    assert before.endswith("Remembers 9 May 1945.")
    assert named.summary == "Victory Day: 100th anniversary"


@pytest.mark.parametrize("language", ["ru", "zh"])
def test_a_language_without_names_tells_the_number_alone(language: str) -> None:
    named = entry(VICTORY._replace(number=100), language)
    assert named.jubilee_text is None
    assert named.description == entry(VICTORY, language).description


def test_digest_tells_it_beside_the_number() -> None:
    digest = Page(page(VICTORY._replace(number=100)))
    assert "100th anniversary, centenary" in digest.by_id(VICTORY.id).text
    assert "80th anniversary," not in Page(page(VICTORY)).by_id(VICTORY.id).text


def test_explanation_tells_it_after_the_sum() -> None:
    rulebook = calendar_gen.load([RULES])
    as_of = date(2026, 11, 24)
    for year, told in ((2045, True), (2046, False)):
        found = calendar_gen.forecast(rulebook, date(year, 1, 1), date(year, 12, 31), as_of)
        day = next(o for o in found if o.rule == "united-nations-day")
        known = as_of.toordinal()
        steps = explanation(evidence(rulebook, day, known), rulebook, known)
        sentences = next(step.sentences for step in steps if step.about == "Date")
        assert ("That is the centenary." in sentences) is told
