"""The other programs that the benchmarks run, each as pinned here."""

import os
import shutil
from pathlib import Path

from tests.machine import ROOT, UnpreparedError, is_current, is_installed, mark_current, run

HERE = Path(__file__).parent
HOME = ROOT / ".venv" / "benchmarks"
PYTHON = HOME / "bin" / "python"
NODE_MODULES = HOME / "node_modules"
DEBIAN = ("gcal", "gcc", "libc6-dev", "libical-dev", "nginx-light", "remind", "wrk")


def install(variables: dict[str, str]) -> None:
    """Install what is missing; what only Debian has is left out for anybody but root.

    Raises UnpreparedError.
    """
    _install_from_debian(variables)
    pinned = [HERE / "requirements.txt", HERE / "package.json"]
    stamp = HOME / "peers-installed"
    if is_current(stamp, pinned):
        return
    python = ROOT / ".venv" / "bin" / "python"
    run(python, "-m", "venv", "--clear", "--without-pip", HOME)
    pip = (python, "-m", "pip", "--python", PYTHON, "--disable-pip-version-check")
    run(*pip, "install", "--quiet", "-r", pinned[0])
    shutil.copy(pinned[1], HOME)
    npm = shutil.which("npm", path=variables["PATH"]) or "npm"
    # No lock file: those of npm name the packages of one system only, of which rrule-rust has many.
    options = ("--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund")
    run(npm, "install", *options, cwd=HOME, variables=variables)
    mark_current(stamp, pinned)


def _install_from_debian(variables: dict[str, str]) -> None:
    if shutil.which("apt-get") is None:
        return
    missing = [name for name in DEBIAN if not is_installed(name)]
    if missing and os.geteuid() == 0:
        run("apt-get", "update", "-qq")
        quiet = {**variables, "DEBIAN_FRONTEND": "noninteractive"}
        run("apt-get", "install", "-qqy", "--no-install-recommends", *missing, variables=quiet)
    elif missing:
        print(f"Without {', '.join(missing)}, which root installs, some rows stay away.")


def command(name: str) -> str | None:
    """The path of a command of Debian's, or None."""
    return shutil.which(name)


__all__ = ["NODE_MODULES", "PYTHON", "UnpreparedError", "command", "install"]
