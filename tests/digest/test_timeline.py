"""Where the bars of the drawing stand: per cents along the year."""

import pytest

from calendar_gen.edtf import day
from calendar_gen.rendering.digest.timeline import SHEET, Bar, Row, sheets, timeline


def bar(first: tuple[int, int, int], last: tuple[int, int, int], level: float = 0.5) -> Bar:
    days = day(*first), day(*last)
    return Bar("visit.2025", "A to B", "some days", "likely", *days, level, False, None, "en")


def row(drawn: Bar, year: int = 2025) -> Row:
    return timeline([drawn], year, day(1999, 1, 1)).rows[0]


def test_a_whole_year_fills_the_drawing() -> None:
    frame = row(bar((2025, 1, 1), (2025, 12, 31))).frame
    assert (frame.x, frame.width) == ("0.00%", "100.00%")


def test_one_day_is_a_365th() -> None:
    frame = row(bar((2025, 12, 31), (2025, 12, 31))).frame
    assert (frame.x, frame.width) == ("99.73%", "0.27%")


def test_what_reaches_over_the_ends_is_cut_there() -> None:
    frame = row(bar((2024, 12, 1), (2025, 1, 31))).frame
    assert (frame.x, frame.width) == ("0.00%", "8.49%")


def test_a_leap_year_has_a_day_more() -> None:
    assert row(bar((2024, 12, 31), (2024, 12, 31)), 2024).frame.x == "99.73%"
    assert timeline([], 2024, 0).months[2][1] == f"{100 * 60 / 366:.2f}%"


@pytest.mark.parametrize(
    "level, height", [(0.0, "0"), (0.5, "5"), (0.99, "9.9"), (1.0, "14"), (1.5, "14")]
)
def test_the_fill_is_as_high_as_the_likelihood_and_full_only_if_certain(
    level: float, height: str
) -> None:
    drawn = row(bar((2025, 5, 1), (2025, 5, 9), level))
    assert drawn.filled.height == height
    assert float(drawn.filled.y) + float(height) == float(drawn.frame.y) + 14


def test_words_stand_on_the_side_that_has_more_room() -> None:
    early, late = row(bar((2025, 2, 1), (2025, 2, 3))), row(bar((2025, 11, 1), (2025, 11, 3)))
    assert (early.words_anchor, late.words_anchor) == ("start", "end")
    assert early.words_at == f"{100 * 34 / 365:.2f}%"


def test_words_do_not_stand_across_the_as_of_day_if_there_is_room_beside_it() -> None:
    may, february = bar((2025, 5, 1), (2025, 5, 9)), bar((2025, 2, 1), (2025, 2, 3))
    on = {
        as_of: timeline([may, february], 2025, day(*as_of)).rows
        for as_of in ((2025, 1, 10), (2025, 3, 1), (2025, 6, 1), (2025, 12, 1))
    }
    sides = {as_of: tuple(row.words_anchor for row in rows) for as_of, rows in on.items()}
    assert sides == {
        (2025, 1, 10): ("start", "start"),
        (2025, 3, 1): ("start", "start"),  # there is no room before a visit in February
        (2025, 6, 1): ("end", "start"),
        (2025, 12, 1): ("start", "start"),
    }


def test_words_without_room_beside_their_visit_stand_beyond_the_as_of_day() -> None:
    first, last = bar((2025, 1, 8), (2025, 1, 9)), bar((2025, 12, 6), (2025, 12, 8))
    in_january = timeline([first], 2025, day(2025, 1, 15)).rows[0]
    assert (in_january.words_anchor, in_january.words_at) == ("start", f"{100 * 15 / 365:.2f}%")
    in_november = timeline([first, last], 2025, day(2025, 11, 29))
    assert [row.words_anchor for row in in_november.rows] == ["start", "end"]
    assert in_november.rows[0].words_at == f"{100 * 9 / 365:.2f}%"
    assert in_november.rows[1].words_at == in_november.as_of
    turned = timeline([last], 2025, day(2025, 11, 29), from_right=True)
    assert (turned.rows[0].words_anchor, turned.rows[0].words_at) == ("end", turned.as_of)


