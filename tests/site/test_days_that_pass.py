"""A day that merely passes changes no event, but for a visit whose own window closes on it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from calendar_gen.cli import main
from calendar_gen.edtf import day, iso
from tests import scenario
from tests.feeds.reading import blocks, values
from tests.site.samples import identities, tree

EVENTFUL = """\
calendar-gen: 1
title: Visits by turns and on set days
sources:
  old: {publisher: Gazette, title: The days, published: 2005-01-01}
  spring: {publisher: Gazette, title: Called off, published: 2026-01-02}
commemorations:
  - {id: alpha, title: {en: Alpha}, of: 1945-05-09, host: RU, sources: [old]}
  - {id: beta, title: {en: Beta}, of: 1945-09-03, host: CN, sources: [old]}
coverage:
  - {guest: IE, host: US, from: 2006-01-01, to: 2031-12-31, source: old}
reciprocal_visits:
  - id: exch
    title: {en: Exchange}
    pattern: paired
    every: 1
    since: 2020
    stated: 2020-01-01
    legs:
      - {guest: CN, host: RU, at: alpha, window: 3 days before .. 1 day after}
      - {guest: RU, host: CN, at: beta, window: 20 days before .. 10 days after}
    sources: [old]
  - id: shamrock
    title: {en: Shamrock}
    pattern: dated
    guest: IE
    host: US
    on: 17 March
    window: 9 days before .. 3 days after
    since: 2006
    sources: [old]
  - id: harvest
    title: {en: Harvest}
    pattern: dated
    guest: IE
    host: US
    on: 17 October
    window: 2 days before .. 2 days after
    since: 2006
    sources: [old]
visits:
  - {id: called-off, guest: CN, host: RU, fulfils: exch, claims: [
     {date: 2026-05-08/2026-05-10, status: cancelled, source: spring}]}
  - {id: promised, guest: IE, host: US, claims: [
     {date: 2026-06-02/2026-06-03, status: announced, source: spring}]}
"""
CHANGES = {
    "2026-03-21": {"shamrock.2026"},  # missed: the record is complete
    "2026-04-02": {"exch.2026.cn-ru", "exch.2026.ru-cn"},  # 90 days after it was called off
    "2026-06-04": {"promised"},
    "2026-09-14": {"exch.2026.ru-cn"},
    "2026-10-20": {"harvest.2026"},
}
"""Events that another day changes, by the first day of the year on which they are other."""


def build(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["build", *map(str, arguments)])


def events(site: Path) -> dict[str, list[list[str]]]:
    """The events of the feed of all by UID without its domain: both edges of a window as one."""
    found: dict[str, list[list[str]]] = {}
    for block in blocks((site / "feeds" / "all.ics").read_bytes()):
        uid = values(block, "UID")[0].partition("@")[0].removesuffix(".closes")
        found.setdefault(uid, []).append(block)
    return found


def test_only_its_own_window_changes_a_visit(tmp_path: Path) -> None:
    rules, site = tmp_path / "rules.yaml", tmp_path / "site"
    rules.write_text(EVENTFUL, encoding="utf-8")
    first = day(2026, 1, 2)
    assert build(rules, "-o", site, "--as-of", iso(first)).exit_code == 0
    before, changed = events(site), {}
    for as_of in sorted({*range(first + 9, first + 364, 9), *map(_number, CHANGES)}):
        checked = build(rules, "-o", site, "--as-of", iso(as_of), "--check")
        assert build(rules, "-o", site, "--as-of", iso(as_of)).exit_code == 0
        now = events(site)
        differ = {uid for uid in {*before, *now} if before.get(uid) != now.get(uid)}
        assert checked.exit_code == bool(differ), (iso(as_of), differ)
        if differ:
            changed[iso(as_of)] = differ
        before = now
    assert changed == CHANGES


@pytest.mark.parametrize(
    "as_of, chances", [("2026-03-10", (20, 20)), ("2026-03-25", (21, 20)), ("2027-01-02", (21, 21))]
)
def test_a_closed_window_counts_at_once_in_a_forecast_and_next_year_in_a_site(
    as_of: str, chances: tuple[int, int], tmp_path: Path
) -> None:
    rules, site = tmp_path / "rules.yaml", tmp_path / "site"
    rules.write_text(EVENTFUL, encoding="utf-8")
    days = ("--as-of", as_of, "--years", "2026..2027")
    assert build(rules, "-o", site, *days).exit_code == 0
    asked = ["forecast", str(rules), "--as-of", as_of, "--from", "2027", "--to", "2027"]
    told = CliRunner().invoke(main, [*asked, "--format", "json"]).stdout
    assert (_chances(told), _chances((site / "data" / "occurrences.json").read_text())) == chances


def _chances(text: str) -> int:
    found = {each["id"]: each for each in json.loads(text)["occurrences"]}
    return int(found["shamrock.2027"]["likelihood"]["chances"])


RARE = """\
calendar-gen: 1
sources:
  old: {publisher: Gazette, title: The days, published: 2005-01-01}
