"""Yearly iCalendar rules against python-dateutil: the same days, or a refusal."""

import datetime
from pathlib import Path

import pytest
from dateutil.rrule import rrulestr

from calendar_gen.api import forecast
from tests.importing import cases

FIRST, LAST = datetime.date(2000, 1, 1), datetime.date(2060, 12, 31)

SAYABLE = """
20000509 FREQ=YEARLY
20000229 FREQ=YEARLY
20000229 FREQ=YEARLY;INTERVAL=4
20000229 FREQ=YEARLY;COUNT=5
20000509 FREQ=YEARLY;INTERVAL=10
20000509 FREQ=YEARLY;COUNT=7
20010509 FREQ=YEARLY;COUNT=7;INTERVAL=3
20000509 FREQ=YEARLY;UNTIL=20300509
20000509 FREQ=YEARLY;UNTIL=20300508
20000509 FREQ=YEARLY;UNTIL=20000509
20000509 FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=9
20000331 FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=-1
20000229 FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1
20000514 FREQ=YEARLY;BYMONTH=5;BYDAY=2SU
20000514 FREQ=YEARLY;BYMONTH=5;BYDAY=+2SU
20000529 FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO
20000522 FREQ=YEARLY;BYMONTH=5;BYDAY=-2MO
20000515 FREQ=YEARLY;BYMONTH=5;BYDAY=-3MO
20000508 FREQ=YEARLY;BYMONTH=5;BYDAY=-4MO
20000529 FREQ=YEARLY;BYMONTH=5;BYDAY=5MO
20000529 FREQ=YEARLY;BYMONTH=5;BYDAY=5MO;COUNT=6
20000529 FREQ=YEARLY;BYMONTH=5;BYDAY=MO;BYSETPOS=-1
20000508 FREQ=YEARLY;BYMONTH=5;BYDAY=MO;BYSETPOS=2
20001107 FREQ=YEARLY;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8
20001107 FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8;COUNT=9
20000509 FREQ=MONTHLY;INTERVAL=12
20000509 FREQ=MONTHLY;INTERVAL=24
20000530 FREQ=MONTHLY;INTERVAL=12;BYDAY=-1TU
20000912 FREQ=YEARLY;BYYEARDAY=256
20001231 FREQ=YEARLY;BYYEARDAY=366
20000103 FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO
20000514 FREQ=YEARLY;BYWEEKNO=19;BYDAY=SU
20041227 FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO
20000509 freq=yearly;
20000701 FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=9
"""
REFUSED = """
20000509 FREQ=DAILY
20000509 FREQ=WEEKLY;BYDAY=TU
20000509 FREQ=MONTHLY
20000509 FREQ=MONTHLY;INTERVAL=6
20000509 FREQ=YEARLY;BYMONTH=5,6
20000509 FREQ=YEARLY;BYMONTHDAY=9,10
20000509 FREQ=YEARLY;BYMONTHDAY=-3
20000509 FREQ=YEARLY;BYMONTH=5;BYDAY=TU
20000509 FREQ=YEARLY;BYMONTH=5;BYDAY=1TU,2TU
20000509 FREQ=YEARLY;BYMONTH=5;BYDAY=-5TU
20000509 FREQ=YEARLY;BYMONTH=5;BYDAY=6TU
20000509 FREQ=YEARLY;BYDAY=20MO
20000509 FREQ=YEARLY;BYMONTH=5;BYDAY=MO,TU;BYSETPOS=1
20000509 FREQ=YEARLY;BYMONTH=5;BYDAY=TU;BYSETPOS=1,2
20000512 FREQ=YEARLY;BYMONTH=5;BYDAY=FR;BYMONTHDAY=13
20000512 FREQ=YEARLY;BYMONTH=2;BYDAY=FR;BYMONTHDAY=23,24,25,26,27,28,29
20000512 FREQ=YEARLY;BYMONTH=5;BYDAY=1FR;BYMONTHDAY=1,2,3,4,5,6,7
20000509 FREQ=YEARLY;BYYEARDAY=-1
20000509 FREQ=YEARLY;BYYEARDAY=1,2
20000509 FREQ=YEARLY;BYWEEKNO=19;WKST=SU
20000509 FREQ=YEARLY;BYWEEKNO=19;INTERVAL=2
20000509 FREQ=YEARLY;BYWEEKNO=-1
20000509 FREQ=YEARLY;BYWEEKNO=19
20000509 FREQ=YEARLY;BYSETPOS=1
20000509 FREQ=YEARLY;BYHOUR=9
20000509 FREQ=YEARLY;BYEASTER=0
20000509 FREQ=YEARLY;COUNT=0
20000509 FREQ=YEARLY;COUNT=99999
20000509 FREQ=YEARLY;BYMONTH=13
20000509 FREQ=YEARLY;BYMONTH=x
20000509 FREQ=YEARLY;FREQ=YEARLY
20000509 FREQ=YEARLY;UNTIL=soon
20000509 FREQ=YEARLY;UNTIL=16040229
20000510 FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=9;UNTIL=20010508
20000509 YEARLY
"""


