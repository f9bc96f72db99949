"""Starting must stay quick: importing the command line may import click, and little else."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.committed import ROOT


def modules_after(statement: str) -> set[str]:
    """Return the names of all modules that a fresh interpreter has after a statement."""
    script = (
        f"import sys; before = set(sys.modules); {statement}; print(*sys.modules.keys() - before)"
    )
    command = [sys.executable, "-c", script]
    return set(subprocess.check_output(command, cwd=ROOT, text=True).split())


def beyond_the_standard_library(modules: set[str]) -> set[str]:
    """Return the modules that do not come with Python."""
    return {name for name in modules if name.partition(".")[0] not in sys.stdlib_module_names}


def test_the_package_alone_imports_neither_a_library_nor_its_own_rooms() -> None:
    modules = modules_after("import calendar_gen")
    assert beyond_the_standard_library(modules) == {"calendar_gen"}


def test_what_is_told_again_waits_for_next_to_nothing() -> None:
    needed = {f"calendar_gen.{name}" for name in ("answers", "kept", "program", "streams")}
    found = modules_after("import calendar_gen.__main__")
    small = {"gc", "itertools", "time", "zlib"}  # of C, or nearly so
    assert found - small == needed | {"calendar_gen", "calendar_gen.__main__"}


def test_a_plain_question_waits_for_no_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    asking = (
        "import contextlib, io; out = contextlib.redirect_stdout(io.StringIO()); out.__enter__(); "
        "sys.stdout.buffer = io.BytesIO(); sys.argv = ['calendar-gen', 'forecast', '--today', "
        "'2026-11-{}']; from calendar_gen.__main__ import run; run(); out.__exit__(*[None] * 3)"
    )
    assert "calendar_gen.rulebook.loading" in modules_after(asking.format(24))
    modules = modules_after(asking.format(25))
    assert {name.partition(".")[0] for name in beyond_the_standard_library(modules)} == {
        "calendar_gen"
    }
    assert "calendar_gen.rendering.table" in modules
    slow = {"inspect", "dataclasses", "pathlib", "logging", "shutil"}
    assert slow & modules == set()


def test_the_command_line_imports_click_and_no_other_library() -> None:
    modules = modules_after("import calendar_gen.cli")
    libraries = {name.partition(".")[0] for name in beyond_the_standard_library(modules)}
    assert libraries == {"calendar_gen", "click"}


def test_the_command_line_adds_nothing_but_itself_to_click() -> None:
    added = modules_after("import calendar_gen.cli") - modules_after("import click")
    by_gettext = {"locale", "_locale"}  # click translates the help of --version
    built_in = {"atexit", "gc"}  # nothing is read for these
    ours = {"calendar_gen", "calendar_gen.cli", "calendar_gen.streams"}
    assert added - by_gettext - built_in == ours


def test_a_forecast_of_a_kept_rulebook_imports_nothing_that_reads_rules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    forecast = (
        "from calendar_gen.cli import main; "
        "import contextlib, io; out = contextlib.redirect_stdout(io.StringIO()); out.__enter__(); "
        "main(['forecast', '--today', '2026-11-24'], standalone_mode=False); "
        "out.__exit__(None, None, None)"
    )
    reading = {
        "babel",
        "yaml",
        "calendar_gen.rulebook.loading",
        "calendar_gen.sentences.grammar",
        "calendar_gen.sentences.month_names",
        "calendar_gen.sentences.tokens",
    }
    cold, warm = modules_after(forecast), modules_after(forecast)
    assert reading & cold == reading - {"babel", "yaml"}
    assert reading & warm == set()


def test_what_a_forecast_loads_takes_little_time_to_define(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    script = (
        "import contextlib, io, sys, typing; from calendar_gen.cli import main\n"
        "with contextlib.redirect_stdout(io.StringIO()):\n"
        "    main(['forecast', '--today', '2026-11-24'], standalone_mode=False)\n"
        "ours = [m for n, m in sys.modules.items() if n.startswith('calendar_gen.')]\n"
        "slow = [m.__name__ for m in ours if vars(m).get('NamedTuple') is typing.NamedTuple]\n"
        "print(*slow, sep=', ')"
    )
    slow = subprocess.check_output([sys.executable, "-c", script], cwd=ROOT, text=True).strip()
    if sys.version_info < (3, 14):
        assert slow == "", f"use calendar_gen.named.NamedTuple in {slow}"


def test_a_question_to_a_folder_waits_for_duckdb_and_for_no_more_than_that() -> None:
    asking = "import calendar_gen.bulk.asking, calendar_gen.bulk.stores"
    modules = modules_after(asking)
    assert "duckdb" in modules
    assert (
        not {"numpy", "pyarrow", "obstore", "calendar_gen.site", "calendar_gen.rendering"} & modules
    )
