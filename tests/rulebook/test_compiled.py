"""Kept rulebooks: the same as reading anew, never out of date, and never worse than none."""

import os
import pickle
from pathlib import Path
from zlib import crc32

import pytest
from click.testing import CliRunner

from calendar_gen.assets import rules_dir
from calendar_gen.cli import main
from calendar_gen.rulebook import compiled, load, loading
from calendar_gen.rulebook.files import names_lists
from calendar_gen.rules import Rulebook

RULE = """\
commemorations:
  - {id: our-day, title: {en: Our day}, on: 9 May, of: 1945-05-09, sources: [s-1]}
sources:
  s-1: {title: A paper, published: 1945-05-09}
"""


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "ours.yaml").write_text(RULE, encoding="utf-8")
    return folder


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "kept"


def files_in(kept: Path) -> list[Path]:
    return sorted(kept.iterdir())


def refuse_to_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the rule files are read anew")

    monkeypatch.setattr(loading, "assemble", refuse)


def test_what_is_kept_is_what_was_read(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cases = [*Path("tests/forecast/cases").glob("*.yaml"), *Path("tests/problems").glob("*.yaml")]
    alone = [str(case) for case in sorted(cases) if not names_lists(case.read_bytes())]
    assert len(alone) > 60
    for paths in ([rules_dir()], *([path] for path in alone)):
        read = load(paths)
        assert load(paths, kept_in=str(kept)) == read
        with monkeypatch.context() as patch:
            refuse_to_read(patch)
            again = load(paths, kept_in=str(kept))
        assert again == read
        assert again.problems == read.problems
        assert again.digest == read.digest


def test_without_a_folder_nothing_is_kept(rules: Path, kept: Path) -> None:
    load([str(rules)])
    assert not kept.exists()


@pytest.mark.parametrize("change", ["edited", "renamed", "added", "removed"])
def test_a_change_is_seen(rules: Path, kept: Path, change: str) -> None:
    (rules / "more.yaml").write_text(RULE.replace("our-day", "their-day").replace("s-1", "s-2"))
    load([str(rules)], kept_in=str(kept))
    if change == "edited":
        (rules / "ours.yaml").write_text(RULE.replace("9 May", "8 May"), encoding="utf-8")
    elif change == "renamed":
        (rules / "ours.yaml").rename(rules / "mine.yaml")
    elif change == "added":
        (rules / "third.yaml").write_text("title: [\n")
    else:
        (rules / "more.yaml").unlink()
    assert load([str(rules)], kept_in=str(kept)) == load([str(rules)])


def test_an_edit_of_the_package_makes_what_was_kept_useless(
    rules: Path, kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load([str(rules)], kept_in=str(kept))
    package = tmp_path / "package" / "sentences"
    package.mkdir(parents=True)
    (package / "grammar.py").touch()
    monkeypatch.setattr(compiled, "_PACKAGE", str(tmp_path / "package"))
    load([str(rules)], kept_in=str(kept))
    (package / "grammar.py").write_text("# edited\n")
    load([str(rules)], kept_in=str(kept))
    assert len(files_in(kept)) == 3


class Attack:
    """Unpickled, it would leave a file behind."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (str(self.path),)


@pytest.mark.parametrize("fault", ["empty", "cut", "flipped", "strange", "attack"])
def test_a_spoilt_file_counts_for_nothing(rules: Path, kept: Path, fault: str) -> None:
    read = load([str(rules)], kept_in=str(kept))
    (file,) = files_in(kept)
    good = file.read_bytes()
    mark = kept / "attacked"

    def sealed(value: object) -> bytes:
        made_of, _, _ = good[4:].partition(pickle.dumps(read._replace(roots=()), protocol=5))
        content = made_of + pickle.dumps(value)
        return crc32(content).to_bytes(4, "big") + content

    spoilt = {
        "empty": b"",
        "cut": good[:-20],
        "flipped": good[:90] + bytes([good[90] ^ 1]) + good[91:],
        "strange": sealed(("not", "a rulebook")),
        "attack": sealed(Attack(mark)),
    }
    file.write_bytes(spoilt[fault])
    assert load([str(rules)], kept_in=str(kept)) == read
    assert not mark.exists()
    assert file.read_bytes() == good, "it is written anew"
    assert load([str(rules)], kept_in=str(kept)) == read


@pytest.mark.parametrize("where", ["a-file", "below/a-file"])
def test_where_nothing_can_be_kept_rules_are_read_none_the_less(
    rules: Path, tmp_path: Path, where: str
) -> None:
    (tmp_path / "a-file").touch()
    (tmp_path / "below").write_text("a file too")
    assert load([str(rules)], kept_in=str(tmp_path / where)) == load([str(rules)])


def test_only_so_many_are_kept(rules: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "MOST_KEPT", 3)
    kept.mkdir(parents=True)
    (kept / "begun.part").touch()
    os.utime(kept / "begun.part", (1, 1))
    (kept / "somebody-elses").touch()
    for day in range(1, 8):
        (rules / "ours.yaml").write_text(RULE.replace("9 May", f"{day} May"))
        load([str(rules)], kept_in=str(kept))
    names = [file.name for file in files_in(kept)]
    assert "somebody-elses" in names
    assert "begun.part" not in names
    assert sum(name.endswith(".rulebook") for name in names) == 3


@pytest.mark.parametrize(
    "named",
    [
        "records:\n  - {csv: visits.list, source: s-1}\n",
        '"records" : [{"csv": visits.list, source: s-1}]\n',
        "records :\n- csv : visits.list\n  source: s-1\n",
        'records: [{"c\\x73v": visits.list, source: s-1}]\n',
        'records:\n  - ? "c\\\n       sv"\n    : visits.list\n    source: s-1\n',
    ],
)
def test_rules_that_name_other_files_are_always_read(rules: Path, kept: Path, named: str) -> None:
    (rules / "visits.list").write_text(
        "date_start,date_end,precision,visitor_country,host_country\n"
        "2020-01-02,2020-01-03,day,FR,DE\n"
    )
    (rules / "ours.yaml").write_text(RULE + named)
    assert len(load([str(rules)], kept_in=str(kept)).visits) == 1
    with (rules / "visits.list").open("a") as file:
        file.write("2021-01-02,2021-01-03,day,FR,DE\n")
    assert len(load([str(rules)], kept_in=str(kept)).visits) == 2


def forecast(*more: str) -> str:
    ran = CliRunner().invoke(main, ["forecast", "--today", "2026-11-24", *more])
    assert ran.exit_code == 0, ran.output
    return ran.output


def test_commands_keep_rulebooks_in_the_users_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    first = forecast("--no-cache")
    assert not (tmp_path / "cache").exists()
    assert forecast() == first
    (file,) = (tmp_path / "cache" / "calendar-gen").iterdir()
    assert file.stat().st_mode & 0o077 == 0, "nobody else may write what is read back"
    assert forecast() == first


def test_a_relative_cache_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "here")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    forecast()
    assert [path.name for path in tmp_path.iterdir()] == [".cache"]


def test_what_is_made_of_a_rulebook_is_kept_with_it(
    rules: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []

    def licensed(book: Rulebook) -> Rulebook:
        made.append(book)
        return book._replace(licences=("MIT",))

    for _ in range(2):
        assert load([str(rules)], kept_in=str(kept), finish=licensed).licences == ("MIT",)
    assert len(made) == 1
    assert load([str(rules)], kept_in=str(kept)).licences == ()
    assert load([str(rules)], finish=licensed).licences == ("MIT",)
    assert len(made) == 2
