"""Builds that are killed, that find no room, or that may not write: the old site stays whole."""

import os
import signal
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from calendar_gen.site import Order, build, remembered
from tests.site.samples import AS_OF, RULES, built, identities, order, rulebook, tree

ROOT = Path(__file__).parent.parent.parent
MOMENTS = 50
TOUCHING = ("open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.chmod")
"""Audit events of what a build does to files."""


def steps(folder: Path, limit: int | None, work: Callable[[], object]) -> int:
    """Do the work in a child that is killed before the `limit`th thing that it does to files.

    Gives how many it did. The child is a fork: it has imported everything, so that no step of it is
    but the build's own.
    """
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of threads that other tests left
        child = os.fork()
    if child == 0:
        count = 0

        def watch(event: str, arguments: tuple[object, ...]) -> None:
            nonlocal count
            if event in TOUCHING and (event != "open" or str(folder) in str(arguments[0])):
                count += 1
                if count == limit:
                    os.kill(os.getpid(), signal.SIGKILL)

        try:
            sys.addaudithook(watch)
            work()
            os.write(writing, str(count).encode())
        finally:
            os._exit(0)
    os.close(writing)
    told = os.read(reading, 32)
    os.close(reading)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) == (limit is not None)
    return int(told or b"0")


@pytest.fixture
def two_orders(tmp_path: Path) -> tuple[Order, Order]:
    years = (2025, 2026)
    one = order(rulebook(tmp_path / "rules"))._replace(years=years)
    other = rulebook(tmp_path / "rules", RULES.replace("en: Surrender Day", "en: V-J Day"))
    return one, one._replace(rulebook=other, as_of=AS_OF + 1)


def test_a_build_killed_at_any_moment_leaves_the_old_site_or_the_new_one(
    two_orders: tuple[Order, Order], tmp_path: Path
) -> None:
    old, new = two_orders
    place = tmp_path / "www"
    place.mkdir()
    out = place / "site"
    built(old, out)
    before = tree(out)
    built(new, tmp_path / "new")
    build(new, tmp_path / "new", remembered(out, str(out)))
    after = tree(tmp_path / "new")
    memory = remembered(out, None)
    count = steps(place, None, lambda: build(new, out, memory))
    assert tree(out) == after
    assert count > 60
    seen = set()
    for moment in sorted(Random(50).choices(range(1, count + 1), k=MOMENTS)):
        build(old, out, None)
        steps(place, moment, lambda: build(new, out, memory))
        found = tree(out)
        assert found in (before, after), moment
        seen.add(found == after)
        build(new, out, remembered(out, None))
        assert tree(out) == after
        assert [path.name for path in place.iterdir()] == ["site"]
    assert seen == {True, False}


def test_a_first_build_that_is_killed_leaves_nothing_in_the_way(
    two_orders: tuple[Order, Order], tmp_path: Path
) -> None:
    place = tmp_path / "www"
    place.mkdir()
    for moment in (2, 9, 20):
        steps(place, moment, lambda: build(two_orders[0], place / "site", None))
        assert not (place / "site").exists()
    built(two_orders[0], place / "site")
    assert [path.name for path in place.iterdir()] == ["site"]


# --- no room, and no permission


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Path]:
    (tmp_path / "rules.yaml").write_text(RULES, encoding="utf-8")
    place = tmp_path / "www"
    place.mkdir()
    assert command(tmp_path, "2025-05-06").returncode == 0
    yield place / "site"
    place.chmod(0o755)


RUN = """
import ctypes, os, resource, sys
{first}
os.execv(sys.executable, [sys.executable, "-m", "calendar_gen", *sys.argv[1:]])
"""


def command(folder: Path, day: str, first: str = "") -> subprocess.CompletedProcess[str]:
    """`calendar-gen build` as a process of its own, which does `first` before."""
    arguments = ("build", "rules.yaml", "-o", "www/site", "--years", "2025..2026", "--as-of", day)
    return subprocess.run(
        [sys.executable, "-c", RUN.format(first=first), *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


def refused(done: subprocess.CompletedProcess[str], site: Path, old: dict[str, object]) -> None:
    """The build said in a sentence that it cannot write; all is as it was."""
    assert done.returncode == 73, done.stderr
    assert done.stderr.startswith("Error: cannot write www/site: ")
    assert done.stderr.count("\n") == 1
    assert {**tree(site)} == old
    assert [path.name for path in site.parent.iterdir()] == ["site"]


@pytest.mark.usefixtures("leaving_nothing")
@pytest.mark.parametrize("room", [0, 1, 1000, 5000, 20_000])
def test_no_room_is_a_sentence_and_leaves_no_rubbish(site: Path, room: int) -> None:
    old: dict[str, object] = {**tree(site)}
    files = identities(site)

    little = f"resource.setrlimit(resource.RLIMIT_FSIZE, ({room}, {room}))"
    refused(command(site.parent.parent, "2025-07-01", little), site, old)
    assert identities(site) == files
    assert command(site.parent.parent, "2025-07-01").returncode == 0
    assert tree(site) != old


OBEY_PERMISSIONS = """
if os.geteuid() == 0:
    for capability in (1, 2):
        assert ctypes.CDLL(None).prctl(24, capability, 0, 0, 0) == 0
"""
"""Root passes over permissions. Without CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH (capabilities(7)),
which PR_CAPBSET_DROP of prctl(2) takes from it, it is bound by them like anybody else.
"""


def test_a_folder_that_may_not_be_written_is_a_sentence(site: Path) -> None:
    old: dict[str, object] = {**tree(site)}
    site.parent.chmod(0o555)
    done = command(site.parent.parent, "2025-07-01", OBEY_PERMISSIONS)
    refused(done, site, old)
    assert "Permission denied" in done.stderr


def test_a_memory_that_may_not_be_read_is_a_sentence(site: Path) -> None:
    old: dict[str, object] = {**tree(site)}
    memory = site / "data" / "revisions.json"
    memory.chmod(0)
    done = command(site.parent.parent, "2025-07-01", OBEY_PERMISSIONS)
    memory.chmod(0o644)
    assert done.returncode == 66
    assert "Permission denied" in done.stderr
    assert "Traceback" not in done.stderr
    assert {**tree(site)} == old
