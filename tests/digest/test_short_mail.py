"""What a mail has room for, and dates that no line of a Chinese page breaks."""

import pytest

from calendar_gen.rendering.digest.formats import short_mail as room
from calendar_gen.rendering.digest.formats.mail import mail
from calendar_gen.rendering.whole_numbers import with_whole_numbers
from tests.digest.editions import made
from tests.digest.test_mail import content, read
from tests.entries.samples import VICTORY

MANY = [
    VICTORY._replace(
        id=f"day-{n}.2025",
        number=n,
        mark=n == 290,
        earliest=VICTORY.earliest,
        latest=VICTORY.latest,
    )
    for n in range(300)
]


def test_a_long_mail_is_no_longer_than_programs_show_and_tells_what_is_left_out() -> None:
    message = read(mail(made(*MANY)))
    html = content(message, "html")
    assert 0.8 * room.LONGEST < len(html.encode()) <= room.LONGEST
    shown = html.count('<h3 style="margin:0;font-size:16px')
    assert f"; {300 - shown} entries more, and all sources, stand in the text of this mail." in html
    assert f"and {300 - shown} more" in html
    assert content(message, "plain").count("Victory Day, ") >= 300
    assert "290th anniversary" in html  # a round number before others


def test_a_short_mail_leaves_nothing_out() -> None:
    html = content(read(mail(made())), "html")
    assert "stand in the text of this mail" not in html
    assert "Sources" in html


@pytest.mark.parametrize(
    "text, kept",
    [
        ("<p>2027年5月7日至10日</p>", ["2027年5月7日", "10日"]),
        ("<p>公元前44年，80周年，1,234次</p>", ["公元前44年", "80周年", "1,234次"]),
        ("<title>2027年</title><style>5日</style><text x='1'>5月</text>", []),
        ('<a title="5日">1234</a>', []),
    ],
)
def test_dates_and_counts_are_kept_whole(text: str, kept: list[str]) -> None:
    spans = [f'<span class="whole">{each}</span>' for each in kept]
    found = with_whole_numbers(text, "zh")
    assert all(span in found for span in spans)
    assert found.count("<span") == len(spans)


def test_a_year_of_russian_does_not_break_before_its_letter() -> None:
    text = '<p title="2027 г.">9 мая 2027 г. – 44 г. до н. э., всего 5 гостей</p>'
    kept = '<p title="2027 г.">9 мая 2027\u00a0г. – 44\u00a0г. до н. э., всего 5 гостей</p>'
    assert with_whole_numbers(text, "ru") == kept
