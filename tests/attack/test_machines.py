"""The same rules, the same day asked for, the same bytes: whatever machine answers."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.attack.answers import COMMANDS

STRICT = ("-W", "error", "-X", "warn_default_encoding")
"""What depends on the encoding of the machine's locale is an error."""

MACHINES: dict[str, tuple[tuple[str, ...], dict[str, str]]] = {
    "Kiribati": (STRICT, {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1"}),
    "Samoa": (STRICT, {"TZ": "Pacific/Pago_Pago", "PYTHONHASHSEED": "2"}),
    "Turkey": (STRICT, {"LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "3"}),
    "Turkey before Unicode": (
        ("-X", "utf8=0"),
        {"LC_ALL": "tr_TR.ISO-8859-9", "LANGUAGE": "tr", "PYTHONHASHSEED": "4"},
    ),
    "C": (STRICT, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONHASHSEED": "5"}),
    "POSIX alone": (
        STRICT,
        {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONHASHSEED": "6"},
    ),
    "Latin-1": (STRICT, {"PYTHONIOENCODING": "latin-1", "PYTHONHASHSEED": "7"}),
    "without asserts": (("-O",), {"PYTHONHASHSEED": "8"}),
    "a narrow screen": (STRICT, {"COLUMNS": "20", "LINES": "5", "PYTHONHASHSEED": "9"}),
    "folders in any order": (STRICT, {"SHUFFLE": "1", "PYTHONHASHSEED": "random"}),
}


def answers(
    python: str, folder: Path, flags: tuple[str, ...] = (), variables: dict[str, str] | None = None
) -> tuple[bytes, bytes, dict[str, bytes]]:
    """What is written and said, and the site that is built, by an interpreter."""
    folder.mkdir()
    ours = {"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    plain = {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0", "HOME": str(folder)}
    command = [python, *flags, "-m", "tests.attack.answers", "."]
    ran = subprocess.run(
        command,
        cwd=folder,
        env={**ours, **plain, "PYTHONDONTWRITEBYTECODE": "1", **(variables or {})},
        capture_output=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr.decode()
    site = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted((folder / "site").rglob("*"))
        if path.is_file()
    }
    return ran.stdout, ran.stderr.replace(bytes(folder), b"."), site


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes, dict[str, bytes]]:
    return answers(sys.executable, tmp_path_factory.mktemp("usual") / "here", STRICT)


@pytest.fixture(scope="module")
def locales(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Turkish locale, which few machines have: without it the C library goes on with C."""
    folder = tmp_path_factory.mktemp("locales")
    if shutil.which("localedef"):
        name = folder / "tr_TR.ISO-8859-9"
        made = ("localedef", "-i", "tr_TR", "-f", "ISO-8859-9", str(name))
        subprocess.run(made, capture_output=True, check=False)
    return folder


def test_the_usual_machine_answers(usual: tuple[bytes, bytes, dict[str, bytes]]) -> None:
    said, told, site = usual
    assert said.count(b"$ ") == len(COMMANDS) + 1
    assert "中国 → 俄罗斯".encode() in said
    assert b"Error" not in told
    assert "site/feeds/all.ics" in site


@pytest.mark.parametrize("machine", MACHINES)
def test_every_machine_gives_the_same_bytes(
    machine: str, usual: tuple[bytes, bytes, dict[str, bytes]], locales: Path, tmp_path: Path
) -> None:
    flags, variables = MACHINES[machine]
    found = answers(
        sys.executable, tmp_path / "here", flags, {"LOCPATH": str(locales), **variables}
    )
    assert found == usual
