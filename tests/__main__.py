"""Sets everything up and passes all tests: `python3 -m tests`, the README's second command."""

import os
import subprocess
import sys

from tests import machine

# Files stay whole, since what a file sets up is made once.
PYTEST = ("pytest", "-n", str(min(os.cpu_count() or 1, 4)), "--dist", "loadfile")
CHECKS = (
    ("ruff", "format", "--check", "--quiet"),
    ("ruff", "check", "--quiet"),
    ("mypy",),
    PYTEST,
)


def main() -> int:
    """Run every check, also after one has failed; return 1 if any did."""
    try:
        variables = machine.prepare()
    except machine.UnpreparedError as lack:
        print(lack, file=sys.stderr)
        return 1
    failed = []
    for check in CHECKS:
        print("$ python -m", " ".join(check), flush=True)
        command = [str(machine.PYTHON), "-m", *check]
        if subprocess.run(command, cwd=machine.ROOT, env=variables, check=False).returncode:
            failed.append(check[0])
    if failed:
        print("Failed:", ", ".join(failed), file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
