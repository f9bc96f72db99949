"""The whole library of shipped rules, through the commands: clean, and of use in every year."""

import json
from pathlib import Path

from click.testing import CliRunner

from calendar_gen.cli import main


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
