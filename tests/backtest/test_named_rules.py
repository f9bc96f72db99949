"""Named rules, frozen before their occurrences: what is forecast when, and what it is worth."""

import json
import re
from math import log
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from calendar_gen.backtest.gains import gain, gains
from calendar_gen.backtest.named_rules import RulesReport, backtest_rules
from calendar_gen.cli import main
from calendar_gen.edtf import day, from_iso, iso
from calendar_gen.forecasting.projection import occurrences
from calendar_gen.rulebook import load

RULES = Path(__file__).parent / "rules"
TODAY = day(2026, 11, 24)
SHAMROCK = """\
calendar-gen: 1
sources:
  list: {publisher: A list, title: Visits, published: 1999-01-01}
  paper: {publisher: A paper, title: A custom, published: 2004-06-30}
reciprocal_visits:
  - {id: shamrock, title: Shamrock, pattern: dated, guest: IE, host: US, on: 17 March,
     window: 9 days before .. 3 days after, since: 2000, sources: [paper]}
coverage:
  - {guest: IE, host: US, from: 1990, to: COVERED, source: list}
  - {guest: US, host: IE, from: 1990, to: COVERED, source: list}
visits:
"""
VISIT = """\
  - {id: v%d, guest: IE, host: US, claims: [{date: %d-03-17, status: occurred, source: list,
     known: %d-03-18}]}
"""


def shamrock(tmp_path: Path, years: list[int], *, covered: int = 2010) -> Path:
    """A rule on paper since 30 June 2004, and visits on 17 March of some years."""
    visits = [VISIT % (year, year, year) for year in years]
    text = SHAMROCK if visits else SHAMROCK.removesuffix("visits:\n")
    path = tmp_path / "shamrock.yaml"
    path.write_text("".join([text.replace("COVERED", str(covered)), *visits]), encoding="utf-8")
    return path


def scored(path: Path, *rules: str, leads: tuple[int, ...] = (0, 30)) -> RulesReport:
    book = load([str(path)])
    assert [p for p in book.problems if p.severity == "error"] == []
    return backtest_rules(book, rules or tuple(book.patterns), TODAY, leads=leads)


def test_what_came_after_the_rule_was_stated_is_kept_apart(tmp_path: Path) -> None:
    report = scored(shamrock(tmp_path, list(range(2000, 2009))), leads=(0,))
    found = {each.cycle.id[-4:]: each for each in report.scored}
    assert sorted(found) == [str(year) for year in range(2000, 2011)]
    assert [year for year, each in found.items() if each.cycle.stated] == [
        str(year) for year in range(2005, 2011)
    ]
    assert [year for year, each in found.items() if not each.forecast.outcome] == ["2009", "2010"]
    unknown = tuple(cycle.id for cycle in report.unknown)
    assert unknown == tuple(f"shamrock.{year}" for year in range(2011, 2027))


def test_a_forecast_is_that_of_its_issue_day(tmp_path: Path) -> None:
    path = shamrock(tmp_path, list(range(2000, 2009)))
    book = load([str(path)])
    for each in scored(path, leads=(0, 30, 1)).scored:
        case = each.forecast.case
        (seen,) = occurrences(book, case.first, case.last, case.issued)
        assert seen.likelihood is not None
        assert each.forecast.probability == seen.likelihood.probability
        assert each.forecast.baselines == pytest.approx((seen.likelihood.base_rate,), abs=1e-4)
        assert case.issued < case.first


def test_forecasts_are_issued_on_31_december_and_so_many_days_before(tmp_path: Path) -> None:
    report = scored(shamrock(tmp_path, [2006]), leads=(0, 30, 7))
    assert [
        (iso(each.forecast.case.issued), each.lead)
        for each in report.scored
        if each.cycle.id == "shamrock.2006"
    ] == [("2005-12-31", 0), ("2006-02-06", 30), ("2006-03-01", 7)]


def test_no_forecast_of_a_stated_rule_is_older_than_the_rule(tmp_path: Path) -> None:
    path = shamrock(tmp_path, [2005])
    path.write_text(path.read_text().replace("2004-06-30", "2005-02-01"), encoding="utf-8")
    first = next(each for each in scored(path).scored if each.cycle.stated)
    assert iso(first.forecast.case.issued) == "2005-02-01"


