"""Disks and networks that fail at any step, clocks that go back, files that change while they are
read: old output or new is whole, a sentence says what was wrong, and the next run completes it.
"""

import errno
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree, rmtree
from typing import Any

import pytest
from click.testing import CliRunner, Result

from calendar_gen.cli import main
from calendar_gen.rulebook import files, loading
from tests.site.samples import RULES, tree

FAULTS = (errno.ESTALE, errno.EBUSY, errno.EXDEV, errno.ENOSPC, errno.EROFS)
"""Of a network's file system, a mount, two disks, a full one and one that may only be read."""
STEPS = ("link", "rename", "replace", "mkdir", "unlink", "rmdir")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "rules").mkdir()
    (tmp_path / "www").mkdir()
    Path("rules/rules.yaml").write_text(RULES, encoding="utf-8")
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def build(day: str) -> Result:
    years = ("--years", "2025..2026", "--lang", "en")
    return run("build", "rules", "-o", "www/site", *years, "--as-of", day)


@contextmanager
def failing(code: int, below: Path, at: int, steps: tuple[str, ...] = STEPS) -> Iterator[list[str]]:
    """The `at`th of the steps that touch something below a folder fails, and all that come after
    it but those that clear away; gives what was done.
    """
    done: list[str] = []
    with pytest.MonkeyPatch.context() as patch:

        def watched(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
            def step(path: Any, *others: Any, **named: Any) -> Any:
                if not named and Path(path).absolute().is_relative_to(below):
                    done.append(name)
                    if len(done) == at:
                        raise OSError(code, os.strerror(code), str(path))
                return real(path, *others, **named)

            return step

        for name in steps:
            patch.setattr(os, name, watched(name, getattr(os, name)))
        yield done


@pytest.mark.parametrize("code", FAULTS, ids=errno.errorcode.get)
def test_a_build_of_which_any_step_fails_leaves_one_whole_site(code: int, place: Path) -> None:
    assert build("2025-05-06").exit_code == 0
    before = tree(place / "www" / "site")
    copytree(place / "www" / "site", place / "old")
    with failing(code, place / "www", 0) as steps:
        assert build("2025-09-01").exit_code == 0
    after = tree(place / "www" / "site")
    outcomes = set()
    count = len(steps)
    for at in sorted({1, 2, count // 3, count // 2, count - 2, count - 1, count}):
        rmtree(place / "www" / "site")
        copytree(place / "old", place / "www" / "site")
        with failing(code, place / "www", at) as done:
            result = build("2025-09-01")
        found = tree(place / "www" / "site")
        outcomes.add(result.exit_code)
        assert isinstance(result.exception, SystemExit | None), (done[-1], result.exception)
        assert found in (before, after), (at, done[-1])
        if result.exit_code:
            assert result.exit_code == 73
            assert result.stderr.splitlines()[-1].startswith("Error: cannot write www/site")
        assert build("2025-09-01").exit_code == 0
        assert tree(place / "www" / "site") == after
        assert [path.name for path in (place / "www").iterdir()] == ["site"]
    assert 73 in outcomes


@pytest.mark.parametrize("code", FAULTS, ids=errno.errorcode.get)
def test_a_publication_of_which_any_step_fails_is_completed_by_the_next(
    code: int, place: Path
) -> None:
    assert build("2025-05-06").exit_code == 0
    with failing(code, place / "root", 0, ("replace",)) as steps:
        assert run("publish", str(place / "root"), "--site", "www/site").exit_code == 0
    whole = tree(place / "root")
    for at in (1, len(steps) // 2, len(steps)):
        for path in sorted((place / "root").rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
        with failing(code, place / "root", at, ("replace",)):
            result = run("publish", str(place / "root"), "--site", "www/site")
        assert result.exit_code == 73, (at, result.output)
        assert "cannot write" in result.stderr
        assert "Traceback" not in result.output
        found = tree(place / "root")
        told = found.pop("data/published.json", b'"files": {}')
        assert found.items() <= whole.items()
        assert b'"files": {}' in told  # which is the last to be told
        assert run("publish", str(place / "root"), "--site", "www/site").exit_code == 0
        assert tree(place / "root") == whole


@pytest.mark.parametrize("code", FAULTS, ids=errno.errorcode.get)
def test_a_cache_that_cannot_be_written_is_none_and_leaves_no_part(code: int, place: Path) -> None:
    asked = ("forecast", "rules", "--as-of", "2025-05-06", "--format", "csv")
    with failing(code, place / "cache", 1, ("replace",)) as done:
        result = run(*asked)
    assert done == ["replace"]
    assert result.exit_code == 0
    assert list((place / "cache" / "calendar-gen").iterdir()) == []
    again = run(*asked)
    assert again.stdout == result.stdout
    [kept] = (place / "cache" / "calendar-gen").iterdir()
    kept.write_bytes(kept.read_bytes()[:-100])  # half of it was written when the power went
    assert run(*asked).stdout == result.stdout


@pytest.mark.parametrize("code", FAULTS, ids=errno.errorcode.get)
def test_a_projection_that_cannot_be_written_leaves_the_old_one(code: int, place: Path) -> None:
    def project(last: str) -> Result:
        return run("project", "rules", "--from", "2025", "--to", last, "-o", "projected")

    target = place / "projected"
    assert project("2026").exit_code == 0
    with failing(code, target, 0, ("replace",)) as steps:
        assert project("2027").exit_code == 0
    after = tree(target)
    for at in (1, len(steps) // 2, len(steps)):
        assert project("2026").exit_code == 0
        before = tree(target)
        with failing(code, target, at, ("replace",)):
            result = project("2027")
        assert result.exit_code == 73
        assert result.stderr.startswith("Error: cannot write projected: ")
        assert before.items() <= tree(target).items()
        assert not list(target.rglob("*.new"))
        assert project("2027").exit_code == 0
        assert tree(target) == after


def once_read(path: Path, act: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> None:
    """Do something right after a file was read."""
    read = files.content

    def then(name: str) -> bytes:
        content = read(name)
        if Path(name).name == path.name:
            act()
        return content

    monkeypatch.setattr(files, "content", then)


@pytest.mark.parametrize("change", ["longer", "as long", "gone", "another beside it"])
def test_rules_that_change_while_they_are_read_are_not_built(
    change: str, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = place / "rules" / "a.yaml", place / "rules" / "rules.yaml"
    first.write_text("calendar-gen: 1\n", encoding="utf-8")
    assert build("2025-05-06").exit_code == 0
    before = tree(place / "www" / "site")

    def changed() -> None:
        if change == "gone":
            second.unlink()
        elif change == "another beside it":
            (place / "rules" / "c.yaml").write_text("calendar-gen: 1\n", encoding="utf-8")
        else:
            end = "# and so on\n" if change == "longer" else ""
            first.write_text(f"calendar-gen: 1\n{end}", encoding="utf-8")

    os.utime(first, (1, 1))
    os.utime(first.parent, (1, 1))
    once_read(second, changed, monkeypatch)
    result = build("2025-05-07")
    assert result.exit_code == 66
    assert result.stderr.endswith("changed while the rules were read; try again\n")
    assert tree(place / "www" / "site") == before


@pytest.mark.parametrize("code, replaced", [(66, False), (0, True)])
def test_a_file_that_was_half_written_when_it_was_read_is_not_built(
    code: int, replaced: bool, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It stood still while it was read; one that takes its place found it whole."""
    read, rules = loading.assemble, place / "rules" / "rules.yaml"

    def written(*arguments: Any) -> Any:
        book = read(*arguments)
        written_to = rules.with_suffix(".new") if replaced else rules
        written_to.write_text(rules.read_text(encoding="utf-8") + "# and so on\n", encoding="utf-8")
        written_to.replace(rules)
        return book

    monkeypatch.setattr(loading, "assemble", written)
    result = build("2025-05-06")
    assert result.exit_code == code
    assert ("changed while the rules were read; try again" in result.stderr) is not replaced
    assert (place / "www" / "site").exists() is replaced


LISTED = RULES + "records: [{csv: visits.txt, source: gazette-1999}]\n"
ROWS = "date_start,visitor_country,host_country\n2019-05-06,RU,CN\n"


@pytest.mark.parametrize("change", ["longer", "as long", "gone", "another in its place"])
def test_lists_that_change_while_they_are_read_are_not_built(
    change: str, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    visits = place / "rules" / "visits.txt"
    visits.write_text(ROWS, encoding="utf-8")
    visits.with_name("rules.yaml").write_text(LISTED, encoding="utf-8")

    def changed() -> None:
        if change == "gone":
            visits.unlink()
        elif change == "another in its place":
            visits.with_suffix(".new").write_text(ROWS, encoding="utf-8")
            visits.with_suffix(".new").replace(visits)
        else:
            more = "2020-05-06,RU,CN\n" if change == "longer" else ""
            visits.write_text(ROWS + more, encoding="utf-8")

    os.utime(visits, (1, 1))
    once_read(visits, changed, monkeypatch)
    result = build("2025-05-07")
    assert result.exit_code == 66
    assert result.stderr == (
        'Error: "rules/visits.txt" changed while the rules were read; try again\n'
    )
    assert not (place / "www" / "site").exists()


@pytest.mark.parametrize("code, replaced", [(66, False), (0, True)])
def test_a_list_that_was_half_written_when_it_was_read_is_not_built(
    code: int, replaced: bool, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, visits = loading.assemble, place / "rules" / "visits.txt"
    visits.write_text(ROWS, encoding="utf-8")
    visits.with_name("rules.yaml").write_text(LISTED, encoding="utf-8")

    def written(*arguments: Any) -> Any:
        book = read(*arguments)
        written_to = visits.with_suffix(".new") if replaced else visits
        written_to.write_text(ROWS + "2020-05-06,RU,CN\n", encoding="utf-8")
        written_to.replace(visits)
        return book

    monkeypatch.setattr(loading, "assemble", written)
    result = build("2025-05-06")
    assert result.exit_code == code
    assert ("changed while the rules were read; try again" in result.stderr) is not replaced


def test_rules_come_through_a_pipe_that_has_a_name(tmp_path: Path) -> None:
    pipe = tmp_path / "rules.yaml"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=(RULES,))
    writer.start()
    result = CliRunner().invoke(main, ["check", str(pipe)])
    writer.join()
    assert result.exit_code == 0, result.output


def test_a_clock_that_goes_back_takes_no_revision_back(place: Path) -> None:
    def sequences() -> list[int]:
        feed = (place / "www" / "site" / "feeds" / "all.ics").read_text(encoding="utf-8")
        return [int(line[9:]) for line in feed.splitlines() if line.startswith("SEQUENCE:")]

    assert build("2025-05-06").exit_code == 0
    Path("rules/rules.yaml").write_text(RULES.replace("en: Victory", "en: V"), encoding="utf-8")
    assert build("2025-05-09").exit_code == 0
    raised = sequences()
    assert 1 in raised
    assert build("2020-01-01").exit_code == 0
    assert all(now >= then for now, then in zip(sequences(), raised, strict=True))
    assert build("2025-05-09").exit_code == 0
    assert all(now >= then for now, then in zip(sequences(), raised, strict=True))
