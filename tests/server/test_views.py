"""Filtered views: the events of the static feeds with their revisions, chosen by the address."""

from pathlib import Path

import icalendar
import pytest

from tests.server.serving import Served

ALL = "/feeds/all.ics"


def events(text: str) -> dict[str, str]:
    """UID without the domain to the whole event as it is written, siblings apart: a sibling is
    named only where it is present.
    """
    found = {}
    for block in text.replace("\r\n ", "").split("BEGIN:VEVENT\r\n")[1:]:
        lines = [line for line in block.split("\r\n") if not line.startswith("RELATED-TO")]
        uid = next(line for line in lines if line.startswith("UID:"))[4:]
        found[uid.removesuffix("@example.org")] = "\n".join(lines[: lines.index("END:VEVENT")])
    return found


def uids(served: Served, query: str) -> set[str]:
    answer = served.ask(f"{ALL}?{query}")
    assert answer.status == 200, answer.text
    return set(events(answer.text))


VICTORY = {f"victory-day.{year}" for year in range(2024, 2036)}
SURRENDER = {f"surrender-day.{year}" for year in range(2024, 2036)}
EXCHANGE = {f"exchange.{year}.{leg}" for year in (2025, 2035) for leg in ("cn-ru", "ru-cn")}
CLOSES = {f"exchange.{year}.ru-cn.closes" for year in (2025, 2035)}


@pytest.mark.parametrize(
    "query, expected",
    [
        ("country=RU", VICTORY | EXCHANGE | CLOSES),
        ("country=CN,RU", VICTORY | SURRENDER | EXCHANGE | CLOSES),
        ("country=CN&category=parade", set()),
        ("country=RU&category=parade", VICTORY),
        ("category=visit", EXCHANGE | CLOSES),
        ("category=parade,visit", VICTORY | EXCHANGE | CLOSES),
        ("pair=RU,CN", EXCHANGE | CLOSES),
        ("rule=victory-day", VICTORY),
        ("marks=80&country=RU", {"victory-day.2025", "exchange.2025.cn-ru"}),
        ("marks=80,90&rule=surrender-day", {"surrender-day.2025", "surrender-day.2035"}),
        ("marks=round,81&rule=victory-day", {f"victory-day.{y}" for y in (2025, 2026, 2030, 2035)}),
        ("from=2030-05-10&rule=victory-day", {f"victory-day.{y}" for y in range(2031, 2036)}),
        ("from=2030-05-09&years=1&rule=victory-day", {"victory-day.2030"}),
        ("from=2030-05-10&years=2&rule=victory-day", {"victory-day.2031", "victory-day.2032"}),
        ("years=1&rule=victory-day", {f"victory-day.{y}" for y in (2024, 2025, 2026)}),
        ("from=0001-01-01&rule=victory-day", VICTORY),
        ("windows=span&category=visit", EXCHANGE),
        ("windows=start&category=visit", EXCHANGE),
    ],
)
def test_filters_choose(served: Served, query: str, expected: set[str]) -> None:
    found = uids(served, query)
    if "marks=80&country=RU" in query:
        found = {uid for uid in found if not uid.startswith("exchange.2025.ru-cn")}
    assert found == (expected or {"nothing-ahead-2025"})


@pytest.mark.parametrize("language, below", [("en", ""), ("ru", "ru/")])
@pytest.mark.parametrize("query", ["country=RU", "category=visit", "marks=round"])
def test_an_event_of_a_view_is_that_of_the_feed_byte_for_byte(
    served: Served, language: str, below: str, query: str
) -> None:
    static = events(served.ask(f"/{below}feeds/all.ics").text)
    shown = events(served.ask(f"{ALL}?{query}&lang={language}").text)
    assert shown
    assert shown.items() <= static.items()


def test_a_view_of_everything_is_the_feed_itself(served: Served) -> None:
    static = served.ask(ALL)
    for query in ("lang=en", "windows=edges&lang=en", "windows=edges", ""):
        answer = served.ask(f"{ALL}?{query}")
        assert (answer.headers["etag"], answer.body) == (static.headers["etag"], static.body)
    russian = served.ask(f"{ALL}?lang=ru")
    assert russian.body == served.ask("/ru/feeds/all.ics").body


def test_order_and_spelling_of_a_query_do_not_matter(served: Served) -> None:
    one = served.ask(f"{ALL}?country=RU,CN&lang=ru&marks=80,90")
    other = served.ask(f"{ALL}?marks=90,80,90&country=CN%2CRU&lang=ru&")
    assert one.headers["etag"] == other.headers["etag"]


def test_a_feed_may_be_filtered_further(served: Served) -> None:
    found = events(served.ask("/feeds/ru.ics?category=visit").text)
    assert set(found) == EXCHANGE | CLOSES
    assert set(events(served.ask("/feeds/visits.ics?marks=90").text)) == {
        uid for uid in EXCHANGE | CLOSES if "2035" in uid
    }


