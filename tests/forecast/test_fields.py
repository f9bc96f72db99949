"""What the fields of a commemoration do beside its days: titles, notes on ranges, extensions."""

from pathlib import Path
from textwrap import indent

import pytest
from click.testing import CliRunner

from calendar_gen.cli import main
from calendar_gen.edtf import day, from_iso, iso
from calendar_gen.forecasting.projection import occurrences
from calendar_gen.forecasting.ranges import unanswered
from calendar_gen.forecasting.track_record import gating_of
from calendar_gen.occurrences import Occurrence
from calendar_gen.rulebook import load
from calendar_gen.rules import Rulebook

SOURCES = """
sources:
  law: {publisher: A gazette, title: On days, published: 2000-01-01}
  later: {publisher: A gazette, title: On more days, published: 2030-01-01}
"""


def book(tmp_path: Path, *files: str) -> Rulebook:
    for number, text in enumerate(files):
        (tmp_path / f"{number}.yaml").write_text(f"calendar-gen: 1\n{text}", encoding="utf-8")
    found = load([str(tmp_path)])
    assert [str(p) for p in found.problems if p.severity == "error"] == []
    return found


def rule(fields: str, id_: str = "our-day") -> str:
    text = f"id: {id_}\ntitle: {{en: Day}}\nsources: [law]\n{fields}\n"
    return f"{SOURCES}commemorations:\n  -\n{indent(text, '    ')}"


def on(found: Rulebook, first: str, last: str, as_of: str = "2026-01-01") -> list[Occurrence]:
    return occurrences(found, from_iso(first), from_iso(last), from_iso(as_of))


def test_titles_change_after_the_year_of_until(tmp_path: Path) -> None:
    text = rule("on: 1 February\ntitle: [{until: 2010, en: Old}, {en: New}]")
    text = text.replace("    title: {en: Day}\n", "")
    found = on(book(tmp_path, text), "2009-01-01", "2011-12-31")
    assert [o.titles["en"] for o in found] == ["Old", "Old", "New"]


@pytest.mark.parametrize("sentence", ["1 Shawwal", "[2010-09-10, 2011-08-30]"])
def test_until_of_a_title_is_a_gregorian_year_in_every_calendar(
    tmp_path: Path, sentence: str
) -> None:
    text = rule(f"on: {sentence}\ntitle: [{{until: 2010, en: Old}}, {{en: New}}]")
    text = text.replace("    title: {en: Day}\n", "")
    found = on(book(tmp_path, text), "2010-01-01", "2011-12-31")
    assert [o.titles["en"] for o in found] == ["Old", "New"]


def test_the_day_before_new_year_bears_the_title_of_its_own_cycle(tmp_path: Path) -> None:
    text = rule("on: 1 day before 1 January\ntitle: [{until: 2010, en: Old}, {en: New}]")
    text = text.replace("    title: {en: Day}\n", "")
    [found] = on(book(tmp_path, text), "2010-12-31", "2010-12-31")
    assert (found.cycle, found.titles["en"]) == ("2011", "New")


def test_a_gate_without_an_answer_leaves_the_day_provisional(tmp_path: Path) -> None:
    gate = """
gates:
  - id: parade
    question: {en: Is there one?}
    answers:
      - {cycle: 2026, answer: yes, source: law}
      - {cycle: 2027, answer: no, source: law}
      - {cycle: 2028, answer: no, source: later}
"""
    found = on(
        book(tmp_path, rule("on: 9 May\nonly-if: parade") + gate), "2026-01-01", "2028-12-31"
    )
    assert [(o.cycle, o.certainty) for o in found] == [("2026", "exact"), ("2028", "provisional")]


def test_a_gate_that_is_answered_anew_says_what_was_said_last(tmp_path: Path) -> None:
    gate = """
gates:
  - id: parade
    question: {en: Is there one?}
    answers:
      - {cycle: 2026, answer: yes, known: 2025-01-01, source: law}
      - {cycle: 2026, answer: no, known: 2025-06-01, source: law}
"""
    read = book(tmp_path, rule("on: 9 May\nonly-if: parade") + gate)
    days = (day(2026, 1, 1), day(2026, 12, 31))
    for as_of, there, answer in (("2025-05-31", 1, True), ("2025-06-01", 0, False)):
        assert len(list(occurrences(read, *days, from_iso(as_of)))) == there
        gating = gating_of(read.gates["parade"], "2026", from_iso(as_of))
        assert (gating.answer, gating.answers) == (answer, 1)


def test_later_decrees_overrule_earlier_ones(tmp_path: Path) -> None:
    exceptions = """on: 9 May
exceptions:
  - {cycle: 2031, moved-to: 2031-06-02, because: again, sources: [later]}
  - {cycle: 2031, moved-to: 2031-06-01, because: first, sources: [law]}
"""
    found = book(tmp_path, rule(exceptions))
    days = {
        as_of: iso(on(found, "2031-01-01", "2031-12-31", as_of)[0].earliest)
        for as_of in ("1999-12-31", "2029-12-31", "2030-01-01")
    }
    assert days == {
        "1999-12-31": "2031-05-09",
        "2029-12-31": "2031-06-01",
        "2030-01-01": "2031-06-02",
    }


