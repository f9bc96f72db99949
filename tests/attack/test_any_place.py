"""Whatever zone a machine is in and whatever language is asked for, the facts are the same."""

import json
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import available_timezones

import pytest
from click.testing import CliRunner
from hypothesis import example, given, settings
from hypothesis import strategies as st

from calendar_gen.cli import main
from tests.site import samples

LANGUAGES = ("en", "ru", "zh", "fr", "es", "ar")
ZONES = st.sampled_from(sorted(available_timezones())) | st.sampled_from(
    ["XYZ-14:30", "ABC+12", "CET-1CEST,M3.5.0,M10.5.0/3", "<-03>3", "Nowhere/Nothing", "", ":"]
)
FACTS = re.compile(
    r"^(BEGIN|END|UID|DTSTART|DTEND|DTSTAMP|LAST-MODIFIED|SEQUENCE|STATUS|RELATED-TO)[:;].*$",
    re.MULTILINE,
)
TEXTS = {"basis", "title"}


class Asked(NamedTuple):
    first: int
    years: int
    as_of: str
    country: str


ASKED = st.builds(
    Asked,
    st.integers(1950, 2090),
    st.integers(0, 3),
    st.sampled_from(["2014-12-31", "2025-05-06", "2026-06-01"]),
    st.sampled_from(["", "RU", "CN,RU"]),
)


@contextmanager
def in_zone(zone: str) -> Iterator[None]:
    """The process in another zone, as the C library and Python see it."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = zone
    time.tzset()
    try:
        yield
    finally:
        os.environ.pop("TZ", None)
        os.environ.update({} if before is None else {"TZ": before})
        time.tzset()


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("rules") / "rules.yaml"
    path.write_text(samples.RULES, encoding="utf-8")
    return path


def forecast(rules: Path, asked: Asked, language: str, shape: str) -> str:
    window = ("--from", f"{asked.first}-01-01", "--to", f"{asked.first + asked.years}-12-31")
    options = ("--as-of", asked.as_of, "--lang", language, "--format", shape, "--no-cache")
    among = ("--country", asked.country) if asked.country else ()
    told = CliRunner().invoke(main, ["forecast", str(rules), *window, *options, *among])
    assert told.exit_code == 0, told.output
    return told.stdout


def facts(feed: str) -> list[str]:
    """The lines of a feed that hold no words."""
    return [found[0] for found in FACTS.finditer(feed.replace("\r\n ", ""))]


def without_words(value: Any) -> Any:
    """What JSON says beside texts for people."""
    if isinstance(value, dict):
        return {key: without_words(each) for key, each in value.items() if key not in TEXTS}
    return [without_words(each) for each in value] if isinstance(value, list) else value


@settings(max_examples=30, deadline=None)
@given(asked=ASKED, zone=ZONES, language=st.sampled_from(LANGUAGES))
@example(Asked(2025, 0, "2025-05-06", ""), "Pacific/Kiritimati", "ar")
@example(Asked(2025, 0, "2025-05-06", ""), "Pacific/Pago_Pago", "zh")
def test_neither_zone_nor_language_moves_a_day(
    rules: Path, asked: Asked, zone: str, language: str
) -> None:
    with in_zone("UTC"):
        here = {shape: forecast(rules, asked, language, shape) for shape in ("ics", "json", "csv")}
        english = {shape: forecast(rules, asked, "en", shape) for shape in ("ics", "json")}
    with in_zone(zone):
        assert {shape: forecast(rules, asked, language, shape) for shape in here} == here
    assert facts(here["ics"]) == facts(english["ics"])
    assert without_words(json.loads(here["json"])) == without_words(json.loads(english["json"]))


def test_what_is_compared_has_days_and_words(rules: Path) -> None:
    asked = Asked(2025, 0, "2025-05-06", "")
    assert "UID:" in forecast(rules, asked, "en", "ics")
    english, russian = (forecast(rules, asked, each, "json") for each in ("en", "ru"))
    assert english != russian
    assert without_words(json.loads(english))["occurrences"]