CUTOFFS = [f"{2001 + n // 2}-{1 + 5 * n % 12:02d}-{1 + 2 * n:02d}" for n in range(12)]


@pytest.mark.parametrize("cutoff", CUTOFFS)
def test_no_forecast_knows_what_came_after_it(tmp_path: Path, cutoff: str) -> None:
    """Without the visits from a day on, forecasts issued before it are the same."""
    years, limit = [2000, 2001, 2003, 2004, 2006, 2007, 2009], from_iso(cutoff)
    before = {
        (each.cycle.id, each.lead): each.forecast.probability
        for each in scored(shamrock(tmp_path, years)).scored
        if each.forecast.case.issued < limit
    }
    assert before
    known = [year for year in years if day(year, 3, 17) < limit]
    cut = {
        (each.cycle.id, each.lead): each.forecast.probability
        for each in scored(shamrock(tmp_path, known)).scored
    }
    assert {key: cut[key] for key in before} == before


def test_gains_are_nats_over_the_baseline(tmp_path: Path) -> None:
    report = scored(shamrock(tmp_path, list(range(2000, 2009))), leads=(0,))
    for each in report.scored:
        ours, theirs = each.forecast.probability, each.forecast.baselines[0]
        hit = each.forecast.outcome
        assert each.gain == pytest.approx(log(ours / theirs if hit else (1 - ours) / (1 - theirs)))
    total = gain("all", report.scored)
    assert total.nats == pytest.approx(sum(each.gain for each in report.scored))
    assert (total.occurrences, total.came_true) == (11, 9)
    assert total.interval is not None
    assert total.interval.low < total.nats < total.interval.high


def test_a_rule_that_never_held_loses(tmp_path: Path) -> None:
    report = scored(shamrock(tmp_path, []), leads=(0,))
    assert gain("all", report.scored).nats < 0


@pytest.mark.parametrize("known, issued", [("17", "17"), ("18", "19"), ("30", "04-18")])
def test_a_visit_to_be_answered_is_forecast_when_it_is_known(
    tmp_path: Path, known: str, issued: str
) -> None:
    path = shamrock(tmp_path, [2006])
    path.write_text(path.read_text().replace("known: 2006-03-18", f"known: 2006-03-{known}"))
    issued = f"2006-{issued}" if "-" in issued else f"2006-03-{issued}"
    text = path.read_text().replace(
        "coverage:",
        "  - {id: answers, title: Answers, pattern: returned, party: IE, within: 12 months,\n"
        "     since: 2000, sources: [paper]}\ncoverage:",
    )
    path.write_text(text, encoding="utf-8")
    assert [
        (each.cycle.id, iso(each.forecast.case.issued), each.lead, each.forecast.outcome)
        for each in scored(path, "answers").scored
    ] == [("answers.v2006", issued, 0, False), ("answers.v2006", issued, 30, False)]


def exchange(tmp_path: Path, *, since: str, every: int) -> Path:
    """The ungated exchange read anew, beside the record of the victory days."""
    text = (RULES / "ungated.yaml").read_text(encoding="utf-8")
    text = text.replace("since: 2005", f"since: {since}").replace("every: 5", f"every: {every}")
    (tmp_path / "exchange.yaml").write_text(
        text.replace("victory-ungated", f"victory-{every}"), encoding="utf-8"
    )
    record = (RULES / "victory.yaml").read_text(encoding="utf-8")
    (tmp_path / "victory.yaml").write_text(record, encoding="utf-8")
    return tmp_path


def test_the_exchange_of_every_fifth_year_is_worse_than_that_of_every_tenth(tmp_path: Path) -> None:
    """The shipped rule counts tens since 2015; fives must answer for 2020, at every lead."""
    worth = {}
    for every in (10, 5):
        report = scored(exchange(tmp_path, since="2015", every=every))
        for lead in report.leads:
            total = gain("all", [each for each in report.scored if each.lead == lead])
            worth[every, lead] = total.nats
            assert (total.came_true, total.occurrences) == (4, 4 if every == 10 else 6)
    assert worth[5, 0] < worth[10, 0] - 0.5
    assert worth[5, 30] < worth[10, 30] - 0.5


