"""A visit that a rule file and rows of a list tell of; a meeting, which is nobody's visit."""

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from calendar_gen.cli import main

RULES = """\
calendar-gen: 1
sources: {s: {publisher: A, title: a, published: 2020-01-01}}
records: [{csv: rows.csv, source: s}]
visits:
  - {id: told, guest: CN, host: RU, claims: [{date: 2025-09-01/2025-09-03, status: occurred,
     source: s, known: 2025-09-03}]}
  - {id: met, guests: [CN, RU], host: KZ, kind: meeting, claims: [{date: 2024-07-03,
     status: occurred, source: s, known: 2024-07-03}]}
"""
HEAD = "date_start,date_end,visitor_country,host_country\n"


def pair(folder: Path, *rows: str) -> Any:
    (folder / "rules.yaml").write_text(RULES, encoding="utf-8")
    (folder / "rows.csv").write_text(HEAD + "".join(f"{row},CN,RU\n" for row in rows), "utf-8")
    asked = ["ledger", "CN", "RU", "-r", str(folder / "rules.yaml"), "--as-of", "2026-01-01"]
    found = CliRunner().invoke(main, [*asked, "--format", "json"])
    assert found.exit_code == 0, found.stderr
    return json.loads(found.stdout)["pairs"][0]


def test_a_stay_in_two_rows_is_all_its_days(tmp_path: Path) -> None:
    found = pair(tmp_path, "2025-09-01,2025-09-03", "2025-09-02,2025-09-03")
    assert [(v["id"], v["date"]) for v in found["visits"]] == [("told", "2025-09-01/2025-09-03")]


def test_parts_of_a_stay_do_not_contradict_the_whole(tmp_path: Path) -> None:
    found = pair(tmp_path, "2025-09-01,2025-09-01", "2025-09-03,2025-09-03")
    (visit,) = found["visits"]
    assert (visit["date"], visit["conflict"]) == ("2025-09-01/2025-09-03", False)


def test_a_row_that_follows_within_the_week_lengthens_what_a_rule_file_tells(
    tmp_path: Path,
) -> None:
    rows = "2025-09-01,2025-09-03", "2025-09-05,2025-09-06"
    found = pair(tmp_path, *rows)
    (visit,) = found["visits"]
    assert (visit["id"], visit["date"]) == ("told", "2025-09-01/2025-09-06")
    assert (visit["conflict"], found["owed_since"]) == (False, "2025-09-06")


def test_a_single_finer_row_refines(tmp_path: Path) -> None:
    (visit,) = pair(tmp_path, "2025-09-02,2025-09-03")["visits"]
    assert visit["date"] == "2025-09-02/2025-09-03"


def test_a_meeting_has_no_guest_but_guests(tmp_path: Path) -> None:
    found = pair(tmp_path)
    (met,) = found["meetings"]
    assert (met["guest"], met["guests"], met["host"]) == (None, ["CN", "RU"], "KZ")
    assert found["visits"][0]["guest"] == "CN"
