"""Feasts that begin at sunset say so in every output, and no other day does."""

import json

import pytest
from click.testing import CliRunner

from calendar_gen.cli import main

RULES = """calendar-gen: 1
sources: {s: {publisher: P, title: T, published: 2020-01-01}}
commemorations:
  - {id: fast-ends, title: {en: Eid}, on: 1 Shawwal, sources: [s]}
  - {id: fast-tabular, title: {en: Eid}, on: 1 Shawwal tabular, sources: [s]}
  - {id: fast-civil, title: {en: Eid}, on: 1 Shawwal civil, sources: [s]}
  - {id: lights, title: {en: H}, on: 25 Kislev, lasts: 8 days, note: {en: Candles}, sources: [s]}
  - {id: new-year, title: {en: R}, on: 1 Tishri, note: {en: "Horns!", zh: 吹角}, sources: [s]}
  - {id: last-light, title: {en: L}, on: 7 days after lights, sources: [s]}
  - {id: memorial, title: {en: Y}, of: 5 Iyar 5708, custom: yahrzeit, sources: [s]}
  - {id: shoah, title: {en: S}, on: 27 Nisan, observed: {Tuesday: 1 day after}, sources: [s]}
  - {id: quds, title: {en: Q}, on: Friday before 1 Shawwal, sources: [s]}
  - {id: first-friday, title: {en: Q}, on: 1st Friday of Ramadan, sources: [s]}
  - {id: new-moon, title: {en: C}, on: day 1 of month 1 Chinese, sources: [s]}
  - {id: victory, title: {en: V}, on: 9 May, note: {en: Kept}, sources: [s]}
  - id: decreed
    title: {en: D}
    on: 10 Dhu al-Hijjah
    exceptions:
      - {cycle: 1448 AH, moved-to: 2027-05-19, because: a decree, sources: [s]}
      - {cycle: 1449 AH, cancelled: true, because: a plague, sources: [s]}
      - {extra: 2027-08-01, because: a visit, sources: [s]}
    sources: [s]
"""
BEGINS = "Begins at sunset on the evening before ({})."
NOTES = {
    "fast-ends.1448-islamic": BEGINS.format("8 March 2027"),
    "fast-tabular.1448-islamic": BEGINS.format("8 March 2027"),
    "fast-civil.1448-islamic": BEGINS.format("9 March 2027"),
    "lights.5788-hebrew": f"Candles. {BEGINS.format('24 December 2027')}",
    "new-year.5788-hebrew": f"Horns! {BEGINS.format('1 October 2027')}",
    "last-light.5788-hebrew": BEGINS.format("31 December 2027"),
    "memorial.5787-hebrew": BEGINS.format("11 May 2027"),
    "shoah.5787-hebrew": BEGINS.format("4 May 2027"),
    "quds.1448-islamic": None,
    "first-friday.1448-islamic": None,
    "new-moon.2027-chinese": None,
    "victory.2027": "Kept",
    "decreed.1448-islamic": None,
    "decreed.2027-08-01": None,
    "decreed.1449-islamic": None,
}
IN_LANGUAGES = {
    "ru": "Начинается накануне с заходом солнца (8 марта 2027 г.).",
    "zh": "自前一日（2027年3月8日）日落时开始。",
    "fr": "Commence la veille au coucher du soleil (8 mars 2027).",
    "es": "Comienza la víspera, al ponerse el sol (8 de marzo de 2027).",
    "ar": "يبدأ عند غروب الشمس في مساء اليوم السابق (8 مارس 2027).",
}


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> str:
    file = tmp_path_factory.mktemp("rules") / "rules.yaml"
    file.write_text(RULES, encoding="utf-8")
    return str(file)


def run(*arguments: str) -> str:
    result = CliRunner().invoke(main, [*arguments, "--as-of", "2026-12-31"])
    assert result.exit_code == 0, result.output
    return result.stdout


def notes(rules: str, language: str = "en") -> dict[str, str | None]:
    text = run("forecast", rules, "--from", "2027-01-01", "--to", "2028-06-01", "--format", "json",
               "--lang", language)  # fmt: skip
    return {each["id"]: each["note"] for each in json.loads(text)["occurrences"]}


def test_notes_say_it_of_dates_in_calendars_whose_days_begin_at_sunset(rules: str) -> None:
    found = notes(rules)
    assert {id: found[id] for id in NOTES} == NOTES


@pytest.mark.parametrize("language", IN_LANGUAGES)
def test_every_language_has_its_words(rules: str, language: str) -> None:
    assert notes(rules, language)["fast-ends.1448-islamic"] == IN_LANGUAGES[language]


def test_a_note_without_a_stop_gets_that_of_its_own_script(rules: str) -> None:
    found = notes(rules, "zh")
    assert found["new-year.5788-hebrew"] == "吹角。自前一日（2027年10月1日）日落时开始。"
    assert (found["lights.5788-hebrew"] or "").startswith("Candles.")


def test_feed_digest_and_explanation_say_it_too(rules: str) -> None:
    period = ("--from", "2027-03-01", "--to", "2027-03-31")
    feed = run("forecast", rules, *period, "--format", "ics").replace("\n ", "")
    assert feed.count(BEGINS.format("8 March 2027")) == 2
    assert BEGINS.format("8 March 2027") in run("digest", "2027", "-r", rules, "-o", "-")
    for id, told in NOTES.items():
        said = " ".join(run("explain", id, "-r", rules).split())
        assert ("Begins at sunset" in said) is ("Begins" in (told or "")), id
