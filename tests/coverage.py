"""`python -m tests.coverage [PATH...]` measures which branches of the program the tests take.

Runs all tests, or those of the paths given, as `python -m tests` does, with coverage.py watching
this process and every Python that a test starts; pyproject.toml says what is watched. Then prints
the lines and branches that no test takes. With all tests it exits 1 below the share that
pyproject.toml asks for. It takes about twice as long as the tests do alone.
"""

import shutil
import subprocess
import sys

from tests import machine
from tests.__main__ import PYTEST

DATA = machine.VENV / "coverage"


def main(paths: list[str]) -> int:
    """Run the tests and print the report; 1 if a test failed or too little was seen."""
    try:
        variables = machine.prepare()
    except machine.UnpreparedError as lack:
        print(lack, file=sys.stderr)
        return 1
    shutil.rmtree(DATA, ignore_errors=True)
    DATA.mkdir()
    least = ("--fail-under=0",) if paths else ()
    codes = [
        subprocess.run(
            [machine.PYTHON, "-m", "coverage", *words],
            cwd=machine.ROOT,
            env=variables,
            check=False,
        ).returncode
        for words in (
            ("run", "-m", *PYTEST, *paths),
            ("combine", "--quiet"),
            ("report", "--skip-covered", *least),
        )
    ]
    return int(any(codes))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