def test_names_are_crowded_on_a_telephone_if_both_do_not_fit_its_width() -> None:
    short = bar((2025, 5, 1), (2025, 5, 9))
    assert not row(short._replace(label="China to Russia", fact="very likely, 93 %")).crowded
    assert row(
        short._replace(label="Russia to Bosnia & Herzegovina", fact="unlikely, 25 %")
    ).crowded
    assert row(
        short._replace(label="从俄罗斯到波斯尼亚和黑塞哥维那", fact="不太可能，25 %")
    ).crowded


def test_a_long_name_takes_more_lines_and_those_below_it_move_down() -> None:
    short = bar((2025, 5, 1), (2025, 5, 9))
    long = short._replace(label="United Kingdom to Bosnia & Herzegovina")
    first, second, third = timeline([short, long, short], 2025, 0).rows
    assert first.lines == (("A to B", first.top + 14),)
    assert [words for words, _ in second.lines] == ["United Kingdom to Bosnia &", "Herzegovina"]
    assert [at for _, at in second.lines] == [second.top + 14, second.top + 33]
    assert second.height == first.height + 19
    assert third.top == second.top + second.height
    assert second.below - second.top == first.below - first.top + 19
    assert float(second.frame.y) - second.top == float(first.frame.y) - first.top + 19


def test_words_are_drawn_where_they_have_room_and_nowhere_else() -> None:
    words = "del 1 de marzo al 30 de noviembre de 2025"
    march = row(bar((2025, 3, 1), (2025, 11, 30))._replace(when=words))
    june = row(bar((2025, 6, 1), (2025, 11, 30))._replace(when=words))
    july = row(bar((2025, 7, 20), (2025, 12, 31))._replace(when=words))
    assert [(each.shown, each.wide) for each in (march, june, july)] == [
        (False, True),
        (True, True),
        (True, False),
    ]
    assert not row(bar((2025, 1, 1), (2025, 12, 31))).shown


def test_a_drawing_that_is_higher_than_a_sheet_goes_on_in_another() -> None:
    usual = bar((2025, 5, 1), (2025, 5, 9))
    bars = [
        usual._replace(id=str(number), label="A to B " * (9 if number == 5 else 1))
        for number in range(40)
    ]
    drawn = sheets(bars, 2025, 0)
    assert [row.bar.id for each in drawn for row in each.rows] == [bar.id for bar in bars]
    assert len(drawn) == 3
    assert max(each.height for each in drawn) <= SHEET + 4
    assert min(each.height for each in drawn[:-1]) > SHEET - 60
    assert sheets([], 2025, 0) == []


def test_the_as_of_day_is_drawn_only_in_its_year() -> None:
    assert timeline([], 2025, day(2025, 12, 31)).as_of == "100.00%"
    assert timeline([], 2025, day(2024, 12, 31)).as_of is None
    assert timeline([], 2025, day(2026, 1, 1)).as_of is None


def test_years_before_the_common_era_have_a_drawing_too() -> None:
    assert row(bar((-43, 3, 15), (-43, 3, 15)), -43).frame.x == f"{100 * 73 / 365:.2f}%"


def test_for_those_who_read_from_the_right_the_year_runs_to_the_left() -> None:
    early = bar((2025, 2, 1), (2025, 2, 3))._replace(occasion=day(2025, 2, 2))
    usual = timeline([early], 2025, day(2025, 12, 31))
    turned = timeline([early], 2025, day(2025, 12, 31), from_right=True)
    assert (usual.sides, turned.sides) == (("0", "100%"), ("100%", "0"))
    assert usual.months[0][1:] == ("0.00%", "4.25%")
    assert turned.months[0][1:] == ("100.00%", "95.75%")
    assert (usual.as_of, turned.as_of) == ("100.00%", "0.00%")
    there, back = usual.rows[0], turned.rows[0]
    assert there.frame.width == back.frame.width == f"{100 * 3 / 365:.2f}%"
    assert back.frame.x == f"{100 - 100 * 34 / 365:.2f}%"
    # The words stand at the left of the bar, where they end: letters from the right start right.
    assert (back.words_at, back.words_anchor, back.words_shift) == (back.frame.x, "start", -8)
    assert there.occasion_at is not None
    assert back.occasion_at is not None
    both = [float(place.rstrip("%")) for place in (there.occasion_at, back.occasion_at)]
    assert sum(both) == pytest.approx(100)
