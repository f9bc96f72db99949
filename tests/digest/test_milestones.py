"""Milestones: the weightiest first, each where it belongs."""

import pytest

from calendar_gen.edtf import day
from calendar_gen.occurrences import Occurrence
from tests.digest.reading import Page
from tests.digest.samples import TO_BEIJING, page
from tests.entries.samples import VICTORY


def nth(number: int | None, month: int = 5, mark: bool = True, cycle: str = "2025") -> Occurrence:
    made: Occurrence = VICTORY._replace(
        id=f"feast-{number}-{month}.2025",
        number=number,
        earliest=day(2025, month, 9),
        latest=day(2025, month, 9),
        mark=mark,
        cycle=cycle,
    )
    return made


def classes(*occurrences: Occurrence) -> list[str]:
    shown = Page(page(*occurrences))
    return [section.attributes["aria-labelledby"] for section in shown.all("section", "milestones")]


@pytest.mark.parametrize(
    "numbers, weight",
    [
        ((1,), "first"),
        ((5, 35), "5"),
        ((10, 80), "10"),
        ((25, 75, 175), "25"),
        ((50, 150), "50"),
        ((100, 200), "100"),
        ((99, 33), "other"),
    ],
)
def test_a_number_stands_in_its_weightiest_class(numbers: tuple[int, ...], weight: str) -> None:
    for number in numbers:
        assert classes(nth(number)) == [f"milestones:{weight}"]


def test_classes_come_by_weight_whatever_the_days() -> None:
    year = [nth(5, 1), nth(1, 2), nth(10, 3), nth(99, 4), nth(25, 6), nth(50, 7), nth(100, 8)]
    wanted = ["100", "50", "25", "10", "5", "other", "first"]
    assert classes(*year) == [f"milestones:{weight}" for weight in wanted]


def test_numbers_that_are_not_round_are_no_milestones() -> None:
    assert classes(nth(82, mark=False), nth(None, mark=False)) == []
    assert "No round anniversary falls in 2025." in page(nth(82, mark=False))


def test_days_counted_are_no_years_counted() -> None:
    assert classes(nth(10000, cycle="10000d")) == ["milestones:other"]


def test_of_visits_only_first_trips_are_milestones() -> None:
    assert classes(TO_BEIJING) == []
    assert classes(TO_BEIJING._replace(pattern="first")) == ["milestones:first"]


def test_a_milestone_leads_to_its_entry_and_tells_number_and_day() -> None:
    shown = Page(page(nth(100, 8)))
    (row,) = (e for e in shown.all("li") if e.attributes.get("data-of") == "feast-100-8.2025")
    assert row.text.startswith("100th anniversary Victory Day")
    assert row.text.endswith("Saturday, 9 August 2025")
    assert "feast-100-8.2025" in shown.targets()
