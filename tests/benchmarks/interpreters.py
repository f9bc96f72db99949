"""The same bytes from another Python.

Run `python -m tests.benchmarks.interpreters PYTHON...` from the root, each an interpreter that has
the run-time packages. What each answers (`tests.attack.answers`) is compared with this one's.
"""

import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.attack.test_machines import STRICT, answers

VERSION = "import sys; print('.'.join(map(str, sys.version_info[:3])))"


def main(pythons: list[str]) -> int:
    expected = None
    for number, python in enumerate((sys.executable, *pythons)):
        ours = number == 0
        version = subprocess.check_output([python, "-c", VERSION], text=True).strip()
        with TemporaryDirectory() as base:
            # The packages of this interpreter are not for the others.
            path = None if ours else {"PYTHONPATH": str(Path(__file__).parents[2])}
            found = answers(python, Path(base, "here"), STRICT, path)
        said, told, site = found
        whole = sha256(b"\0".join((said, told, *site.values()))).hexdigest()[:16]
        print(f"{version}: {len(said):,} bytes, {len(site)} files, {whole}")
        expected = expected or found
        if found != expected:
            print("  not the same")
            return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
