"""What did not change is not serialised again: its bytes come from the last feed."""

import pytest

from calendar_gen.edtf import day
from calendar_gen.rendering.ics import Event, Look, Revised, Shelf, compose, revise, shelf
from calendar_gen.rendering.ics.writer import event_bytes

FIRST = day(2025, 5, 6)
HORIZON = (day(2024, 1, 1), day(2035, 12, 31))
LOOK = Look("n", "d")
LONG = "a-very-long-rule-id-that-makes-the-line-of-its-uid-fold-somewhere-in-the-middle"


def event(uid: str, first: int, siblings: tuple[str, ...] = (), title: str = "Day") -> Event:
    text = 'Why, and "how"; C:\\New\nDTSTART:20250101 @ UID:none@nowhere ' * 3
    return Event(
        uid, f"{title} {uid}", first, first, "CONFIRMED", text, None, ("x",), siblings, None, ()
    )


def events() -> list[Event]:
    found = [event(f"plain.{n}", FIRST + n) for n in range(20)]
    pair = [event("visit.a", FIRST + 3, ("visit.b",)), event("visit.b", FIRST + 9, ("visit.a",))]
    return sorted([*found, *pair, event(LONG, FIRST + 5)], key=lambda e: (e.first, e.last, e.uid))


def feed(revised: Revised, kept: Shelf | None = None) -> bytes:
    made = compose(
        revised.events,
        look=LOOK,
        domain="example.org",
        revisions=revised.revisions,
        as_of=FIRST,
        language="en",
        shelf=kept,
    )
    assert made is not None
    return b"".join(made.chunks())


def taken(now: Revised, before: Revised) -> Shelf:
    kept = Shelf("example.org", now.revisions, FIRST)
    was = before.revisions
    kept.take(feed(before), {uid for uid in was if now.revisions.get(uid) is not was[uid]})
    return kept


@pytest.fixture
def first() -> Revised:
    return revise({}, events(), FIRST, horizon=HORIZON, language="en")


@pytest.mark.parametrize(
    "change",
    [
        lambda found: found,
        lambda found: [e._replace(summary="New") if e.uid == "plain.7" else e for e in found],
        lambda found: [e._replace(description="New") if e.uid == LONG else e for e in found],
        lambda found: [e for e in found if e.uid != "plain.0"],
        lambda found: [e for e in found if e.uid != "visit.b"],
        lambda found: [*found, event("added", FIRST + 30)],
        lambda found: [e._replace(siblings=()) for e in found],
    ],
    ids=["nothing", "title", "long", "removed", "sibling", "added", "all"],
)
def test_a_feed_with_what_was_taken_over_is_the_one_made_anew(
    first: Revised, change: "object", monkeypatch: pytest.MonkeyPatch
) -> None:
    assert callable(change)
    later = revise(first.revisions, change(events()), FIRST + 1, horizon=HORIZON, language="en")
    anew = feed(later)
    made = []

    def counted(each: Event, **how: object) -> bytes:
        made.append(each.uid)
        return event_bytes(each, **how)  # type: ignore[arg-type]

    kept = taken(later, first)
    monkeypatch.setattr(shelf, "event_bytes", counted)
    assert feed(later, kept) == anew
    changed = {u for u, r in later.revisions.items() if first.revisions.get(u) is not r}
    assert set(made) == changed
    assert len(made) == len(changed)


@pytest.mark.parametrize("words", ["BEGIN:VEVENT", "END:VEVENT", "END:VCALENDAR"])
def test_a_text_that_folds_behind_the_words_that_begin_an_event_is_taken_over(words: str) -> None:
    title = "x" * (74 - len("SUMMARY:") - len(words)) + words
    given = [event("a", FIRST), event("b", FIRST + 1, title=title), event("c", FIRST + 2)]
    told = revise({}, given, FIRST, horizon=HORIZON, language="en")
    assert f"x{words}\r\n  b\r\n".encode() in feed(told)
    assert feed(told, taken(told, told)) == feed(told)


def test_each_event_is_made_once_for_all_feeds(
    first: Revised, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Shelf("example.org", first.revisions, FIRST)
    one = feed(first, kept)
    monkeypatch.setattr(shelf, "event_bytes", None)
    assert feed(first, kept) == one


def test_an_event_names_the_siblings_that_a_feed_has(first: Revised) -> None:
    kept = taken(first, first)
    by_uid = {each.uid: each for each in first.events}
    assert b"RELATED-TO" in kept.event(by_uid["visit.a"], {"visit.a", "visit.b"})
    assert b"RELATED-TO" not in kept.event(by_uid["visit.a"], {"visit.a"})