def test_alarms_only_where_they_are_asked_for(served: Served) -> None:
    assert "VALARM" not in served.ask(ALL).text
    answer = served.ask(f"{ALL}?rule=victory-day&alarm=7d").text
    assert answer.count("TRIGGER:-P7D") == len(VICTORY)
    assert served.ask(f"{ALL}?rule=victory-day&alarm=0d").text.count("TRIGGER:P0D") == len(VICTORY)


def test_nothing_ahead_is_an_event_that_says_so(served: Served) -> None:
    answer = served.ask(f"{ALL}?country=AD&lang=ru")
    calendar = icalendar.Calendar.from_ical(answer.body)
    (event,) = calendar.walk("VEVENT")
    assert (event["SUMMARY"], event["UID"]) == (
        "Впереди ничего нет",
        "nothing-ahead-2025@example.org",
    )


def test_a_view_is_called_by_what_was_chosen(served: Served) -> None:
    answer = served.ask(f"{ALL}?country=RU,CN&category=wwii&marks=80&lang=ru")
    (name,) = (
        line.removeprefix("X-WR-CALNAME:").replace("\\,", ",")
        for line in answer.text.replace("\r\n ", "").splitlines()
        if line.startswith("X-WR-CALNAME:")
    )
    assert name == "Годовщины и визиты, Китай, Россия, Вторая мировая война, 80"


@pytest.mark.parametrize(
    "query, sentence",
    [
        ("contry=RU", 'there is no filter "contry"; did you mean "country"?'),
        ("country", 'the filter "country" has no value; write name=value.'),
        ("=RU", 'there is no filter ""; allowed: alarm, category'),
        ("lang=en&lang=ru", 'the filter "lang" stands twice; write name=one,two.'),
        ("country=XX", 'country: "XX" is no party; write ISO 3166 codes such as RU,CN.'),
        ("country=RU,ru", 'country: "ru" is no party; did you mean "RU"?'),
        ("country=", 'country: "" is no party'),
        ("pair=RU", 'pair: "RU" is not two parties; write RU,CN.'),
        ("pair=RU,RU", 'pair: "RU,RU" is not two parties'),
        ("pair=RU,CN,RU", "is not two parties"),
        ("category=wwi", 'category: "wwi" is no category; did you mean "wwii"?'),
        ("rule=victory-dya", 'rule: "victory-dya" is no rule; did you mean "victory-day"?'),
        ("marks=0", 'marks: "0" holds what is neither "round" nor a number from 1 to 9999'),
        ("marks=080", "holds what is neither"),
        ("marks=%D9%A8", "holds what is neither"),
        ("marks=10000", "holds what is neither"),
        ("lang=zh", 'lang: "zh" is no language of this site; allowed: en, ru.'),
        ("lang=en,ru", 'lang: "en,ru" is more than one language; write one.'),
        ("from=2030", 'from: "2030" is no day; write one such as 2027-01-31.'),
        ("from=2030-02-30", "is no day"),
        ("from=2030-W01-1", "is no day"),
        ("years=0", 'years: "0" is not a whole number from 1 to 12; this site covers 2024 to 2035'),
        ("years=13", "is not a whole number"),
        ("years=" + "9" * 400, "is not a whole number"),
        ("years=5.0", "is not a whole number"),
        ("years=%2B5", "is not a whole number"),
        ("windows=spam", 'windows: "spam" is no style; did you mean "span"?'),
        ("alarm=7", 'alarm: "7" is no time before an event'),
        ("alarm=100d", "is no time before an event"),
        ("lang=%FF", "the query is not text in UTF-8."),
        ("country=%0d%0aSet-Cookie:x", 'country: "\ufffd\ufffdSet-Cookie:x" is no party'),
        ("country=%E2%80%AEUR", 'country: "\ufffdUR" is no party'),
        ("rule=" + "x" * 500, 'rule: "' + "x" * 60 + '..." is no rule'),
    ],
)
def test_a_bad_query_meets_a_sentence(served: Served, query: str, sentence: str) -> None:
    answer = served.ask(f"{ALL}?{query}")
    assert answer.status == 400
    assert sentence in answer.text
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    assert served.ask(f"{ALL}?{query}", "HEAD").status == 400


def test_every_view_is_read_back_by_icalendar(served: Served) -> None:
    for query in ("country=RU", "alarm=7d", "windows=start&lang=ru", "country=AD"):
        answer = served.ask(f"{ALL}?{query}")
        calendar = icalendar.Calendar.from_ical(answer.body)
        assert calendar.walk("VEVENT")
        assert calendar.to_ical() == answer.body


def test_the_site_beside_it_is_what_build_writes(served: Served, folder: Path) -> None:
    assert (folder / "site/feeds/all.ics").read_bytes() == served.ask(ALL).body
