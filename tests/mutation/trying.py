"""`python -m tests.mutation.trying`, in a copy of the tree: puts mutants in, and sees who objects.

Reads mutants, one a line as JSON, each with its `mutated` module and the `tests` to run, in their
order; writes after each what came of it. Each is written into its file, so that the processes that
tests start have it too, and tried in a fork of this process, which has loaded nothing of ours.
"""

import json
import multiprocessing
import os
import resource
import signal
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

import arrow  # noqa: F401 - with the others, loaded once for all forks
import babel.dates  # noqa: F401
import click.testing  # noqa: F401
import jinja2  # noqa: F401
import pytest
import yaml  # noqa: F401

SURVIVED = "survived"
GRACE = 20
"""Seconds of the processor that a mutant may take beyond `SLOWER` times what its tests took."""
SLOWER = 3
PATIENCE = 600.0
"""Seconds after which one that waits for something is given up."""


class Chosen:
    """A plugin that keeps the chosen tests, in their order, and says which failed first."""

    def __init__(self, tests: list[str]) -> None:
        self._place = {test: place for place, test in enumerate(tests)}
        self.objector = ""

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leave only what was chosen."""
        chosen = [item for item in items if item.nodeid in self._place]
        items[:] = sorted(chosen, key=lambda item: self._place[item.nodeid])

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Remember the first failure."""
        if report.failed and not self.objector:
            self.objector = report.nodeid


def try_out(tests: list[str], seconds: float, answer: Connection) -> None:
    """Run tests until one fails, and send its name, or that none did."""
    most = int(seconds * SLOWER) + GRACE
    resource.setrlimit(resource.RLIMIT_CPU, (most, most + 10))
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os.setpgid(0, 0)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    by_file: dict[str, list[str]] = {}
    for test in tests:
        by_file.setdefault(test.partition("::")[0], []).append(test)
    # One file at a time: most mutants are seen at once, and loading all files takes seconds.
    for file, own in by_file.items():
        chosen = Chosen(own)
        code = pytest.main(["-x", "-q", "-p", "no:cacheprovider", file], plugins=[chosen])
        if code not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
            answer.send(chosen.objector or "the tests could not begin")
            return
    answer.send(SURVIVED)


def outcome(tests: list[str], seconds: float) -> str:
    """What a fork says of the tree as it is now; the name of a test that failed, or `SURVIVED`."""
    ours, theirs = multiprocessing.Pipe(duplex=False)
    fork = multiprocessing.get_context("fork").Process(
        target=try_out, args=(tests, seconds, theirs)
    )
    fork.start()
    theirs.close()
    if not ours.poll(PATIENCE):
        os.killpg(fork.pid or 0, signal.SIGKILL)
        fork.join()
        return "no end"
    try:
        return str(ours.recv())
    except EOFError:
        fork.join()
        if not (fork.exitcode or 0) < 0:
            raise RuntimeError("pytest could not be run") from None
        return "no end" if fork.exitcode == -signal.SIGXCPU else "the process died"
    finally:
        fork.join()


def main(tell: Callable[[str], object]) -> None:
    """Try each mutant of standard input."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    sys.dont_write_bytecode = True
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    for text in sys.stdin:
        mutant = json.loads(text)
        path = Path(mutant["module"])
        before = path.read_text(encoding="utf-8")
        for compiled in path.parent.glob(f"__pycache__/{path.stem}.*.pyc"):
            compiled.unlink()
        path.write_text(mutant.pop("mutated"), encoding="utf-8")
        try:
            tests = mutant.pop("tests")
            mutant["outcome"] = outcome(tests, mutant["seconds"]) if tests else SURVIVED
        finally:
            path.write_text(before, encoding="utf-8")
        tell(json.dumps(mutant))


if __name__ == "__main__":
    main(lambda line: print(line, flush=True))
