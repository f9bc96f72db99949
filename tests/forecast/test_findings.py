"""What shows only when rules and record are put together: `fulfils` that no pattern expects."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner

from calendar_gen import load
from calendar_gen.cli import main

RULES = """calendar-gen: 1
sources:
  s: {publisher: P, published: 2019-05-06}
commemorations:
  - {id: here, title: H, of: 1945-05-09, sources: [s]}
  - {id: there, title: T, of: 1945-09-03, sources: [s]}
reciprocal_visits:
  - id: exchange
    title: E
    pattern: paired
    every: 10
    legs: [{guest: CN, host: RU, at: here}, {guest: RU, host: CN, at: there}]
    sources: [s]
  - id: exchange-two
    title: E
    pattern: paired
    every: 10
    legs: [{guest: FR, host: RU, at: here}, {guest: RU, host: FR, at: there}]
    sources: [s]
visits:
  - id: a-visit
    guest: CN
    host: RU
    fulfils: exchange-two
    claims: [{date: 2015-05-09, status: occurred, source: s}]
  - id: b-visit
    guest: RU
    host: CN
    fulfils: [exchange.2015.ru-cn, exchange.2016.ru-cn,
              exchange.2015.cn-ru]
    claims: [{date: 2015-09-03, status: occurred, source: s}]
  - id: c-visit
    guest: CN
    host: RU
    fulfils: exchange
    claims: [{status: missed, source: s}]
"""

FINDINGS = """\
f.yaml:24:14: "exchange-two" expects no visit of CN to RU; it expects FR to RU and RU to FR
f.yaml:29:36: "exchange.2016.ru-cn" expects no visit of RU to CN; \
did you mean "exchange.2015.ru-cn"?
f.yaml:30:15: "exchange.2015.cn-ru" expects no visit of RU to CN; it expects CN to RU
f.yaml:36:14: nothing says when "c-visit" was to take place, so nothing can show it; \
give the claim a date, or name the expected occurrence in `fulfils`
"""


EARLY = (
    RULES.partition("\nvisits:")[0]
    + """
visits:
  - id: early
    guest: RU
    host: CN
    fulfils: NAME
    claims: [{date: DAY, status: announced, source: s}]
"""
)


@pytest.mark.parametrize(
    "name, day, occurrence",
    [
        ("exchange.2035.ru-cn", "2034-06-01", "exchange.2035.ru-cn"),
        ("exchange.2035.ru-cn", "2033-09-03", "exchange.2035.ru-cn"),
        ("exchange.2035.ru-cn", "2037-01-01", "exchange.2035.ru-cn"),
        ("exchange.2085.ru-cn", "2034-06-01", "exchange.2085.ru-cn"),
        ("exchange", "2034-06-01", "exchange.2035.ru-cn"),
        ("exchange", "2032-06-01", "exchange.2035.ru-cn"),
        ("exchange", "2028-06-01", "exchange.2025.ru-cn"),
    ],
)
def test_fulfils_decides_however_far_the_visit_lies_from_the_window(
    name: str, day: str, occurrence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And whatever days are asked for: those of the visit alone show it, and no visit beside."""
    monkeypatch.chdir(tmp_path)
    Path("f.yaml").write_text(EARLY.replace("NAME", name).replace("DAY", day), "utf-8")
    checked = CliRunner().invoke(main, ["check", "f.yaml"])
    assert (checked.stdout, checked.exit_code) == ("", 0)
    days = ["--from", f"{day[:4]}-01-01", "--to", f"{day[:4]}-12-31"]
    for asked in (days, ["--from", "2020-01-01", "--to", "2099-12-31"]):
        command = [
            "forecast",
            "f.yaml",
            "--as-of",
            "2026-01-01",
            "--format",
            "csv",
            "--visits-only",
            *asked,
        ]
        found = csv.DictReader(StringIO(CliRunner().invoke(main, command).stdout))
        shown = [(r["id"], r["status"]) for r in found if r["earliest"] == day]
        assert shown == [(occurrence, "announced")]
    explained = CliRunner().invoke(
        main, ["explain", occurrence, "-r", "f.yaml", "--as-of", "2026-01-01"]
    )
    assert "its status is announced" in explained.stdout


@pytest.mark.parametrize("name", ["exchange.2034.ru-cn", "exchange.2035.cn-ru", "exchange.9999999"])
def test_only_a_cycle_that_does_not_exist_is_a_problem(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("f.yaml").write_text(EARLY.replace("NAME", name).replace("DAY", "2034-06-01"), "utf-8")
    checked = CliRunner().invoke(main, ["check", "f.yaml"])
    assert f'f.yaml:24:14: "{name}" expects no visit of RU to CN' in checked.stdout
    assert checked.exit_code == 1


def test_each_name_that_expects_no_such_visit_is_reported_where_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("f.yaml").write_text(RULES, "utf-8")
    result = CliRunner().invoke(main, ["check", "f.yaml"])
    assert result.stdout == FINDINGS
    assert result.exit_code == 1


LEANS = """
  - id: answers
    title: A
    pattern: returned
    between: [FR, DE]
    within: 1 year
    exceptions: [{cycle: never, cancelled: true, because: b, sources: [s]}]
    sources: [s]
  - {id: at-answer, title: A, pattern: dated, guest: DE, host: FR, at: answers, sources: [s]}
visits:
"""

COMMANDS = {
    "forecast": ("forecast", "f.yaml"),
    "build": ("build", "f.yaml", "-o", "out"),
    "digest": ("digest", "2015", "-r", "f.yaml", "-o", "out"),
    "ledger": ("ledger", "-r", "f.yaml"),
    "explain": ("explain", "exchange.2015.ru-cn", "-r", "f.yaml"),
    "backtest": ("backtest", "exchange", "-r", "f.yaml"),
    "diff": ("diff", "--as-of", "2020-01-01", "--as-of", "2021-01-01", "f.yaml"),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_such_an_error_stops_every_command(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second time too, when the rulebook is kept from the first."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "kept"))
    Path("f.yaml").write_text(RULES, "utf-8")
    for _ in range(2):
        result = CliRunner().invoke(main, COMMANDS[name])
        assert (result.exit_code, result.stdout) == (65, "")
        assert result.stderr.startswith(FINDINGS)
        assert not Path("out").exists()


def test_keep_going_leaves_out_what_has_such_an_error_and_what_leans_on_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("f.yaml").write_text(RULES.replace("\nvisits:\n", LEANS), "utf-8")
    window = ("--as-of", "2016-01-01", "--from", "2015", "--to", "2015", "--format", "csv")
    result = CliRunner().invoke(main, ["forecast", "f.yaml", *window, "--keep-going"])
    assert result.exit_code == 0
    exchange = [line for line in result.stdout.splitlines() if line.startswith("exchange.2015.")]
    assert len(exchange) == 2
    assert not any("occurred" in line or "a-visit" in line for line in exchange)
    assert 'f.yaml:25:18: the rule has no cycle "never"' in result.stderr
    assert (
        'f.yaml:27:5: note: "at-answer" is left out: it needs "answers", which has an error'
        in result.stderr
    )


def test_a_library_hears_of_such_an_error_too(tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    path.write_text(RULES.replace("status: missed", "date: 2015, status: missed"), "utf-8")
    book = load([path])
    assert [problem.code for problem in book.problems] == ["fulfils"] * 3
    assert [visit.id for visit in book.visits] == ["c-visit"]