def test_two_rules_may_each_be_shifted_where_the_other_has_its_day(tmp_path: Path) -> None:
    text = f"""{SOURCES}
commemorations:
  - {{id: one, title: {{en: One}}, on: 9 May, observed: {{two: Monday after}}, sources: [law]}}
  - {{id: two, title: {{en: Two}}, on: 9 May, observed: {{one: Tuesday after}}, sources: [law]}}
"""
    found = on(book(tmp_path, text), "2026-01-01", "2026-12-31")
    assert [(o.rule, iso(o.earliest)) for o in found] == [
        ("one", "2026-05-11"),
        ("two", "2026-05-12"),
    ]


def test_a_rule_may_ask_for_a_visit_pattern(tmp_path: Path) -> None:
    text = f"""{SOURCES}
commemorations:
  - {{id: west, title: {{en: W}}, of: 1945-05-09, host: RU, sources: [law]}}
  - {{id: east, title: {{en: E}}, of: 1945-09-03, host: CN, sources: [law]}}
  - {{id: fair, title: {{en: F}}, on: 1 June, only-if: exchange, sources: [law]}}
reciprocal_visits:
  - id: exchange
    title: {{en: X}}
    pattern: paired
    every: 10
    legs:
      - {{guest: CN, host: RU, at: west}}
      - {{guest: RU, host: CN, at: east}}
    sources: [law]
"""
    found = on(book(tmp_path, text), "2026-01-01", "2035-12-31")
    assert [o.id for o in found if o.rule == "fair"] == ["fair.2035"]


@pytest.mark.parametrize(
    "sentence, window, said",
    [
        ("Easter", ("1582-01-01", "1583-12-31"), "1582-01-01 to 1582-12-31"),
        ("day 1 of month 1 Chinese", ("2190-01-01", "2300-12-31"), "to 2300-12-31"),
        ("[2026-04-03]", ("2026-01-01", "2027-12-31"), "2026-04-04 to 2027-12-31"),
    ],
)
def test_days_without_an_answer_are_said(
    tmp_path: Path, sentence: str, window: tuple[str, str], said: str
) -> None:
    first, last = map(from_iso, window)
    notes = unanswered(book(tmp_path, rule(f"on: {sentence}")), first, last)
    assert [note.severity for note in notes] == ["note"] * len(notes)
    assert said in notes[-1].message if sentence != "Easter" else said in notes[0].message
    assert notes[0].hint


def test_nothing_is_said_of_days_on_which_the_rule_is_not_in_force(tmp_path: Path) -> None:
    found = book(tmp_path, rule("on: Easter\nsince: 1600\nuntil: 2000"))
    assert unanswered(found, from_iso("1200-01-01"), from_iso("1300-01-01")) == ()


def test_a_sentence_that_leans_on_another_reaches_as_far(tmp_path: Path) -> None:
    text = rule("on: day 1 of month 1 Chinese", "feast")
    text += "  - {id: eve, title: {en: Eve}, on: 1 day before feast, sources: [law]}\n"
    notes = unanswered(book(tmp_path, text), from_iso("2300-01-01"), from_iso("2300-12-31"))
    assert [note.message.split('"')[1] for note in notes] == ["feast", "eve"]


def shown(tmp_path: Path, text: str, *arguments: str) -> str:
    (tmp_path / "rules.yaml").write_text(f"calendar-gen: 1\n{text}", encoding="utf-8")
    rules = str(tmp_path / "rules.yaml")
    given = [rules if argument == "RULES" else argument for argument in arguments]
    result = CliRunner().invoke(main, given)
    assert result.exit_code == 0, result.stderr
    return result.stdout


FEED = ("forecast", "RULES", "--as-of=2040-01-01", "--from=2150", "--to=2150", "--format=ics")
DIGEST = ("digest", "2150", "-r", "RULES", "--as-of", "2040-01-01", "-o", "-")


def test_an_event_before_the_common_era_reaches_feed_and_digest(tmp_path: Path) -> None:
    text = rule("of: 551 BCE\non: 28 September")
    feed, digest = shown(tmp_path, text, *FEED), shown(tmp_path, text, *DIGEST)
    assert "DTSTART;VALUE=DATE:21500928" in feed
    assert "SUMMARY:Day: 2700th anniversary" in feed
    assert "Remembers 551 BCE." in feed
    assert "2700th anniversary" in digest


def test_a_year_alone_stands_in_the_digest_and_in_no_feed(tmp_path: Path) -> None:
    text = rule("of: 551 BCE")
    assert "2700th" not in shown(tmp_path, text, *FEED)
    digest = shown(tmp_path, text, *DIGEST)
    assert "In the course of the year" in digest
    assert "2700th anniversary" in digest


