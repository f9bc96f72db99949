"""A visit under way is made, and answers what it answers; it is owed for once it has ended."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from calendar_gen.cli import main

RECORD = """\
calendar-gen: 1
sources:
  list: {publisher: A list, title: Visits, published: 2010-01-01}
  paper: {publisher: A paper, title: A visit, published: 2025-05-07}
coverage:
  - {guest: CN, host: RU, from: 2010, to: 2026, source: list}
  - {guest: RU, host: CN, from: 2010, to: 2026, source: list}
visits:
  - {id: before, guest: %s, host: %s, claims: [{date: 2024-05-16/2024-05-17, status: occurred,
     source: list, known: 2024-05-17}]}
  - {id: now, guest: CN, host: RU, claims: [{date: %s, status: occurred, source: paper}]}
"""
STAY = "2025-05-07/2025-05-10"


def ledger(tmp_path: Path, as_of: str, *, first: str = "RU", date: str = STAY) -> tuple[str, Any]:
    """The ledger of China and Russia as sentences and as a value."""
    path = tmp_path / "record.yaml"
    other = "CN" if first == "RU" else "RU"
    path.write_text(RECORD % (first, other, date), encoding="utf-8")
    asked = ["ledger", "CN", "RU", "-r", str(path), "--as-of", as_of]
    texts = [
        CliRunner().invoke(main, [*asked, *more]).stdout for more in ([], ["--format", "json"])
    ]
    return texts[0], json.loads(texts[1])["pairs"][0]


@pytest.mark.parametrize("as_of", ["2025-05-07", "2025-05-09"])
def test_nobody_owes_while_the_answer_is_under_way(tmp_path: Path, as_of: str) -> None:
    text, pair = ledger(tmp_path, as_of)
    assert "Nobody owes a visit: the last one has not ended yet." in text
    assert (pair["owes"], pair["owed_since"], pair["unanswered"]) == (None, None, 0)
    assert pair["counts"] == {"CN-RU": 1, "RU-CN": 1}


@pytest.mark.parametrize("as_of, days", [("2025-05-10", "0 days"), ("2025-05-11", "1 day")])
def test_at_the_end_of_its_last_day_the_host_owes(tmp_path: Path, as_of: str, days: str) -> None:
    text, pair = ledger(tmp_path, as_of)
    assert f"Russia owes China a visit since 10 May 2025, for {days}; 1 visit" in text
    assert (pair["owes"], pair["owed_since"]) == ("RU", "2025-05-10")


def test_a_further_visit_under_way_adds_to_what_is_owed_when_it_has_ended(tmp_path: Path) -> None:
    text, pair = ledger(tmp_path, "2025-05-08", first="CN")
    assert (
        "1 visit unanswered. A further visit is under way; it will be owed for once it has ended."
    ) in text
    assert (pair["owes"], pair["owed_since"], pair["unanswered"]) == ("RU", "2024-05-17", 1)
    text, pair = ledger(tmp_path, "2025-05-10", first="CN")
    assert "under way" not in text
    assert (pair["owes"], pair["owed_since"], pair["unanswered"]) == ("RU", "2024-05-17", 2)


def test_a_visit_known_by_its_month_is_over_when_a_source_says_so(tmp_path: Path) -> None:
    """A debt cannot begin after the day as of which it is told."""
    text, pair = ledger(tmp_path, "2025-05-20", date="2025-05")
    assert (pair["owes"], pair["owed_since"]) == ("RU", "2025-05-20")
    assert "Russia owes China a visit since 20 May 2025, for 0 days" in text
