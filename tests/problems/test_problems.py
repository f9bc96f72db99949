"""Each rule file, or folder of files, has beside it the problems that it must give."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from calendar_gen.cli import main

HERE = Path(__file__).parent
CASES = sorted(path.stem for path in HERE.glob("*.expected"))
SEVERITIES = ("warning: ", "note: ")


def rules_of(case: str) -> str:
    return f"{case}.yaml" if (HERE / f"{case}.yaml").exists() else case


def has_error(case: str) -> bool:
    lines = (HERE / f"{case}.expected").read_text("utf-8").splitlines()
    return any(not line.split(": ", 1)[1].startswith(SEVERITIES) for line in lines)


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, [*arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert "Traceback" not in result.output
    return result


@pytest.fixture(autouse=True)
def _beside_the_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(HERE)


def test_every_file_has_its_expectation() -> None:
    given = {
        path.stem
        for path in HERE.iterdir()
        if path.suffix == ".yaml" or (path.is_dir() and not path.name.startswith("_"))
    }
    assert given == set(CASES)
    assert len(CASES) >= 45


@pytest.mark.parametrize("case", CASES)
def test_check_prints_every_problem_with_its_place(case: str) -> None:
    result = run("check", rules_of(case))
    assert result.stdout == (HERE / f"{case}.expected").read_text("utf-8")
    assert result.exit_code == (1 if has_error(case) else 0)


@pytest.mark.parametrize("case", [case for case in CASES if (HERE / case).is_dir()])
def test_the_order_of_files_makes_no_difference(case: str) -> None:
    files = sorted(str(path.relative_to(HERE)) for path in (HERE / case).iterdir())
    expected = (HERE / f"{case}.expected").read_text("utf-8")
    assert run("check", *files).stdout == expected
    assert run("check", *reversed(files)).stdout == expected


@pytest.mark.parametrize("case", [case for case in CASES if has_error(case)])
def test_other_commands_stop_with_65_and_print_no_data(case: str) -> None:
    result = run("forecast", rules_of(case), "--as-of", "2025-05-06")
    assert result.exit_code == 65
    assert result.stdout == ""
    errors = [
        line
        for line in (HERE / f"{case}.expected").read_text("utf-8").splitlines()
        if not line.split(": ", 1)[1].startswith(SEVERITIES)
    ]
    for line in errors:
        assert line in result.stderr


def test_build_touches_nothing(tmp_path: Path) -> None:
    site = tmp_path / "site"
    result = run("build", "unknown-field.yaml", "-o", str(site), "--as-of", "2025-05-06")
    assert result.exit_code == 65
    assert not site.exists()


def test_strict_fails_on_warnings_but_never_on_notes() -> None:
    assert run("check", "no-source.yaml").exit_code == 0
    assert run("check", "no-source.yaml", "--strict").exit_code == 1
    assert run("check", "list-that-ends.yaml", "--strict").exit_code == 0


def test_json_has_a_version_and_a_row_for_each_problem() -> None:
    result = run("check", "unknown-field.yaml", "--format", "json")
    assert result.exit_code == 1
    assert json.loads(result.stdout) == {
        "version": 1,
        "problems": [
            {
                "file": "unknown-field.yaml",
                "line": 8,
                "column": 5,
                "severity": "error",
                "code": "unknown-field",
                "message": 'a commemoration has no field "hosst"',
                "hint": 'did you mean "host"?',
            }
        ],
    }


def test_summary_goes_to_stderr() -> None:
    result = run("check", "exception-without-reason.yaml")
    assert result.stderr == "no errors, 2 warnings, no notes\n"


def test_standard_input_is_a_file() -> None:
    text = (HERE / "unknown-field.yaml").read_bytes()
    result = CliRunner().invoke(main, ["check", "-"], input=text)
    assert result.exit_code == 1
    assert result.stdout.startswith("<stdin>:8:5: ")


def test_missing_input_exits_66() -> None:
    result = run("check", "no-such-file.yaml")
    assert result.exit_code == 66
    assert 'there is no file or folder "no-such-file.yaml"' in result.stderr


def test_standard_input_is_read_once() -> None:
    text = (HERE / "unknown-field.yaml").read_bytes()
    twice = CliRunner().invoke(main, ["check", "-", "-"], input=text)
    assert twice.stdout == CliRunner().invoke(main, ["check", "-"], input=text).stdout


def test_as_of_a_year_is_as_of_its_end() -> None:
    def known(day: str) -> str:
        window = ("--from", "2025-01-01", "--to", "2025-12-31", "--format", "csv")
        return run("forecast", "--as-of", day, *window).stdout

    assert known("2025") == known("2025-12-31") != known("2025-01-01")
