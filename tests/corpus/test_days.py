"""Real days: each rule is read, prints back, explains itself and agrees with a table of days."""

import csv
from collections import defaultdict
from datetime import date
from itertools import chain
from pathlib import Path

import pytest

import calendar_gen
from calendar_gen.forecasting.world import WorldAsOf
from calendar_gen.problems import Place
from calendar_gen.rules import Rulebook, Span
from calendar_gen.sentences import DateSentence, explain, parse
from tests.corpus.corpus import FIRST, FOLDER, LAST, Row, corpus, rule_file

ROWS, REASONS = corpus()
PLACE = Place("days.txt", 1, 1)
START, END, TODAY = date(FIRST, 1, 1), date(LAST, 12, 31), date(2026, 11, 24)
UNITED_NATIONS = (
    "AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA "
    "CD CF CG CH CI CL CM CN CO CR CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM "
    "FR GA GB GD GE GH GM GN GQ GR GT GW GY HN HR HT HU ID IE IL IN IQ IR IS IT JM JO JP KE "
    "KG KH KI KM KN KP KR KW KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML MM "
    "MN MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL PT PW PY QA "
    "RO RS RU RW SA SB SC SD SE SG SI SK SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN "
    "TO TR TT TV TZ UA UG US UY UZ VC VE VN VU WS YE ZA ZM ZW "
)
"""The member states, by ISO 3166-1 code."""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    path: Path = tmp_path_factory.mktemp("corpus") / "days.yaml"
    path.write_text(rule_file(ROWS), "utf-8")
    return calendar_gen.load([path])


def sentence_of(book: Rulebook, row: Row) -> DateSentence:
    found = book.commemorations[row.id].on
    assert isinstance(found, DateSentence)
    return found


def expected() -> dict[str, dict[int, list[date]]]:
    """The table's days of every row, by year."""
    with (FOLDER / "expected.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = {}
    for row in rows:
        years = range(int(row["first"]), int(row["last"]) + 1)
        cells = (cell.partition("*")[::2] for cell in row["days"].split())
        texts = list(chain.from_iterable([text] * int(times or 1) for text, times in cells))
        found[row["id"]] = {y: _dates(y, t) for y, t in zip(years, texts, strict=True)}
    return found


def _dates(year: int, text: str) -> list[date]:
    days = [] if text == "-" else text.split("+")
    return [date(year, int(day[:2]), int(day[2:])) for day in days]


def test_there_are_many_rows_and_every_state_has_one() -> None:
    assert len(ROWS) >= 750
    assert len({row.id for row in ROWS}) == len(ROWS)
    assert len(UNITED_NATIONS.split()) == 193
    assert set(UNITED_NATIONS.split()) <= {row.country for row in ROWS}


def test_every_rule_is_read_without_a_remark(book: Rulebook) -> None:
    assert [str(problem) for problem in book.problems if problem.severity != "note"] == []
    assert {row.id for row in ROWS} == set(book.commemorations)


def test_every_sentence_prints_back(book: Rulebook) -> None:
    for row in ROWS:
        read = sentence_of(book, row)
        again, problems = parse(
            read.text,
            place=PLACE,
            missing=read.choices.missing,
            adar=read.choices.adar,
            custom=read.choices.custom,
            rule_ids=list(book.commemorations),
        )
        assert (again, problems) == (read, [])


def test_every_sentence_explains_each_of_its_days(book: Rulebook) -> None:
    world = WorldAsOf(book, TODAY.toordinal())
    for row in ROWS:
        read = sentence_of(book, row)
        spans = read.spans(START.toordinal(), END.toordinal(), world.spans)
        assert spans, row.id
        for span in spans:
            steps = explain(read, _year_to_ask(read, span), world.spans)
            days = [step.day for step in steps]
            assert span.first in (days if span.year is None else days[-1:]), row.id
            assert all(step.text for step in steps)


def _year_to_ask(read: DateSentence, span: Span) -> int:
    """The year of its own calendar; of a list or of a day that leans on another the Gregorian."""
    if span.year is None or read.refers_to:
        return date.fromordinal(span.first).year
    return span.year


def test_days_differ_from_the_table_in_the_years_listed_and_in_no_others(book: Rulebook) -> None:
    kept: dict[tuple[str, int], set[date]] = defaultdict(set)
    for each in calendar_gen.forecast(book, START, END, TODAY):
        if each.status != "cancelled":
            for day in map(date.fromordinal, range(each.earliest, each.latest + 1)):
                kept[each.rule, day.year].add(day)
    table = expected()
    assert list(table) == [row.id for row in ROWS]
    wrong = {
        row.id: (years, sorted(row.differs))
        for row in ROWS
        if (years := [y for y, days in table[row.id].items() if kept[row.id, y] != set(days)])
        != sorted(row.differs)
    }
    assert wrong == {}


def test_every_difference_has_a_reason_and_every_reason_a_difference() -> None:
    assert {reason for row in ROWS for reason in row.differs.values()} == set(REASONS)


def test_nine_rows_of_ten_have_no_difference_and_one_year_of_fifty_has_one() -> None:
    table = expected()
    assert sum(not row.differs for row in ROWS) >= 0.9 * len(ROWS)
    years = sum(len(years) for years in table.values())
    assert sum(len(row.differs) for row in ROWS) <= 0.02 * years


def test_the_table_itself_is_of_use() -> None:
    """A row that the table never has would agree with nothing."""
    empty = [id_ for id_, years in expected().items() if not any(years.values())]
    assert empty == []
