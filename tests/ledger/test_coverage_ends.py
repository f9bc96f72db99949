"""What a ledger says of a record that lacks a direction, and of one that is complete to a day."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from calendar_gen.cli import main

RULES = """calendar-gen: 1
sources: {s: {publisher: P, published: 2025-01-01}}
coverage:
  - {guest: IE, host: US, from: 2000, to: 2024-11-12, source: s}
  - {guest: US, host: IE, from: 2000, to: 2025-03, source: s}
  - {guest: FR, host: US, from: 2000, to: 2024-11-12, source: s}
visits:
  - {id: a, guest: IE, host: US, claims: [
     {date: 2024-03-15, status: occurred, source: s, known: 2024-03-15}]}
  - {id: b, guest: FR, host: US, claims: [
     {date: 2024-03-15, status: occurred, source: s, known: 2024-03-15}]}
"""
ENDED = "What is declared complete ends on 12 November 2024, so later visits may be missing."
ONE_WAY = "The record does not cover both directions, so visits may be missing."


@pytest.mark.parametrize(
    "other, as_of, said",
    [
        ("IE", "2024-11-12", None),
        ("IE", "2024-11-13", ENDED),
        ("IE", "2026-01-01", ENDED),
        ("IE", "1999-12-31", ONE_WAY),
        ("FR", "2024-11-12", ONE_WAY),
        ("FR", "2026-01-01", ONE_WAY),
    ],
)
def test_the_doubt_is_what_it_is(
    other: str, as_of: str, said: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("r.yaml").write_text(RULES, "utf-8")
    asked = ("ledger", "US", other, "-r", "r.yaml", "--as-of", as_of)
    told = CliRunner(env={"COLUMNS": "200"}).invoke(main, asked)
    assert told.exit_code == 0, told.stderr
    assert [line for line in (ENDED, ONE_WAY) if line in told.stdout] == ([said] if said else [])
