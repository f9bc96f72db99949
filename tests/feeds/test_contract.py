"""What a feed holds, a test for each promise."""

import datetime
import re

import icalendar
import pytest

from calendar_gen.edtf import day
from calendar_gen.entries import entries
from calendar_gen.occurrences import Occurrence
from calendar_gen.record import ClaimStatus
from calendar_gen.rendering.ics import Windows, feed
from tests.entries.samples import ANSWER, BOOK, LIKELY, VICTORY, VISIT, claim
from tests.feeds.reading import AS_OF, blocks, head, unfolded, values, written

LONG = VISIT._replace(earliest=day(2035, 8, 20), latest=day(2035, 9, 4))


def one(occurrence: Occurrence) -> list[str]:
    """The lines of the one event that an occurrence gives."""
    (lines,) = blocks(written([occurrence]))
    return lines


# --- one plain event an occurrence


def test_each_occurrence_is_one_plain_event() -> None:
    data = written()
    assert len(blocks(data)) == 3
    lines = unfolded(data)
    for banned in (
        "RRULE",
        "RDATE",
        "EXDATE",
        "RECURRENCE-ID",
        "METHOD",
        "RSCALE",
        "LINK",
        "CLASS",
    ):
        assert not any(re.match(rf"{banned}[;:]", line) for line in lines)
    begun = {line for line in lines if line.startswith("BEGIN:")}
    assert begun == {"BEGIN:VCALENDAR", "BEGIN:VEVENT"}


def test_start_is_the_day_of_the_occurrence_not_of_the_origin() -> None:
    assert values(one(VICTORY), "DTSTART;VALUE=DATE") == ["20250509"]


def test_days_are_whole_and_their_end_is_exclusive_and_always_there() -> None:
    for occurrence, end in ((VICTORY, "20250510"), (VISIT, "20350905")):
        assert values(one(occurrence), "DTEND;VALUE=DATE") == [end]
        assert not any(
            line.startswith(("DURATION", "DTSTART:", "DTEND:")) for line in one(occurrence)
        )


def test_days_block_nobodys_time() -> None:
    assert values(one(VICTORY), "TRANSP") == ["TRANSPARENT"]
    assert values(one(VICTORY), "X-MICROSOFT-CDO-BUSYSTATUS") == ["FREE"]


def test_nobody_is_reminded_who_did_not_ask() -> None:
    assert blocks(written(), "VALARM") == []


def test_alarm_that_was_asked_for() -> None:
    alarms = blocks(written(alarm=7), "VALARM")
    assert len(alarms) == 3
    assert alarms[0] == [
        "ACTION:DISPLAY",
        "DESCRIPTION:Victory Day: 80th anniversary",
        "TRIGGER:-P7D",
    ]


# --- summary and status


def test_summary_carries_number_and_status() -> None:
    assert values(one(VICTORY), "SUMMARY") == ["Victory Day: 80th anniversary"]
    assert values(one(VISIT), "SUMMARY") == [
        "Victory anniversaries exchange: Russia to China (90th) (expected\\, 41 %)"
    ]


def unreported(*said: ClaimStatus) -> Occurrence:
    """A visit that is over, of which nobody reported more than was said before, in that order."""
    source = next(iter(BOOK.sources))
    claims = [
        claim("2025-05-09", source, status=status)._replace(known=known)
        for known, status in enumerate(said)
    ]
    return VISIT._replace(status="not-recorded", claims=tuple(reversed(claims)))


@pytest.mark.parametrize(
    "occurrence, status",
    [
        (VICTORY, "CONFIRMED"),
        (VICTORY._replace(status="passed"), "CONFIRMED"),
        (VICTORY._replace(certainty="computed"), "CONFIRMED"),
        (VICTORY._replace(certainty="estimate"), "TENTATIVE"),
        (VICTORY._replace(status="cancelled"), "CANCELLED"),
        (VISIT, "TENTATIVE"),
        (VISIT._replace(status="announced"), "TENTATIVE"),
        (VISIT._replace(status="announced", extent="days"), "CONFIRMED"),
        (VISIT._replace(status="confirmed"), "CONFIRMED"),
        (VISIT._replace(status="occurred", likelihood=None), "CONFIRMED"),
        (VISIT._replace(status="postponed"), "TENTATIVE"),
        (VISIT._replace(status="missed", likelihood=None), "TENTATIVE"),
        (VISIT._replace(status="not-recorded"), "TENTATIVE"),
        (unreported("announced"), "TENTATIVE"),
        (unreported("announced")._replace(extent="days"), "CONFIRMED"),
        (unreported("announced", "confirmed"), "CONFIRMED"),
        (unreported("confirmed", "postponed"), "TENTATIVE"),
        (VISIT._replace(status="cancelled", likelihood=None), "CANCELLED"),
        (VISIT._replace(guest=None, guests=(), likelihood=None, extent="days"), "CONFIRMED"),
    ],
)
def test_status_of_an_event(occurrence: Occurrence, status: str) -> None:
    assert values(one(occurrence), "STATUS") == [status]


