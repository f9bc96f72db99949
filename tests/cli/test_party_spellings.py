"""A filter finds a party in whatever case its code or id is written: own ids are in lower case."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from calendar_gen.cli import main

RULES = """\
calendar-gen: 1
sources: {s: {publisher: P, published: 1990-01-01}}
parties:
  - {id: lyon, name: {en: Lyon}}
  - {id: northwick, name: {en: Northwick}}
commemorations:
  - {id: fair, title: Fair, on: 9 May, host: lyon, sources: [s]}
  - {id: regatta, title: Regatta, on: 10 May, host: northwick, sources: [s]}
  - {id: unity, title: Unity, on: 11 May, host: DE-BY, sources: [s]}
reciprocal_visits:
  - id: mayors
    title: Visit of the mayor
    pattern: dated
    guest: lyon
    host: northwick
    at: regatta
    since: 2020
    sources: [s]
"""


@pytest.mark.parametrize(
    "asked, found",
    [
        ("--country lyon", ["fair", "mayors"]),
        ("--country LYON,de", ["fair", "mayors", "unity"]),
        ("--country Northwick", ["mayors", "regatta"]),
        ("--country de-by", ["unity"]),
        ("--pair Lyon,NORTHWICK", ["mayors"]),
        ("--pair northwick,lyon", ["mayors"]),
    ],
)
def test_a_party_is_found_in_any_case(asked: str, found: list[str], tmp_path: Path) -> None:
    (tmp_path / "r.yaml").write_text(RULES, "utf-8")
    days = ("--today", "2026-11-30", "--from", "2027", "--to", "2027", "--format", "csv")
    result = CliRunner().invoke(main, ["forecast", str(tmp_path), *asked.split(), *days])
    assert (result.exit_code, result.stderr) == (0, "")
    ids = [line.partition(".")[0] for line in result.stdout.splitlines()[1:]]
    assert sorted(ids) == found


def test_one_party_in_two_cases_is_no_pair(tmp_path: Path) -> None:
    (tmp_path / "r.yaml").write_text(RULES, "utf-8")
    result = CliRunner().invoke(main, ["forecast", str(tmp_path), "--pair", "lyon,LYON"])
    assert result.exit_code == 2
    assert '"LYON,lyon" is not a pair; write two parties' in " ".join(result.stderr.split())
