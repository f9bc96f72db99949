"""The whole library of shipped rules, through the commands: clean, and of use in every year."""

import json
from collections import Counter
from datetime import date
from pathlib import Path

from click.testing import CliRunner

import calendar_gen
from calendar_gen.assets import rules_dir
from calendar_gen.cli import main
from calendar_gen.edtf import civil

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def run(*arguments: str | Path) -> str:
    result = CliRunner().invoke(main, [*map(str, arguments)])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_nothing_is_wrong_with_it_and_nothing_lacks_a_source() -> None:
    found = json.loads(run("check", "--strict", "--format", "json"))["problems"]
    assert [each for each in found if each["severity"] != "note"] == []


def test_a_year_is_built_of_it(tmp_path: Path) -> None:
    site = tmp_path / "site"
    run("build", "-o", site, "--as-of", "2026-11-29", "--years", "2027..2027", "--lang", "en")
    assert (site / "digests" / "2027.html").is_file()
    assert (site / "feeds" / "all.ics").stat().st_size < 1_000_000


def test_two_years_of_it_hold_nothing_twice_and_no_wrong_number() -> None:
    book = calendar_gen.load([rules_dir()])
    found = calendar_gen.forecast(book, date(2027, 1, 1), date(2028, 12, 31), date(2026, 11, 29))
    assert {o.rule for o in found} >= {"victory-day-moscow", "national-day-fr", "eid-al-fitr"}
    told = Counter((o.titles["en"], o.host, o.guest, o.earliest, o.cycle) for o in found)
    assert [each for each, times in told.items() if times > 1] == []
    names = Counter(
        (o.earliest, language, title)
        for o in found
        if o.guest is None
        for language, title in o.titles.items()
    )
    assert [each for each, times in names.items() if times > 1] == [], "one name for two"
    for each in found:
        rule = book.commemorations.get(each.rule)
        if rule is None or rule.of is None or each.number is None or each.calendar == "islamic":
            continue
        cycle = each.cycle.split("-")[0]  # a listed day begins with its year
        year = int(cycle) if each.calendar == "gregorian" else civil(each.earliest)[0]
        began = rule.of.year if rule.of.calendar == "gregorian" else civil(rule.of.earliest)[0]
        assert year - began == each.number > 0, each.id


def test_every_source_says_who_what_and_where() -> None:
    sources = calendar_gen.load([rules_dir()]).sources.values()
    assert [each.id for each in sources if not (each.publisher and each.title)] == []
    nowhere = {each.id for each in sources if each.url is None}
    assert nowhere <= {"tass-2023-04-04"}, "an address that nobody has found"


def test_no_place_lies_in_two_countries() -> None:
    """A place is told with the host, as "Woomera, Japan": one that is elsewhere is left out."""
    countries: dict[str, set[str]] = {}
    for rule in calendar_gen.load([rules_dir()]).commemorations.values():
        if rule.place and rule.host and rule.host[:2].isupper():
            countries.setdefault(rule.place, set()).add(rule.host[:2])
    assert len(countries) > 300
    assert {place: hosts for place, hosts in countries.items() if len(hosts) > 1} == {}
    assert not {"Baikonur", "Woomera", "Hammaguir"} & set(countries)


def test_what_is_numbered_is_kept_on_the_day_of_the_event() -> None:
    """A day of 2018 whose resolution of December 2017 was its event was ten years old in 2027.

    The states here keep the day of another event, and count from this one.
    """
    elsewhere = set()
    for id, rule in calendar_gen.load([rules_dir()]).commemorations.items():
        event = str(rule.of.text if rule.of else "")
        words = (rule.on.text if rule.on else "").split()
        if len(event) == 10 and len(words) == 2 and words[1] in MONTHS:
            day = (MONTHS.index(words[1]) + 1, int(words[0]))
            if day != (int(event[5:7]), int(event[8:])):
                elsewhere.add(id)
    states = ("bn", "cy", "np", "tm", "ws")
    assert elsewhere == {f"national-day-{state}" for state in states}
