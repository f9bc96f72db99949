"""The first scenario in words."""

import pytest

from calendar_gen.edtf import day
from calendar_gen.entries import (
    Entry,
    Line,
    available_languages,
    entries,
    lines,
    supported_language,
)
from calendar_gen.entries.numbers import percent_text
from calendar_gen.entries.phrases import phrases, text_for
from calendar_gen.occurrences import Likelihood, Occurrence, Status
from calendar_gen.rules import Gate, Paired, VisitPattern
from calendar_gen.sentences import parse as parse_sentence
from tests.entries.samples import (
    ANSWER,
    BOOK,
    HERE,
    LIKELY,
    VICTORY,
    VICTORY_2035,
    VISIT,
    claim,
)

AS_OF = day(2026, 11, 24)


def entry(occurrence: Occurrence, language: str = "en") -> Entry:
    others = [other for other in (VISIT, ANSWER, VICTORY_2035) if other.id != occurrence.id]
    return entries([occurrence], BOOK, language, AS_OF, also=others)[0]


@pytest.mark.parametrize(
    "language, summary, number",
    [
        ("en", "Victory Day: 80th anniversary", "80th anniversary"),
        ("ru", "День Победы: 80-летие", "80-летие"),
        ("zh", "胜利日：80周年", "80周年"),
    ],
)
def test_commemoration_has_its_number(language: str, summary: str, number: str) -> None:
    told = entry(VICTORY, language)
    assert (told.summary, told.number_text) == (summary, number)


@pytest.mark.parametrize(
    "language, summary",
    [
        ("en", "Victory anniversaries exchange: Russia to China (90th) (expected, 41 %)"),
        ("ru", "Обмен визитами: Россия → Китай (90-летие) (ожидается, 41 %)"),
        ("zh", "胜利纪念日互访：俄罗斯访问中国（90周年）（预期，41%）"),
    ],
)
def test_visit_has_guest_host_number_and_likelihood(language: str, summary: str) -> None:
    assert entry(VISIT, language).summary == summary


@pytest.mark.parametrize(
    "number, told",
    [
        (1, "1st"),
        (2, "2nd"),
        (3, "3rd"),
        (4, "4th"),
        (11, "11th"),
        (12, "12th"),
        (13, "13th"),
        (21, "21st"),
        (22, "22nd"),
        (80, "80th"),
        (101, "101st"),
        (111, "111th"),
        (112, "112th"),
        (113, "113th"),
        (211, "211th"),
        (1011, "1011th"),
    ],
)
def test_english_ordinals(number: int, told: str) -> None:
    assert entry(VICTORY._replace(number=number)).number_text == f"{told} anniversary"


def test_the_zeroth_and_day_counts_are_no_ordinals() -> None:
    assert entry(VICTORY._replace(number=0)).number_text == "the day itself"
    counted = VICTORY._replace(cycle="10000d", number=10000)
    assert entry(counted).number_text == "10000 days"
    assert entry(counted, "ru").number_text == "10000 дней"
    assert entry(VICTORY._replace(number=None)).summary == "Victory Day"


@pytest.mark.parametrize(
    "status, tail",
    [
        ("announced", " (announced)"),
        ("confirmed", ""),
        ("occurred", ""),
        ("postponed", " (postponed)"),
        ("missed", " (missed)"),
        ("not-recorded", " (not recorded)"),
    ],
)
def test_summary_of_a_visit_says_the_status_where_it_matters(status: Status, tail: str) -> None:
    heading = "Victory anniversaries exchange: Russia to China (90th)"
    assert entry(VISIT._replace(status=status)).summary == heading + tail


def test_summary_of_what_is_cancelled_begins_with_it() -> None:
    assert entry(VICTORY._replace(status="cancelled")).summary.startswith("[Cancelled] Victory")
    assert entry(VICTORY._replace(status="cancelled"), "zh").summary.startswith("[已取消] 胜利日")


