"""What changed since the last build: only that is numbered and stamped anew."""

import json
from collections.abc import Mapping, Sequence

import pytest

from calendar_gen.edtf import day
from calendar_gen.entries import entries
from calendar_gen.occurrences import Occurrence
from calendar_gen.rendering.ics import (
    Event,
    Look,
    Revised,
    Revision,
    compose,
    events,
    from_plain,
    revise,
    to_plain,
)
from tests.entries.samples import ANSWER, BOOK, VICTORY, VISIT
from tests.feeds.reading import blocks, values

FIRST = day(2025, 5, 6)
HORIZON = (day(2024, 1, 1), day(2035, 12, 31))


def build(
    previous: Mapping[str, Revision],
    occurrences: Sequence[Occurrence],
    as_of: int = FIRST,
    horizon: tuple[int, int] = HORIZON,
    language: str = "en",
) -> Revised:
    made = events(entries(occurrences, BOOK, language, as_of))
    return revise(previous, made, as_of, horizon=horizon, language=language)


def event(revised: Revised, uid: str) -> Event | None:
    return next((event for event in revised.events if event.uid == uid), None)


def test_first_build_stamps_the_as_of_day_and_counts_from_nought() -> None:
    revisions = build({}, [VICTORY, VISIT]).revisions
    assert {(r.stamp, r.sequence, r.cancelled) for r in revisions.values()} == {(FIRST, 0, None)}


def test_unchanged_content_keeps_stamp_and_sequence() -> None:
    first = build({}, [VICTORY, VISIT])
    later = build(first.revisions, [VICTORY._replace(status="passed"), VISIT], FIRST + 100)
    assert later == first


def test_a_change_counts_and_is_stamped_and_nothing_else_moves() -> None:
    first = build({}, [VICTORY, VISIT, ANSWER])
    titled = VICTORY._replace(titles={"en": "Victory Day in Moscow"})
    later = build(first.revisions, [titled, VISIT, ANSWER], FIRST + 1)
    changed = later.revisions[VICTORY.uid]
    assert (changed.sequence, changed.stamp) == (1, FIRST + 1)
    for uid in (VISIT.uid, ANSWER.uid):
        assert later.revisions[uid] == first.revisions[uid]
        assert event(later, uid) == event(first, uid)


def test_stamp_never_goes_back() -> None:
    first = build({}, [VICTORY])
    titled = VICTORY._replace(titles={"en": "Other"})
    later = build(first.revisions, [titled], FIRST - 10)
    assert later.revisions[VICTORY.uid].stamp == FIRST
    assert later.revisions[VICTORY.uid].sequence == 1


def test_moved_day_keeps_the_uid_and_counts() -> None:
    first = build({}, [VICTORY])
    moved = VICTORY._replace(
        earliest=day(2025, 6, 24), latest=day(2025, 6, 24), moved_from=VICTORY.earliest
    )
    later = build(first.revisions, [moved], FIRST + 1)
    assert list(later.revisions) == [VICTORY.uid]
    assert later.revisions[VICTORY.uid].sequence == 1


def test_removed_occurrence_is_cancelled_for_90_days_and_then_gone() -> None:
    first = build({}, [VICTORY, VISIT, ANSWER])
    gone = build(first.revisions, [VISIT, ANSWER], FIRST + 10)
    cancelled = event(gone, VICTORY.uid)
    assert cancelled is not None
    assert cancelled.standing == "CANCELLED"
    assert cancelled.summary == "[Cancelled] Victory Day: 80th anniversary"
    assert cancelled.categories == ("wwii",)
    assert gone.revisions[VICTORY.uid].sequence == 1
    assert gone.revisions[VICTORY.uid].stamp == FIRST + 10
    still = build(gone.revisions, [VISIT, ANSWER], FIRST + 10 + 89)
    assert event(still, VICTORY.uid) == cancelled
    assert still.revisions == gone.revisions
    after = build(still.revisions, [VISIT, ANSWER], FIRST + 10 + 90)
    assert event(after, VICTORY.uid) is None


