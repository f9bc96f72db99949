"""What is built is what was committed, and it works where there is no checkout."""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import NamedTuple

import pytest

from calendar_gen import __version__
from calendar_gen.assets import rules_dir, shipped_folder, templates_dir
from tests import committed, readme
from tests.committed import ROOT


class Distributions(NamedTuple):
    """The files built from the checkout."""

    wheel: Path
    sdist: Path


def build(source: Path, destination: Path, target: str) -> Path:
    """Build a wheel or sdist of a source folder, with the build backend that is installed here."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(destination)]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    (built,) = destination.glob("*.whl" if target == "wheel" else "*.tar.gz")
    return built


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command as a user outside the checkout would; return its output."""
    python_folder = str(Path(sys.executable).parent)
    variables = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    variables["PATH"] = os.pathsep.join([python_folder, variables["PATH"]])
    words = [str(word) for word in command]
    done = subprocess.run(
        words, cwd=cwd, env=variables, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, (
        f"{words} ended with {done.returncode}:\n{done.stdout}{done.stderr}"
    )
    return done.stdout


@pytest.fixture(scope="module")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> Distributions:
    folder = tmp_path_factory.mktemp("dist")
    return Distributions(build(ROOT, folder, "wheel"), build(ROOT, folder, "sdist"))


@pytest.fixture(scope="module")
def unpacked_sdist(distributions: Distributions, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unpacked")
    run("tar", "xzf", distributions.sdist, cwd=folder)
    (source,) = folder.iterdir()
    return source


@pytest.fixture(scope="module")
def after_first_command(unpacked_sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder where the README's first command was run, and whose sources were then deleted."""
    folder = tmp_path_factory.mktemp("first") / "calendar-gen"
    shutil.copytree(unpacked_sdist, folder)
    (folder / "forecast.txt").write_text(run("sh", "-c", readme.first_command(), cwd=folder))
    for name in ("calendar_gen", "rules", "templates", "tests"):
        shutil.rmtree(folder / name)
    (folder / "pyproject.toml").unlink()
    return folder


def names_below(folder: Path) -> set[str]:
    """Return the paths of all committed files below a folder, relative to it."""
    return {path.relative_to(folder).as_posix() for path in committed.files(folder)}


def test_the_wheel_holds_the_package_the_rules_and_the_templates(
    distributions: Distributions,
) -> None:
    with zipfile.ZipFile(distributions.wheel) as wheel:
        held = {name for name in wheel.namelist() if ".dist-info/" not in name}
    expected = {f"calendar_gen/{name}" for name in names_below(ROOT / "calendar_gen")}
    for shipped in ("rules", "templates"):
        expected |= {
            f"calendar_gen/shipped/{shipped}/{name}" for name in names_below(ROOT / shipped)
        }
    assert held == expected


def test_the_wheel_holds_the_bill_of_materials(distributions: Distributions) -> None:
    with zipfile.ZipFile(distributions.wheel) as wheel:
        (name,) = (each for each in wheel.namelist() if ".dist-info/sboms/" in each)
        assert wheel.read(name) == (ROOT / ".ci" / "calendar-gen.cdx.json").read_bytes()


def test_the_sdist_holds_every_committed_file(unpacked_sdist: Path) -> None:
    assert names_below(unpacked_sdist) == names_below(ROOT) | {"PKG-INFO"}


def test_a_wheel_built_from_the_sdist_has_the_same_bytes(
    distributions: Distributions, unpacked_sdist: Path, tmp_path: Path
) -> None:
    rebuilt = build(unpacked_sdist, tmp_path, "wheel")
    assert rebuilt.name == distributions.wheel.name
    assert rebuilt.read_bytes() == distributions.wheel.read_bytes()


def test_the_first_command_forecasts_and_builds_a_site(after_first_command: Path) -> None:
    site = after_first_command / "site"
    assert (after_first_command / "forecast.txt").read_text().strip()
    assert (site / "index.html").is_file()
    assert (site / "feeds" / "all.ics").is_file()
    assert list((site / "digests").glob("*.html"))


@pytest.mark.parametrize(
    "arguments", [["--version"], ["check"], ["forecast", "--today", "2026-11-24"]], ids=" ".join
)
def test_the_installed_command_works_without_the_sources(
    after_first_command: Path, tmp_path: Path, arguments: list[str]
) -> None:
    output = run(after_first_command / ".venv/bin/calendar-gen", *arguments, cwd=tmp_path)
    assert output or arguments == ["check"]
    assert arguments != ["--version"] or __version__ in output


def test_an_editable_install_sees_the_checkout(tmp_path: Path) -> None:
    python = tmp_path / "venv" / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check")
    pins = ("-c", ROOT / ".ci" / "constraints.txt")
    run(sys.executable, "-m", "venv", "--without-pip", tmp_path / "venv", cwd=tmp_path)
    run(*pip, "install", *pins, "hatchling", "editables", cwd=tmp_path)
    run(*pip, "install", "--no-deps", "--no-build-isolation", "-e", ROOT, cwd=tmp_path)
    show = "from calendar_gen.assets import *; print(rules_dir(), templates_dir(), sep='\\n')"
    found = run(python, "-c", show, cwd=tmp_path).splitlines()
    assert found == [str(ROOT / "rules"), str(ROOT / "templates")]
    assert list(tmp_path.rglob("site-packages/calendar_gen")) == [], "copies that would age"


def test_the_checkout_has_its_folders_beside_the_package() -> None:
    assert (rules_dir(), templates_dir()) == (str(ROOT / "rules"), str(ROOT / "templates"))


def test_the_packaged_folder_comes_before_the_checkout(tmp_path: Path) -> None:
    package = tmp_path / "calendar_gen"
    (package / "shipped" / "rules").mkdir(parents=True)
    (tmp_path / "rules").mkdir()
    (tmp_path / "pyproject.toml").touch()
    assert shipped_folder("rules", str(package)) == str(package / "shipped" / "rules")


def test_a_strange_folder_beside_the_package_is_not_ours(tmp_path: Path) -> None:
    (tmp_path / "calendar_gen").mkdir()
    (tmp_path / "rules").mkdir()
    with pytest.raises(FileNotFoundError, match="own rules are missing"):
        shipped_folder("rules", str(tmp_path / "calendar_gen"))


def test_the_top_level_stays_small() -> None:
    project = {"pyproject.toml", "README.md", "LICENSE"}
    folders = {"calendar_gen", "templates", "rules", "tests"}
    visible = {name for name in committed.top_level() if not name.startswith(".")}
    assert visible == project | folders


REGISTRY = re.compile(
    r"py[p]i\.org|python[h]osted\.|registry\.(npm[j]s|yarn[p]kg)|deb\.deb[i]an\.|--(extra-)?index-url"
)
MACHINE_PATH = re.compile(  # somebody's is nobody's: an example
    r"(?<![\w.:/<*])/(?:home|root|tmp|work|Users|opt)/(?!somebody/)\w"
)


@pytest.mark.parametrize("pattern", [REGISTRY, MACHINE_PATH], ids=["registry", "machine path"])
def test_no_committed_file_depends_on_one_machine(pattern: re.Pattern[str]) -> None:
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()[:200]}"
        for path in committed.files()
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines()
        if pattern.search(line)
    ]
    assert not found


def test_the_patterns_would_find_a_machine() -> None:
    assert REGISTRY.search("https://" + "pypi" + ".org/simple")
    assert MACHINE_PATH.search(f'open("{os.sep}home{os.sep}me{os.sep}rules.yaml")')


def test_the_pins_name_versions_and_nothing_else() -> None:
    lines = (ROOT / ".ci" / "constraints.txt").read_text().splitlines()
    assert [line for line in lines if not re.fullmatch(r"[\w.-]+==[\w.!+]+", line)] == []


def test_continuous_integration_runs_the_second_command() -> None:
    script = (ROOT / ".ci" / "run").read_text().splitlines()
    assert script[-1] == f"exec {readme.second_command()}"


def test_distributions_have_the_same_bytes_wherever_and_whenever_they_are_built(
    distributions: Distributions, tmp_path: Path
) -> None:
    source = tmp_path / "elsewhere"
    before = os.umask(0o077)
    try:
        for path in committed.files(ROOT):
            copy = source / path.relative_to(ROOT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
            copy.chmod(path.stat().st_mode & 0o700)
            os.utime(copy, (1, 1))
        for target, built in (("wheel", distributions.wheel), ("sdist", distributions.sdist)):
            again = build(source, tmp_path / target, target)
            assert (again.name, again.read_bytes()) == (built.name, built.read_bytes())
    finally:
        os.umask(before)
