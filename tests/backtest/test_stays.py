"""Rows merged into stays, and whose visits count."""

import pytest

from calendar_gen.backtest.stays import is_leader, stays
from calendar_gen.edtf import iso
from tests.backtest.records import rows


def merged(*lines: str, leaders: bool = True) -> list[str]:
    found = stays(rows(*lines), "US", leaders=leaders)
    return [f"{iso(s.first)} {iso(s.last)} {s.guest} {s.host}" for s in found]


def test_rows_that_start_less_than_eight_days_apart_are_one_stay_with_the_days_of_the_first() -> (
    None
):
    assert merged(
        "2001-05-08 2001-05-09 DE US",
        "2001-05-01 2001-05-12 DE US",
        "2001-05-15 2001-05-15 DE US",
    ) == ["2001-05-01 2001-05-12 DE US"]


def test_eight_days_apart_another_way_or_another_guest_are_other_stays() -> None:
    assert merged(
        "2001-05-01 2001-05-02 DE US",
        "2001-05-09 2001-05-10 DE US",
        "2001-05-02 2001-05-03 US DE",
        "2001-05-02 2001-05-03 FR US",
    ) == [
        "2001-05-01 2001-05-02 DE US",
        "2001-05-02 2001-05-03 FR US",
        "2001-05-02 2001-05-03 US DE",
        "2001-05-09 2001-05-10 DE US",
    ]


def test_states_that_ended_are_those_that_went_on() -> None:
    assert merged(
        "1973-06-18 1973-06-25 SU US",
        "1980-01-01 1980-01-01 CS US",
        "1981-01-01 1981-01-01 YU US",
        "1982-01-01 1982-01-01 DD US",
    ) == [
        "1973-06-18 1973-06-25 RU US",
        "1980-01-01 1980-01-01 CZ US",
        "1981-01-01 1981-01-01 RS US",
        "1982-01-01 1982-01-01 DE US",
    ]


def test_visits_between_others_do_not_count() -> None:
    assert merged("2001-05-01 2001-05-02 DE FR", "1881-09-28 1881-09-28 XH US") == []


def test_leaders_and_others_are_told_apart() -> None:
    lines = ("2001-05-01 2001-05-01 US DE Secretary of State", "2002-05-01 2002-05-01 US DE")
    assert merged(*lines) == ["2002-05-01 2002-05-01 US DE"]
    assert merged(*lines, leaders=False) == ["2001-05-01 2001-05-01 US DE"]


@pytest.mark.parametrize(
    "office",
    [
        "",
        "President",
        "Prime Minister",
        "Prime Minister of France",
        "First Minister",
        "President-elect",
        "General Secretary",
        "Vice Premier",
        "Federal Chancellor",
        "King",
        "Minister-President",
    ],
)
def test_leaders(office: str) -> None:
    assert is_leader(office)


@pytest.mark.parametrize(
    "office",
    [
        "Secretary of State",
        "Foreign Minister",
        "Minister of Foreign Affairs",
        "minister for trade",
        "Deputy Prime Minister",
        "Vice President",
        "Foreign Secretary",
        "Ambassador",
        "Special Envoy",
    ],
)
def test_others(office: str) -> None:
    assert not is_leader(office)
