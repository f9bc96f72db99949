"""Feeds name the licence that rule files give their data, unless told another."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from calendar_gen.cli import main
from calendar_gen.rulebook import load
from tests.feeds.reading import unfolded, values

RULE = "commemorations:\n  - {{id: {0}-day, title: {{en: {0}}}, on: 9 May, host: SE}}\n"


@pytest.fixture
def rules(tmp_path: Path) -> str:
    folder = tmp_path / "rules"
    folder.mkdir()
    for name, licence in (("b", "CC BY 4.0"), ("a", "ODbL 1.0"), ("c", "CC BY 4.0"), ("d", "")):
        said = f"licence: {licence}\n" if licence else ""
        (folder / f"{name}.yaml").write_text(f"calendar-gen: 1\n{said}{RULE.format(name)}")
    return str(folder)


def about(feed: bytes) -> str:
    return values(unfolded(feed), "X-WR-CALDESC")[0]


def test_each_licence_is_named_once(rules: str) -> None:
    assert load([rules]).licences == ("CC BY 4.0", "ODbL 1.0")
    asked = ("--as-of", "2026-11-24", "--format", "ics")
    printed = CliRunner().invoke(main, ["forecast", rules, *asked])
    assert "Licence of the data: CC BY 4.0\\, ODbL 1.0." in about(printed.stdout_bytes)


@pytest.mark.parametrize(
    "options, said", [((), "CC BY 4.0\\, ODbL 1.0"), (("--licence", "CC0"), "CC0")]
)
def test_an_option_stands_above_the_files(
    rules: str, tmp_path: Path, options: tuple[str, ...], said: str
) -> None:
    out = tmp_path / "site"
    asked = ("-o", str(out), "--as-of", "2026-11-24", "--years", "2026..2027", *options)
    assert CliRunner().invoke(main, ["build", rules, *asked]).exit_code == 0
    told = about((out / "feeds" / "all.ics").read_bytes())
    assert f"Licence of the data: {said}." in told


def test_rules_without_a_licence_claim_none(rules: str) -> None:
    only = ("forecast", f"{rules}/d.yaml", "--as-of", "2026-11-24", "--format", "ics")
    assert "Licence" not in about(CliRunner().invoke(main, only).stdout_bytes)


def test_the_shipped_rules_have_one() -> None:
    shipped = Path(__file__).parent.parent.parent / "rules"
    assert load([str(shipped)]).licences == ("MIT",)


def test_a_licence_is_a_text(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text("calendar-gen: 1\nlicence: [MIT]\n")
    (problem,) = load([str(path)]).problems
    assert str(problem).startswith(f"{path}:2:10: ")
    assert problem.severity == "error"