@pytest.mark.parametrize(
    "first, last, told",
    [
        (0, 365, "cancelled"),
        (-365, 0, "cancelled"),
        (1, 365, "forgotten"),
        (-365, -1, "kept"),
    ],
)
def test_what_is_gone_from_the_days_asked_for_is_cancelled(
    first: int, last: int, told: str
) -> None:
    """What ended before them is forgotten, what begins after them stays as it was."""
    before = build({}, [VICTORY])
    horizon = (VICTORY.latest + first, VICTORY.earliest + last)
    after = build(before.revisions, [], FIRST + 1, horizon)
    now = after.revisions.get(VICTORY.uid)
    assert (event(after, VICTORY.uid) is not None) is (told == "cancelled")
    assert (now is None) is (told == "forgotten")
    assert (now == before.revisions[VICTORY.uid]) is (told == "kept")


def test_what_comes_back_goes_on_counting() -> None:
    first = build({}, [VICTORY])
    gone = build(first.revisions, [], FIRST + 1)
    long_gone = build(gone.revisions, [], FIRST + 200)
    back = build(long_gone.revisions, [VICTORY], FIRST + 300)
    assert back.revisions[VICTORY.uid].sequence == 2
    assert back.revisions[VICTORY.uid].cancelled is None
    assert event(back, VICTORY.uid) is not None


def test_occurrence_that_is_cancelled_stays_90_days() -> None:
    first = build({}, [VICTORY])
    off = VICTORY._replace(status="cancelled", because="storm")
    cancelled = build(first.revisions, [off], FIRST + 1)
    assert cancelled.revisions[VICTORY.uid].cancelled == FIRST + 1
    assert event(build(cancelled.revisions, [off], FIRST + 90), VICTORY.uid) is not None
    later = build(cancelled.revisions, [off], FIRST + 91)
    assert event(later, VICTORY.uid) is None
    assert later.revisions == cancelled.revisions


def test_rule_of_a_cancelled_occurrence_is_deleted() -> None:
    cancelled = build({}, [VICTORY._replace(status="cancelled")])
    gone = build(cancelled.revisions, [], FIRST + 5)
    shown = event(gone, VICTORY.uid)
    assert shown is not None
    assert shown.summary.count("[Cancelled]") == 1
    assert gone.revisions[VICTORY.uid].cancelled == FIRST


def test_leaving_the_horizon_is_no_removal() -> None:
    first = build({}, [VICTORY, VISIT])
    past = build(first.revisions, [VISIT], FIRST + 1, (day(2026, 1, 1), day(2036, 12, 31)))
    assert list(past.revisions) == [VISIT.uid]
    assert event(past, VICTORY.uid) is None
    shorter = build(first.revisions, [VICTORY], FIRST + 1, (day(2024, 1, 1), day(2030, 12, 31)))
    assert event(shorter, VISIT.uid) is None
    assert shorter.revisions[VISIT.uid] == first.revisions[VISIT.uid]


def test_closing_event_is_cancelled_when_the_window_narrows_to_a_span() -> None:
    long = VISIT._replace(earliest=day(2035, 8, 1))
    first = build({}, [long])
    later = build(first.revisions, [VISIT], FIRST + 1)
    closes = event(later, f"{VISIT.uid}.closes")
    opens = event(later, VISIT.uid)
    assert closes is not None
    assert opens is not None
    assert (closes.standing, opens.standing) == ("CANCELLED", "TENTATIVE")
    assert (opens.first, opens.last) == (VISIT.earliest, VISIT.latest)


