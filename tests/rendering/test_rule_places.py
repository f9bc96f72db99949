"""Where a rule stands, as data tells it: from beside what was named, wherever that lies."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from calendar_gen.cli import main
from calendar_gen.rendering.rule_places import rule_file
from tests.scenario import RULES


@pytest.mark.parametrize(
    "file, roots, shown",
    [
        ("/srv/a/rules/visits/x.yaml", ["/srv/a/rules"], "rules/visits/x.yaml"),
        ("/srv/a/rules/visits/x.yaml", ["/srv/a/rules/"], "rules/visits/x.yaml"),
        ("../rules/x.yaml", ["../rules"], "rules/x.yaml"),
        ("desk/towns.yaml", ["desk/towns.yaml"], "towns.yaml"),
        ("./visits/x.yaml", ["."], "visits/x.yaml"),
        ("../x.yaml", [".."], "x.yaml"),
        ("a/b/x.yaml", ["a", "a/b"], "b/x.yaml"),
        ("ab/x.yaml", ["a"], "ab/x.yaml"),
        ("C:\\rules\\x.yaml", ["C:\\rules"], "rules/x.yaml"),
        ("<stdin>", ["-"], "<stdin>"),
    ],
)
def test_a_place_is_told_from_beside_what_was_named(
    file: str, roots: list[str], shown: str
) -> None:
    assert rule_file(file, roots) == shown
    assert rule_file(file, roots[::-1]) == shown


def test_data_are_the_same_bytes_wherever_the_rules_lie(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "deep" / "rules"
    shutil.copytree(RULES, elsewhere)
    asked = ("--as-of", "2026-11-24", "--from", "2035", "--to", "2035", "--format")
    for form in ("json", "ndjson", "csv"):
        told = [
            CliRunner().invoke(main, ["forecast", str(path), *asked, form]).stdout
            for path in (RULES, elsewhere)
        ]
        with monkeypatch.context() as inside:
            inside.chdir(tmp_path)
            told += [
                CliRunner().invoke(main, ["forecast", path, *asked, form]).stdout
                for path in ("deep/rules", "./deep/rules/")
            ]
        assert len(set(told)) == 1
        assert "rules/visits/russia-china.yaml:" in told[0]
        assert str(tmp_path) not in told[0]
    found = json.loads(CliRunner().invoke(main, ["forecast", str(RULES), *asked, "json"]).stdout)
    assert {o["rule_at"].split("/")[0] for o in found["occurrences"]} == {"rules"}
