"""Variants of a rule beside the rule, on the same occurrences, with a verdict in words."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from calendar_gen.cli import main

RULES = Path(__file__).parent / "rules"
PAPER = """\
calendar-gen: 1
sources:
  list: {publisher: A list, title: Visits, published: 1999-01-01}
  paper: {publisher: A paper, title: A custom, published: 1999-06-30}
reciprocal_visits:
%s
coverage:
  - {guest: IE, host: US, from: 1990, to: 2020, source: list}
visits:
%s
"""
RULE = """\
  - {id: %s, title: A custom, pattern: dated, guest: IE, host: US, on: 17 March, window: %s,
     since: 2000, sources: [paper]%s}
"""
AROUND = "9 days before .. 3 days after"
VISIT = """\
  - {id: v%d, guest: IE, host: US, claims: [{date: %d-03-17, status: occurred, source: list,
     known: %d-03-18}]}
"""


def custom(tmp_path: Path, rules: dict[str, tuple[str, str]], years: range) -> Path:
    """Rules of Irish visits on 17 March by id, each with its window and further fields."""
    written = "".join(RULE % (id, window, more) for id, (window, more) in rules.items())
    visits = "".join(VISIT % (year, year, year) for year in years)
    path = tmp_path / "customs.yaml"
    path.write_text(PAPER % (written.rstrip(), visits), encoding="utf-8")
    return path


def backtest(*arguments: str | Path) -> str:
    found = CliRunner().invoke(
        main, ["backtest", "--as-of", "2026-11-24", *map(str, arguments)], catch_exceptions=False
    )
    assert (found.exit_code, found.stderr) == (0, "")
    return found.stdout


def test_the_ungated_exchange_is_worse_than_the_gated_once_the_answer_is_known() -> None:
    """On 31 December nobody knows whether there will be a parade: then the verdict is another."""
    found = backtest("--rules", RULES)
    rows = [re.split(r"  +", line.strip()) for line in found.splitlines()]
    beside = [row for row in rows if row[1:2] == ["victory-ungated"]]
    assert [(row[0], row[2], row[3], row[6], row[7], row[-1]) for row in beside] == [
        ("victory-gated", "31 December", "6 of 10", "10", "+1.02", "better, not surely"),
        ("victory-gated", "30 days before", "6 of 10", "10", "-1.53", "worse"),
    ]
    assert (
        "victory-ungated in place of victory-gated: on 31 December better by 1.02 nats, but the "
        "interval holds 0; 30 days before worse by 1.53 nats. So the verdict depends on how long "
        "before the window it is asked."
    ) in found
    assert "count an occurrence once for each rule that expects it" in found


def test_the_first_one_named_is_the_rule() -> None:
    found = backtest("victory-ungated", "victory-gated", "--rules", RULES)
    assert "victory-gated in place of victory-ungated: on 31 December worse by 1.02 nats" in found


def test_a_gated_rule_alone_is_read_without_its_condition_too() -> None:
    """The copy no longer lends to its class, so that the figures are a little other ones."""
    found = backtest("victory-gated", "--rules", RULES, "--lead", "20")
    told = next(line for line in found.splitlines() if " read as " in line)
    assert told.startswith("  victory-gated read as every 5 years, without its condition: on 31 D")
    assert re.search(r"; 20 days before worse by \d\.\d\d nats", told)


def test_the_shipped_exchange_of_every_tenth_year_is_read_as_every_fifth_too() -> None:
    """It must answer for 2020, of which the shipped rule says no more than the base rate."""
    found = backtest("victory-exchange")
    rows = [re.split(r"  +", line.strip()) for line in found.splitlines()]
    (ahead, later) = (row for row in rows if row[1:2] == ["every 5 years"])
    for row in (ahead, later):
        assert (row[3], row[6], row[-1]) == ("4 of 5", "5", "worse, on too few years")
        assert float(row[7]) < -0.5
    assert "victory-exchange read as every 5 years: on 31 December worse by 0." in found
    assert "nats, on too few years to be sure." in found


def test_what_only_one_of_them_expects_counts_from_the_baseline(tmp_path: Path) -> None:
    """Of every year, and of every second: in odd years the other says what the pair does anyway."""
    rules = {"yearly": (AROUND, ""), "biennial": (AROUND, ", every: 2")}
    path = custom(tmp_path, rules, range(2000, 2021))
    found = json.loads(backtest("yearly", "biennial", "--rules", path, "--format", "json"))
    ahead = found["variants"]["after"][0]
    assert (ahead["rule"], ahead["variant"], ahead["occurrences"]) == ("yearly", "biennial", 21)
    assert (ahead["of_rule"]["occurrences"], ahead["of_variant"]["occurrences"]) == (21, 11)
    lost = ahead["of_variant"]["gain"] - ahead["of_rule"]["gain"]
    assert ahead["difference"] == pytest.approx(lost, abs=1e-3)
    assert (ahead["verdict"], ahead["sure"]) == ("worse", True)
    assert ahead["low"] < ahead["difference"] < ahead["high"] < 0


def test_a_rule_that_says_the_same_is_alike(tmp_path: Path) -> None:
    rules = {"one": (AROUND, ""), "two": (AROUND, "")}
    found = backtest("--rules", custom(tmp_path, rules, range(2000, 2021)))
    assert (
        "two in place of one: on 31 December the two cannot be told apart; 30 days before the two "
        "cannot be told apart.\n"
    ) in found


def test_with_no_start_of_validity_it_learns_from_the_years_before(tmp_path: Path) -> None:
    """Nine years without a visit before 2000 make it expect less; it is scored since 2000 alone."""
    rules = {"yearly": (AROUND, "")}
    path = custom(tmp_path, rules, range(2000, 2021))
    found = json.loads(backtest("--rules", path, "--format", "json"))
    (ahead, _) = found["variants"]["after"]
    assert found["variants"]["before"] == []
    assert ahead["reading"] == {"every": 1, "since_kept": False, "ungated": False}
    assert (ahead["variant"], ahead["occurrences"], ahead["verdict"]) == (None, 21, "worse")
    assert "is compared on those since." in backtest("--rules", path)


def test_windows_that_differ_are_other_questions(tmp_path: Path) -> None:
    rules = {"narrow": ("on the day", ""), "wide": (AROUND, "")}
    found = backtest("--rules", custom(tmp_path, rules, range(2000, 2021)))
    assert (
        "narrow and wide expect the same guest in windows that overlap but differ: they answer "
        "different questions and are not set side by side."
    ) in found
    assert "in place of" not in found


def test_an_occurrence_with_another_outcome_for_each_is_left_out(tmp_path: Path) -> None:
    """The visit of 2004 names one of the rules as the one it was made for."""
    rules = {"one": (AROUND, ""), "two": (AROUND, ", words: [shamrock]")}
    path = custom(tmp_path, rules, range(2000, 2021))
    written = path.read_text(encoding="utf-8")
    told = "v2004, guest: IE, host: US, note: a golf match,"
    path.write_text(written.replace("v2004, guest: IE, host: US,", told), encoding="utf-8")
    found = backtest("--rules", path)
    assert "1 that they expect is left out there: one of the two has no score for it" in found
    ahead = json.loads(backtest("--rules", path, "--format", "json"))["variants"]["after"][0]
    assert (ahead["occurrences"], ahead["left_out"]) == (20, 1)


def test_the_csv_holds_the_same_gains_and_verdicts() -> None:
    asked = ("--rules", RULES, "--format")
    found = json.loads(backtest(*asked, "json"))
    rows = list(csv.DictReader(io.StringIO(backtest(*asked, "csv"))))
    beside = [row for row in rows if row["of"] == "variant"]
    assert [(row["issued"], row["name"], row["variant"], row["verdict"]) for row in beside] == [
        (each["issued"], each["rule"], each["variant"], each["verdict"])
        for each in found["variants"]["after"]
    ]
    for row, each in zip(beside, found["variants"]["after"], strict=True):
        assert float(row["difference"]) == pytest.approx(each["difference"], abs=1e-4)
        assert float(row["difference_low"]) == pytest.approx(each["low"], abs=1e-4)
        assert row["sure"] == str(each["sure"]).lower()
    ahead = next(row for row in rows if (row["of"], row["name"]) == ("rule", "victory-gated"))
    assert (ahead["sample"], ahead["occurrences"], ahead["came_true"]) == ("after", "10", "6")
    assert ahead["verdict"] == ""


def test_without_a_variant_there_is_no_verdict(tmp_path: Path) -> None:
    path = custom(tmp_path, {"yearly": (AROUND, "")}, range(2000, 2021))
    text = path.read_text(encoding="utf-8").replace("since: 2000, ", "")
    path.write_text(text, encoding="utf-8")
    found = backtest("--rules", path)
    assert "Variants" not in found
    assert "told apart" not in found
