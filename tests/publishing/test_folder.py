"""Publishing to a folder: what is sent, removed, left, and refused."""

import errno
import json
import os
import subprocess
import sys
from pathlib import Path
from threading import Event, Thread

import pytest
from click.testing import CliRunner, Result

from calendar_gen.cli import main
from calendar_gen.publishing.addresses import FolderAddress
from calendar_gen.publishing.files import publish_files
from calendar_gen.publishing.folder import Folder
from calendar_gen.publishing.outcome import CannotPublish
from calendar_gen.site.folder import locked
from tests.site.samples import built, identities, order, rulebook, tree

NO_FILE = {"digest": "", "served": "", "tag": ""}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    built(order(rulebook(tmp_path / "rules")), tmp_path / "site")
    return tmp_path / "site"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "www"


def publish(site: Path, target: Path | str, *options: str) -> Result:
    return CliRunner().invoke(main, ["publish", str(target), "--site", str(site), *options])


def without_manifest(folder: Path) -> dict[str, bytes]:
    return {path: bytes_ for path, bytes_ in tree(folder).items() if "published" not in path}


def test_all_files_but_hidden_ones_arrive(site: Path, root: Path) -> None:
    (site / ".secret").write_text("no")
    (site / "CNAME").write_text("example.org")
    done = publish(site, root)
    assert done.exit_code == 0, done.output
    arrived = without_manifest(root)
    expected = tree(site)
    del expected[".secret"]
    assert arrived == expected


def test_the_second_time_nothing_is_touched(site: Path, root: Path) -> None:
    publish(site, root)
    before = identities(root)
    done = publish(site, root)
    assert "nothing has changed" in done.stderr
    assert identities(root) == before


def test_only_what_differs_is_written(site: Path, root: Path) -> None:
    publish(site, root)
    (root / "feeds" / "mine.ics").write_text("mine")
    before = identities(root)
    (site / "feeds" / "all.ics").write_text("changed")
    (site / "feeds" / "wwii.ics").unlink()
    (site / "news").mkdir()
    (site / "news" / "a.txt").write_text("a")
    done = publish(site, root)
    assert "1 new, 1 changed, 1 removed" in done.stderr
    after = identities(root)
    assert {path for path in before if before[path] != after.get(path)} == {
        "feeds/all.ics",
        "feeds/wwii.ics",
        "data/published.json",
    }
    (site / "news" / "a.txt").unlink()
    publish(site, root)
    assert not (root / "news").exists()
    assert (root / "feeds" / "mine.ics").read_text() == "mine"


def test_a_dry_run_writes_nothing(site: Path, root: Path) -> None:
    done = publish(site, root, "--dry-run")
    assert "new        feeds/all.ics\n" in done.stdout
    assert "nothing was sent" in done.stderr
    assert not root.exists()


class Failing(Folder):
    """A folder whose disk is full after some files."""

    left = 5

    def send(self, path: str, content: bytes) -> str:
        Failing.left -= 1
        if Failing.left < 0:
            raise CannotPublish("no space left")
        return super().send(path, content)


