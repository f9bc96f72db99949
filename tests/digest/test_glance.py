"""The year at a glance: twelve tables whose days lead to their entries."""

import calendar
import re

import pytest

from calendar_gen.edtf import day
from tests.digest.reading import Page
from tests.digest.samples import ALL, BEIJING, TO_BEIJING, TO_MOSCOW, page
from tests.entries.samples import VICTORY


def months(html: str) -> list[str]:
    """The source of each month table."""
    return re.findall(r'<table class="year".*?</table>', html, re.DOTALL)


def number(cell: str) -> int:
    """The day that a cell shows; 0 for one of another month."""
    found = re.search(r'(?:<td>|aria-hidden="true">)([0-9]+)<', cell)
    return int(found[1]) if found else 0


def cell(html: str, month: int, of_month: int) -> str:
    """The source of a day's cell."""
    cells: list[str] = re.findall(r"<td.*?</td>", months(html)[month - 1])
    (found,) = (each for each in cells if number(each) == of_month)
    return found


@pytest.mark.parametrize("year", [2024, 2025, 2027, -43])
def test_weeks_are_those_of_another_calendar(year: int) -> None:
    # The Gregorian calendar repeats itself, weekdays included, after 400 years.
    html = page(VICTORY, year=year)
    tables = months(html)
    assert len(tables) == 12
    for month, table in enumerate(tables, start=1):
        weeks = re.findall(r"<tr>(<td.*?)</tr>", table, re.DOTALL)
        shown = [[number(each) for each in re.findall("<td.*?</td>", week)] for week in weeks]
        like = year if year > 0 else year + 2000
        assert shown == calendar.Calendar(0).monthdayscalendar(like, month), month


def test_columns_have_heads_and_tables_have_captions() -> None:
    for table, name in zip(months(page()), ("January", "February"), strict=False):
        assert table.count('<th scope="col">') == 7
        assert '<span class="aside">Sunday</span>' in table
        assert re.search(rf"<caption>(?:<a[^>]*>)?{name}<", table)


def test_a_day_leads_to_what_begins_on_it() -> None:
    html = page()
    assert f'href="#{VICTORY.id}"' in cell(html, 5, 9)
    assert f'href="#{TO_MOSCOW.id}"' in cell(html, 5, 7)
    assert "href" not in cell(html, 5, 11)


def test_several_entries_are_told_by_a_number_and_in_words() -> None:
    busy, single = cell(page(), 5, 9), cell(page(), 5, 7)
    assert '<span class="many">2</span>' in busy
    assert "9 May 2025: 2 entries" in busy
    assert "many" not in single
    assert "7 May 2025: 1 entry" in single


def test_round_numbers_and_visits_have_shapes_of_their_own() -> None:
    html = page(BEIJING, TO_BEIJING._replace(mark=False), VICTORY._replace(mark=False))
    assert 'class="busy mark visit several"' in cell(html, 9, 3)
    assert 'class="busy visit"' in cell(html, 9, 4)
    assert 'class="busy"' in cell(html, 5, 9)


def test_a_long_window_stands_at_its_edges_only() -> None:
    long = TO_BEIJING._replace(earliest=day(2025, 8, 1), latest=day(2025, 8, 31))
    html = page(long)
    assert all("href" in cell(html, 8, number) for number in (1, 31))
    assert not any("href" in cell(html, 8, number) for number in range(2, 31))
    short = page(long._replace(latest=day(2025, 8, 14)))
    assert all("href" in cell(short, 8, number) for number in range(1, 15))


def test_a_month_without_entries_is_no_link() -> None:
    tables = months(page(*ALL))
    assert "<caption>January</caption>" in tables[0]
    assert '<caption><a href="#month:05">May</a></caption>' in tables[4]


def test_links_have_targets_in_a_year_that_an_entry_only_reaches_into() -> None:
    into = VICTORY._replace(earliest=day(2024, 12, 30), latest=day(2025, 1, 2))
    shown = Page(page(into))
    assert shown.targets() <= set(shown.ids())
    assert "href" in cell(page(into), 1, 1)
    assert "href" not in cell(page(into), 1, 3)


YEAR_ALONE = VICTORY._replace(
    id="founding.2025",
    titles={"en": "Founding of the school"},
    earliest=day(2025, 1, 1),
    latest=day(2025, 12, 31),
    extent="window",
)
MONTH_ALONE = YEAR_ALONE._replace(
    id="rising.2025",
    titles={"en": "The rising"},
    earliest=day(2025, 4, 1),
    latest=day(2025, 4, 30),
)


def test_what_has_no_exact_day_stands_on_none_but_apart() -> None:
    whenever = TO_BEIJING._replace(earliest=day(2025, 1, 1), latest=day(2025, 12, 31))
    html = page(YEAR_ALONE, MONTH_ALONE, whenever)
    for month, of_month in ((1, 1), (4, 1), (4, 30), (12, 31)):
        assert "href" not in cell(html, month, of_month)
    apart = html.split('<ul class="undated"')[1].split("</ul>")[0]
    told = re.sub("<[^>]*>", "", apart)
    assert "Founding of the school: 80th anniversary 2025\n" in told
    assert "The rising: 80th anniversary April 2025\n" in told
    assert re.findall(r'data-of="([^"]*)"', apart) == [
        "founding.2025",
        "rising.2025",
        TO_BEIJING.id,
    ]
    assert "undated" not in re.sub("<style.*?</style>", "", page(VICTORY), flags=re.DOTALL)


def test_a_long_window_with_an_end_in_the_year_stands_on_that_day() -> None:
    html = page(TO_BEIJING._replace(earliest=day(2025, 3, 2), latest=day(2027, 3, 1)))
    assert "href" in cell(html, 3, 2)


def test_weeks_do_not_count_what_has_no_day() -> None:
    many = [YEAR_ALONE._replace(id=f"founding-{n}.2025") for n in range(4)]
    assert "No week is dense" in page(*many)
