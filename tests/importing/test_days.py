"""Days as cells of tables hold them, and the times of Wikidata."""

import pytest

from calendar_gen import edtf
from calendar_gen.importing import days, wikidata_times
from calendar_gen.importing.days import NoDay
from calendar_gen.importing.wikidata_times import of_result, of_statement

READ = """
1945-05-09 | of 1945-05-09
1945-05 | of 1945-05
1945 | of 1945
1815-12-10~ | of 1815-12-10~
-0043-03-13 | of -0043-03-13
1939-09-01/1945-09-02 | of 1939-09-01/1945-09-02
05-09 | on 9 May
--05-09 | on 9 May
--0509 | on 9 May
--0229 | on 29 February later
19450509 | of 1945-05-09
19450509T101500Z | of 1945-05-09
1945-05-09 10:15 | of 1945-05-09
1945/5/9 | of 1945-05-09
9.5.1945 | of 1945-05-09
09. 05. 1945 | of 1945-05-09
9.5. | on 9 May
13/5/1945 | of 1945-05-13
5/13/1945 | of 1945-05-13
5/5/1945 | of 1945-05-05
2000-02-29 | of 2000-02-29 later
9 May 1945 | of 9 May 1945
25 October 1917 Julian | of 25 October 1917 Julian
29 February 1704 Julian | of 29 February 1704 Julian later
44 BCE | of 44 BCE
2300 | of 2300
9 May | on 9 May
May 9 | on 9 May
second Sunday in May | on 2nd Sunday of May
30 Ramadan | on 30 Ramadan omit
"""
NOT_READ = (
    ("", "missing"),
    ("05/06/1945", "may be 6 May or 5 June"),
    ("12/05/1945", "may be 5 December or 12 May"),
    ("05/12/1945", "may be 12 May or 5 December"),
    ("13/13/1945", "no month 13"),
    ("1945-13-01", 'no month "13"'),
    ("02-30", "February"),
    ("31.4.", "April has 30 days"),
    ("1900-02-29", "28 days"),
    ("1945-05-08/1945-05-07", "before it begins"),
    ("9 Mya", "Mya"),
    ("16566", ""),
    ("spring", "spring"),
    ("3 days after something-else", ""),
    ("soon", "soon"),
    ("April 1242 Julian", "a month of the Julian calendar"),
    ("2301", "lies far ahead"),
    ("9" * 400, "too long"),
)


@pytest.mark.parametrize("row", READ.split("\n")[1:-1])
def test_a_day_is_read_as_it_is_meant(row: str) -> None:
    written, _, expected = row.partition(" | ")
    day = days.read(written)
    said = [f"of {day.of}" if day.of else "", f"on {day.on}" if day.on else "", day.missing or ""]
    assert " ".join(filter(None, said)) == expected


@pytest.mark.parametrize("written, why", NOT_READ)
def test_what_is_no_day_or_may_be_two_is_none(written: str, why: str) -> None:
    with pytest.raises(NoDay) as refused:
        days.read(written)
    assert why in refused.value.message


# Known beforehand: 15 March 44 BCE Julian is the proleptic -0043-03-13, 25 October 1917 is
# 7 November. The same event as an item holds it, and as the query service gives it.
SAME = (
    ("-0044-03-15", "-0043-03-13", "julian", "15 March 44 BCE Julian"),
    ("-0044-03-13", "-0043-03-13", "gregorian", "-0043-03-13"),
    ("-0001-12-31", "0000-12-31", "gregorian", "0000-12-31"),
    ("+1917-10-25", "1917-11-07", "julian", "25 October 1917 Julian"),
    ("+1704-02-29", "1704-03-11", "julian", "29 February 1704 Julian"),
    ("+1945-05-09", "1945-05-09", "gregorian", "1945-05-09"),
    ("+0001-01-01", "-0000-12-30", "julian", "1 January 1 CE Julian"),
)


