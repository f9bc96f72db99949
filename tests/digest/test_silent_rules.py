"""Rules that were asked and have no answer are named, so that silence is not taken for "no"."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from calendar_gen.cli import main
from calendar_gen.entries.phrases import phrases

RULES = """\
calendar-gen: 1
commemorations:
  - {id: victory, title: {en: Victory Day}, of: 1945-05-09, host: RU}
  - {id: five-years, title: {en: Five years}, of: 1945-06, every: 5, host: CN, categories: [peace]}
  - {id: ended, title: {en: Ended}, on: 7 July, until: 2020, host: RU}
  - {id: moon, title: {en: Moon}, on: Vesak Thailand, host: TH, categories: [feast]}
"""


@pytest.fixture
def rules(tmp_path: Path) -> str:
    (tmp_path / "rules.yaml").write_text(RULES, encoding="utf-8")
    return str(tmp_path / "rules.yaml")


def run(rules: str, *arguments: str) -> str:
    done = CliRunner().invoke(
        main, ["digest", "-r", rules, "--as-of", "2026-11-29", *arguments], catch_exceptions=False
    )
    assert done.exit_code == 0, done.output
    return done.stdout


def named(text: str) -> list[str]:
    """The ids under the heading."""
    part = text.split("Rules without an answer\n")[1].split("\n\n")[0] if "Rules w" in text else ""
    return re.findall(r"\(([\w-]+)\)", part)


def test_a_rule_in_force_that_gives_nothing_is_named_with_its_place(rules: str) -> None:
    text = run(rules, "2027", "--format", "text")
    assert named(text) == ["five-years"]
    assert "- Five years (five-years), rules.yaml:4, gives nothing in this year" in text
    assert named(run(rules, "2025", "--format", "text")) == []


def test_what_a_rule_does_not_know_is_told(rules: str) -> None:
    text = run(rules, "2051", "--format", "text")
    assert "moon" in named(text)
    assert "(moon), rules.yaml:6, says nothing of 1 January to 31 December 2051" in " ".join(
        text.split()
    )
    assert named(run(rules, "2051-05", "--format", "text")) == ["moon"]


def test_a_month_does_not_name_nearly_all_rules(rules: str) -> None:
    assert named(run(rules, "2027-03", "--format", "text")) == []


def test_only_rules_that_were_asked_for_are_named(rules: str) -> None:
    assert named(run(rules, "2027", "--format", "text", "--country", "CN")) == ["five-years"]
    assert named(run(rules, "2027", "--format", "text", "--country", "RU")) == []
    assert named(run(rules, "2027", "--format", "text", "--category", "feast")) == []
    assert named(run(rules, "2027", "--format", "text", "--category", "peace")) == ["five-years"]


@pytest.mark.parametrize("language", ["en", "ru", "zh", "fr", "es", "ar"])
def test_the_page_names_them_in_its_language(rules: str, language: str) -> None:
    written = run(rules, "2027", "--lang", language)
    part = written.split('<ul class="silent"')[1].split("</ul>")[0]
    assert '<bdi lang="en" dir="ltr">Five years</bdi>' in part
    assert ">rules.yaml:4<" in part
    assert phrases(language).say("gives nothing in this year") in part
    assert phrases(language).say("Rules without an answer") in written
    assert (language == "en") == ("gives nothing" in part)
