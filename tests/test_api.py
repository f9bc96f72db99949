"""The public Python API, as the README shows it."""

from datetime import date

import icalendar
import pytest

import calendar_gen
from calendar_gen.rulebook import MissingInput
from tests.scenario import RULES

AS_OF = date(2026, 11, 24)


def test_rules_become_a_forecast_a_feed_and_a_digest() -> None:
    rulebook = calendar_gen.load([RULES])
    assert [p for p in rulebook.problems if p.severity == "error"] == []
    found = calendar_gen.forecast(rulebook, date(2035, 1, 1), date(2035, 12, 31), AS_OF)
    ids = [occurrence.id for occurrence in found]
    assert {"victory-exchange.2035.cn-ru", "victory-day-moscow.2035"} <= set(ids)
    feed = icalendar.Calendar.from_ical(calendar_gen.render_ics(rulebook, found, AS_OF))
    uids = {str(event["UID"]) for event in feed.walk("VEVENT")}
    assert {f"{id_}@calendar-gen.invalid" for id_ in ids} == uids
    page = calendar_gen.render_digest(rulebook, 2035, AS_OF, language="ru")
    assert 'id="victory-exchange.2035.cn-ru"' in page
    assert '<html lang="ru"' in page


def test_what_is_missing_says_so() -> None:
    with pytest.raises(MissingInput, match="nowhere"):
        calendar_gen.load(["nowhere"])
    with pytest.raises(AttributeError, match="no attribute 'forecat'"):
        _ = calendar_gen.forecat
