"""Birthdays and yahrzeits of days that some Hebrew years lack."""

from __future__ import annotations

import pytest

from calendar_gen.calendars import CalendarDate, system
from calendar_gen.calendars.hebrew_customs import hebrew_birthday, yahrzeit
from tests.calendars.in_year import iso

HESHVAN, KISLEV, ADAR_I, ADAR = 2, 3, 6, 7


def _date(year: int, month: int, day: int, *, leap: bool = False) -> CalendarDate:
    return CalendarDate(year, month, leap, day)


@pytest.mark.parametrize(
    "origin, year, expected",
    [
        (_date(5783, KISLEV, 30), 5784, "2023-12-12"),
        (_date(5782, ADAR_I, 30, leap=True), 5783, "2023-02-21"),
        (_date(5783, ADAR, 15), 5784, "2024-02-24"),
        (_date(5673, ADAR_I, 27, leap=True), 5782, "2022-02-28"),
        (_date(5716, HESHVAN, 30), 5780, "2019-11-28"),
        (_date(5716, HESHVAN, 30), 5781, "2020-11-17"),
        (_date(5783, HESHVAN, 30), 5784, "2023-11-13"),
        (_date(5785, HESHVAN, 30), 5786, "2025-11-20"),
        (_date(5784, ADAR, 10, leap=True), 5785, "2025-03-10"),
        (_date(5784, ADAR, 10, leap=True), 5787, "2027-03-19"),
        (_date(5673, ADAR_I, 27, leap=True), 5780, "2020-03-23"),
    ],
)
def test_yahrzeit(origin: CalendarDate, year: int, expected: str) -> None:
    assert iso(yahrzeit(system("hebrew"), origin, year)) == expected


@pytest.mark.parametrize(
    "origin, year, expected",
    [
        (_date(5783, KISLEV, 30), 5784, "2023-12-13"),
        (_date(5782, ADAR_I, 30, leap=True), 5783, "2023-03-23"),
        (_date(5783, ADAR, 15), 5784, "2024-03-25"),
        (_date(5783, ADAR, 10), 5784, "2024-03-20"),
        (_date(5782, ADAR_I, 10, leap=True), 5784, "2024-02-19"),
        (_date(5784, ADAR, 10, leap=True), 5785, "2025-03-10"),
    ],
)
def test_birthday(origin: CalendarDate, year: int, expected: str) -> None:
    assert iso(hebrew_birthday(system("hebrew"), origin, year)) == expected