def test_a_number_from_a_year_in_doubt_is_marked_all_the_way(tmp_path: Path) -> None:
    text = rule('of: "0551~"\non: 28 September')
    text += "  - {id: day-after, title: {en: A}, on: 1 day after our-day, sources: [law]}\n"
    first, second = on(book(tmp_path, text), "2150-09-01", "2150-09-30")
    assert (first.number, first.certainty) == (2150 - 551, "approximate")
    assert second.certainty == "exact"  # the day is not in doubt
    feed = shown(tmp_path, text, *FEED).replace("\r", "").replace("\n ", "")
    assert "Remembers about 551." in feed
    assert "Certainty of the number: approximate." in feed
    assert "STATUS:TENTATIVE" in feed
    assert "approximate" in shown(tmp_path, text, *DIGEST)


@pytest.mark.parametrize(
    "of, days",
    [
        ("1945-05", ("2150-05-01", "2150-05-31")),
        ("May 1945", ("2150-05-01", "2150-05-31")),
        ("1944-02", ("2150-02-01", "2150-02-28")),
        ("1945-21", ("2150-03-01", "2150-05-31")),
        ("1945-24", ("2150-12-01", "2151-02-28")),
        ("1945-05/1945-07", ("2150-05-01", "2150-07-31")),
        ("1945-05/1946-05", ("2150-01-01", "2150-12-31")),
        ("1945/1946", ("2150-01-01", "2150-12-31")),
    ],
)
def test_an_event_known_by_its_months_stands_in_these(
    tmp_path: Path, of: str, days: tuple[str, str]
) -> None:
    found = on(book(tmp_path, rule(f"of: {of}")), "2150-01-01", "2151-12-31")
    [this] = [each for each in found if each.cycle == "2150"]
    assert (iso(this.earliest), iso(this.latest), this.extent) == (*days, "window")
    assert this.number == 2150 - int(edtf_year(of))
    assert "anniversary" not in shown(tmp_path, rule(f"of: {of}"), *FEED)


def edtf_year(of: str) -> str:
    return of[-4:] if of.startswith("May") else of[:4]


def test_an_estimate_is_one_all_the_way_to_feed_and_digest(tmp_path: Path) -> None:
    text = rule("on: 1 Shawwal")
    [found] = on(book(tmp_path, text), "2150-01-01", "2150-12-31")
    assert found.certainty == "estimate"
    feed = shown(tmp_path, text, *FEED).replace("\r", "").replace("\n ", "")
    assert "Certainty of the day: estimate." in feed
    assert "estimate" in shown(tmp_path, text, *DIGEST)


@pytest.mark.parametrize("sentence", ["10 Muharram", "day 1 of month 1 Chinese", "1 Farvardin"])
def test_an_event_before_a_calendar_begins_has_its_number(tmp_path: Path, sentence: str) -> None:
    found = on(book(tmp_path, rule(f"of: 0500-06-01\non: {sentence}")), "2020-01-01", "2020-12-31")
    years = 2020 - 500
    expected = years * 365.2425 / 354.367 if "Muharram" in sentence else years
    assert found[0].number == pytest.approx(expected, abs=1.5)


EXTENSION = """
commemorations:
  - extends: our-day
    title: {fr: Jour}
    marks: [33]
    categories: [desk]
    note: {en: Ours.}
    exceptions:
      - {cycle: 2027, moved-to: 2027-05-12, because: storm, sources: [later]}
    sources: [later]
"""


def test_a_desk_extends_a_rule_without_copying_it(tmp_path: Path) -> None:
    found = book(tmp_path, rule("of: 1994-05-09\nmarks: [30]\ncategories: [wwii]"), EXTENSION)
    [one] = on(found, "2027-01-01", "2027-12-31")
    [moved] = on(found, "2027-01-01", "2027-12-31", "2030-06-01")
    assert one.titles == {"en": "Day", "fr": "Jour"}
    assert (one.mark, one.categories, one.note) == (True, ("desk", "wwii"), {"en": "Ours."})
    assert (iso(one.earliest), iso(moved.earliest)) == ("2027-05-09", "2027-05-12")
    assert one.at.file.endswith("0.yaml")


def test_sources_of_an_extension_do_not_change_when_a_rule_was_stated(tmp_path: Path) -> None:
    text = f"""{SOURCES}
commemorations:
  - {{id: west, title: {{en: W}}, of: 1945-05-09, host: RU, sources: [law]}}
  - {{id: east, title: {{en: E}}, of: 1945-09-03, host: CN, sources: [law]}}
reciprocal_visits:
  - id: exchange
    title: {{en: X}}
    pattern: paired
    every: 10
    legs:
      - {{guest: CN, host: RU, at: west}}
      - {{guest: RU, host: CN, at: east}}
    sources: [law]
visits:
  - id: came
    guest: CN
    host: RU
    claims:
      - {{date: 2025-05, status: announced, source: law}}
"""
    more = """
reciprocal_visits:
  - extends: exchange
    title: {fr: Echange}
    sources: [later]
visits:
  - extends: came
    claims:
      - {date: 2025-05-09, status: occurred, source: later}
"""
    found = book(tmp_path, text, more)
    pattern = found.patterns["exchange"]
    assert (pattern.stated, pattern.sources) == (from_iso("2000-01-01"), ("later", "law"))
    assert pattern.titles[-1].texts == {"en": "X", "fr": "Echange"}
    assert [claim.status for claim in found.visits[0].claims] == ["announced", "occurred"]
