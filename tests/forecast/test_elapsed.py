"""A window that is partly over: covered days without the visit make the rest less likely."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from calendar_gen.cli import main

RULES = """\
calendar-gen: 1
sources:
  s: {publisher: A, title: a, published: 2010-01-01}
  t: {publisher: A, title: a, published: 2027-04-08}
gates:
  - {id: open, question: Is it open?, answers: []}
reciprocal_visits:
  - {id: fair, title: Fair, pattern: dated, guest: RU, host: CN, on: 1 April,
     window: on the day .. 9 days after, since: 2010, sources: [s]%s}
coverage:
  - {guest: RU, host: CN, from: 2010, to: %s, source: s}
visits:
%s"""
CAME = "  - {id: came-%d, guest: RU, host: CN, rank: head of state, claims: [\n"
CAME += "     {date: %d-04-04, status: occurred, source: s, known: %d-04-04}]}\n"
KEPT = "".join(CAME % ((year,) * 3) for year in range(2015, 2026))
NEW = """\
  - {id: new, guest: RU, host: CN, rank: head of state, fulfils: fair.2027, claims: [
     {date: 2027-04-09, status: announced, source: t}]}
"""


def rules(folder: Path, covered: str = "2030", *, gate: str = "", new: str = "") -> Path:
    path = folder / "rules.yaml"
    path.write_text(RULES % (gate, covered, KEPT + new), encoding="utf-8")
    return path


def run(*arguments: str | Path, as_of: str) -> str:
    asked = [*map(str, arguments), "--as-of", as_of]
    found = CliRunner(env={"COLUMNS": "400"}).invoke(main, asked)
    assert found.exit_code == 0, found.stderr
    return found.stdout


def likely(path: Path, as_of: str) -> dict[str, Any]:
    asked = ("--from", "2027-04-01", "--to", "2027-04-10", "--format", "json")
    (only,) = json.loads(run("forecast", path, *asked, as_of=as_of))["occurrences"]
    found: dict[str, Any] = only["likelihood"]
    return found


DAYS = ("2027-03-31", "2027-04-01", "2027-04-02", "2027-04-06", "2027-04-09", "2027-04-10")


def test_it_falls_as_covered_days_pass_without_the_visit(tmp_path: Path) -> None:
    path = rules(tmp_path)
    row = [likely(path, day) for day in DAYS]
    whole = row[0]["probability"]
    assert 0.6 < whole < 0.9
    for each, over in zip(row, (0, 0, 1, 5, 8, 9), strict=True):
        left = whole * (10 - over) / (10 - whole * over)
        assert each["probability"] == pytest.approx(left, abs=1e-4)
        assert (f"{over} of 10 days over without it" in each["basis"]) == (over > 0)
    for bound in ("probability", "low", "high"):
        falling = [each[bound] for each in row[1:]]
        assert falling == sorted(set(falling), reverse=True)
    words = [each["word"] for each in row]
    assert words == ["even"] * 4 + ["unlikely"] * 2


def test_where_no_record_is_declared_complete_it_stands_and_says_what_would_be_left(
    tmp_path: Path,
) -> None:
    covered = rules(tmp_path)
    left = [round(100 * likely(covered, day)["probability"]) for day in DAYS[2:]]
    path = rules(tmp_path, "2026-12-31")
    row = [likely(path, day) for day in DAYS[2:]]
    assert len({each["probability"] for each in row}) == 1
    for each, over, percent in zip(row, (1, 5, 8, 9), left, strict=True):
        said = f"{over} of 10 days over, not all of them on record; {percent} % if it has not come"
        assert said in each["basis"]


def test_days_after_the_end_of_the_record_say_nothing(tmp_path: Path) -> None:
    within = likely(rules(tmp_path), "2027-04-04")
    beyond = likely(rules(tmp_path, "2027-04-03"), "2027-04-09")
    assert beyond["probability"] == within["probability"]
    assert beyond["low"] == within["low"]


def test_one_that_is_announced_stands_until_reports_had_their_time(tmp_path: Path) -> None:
    path = rules(tmp_path, new=NEW)
    found = likely(path, "2027-04-08"), likely(path, "2027-04-09")
    assert found[0]["probability"] == found[1]["probability"] == 0.9


def test_a_condition_not_yet_known_is_in_it(tmp_path: Path) -> None:
    path = rules(tmp_path, gate=", only-if: open")
    before, after = likely(path, "2027-04-01"), likely(path, "2027-04-06")
    whole = before["probability"]
    assert after["probability"] == pytest.approx(whole * 5 / (10 - whole * 5), abs=1e-4)
    assert before["low"] > after["low"]
    assert before["high"] > after["high"]


@pytest.mark.parametrize("day", DAYS)
def test_digest_and_explain_say_the_same_as_forecast(day: str, tmp_path: Path) -> None:
    path = rules(tmp_path)
    found = likely(path, day)
    percent = f"{round(100 * found['probability'])} %"
    digest = " ".join(run("digest", "2027-04", "-r", path, "--format", "text", as_of=day).split())
    assert f"{percent}: {found['basis']}" in digest
    told = run("explain", "fair.2027", "-r", path, as_of=day)
    assert f", {percent} (95 % interval " in told
    assert ("Of the 10 days of its window" in told) == (day > "2027-04-01")


def test_explain_says_what_the_record_tells_and_what_not(tmp_path: Path) -> None:
    told = run("explain", "fair.2027", "-r", rules(tmp_path, "2027-04-03"), as_of="2027-04-06")
    assert "Of the 10 days of its window 5 are over. The record is complete for 3 of them" in told
    assert "For the other 2 no record is declared complete" in told


def test_feeds_move_with_the_calendar_year_alone(tmp_path: Path) -> None:
    """A day that merely passes changes no event: it stands at what was left on 1 January."""
    path = rules(tmp_path)
    text = path.read_text("utf-8").replace("on: 1 April", "on: 28 December")
    path.write_text(text.replace("-04-04", "-12-30"), "utf-8")
    said = []
    for day in ("2027-01-01", "2027-01-03"):
        site = tmp_path / day
        run("build", path, "-o", site, "--base-url", "https://e.org/", as_of=day)
        feed = (site / "feeds" / "all.ics").read_text("utf-8").replace("\n ", "")
        said.append([line for line in feed.splitlines() if "4 of 10 days over without it" in line])
    assert said[0]
    assert said[0] == said[1]
