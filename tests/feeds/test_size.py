"""Feeds stay below what clients silently drop, and say what is missing; empty ones say so."""

from calendar_gen.edtf import civil, day
from calendar_gen.rendering.ics import Event, Feed, Look, compose
from calendar_gen.rendering.ics.feeds import TOGETHER
from tests.feeds.reading import blocks, unfolded, values

AS_OF = day(2026, 11, 24)
PLAIN = Event("e", "Event", 1, 1, "CONFIRMED", "x" * 300, None, ("x",), (), None, ())


def events(per_year: int, *, first_year: int = 2025, last_year: int = 2036) -> list[Event]:
    """Every fifth is a mark, every seventh a visit."""
    made = []
    for year in range(first_year, last_year + 1):
        for number in range(per_year):
            keys = ["kind:visit" if number % 7 == 0 else "kind:commemoration"]
            if number % 5 == 0:
                keys.append("mark")
            first = day(year, 1, 1) + number % 365
            made.append(
                PLAIN._replace(uid=f"e{number}.{year}", first=first, last=first, keys=tuple(keys))
            )
    return sorted(made, key=lambda event: (event.first, event.last, event.uid))


def composed(given: list[Event], *, limit: int = 900_000, keep: bool = False) -> Feed | None:
    return compose(
        given,
        look=Look("Name", "Description", elsewhere="feeds/ru.ics"),
        domain="example.org",
        revisions={},
        as_of=AS_OF,
        language="en",
        keep=keep,
        limit=limit,
    )


def feed(given: list[Event], *, limit: int = 900_000) -> Feed:
    made = composed(given, limit=limit)
    assert made is not None
    return made


def years(made: Feed, *, minor: bool) -> set[int]:
    """Years that have events which are minor, or are not."""
    return {
        civil(event.first)[0]
        for event in made.events
        if ("mark" not in event.keys and "kind:visit" not in event.keys) is minor
    }


def size(made: Feed) -> int:
    return len(b"".join(made.chunks()))


def test_feed_that_fits_is_whole() -> None:
    given = events(50)
    made = feed(given)
    assert made.events == given
    assert made.cut is None


def test_no_feed_passes_the_limit() -> None:
    given = events(400)
    for limit in (900_000, 600_000, 400_000):
        made = feed(given, limit=limit)
        assert size(made) <= limit
        assert made.cut is not None
        assert made.cut.events == len(given) - len(made.events)


def test_far_years_lose_numbers_that_are_no_mark_first() -> None:
    made = feed(events(200), limit=900_000)
    assert made.cut is not None
    assert years(made, minor=False) == set(range(2025, 2037))
    assert made.cut.minor_from is not None
    assert years(made, minor=True) == set(range(2025, made.cut.minor_from))
    assert made.cut.all_from is None


def test_then_whole_years_go_from_the_far_end() -> None:
    made = feed(events(400), limit=800_000)
    assert made.cut is not None
    assert made.cut.all_from == 2028
    assert years(made, minor=False) == set(range(2025, made.cut.all_from))
    assert made.cut.past == ()


def test_then_past_years_go_and_a_full_year_always_stays() -> None:
    made = feed(events(400), limit=500_000)
    assert made.cut is not None
    assert made.cut.past == (2025,)
    assert made.cut.all_from == 2028
    assert years(made, minor=True) == years(made, minor=False) == {2026, 2027}


def test_then_the_next_year_goes_and_the_year_of_the_as_of_day_always_stays() -> None:
    made = feed(events(400), limit=400_000)
    assert years(made, minor=True) == {2026}
    assert years(made, minor=False) == {2026, 2027}
    tiny = feed(events(400), limit=10_000)
    assert years(tiny, minor=True) == years(tiny, minor=False) == {2026}


def test_description_says_what_is_missing_and_where_it_is() -> None:
    made = feed(events(400), limit=500_000)
    lines = unfolded(b"".join(made.chunks()))
    told = values(lines, "X-WR-CALDESC")[0]
    assert told.startswith("Description\\nEverything is left out from 2028 on.")
    assert "Left out: 2025." in told
    assert "feeds/ru.ics" in told


def test_feed_is_a_stream_of_some_events_at_a_time() -> None:
    made = feed(events(100))
    assert len(made.events) > 3 * TOGETHER
    inner = list(made.chunks())[1:-1]
    assert all(chunk.startswith(b"BEGIN:VEVENT") for chunk in inner)
    counts = [chunk.count(b"BEGIN:VEVENT\r\n") for chunk in inner]
    assert max(counts) == TOGETHER
    assert sum(counts) == len(made.events)


def test_feed_with_nothing_ahead_is_not_written() -> None:
    assert composed(events(5, last_year=2025)) is None
    assert composed([]) is None


def test_feed_that_is_kept_says_that_nothing_is_ahead() -> None:
    made = composed(events(5, last_year=2025), keep=True)
    assert made is not None
    (lines,) = blocks(b"".join(made.chunks()))
    assert values(lines, "SUMMARY") == ["Nothing ahead"]
    assert values(lines, "DTSTART;VALUE=DATE") == ["20261231"]
    assert values(lines, "DTSTAMP") == ["20260101T000000Z"]


def test_what_ends_on_the_as_of_day_is_still_ahead() -> None:
    (last,) = events(1, first_year=2026, last_year=2026)
    assert composed([last._replace(first=AS_OF - 3, last=AS_OF)]) is not None
    assert composed([last._replace(first=AS_OF - 3, last=AS_OF - 1)]) is None
