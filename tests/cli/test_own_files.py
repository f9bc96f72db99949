"""An installation that is not whole: a sentence names the file of calendar-gen's own that fails."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Another checkout, of which files may go."""
    for part in ("calendar_gen", "templates", "rules"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def run(checkout: Path, *arguments: str) -> tuple[int, str]:
    """Exit code and what is said; nothing may come out."""
    result = subprocess.run(
        [sys.executable, "-B", "-m", "calendar_gen", *arguments],
        cwd=checkout,
        env={**os.environ, "PYTHONPATH": str(checkout)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.stdout == ""
    return result.returncode, result.stderr


DIGEST = ("digest", "2025", "--as-of", "2025-05-06")


@pytest.mark.parametrize(
    "arguments, lost",
    [
        (DIGEST, "templates/digest/digest.html.j2"),
        (DIGEST, "templates/digest/macros.html.j2"),
        (DIGEST, "templates/page.html.j2"),
        (DIGEST, "templates/base.css"),
        ((*DIGEST, "--format", "email"), "templates/email/digest.html.j2"),
        (("ledger", "RU", "CN", "--lang", "fr"), "calendar_gen/parties/names/fr.txt"),
    ],
)
def test_a_file_that_is_missing_is_named(
    arguments: tuple[str, ...], lost: str, checkout: Path
) -> None:
    (checkout / lost).unlink()
    code, said = run(checkout, *arguments)
    assert said.startswith(f"Error: calendar-gen's own {checkout / lost} cannot be read")
    assert said.endswith(": its installation is not whole; install calendar-gen again\n")
    assert "None" not in said
    assert code == 66


@pytest.mark.parametrize(
    "arguments, lost", [(DIGEST, "templates"), (("forecast", "--as-of", "2025-05-06"), "rules")]
)
def test_a_folder_that_is_missing_is_named(
    arguments: tuple[str, ...], lost: str, checkout: Path
) -> None:
    shutil.rmtree(checkout / lost)
    code, said = run(checkout, *arguments)
    assert said.startswith(f"Error: calendar-gen's own {lost} are missing: neither ")
    assert code == 66


def test_a_build_says_so_and_leaves_what_was_there(checkout: Path) -> None:
    (checkout / "templates" / "base.css").unlink()
    code, said = run(checkout, "build", "--as-of", "2025-05-06", "-o", "site")
    assert said.startswith(f"Error: cannot write site: calendar-gen's own {checkout}")
    assert said.endswith("install calendar-gen again; what was there is untouched\n")
    assert code == 73
    assert not (checkout / "site").exists()