def test_sibling_that_is_no_longer_shown_is_a_change_of_the_one_that_named_it() -> None:
    first = build({}, [VISIT, ANSWER])
    off = ANSWER._replace(status="cancelled", likelihood=None)
    cancelled = build(first.revisions, [VISIT, off], FIRST + 1)
    named = event(cancelled, VISIT.uid)
    assert named is not None
    assert named.siblings == (ANSWER.uid,)
    after = build(cancelled.revisions, [VISIT, off], FIRST + 91)
    alone = event(after, VISIT.uid)
    assert alone is not None
    assert alone.siblings == ()
    before, now = cancelled.revisions[VISIT.uid], after.revisions[VISIT.uid]
    assert (now.sequence, now.stamp) == (before.sequence + 1, FIRST + 91)
    assert build(after.revisions, [VISIT, off], FIRST + 92).revisions == after.revisions


def test_languages_are_numbered_apart() -> None:
    english, russian = build({}, [VICTORY]), build({}, [VICTORY], language="ru")
    titled = VICTORY._replace(titles={**VICTORY.titles, "ru": "День великой Победы"})
    assert build(english.revisions, [titled], FIRST + 1) == english
    later = build(russian.revisions, [titled], FIRST + 1, language="ru")
    assert later.revisions[VICTORY.uid].sequence == 1


def test_cancelled_words_are_in_the_language_of_the_feed() -> None:
    first = build({}, [VICTORY], language="ru")
    gone = event(build(first.revisions, [], FIRST + 1, language="ru"), VICTORY.uid)
    assert gone is not None
    assert gone.summary == "[Отменено] День Победы: 80-летие"


def test_revisions_survive_json_in_one_fixed_order() -> None:
    revisions = build({}, [VISIT, VICTORY._replace(status="cancelled"), ANSWER]).revisions
    plain = to_plain(revisions)
    assert list(plain) == sorted(plain)
    assert plain[VICTORY.uid]["stamp"] == "2025-05-06"
    assert from_plain(json.loads(json.dumps(plain))) == revisions


def test_order_of_events_carries_no_meaning() -> None:
    assert build({}, [VICTORY, VISIT, ANSWER]) == build({}, [ANSWER, VISIT, VICTORY])
    first = build({}, [VICTORY, VISIT]).revisions
    reversed_ = dict(reversed(list(first.items())))
    assert build(first, [VISIT], FIRST + 1) == build(reversed_, [VISIT], FIRST + 1)


def test_feed_is_written_with_its_revisions() -> None:
    first = build({}, [VICTORY])
    later = build(first.revisions, [VICTORY._replace(titles={"en": "Other"})], FIRST + 1)
    composed = compose(
        later.events,
        look=Look("n", "d"),
        domain="example.org",
        revisions=later.revisions,
        as_of=FIRST + 2,
        language="en",
    )
    assert composed is not None
    assert composed.stamp == FIRST + 1
    (lines,) = blocks(b"".join(composed.chunks()))
    assert values(lines, "SEQUENCE") == ["1"]
    assert values(lines, "DTSTAMP") == values(lines, "LAST-MODIFIED") == ["20250507T000000Z"]


def test_what_only_chooses_feeds_is_no_change() -> None:
    first = build({}, [VICTORY])
    assert build(first.revisions, [VICTORY._replace(mark=False)], FIRST + 1).revisions == (
        first.revisions
    )


def test_each_thing_said_counts_as_a_change() -> None:
    plain = Event("a", "A", 1, 2, "CONFIRMED", "D", None, ("x",), (), None, ())
    others = [
        plain._replace(summary="B"),
        plain._replace(first=2),
        plain._replace(last=3),
        plain._replace(standing="TENTATIVE"),
        plain._replace(description="E"),
        plain._replace(location="L"),
        plain._replace(categories=("x", "y")),
        plain._replace(siblings=("b",)),
        plain._replace(url="https://example.org"),
        plain._replace(alarm=0),
    ]
    assert len({event.digest for event in (plain, *others)}) == 1 + len(others)


def test_digest_stays_the_same_for_ever() -> None:
    # Else a new version of this program would count a change of every event there is.
    plain = Event("a", "A", 1, 2, "CONFIRMED", "D", None, ("x",), (), None, ())
    assert plain.digest == "e30fca71efd1981a8b48da432e4b96e4a72985eca17d9a647334ce86a31e17a7"
