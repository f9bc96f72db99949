"""`forecast --format ics` of days that were asked for: past ones are in it, nothing is silent."""

from click.testing import CliRunner, Result

from calendar_gen.cli import main
from tests.feeds.reading import unfolded, values
from tests.scenario import RULES


def feed(start: str, end: str) -> Result:
    asked = ["--as-of", "2026-11-24", "--from", start, "--to", end, "--format", "ics"]
    result = CliRunner().invoke(main, ["forecast", str(RULES), *asked])
    assert result.exit_code == 0, result.output
    return result


def test_past_days_that_were_asked_for_are_written() -> None:
    found = feed("2025-05-01", "2025-05-31")
    uids = values(unfolded(found.stdout_bytes), "UID")
    assert "victory-day-moscow.2025@calendar-gen.invalid" in uids
    assert not any(uid.startswith("nothing-ahead") for uid in uids)
    assert found.stderr == ""


def test_days_with_nothing_say_so_beside_the_feed_as_of_the_day() -> None:
    found = feed("2025-05-01", "2025-05-03")
    lines = unfolded(found.stdout_bytes)
    assert values(lines, "SUMMARY") == ["Nothing ahead"]
    assert values(lines, "DTSTAMP") == values(lines, "LAST-MODIFIED") == ["20261124T000000Z"]
    assert found.stderr == (
        "Note: nothing from 2025-05-01 to 2025-05-03, as known on 2026-11-24; the feed has one "
        'event, "Nothing ahead".\n'
    )