def written(case: str, folder: Path) -> cases.Outcome:
    start, rule = case.split()
    text = f"""BEGIN:VCALENDAR
BEGIN:VEVENT
SUMMARY:The day
DTSTART;VALUE=DATE:{start}
RRULE:{rule}
END:VEVENT
END:VCALENDAR
"""
    return cases.imported("rule.ics", text, folder)


@pytest.mark.parametrize("case", SAYABLE.split("\n")[1:-1])
def test_a_rule_gives_the_days_that_it_gives_elsewhere(case: str, tmp_path: Path) -> None:
    outcome = written(case, tmp_path)
    assert outcome.code == 0, outcome.said
    book = cases.rulebook_of(outcome.output, tmp_path)
    ours = {one.earliest for one in forecast(book, FIRST, LAST, FIRST)}
    start, rule = case.split()
    begin = datetime.datetime.fromisoformat(start)
    theirs = rrulestr(rule.upper().rstrip(";"), dtstart=begin)
    until = datetime.datetime.combine(LAST, datetime.time())
    # dateutil, like most programs, has the first day only if the rule gives it.
    assert ours == {day.date().toordinal() for day in theirs.between(begin, until, inc=True)}
    assert ours


@pytest.mark.parametrize("case", REFUSED.split("\n")[1:-1])
def test_what_cannot_be_said_is_refused_by_name(case: str, tmp_path: Path) -> None:
    outcome = written(case, tmp_path)
    assert outcome.code == 65
    assert outcome.output == ""
    assert 'rule.ics:2:1: "The day" cannot be said: ' in outcome.said


def test_what_lasts_longer_than_its_year_is_refused(tmp_path: Path) -> None:
    text = """BEGIN:VEVENT
SUMMARY:Voyage
DTSTART;VALUE=DATE:20000101
DTEND;VALUE=DATE:20010102
RRULE:FREQ=YEARLY
END:VEVENT
"""
    outcome = cases.imported("rule.ics", text, tmp_path)
    assert '"Voyage" cannot be said: it lasts 367 days' in outcome.said
    year = cases.imported("rule.ics", text.replace("20010102", "20010101"), tmp_path)
    assert "    lasts: 366 days\n" in year.output
    cases.rulebook_of(year.output, tmp_path)


@pytest.mark.parametrize("to", ["16040229", "20201022", "20231022", "29991231"])
def test_a_day_that_went_to_another_year_is_gone_here_and_one_more_there(
    to: str, tmp_path: Path
) -> None:
    moved = f"RECURRENCE-ID;VALUE=DATE:20211021\nSUMMARY:Day\nDTSTART;VALUE=DATE:{to}"
    yearly = "SUMMARY:Day\nDTSTART;VALUE=DATE:18051021\nRRULE:FREQ=YEARLY"
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0"]
    for event in (yearly, moved):
        lines += ["BEGIN:VEVENT", "UID:a@example.org", *event.split("\n"), "END:VEVENT"]
    text = "\r\n".join([*lines, "END:VCALENDAR", ""])
    written = cases.imported("day.ics", text, tmp_path).output
    (rule,) = cases.rulebook_of(written, tmp_path).commemorations.values()
    day = datetime.date(int(to[:4]), int(to[4:6]), int(to[6:])).toordinal()
    assert [each.to for each in rule.exceptions if each.to is not None] == [(day, day)]


def yearly(*lines: str) -> str:
    head = ("BEGIN:VCALENDAR", "BEGIN:VEVENT", "SUMMARY:A day")
    return "\n".join((*head, *lines, "END:VEVENT", "END:VCALENDAR", ""))


LAST_MONDAY = "RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO;UNTIL={}"


def test_the_year_of_a_day_remembered_has_no_anniversary(tmp_path: Path) -> None:
    told = cases.imported(
        "a.ics", yearly("DTSTART:20300525", LAST_MONDAY.format("20300531")), tmp_path, "--origin"
    )
    assert (told.code, told.output) == (65, "")
    assert '"A day" cannot be said: no day of it comes before its end, 2030-05-31' in told.said
    later = yearly("DTSTART:20300525", LAST_MONDAY.format("20310526"))
    assert "until: 2031-05-26" in cases.imported("a.ics", later, tmp_path, "--origin").output


def test_days_left_out_are_counted_from_the_day_remembered(tmp_path: Path) -> None:
    lines = ("DTSTART:20001231", "RRULE:FREQ=YEARLY;INTERVAL=2", "EXDATE:20021231")
    told = cases.imported("a.ics", yearly(*lines), tmp_path, "--origin")
    assert told.said.startswith("1 rule to review, nothing left out.")
    assert "{day: 2002-12-31, cancelled: true" in told.output
