"""The same build again of a site that nobody touched: told as ever, without being made."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from calendar_gen import as_left, program
from calendar_gen.cli import main
from calendar_gen.site import building
from tests.site.samples import RULES, identities, tree

DAY = ("--as-of", "2025-05-06")
SHORT = (*DAY, "--years", "2025..2026")


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    file = tmp_path / "rules.yaml"
    file.write_text(RULES, encoding="utf-8")
    return file


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """One more for each site that is made rather than found as it is."""
    found: list[int] = []
    write = building.write

    def counted(*arguments: object) -> object:
        found.append(1)
        return write(*arguments)  # type: ignore[arg-type] # as they come

    monkeypatch.setattr(building, "write", counted)
    return found


def run(rules: Path, *options: str) -> Result:
    site = rules.with_name("site")
    return CliRunner().invoke(main, ["build", str(rules), "-o", str(site), *options])


def test_the_same_build_again_is_told_and_not_made(rules: Path, made: list[int]) -> None:
    options = (*SHORT, "--lang", "en,ru")
    run(rules, *options)
    site = rules.with_name("site")
    before, files = tree(site), identities(site)
    whole = run(rules, *options, "--no-cache")
    assert len(made) == 2
    run(rules, *options)  # taking over and giving back its files, that build touched them
    again = run(rules, *options)
    assert len(made) == 3
    assert (again.exit_code, again.stdout, again.stderr) == (0, whole.stdout, whole.stderr)
    assert "nothing has changed" in again.stderr
    assert (tree(site), identities(site)) == (before, files)
    for asked in ("--check", "--diff"):
        done = run(rules, *options, asked)
        assert (done.exit_code, done.stdout) == (0, "")
    assert len(made) == 3


def test_notes_are_told_each_time(rules: Path, made: list[int]) -> None:
    run(rules, *SHORT, "--lang", "en,ru")
    first, second = (run(rules, *SHORT, "--lang", "en").stderr for _ in range(2))
    assert len(made) == 2
    assert first == second
    assert "feeds in ru were published and go on" in second


def test_what_a_link_of_others_leads_to_is_not_written(
    rules: Path, made: list[int], tmp_path: Path
) -> None:
    precious = tmp_path / "precious"
    precious.write_text("precious")
    run(rules, *SHORT)
    (note,) = (tmp_path / "cache" / "calendar-gen").glob("*.site")
    note.with_name(f"{note.name}.{os.getpid()}.part").symlink_to(precious)
    note.unlink()
    for _ in range(2):
        run(rules, *SHORT)
    assert len(made) == 2
    assert precious.read_text() == "precious"


def _edited(rules: Path) -> None:
    rules.write_text(RULES.replace("place: Moscow", "place: Москва"), encoding="utf-8")


def _a_line_lower(rules: Path) -> None:
    rules.write_text(RULES.replace("sources:\n", "# Sources.\nsources:\n", 1), encoding="utf-8")


def _feed_changed(rules: Path) -> None:
    """By an editor that keeps size and time."""
    feed = rules.with_name("site") / "feeds" / "all.ics"
    times = feed.stat()
    feed.write_bytes(feed.read_bytes().replace(b"Victory", b"Victori"))
    os.utime(feed, ns=(times.st_atime_ns, times.st_mtime_ns))


def _page_gone(rules: Path) -> None:
    (rules.with_name("site") / "index.html").unlink()


def _killed(rules: Path) -> None:
    rules.with_name(".site.new").mkdir()


def _killed_early(rules: Path) -> None:
    rules.with_name(".site.lock").touch()


def _note_broken(rules: Path) -> None:
    (note,) = (rules.with_name("cache") / "calendar-gen").glob("*.site")
    note.write_text(note.read_text(encoding="utf-8")[:-9], encoding="utf-8")


def _note_of_something_else(rules: Path) -> None:
    (note,) = (rules.with_name("cache") / "calendar-gen").glob("*.site")
    note.write_text('["", "", {}, 7, [null]]', encoding="utf-8")


REASONS: dict[str, Callable[[Path], None]] = {
    "a rule is edited": _edited,
    "a rule stands a line lower": _a_line_lower,
    "a feed was changed": _feed_changed,
    "a page is gone": _page_gone,
    "a build was killed": _killed,
    "a build was killed at its very beginning": _killed_early,
    "the note is broken": _note_broken,
    "the note is none": _note_of_something_else,
}


@pytest.mark.parametrize("reason", REASONS)
def test_it_is_made_if(reason: str, rules: Path, made: list[int]) -> None:
    run(rules, *SHORT)
    REASONS[reason](rules)
    again = run(rules, *SHORT)
    assert (again.exit_code, len(made)) == (0, 2)
    site = rules.with_name("site")
    assert not site.with_name(".site.new").exists()
    assert not site.with_name(".site.lock").exists()
    kept = tree(site)
    run(rules, *SHORT, "--no-cache")
    assert tree(site) == kept


OTHERS = {
    "--as-of": "2025-05-07",
    "--years": "2025..2027",
    "--base-url": "https://example.org",
    "--lang": "en,ru",
    "--min-likelihood": "50%",
    "--windows": "span",
    "--alarm": "7d",
    "--compress": "gzip",
    "--contact": "mail",
    "--licence": "MIT",
    "--previous": "none",
}


@pytest.mark.parametrize("option", OTHERS)
def test_it_is_made_if_something_else_is_asked_for(
    option: str, rules: Path, made: list[int]
) -> None:
    run(rules, *SHORT)
    done = run(rules, *SHORT, option, OTHERS[option])
    assert (done.exit_code, len(made)) == (0, 2)


def test_it_is_made_by_another_program(
    rules: Path, made: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "package" / "rooms"
    package.mkdir(parents=True)
    monkeypatch.setattr(program, "_PACKAGE", str(package.parent))
    for text in ("one = 1", "two = 22"):
        (package / "room.py").write_text(text, encoding="utf-8")
        run(rules, *SHORT)
    assert len(made) == 2


def test_what_is_gone_on_from_counts(rules: Path, made: list[int], tmp_path: Path) -> None:
    run(rules, *SHORT)
    memory = tmp_path / "memory.json"
    text = (rules.with_name("site") / "data" / "revisions.json").read_text(encoding="utf-8")
    for stamp in ("2025-05-06", "2025-05-05", "2025-05-05"):
        memory.write_text(text.replace("2025-05-06", stamp), encoding="utf-8")
        run(rules, *SHORT, "--previous", str(memory))
    assert len(made) == 3


def test_a_folder_keeps_the_last_notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(as_left, "MOST_KEPT", 2)
    said = as_left.Said(["a note"], [], ["page.html"], {})
    builds = []
    for number in range(3):
        site = tmp_path / f"site-{number}"
        site.mkdir()
        (site / "page.html").touch()
        builds.append(as_left.LastBuild(str(tmp_path / "kept"), str(site), (number,), ()))
        builds[-1].note(said)
    assert [each.said() for each in builds] == [None, said, said]