@pytest.mark.parametrize("statement, result, calendar, expected", SAME)
def test_both_forms_of_wikidata_mean_one_day(
    statement: str, result: str, calendar: wikidata_times.Calendar, expected: str
) -> None:
    of_item = of_statement(f"{statement}T00:00:00Z", 11, calendar)
    of_query = of_result(f"{result}T00:00:00Z", 11, calendar)
    assert wikidata_times.event(of_item).of == expected
    assert of_item == of_query


def test_julian_months_and_years_of_results_are_as_they_were_entered() -> None:
    """Only days are turned into Gregorian ones by the query service."""
    with pytest.raises(NoDay, match="April 1242 Julian"):
        wikidata_times.event(of_result("1242-04-01T00:00:00Z", 10, "julian"))
    assert wikidata_times.event(of_result("1242-01-01T00:00:00Z", 9, "julian")).of == "1242"


def test_without_its_calendar_a_result_is_gregorian() -> None:
    assert wikidata_times.event(of_result("1917-11-07T00:00:00Z", 11, None)).of == "1917-11-07"


@pytest.mark.parametrize(
    "time, precision, expected",
    [
        ("+1883-00-00T00:00:00Z", 9, "1883"),
        ("+1883-01-01T00:00:00Z", 9, "1883"),
        ("+1883-07-04T00:00:00Z", 9, "1883"),
        ("+1883-05-00T00:00:00Z", 10, "1883-05"),
        ("+1883-05-01T00:00:00Z", 10, "1883-05"),
        ("-0490-00-00T00:00:00Z", 9, "490 BCE"),
        ("+1883-05-09T10:00:00Z", 14, "1883-05-09"),
    ],
)
def test_a_day_is_never_made_of_a_year(time: str, precision: int, expected: str) -> None:
    assert wikidata_times.event(of_statement(time, precision, "gregorian")).of == expected


@pytest.mark.parametrize("precision", range(9))
def test_a_decade_and_all_that_is_coarser_is_refused(precision: int) -> None:
    with pytest.raises(NoDay):
        wikidata_times.event(of_statement("+1883-05-09T00:00:00Z", precision, "gregorian"))


@pytest.mark.parametrize("time", ["+1883-00-00T00:00:00Z", "+1883-05-00T00:00:00Z"])
def test_a_day_that_lacks_its_number_is_refused(time: str) -> None:
    with pytest.raises(NoDay):
        wikidata_times.event(of_statement(time, 11, "gregorian"))


def test_without_precision_the_first_of_a_month_may_be_less_than_a_day() -> None:
    for time in ("1883-01-01T00:00:00Z", "1883-05-01T00:00:00Z"):
        with pytest.raises(NoDay):
            of_result(time, None, None)
    assert of_result("1883-05-02T00:00:00Z", None, None).day == 2


@pytest.mark.parametrize("year", [-9998, -490, -44, -1, 0, 1, 44, 1582, 9999])
def test_julian_days_of_results_come_back_to_the_same_day(year: int) -> None:
    from calendar_gen.sentences import parse_origin

    gregorian = edtf.day(year, 3, 13)
    time = of_result(f"{edtf.iso(gregorian)}T00:00:00Z", 11, "julian")
    origin, problems = parse_origin(wikidata_times.event(time).of or "", days.NOWHERE)
    assert problems == []
    assert origin is not None
    assert origin.earliest == gregorian


@pytest.mark.parametrize(
    "text, told",
    [
        ("15 March 44 BCE", True),
        ("1066-10-14", True),
        ("1242-04", True),
        ("1582-10-14", True),
        ("1582-10-15", False),
        ("15 March 44 BCE Julian", False),
        ("15 March 44 BCE Gregorian", False),
        ("44 BCE", False),
        ("15 Nisan 5000", False),
    ],
)
def test_the_calendar_taken_for_a_day_before_the_reform_is_told(text: str, told: bool) -> None:
    assert (days.PROLEPTIC in days.read(text).comments) is told