def test_a_publication_that_breaks_off_is_finished_by_the_next(
    site: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("calendar_gen.publishing.folder.Folder", Failing)
    assert publish(site, root).exit_code == 73
    assert not (root / "index.html").exists()
    monkeypatch.undo()
    done = publish(site, root)
    assert done.exit_code == 0, done.output
    assert without_manifest(root) == tree(site)


def test_an_old_site_comes_back_after_a_new_one_broke_off(
    site: Path, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(site, root)
    old = tree(site)
    for path in old:
        if path.startswith("feeds/"):
            (site / path).write_bytes(b"new")
    monkeypatch.setattr("calendar_gen.publishing.folder.Folder", Failing)
    monkeypatch.setattr(Failing, "left", 3)
    assert publish(site, root).exit_code == 73
    monkeypatch.undo()
    for path, content in old.items():
        (site / path).write_bytes(content)
    publish(site, root)
    assert without_manifest(root) == old


def test_what_is_refused(site: Path, root: Path, tmp_path: Path) -> None:
    root.mkdir()
    (root / "index.html").write_text("Welcome")
    file = tmp_path / "file"
    file.touch()
    for target, code, sentence in (
        (root, 73, "index.html is there already"),
        (file, 73, "it is a file, not a folder"),
        (tmp_path / "no" / "where", 73, "there is no folder"),
        (site, 73, "one is inside the other"),
        (tmp_path, 73, "one is inside the other"),
        ("ftp://example.org", 2, "ftp:// is no place to publish to"),
        ("https://example.org/dav/", 2, "is written caldav+https://"),
        ("s3://key:secret@bucket/x", 2, "an s3:// address holds no key"),
        ("s3://", 2, "is not the name of a bucket"),
        ("s3://bucket/a/../b", 2, "has an empty step, a . or a .. in it"),
        ("s3://bucket/?x", 2, "an s3:// address has no ? and no #"),
        ("s3:/bucket/x", 2, "lacks a slash"),
        ("", 2, "an empty address"),
        ("caldav+https://anna:secret@example.org/", 2, "a CalDAV address holds no password"),
        ("caldav+https:///path", 2, "not the address of a CalDAV calendar"),
    ):
        done = publish(site, target)
        assert done.exit_code == code, (target, done.output)
        assert sentence in " ".join(done.stderr.split()), target
        assert "secret" not in done.stderr
    assert (root / "index.html").read_text() == "Welcome"
    assert publish(tmp_path / "rules", root).exit_code == 66
    assert publish(site, root, "--feed", "all").exit_code == 2
    assert publish(site, root, "--endpoint", "https://example.org").exit_code == 2
    for endpoint in ("http://", "http://[", "storage.example.org", "https://key@example.org"):
        done = publish(site, "s3://bucket", "--endpoint", endpoint)
        assert done.exit_code == 2
        assert "that is no address of object storage" in done.stderr


@pytest.mark.parametrize(
    "manifest",
    [
        "{",
        '{"calendar-gen-published": 2, "files": {}}',
        json.dumps({"calendar-gen-published": 1, "files": {"../own.txt": NO_FILE}}),
    ],
)
def test_a_manifest_that_is_none_is_told_and_leads_nowhere(
    site: Path, root: Path, manifest: str
) -> None:
    publish(site, root)
    own = root.parent / "own.txt"
    own.write_text("own")
    (root / "data" / "published.json").write_text(manifest)
    done = publish(site, root)
    assert done.exit_code == 73
    assert "is not that of calendar-gen" in done.stderr
    assert own.exists()


def test_a_site_that_is_being_built_is_waited_for(site: Path, root: Path) -> None:
    said = Event()
    with locked(site.resolve(), lambda: None):
        publishing = Thread(
            target=publish_files, args=(site, FolderAddress(root)), kwargs={"waiting": said.set}
        )
        publishing.start()
        assert said.wait(30)
        assert not root.exists()
    publishing.join(30)
    assert without_manifest(root) == tree(site)


@pytest.mark.parametrize("command", ["publish", "build"])
def test_whoever_waits_says_for_what(command: str, site: Path, root: Path) -> None:
    wanted = {
        "publish": ["publish", str(root), "--site", str(site)],
        "build": ["build", str(site.with_name("rules")), "-o", str(site), "--as-of", "2025-05-06"],
    }
    program = [sys.executable, "-m", "calendar_gen", *wanted[command]]
    with locked(site.resolve(), lambda: None):
        waiting = subprocess.Popen(program, stderr=subprocess.PIPE, text=True)
        assert waiting.stderr is not None
        told = waiting.stderr.readline()
    with waiting:
        waiting.communicate(timeout=60)
    assert told == f"{site} is being built or published; waiting for that to end.\n"
    assert waiting.returncode == 0


def test_a_site_beside_it_that_is_being_built_is_not_waited_for(site: Path, root: Path) -> None:
    def never() -> None:
        raise AssertionError

    with locked(site.resolve().with_name("other"), never):
        publish_files(site, FolderAddress(root), waiting=never)
    assert without_manifest(root) == tree(site)


def test_a_site_beside_which_nothing_may_be_written_is_published(
    site: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = os.open

    def refusing(path: Path, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        if flags & os.O_CREAT and Path(path).name == ".site.lock":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return opened(path, flags, mode, dir_fd=dir_fd)

    said = Event()
    with locked(site.resolve(), lambda: None):  # by whoever writes there
        monkeypatch.setattr(os, "open", refusing)
        publishing = Thread(
            target=publish_files, args=(site, FolderAddress(root)), kwargs={"waiting": said.set}
        )
        publishing.start()
        assert said.wait(30)
    publishing.join(30)
    assert without_manifest(root) == tree(site)
    assert publish(site, root).exit_code == 0
