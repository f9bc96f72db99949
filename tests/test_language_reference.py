"""The language reference leaves no form out, and rules may use each of its examples."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import jsonschema
import pytest
import yaml
from click.testing import CliRunner

from calendar_gen.calendars import SYSTEMS
from calendar_gen.calendars.authority_tables import authority_tables
from calendar_gen.cli import main
from calendar_gen.rulebook.forms import EVENTS, OBSERVED, OTHERS, SENTENCES
from calendar_gen.rulebook.schema import schema
from calendar_gen.sentences import DateSentence, nodes
from calendar_gen.sentences.printing import print_sentence
from calendar_gen.sentences.words import WEEKDAYS
from tests.language_reference import language, rule_file, shown

ALL = tuple(form for group in SENTENCES.values() for form in group)
FIELDS = {"on": ALL, "of": EVENTS, "observed": OBSERVED}
PROPERTIES = schema()["$defs"]["commemoration"]["properties"]


def parts(node: nodes.Node) -> Iterator[nodes.Node]:
    """All that a sentence is made of."""
    base, steps = nodes.unfold(node)
    yield base
    yield from steps


def said() -> list[nodes.Node]:
    """All that the examples of `on` are made of."""
    found: list[nodes.Node] = []
    for each in shown(ALL, "on"):
        assert isinstance(each.rule.on, DateSentence)
        found += parts(each.rule.on.node)
    return found


@pytest.mark.parametrize("field", FIELDS)
def test_check_passes_every_example(field: str, tmp_path: Path) -> None:
    file = tmp_path / "forms.yaml"
    file.write_text(rule_file(FIELDS[field], field), encoding="utf-8")
    result = CliRunner().invoke(main, ["check", "--format", "json", str(file)])
    found = json.loads(result.stdout)["problems"]
    assert [each for each in found if each["severity"] == "error"] == []
    assert result.exit_code == 0


def test_every_part_of_the_grammar_has_an_example() -> None:
    known = {type(part) for part in said()}
    grammar = {nodes.DaysFrom, nodes.WeekdayFrom, nodes.RuleDay, nodes.DayList}
    grammar |= {nodes.DaysSince, nodes.EveryDays, *get_args(nodes.Yearly)}
    assert known == grammar == set(get_args(nodes.Node))


def test_every_word_that_changes_a_part_has_an_example() -> None:
    parts_said = said()
    steps = [part for part in parts_said if isinstance(part, nodes.WeekdayFrom)]
    assert {step.relation for step in steps} == set(get_args(nodes.Relation))
    assert any(step.nth > 1 for step in steps)
    days = [part.days > 0 for part in parts_said if isinstance(part, nodes.DaysFrom)]
    assert set(days) == {True, False}
    for kind, differs in (
        (nodes.Easter, lambda part: part.orthodox),
        (nodes.RuleDay, lambda part: part.observed),
        (nodes.SolarTerm, lambda part: part.zone is None),
        (nodes.MonthDay, lambda part: part.leap),
        (nodes.NthWeekday, lambda part: part.nth == -1),
    ):
        found = {differs(part) for part in parts_said if isinstance(part, kind)}
        assert found == {True, False}, kind


def test_every_calendar_has_an_example() -> None:
    systems = {part.system for part in said() if isinstance(part, nodes.MonthDay)}
    assert systems == set(SYSTEMS)
    events = {each.rule.of.calendar for each in shown(EVENTS, "of") if each.rule.of is not None}
    assert {"gregorian", "julian", "hebrew", "roc", "chinese"} <= events


def test_every_example_prints_as_what_reads_the_same() -> None:
    for each in shown(ALL, "on"):
        assert isinstance(each.rule.on, DateSentence)
        assert print_sentence(each.rule.on.node) == each.rule.on.text
        again = each.form._replace(text=each.rule.on.text)
        (read,) = shown((again,), "on")
        assert isinstance(read.rule.on, DateSentence)
        assert read.rule.on.node == each.rule.on.node


def test_each_way_to_observe_a_day_gives_other_days_or_says_it_otherwise() -> None:
    days = {
        each.form.text: [date.earliest for date in each.days[:3]]
        for each in shown(OBSERVED, "observed")
    }
    assert len({tuple(each) for each in days.values()}) >= 7


def test_the_tables_name_every_calendar_and_authority() -> None:
    text = "\n".join(language())
    for key in ("islamic-umalqura", "islamic-civil", "islamic-tbla", "ethiopic", "gregory", "roc"):
        assert f" | {key} | " in text
    for table in authority_tables().values():
        assert table.source in text
    for month in ("Tishri", "Dhuʻl-Hijjah", "Farvardin", "Pagumen", "Fructidor", "Phagun"):
        assert month in text
    assert "| 1799-03-21 | 2422-03-20 | exact, estimate |" in text, "the Persian calendar"


@pytest.mark.parametrize("name", ["on", "of", "observed", *OTHERS])
def test_an_editor_is_offered_examples_that_fit(name: str) -> None:
    field = PROPERTIES[name]
    validator = jsonschema.Draft202012Validator(
        {**field, "$defs": schema()["$defs"]}, format_checker=None
    )
    snippets = [each["body"] for each in field.get("defaultSnippets", ())]
    offered = [*field.get("examples", ()), *snippets]
    assert offered
    for example in offered:
        assert list(validator.iter_errors(example)) == [], example


def test_an_editor_is_offered_every_form() -> None:
    for name, forms in FIELDS.items():
        field = PROPERTIES[name]
        snippets = {each["label"]: each["body"] for each in field.get("defaultSnippets", ())}
        assert sorted([*field.get("examples", ()), *snippets]) == sorted(f.text for f in forms)
        assert all(not isinstance(body, str) for body in snippets.values())
        for label, body in snippets.items():
            assert yaml.load(label, yaml.BaseLoader) == body
        assert all(f"`{form.text}`" in field["description"] for form in forms)
    assert set(WEEKDAYS) <= set(PROPERTIES["observed"]["properties"])


def test_examples_of_further_fields_are_ones_that_rules_may_have(tmp_path: Path) -> None:
    for name, texts in OTHERS.items():
        for text in texts:
            rules = rule_file((SENTENCES["Days of a month"][0],), "on")
            rules = rules.replace("title: Form 0", f"title: Form 0, since: 2000, {name}: {text}")
            file = tmp_path / "forms.yaml"
            file.write_text(rules, encoding="utf-8")
            result = CliRunner().invoke(main, ["check", str(file)])
            assert result.exit_code == 0, (name, text, result.output)