def test_a_day_that_passes_changes_nothing_that_a_feed_shows() -> None:
    before, after = entry(VICTORY), entry(VICTORY._replace(status="passed"))
    assert before.status_text != after.status_text
    assert before.summary == after.summary
    assert before.description == after.description


def test_wording_does_not_look_at_the_as_of_day() -> None:
    assert entries([VISIT], BOOK, "en", 1) == entries([VISIT], BOOK, "en", AS_OF)


def test_likelihood_is_word_per_cent_and_basis() -> None:
    record = "2 of 2, both before the rule was written down; thin evidence; any such window 6 %"
    basis = f"{record}; 95 % interval 34 % to 99 %"
    told = entry(VISIT)
    assert told.basis == basis
    assert told.likelihood_text == f"about even, 41 %: {basis}"
    assert f"Likelihood: about even, 41 %: {record}." in told.description


@pytest.mark.parametrize(
    "likelihood, said",
    [
        (
            LIKELY._replace(hits=1, chances=1, before_stated=1),
            "1 of 1, before the rule was written down",
        ),
        (LIKELY._replace(hits=3, chances=4, before_stated=3), "3 of 4, all before the rule was"),
        (LIKELY._replace(hits=5, chances=6), "5 of 6, 2 of them before the rule was"),
        (
            LIKELY._replace(hits=0, chances=0, before_stated=0),
            "no chance to test the rule so far",
        ),
        (LIKELY._replace(announced=True), "announced, which outweighs the record; 2 of 2"),
        (LIKELY._replace(gate=0.67), "times 67 % for a condition not yet known"),
    ],
)
def test_basis_tells_the_record(likelihood: Likelihood, said: str) -> None:
    basis = entry(VISIT._replace(likelihood=likelihood)).basis
    assert basis is not None
    assert said in basis


def test_long_record_is_not_called_thin() -> None:
    long = LIKELY._replace(hits=7, chances=9, before_stated=0)
    assert "thin" not in str(entry(VISIT._replace(likelihood=long)).basis)
    short = LIKELY._replace(hits=5, chances=6, before_stated=0)
    assert "thin" in str(entry(VISIT._replace(likelihood=short)).basis)


def test_open_question_is_told_in_its_words() -> None:
    gate = Gate("parade", {"en": "Is there a parade?", "ru": "Будет ли парад?"}, (), HERE)
    pattern = VisitPattern(
        id="victory-exchange",
        titles=(),
        pattern="paired",
        terms=Paired(10, None, ()),
        rank=(),
        in_force=(),
        only_if="parade",
        exceptions=(),
        stated=None,
        words=(),
        categories=(),
        note=None,
        sources=(),
        formerly=(),
        at=HERE,
    )
    book = BOOK._replace(gates={"parade": gate}, patterns={pattern.id: pattern})
    gated = VISIT._replace(likelihood=LIKELY._replace(gate=0.5))
    told = entries([gated], book, "ru", AS_OF)[0]
    assert "за открытый вопрос: Будет ли парад?" in str(told.basis)


@pytest.mark.parametrize(
    "share, told",
    [
        (0.0, "0 %"),
        (0.001, "under 1 %"),
        (0.005, "1 %"),
        (0.414, "41 %"),
        (0.415, "42 %"),
        (0.997, "over 99 %"),
        (1.0, "100 %"),
    ],
)
def test_per_cents_are_whole_and_never_round_to_a_certainty(share: float, told: str) -> None:
    assert percent_text(share, phrases("en")) == told


def test_moved_day_says_from_where_and_why() -> None:
    moved = VICTORY._replace(moved_from=day(2020, 5, 9), because="pandemic")
    assert entry(moved).moved_text == "Moved from 9 May 2020: pandemic."
    assert entry(moved._replace(because=None)).moved_text == "Moved from 9 May 2020."
    assert entry(VICTORY).moved_text is None


