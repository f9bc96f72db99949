"""What is forecast, when, and what came of it, on records small enough to read."""

import pytest

from calendar_gen.backtest import Report, backtest
from calendar_gen.backtest.returns import months_later
from calendar_gen.backtest.running import covered_until
from calendar_gen.backtest.stays import stays
from calendar_gen.edtf import from_iso, iso
from tests.backtest.records import rows

OUTCOMES = {True: "yes", False: "no", None: "?"}


def cases(report: Report) -> list[str]:
    return [
        f"{iso(c.issued)} {c.guest} {c.host} {iso(c.first)} {iso(c.last)} {OUTCOMES[f.outcome]}"
        for f in report.forecasts
        for c in (f.case,)
    ]


def test_a_year_asks_of_every_partner_seen_before_it_both_ways() -> None:
    record = rows(
        "2000-12-31 2001-01-02 DE US",
        "2001-01-01 2001-01-01 FR US",
        "2001-12-31 2002-01-01 US DE",
        "2003-05-01 2003-05-01 US FR",
    )
    assert cases(backtest("year", record, "US", 2001, 2002)) == [
        "2000-12-31 DE US 2001-01-01 2001-12-31 no",
        "2000-12-31 US DE 2001-01-01 2001-12-31 yes",
        "2001-12-31 DE US 2002-01-01 2002-12-31 no",
        "2001-12-31 FR US 2002-01-01 2002-12-31 no",
        "2001-12-31 US DE 2002-01-01 2002-12-31 no",
        "2001-12-31 US FR 2002-01-01 2002-12-31 no",
    ]


def test_months_are_asked_one_by_one() -> None:
    record = rows("2000-05-01 2000-05-01 DE US", "2001-02-28 2001-03-02 DE US")
    found = cases(backtest("month", record, "US", 2001, 2001))
    assert len(found) == 24
    assert [line for line in found if line.endswith("yes")] == [
        "2000-12-31 DE US 2001-02-01 2001-02-28 yes"
    ]


def test_a_return_is_asked_at_the_end_of_a_visit_for_so_many_months() -> None:
    record = rows(
        "2000-02-27 2000-02-29 DE US",
        "2001-02-28 2001-02-28 US DE",
        "2001-03-01 2001-03-02 FR US",
        "2002-03-03 2002-03-03 US FR",
        "2003-06-01 2003-06-01 FR US",
        "2003-07-01 2003-07-01 US FR",
    )
    assert cases(backtest("return-12", record, "US", 2000, 2002)) == [
        "2000-02-29 US DE 2000-03-01 2001-02-28 yes",
        "2001-02-28 DE US 2001-03-01 2002-02-28 no",
        "2001-03-02 US FR 2001-03-03 2002-03-02 no",
        "2002-03-03 FR US 2002-03-04 2003-03-03 no",
    ]
    found = cases(backtest("return-24", record, "US", 2001, 2002))
    assert found[1:] == [
        "2001-03-02 US FR 2001-03-03 2003-03-02 yes",
        "2002-03-03 FR US 2002-03-04 2004-03-03 ?",
    ]


def test_who_comes_on_the_day_that_a_visit_ends_does_not_answer_it() -> None:
    record = rows("2000-05-01 2000-05-03 DE US", "2000-05-03 2000-05-04 US DE")
    assert cases(backtest("return-12", record, "US", 2000, 2000)) == [
        "2000-05-03 US DE 2000-05-04 2001-05-03 ?",
        "2000-05-04 DE US 2000-05-05 2001-05-04 ?",
    ]
    record += rows("2002-05-03 2002-05-04 US DE", "2002-05-06 2002-05-06 DE US")
    found = cases(backtest("return-12", record, "US", 2000, 2000))
    assert [line[-3:] for line in found] == [" no", " no"]


@pytest.mark.parametrize(
    "last_year, covered",
    [(2001, "2002-03-01"), (2002, "2002-12-31"), (2003, "2003-12-31"), (2004, "2002-03-01")],
)
def test_a_record_is_taken_to_end_with_the_way_that_ends_first(
    last_year: int, covered: str
) -> None:
    record = rows("2002-03-01 2002-03-04 DE US", "2003-05-01 2003-05-01 US DE")
    assert iso(covered_until(stays(record, "US", leaders=True), "US", last_year)) == covered


def test_ministers_are_no_outcome() -> None:
    record = rows(
        "2000-05-01 2000-05-01 DE US",
        "2001-05-01 2001-05-01 DE US Foreign Minister",
        "2002-05-01 2002-05-01 DE US",
    )
    report = backtest("year", record, "US", 2001, 2001)
    assert report.happened == 0
    assert report.scored == 2


@pytest.mark.parametrize(
    "start, months, end",
    [
        ("2000-02-29", 12, "2001-02-28"),
        ("2000-01-31", 1, "2000-02-29"),
        ("2000-12-15", 24, "2002-12-15"),
    ],
)
def test_months_later(start: str, months: int, end: str) -> None:
    assert iso(months_later(from_iso(start), months)) == end


@pytest.mark.parametrize("task", ["year", "month", "return-12", "return-24"])
def test_an_empty_record_has_no_forecasts(task: str) -> None:
    report = backtest(task, (), "US", 2000, 2002)
    assert (report.forecasts, report.compared) == ((), ())
