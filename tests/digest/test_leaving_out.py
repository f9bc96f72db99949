"""What is left out of a page before it is laid out on paper: only what paper does not show."""

import re

import pytest

from calendar_gen.rendering.digest import laid_out
from calendar_gen.rendering.digest.formats.paper import for_paper
from calendar_gen.rendering.digest.formats.pdf import SHEETS
from tests.digest.editions import made
from tests.digest.samples import ALL
from tests.entries.samples import VICTORY


def words(page: str) -> list[str]:
    """The words of a page's text, those of hidden parts too."""
    return re.sub(r"<[^<>]*>", " ", page).replace("[", " ").replace("]", " ").split()


HIDDEN = (
    r'<nav class="contents".*?</nav>|<search>.*?</search>|<(p|span) class="[^"]*\baside">[^<]*</\1>'
    r'|<ul class="back".*?</ul>|<details class="back">.*?</details>|<dt>[^<]*</dt>'
)


@pytest.mark.parametrize("language", ["en", "zh", "ar"])
def test_all_that_paper_shows_stays(language: str) -> None:
    page = laid_out(made(*ALL, language=language, leads=(30,)), SHEETS)
    lean = for_paper(page)
    before, after = (part.partition('<section id="part:months"') for part in (page, lean))
    shown = words(re.sub(HIDDEN, " ", before[2], flags=re.DOTALL))
    assert [word for word in words(after[2]) if word != "·"] == shown
    assert len(shown) > 100
    assert "<dt>" in after[0], "only the facts of entries are put on a line"


def test_text_that_looks_like_what_is_left_out_stays() -> None:
    title = 'of data-edges data-x="1" <span class="aside">all</span> <bdi>b</bdi> [1]'
    lean = for_paper(laid_out(made(VICTORY._replace(titles={"en": title})), SHEETS))
    assert "of data-edges data-x=&#34;1&#34; &lt;span class=&#34;aside&#34;&gt;all" in lean


def test_text_from_right_to_left_stays_apart() -> None:
    titles = {"en": "Victory Day", "ar": "يوم النصر"}
    lean = for_paper(laid_out(made(VICTORY._replace(titles=titles), language="ar"), SHEETS))
    assert '<bdi lang="ar" dir="rtl">يوم النصر</bdi>' in lean
    foreign = for_paper(laid_out(made(VICTORY._replace(titles={"ar": "يوم النصر"})), SHEETS))
    assert '<bdi lang="ar" dir="rtl">يوم النصر</bdi>' in foreign


def test_entries_are_laid_out_in_less_than_half_the_boxes() -> None:
    page = laid_out(made(*ALL), SHEETS)
    cards = re.compile(r'<ol class="cards">.*?</ol>', re.DOTALL)
    before = sum(part.count("</") for part in cards.findall(page))
    after = sum(part.count("</") for part in cards.findall(for_paper(page)))
    assert before > 100
    assert after < before / 2


def test_only_a_month_that_fits_a_page_is_kept_in_one_piece() -> None:
    few, many = (
        [
            VICTORY._replace(id=f"day-{number}.2025", earliest=at + number, latest=at + number)
            for number in range(count)
        ]
        for at, count in ((VICTORY.earliest, 3), (VICTORY.earliest + 31, 20))
    )
    lean = for_paper(laid_out(made(*few, *many), SHEETS))
    assert re.findall(r'<section class="(month[^"]*)" id="([^"]*)"', lean) == [
        ("month together", "month:05"),
        ("month", "month:06"),
    ]


def test_the_first_month_leaves_room_for_the_heading_above_it_and_a_visit_takes_that_of_two() -> (
    None
):
    visits = [
        VICTORY._replace(
            id=f"visit-{number}.2025",
            kind="visit",
            guest="CN",
            guests=("CN",),
            earliest=VICTORY.earliest + number % 2 * 31 + number,
            latest=VICTORY.earliest + number % 2 * 31 + number,
        )
        for number in range(10)
    ]
    lean = for_paper(laid_out(made(*visits), SHEETS))
    assert re.findall(r'<section class="(month[^"]*)" id="([^"]*)"', lean) == [
        ("month", "month:05"),
        ("month together", "month:06"),
    ]


def test_only_a_piece_of_text_that_nothing_turns_needs_no_isolation() -> None:
    kept, plain = '<bdi dir="ltr">8 \u05d0</bdi>', '<bdi dir="ltr">8 a</bdi>'
    page = (
        f'<html lang="en" dir="ltr"><ol class="cards"><li>{kept}{plain}</li></ol></section></html>'
    )
    assert f"<li>{kept}8 a</li>" in for_paper(page)
    from_right = page.replace('lang="en" dir="ltr"', 'lang="ar" dir="rtl"')
    assert f"<li>{kept}{plain}</li>" in for_paper(from_right)
