"""Lists of visits on the command line: beside the rules, instead of them, and bad ones."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from calendar_gen.cli import main

HEAD = "date_start,date_end,visitor_country,visitor_name,visitor_office,host_country,source\n"
ROWS = """\
2001-03-01,2001-03-03,NA,A,President,FR,A list
2002-04-01,2002-04-01,FR,B,President,NA,A list
2003-05-01,2003-05-01,NA,A,President,FR,A list
2003-05-03,2003-05-04,NA,A,President,FR,A list
"""
RULES = """\
calendar-gen: 1
sources: {s: {publisher: A, published: 2000-01-01}}
reciprocal_visits:
  - {id: spring, title: T, pattern: dated, guest: NA, host: FR, on: 1 May, sources: [s]}
"""


def run(*arguments: str) -> Result:
    result = CliRunner(env={"COLUMNS": "200"}).invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "rules.yaml").write_text(RULES, encoding="utf-8")
    (tmp_path / "visits.csv").write_text(HEAD + ROWS, encoding="utf-8")
    return tmp_path


def test_a_list_stands_beside_the_rules(folder: Path) -> None:
    rules, visits = str(folder / "rules.yaml"), str(folder / "visits.csv")
    dates = ("--from", "2003-05-01", "--to", "2003-05-31", "--as-of", "2003-12-31")
    result = run("forecast", rules, "--records", visits, *dates, "--format", "json")
    found = json.loads(result.stdout)
    (visit,) = found["occurrences"]
    assert (visit["id"], visit["status"]) == ("spring.2003", "occurred")
    assert (visit["earliest"], visit["latest"]) == ("2003-05-01", "2003-05-04")
    assert found["sources"]["a-list"]["publisher"] == "A list"


@pytest.mark.parametrize("option", ["-r", "--records"])
def test_the_ledger_counts_a_list_and_namibia(folder: Path, option: str) -> None:
    arguments = ("ledger", "NA", "FR", option, str(folder / "visits.csv"))
    result = run(*arguments, "--as-of", "2003-12-31", "--format", "json")
    (pair,) = json.loads(result.stdout)["pairs"]
    assert pair["counts"] == {"FR-NA": 1, "NA-FR": 2}
    assert (pair["owes"], pair["owed_since"], pair["unknown"]) == ("FR", "2003-05-04", True)


def test_bad_rows_stop_all_but_check_and_are_left_out_if_asked(folder: Path) -> None:
    bad = folder / "bad.csv"
    bad.write_text(HEAD + ROWS + "2004-05-02,2004-05-01,NA,A,President,FR,A list\n", "utf-8")
    rules = str(folder / "rules.yaml")
    said = f"{bad}:6:12: the visit ends (2004-05-01) before it starts (2004-05-02)\n"
    result = run("ledger", "NA", "FR", "-r", rules, "--records", str(bad))
    assert (result.exit_code, result.stdout) == (65, "")
    assert said in result.stderr
    result = run("ledger", "NA", "FR", "-r", rules, "--records", str(bad), "--keep-going")
    assert result.exit_code == 0
    assert said in result.stderr
    result = run("check", rules, str(bad))
    assert (result.exit_code, result.stdout) == (1, said)


def test_a_list_that_is_missing_is_66(folder: Path) -> None:
    result = run("forecast", str(folder / "rules.yaml"), "--records", str(folder / "none.csv"))
    assert (result.exit_code, result.stdout) == (66, "")
    assert "there is no file or folder" in result.stderr


def test_rows_without_a_source_are_warned_of_once(folder: Path) -> None:
    plain = folder / "plain.csv"
    plain.write_text(
        "date_start,visitor_country,host_country\n2001-03-01,NA,FR\n2002-03-01,NA,FR\n"
    )
    result = run("check", str(plain))
    warning = '2 rows name no source; this is the first; add a column "source"'
    assert result.stdout == f"{plain}:2:1: warning: {warning}\n"
    assert result.exit_code == 0
