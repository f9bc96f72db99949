"""A folder of a site changes at once or not at all, by one build at a time; others' files stay."""

import stat
import threading
import time
from pathlib import Path

import pytest

from calendar_gen.site import (
    CannotWrite,
    Order,
    build,
    building,
)
from calendar_gen.site import folder as folders
from tests.site.samples import AS_OF, built, identities, tree


def test_nothing_is_left_beside_the_site(plain: Order, out: Path) -> None:
    built(plain, out)
    built(plain, out)
    assert [path.name for path in out.parent.iterdir()] == ["site"]


def test_a_build_that_fails_leaves_the_old_site_whole_and_nothing_else(
    plain: Order, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(plain, out)
    before, files = tree(out), identities(out)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", str(out))

    for place in ("write_data", "write_index", "keep_foreign", "swap"):
        with monkeypatch.context() as patched:
            patched.setattr(building, place, full)
            with pytest.raises(CannotWrite, match="No space left on device"):
                built(plain._replace(as_of=AS_OF + 30), out)
        assert tree(out) == before
        assert identities(out) == files
        assert [path.name for path in out.parent.iterdir()] == ["site"]


def test_a_fault_of_ours_leaves_nothing_either(
    plain: Order, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(building, "write_index", broken)
    with pytest.raises(KeyboardInterrupt):
        built(plain, out)
    assert list(out.parent.iterdir()) == []


@pytest.mark.parametrize("exchange", [True, False])
def test_the_folders_change_places(
    plain: Order, out: Path, monkeypatch: pytest.MonkeyPatch, exchange: bool
) -> None:
    if not exchange:
        monkeypatch.setattr(folders, "_exchange", lambda one, other: False)
    built(plain, out)
    built(plain._replace(as_of=AS_OF + 30), out)
    assert b"5 June 2025" in tree(out)["index.html"]
    assert [path.name for path in out.parent.iterdir()] == ["site"]


def test_without_an_exchange_a_failed_second_step_brings_the_old_site_back(
    plain: Order, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(plain, out)
    before = tree(out)
    monkeypatch.setattr(folders, "_exchange", lambda one, other: False)
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if self.name == ".site.new":
            raise OSError(5, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(CannotWrite):
        built(plain._replace(as_of=AS_OF + 30), out)
    assert tree(out) == before


def test_the_next_build_clears_up_after_one_that_was_killed(plain: Order, out: Path) -> None:
    built(plain, out)
    before = tree(out)
    new, old = folders.beside(out.resolve())
    new.mkdir()
    (new / "half.html").write_text("half")
    out.rename(old)  # killed between the two steps, where there is no exchange
    report = built(plain, out)
    assert tree(out) == before
    assert [path.name for path in out.parent.iterdir()] == ["site"]
    assert report.folder == out


def test_what_others_put_into_the_folder_stays(plain: Order, out: Path) -> None:
    built(plain, out)
    (out / "CNAME").write_text("example.org")
    (out / "feeds" / "own.ics").write_text("mine")
    (out / ".well-known").mkdir()
    (out / ".well-known" / "link").symlink_to("../CNAME")
    built(plain._replace(as_of=AS_OF + 30), out)
    assert (out / "CNAME").read_text() == "example.org"
    assert (out / "feeds" / "own.ics").read_text() == "mine"
    assert (out / ".well-known" / "link").readlink().as_posix() == "../CNAME"


def test_what_we_wrote_and_write_no_more_goes(plain: Order, out: Path) -> None:
    built(plain._replace(languages=("en", "ru")), out)
    assert (out / "ru" / "feeds" / "all.ics").is_file()
    report = built(plain, out)
    assert not (out / "ru").exists()
    assert "ru/index.html" in report.changes.files.removed


def test_a_folder_that_is_not_ours_is_refused(plain: Order, out: Path) -> None:
    out.mkdir()
    (out / "thesis.tex").write_text("years of work")
    with pytest.raises(CannotWrite, match="not empty and holds no site of calendar-gen"):
        built(plain, out)
    assert tree(out) == {"thesis.tex": b"years of work"}
    file = out.parent / "file"
    file.write_text("text")
    with pytest.raises(CannotWrite, match="it is a file, not a folder"):
        built(plain, file)
    with pytest.raises(CannotWrite, match="there is no folder"):
        built(plain, out.parent / "missing" / "site")


def test_an_empty_folder_is_taken_with_its_permissions(plain: Order, out: Path) -> None:
    out.mkdir(mode=0o750)
    out.chmod(0o750)
    built(plain, out)
    assert stat.S_IMODE(out.stat().st_mode) == 0o750


def test_a_link_to_a_folder_stays_a_link(plain: Order, out: Path) -> None:
    real = out.parent / "real"
    real.mkdir()
    out.symlink_to(real)
    built(plain, out)
    assert out.is_symlink()
    assert (real / "index.html").is_file()


def test_the_second_of_two_builds_waits_and_says_so(plain: Order, out: Path) -> None:
    said = threading.Event()
    done: list[object] = []

    def second() -> None:
        done.append(build(plain, out, None, waiting=said.set))

    with folders.locked(out, lambda: None):
        thread = threading.Thread(target=second)
        thread.start()
        assert said.wait(20)
        assert not out.exists()
    thread.join(30)
    assert done
    assert (out / "index.html").is_file()


def test_another_site_in_the_same_folder_is_not_waited_for(plain: Order, out: Path) -> None:
    def never() -> None:
        raise AssertionError

    with folders.locked(out, never):
        build(plain, out.with_name("other"), None, waiting=never)
    assert (out.with_name("other") / "index.html").is_file()
    assert [path.name for path in out.parent.iterdir()] == ["other"]


def test_a_lock_is_one_site_s_however_often_it_changes_hands(out: Path) -> None:
    holders: list[int] = []
    most = []

    def work(number: int) -> None:
        for _ in range(100):
            with folders.locked(out, lambda: None):
                holders.append(number)
                time.sleep(0)  # lets another run
                most.append(len(holders))
                holders.remove(number)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert most == [1] * 400
    assert list(out.parent.iterdir()) == []


def test_what_a_killed_build_left_locks_nothing(plain: Order, out: Path) -> None:
    out.with_name(".site.lock").touch()
    built(plain, out)
    assert [path.name for path in out.parent.iterdir()] == ["site"]


def test_dry_writes_nothing_and_tells_all(plain: Order, out: Path) -> None:
    report = built(plain, out, dry=True)
    assert not out.exists()
    assert list(out.parent.iterdir()) == []
    assert report.changes.any
    built(plain, out)
    before = identities(out)
    assert not built(plain, out, dry=True).changes.any
    assert built(plain._replace(min_likelihood=0.9), out, dry=True).changes.any
    assert identities(out) == before


def test_a_feed_that_somebody_changed_is_mended(plain: Order, out: Path) -> None:
    built(plain, out)
    before = tree(out)
    feed = out / "feeds" / "all.ics"
    feed.write_bytes(before["feeds/all.ics"].replace(b"Victory", b"Defeat "))
    assert built(plain, out, dry=True).changes.files.changed == ("feeds/all.ics",)
    built(plain, out)
    assert tree(out) == before
