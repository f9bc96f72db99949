"""What stands on all days of a digest is told in a line: long windows, and who is in the chair."""

from email import message_from_bytes, policy
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner

from calendar_gen.cli import main
from calendar_gen.edtf import day
from calendar_gen.rendering.digest.throughout import standing
from tests.digest.reading import Page

RULES = """\
calendar-gen: 1
sources:
  s: {publisher: A, title: a, published: 2020-01-01}
coverage: [{from: 2020, to: 2021, source: s}]
reciprocal_visits:
  - {id: yearly, title: Yearly talks, pattern: alternating, parties: [FR, DE],
     first: {cycle: 2020, host: DE}, every: 1 year, sources: [s]}
  - {id: shamrock, title: Shamrock, pattern: dated, guest: IE, host: US, on: 12 May,
     window: 8 days before .. 8 days after, since: 2020, sources: [s]}
  - {id: spring, title: Spring, pattern: dated, guest: IE, host: GB, on: 28 February,
     window: 20 days before .. 20 days after, since: 2020, sources: [s]}
  - {id: chair, title: Presidency of the club, pattern: rotating, hosts: [BE, NL],
     first: {cycle: 2020-07, host: BE}, every: 12 months, guests: [], categories: [presidency],
     sources: [s]}
commemorations:
  - {id: our-day, title: Our day, on: 12 May, host: FR, sources: [s]}
"""


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("rules") / "rules.yaml"
    path.write_text(RULES, encoding="utf-8")
    return path


def run(rules: Path, period: str, form: str, *more: str) -> str:
    asked = ["digest", period, "-r", str(rules), "--as-of", "2026-11-29", "--format", form, *more]
    found = CliRunner().invoke(main, asked)
    assert found.exit_code == 0, found.output
    return found.stdout


def test_a_week_tells_long_windows_in_a_line_and_short_ones_whole(rules: Path) -> None:
    said = run(rules, "2027-W19", "text")
    assert "1 commemoration, 1 visit, " in said
    assert "Also open on all of these days: 1\n" in said
    days = said.partition("Ledger")[0]
    assert days.count("Yearly talks") == days.count("Yearly talks: Germany to France (exp") == 1
    assert "In the chair\n" in said
    assert said.count("Presidency of the club: Belgium, 1 July 2026 to 30 June 2027") == 1
    assert "Kind of visit" in said.partition("Shamrock")[2]


@pytest.mark.parametrize("month", ["2027-01", "2027-07", "2027-12"])
def test_a_month_tells_windows_of_a_year_in_a_line_first_and_last_month_too(
    rules: Path, month: str
) -> None:
    said = run(rules, month, "text")
    assert "Yearly talks" not in said.partition("Also open")[0]
    assert "Also open on all of these days: 1\n" in said


def test_beside_what_has_been_going_on_stands_its_last_day(rules: Path) -> None:
    ends = run(rules, "2027-W20", "html")
    assert '<span class="number">→\u00a020</span><span class="weekday">Thursday</span>' in ends
    begins = run(rules, "2027-05", "html")
    assert '<span class="number">4–20</span>' in begins
    assert '<span class="number">→\u00a020</span>' in run(rules, "2027-W19", "html")
    goes_on = run(rules, "2027-W08", "html")
    assert '<span class="number">→</span><span class="weekday"></span>' in goes_on


def test_the_ledger_of_a_week_leaves_out_pairs_of_such_windows_alone(rules: Path) -> None:
    several = "\n".join(
        f"  - {{id: v-{a.lower()}-{b.lower()}, guest: {a}, host: {b}, claims: ["
        "{date: 2020-02-03, status: occurred, source: s, known: 2020-02-03}]}"
        for a in ("BR", "CN", "IN", "RU", "ZA")
        for b in ("AR", "CL", "MX", "PE")
    )
    many = rules.with_name("many.yaml")
    many.write_text(f"{RULES}visits:\n{several}\n", encoding="utf-8")
    ledger = run(many, "2027-W19", "text").partition("Ledger")[2]
    assert "Ireland and United States" in ledger
    assert "Germany and France" not in ledger
    assert "Pairs without a visit on these days: 22." in ledger


def test_each_has_one_place_on_the_page_and_is_counted_nowhere_else(rules: Path) -> None:
    page = Page(run(rules, "2027-05", "html"))
    ids = page.ids()
    assert [ids.count(id_) for id_ in ("yearly.2027", "chair.2026-07", "our-day.2027")] == [1, 1, 1]
    cards = [e.attributes["id"] for e in page.all("li") if "card" in e.attributes.get("class", "")]
    assert cards == ["shamrock.2027", "our-day.2027"]
    assert page.targets() <= set(ids)
    assert "Presidency" not in page.by_id("part:visits").text


def test_a_week_in_which_a_window_opens_or_closes_tells_of_it(rules: Path) -> None:
    for week in ("2026-W53", "2027-W52"):
        said = run(rules, week, "text")
        assert "Yearly talks" in said.partition("Also open")[0]


def test_such_a_window_that_has_changed_since_the_last_edition_stands_among_the_days() -> None:
    at = {"extent": "window", "earliest": day(2027, 1, 1), "latest": day(2027, 12, 31)}
    window: Any = SimpleNamespace(occurrence=SimpleNamespace(id="talks", is_term=False, **at))
    week: Any = SimpleNamespace(kind="week", first=day(2027, 5, 10), last=day(2027, 5, 16))
    assert standing([window], week, {}, one_page=True) == ([], [window], [])
    assert standing([window], week, {"talks": "+"}, one_page=True) == ([], [], [window])


def test_a_year_has_the_terms_that_begin_in_it_as_cards_and_no_frame_for_them(rules: Path) -> None:
    page = Page(run(rules, "2027", "html"))
    listed = page.by_id("part:throughout").text
    assert "Presidency of the club: Belgium" in listed
    assert "Presidency of the club: Netherlands" in listed
    assert "Also open" not in listed
    cards = [e.attributes["id"] for e in page.all("li") if "card" in e.attributes.get("class", "")]
    assert "chair.2027-07" in cards
    assert "chair.2026-07" not in cards
    assert "Presidency" not in page.by_id("part:visits").text
    assert page.ids().count("chair.2026-07") == page.ids().count("chair.2027-07") == 1


def test_a_diary_has_no_doubt_about_a_term_and_asks_for_no_kind_of_visit(rules: Path) -> None:
    said = run(rules, "2027-07", "diary")
    (line,) = (each for each in said.split("\n  ") if "NETHERLANDS: Presidency" in each)
    assert "to be confirmed" not in line
    assert "Kind" not in line
    assert "In the chair" in said


def test_a_mail_tells_of_both(rules: Path) -> None:
    sent = run(rules, "2027-W19", "email", "--mail-to", "desk@example.org")
    body = message_from_bytes(sent.encode(), policy=policy.default).get_body(("html",))
    assert body is not None
    assert ">In the chair</h2>" in str(body.get_content())
    assert ">Also open on all of these days: 1</h2>" in str(body.get_content())