def test_conflict_says_who_says_what_and_what_is_shown_why() -> None:
    conflicting = VISIT._replace(
        status="occurred",
        likelihood=None,
        conflict=True,
        settled=True,
        claims=(
            claim("2024-09", "ap-2025-05-06"),
            claim(
                "2024-10-22/2024-10-24",
                "kremlin-2024-10",
                preferred=True,
                because="of the summit's own dates",
            ),
        ),
    )
    told = entry(conflicting)
    assert told.conflict_text == (
        "sources disagree: September 2024, occurred (Associated Press, 6 May 2025); "
        "22 to 24 October 2024, occurred (Kremlin, 24 October 2024); "
        "shown: 22 to 24 October 2024, because of the summit's own dates"
    )
    assert f"Note: {told.conflict_text}." in told.description
    open_ = conflicting._replace(settled=False, claims=(claim("2024-09", "ap-2025-05-06"),))
    assert str(entry(open_).conflict_text).endswith("; not settled")


def test_counterpart_has_title_and_day_and_the_occasion_its_day() -> None:
    told = entry(ANSWER)
    assert [link.uid for link in told.counterparts] == ["victory-exchange.2035.ru-cn"]
    counterpart = "Victory anniversaries exchange: Russia to China (90th)"
    assert f"Counterpart: {counterpart}, 29 August to 4 September 2035." in told.description
    assert told.occasion is not None
    assert told.occasion.title == "Victory Day: 90th anniversary"
    assert "Occasion: Wednesday, 9 May 2035." in told.description


def test_links_to_what_is_not_given_are_left_out() -> None:
    told = entries([VISIT], BOOK, "en", AS_OF)[0]
    assert (told.counterparts, told.occasion) == ((), None)


def test_not_recorded_is_not_did_not_happen() -> None:
    told = "\n".join(entry(VISIT._replace(status="not-recorded")).description)
    assert "does not mean that it did not" in told


def test_rule_stated_later_is_said() -> None:
    told = entry(VISIT._replace(stated_later=True))
    assert told.status_text == "projected (rule stated later)"
    assert any("hindsight" in paragraph for paragraph in told.description)


def test_sources_are_cited_with_links() -> None:
    cited = entry(VICTORY).citations[0]
    assert cited.text == 'Associated Press, "Leaders to meet in Moscow", 6 May 2025'
    assert cited.url == "https://example.org/ap"
    assert f"- {cited.text} <{cited.url}>" in entry(VICTORY).description[-1]
    unknown = entry(VICTORY._replace(sources=("nobody",)))
    assert unknown.citations[0].text == "nobody"


def test_certainty_in_words() -> None:
    assert entry(VICTORY).certainty_text == "fixed"
    assert entry(VISIT).certainty_text == "window"
    assert entry(VISIT._replace(certainty="estimate")).certainty_text == "window, estimate"
    assert entry(VICTORY._replace(certainty="provisional")).certainty_text == "provisional"


def test_title_in_the_hosts_own_language() -> None:
    assert entry(VICTORY).own_title == ("ru", "День Победы")
    assert entry(VICTORY, "ru").own_title is None
    assert entry(VISIT).own_title == ("zh", "胜利纪念日互访")


def test_location_names_place_and_host() -> None:
    assert entry(VICTORY).location == "Moscow, Russia"
    assert entry(VICTORY, "zh").location == "俄罗斯，莫斯科"
    assert entry(VICTORY._replace(place=None)).location == "Russia"


def test_a_meeting_of_several_names_its_host_alone() -> None:
    meeting = VISIT._replace(
        guest=None, guests=("FR", "US"), likelihood=None, titles={"en": "Summit"}, number=None
    )
    assert entry(meeting).summary == "Summit: host China"
    assert entry(meeting).guest_text == "France, United States"


