"""Claims that are known from one side: every output shows them, as precise as their source is."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from calendar_gen.cli import main

RULES = """\
calendar-gen: 1
sources: {{s: {{publisher: A, title: a, published: {published}}}}}
visits:
  - id: the-visit
    guest: RU
    host: CN
    claims: [{{date: "{date}", status: {status}, source: s}}]
"""
EVER = ("--from", "2000-01-01", "--to", "2030-12-31", "--as-of", "2026-03-01")


def run(folder: Path, *arguments: str) -> Result:
    rules = [str(folder)] if arguments[0] == "forecast" else ["-r", str(folder)]
    result = CliRunner(env={"COLUMNS": "200"}).invoke(main, [*arguments, *rules])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def written(folder: Path, date: str, status: str, published: str = "2026-02-01") -> Path:
    rules = RULES.format(date=date, status=status, published=published)
    (folder / "rules.yaml").write_text(rules, "utf-8")
    return folder


SHAPES = ("2026-04-01/..", "2026-04-01/", "../2026-10", "/2026-10", "[2026-04..]", "[..2026-10-03]")


@pytest.mark.parametrize("status", ["announced", "confirmed", "postponed", "cancelled"])
@pytest.mark.parametrize("date", [*SHAPES, "[2026-04,2026-06..]", "2026~/..", "../2026-05?"])
def test_what_is_to_come_is_shown_whichever_end_is_open(
    date: str, status: str, tmp_path: Path
) -> None:
    folder = written(tmp_path, date, status)
    shown = run(folder, "forecast", *EVER)
    assert shown.exit_code == 0
    assert "1 visit;" in shown.stdout
    assert status in shown.stdout
    assert "UID:the-visit" in run(folder, "forecast", *EVER, "--format", "ics").stdout


@pytest.mark.parametrize("status", ["occurred", "missed"])
@pytest.mark.parametrize("date", SHAPES)
def test_what_has_taken_place_is_shown_from_its_start_or_reported(
    date: str, status: str, tmp_path: Path
) -> None:
    folder = written(tmp_path, date, status, "2026-12-01")
    shown = run(folder, "forecast", *EVER, "--as-of", "2027-01-01")
    if date.startswith(("..", "/", "[..")):
        assert shown.exit_code == 65
        assert 'rules.yaml:7:21: nothing says from when "the-visit" can have' in shown.stderr
    else:
        assert shown.exit_code == 0
        assert "1 visit;" in shown.stdout


def test_no_end_is_said_as_the_source_says_it(tmp_path: Path) -> None:
    folder = written(tmp_path, "2026-04-01/..", "announced")
    table = run(folder, "forecast", *EVER).stdout
    assert "from 1 Apr 2026 on  Visit  Russia → China  announced" in table
    feed = run(folder, "forecast", *EVER, "--format", "ics").stdout
    assert "DESCRIPTION:Guest: Russia. Host: China. From 1 April 2026 on." in feed
    assert feed.count("DTSTART") == 2, "where it opens, and where the wait for it ends"
    digest = run(folder, "digest", "2026", "--as-of", "2026-03-01", "--format", "text").stdout
    assert "from 1 April 2026 on" in digest
    assert "2027" not in digest
    page = run(folder, "digest", "2026", "--as-of", "2026-03-01", "-o", "-").stdout
    assert "from 1 April 2026 on" in page
    account = run(folder, "explain", "the-visit", "--as-of", "2026-03-01").stdout
    assert "No source says by when, so it is waited for until 1 April 2027" in account


def test_the_ledger_counts_a_visit_whose_end_no_source_gives(tmp_path: Path) -> None:
    folder = written(tmp_path, "2024-04-01/..", "occurred", "2024-04-09")
    ledger = run(folder, "ledger", "CN", "RU", "--as-of", "2026-03-01").stdout
    assert "Whether China owes Russia a visit is not recorded" in ledger
    assert "Russia → China  1       from 1 April 2024 on" in ledger
    record = run(folder, "ledger", "CN", "RU", "--as-of", "2026-03-01", "--format", "json").stdout
    assert '"earliest": "2024-04-01",' in record
    assert '"latest": "2024-04-09",' in record
    assert '"owed_since": "2024-04-09",' in record
    assert '"date": "2024-04-01/..",' in record
