"""What the command line offers to authors: first files, and checks that go on."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import pytest
from click.testing import CliRunner

from calendar_gen.cli import main
from calendar_gen.cli.watching import stamp_of
from tests.committed import ROOT


def run(*arguments: str, text: str | None = None) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, [*arguments], input=text)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize("kind", ["commemoration", "reciprocal-visit"])
def test_a_first_file_has_no_problem_and_a_comment_on_its_fields(kind: str) -> None:
    code, text, _ = run("new", kind)
    assert code == 0
    assert run("check", "--strict", "-", text=text)[:2] == (0, "")
    assert f"id: our-{kind}" in text
    assert text.count("#") >= 10
    assert all(len(line) <= 100 for line in text.splitlines())


@pytest.mark.parametrize("kind", ["commemoration", "reciprocal-visit"])
def test_each_commented_field_can_be_switched_on(kind: str) -> None:
    lines = run("new", kind)[1].splitlines()
    for number, line in enumerate(lines):
        bare = line.lstrip()
        if not bare.startswith("# ") or bare.startswith(
            ("# on:", "# For", "# and", "# exceptions", "#   ", "# vis")
        ):
            continue
        switched = line.replace("# ", "", 1)
        text = "\n".join([*lines[:number], switched, *lines[number + 1 :]])
        assert " error" not in run("check", "-", text=text)[2].replace("no errors", ""), switched


def test_a_first_file_bears_the_id_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    assert run("new", "reciprocal-visit", "our-turns", "-o", str(file))[0] == 0
    assert "id: our-turns\n" in file.read_text("utf-8").replace("  #", "\n")
    assert run("check", str(file))[0] == 0


@pytest.mark.parametrize("kind", ["commemoration", "reciprocal-visit"])
def test_files_in_one_folder_are_valid_side_by_side(kind: str, tmp_path: Path) -> None:
    for name, id_ in (("a", "first-day"), ("b", "second-day"), ("c", None), ("d", None)):
        arguments = [kind] if id_ is None else [kind, id_]
        assert run("new", *arguments, "-o", str(tmp_path / f"{name}.yaml"))[0] == 0
    assert f"id: our-{kind} " in (tmp_path / "c.yaml").read_text("utf-8")
    assert f"id: our-{kind}-2 " in (tmp_path / "d.yaml").read_text("utf-8")
    code, told, _ = run("check", str(tmp_path))
    assert code == 0
    # As long as nobody has changed them, they are all of one event.
    assert all('" keeps the same day as "' in line for line in told.splitlines())


def test_an_id_that_a_file_beside_has_is_refused(tmp_path: Path) -> None:
    assert run("new", "commemoration", "our-day", "-o", str(tmp_path / "z.yaml"))[0] == 0
    code, text, said = run("new", "commemoration", "our-day", "-o", str(tmp_path / "a.yaml"))
    assert (code, text) == (2, "")
    assert '"our-day" is taken; the first is at ' in said
    assert "z.yaml:" in said
    assert not (tmp_path / "a.yaml").exists()


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text("mine", encoding="utf-8")
    code, _, said = run("new", "commemoration", "-o", str(file))
    assert (code, file.read_text("utf-8")) == (73, "mine")
    assert "is left as it is" in said


@pytest.mark.parametrize("id_", ["Easter", "easter", "9-may", "a: b", "x\n  - id: y"])
def test_an_id_that_cannot_be_one_is_a_usage_error(id_: str, tmp_path: Path) -> None:
    code, text, _ = run("new", "commemoration", id_, "-o", str(tmp_path / "mine.yaml"))
    assert (code, text) == (2, "")
    assert not (tmp_path / "mine.yaml").exists()


def test_a_word_of_the_language_as_an_id_is_named_as_one_with_another_id() -> None:
    code, text, said = run("new", "commemoration", "vesak-thailand")
    assert (code, text) == (2, "")
    assert '"vesak-thailand" means something in date sentences' in said
    assert 'an example: "our-vesak-thailand"' in said


def test_standard_input_cannot_be_watched() -> None:
    assert run("check", "--watch", "-", text="")[0] == 2


def test_the_stamp_changes_with_a_file_that_changes_comes_or_goes(tmp_path: Path) -> None:
    stamps = [stamp_of([str(tmp_path)])]
    file = tmp_path / "a.yaml"
    for text in ("calendar-gen: 1\n", "calendar-gen: 1\ntitle: A\n"):
        file.write_text(text, encoding="utf-8")
        stamps.append(stamp_of([str(tmp_path)]))
    file.unlink()
    stamps.append(stamp_of([str(tmp_path)]))
    assert stamps[0] == stamps[-1]
    assert len(set(stamps)) == 3


def test_the_stamp_sees_files_behind_a_link_to_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").symlink_to(tmp_path / "b")
    before = stamp_of([str(tmp_path)])
    (tmp_path / "b").write_text("calendar-gen: 1\n", encoding="utf-8")
    assert stamp_of([str(tmp_path)]) != before


CHECKED = r"Checked at [0-9]{2}:[0-9]{2}:[0-9]{2}; Ctrl-C ends this\.\n"


@contextmanager
def watching(path: Path) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "calendar_gen", "check", "--watch", str(path)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def next_summary(process: subprocess.Popen[str]) -> str:
    assert process.stderr is not None
    summary = process.stderr.readline()
    assert re.fullmatch(CHECKED, process.stderr.readline())
    return summary


LISTED = """\
calendar-gen: 1
sources: {s: {title: List, published: 2020}}
records: [{csv: visits.txt, source: s}]
"""
ROWS = "date_start,visitor_country,host_country\n2019-05-06,RU,CN\n"


@pytest.mark.parametrize("given", ["rules", "rules/a.yaml"])
def test_watching_sees_a_list_come_change_and_go_whatever_it_is_called(
    given: str, tmp_path: Path
) -> None:
    (tmp_path / "rules").mkdir()
    visits = tmp_path / "rules" / "visits.txt"
    visits.with_name("a.yaml").write_text(LISTED, encoding="utf-8")
    with watching(tmp_path / given) as process:
        assert next_summary(process).startswith("1 error, ")
        visits.write_text(ROWS, encoding="utf-8")
        assert next_summary(process).startswith("no errors, ")
        visits.write_text(ROWS.replace("CN", "C"), encoding="utf-8")
        assert next_summary(process).startswith("1 error, ")
        visits.write_text(ROWS, encoding="utf-8")
        assert next_summary(process).startswith("no errors, ")
        visits.unlink()
        assert next_summary(process).startswith("1 error, ")


def test_watching_checks_again_and_ends_with_the_last_result(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("calendar-gen: 1\n", encoding="utf-8")
    with watching(file) as process:
        assert next_summary(process) == "no errors, no warnings, no notes\n"
        file.write_text("calendar-gen: 2\n", encoding="utf-8")
        assert next_summary(process) == "1 error, no warnings, no notes\n"
        started = monotonic()
        sleep(0.1)
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=20)
    assert process.returncode == 1
    assert 'and not "2"' in out
    assert monotonic() - started < 20
