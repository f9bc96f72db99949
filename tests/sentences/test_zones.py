"""Every zone of the time zone database can be named, and is kept by the sentence's own text."""

from zoneinfo import available_timezones

import pytest

from calendar_gen.sentences.zones import zone_key
from tests.sentences.reading import days_in, sentence


def test_every_zone_of_the_database_can_be_named() -> None:
    for key in sorted(available_timezones()):
        rule = sentence(f"March equinox in {key}")
        assert sentence(rule.text) == rule, key
        assert len(days_in(rule, 2027)) == 1, key


@pytest.mark.parametrize(
    "said,key",
    [
        ("US/Hawaii", "US/Hawaii"),
        ("Etc/GMT+3", "Etc/GMT+3"),
        ("Singapore", "Asia/Singapore"),
        ("Hongkong", "Asia/Hong_Kong"),
        ("hong kong", "Asia/Hong_Kong"),
        ("Tokyo", "Asia/Tokyo"),
        # one zone by two keys
        ("Indianapolis", "America/Indiana/Indianapolis"),
        ("Istanbul", "Asia/Istanbul"),
    ],
)
def test_a_zone_is_found_by_what_is_printed_of_it(said: str, key: str) -> None:
    printed = sentence(f"March equinox in {said}").text.partition(" in ")[2]
    assert zone_key(printed) == key


def test_zones_west_and_east_have_their_own_days() -> None:
    # The equinox is less than an hour before midnight in UTC, on 2044-03-19.
    assert days_in(sentence("March equinox in Etc/GMT+3"), 2044) == ["2044-03-19"]
    assert days_in(sentence("March equinox in Etc/GMT-3"), 2044) == ["2044-03-20"]
