"""Dense weeks and clashes."""

from calendar_gen.edtf import day
from calendar_gen.occurrences import Occurrence, Status
from tests.digest.reading import Page
from tests.digest.samples import TO_BEIJING, TO_MOSCOW, page
from tests.entries.samples import VICTORY


def feast(name: str, month: int, of_month: int, *, mark: bool = False) -> Occurrence:
    at = day(2025, month, of_month)
    made: Occurrence = VICTORY._replace(
        id=f"{name}.2025", rule=name, titles={"en": name}, mark=mark, earliest=at, latest=at
    )
    return made


def trip(
    name: str, guest: str, host: str, first: int, last: int, status: Status = "announced"
) -> Occurrence:
    made: Occurrence = TO_MOSCOW._replace(
        id=f"{name}.2025",
        rule=name,
        titles={"en": name},
        guest=guest,
        guests=(guest,),
        host=host,
        earliest=day(2025, 6, first),
        latest=day(2025, 6, last),
        occasion=None,
        counterparts=(),
        status=status,
    )
    return made


def rows(class_: str, *occurrences: Occurrence) -> list[str]:
    """The text of each row of a table of this part."""
    html = page(*occurrences)
    tables = list(Page(html).all("table", class_))
    if not tables:
        return []
    start = html.index(f'<table class="{class_}"')
    body = html[html.index("<tbody>", start) : html.index("</tbody>", start)]
    return [row.text for row in Page(f"<table>{body}</tbody></table>").all("tr")]


def test_a_week_of_three_is_dense_and_one_of_two_is_not() -> None:
    three = feast("a", 5, 5), feast("b", 5, 7), feast("c", 5, 11)
    (row,) = rows("dense", *three)
    assert row.startswith("W19 5 to 11 May 2025 3 a: 80th")
    assert rows("dense", *three[:2], feast("c", 5, 12)) == []


def test_dense_is_relative_to_the_year() -> None:
    usual = [
        feast(f"n{month}-{of_month}", month, of_month)
        for month in range(1, 13)
        for of_month in range(1, 29)
    ]
    assert rows("dense", *usual) == []
    week = [feast(f"more{n}", 5, 7) for n in range(8)]
    (row,) = rows("dense", *usual, *week)
    assert row.startswith("W19 5 to 11 May 2025 15 ")
    assert row.endswith("and 7 more")


def test_weeks_have_their_iso_number_at_both_ends_of_the_year() -> None:
    start = [feast(name, 1, 1) for name in "abc"]
    assert rows("dense", *start)[0].startswith("W1 30 December 2024 to 5 January 2025")
    # 29 December 2025 is in the first week of 2026.
    assert rows("dense", *(feast(name, 12, 29) for name in "abc")) == []


def test_two_visits_that_want_one_guest_clash_on_their_common_days() -> None:
    (row,) = rows("clashes", trip("one", "CN", "RU", 3, 8), trip("two", "CN", "FR", 7, 12))
    assert row.startswith("7 to 8 June 2025 both want China one: China to Russia")


def test_no_clash_without_a_common_day_or_party_or_if_it_is_called_off() -> None:
    one = trip("one", "CN", "RU", 3, 8)
    assert rows("clashes", one, trip("two", "CN", "FR", 9, 12)) == []
    assert rows("clashes", one, trip("two", "DE", "FR", 3, 8)) == []
    assert rows("clashes", one, trip("two", "CN", "FR", 3, 8, status="cancelled")) == []


def test_two_rules_for_one_way_make_one_trip_and_no_clash() -> None:
    assert rows("clashes", trip("one", "CN", "RU", 3, 8), trip("two", "CN", "RU", 3, 8)) == []


def test_a_long_window_leaves_room() -> None:
    one = trip("one", "CN", "RU", 3, 8)
    wide = TO_BEIJING._replace(guest="CN", guests=("CN",), host="FR", rule="wide")
    june = wide._replace(earliest=day(2025, 6, 1), latest=day(2025, 6, 30), occasion=None)
    assert rows("clashes", one, june) == []
    assert len(rows("clashes", one, june._replace(latest=day(2025, 6, 5)))) == 1


def test_two_round_numbers_on_a_day_are_of_note() -> None:
    (row,) = rows("clashes", feast("a", 5, 7, mark=True), feast("b", 5, 7, mark=True))
    assert row.startswith("Wednesday, 7 May 2025 2 round numbers a: 80th")
    assert rows("clashes", feast("a", 5, 7, mark=True), feast("b", 5, 7)) == []


def test_a_quiet_year_says_so() -> None:
    html = page(feast("a", 5, 5))
    assert "No week is dense" in html
    assert "No two visits want one party at once" in html


def test_order_of_entries_carries_no_meaning() -> None:
    some = [trip(name, "CN", host, 3, 8) for name, host in (("a", "RU"), ("b", "FR"), ("c", "DE"))]
    assert rows("clashes", *some) == rows("clashes", *reversed(some))
    assert len(rows("clashes", *some)) == 3
