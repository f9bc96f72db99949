"""Feeds stay below what clients silently drop, and say what is missing; empty ones say so."""

from calendar_gen.edtf import civil, day, iso
from calendar_gen.rendering.ics import Event, Feed, Look, compose, shortcomings
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


def composed(
    given: list[Event],
    *,
    limit: int = 900_000,
    keep: bool = False,
    as_of: int = AS_OF,
    language: str = "en",
) -> Feed | None:
    return compose(
        given,
        look=Look("Name", "Description", elsewhere="feeds/ru.ics"),
        domain="example.org",
        revisions={},
        as_of=as_of,
        language=language,
        keep=keep,
        limit=limit,
    )


def feed(
    given: list[Event], *, limit: int = 900_000, as_of: int = AS_OF, language: str = "en"
) -> Feed:
    made = composed(given, limit=limit, as_of=as_of, language=language)
    assert made is not None
    return made


def told(made: Feed) -> str:
    """What the calendar's description says is missing."""
    description = values(unfolded(b"".join(made.chunks())), "X-WR-CALDESC")[0].replace("\\;", ";")
    return description.removeprefix("Description").removesuffix(
        "\\nWhat is left out is in: feeds/ru.ics"
    )


def months(made: Feed, *, minor: bool) -> list[str]:
    """Months that have events which are minor, or are not."""
    return sorted(
        {
            iso(event.first)[:7]
            for event in made.events
            if ("mark" not in event.keys and "kind:visit" not in event.keys) is minor
        }
    )


def each_month(first: str, last: str) -> list[str]:
    named = [f"{year}-{month:02}" for year in range(2025, 2038) for month in range(1, 13)]
    return [month for month in named if first <= month <= last]


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
    for limit in (900_000, 600_000, 400_000, 200_000):
        made = feed(given, limit=limit)
        assert size(made) <= limit
        assert made.cut is not None
        assert made.cut.events == len(given) - len(made.events)


def test_far_years_lose_numbers_that_are_no_mark_first() -> None:
    made = feed(events(200), limit=900_000)
    assert told(made) == "\\nNumbers that are no mark are left out from January 2030 on."
    assert years(made, minor=False) == set(range(2025, 2037))
    assert years(made, minor=True) == set(range(2025, 2030))


def test_then_whole_years_go_from_the_far_end() -> None:
    made = feed(events(400), limit=800_000)
    assert told(made) == "\\nEverything is left out from January 2028 on."
    assert years(made, minor=True) == years(made, minor=False) == {2025, 2026, 2027}


def test_then_past_years_go_and_the_past_months_of_this_one() -> None:
    assert told(feed(events(400), limit=500_000)) == (
        "\\nEverything is left out before January 2026."
        "\\nEverything is left out from January 2028 on."
    )
    made = feed(events(400), limit=400_000)
    assert told(made) == (
        "\\nEverything is left out before May 2026.\\nEverything is left out from January 2028 on."
    )
    kept = each_month("2026-05", "2027-12")
    assert months(made, minor=True) == months(made, minor=False) == kept


def test_then_months_beyond_the_twelve_ahead_lose_numbers_that_are_no_mark_and_then_all() -> None:
    made = feed(events(400), limit=270_000)
    assert told(made) == (
        "\\nEverything is left out before November 2026."
        "\\nNumbers that are no mark are left out from November 2027 on."
        "\\nEverything is left out from January 2028 on."
    )
    assert months(made, minor=True) == each_month("2026-11", "2027-10")
    assert months(made, minor=False) == each_month("2026-11", "2027-12")
    made = feed(events(400), limit=250_000)
    kept = each_month("2026-11", "2027-10")
    assert months(made, minor=True) == months(made, minor=False) == kept


def test_at_last_the_twelve_months_lose_numbers_that_are_no_mark_and_their_marks_stay() -> None:
    made = feed(events(400), limit=200_000)
    assert size(made) <= 200_000
    assert told(made) == (
        "\\nEverything is left out before November 2026."
        "\\nNumbers that are no mark are left out from July 2027 on."
        "\\nEverything is left out from November 2027 on."
    )
    assert months(made, minor=True) == each_month("2026-11", "2027-06")
    assert months(made, minor=False) == each_month("2026-11", "2027-10")
    tiny = feed(events(400), limit=10_000)
    assert list(shortcomings(tiny, "feeds/all.ics", None))[1] == (
        "feeds/all.ics: marks and visits of the twelve months ahead, which are never cut, pass 900 "
        "kB by themselves; subscribe to smaller feeds"
    )
    assert months(tiny, minor=True) == []
    assert months(tiny, minor=False) == each_month("2026-11", "2027-10")


def test_what_is_left_out_changes_with_the_month_and_on_no_day_within_it() -> None:
    given = events(400)
    first = feed(given, limit=200_000, as_of=day(2026, 12, 1))
    assert feed(given, limit=200_000, as_of=day(2026, 12, 31)).events == first.events
    new_year = feed(given, limit=200_000, as_of=day(2027, 1, 1))
    assert months(first, minor=False) == each_month("2026-12", "2027-11")
    assert months(new_year, minor=False) == each_month("2027-01", "2027-12")
    kept = {event.uid for event in first.events} & {event.uid for event in new_year.events}
    assert len(kept) > 0.8 * len(first.events)


def test_what_goes_on_in_the_present_month_is_not_past() -> None:
    given = events(400)
    stay = PLAIN._replace(uid="stay", first=day(2025, 12, 20), last=AS_OF, keys=("kind:visit",))
    over = stay._replace(uid="over", last=day(2026, 10, 31))
    made = feed([over, stay, *given], limit=200_000)
    assert {"stay", "over"} & {event.uid for event in made.events} == {"stay"}


def test_description_says_what_is_missing_in_the_language_of_the_feed() -> None:
    given = events(400)

    def said(language: str) -> list[str]:
        return told(feed(given, limit=200_000, language=language)).split("\\n")[1:-1]

    assert said("ru") == [
        "Прошлое опущено; первый месяц здесь: ноябрь 2026 г.",
        "Не круглые годовщины опущены начиная с этого месяца: июль 2027 г.",
        "Всё опущено начиная с этого месяца: ноябрь 2027 г.",
    ]
    assert said("zh") == [
        "2026年11月之前的全部略去。",
        "自2027年7月起略去非整数周年。",
        "自2027年11月起全部略去。",
    ]
    assert said("es")[1:] == [
        "Los aniversarios que no son redondos se omiten a partir de julio de 2027.",
        "Todo se omite a partir de noviembre de 2027.",
    ]


def test_description_says_where_what_is_missing_is() -> None:
    made = feed(events(400), limit=500_000)
    description = values(unfolded(b"".join(made.chunks())), "X-WR-CALDESC")[0]
    assert description.endswith("\\nWhat is left out is in: feeds/ru.ics")


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