def test_cancelled_is_said_in_the_summary_too() -> None:
    assert values(one(VICTORY._replace(status="cancelled")), "SUMMARY")[0].startswith(
        "[Cancelled] "
    )


def test_a_day_that_merely_passes_changes_no_event() -> None:
    assert one(VICTORY) == one(VICTORY._replace(status="passed"))


# --- windows


@pytest.mark.parametrize(
    "windows, expected",
    [
        (
            "edges",
            [
                ("victory-exchange.2035.ru-cn", "20350820", "20350821", "Window opens: "),
                ("victory-exchange.2035.ru-cn.closes", "20350904", "20350905", "Window closes: "),
            ],
        ),
        ("span", [("victory-exchange.2035.ru-cn", "20350820", "20350905", "Victory ")]),
        ("start", [("victory-exchange.2035.ru-cn", "20350820", "20350821", "Window opens: ")]),
    ],
)
def test_long_window(windows: Windows, expected: list[tuple[str, str, str, str]]) -> None:
    found = blocks(written([LONG], windows=windows))
    assert len(found) == len(expected)
    for lines, (uid, start, end, begins) in zip(found, expected, strict=True):
        assert values(lines, "UID") == [f"{uid}@example.org"]
        assert values(lines, "DTSTART;VALUE=DATE") == [start]
        assert values(lines, "DTEND;VALUE=DATE") == [end]
        assert values(lines, "SUMMARY")[0].startswith(begins)


@pytest.mark.parametrize("days, count", [(7, 1), (8, 2)])
def test_window_of_a_week_is_a_span_and_a_longer_one_has_edges(days: int, count: int) -> None:
    window = VISIT._replace(latest=VISIT.earliest + days - 1)
    assert len(blocks(written([window]))) == count


def test_stay_of_known_days_is_never_split() -> None:
    styles: tuple[Windows, ...] = ("edges", "span", "start")
    for windows in styles:
        (lines,) = blocks(written([LONG._replace(extent="days")], windows=windows))
        assert values(lines, "DTEND;VALUE=DATE") == ["20350905"]


def test_edges_of_a_cancelled_window_say_only_that() -> None:
    for lines in blocks(written([LONG._replace(status="cancelled", likelihood=None)])):
        assert values(lines, "SUMMARY")[0].startswith("[Cancelled] Victory")


# --- description, address, categories, place, siblings


def test_description_is_plain_text_with_reason_likelihood_sources_and_counterpart() -> None:
    (lines,) = (b for b in blocks(written()) if "ru-cn@" in values(b, "UID")[0])
    text = values(lines, "DESCRIPTION")[0]
    assert "On at least one day of: 29 August to 4 September 2035." in text
    assert "about even\\, 41 %: 2 of 2\\, both before the rule was written down\\; thin" in text
    assert "China to Russia (90th)\\, 6 to 10 May 2035." in text
    assert "<https://example.org/ap>" in text
    assert not any(line.startswith(("X-ALT-DESC", "DESCRIPTION;")) for line in lines)


def test_address_points_into_the_digest() -> None:
    assert values(one(VICTORY), "URL") == []
    (lines,) = blocks(written([VICTORY], base_url="https://example.org/x/"))
    address = "https://example.org/x/digests/2025.html#victory-day-moscow.2025"
    assert values(lines, "URL") == [address]


@pytest.mark.parametrize(
    "categories, line", [((), "commemoration"), (("wwii", "a,b"), "wwii,a\\,b")]
)
def test_categories_stand_on_one_line_and_are_never_empty(
    categories: tuple[str, ...], line: str
) -> None:
    assert values(one(VICTORY._replace(categories=categories)), "CATEGORIES") == [line]


