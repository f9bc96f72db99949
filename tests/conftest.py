"""What holds for all tests: nothing of the machine's user is read or written."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="session", autouse=True)
def _cache_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Commands that tests run, in this process or another, keep rulebooks in a new folder."""
    folder = tmp_path_factory.mktemp("cache")
    before = os.environ.get("XDG_CACHE_HOME")
    os.environ["XDG_CACHE_HOME"] = str(folder)
    yield folder
    if before is None:
        del os.environ["XDG_CACHE_HOME"]
    else:
        os.environ["XDG_CACHE_HOME"] = before


@pytest.fixture(scope="session", autouse=True)
def _heeding_ctrl_c() -> None:
    """Programs that tests start end by Ctrl-C, also where these tests run behind an `&`: a shell
    has what it puts there ignore it, and so whatever that starts.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def leaving_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Programs that the test starts write nothing beside what is asked of them: under a limit on
    the size of files, which stands for a full disk, a compiled module would be cut off, and stay
    so (https://github.com/python/cpython/issues/126606), and coverage.py would speak of it.
    """
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)
