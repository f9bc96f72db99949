"""What changed since the last edition, and the marks (+) and (*)."""

import pytest

from calendar_gen.changes import Change, Noted, State
from calendar_gen.edtf import day
from calendar_gen.rendering.digest import Edition, digest
from calendar_gen.rendering.digest.periods import month_period
from tests.digest.reading import Page
from tests.digest.samples import ALL, AS_OF, LEDGER, RULEBOOK, TO_BEIJING, page, worded
from tests.entries.samples import VICTORY


def state(id_: str, first: int, last: int | None = None, status: str = "projected") -> State:
    return State(id_, {"en": f"Title of {id_}"}, {}, first, last or first, "days", status, None)


NINTH = day(2025, 5, 9)
ADDED = Change(VICTORY.id, ("added",), None, state(VICTORY.id, NINTH))
MOVED = Change(
    TO_BEIJING.id,
    ("moved",),
    state(TO_BEIJING.id, day(2025, 8, 1)),
    state(TO_BEIJING.id, day(2025, 8, 29), day(2025, 9, 4)),
)
REMOVED = Change("gone.2025", ("removed",), state("gone.2025", day(2025, 7, 1)), None)


def shown(*noted: Noted, year: int = 2025) -> str:
    edition = Edition(year, "en", AS_OF, noted=noted)
    return digest(worded(*ALL), [LEDGER], RULEBOOK, edition)


def of(day_: int, *changes: Change) -> tuple[Noted, ...]:
    return tuple(Noted(day_, 0, change) for change in changes)


def test_added_moved_and_removed_are_told_apart() -> None:
    page = Page(shown(*of(AS_OF, MOVED, REMOVED, ADDED)))
    parts = {e.attributes["aria-labelledby"]: e.text for e in page.all("section", "changes")}
    assert list(parts) == ["changes:added", "changes:moved", "changes:removed"]
    assert "(+)" in parts["changes:added"]
    assert f"Title of {VICTORY.id}" in parts["changes:added"]
    assert "Moved: Friday, 1 August 2025 → 29 August to 4 September 2025" in parts["changes:moved"]
    assert "No longer expected: Tuesday, 1 July 2025" in parts["changes:removed"]
    assert "Found on 6 May 2025" in page.by_id("part:changes").text


def test_entries_bear_the_mark_in_the_list_of_months() -> None:
    page = Page(shown(*of(AS_OF, MOVED, ADDED)))
    signs = {
        e.attributes["id"]: [sign for sign in ("(+)", "(*)") if sign in e.text]
        for e in page.all("li", "card")
    }
    assert signs.pop(VICTORY.id) == ["(+)"]
    assert signs.pop(TO_BEIJING.id) == ["(*)"]
    assert not any(signs.values())


def test_what_is_gone_leads_nowhere() -> None:
    page = Page(shown(*of(AS_OF, REMOVED)))
    assert "gone.2025" not in page.targets()
    assert page.targets() <= set(page.ids())


def test_only_the_newest_edition_that_changed_something_counts() -> None:
    reworded = Change(VICTORY.id, ("text",), ADDED.after, ADDED.after)
    noted = (*of(AS_OF, reworded), *of(AS_OF - 1, ADDED), *of(AS_OF - 2, MOVED))
    text = Page(shown(*noted)).by_id("part:changes").text
    assert "Found on 5 May 2025" in text
    assert TO_BEIJING.id not in text


def test_changes_of_other_years_are_told_there() -> None:
    assert "Nothing of 2024 has changed" in shown(*of(AS_OF, ADDED, MOVED), year=2024)
    out = Change(MOVED.uid, ("moved",), MOVED.before, state(MOVED.uid, day(2026, 1, 3)))
    for year in (2025, 2026):
        assert f"Nothing of {year} has changed" not in shown(*of(AS_OF, out), year=year)


def test_the_first_edition_of_a_site_and_those_like_it_say_the_same() -> None:
    assert "Nothing of 2025 has changed since the first edition." in shown()
    edition = Edition(2025, "en", AS_OF, noted=(), period=month_period(2025, 5))
    month = digest(worded(*ALL), [LEDGER], RULEBOOK, edition)
    assert "Nothing of these days has changed since the first edition." in month


@pytest.mark.parametrize(
    "language, words",
    [
        ("en", "There is no earlier edition to compare with."),
        ("ru", "Прошлого выпуска, с которым можно сравнить этот, нет."),
        ("zh", "没有可供比较的上一版。"),
        ("fr", "Il n’y a pas d’édition précédente à laquelle comparer celle-ci."),
        ("es", "No hay ninguna edición anterior con la que comparar."),
        ("ar", "لا يوجد عدد سابق للمقارنة به."),
    ],
)
def test_an_edition_that_stands_alone_has_nothing_to_compare_with(
    language: str, words: str
) -> None:
    assert Page(page(language=language)).by_id("part:changes").text.endswith(words)
