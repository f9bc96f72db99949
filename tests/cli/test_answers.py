"""What the command line answers: exit codes, sentences, and nothing half done."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from calendar_gen.cli import COMMANDS, main
from tests import scenario

RULES = str(scenario.RULES)


def run(*arguments: str) -> Result:
    return CliRunner(env={"COLUMNS": "200"}).invoke(main, arguments)


@pytest.mark.parametrize(
    "arguments,said",
    [
        (("forcast",), 'no command "forcast"; did you mean "forecast"?'),
        (("forecast", RULES, "--to", "2020", "--from", "2021"), "--to lies before --from"),
        (("forecast", RULES, "--to", "2030", "--days", "3"), "say the same thing"),
        (("forecast", RULES, "--days", "3000000"), "at most 500 years"),
        (("forecast", RULES, "--days", "9" * 30), "at most 500 years"),
        (("forecast", RULES, "--from", "soon"), 'no day can be read from "soon"'),
        (("forecast", RULES, "--from", "2025-02-30"), "February 2025 has 28 days"),
        (("forecast", RULES, "--pair", "RU"), "write two parties"),
        (
            ("forecast", RULES, "--marks", "abc"),
            '"abc" is not a whole number; write numbers such as 70,80, or "round" alone',
        ),
        (("forecast", RULES, "--lead", "abc"), "write a list such as 30,7,1"),
        (("forecast", RULES, "--from", "44"), "a year has four digits"),
        (("forecast", RULES, "--from", "0 BCE"), "it is not written in digits"),
        (("forecast", RULES, "--from", "monday"), '"44 BCE", today or "in 3 weeks"'),
        (("forecast", RULES, "--from", "9.5.2025"), 'did you mean "2025-05-09"?'),
        (("forecast", RULES, "--from", "x" * 99), f'no day can be read from "{"x" * 39}…" ('),
        (("forecast", RULES, "--format", "x" * 99), f"'{'x' * 39}…' is not one of"),
        (("forecast", RULES, "--" + "x" * 99), f"No such option '--{'x' * 37}…'."),
        (("x" * 99,), f'no command "{"x" * 39}…"'),
        (("forecast", RULES, "--min-likelihood", "200%"), "is not a likelihood"),
        (("forecast", RULES, "--lang", "tlh"), '"tlh" is not spoken'),
        (("forecast", RULES, "--rule", "victory-day-moscw"), 'mean "victory-day-moscow"?'),
        (("forecast", RULES, "--category", "wwi2"), 'did you mean "wwii"?'),
        (("forecast", RULES, "--country", "XX"), '"XX" is no party'),
        (("forecast", RULES, "--format", "ics", "--domain", "a b"), "is not a domain"),
        (("ledger", "RU", "CN", "US"), "of one party or of two"),
        (("ledger", "RU", "ru"), "two different parties"),
        (("build", RULES, "-o", "site", "--years", "1..9999"), "at most 200 years"),
        (("build", RULES, "-o", "site", "--years", "2030..2020"), "ends before it begins"),
    ],
    ids=lambda value: " ".join(value)[:60].replace(RULES, "rules") if value else "",
)
def test_a_wrong_option_is_a_sentence_and_2(arguments: tuple[str, ...], said: str) -> None:
    result = run(*arguments, *(("-r", RULES) if arguments[0] == "ledger" else ()))
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""


def test_missing_input_is_66() -> None:
    result = run("forecast", "nowhere/")
    assert (result.exit_code, result.stdout) == (66, "")
    assert 'there is no file or folder "nowhere/"' in result.stderr


OTHER_YEARS = """calendar-gen: 1
sources: {law: {publisher: A gazette, published: 1950-01-01}}
commemorations:
  - {id: independence, title: I, on: 5 Iyar, sources: [law]}
reciprocal_visits:
  - {id: presidency, title: P, pattern: rotating, hosts: [FR, DE], guests: [], every: 6 months,
     first: {cycle: 2026-01, host: FR}, sources: [law]}
