"""`python -m tests.mutation.covering ROOM TO MODULE...`: which tests run which lines of modules.

Runs the tests of one room in this process, and writes how long each took and the lines it ran. What
a test has done by another process is not seen; what is made once for several tests is the first's.
"""

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import coverage
import pytest


class Watcher:
    """A plugin that tells coverage which test runs, and takes the processor's time."""

    def __init__(self, watched: coverage.Coverage) -> None:
        self._watched = watched
        self.seconds: dict[str, float] = {}
        self.failed: set[str] = set()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """Name the test while it is set up, run and taken down."""
        self._watched.switch_context(item.nodeid)
        begun = time.process_time()
        outcome = yield
        self.seconds[item.nodeid] = time.process_time() - begun
        return outcome

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A test that fails on the program as it is says nothing of a mutant."""
        if report.failed:
            self.failed.add(report.nodeid)


def main(room: str, to: str, modules: list[str]) -> int:
    """Write what the tests of `room` run; the exit code of pytest."""
    watched = coverage.Coverage(data_file=None, include=modules, config_file=False)
    watcher = Watcher(watched)
    watched.start()
    code = pytest.main(["-q", "-p", "no:cacheprovider", room], plugins=[watcher])
    watched.stop()
    data = watched.get_data()
    root = Path.cwd()
    seconds = {test: took for test, took in watcher.seconds.items() if test not in watcher.failed}
    tests = sorted(seconds, key=lambda test: (seconds[test], test))
    number = {test: place for place, test in enumerate(tests)}
    lines = {
        Path(file).relative_to(root).as_posix(): {
            line: sorted(number[test] for test in by if test in number)
            for line, by in data.contexts_by_lineno(file).items()
        }
        for file in sorted(data.measured_files())
    }
    found = {"tests": [[test, round(seconds[test], 3)] for test in tests], "lines": lines}
    Path(to).write_text(json.dumps(found), encoding="utf-8")
    return int(code)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3:]))