def test_ungated_it_is_worse_once_it_is_known_whether_there_is_a_parade() -> None:
    """By 31 December nobody knows, and waiting for the answer costs what it later brings in."""
    report = scored(RULES)
    worth = {
        lead: {
            each.name: each.nats
            for each in gains([s for s in report.scored if s.lead == lead], lambda s: s.cycle.rule)
        }
        for lead in report.leads
    }
    assert worth[30]["victory-ungated"] < worth[30]["victory-gated"] - 1
    assert worth[0]["victory-gated"] < worth[0]["victory-ungated"]
    assert {each.cycle.stated for each in report.scored} == {day(2004, 12, 31)}


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["backtest", *map(str, arguments)])


def test_the_output_says_what_counts() -> None:
    found = run("--rules", RULES, "--as-of", "2026-11-24")
    assert (found.exit_code, found.stderr) == (0, "")
    lines = found.stdout.splitlines()
    assert lines[0] == "2 rules, as known on 2026-11-24"
    named = [line.split()[:3] for line in lines if re.match(r"  victory.* \d+ of", line)]
    assert named[:2] == [["victory-gated", "6", "of"], ["victory-ungated", "6", "of"]]
    assert "20 occurrences came after the rule was stated; only those count." in lines
    assert "20 occurrences of pairs whose record is not declared complete" in found.stdout
    assert "in sample, these helped to choose the rules" in found.stdout


def test_of_two_occurrences_it_says_that_they_are_two(tmp_path: Path) -> None:
    path = shamrock(tmp_path, [2005, 2006], covered=2006)
    found = run("shamrock", "--rules", path, "--to", "2006", "--as-of", "2026-11-24")
    assert "2 occurrences came after the rule was stated; only those count." in found.stdout
    assert "2 of 2" in found.stdout
    assert "[too few years]" in found.stdout


def test_json_csv_and_diagram_have_the_same_forecasts(tmp_path: Path) -> None:
    path = shamrock(tmp_path, list(range(2000, 2009)))
    table, diagram = tmp_path / "forecasts.csv", tmp_path / "reliability.svg"
    asked = ("--rules", path, "--as-of", "2026-11-24", "--lead", "7", "--format", "json")
    found = json.loads(run(*asked, "--forecasts", table, "--reliability", diagram).stdout)
    ahead, week = found["samples"]["after"]
    assert (ahead["issued"], week["issued"]) == ("31 December", "7 days before")
    assert week["by_rule"][0]["name"] == "shamrock"
    assert week["all"]["occurrences"] == 6
    assert found["unknown"][0] == "shamrock.2011"
    head, *rows = table.read_text(encoding="utf-8").splitlines()
    assert head.startswith("task,issued,guest,host,from,to,probability,outcome,baseline,occurrence")
    assert len(rows) == 22
    assert rows[0].startswith("rules,1999-12-31,IE,US,2000-03-08,2000-03-20,0.2")
    assert "Reliability of rule forecasts, 7 days ahead" in diagram.read_text("utf-8")


def test_the_shipped_rules_are_scored_without_any_file() -> None:
    """One of them: a hundred take half a minute."""
    found = run("victory-exchange", "--as-of", "2026-11-24")
    assert found.exit_code == 0
    assert "victory-exchange" in found.stdout


@pytest.mark.parametrize(
    "arguments, code, said",
    [
        (("victory-gatd",), 1, 'no visit pattern is called "victory-gatd"; did you mean'),
        (("moscow-day",), 1, '"moscow-day" is a commemoration'),
        (("--hub", "US"), 2, "--hub goes with --task"),
        (("--task", "year"), 2, "--task and --rules are different things"),
        (("--lead", "0"), 2, "a lead lies between 1 and 3660 days"),
        (("--lead", "soon"), 2, '"soon" is not a whole number'),
    ],
)
def test_what_cannot_be_done_is_said(arguments: tuple[str, ...], code: int, said: str) -> None:
    found = run("-r", RULES, *arguments)
    assert (found.exit_code, found.stdout) == (code, "")
    assert said in found.stderr


def test_a_task_needs_a_hub_and_years() -> None:
    found = run("--task", "year", "visits.csv", "--hub", "FR")
    assert found.exit_code == 2
    assert "--task needs --hub, --from and --to" in found.stderr
