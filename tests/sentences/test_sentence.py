"""What a sentence answers beside its days: cycles, calendars, anchors, reach, steps in words."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from calendar_gen import edtf
from calendar_gen.problems import Place
from calendar_gen.rules import Span
from calendar_gen.sentences import can_miss, explain, parse, parse_list, reach_of
from tests.sentences.reading import PLACE, RULES, days_in, no_anchors, sentence, table

HERE = Path(__file__).parent

MOSCOW = [
    Span("2024", 2024, edtf.day(2024, 5, 9), edtf.day(2024, 5, 9), "exact"),
    Span("2025", 2025, edtf.day(2025, 5, 9), edtf.day(2025, 5, 11), "exact"),
    Span("1447-islamic", 1447, edtf.day(2026, 5, 9), edtf.day(2026, 5, 9), "estimate"),
]


def moscow(rule: str, first: int, last: int, *, observed: bool) -> Sequence[Span]:
    assert rule == "victory-day-moscow"
    later = 1 if observed else 0
    spans = [s._replace(first=s.first + later, last=s.last + later) for s in MOSCOW]
    return [span for span in spans if span.first <= last and first <= span.last]


@pytest.mark.parametrize(
    "text,calendar,cycles",
    [
        ("9 May", "gregorian", ["2025"]),
        ("25 December Julian", "julian", ["2024"]),
        ("15 Nisan", "hebrew", ["5785-hebrew"]),
        ("1 Shawwal", "islamic-umalqura", ["1446-islamic"]),
        ("1 Shawwal civil", "islamic-civil", ["1446-islamic"]),
        ("day 15 of month 8 Chinese", "chinese", ["2025-chinese"]),
        ("last day of the Chinese year", "chinese", ["2024-chinese"]),
        ("1 day before day 1 of month 1 Chinese", "chinese", ["2025-chinese"]),
        ("day 1 of month 1 Korean", "dangi", ["2025-dangi"]),
        ("1 Boishakh", "bengali", ["1432-bengali"]),
        ("10 October Minguo", "roc", ["114-roc"]),
        ("Qingming", "gregorian", ["2025"]),
        ("Orthodox Easter", "gregorian", ["2025"]),
        ("Monday of week 1", "gregorian", ["2026"]),
        ("Diwali", "gregorian", ["2025"]),
        ("2025-04-03/2025-04-19", "gregorian", ["2025-04-03"]),
        ("10,000 days after 1 January 1998", "gregorian", ["10000d"]),
    ],
)
def test_cycles_are_years_of_the_own_calendar(text: str, calendar: str, cycles: list[str]) -> None:
    rule = sentence(text)
    spans = rule.spans(edtf.day(2025, 1, 1), edtf.day(2025, 12, 31), no_anchors)
    assert rule.calendar == calendar
    assert [span.cycle for span in spans] == cycles
    assert [rule.cycle_of(cycle) for cycle in cycles] == cycles


def test_years_before_the_first_have_four_digits_and_a_sign() -> None:
    spans = sentence("15 March Julian").spans(
        edtf.day(-43, 1, 1), edtf.day(-43, 12, 31), no_anchors
    )
    assert [(span.cycle, span.year, edtf.iso(span.first)) for span in spans] == [
        ("-0043", -43, "-0043-03-13")
    ]


@pytest.mark.parametrize(
    "text,written,cycle",
    [
        ("9 May", "2020", "2020"),
        ("9 May", "44 BCE", "-0043"),
        ("9 May", "-0043", "-0043"),
        ("9 May", "1443 AH", None),
        ("9 May", "2020-06-24", None),
        ("1 Shawwal", "1443 AH", "1443-islamic"),
        ("1 Shawwal", "1443", "1443-islamic"),
        ("1 Shawwal civil", "1443-islamic", "1443-islamic"),
        ("1 Shawwal", "5784 AM", None),
        ("15 Nisan", "5784 AM", "5784-hebrew"),
        ("15 Nisan", "5784-islamic", None),
        ("1 Tout", "1741 AM", "1741-coptic"),
        ("2026-04-03", "2026-04-03", "2026-04-03"),
        ("2026-04-03", "2026", None),
        ("10,000 days after 9 May 1945", "10000d", "10000d"),
        ("10,000 days after 9 May 1945", "1972", None),
        ("victory-day-moscow", "1443 AH", "1443-islamic"),
        ("victory-day-moscow", "5784 AM", "5784-hebrew"),
        ("victory-day-moscow", "2020", "2020"),
        ("victory-day-moscow", "2026-04-03", "2026-04-03"),
        ("victory-day-moscow", "sometime", None),
    ],
)
def test_cycles_as_people_write_them(text: str, written: str, cycle: str | None) -> None:
    assert sentence(text).cycle_of(written) == cycle


def test_multiples_of_days_are_cycles() -> None:
    rule = sentence("every 10,000 days", "of: 1945-05-09")
    assert [rule.cycle_of(w) for w in ("20000d", "15000d", "0d", "20000")] == [
        "20000d",
        None,
        None,
        None,
    ]
    spans = rule.spans(0, edtf.day(2027, 12, 31), no_anchors)
    assert [span.cycle for span in spans] == ["10000d", "20000d", "30000d"]


@pytest.mark.parametrize(
    "text,days",
    [
        ("victory-day-moscow", ["2025 2025-05-09", "1447-islamic 2026-05-09"]),
        ("victory-day-moscow as observed", ["2025 2025-05-10", "1447-islamic 2026-05-10"]),
        ("3 days after victory-day-moscow", ["2025 2025-05-12", "1447-islamic 2026-05-12"]),
        ("Monday after victory-day-moscow", ["2025 2025-05-12", "1447-islamic 2026-05-11"]),
        ("400 days before victory-day-moscow", ["1447-islamic 2025-04-04"]),
        ("400 days after victory-day-moscow", ["2024 2025-06-13", "2025 2026-06-13"]),
    ],
)
def test_other_rules_lend_their_first_days_and_cycles(text: str, days: list[str]) -> None:
    rule = sentence(text)
    spans = rule.spans(edtf.day(2025, 1, 1), edtf.day(2026, 12, 31), moscow)
    assert rule.refers_to == ("victory-day-moscow",)
    assert [f"{span.cycle} {edtf.iso(span.first)}" for span in spans] == days
    assert all(span.first == span.last for span in spans)


def test_a_window_cuts_nothing_off() -> None:
    for text, fields in [
        ("400 days after 9 May", ""),
        ("30th Monday before 9 May", ""),
        ("29 February", "missing: later"),
        ("day 366 of the year", "missing: later"),
        ("last day of the Chinese year", ""),
        ("10 Tevet", ""),
    ]:
        rule = sentence(text, fields)
        wide = rule.spans(edtf.day(2000, 1, 1), edtf.day(2020, 12, 31), no_anchors)
        for span in wide:
            assert rule.spans(span.first, span.last, no_anchors) == [span]
        assert [span.first for span in wide] == sorted(span.first for span in wide)


def test_rows_are_for_sentences_with_a_day_a_year() -> None:
    assert sentence("Easter").row(1581, 1584)[:2] == [None, None]
    for text in ("2026-04-03", "victory-day-moscow", "10,000 days after 9 May 1945"):
        with pytest.raises(TypeError, match="no row"):
            sentence(text).row(2000, 2001)


@pytest.mark.parametrize(
    "text,first,last,clause",
    [
        ("9 May", None, None, None),
        ("Easter", "1583-01-01", None, "Easter is known from 1583 on"),
        ("40 days after Easter", "1583-01-01", None, "Easter is known from 1583 on"),
        ("2 days before Easter", "1582-12-30", None, "Easter is known from 1583 on"),
        (
            "day 1 of month 1 Chinese",
            "1600-02-14",
            "2201-02-03",
            "the Chinese calendar is supported for years 1600 to 2200",
        ),
        ("Qingming", "1600-01-01", "2200-12-31", "Qingming is known for 1600 to 2200"),
        (
            "[2024-11-01, 2026-04-03/2026-04-19]",
            "2024-11-01",
            "2026-04-19",
            "the list is known through 2026-04-19",
        ),
    ],
)
def test_how_far_a_sentence_is_known(
    text: str, first: str | None, last: str | None, clause: str | None
) -> None:
    reach = reach_of(sentence(text))
    assert (None if reach.first is None else edtf.iso(reach.first)) == first
    assert (None if reach.last is None else edtf.iso(reach.last)) == last
    assert reach.clause == clause


@pytest.mark.parametrize("text,fields,year,steps", table(HERE / "steps.txt"))
def test_steps_of_one_year_in_words(text: str, fields: str, year: str, steps: str) -> None:
    told = explain(sentence(text, fields), int(year), moscow)
    assert "; ".join(step.text for step in told) == steps


def test_the_last_step_is_the_day_itself() -> None:
    for text in ("9 May", "Monday after 9 May", "3 days before Orthodox Easter", "Diwali"):
        rule = sentence(text)
        last = explain(rule, 2026, no_anchors)[-1].day
        assert last is not None
        assert [edtf.iso(last)] == days_in(rule, 2026)


def test_lists_may_give_keys_of_their_own() -> None:
    at = [Place("rules.yaml", line, 9) for line in (3, 4, 5)]
    rule, problems = parse_list([("2026-04-03", "easter-break", at[0]), ("2025-10", None, at[1])])
    assert problems == []
    assert rule is not None
    spans = rule.spans(0, edtf.day(2030, 1, 1), no_anchors)
    assert [(span.cycle, edtf.iso(span.last)) for span in spans] == [
        ("2025-10", "2025-10-31"),
        ("easter-break", "2026-04-03"),
    ]
    rule, problems = parse_list(
        [("2026-13", None, at[0]), ("x", None, at[1]), ("2026", "A b", at[2])]
    )
    assert rule is None
    assert [(p.place.line, p.place.column) for p in problems] == [(3, 14), (4, 9), (5, 9)]
    rule, problems = parse_list([("2026-04-03", None, at[0]), ("2026-04-03", None, at[1])])
    assert rule is None
    assert [p.place.line for p in problems] == [4]


def test_a_list_may_be_approximate() -> None:
    spans = sentence("[2026-04-03~, 2027-06?]").spans(0, edtf.day(2030, 1, 1), no_anchors)
    assert [(span.cycle, span.certainty) for span in spans] == [
        ("2026-04-03", "approximate"),
        ("2027-06", "uncertain"),
    ]


def test_what_can_miss_says_why() -> None:
    leap_day = sentence("2 days after 29 February", "missing: omit")
    assert can_miss(leap_day) == (
        "February has only 28 days in some years, so they lack 29 February"
    )
    assert can_miss(sentence("9 May")) is None


def test_an_origin_that_decides_nothing_makes_no_other_sentence() -> None:
    assert sentence("9 May", "of: 1945-05-09") == sentence("9 May")


def test_rules_are_known_by_their_ids_alone() -> None:
    rule, problems = parse("victory-day-hanoi", place=PLACE, rule_ids=RULES)
    assert rule is None
    assert len(problems) == 1
    rule, problems = parse("victory-day-hanoi", place=PLACE)
    assert rule is not None
    assert problems == []


def test_spans_are_the_callers_own_though_sentences_are_shared() -> None:
    window = edtf.day(2025, 1, 1), edtf.day(2026, 12, 31)
    first = sentence("9 May").spans(*window, no_anchors)
    assert isinstance(first, list)
    first.clear()
    assert [span.cycle for span in sentence("9 May").spans(*window, no_anchors)] == ["2025", "2026"]
