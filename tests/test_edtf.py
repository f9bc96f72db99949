"""Dates as coarse as they are known, against tables and against the standard library's calendar."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendar_gen import edtf
from calendar_gen.edtf import Edtf, EdtfError, parse

# What is written, the first and the last day it can mean ("-" for none), what kind of date it is.
MEANINGS = """
2025-05-09             2025-05-09   2025-05-09  day
2024-02-29             2024-02-29   2024-02-29  day
2000-02-29             2000-02-29   2000-02-29  day
-0043-03-13            -0043-03-13  -0043-03-13 day
0000-12-31             0000-12-31   0000-12-31  day
2025-05                2025-05-01   2025-05-31  month
2023-02                2023-02-01   2023-02-28  month
2024-02                2024-02-01   2024-02-29  month
1900-02                1900-02-01   1900-02-28  month
2024-09~               2024-09-01   2024-09-30  month
1945                   1945-01-01   1945-12-31  year
-0550?                 -0550-01-01  -0550-12-31 year
2025-21                2025-03-01   2025-05-31  season
2025-22                2025-06-01   2025-08-31  season
2025-23%               2025-09-01   2025-11-30  season
2025-24                2025-12-01   2026-02-28  season
2023-24                2023-12-01   2024-02-29  season
2025-05-07/2025-05-10  2025-05-07   2025-05-10  interval
2025-05-09/2025-05-09  2025-05-09   2025-05-09  interval
2024-09/2024-10-22     2024-09-01   2024-10-22  interval
2024-10-22/2024-10     2024-10-22   2024-10-31  interval
1914/1918              1914-01-01   1918-12-31  interval
2024-24/2025-21        2024-12-01   2025-05-31  interval
-0043/0014             -0043-01-01  0014-12-31  interval
../1988-05-22          -            1988-05-22  interval
1991-12-18/..          1991-12-18   -           interval
/1988                  -            1988-12-31  interval
1991/                  1991-01-01   -           interval
[2024,2026]            2024-01-01   2026-12-31  set
[2026,2024]            2024-01-01   2026-12-31  set
[2024, 2025-05]        2024-01-01   2025-05-31  set
[2025-05-07..2025-05]  2025-05-07   2025-05-31  set
[1667,1670..1672]      1667-01-01   1672-12-31  set
[..1760-12]            -            1760-12-31  set
[1755,1760..]          1755-01-01   -           set
[2025-05-09]           2025-05-09   2025-05-09  set
"""

# What is written, how many characters stand before the fault, and words of the reason.
FAULTS = [
    ("", 0, "missing"),
    ("-", 0, "four digits"),
    ("45", 0, "four digits"),
    ("20250509", 0, "four digits"),
    ("-43", 0, "four digits"),
    ("-0000", 0, '"0000"'),
    ("Y12025", 0, "four digits"),
    ("2025-5", 5, "month has two digits"),
    ("2025-", 5, "month has two digits"),
    ("2025-05-9", 8, "day has two digits"),
    ("2025-05-", 8, "day has two digits"),
    ("2025-05-09-11", 10, "ends with its day"),
    ("2025-13", 5, "seasons 21"),
    ("2025-00", 5, 'no month "00"'),
    ("2025-25", 5, 'no month "25"'),
    ("2025-21-03", 5, 'no month "21"'),
    ("2023-02-29", 8, "February 2023 has 28 days"),
    ("1900-02-29", 8, "February 1900 has 28 days"),
    ("2025-04-31", 8, "April 2025 has 30 days"),
    ("2025-05-00", 8, "no day 0"),
    ("2025-05-09T10:00", 10, "no time"),
    ("2025/05/09", 7, 'one "/"'),
    ("2025.05.09", 4, '"." cannot stand'),
    ("2025–05–09", 4, "–"),
    ("٢٠٢٥", 0, "cannot stand"),
    ("19XX", 2, "left out"),
    ("2025?-05-09", 4, "at its end"),
    ("1984?~", 4, "at its end"),
    (" 2025", 0, "no spaces"),
    ("2025 ", 4, "no spaces"),
    ("2025-05-07 / 2025-05-10", 10, "no spaces"),
    ("2025-05-07/ 2025-05-10", 11, "no spaces"),
    ("2025-05-10/2025-05-09", 11, "before it begins"),
    ("2025-05/2025-04-30", 8, "before it begins"),
    ("0014/-0043", 5, "before it begins"),
    ("2025-05-09/2025-02-30", 19, "no day 30"),
    ("2025-5-09/2025-05", 5, "month has two digits"),
    ("/", 0, "at one end at least"),
    ("../..", 0, "at one end at least"),
    ("../", 0, "at one end at least"),
    ("2025/...", 5, "open end"),
    ("[2025", 5, 'ends with "]"'),
    ("[]", 1, "missing"),
    ("[2025,]", 6, "missing"),
    ("[2025, 2026-13]", 12, 'no month "13"'),
    ("[2025,  2026-5]", 13, "two digits"),
    ("[2025..2024]", 7, "before it begins"),
    ("[2024..2025-02-30]", 15, "no day 30"),
    ("[..]", 1, "beside it"),
    ("[2024/2025]", 5, '"/" cannot stand'),
    ("[[2024]]", 1, "stands alone"),
    ("{2024,2025}", 0, "one of"),
    ("2024,2025", 4, "cannot stand"),
]


def say(day: int | None) -> str:
    return "-" if day is None else edtf.iso(day)


@pytest.mark.parametrize("line", [line for line in MEANINGS.splitlines() if line])
def test_bounds_and_precision(line: str) -> None:
    written, earliest, latest, precision = line.rsplit(None, 3)
    date = parse(written.strip())
    assert (say(date.earliest), say(date.latest), date.precision) == (earliest, latest, precision)


@pytest.mark.parametrize("line", [line for line in MEANINGS.splitlines() if line])
def test_prints_as_written_but_for_spaces_and_reads_its_own_print(line: str) -> None:
    written = line.rsplit(None, 3)[0].strip()
    date = parse(written)
    assert str(date) == written.replace(" ", "")
    assert parse(str(date)) == date
    assert all(parse(str(part)) == part for part in date.parts)


@pytest.mark.parametrize("written, offset, reason", FAULTS)
def test_a_fault_is_named_where_it_stands(written: str, offset: int, reason: str) -> None:
    with pytest.raises(EdtfError) as caught:
        parse(written)
    assert caught.value.offset == offset
    assert reason in caught.value.message
    assert str(caught.value) == caught.value.message


@pytest.mark.parametrize(
    "written, certainty",
    [
        ("1984", "exact"),
        ("1984?", "uncertain"),
        ("2004-06~", "approximate"),
        ("2004-06-11%", "uncertain"),
        ("1984~/2004-06", "approximate"),
        ("1984~/2004?", "uncertain"),
        ("../2004?", "uncertain"),
        ("[1984,1986~]", "approximate"),
        ("[1984..1986?]", "uncertain"),
        ("1984/1986", "exact"),
    ],
)
def test_the_most_doubtful_part_speaks_for_the_whole(written: str, certainty: str) -> None:
    assert parse(written).certainty == certainty


@pytest.mark.parametrize("written", ["1984", "2004-06", "2004-06-11", "2004-23"])
@pytest.mark.parametrize("qualifier", list("?~%"))
def test_a_qualifier_moves_no_bound(written: str, qualifier: str) -> None:
    plain, doubtful = parse(written), parse(written + qualifier)
    assert doubtful[1:4] == plain[1:4]
    assert doubtful.text == written + qualifier


@pytest.mark.parametrize(
    "written, open_start, open_end, parts",
    [
        ("../2025", True, False, ["2025"]),
        ("2025/..", False, True, ["2025"]),
        ("/2025", False, False, ["2025"]),
        ("2025/", False, False, ["2025"]),
        ("2024~/2025", False, False, ["2024~", "2025"]),
        ("[2024, 2026..2027]", False, False, ["2024", "2026/2027"]),
        ("[..2024,2026]", True, False, ["../2024", "2026"]),
        ("[2024,2026..]", False, True, ["2024", "2026/.."]),
        ("2025-05-09", False, False, []),
    ],
)
def test_parts_and_open_ends(
    written: str, open_start: bool, open_end: bool, parts: list[str]
) -> None:
    date = parse(written)
    assert (date.open_start, date.open_end) == (open_start, open_end)
    assert [str(part) for part in date.parts] == parts


ce_days = st.dates().map(datetime.date.toordinal)
any_day = st.integers(min_value=-4_000_000, max_value=4_000_000)


@given(ce_days)
def test_days_of_this_era_are_those_of_the_standard_library(day: int) -> None:
    date = datetime.date.fromordinal(day)
    assert edtf.civil(day) == (date.year, date.month, date.day)
    assert edtf.day(date.year, date.month, date.day) == day
    assert edtf.iso(day) == date.isoformat()


@given(any_day)
def test_every_day_follows_the_one_before(day: int) -> None:
    year, month, of_month = edtf.civil(day)
    after = edtf.civil(day + 1)
    if of_month < edtf.month_length(year, month):
        assert after == (year, month, of_month + 1)
    elif month < 12:
        assert after == (year, month + 1, 1)
    else:
        assert after == (year + 1, 1, 1)


@given(any_day)
def test_a_day_survives_its_iso_text(day: int) -> None:
    assert edtf.from_iso(edtf.iso(day)) == day
    assert edtf.day(*edtf.civil(day)) == day


@given(st.integers(min_value=-3_652_424, max_value=3_652_059))
def test_iso_and_edtf_write_a_day_alike(day: int) -> None:
    assert parse(edtf.iso(day)) == Edtf(edtf.iso(day), day, day, "day", "exact")


@given(any_day, any_day)
def test_an_interval_has_the_bounds_of_its_ends(one: int, other: int) -> None:
    first, last = sorted((one, other))
    if not -3_652_424 <= first <= last <= 3_652_059:
        return
    date = parse(f"{edtf.iso(first)}/{edtf.iso(last)}")
    assert (date.earliest, date.latest) == (first, last)


@given(st.text(alphabet="0123456789-/.[],?~%X T", max_size=24))
def test_any_text_is_a_date_or_has_a_fault_inside_it(written: str) -> None:
    date = fault = None
    try:
        date = parse(written)
    except EdtfError as error:
        fault = error
    if date is not None:
        assert parse(str(date)) == date
    else:
        assert fault is not None
        assert 0 <= fault.offset <= len(written)


@pytest.mark.parametrize(
    "text, day",
    [
        ("0001-01-01", 1),
        ("0000-12-31", 0),
        ("0000-01-01", -365),
        ("2025-05-09", datetime.date(2025, 5, 9).toordinal()),
        # The Ides of March, 44 BCE: Julian day 1705426, and Rata Die is that less 1721425 (noon).
        ("-0043-03-13", 1705426 - 1721425),
        ("9999-12-31", datetime.date.max.toordinal()),
        ("+10000-01-01", datetime.date.max.toordinal() + 1),
    ],
)
def test_known_day_numbers(text: str, day: int) -> None:
    assert edtf.iso(day) == text
    assert edtf.from_iso(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "2025-5-9",
        "2025-02-30",
        "2025-13-01",
        "2025-05",
        "-0000-01-01",
        "10000-01-01",
        "+2025-01-01",
        "2025-05-09 ",
        "",
        "2025-05-09?",
        "٢٠٢٥-01-01",
    ],
)
def test_what_is_no_iso_day(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a day|has 28 days|no month"):
        edtf.from_iso(text)


@pytest.mark.parametrize(
    "year, month, day", [(2025, 0, 1), (2025, 13, 1), (2025, 2, 29), (2025, 4, 0)]
)
def test_what_is_no_day(year: int, month: int, day: int) -> None:
    with pytest.raises(ValueError, match="there is no"):
        edtf.day(year, month, day)