def test_location_is_place_and_host() -> None:
    assert values(one(VICTORY), "LOCATION") == ["Moscow\\, Russia"]
    assert values(one(VICTORY._replace(place=None, host=None)), "LOCATION") == []


def test_siblings_point_at_each_other() -> None:
    found = {
        values(lines, "UID")[0]: values(lines, "RELATED-TO;RELTYPE=SIBLING")
        for lines in blocks(written())
    }
    one_way, other_way = (f"victory-exchange.2035.{leg}@example.org" for leg in ("ru-cn", "cn-ru"))
    assert found[one_way] == [other_way]
    assert found[other_way] == [one_way]


def test_sibling_that_is_not_in_the_feed_is_not_named() -> None:
    made = feed(
        entries([VISIT], BOOK, "en", AS_OF, also=[ANSWER]),
        name="x",
        description="x",
        domain="example.org",
        as_of=AS_OF,
        language="en",
    )
    assert made is not None
    assert b"RELATED-TO" not in made


# --- identity and stamps


def test_uid_is_occurrence_and_domain_and_stamps_are_the_as_of_day() -> None:
    lines = one(VICTORY)
    assert values(lines, "UID") == ["victory-day-moscow.2025@example.org"]
    assert values(lines, "DTSTAMP") == values(lines, "LAST-MODIFIED") == ["20250506T000000Z"]
    assert values(lines, "SEQUENCE") == ["0"]


def test_uid_ignores_date_title_and_language() -> None:
    changed = VICTORY._replace(titles={"en": "Other"}, earliest=day(2025, 6, 24))
    changed = changed._replace(latest=changed.earliest)
    assert values(one(changed), "UID") == values(one(VICTORY), "UID")
    (lines,) = blocks(written([VICTORY], language="zh"))
    assert values(lines, "UID") == values(one(VICTORY), "UID")


def test_uids_are_unique() -> None:
    uids = [values(lines, "UID")[0] for lines in blocks(written([VICTORY, LONG, ANSWER]))]
    assert len(uids) == len(set(uids)) == 4


# --- the calendar


def test_calendar_properties() -> None:
    assert head(written(description="Line one\nline two")) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//calendar-gen//calendar-gen//EN",
        "CALSCALE:GREGORIAN",
        "DESCRIPTION:Line one\\nline two",
        "X-WR-CALDESC:Line one\\nline two",
        "NAME:All",
        "X-WR-CALNAME:All",
        "COLOR:firebrick",
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
        "X-APPLE-CALENDAR-COLOR:#b22222",
        "X-PUBLISHED-TTL:PT12H",
    ]


def test_calendar_has_no_uid_and_no_method() -> None:
    assert not any(line.startswith(("UID", "METHOD")) for line in head(written()))


def test_bytes_are_utf_8_nfc_with_crlf_and_no_mark() -> None:
    hostile = {"en": "Cafe\u0301\x07 \u202eabc\nBEGIN:VEVENT\r\nC:\\New " + "x" * 10_000}
    data = written([VICTORY._replace(titles=hostile)])
    assert not data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\n") == data.count(b"\r\n")
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    (lines,) = blocks(data)
    summary = values(lines, "SUMMARY")[0]
    assert summary.startswith("Café abc\\nBEGIN:VEVENT\\nC:\\\\New xxx")


# --- read back


@pytest.mark.parametrize("language", ["en", "ru", "zh"])
def test_icalendar_reads_what_was_written(language: str) -> None:
    data = written([VICTORY, LONG, ANSWER], language=language, base_url="https://example.org")
    calendar = icalendar.Calendar.from_ical(data)
    assert calendar.errors == []
    assert calendar.to_ical() == data
    days = [(event.start, event.end) for event in calendar.events]
    assert days[0] == (datetime.date(2025, 5, 9), datetime.date(2025, 5, 10))
    titles = {"en": "Victory Day: 80th", "ru": "День Победы: 80-летие", "zh": "胜利日：80周年"}
    assert str(calendar.events[0]["SUMMARY"]).startswith(titles[language])


def test_likelihoods_are_whole_per_cents() -> None:
    precise = VISIT._replace(likelihood=LIKELY._replace(probability=0.4149, low=0.1001))
    near = VISIT._replace(likelihood=LIKELY._replace(probability=0.4098, low=0.0999))
    assert one(precise) == one(near)