coverage:
  - {guest: IE, host: US, from: 2000-01-01, to: 2031-12-31, source: old}
reciprocal_visits:
"""
EVERY = "  - {id: every-%d, title: {en: Rare}, pattern: dated, guest: IE, host: US, on: 17 March, "
EVERY += "since: %d, every: %d, window: 9 days before .. 3 days after, sources: [old]}\n"


def test_a_new_year_changes_events_of_another_likelihood_but_not_for_its_bounds(
    tmp_path: Path,
) -> None:
    rules, site = tmp_path / "rules.yaml", tmp_path / "site"
    rules.write_text(RARE + "".join(EVERY % (n, 2027 - 3 * n, n) for n in range(3, 8)), "utf-8")
    found = []
    for as_of in ("2026-12-31", "2027-01-01"):
        days = ("--as-of", as_of, "--years", "2027..2040")
        assert build(rules, "-o", site, *days).exit_code == 0
        plain = json.loads((site / "data" / "occurrences.json").read_text(encoding="utf-8"))
        bases = {each["id"]: each["likelihood"]["basis"] for each in plain["occurrences"]}
        found.append((bases, events(site)))
    (before, old), (after, new) = found
    assert all(before[uid] != after[uid] for uid in old)  # by their intervals
    likelier = {uid for uid in old if _summary(old[uid]) != _summary(new[uid])}
    assert _summary(old["every-6.2027"]).endswith(", 6 %)")
    assert _summary(new["every-6.2027"]).endswith(", 7 %)")
    assert {uid for uid in old if old[uid] != new[uid]} == likelier < set(old)


def _summary(edges: list[list[str]]) -> str:
    return values(edges[0], "SUMMARY")[0]


@pytest.mark.parametrize("command", ["forecast", "build"])
def test_help_says_when_a_closed_window_counts(command: str) -> None:
    told = " ".join(CliRunner().invoke(main, [command, "--help"]).stdout.split())
    assert "from the next 1 January on" in told
    assert "from the next day on" in told


def _number(text: str) -> int:
    year, month, of_month = map(int, text.split("-"))
    return day(year, month, of_month)


def test_a_quiet_night_touches_no_feed(tmp_path: Path) -> None:
    rules, site = tmp_path / "rules.yaml", tmp_path / "site"
    rules.write_text(EVENTFUL, encoding="utf-8")
    found = []
    for as_of in ("2026-04-10", "2026-04-11"):
        days = ("--as-of", as_of, "--lang", "en,ru", "--compress", "gzip")
        assert build(rules, "-o", site, *days).exit_code == 0
        found.append((tree(site), identities(site)))
    (before, old), (after, new) = found
    feeds = {path for path in before if path.removesuffix(".gz").endswith(".ics")}
    assert {path for path in after if path.removesuffix(".gz").endswith(".ics")} == feeds
    assert feeds >= {"feeds/all.ics", "ru/feeds/cn-ru.ics.gz"}
    assert [path for path in feeds if (before[path], old[path]) != (after[path], new[path])] == []
    assert before["index.html"] != after["index.html"]  # it names the day


@pytest.mark.parametrize("later", ["2026-12-02", "2026-12-30"])
def test_the_first_scenario_stands_still(later: str, tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert build(scenario.RULES, "-o", site, "--as-of", "2026-11-29").exit_code == 0
    checked = build(scenario.RULES, "-o", site, "--as-of", later, "--check")
    assert (checked.exit_code, checked.stderr) == (0, "")