def test_categories_are_never_empty_and_worded() -> None:
    assert entry(VICTORY._replace(categories=())).categories == ("commemoration",)
    assert entry(VISIT).categories == ("wwii", "visit")
    assert entry(VISIT, "zh").category_texts == ("第二次世界大战", "访问")
    assert entry(VICTORY._replace(categories=("own word",)), "ru").category_texts == ("own word",)


@pytest.mark.parametrize(
    "tag, language",
    [
        ("zh-Hans-CN", "zh"),
        ("zh_CN", "zh"),
        ("RU", "ru"),
        ("en-GB", "en"),
        ("tlh", None),
        ("ru-x-private", "ru"),
    ],
)
def test_languages_fall_back_as_bcp_47_says(tag: str, language: str | None) -> None:
    assert supported_language(tag) == language


def test_titles_fall_back_to_english_then_to_the_first_tag() -> None:
    assert text_for({"en": "a", "ru": "b"}, "ru-RU") == ("ru", "b")
    assert text_for({"en": "a", "ru": "b"}, "fr") == ("en", "a")
    assert text_for({"zh": "c", "ru": "b"}, "fr") == ("ru", "b")
    assert text_for({"zh-Hant": "t", "zh-Hans": "s", "en": "a"}, "zh") == ("zh-Hans", "s")
    assert text_for({"en-GB": "a", "ru": "b"}, "fr") == ("en-GB", "a")
    assert text_for({}, "fr") == ("", "")
    assert entry(VICTORY, "tlh").language == "en"


def test_titles_are_in_the_language_asked_for_even_without_a_catalogue() -> None:
    titled = VICTORY._replace(titles={"en": "Victory Day", "fr": "Jour de la Victoire"})
    told = entry(titled, "tlh"), entry(titled, "fr-CA")
    assert [(one.title_language, one.title) for one in told] == [
        ("en", "Victory Day"),
        ("fr", "Jour de la Victoire"),
    ]


def test_nothing_english_is_left_in_russian_and_chinese() -> None:
    # Texts of the authors' own stay in the language they were written in, so there are none here.
    bare = VISIT._replace(sources=(), place=None, categories=(), status="not-recorded")
    for language in ("ru", "zh"):
        told = entries([bare, ANSWER._replace(sources=())], BOOK, language, AS_OF)
        for one in told:
            texts = [one.summary, one.when, one.status_text, one.certainty_text, str(one.basis)]
            assert not any(
                letter.isascii() and letter.isalpha() for text in texts for letter in text
            )
            assert not any(
                letter.isascii() and letter.isalpha() for text in one.description for letter in text
            )


def test_rule_of_the_day_is_told_unless_it_only_repeats_the_event() -> None:
    for text, told in (("9 May", False), ("second Sunday of May", True)):
        rule = BOOK.commemorations["victory-day-moscow"]
        sentence, problems = parse_sentence(text, place=HERE)
        assert problems == []
        book = BOOK._replace(commemorations={rule.id: rule._replace(on=sentence)})
        why = entries([VICTORY], book, "en", AS_OF)[0].description[0]
        assert ("Day by the rule" in why) is told


def test_what_was_no_visit_in_person_is_not_called_a_visit() -> None:
    unexpected = VISIT._replace(pattern=None, titles={}, number=None, format="video")
    assert entry(unexpected).summary.startswith("Video call: ")
    assert entry(unexpected._replace(format="envoy")).title == "Visit by an envoy"
    assert entry(unexpected._replace(format="transit")).title == "Stop in transit"
    assert entry(unexpected._replace(format="in person")).title == "Visit"
    expected = unexpected._replace(pattern="paired")
    assert entry(expected).title == "Visit", "it is the visit that was expected"


@pytest.mark.parametrize("language", available_languages())
def test_lines_say_what_entries_say(language: str) -> None:
    shown = (VISIT, ANSWER, VICTORY, VICTORY_2035)
    whole = entries(shown, BOOK, language, AS_OF)
    of_each = [Line(*(getattr(each, field) for field in Line._fields)) for each in whole]
    assert lines(shown, BOOK, language) == of_each
