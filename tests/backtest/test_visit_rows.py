"""Rows of a record as they are read from CSV, and what is said of bad ones."""

import time

import pytest

from calendar_gen.edtf import iso
from calendar_gen.rulebook.files import RuleFile
from calendar_gen.rulebook.text import REPLACED
from calendar_gen.rulebook.visit_rows import visit_rows
from tests.backtest.records import read

GOOD = """\
date_start,date_end,precision,visitor_country,visitor_name,visitor_office,host_country,place,\
occasion,source,kind,source_id
1990-06-12,1990-06-13,day,NA,Sam Nujoma,President,US,,"Working visit; ""first"" of all,
as a note says",Archive,working,v-1
1973-06-18,1973-06-25,day,SU,Leonid Brezhnev,General Secretary,US,,,,state,
1881-09-28,,day,XH,Kalakaua,King,US,,,,,
2003-05,,month,US,,,XK,,,,,
"""


def test_rows_are_typed_and_namibia_is_no_gap() -> None:
    rows, problems = read(GOOD)
    assert problems == ()
    assert [(r.guest, r.host, iso(r.first), iso(r.last), r.precision) for r in rows] == [
        ("NA", "US", "1990-06-12", "1990-06-13", "day"),
        ("SU", "US", "1973-06-18", "1973-06-25", "day"),
        ("XH", "US", "1881-09-28", "1881-09-28", "day"),
        ("US", "XK", "2003-05-01", "2003-05-31", "month"),
    ]
    assert rows[0].occasion == 'Working visit; "first" of all,\nas a note says'
    assert (rows[0].person, rows[0].office, rows[0].kind) == ("Sam Nujoma", "President", "working")
    assert [r.at.line for r in rows] == [2, 4, 5, 6]


def test_an_id_is_the_source_s_else_made_of_pair_and_day_in_order_of_bytes() -> None:
    text = """\
date_start,visitor_country,host_country,place,source_id
2023-03-20,CN,RU,Moscow,
2023-03-20,CN,RU,Kazan,
2023-03-20,CN,RU,Sochi,given
"""
    rows, _ = read(text)
    assert [row.id for row in rows] == ["cn-ru-2023-03-20-2", "cn-ru-2023-03-20", "given"]


HEAD = "date_start,date_end,visitor_country,host_country,occasion\n"


@pytest.mark.parametrize(
    "text, said",
    [
        (
            HEAD + "2020-01-01,2020-01-02,UK,US,\n",
            ['visits.csv:2:23: "UK" is no country; did you mean "GB"?'],
        ),
        (
            HEAD + "2020-01-01,2020-01-02,us,,\n",
            [
                'visits.csv:2:23: "us" is no country; did you mean "US"?',
                "visits.csv:2:26: host_country is empty; write an ISO 3166-1 code such as RU",
            ],
        ),
        (
            HEAD + "2020-01-03,2020-01-02,FR,US,\n",
            ["visits.csv:2:12: the visit ends (2020-01-02) before it starts (2020-01-03)"],
        ),
        (
            HEAD + "2020-01-01,,FR,FR,\n",
            ["visits.csv:2:16: FR cannot be both guest and host"],
        ),
        (
            HEAD + '2020-01-01,,FR,US,"two,\nlines"\n2020-02-30,,FR,US,\n,,FR,US,\n',
            [
                'visits.csv:4:1: "2020-02-30" is no date: ',
                "visits.csv:5:1: date_start is empty; write 2025-05-09, or 2025-05 or 2025",
            ],
        ),
        (
            HEAD + '"a ""b"", c\nd",2020-01-02,FR,ZZ,\n',
            ['visits.csv:2:1: "a "b", c d" is no date: ', 'visits.csv:3:18: "ZZ" is no country'],
        ),
        (
            HEAD + "2020-01/2020-03,,FR,US,\n",
            ['visits.csv:2:1: "2020-01/2020-03" is no single date'],
        ),
        (HEAD + "2020?,,FR,US,\n", ['visits.csv:2:1: "2020?" is no single date']),
        (HEAD + "2020-01-01,,FR\n", ["visits.csv:2:1: the row has 3 cells, the first line 5"]),
        ("", ["visits.csv:1:1: the file is empty; its first line names the columns"]),
        (
            "date_start,visitor_cuontry,host_country\n2020-01-01,FR,US\n",
            ['visits.csv:1:1: there is no column "visitor_country"; did you mean "visitor_cuo'],
        ),
        (
            "date_start,visitor_country,host_country,date_start\n",
            ['visits.csv:1:41: there are two columns "date_start"'],
        ),
        (
            HEAD + '2020-01-01,,FR,US,"open\n',
            ["visits.csv:2:1: the row cannot be read: unexpected end of data"],
        ),
        (
            HEAD.replace("occasion", "precision") + "2020-01-01,,FR,US,dya\n",
            ['visits.csv:2:19: no precision "dya"; did you mean "day"?'],
        ),
    ],
)
def test_a_bad_file_has_problems_with_their_places(text: str, said: list[str]) -> None:
    rows, problems = read(text)
    assert len(problems) == len(said)
    for problem, begins in zip(problems, said, strict=True):
        assert str(problem).startswith(begins)
    assert all(row.at.line not in {problem.place.line for problem in problems} for row in rows)


def test_a_bad_row_hides_no_good_one() -> None:
    rows, problems = read(HEAD + "2020-01-01,,QQ,US,\n2020-01-02,,FR,US,\n\n2020-01-03,,FR,US,\n")
    assert [iso(row.first) for row in rows] == ["2020-01-02", "2020-01-03"]
    assert len(problems) == 1


def test_bytes_that_are_not_utf8_are_a_problem_with_a_place() -> None:
    content = (HEAD + "2020-01-01,,FR,US,caf\xe9\n").encode("latin-1")
    rows, problems = visit_rows(RuleFile("visits.csv", content))
    assert str(problems[0]).startswith("visits.csv:2:22: the byte E9 is not UTF-8")
    assert [row.occasion for row in rows] == [f"caf{REPLACED}"], (
        "what follows is checked all the same"
    )


def test_a_byte_order_mark_does_no_harm() -> None:
    content = b"\xef\xbb\xbf" + (HEAD + "2020-01-01,,FR,US,\n").encode()
    rows, problems = visit_rows(RuleFile("visits.csv", content))
    assert (len(rows), problems) == (1, ())


def test_tens_of_thousands_of_rows_take_about_a_second() -> None:
    text = HEAD + "2020-01-01,2020-01-03,FR,US,Working visit\n" * 30_000
    start = time.process_time()
    rows, _ = read(text)
    assert len(rows) == 30_000
    assert time.process_time() - start < 2
