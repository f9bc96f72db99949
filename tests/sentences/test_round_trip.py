"""Reading what a sentence prints gives the same sentence, whatever it says."""

from hypothesis import given, settings
from hypothesis import strategies as st

from calendar_gen.calendars import SYSTEMS, system
from calendar_gen.calendars.authority_tables import authority_tables
from calendar_gen.calendars.solar import TERMS
from calendar_gen.sentences.cursor import Cursor
from calendar_gen.sentences.grammar import read_sentence
from calendar_gen.sentences.months import LUNISOLAR, Month, extent
from calendar_gen.sentences.nodes import (
    Anchored,
    DayOfIsoWeek,
    DayOfYear,
    DaysFrom,
    Easter,
    EveryDays,
    LastOfMonth,
    LastOfYear,
    MonthDay,
    Node,
    NthWeekday,
    RuleDay,
    SolarTerm,
    SunPoint,
    TableDay,
    WeekdayFrom,
    Yearly,
)
from calendar_gen.sentences.printing import print_sentence
from tests.sentences.reading import days_in, problems_of, sentence

RULES = ("may-day", "victory-day-moscow")
MONTHS = [
    *(Month(key, m.number, m.leap) for key in SYSTEMS for m in system(key).months),
    *(Month(key, number, False) for key in LUNISOLAR for number in range(1, 13)),
    *(Month(key, number, True) for key in LUNISOLAR for number in (4, 6)),
]
ZONES = st.sampled_from(["Tokyo", "UTC", "New York", "America/Kentucky/Louisville", "Seoul"])
WEEKDAY = st.integers(0, 6)
RELATIONS = st.sampled_from(["after", "before", "on or after", "on or before"])


def month_days(month: Month) -> st.SearchStrategy[MonthDay]:
    return st.integers(1, extent(month).longest).map(lambda day: MonthDay(*month, day))


MONTH = st.sampled_from(MONTHS)
LONG_MONTH = MONTH.filter(lambda month: extent(month).longest > 28)
BASES: st.SearchStrategy[Anchored] = st.one_of(
    MONTH.flatmap(month_days),
    MONTH.map(lambda month: LastOfMonth(*month)),
    st.sampled_from(sorted(SYSTEMS)).map(LastOfYear),
    st.builds(
        lambda nth, weekday, month: NthWeekday(nth, weekday, *month),
        st.sampled_from([-1, 1, 2, 3, 4, 5]),
        WEEKDAY,
        LONG_MONTH,
    ),
    st.builds(Easter, st.sampled_from(["western", "orthodox"])),
    st.builds(SolarTerm, st.sampled_from([term.name for term in TERMS]), st.none() | ZONES),
    st.builds(SunPoint, st.sampled_from([3, 6, 9, 12]), ZONES),
    st.integers(1, 366).map(DayOfYear),
    st.builds(DayOfIsoWeek, WEEKDAY, st.integers(1, 53)),
    st.sampled_from(sorted(authority_tables())).map(TableDay),
    st.builds(RuleDay, st.sampled_from(RULES), st.booleans()),
)
ANCHORED = st.recursive(
    BASES,
    lambda inner: st.one_of(
        st.builds(DaysFrom, st.integers(-40000, 40000).filter(bool), inner),
        st.builds(WeekdayFrom, st.integers(1, 12), WEEKDAY, RELATIONS, inner),
        st.builds(WeekdayFrom, st.just(1), WEEKDAY, st.just("nearest"), inner),
    ),
    max_leaves=4,
)
WORDS = [
    "9",
    "31",
    "May",
    "February",
    "Monday",
    "2nd",
    "last",
    "day",
    "days",
    "of",
    "in",
    "month",
    "leap",
    "before",
    "after",
    "on",
    "or",
    "nearest",
    "the",
    "Easter",
    "Adar",
    "Chinese",
    "1945",
    "BCE",
    "year",
    "week",
    "every",
    "[",
    "]",
    ",",
    "2024-11-01",
    "equinox",
    "Tokyo",
    "5,0",
    "..",
]
NODES = ANCHORED | st.integers(1, 999_999).map(EveryDays)


@given(NODES)
@settings(max_examples=600, deadline=None)
def test_a_printed_sentence_reads_as_itself(node: Node) -> None:
    text = print_sentence(node)
    assert read_sentence(Cursor(text, RULES)) == node
    assert read_sentence(Cursor(f"  {text.upper()} ".replace("  ", " "), RULES)) == node


@given(st.text(max_size=40) | st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join))
@settings(max_examples=600, deadline=None)
def test_no_text_is_too_strange(text: str) -> None:
    for problem in problems_of(text):
        assert 1 <= problem.place.column <= len(text) + 1


def test_sentences_that_say_other_days_are_never_equal() -> None:
    small = range(3)
    nodes: list[Yearly] = [
        Easter("western"),
        Easter("orthodox"),
        *map(DayOfYear, small),
        *(DayOfIsoWeek(weekday, week) for weekday in small for week in small),
        *map(LastOfYear, SYSTEMS),
        *map(TableDay, authority_tables()),
        *(SolarTerm(term.name, None) for term in TERMS),
        *(MonthDay(*month, day) for month in MONTHS for day in small),
        *(LastOfMonth(*month) for month in MONTHS),
    ]
    assert len(set(nodes)) == len({(type(node), node) for node in nodes})


def test_easter_is_not_the_first_day_of_the_year() -> None:
    new_year, pascha = sentence("day 1 of the year"), sentence("Orthodox Easter")
    assert days_in(new_year, 2026) == ["2026-01-01"]
    assert days_in(pascha, 2026) == ["2026-04-12"]
    assert sentence("1 day after Orthodox Easter") != sentence("1 day after day 1 of the year")