"""


def test_explain_names_the_cycles_of_a_gregorian_year_and_says_what_a_term_is(
    tmp_path: Path,
) -> None:
    rules = tmp_path / "rules.yaml"
    rules.write_text(OTHER_YEARS, encoding="utf-8")
    other = run("explain", "independence", "2028", "-r", str(rules))
    assert (other.exit_code, other.stdout) == (1, "")
    assert "no occurrence 2028; in the Gregorian year it has 5788-hebrew" in other.stderr
    assert run("explain", "independence", "5788", "-r", str(rules)).exit_code == 0
    term = run("explain", "presidency", "2026-07", "-r", str(rules), "--as-of", "2026-11-24")
    assert "It is a term, and lasts from 1 July to 31 December 2026" in term.stdout
    assert "No claim about this term" in term.stdout


def test_what_does_not_exist_is_2_with_the_nearest_name() -> None:
    result = run("explain", "victory-exchang", "-r", RULES)
    assert (result.exit_code, result.stdout) == (2, "")
    assert 'did you mean "victory-exchange"?' in result.stderr


@pytest.mark.parametrize("command", [("forecast", RULES), ("digest", "2035", "-r", RULES)])
def test_a_full_disk_is_a_sentence_and_73(command: tuple[str, ...]) -> None:
    with open("/dev/full", "w") as full:  # noqa: PTH123 - a device
        done = subprocess.run(
            [sys.executable, "-m", "calendar_gen", *command, "--as-of", "2026-11-24"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 73
    assert done.stderr == "Error: the output cannot be written: No space left on device\n"


def test_a_closed_output_is_no_traceback() -> None:
    done = subprocess.run(
        ["sh", "-c", f'"{sys.executable}" -m calendar_gen forecast "{RULES}" --days 9 >&-'],
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr


def test_days_are_read_as_people_write_them() -> None:
    texts = {
        run("forecast", RULES, "--today", "2026-11-24", "--from", day, "--to", "2026-12-31").stdout
        for day in ("2026-11-25", "tomorrow", "in 1 day")
    }
    assert len(texts) == 1
    assert "Pearl Harbor" in texts.pop()


def test_filters_combine_by_and_and_their_values_by_or() -> None:
    asked = ("--as-of", "2025-05-06", "--from", "2025", "--to", "2025", "--format", "csv")
    both = run("forecast", RULES, *asked, "--country", "ru,cn", "--marks", "80").stdout
    pair = run("forecast", RULES, *asked, "--pair", "ru,cn").stdout
    ids = [line.split(",")[0] for line in both.splitlines()[1:]]
    assert {"victory-day-moscow.2025", "victory-day-beijing.2025"} <= set(ids)
    assert all(",80," in line for line in both.splitlines()[1:])
    assert [line.split(",")[0] for line in pair.splitlines()[1:]] == [
        "victory-exchange.2025.cn-ru",
        "victory-exchange.2025.ru-cn",
    ]


def test_lead_asks_what_begins_in_so_many_days() -> None:
    asked = ("--as-of", "2025-04-09", "--lead", "30,7,1", "--category", "wwii", "--format", "csv")
    result = run("forecast", RULES, *asked)
    assert [line.split(",")[0] for line in result.stdout.splitlines()[1:]] == [
        "victory-day-moscow.2025"
    ]


def test_a_bad_rule_can_be_left_out(tmp_path: Path) -> None:
    rules = tmp_path / "rules.yaml"
    rules.write_text(
        "calendar-gen: 1\n"
        "sources: {s: {publisher: A, published: 2020}}\n"
        "commemorations:\n"
        "  - {id: good-day, title: {en: Good}, on: 9 May, sources: [s]}\n"
        "  - {id: bad-day, title: {en: Bad}, on: 30 February, sources: [s]}\n",
        encoding="utf-8",
    )
    asked = ("--as-of", "2026-01-01", "--to", "2026-12-31", "--format", "csv")
    stopped = run("forecast", str(rules), *asked)
    assert (stopped.exit_code, stopped.stdout) == (65, "")
    going = run("forecast", str(rules), *asked, "--keep-going")
    assert going.exit_code == 0
    assert [line.split(",")[0] for line in going.stdout.splitlines()[1:]] == ["good-day.2026"]
    assert f"{rules}:5:41: February has at most 29 days" in going.stderr


@pytest.mark.parametrize("name", COMMANDS)
def test_help_has_examples(name: str) -> None:
    assert "calendar-gen " in run(name, "--help").stdout.partition("Examples:")[2]


@pytest.mark.parametrize(
    "as_of, said",
    [
        ("2012-05-06", "No such event is known."),
        (
            "2023-01-01",
            "The last one known was on 7 May 2012 (Putin); its term ended on 7 May 2013.",
        ),
    ],
)
def test_a_first_trip_without_an_event_is_explained(as_of: str, said: str) -> None:
    rules = str(Path(__file__).parent.parent / "forecast" / "cases" / "first.yaml")
    result = run("explain", "first-to-china", "-r", rules, "--as-of", as_of)
    assert result.exit_code == 0
    text = " ".join(result.stdout.split())
    assert 'Nothing is expected by "first-to-china"' in text
    assert "It waits for somebody of Russia to take office as head of state." in text
    assert said in text


@pytest.mark.parametrize(
    "year, days",
    [
        ("44 BCE", "1 January 44 BCE to 31 December 44 BCE"),
        ("44 bc", "1 January 44 BCE to 31 December 44 BCE"),
        ("AD 800", "1 January 800 to 31 December 800"),
        ("800 CE", "1 January 800 to 31 December 800"),
    ],
)
def test_years_of_an_era_are_understood(year: str, days: str) -> None:
    rules = f"{RULES}/second-world-war"
    result = run("forecast", rules, "--as-of", "2026-11-24", "--from", year, "--to", year)
    assert result.exit_code == 0
    assert result.stdout.startswith(f"Nothing from {days}, as known")


def test_as_of_shows_how_a_day_is_written() -> None:
    help_ = " ".join(run("forecast", "--help").stdout.split())
    assert "the end of a day, month or year, as in 2025-05-06" in help_
