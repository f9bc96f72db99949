"""The digest as agencies write a diary, and the regions that it sorts by."""

import re

import pytest
from babel.core import get_global

from calendar_gen.entries.phrases import phrases
from calendar_gen.parties import STATES
from calendar_gen.rendering.cells import width
from calendar_gen.rendering.digest.formats import FORMATS, Sheet
from calendar_gen.rendering.digest.regions import region_name, region_of
from tests.digest.editions import HOSTILE, hostile, made
from tests.digest.samples import AS_OF, SUMMIT, TO_BEIJING, TO_MOSCOW
from tests.digest.test_revisions import ADDED, MOVED, of
from tests.entries.samples import VICTORY

LANGUAGES = ("en", "ru", "zh", "fr", "es", "ar")


def diary(contents: object = None, columns: int = 400) -> str:
    shown = made() if contents is None else contents
    return FORMATS["diary"](shown, Sheet(columns)).decode()  # type: ignore[arg-type]


def line(text: str, words: str) -> str:
    (found,) = (line for line in text.split("\n") if words in line)
    return found.strip()


def test_day_then_region_then_place_in_capitals() -> None:
    lines = diary().split("\n")
    at = lines.index("Friday, 9 May 2025")
    assert lines[at + 1].startswith("──")
    assert lines[at + 2] == "Europe"
    assert lines[at + 3].startswith("  MOSCOW: ")
    at = lines.index("Wednesday, 3 September 2025")
    assert lines[at + 2] == "Asia"
    assert lines[at + 3].startswith("  BEIJING: ")


def test_the_hosts_own_name_comes_first() -> None:
    own = "中国人民抗日战争暨世界反法西斯战争胜利纪念日"
    assert f"BEIJING: {own} / End of the War of Resistance: 80th" in diary()
    assert "День Победы: 80-летие" in diary(made(language="ru"))
    assert "День Победы / " not in diary(made(language="ru"))  # the reader's own language


def test_a_day_that_may_change_is_to_be_confirmed() -> None:
    text = diary(made(TO_BEIJING, TO_MOSCOW, VICTORY))
    assert "(date to be confirmed)" in line(text, "Russia to China")
    assert "(date to be confirmed)" not in line(text, "China to Russia")  # announced
    assert "(date to be confirmed)" not in line(text, "Victory Day: 80th")
    sure = diary(made(TO_MOSCOW._replace(status="confirmed")))
    assert "(date to be confirmed)" not in line(sure, "China to Russia")
    vague = diary(made(TO_MOSCOW._replace(extent="window")))  # announced for a month
    assert "(date to be confirmed)" in line(vague, "China to Russia")
    put_off = diary(made(TO_MOSCOW._replace(status="postponed")))
    assert "(date to be confirmed)" in line(put_off, "China to Russia")
    gone = diary(made(TO_BEIJING._replace(status="not-recorded", likelihood=None)))
    assert "(date to be confirmed)" not in line(gone, "Russia to China")


def test_a_rank_that_nobody_told_stays_unknown() -> None:
    state = TO_MOSCOW._replace(rank=("head of state",), visit_kind="state")
    told = diary(made(state, SUMMIT._replace(rank=())))
    assert "Kind of visit: state; Rank: head of state; announced" in line(told, "China to Russia")
    assert "Kind of visit: not known; Rank: not known; cancelled" in line(told, "Council of heads")
    assert "Rank" not in diary(made(VICTORY))


def test_new_and_updated_entries_bear_their_marks() -> None:
    plain = diary()
    assert "(+)" not in plain
    edition = made().edition._replace(noted=of(AS_OF, MOVED, ADDED))
    marked = diary(made(edition=edition))
    assert line(marked, "Victory Day: 80th").startswith("(+) MOSCOW: ")
    assert line(marked, "Russia to China").startswith("(*) BEIJING: ")
    assert not line(marked, "China to Russia").startswith("(")
    assert "(+) marks what was added" in marked


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_whose_names_and_regions_those_are_in_every_language(language: str) -> None:
    text = diary(made(language=language))
    said = phrases(language).say(
        "States and territories follow ISO 3166, regions the United Nations (M49)."
    )
    assert said in text
    assert phrases(language).say("(date to be confirmed)") in text
    if language != "en":
        assert "to be confirmed" not in text
        assert "follow" not in text
    assert f"\n{region_name('150', language)}\n" in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("columns", [24, 40, 78])
def test_no_line_is_wider_than_asked(language: str, columns: int) -> None:
    for each in diary(made(language=language), columns).split("\n"):
        assert width(each) <= columns, each


@pytest.mark.parametrize("enemy", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_letters_only(enemy: str) -> None:
    written = diary(hostile(enemy), 80)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", written)


def test_regions_agree_with_the_time_zones_of_states() -> None:
    """CLDR names a state's zones by continent; where M49 sees it elsewhere, it is known."""
    continents = {"Africa": "002", "America": "019", "Asia": "142", "Europe": "150"}
    elsewhere = {"CY", "SJ", "TR"}
    checked = 0
    for code, zones in get_global("territory_zones").items():
        named = {zone.partition("/")[0] for zone in zones}
        (first, *others) = named
        if code in STATES and not others and first in continents and code not in elsewhere:
            assert region_of(code) == continents[first], code
            checked += 1
    assert checked > 170
    assert region_of("CY") == region_of("TR") == "142"


@pytest.mark.parametrize(
    "party,region",
    [("RU", "150"), ("GB-SCT", "150"), ("SU", "150"), ("NZ", "009"), ("AQ", "010"), ("TV", "009")],
)
def test_a_region_of_a_party(party: str, region: str) -> None:
    assert region_of(party) == region


@pytest.mark.parametrize("party", [None, "sco", "ZZ"])
def test_what_is_no_state_is_of_the_world(party: str | None) -> None:
    assert region_of(party) == "001"
    assert region_name("001", "fr") == "Monde"
