"""What the real cases come to, in the counts that people quote of them."""

from pathlib import Path

import pytest

from calendar_gen.edtf import day
from calendar_gen.forecasting.projection import occurrences
from calendar_gen.occurrences import Occurrence
from calendar_gen.rulebook import load

CASES = Path(__file__).parent / "cases"


def cycles(case: str, rule: str, first: int, last: int, as_of: int) -> list[Occurrence]:
    """The occurrences of a rule in the years from `first` to `last`, as of the end of a year."""
    book = load([str(CASES / f"{case}.yaml")])
    found = occurrences(book, day(first, 1, 1), day(last, 12, 31), day(as_of, 12, 31))
    return [o for o in found if o.rule == rule]


@pytest.mark.parametrize(
    "case, rule, years, held, of",
    [
        ("real-irish-march", "st-patrick", (1994, 2024), 30, 31),
        ("real-normandy", "tens", (1984, 2024), 5, 5),
        ("real-normandy", "fives", (1984, 2024), 7, 9),
        ("real-normandy", "fives-before", (1945, 1983), 0, 7),
        ("real-normandy", "every-june", (1984, 2024), 7, 7 + 2 + 32),
        ("real-victory", "to-moscow", (2005, 2025), 4, 5),
        ("real-victory", "to-beijing", (2010, 2025), 2, 4),
    ],
)
def test_so_many_were_held_of_so_many(
    case: str, rule: str, years: tuple[int, int], held: int, of: int
) -> None:
    found = cycles(case, rule, *years, 2025)
    statuses = [o.status for o in found]
    assert (statuses.count("occurred"), len(statuses)) == (held, of)
    assert set(statuses) <= {"occurred", "missed", "postponed"}


def test_the_next_host_in_the_list_in_48_of_51_years() -> None:
    found = cycles("real-g7", "g7", 1975, 2025, 2026)
    regular = [o.cycle for o in found if o.status == "occurred" and o.because is None]
    assert (len(regular), len(found)) == (48, 51)
    assert {o.cycle: o.host for o in found if o.cycle not in regular} == {
        "2006": "RU",
        "2014": "BE",
        "2020": "US",
    }


def test_beijing_with_its_gate_two_of_two() -> None:
    (next_one,) = cycles("real-victory", "to-beijing-gated", 2030, 2030, 2025)
    assert next_one.likelihood is not None
    assert (next_one.likelihood.hits, next_one.likelihood.chances) == (2, 2)
