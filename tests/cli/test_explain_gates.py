"""What `explain` says of visits that depend on a gate."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from calendar_gen.cli import main

RULES = """\
calendar-gen: 1
sources:
  paper: {publisher: Town paper, title: Rule, published: 2000-01-01}
  yes: {publisher: Herald, title: They march, published: 2010-06-01}
  no: {publisher: Courier, title: Nobody marches, published: 2020-06-05}
commemorations:
  - {id: north-day, title: {en: Northern day}, of: 1950-06-10, sources: [paper]}
  - {id: south-day, title: {en: Southern day}, of: 1950-09-01, sources: [paper]}
gates:
  - id: parade
    question: {en: "Is there a parade with guests?"}
    answers:
      - {cycle: 2010, answer: yes, source: yes}
      - {cycle: 2020, answer: no, source: no}
reciprocal_visits:
  - id: exchange
    title: {en: Exchange}
    pattern: paired
    every: 5
    since: 2010
    legs:
      - {guest: SE, host: "NO", at: north-day, only-if: parade}
      - {guest: "NO", host: SE, at: south-day}
    sources: [paper]
coverage:
  - {guest: SE, from: 2000-01-01, to: 2024-01-01}
"""


@pytest.fixture
def rules(tmp_path: Path) -> str:
    path = tmp_path / "rules.yaml"
    path.write_text(RULES, encoding="utf-8")
    return str(path)


def explain(rules: str, *arguments: str) -> str:
    result = CliRunner().invoke(main, ["explain", *arguments, "-r", rules])
    assert result.exit_code == 0, result.output
    return " ".join(result.stdout.split())


def test_a_gate_that_says_no_is_named_with_its_source_and_day(rules: str) -> None:
    said = explain(rules, "exchange.2020.se-no", "--as-of", "2020-06-05")
    assert "Exchange (exchange.2020.se-no) would be Wednesday, 10 June 2020." in said
    assert "it is not expected" in said
    assert (
        '"Is there a parade with guests?" is answered no for 2020 by Courier, 5 June 2020, '
        "public from 5 June 2020." in said
    )
    assert "likelihood is 0" in said
    assert 'Courier, "Nobody marches", 5 June 2020 [no]' in said


def test_before_its_answer_is_public_the_gate_is_open(rules: str) -> None:
    said = explain(rules, "exchange.2020.se-no", "--as-of", "2020-06-04")
    assert '"Is there a parade with guests?" is open' in said
    assert "answered no" not in said


def test_the_leg_without_the_gate_is_explained_beside_it(rules: str) -> None:
    said = explain(rules, "exchange", "2020", "--as-of", "2020-06-05")
    assert "exchange.2020.se-no) would be" in said
    assert "Exchange: Norway to Sweden" in said


def test_the_gate_is_named_where_a_cycle_is_no_chance_because_of_it(rules: str) -> None:
    said = explain(rules, "exchange.2025.se-no", "--as-of", "2024-06-05")
    assert "2010, anniversary number 60: missed; it counts as a chance" in said
    assert (
        "2015, anniversary number 65: missed; it is no chance, since "
        '"Is there a parade with guests?" has no answer for it.' in said
    )
    assert (
        "2020, anniversary number 70: missed; it is no chance, since "
        '"Is there a parade with guests?" was answered no.' in said
    )


def test_a_wider_reading_has_no_condition_and_counts_what_it_lists(rules: str) -> None:
    said = explain(rules, "exchange.2030.se-no", "--as-of", "2024-01-01")
    assert (
        "Read as every 5th anniversary, and without its condition, it would have to answer for "
        "more: 2010 missed; 2015 missed; 2020 missed (0 of 3)." in said
    ), "the gate answers for 2010 and 2020 only, so the rule itself counts one"
    assert (
        "with no start of validity, and without its condition, it would have to answer for more: "
        "2000 missed; 2005 missed; 2010 missed; 2015 missed; 2020 missed (0 of 5)." in said
    )
    ungated = explain(rules, "exchange.2030.no-se", "--as-of", "2024-01-01")
    assert "condition" not in ungated
    assert (
        "with no start of validity, it would have to answer for more: 2000 not recorded; 2005 not "
        "recorded; 2010 not recorded;" in ungated
    )
