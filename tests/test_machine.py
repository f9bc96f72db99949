"""The setup finds again what it unpacked, and knows when it has nothing to do."""

import subprocess
from pathlib import Path

import pytest

from tests import machine


@pytest.fixture
def unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty root of unpacked Debian packages, in place of the real one."""
    root = tmp_path / "debian" / "root"
    root.mkdir(parents=True)
    monkeypatch.setattr(machine, "DEBIAN", tmp_path / "debian")
    monkeypatch.setattr(machine, "UNPACKED", root)
    return root


def test_font_rules_are_those_in_force_and_lie_in_the_unpacked_root(unpacked: Path) -> None:
    in_force = unpacked / "etc" / "fonts" / "conf.d"
    in_force.mkdir(parents=True)
    (in_force / "60-latin.conf").symlink_to("/usr/share/fontconfig/conf.avail/60-latin.conf")
    (in_force / "57-dejavu.conf").symlink_to("../conf.avail/57-dejavu.conf")
    machine.write_font_configuration()
    included = [
        line.partition(">")[2].partition("<")[0]
        for line in (machine.DEBIAN / "fonts.conf").read_text().splitlines()
        if "<include" in line
    ]
    assert included == [
        str(in_force / "57-dejavu.conf"),
        str(unpacked / "usr/share/fontconfig/conf.avail/60-latin.conf"),
    ]


def test_private_libraries_of_packages_are_found_too(unpacked: Path) -> None:
    libraries = unpacked / "usr" / "lib" / "x86_64-linux-gnu"
    for folder, name in (("", "libnss3.so"), ("pulseaudio", "libpulse.so.0"), ("gtk", "a.txt")):
        (libraries / folder).mkdir(parents=True, exist_ok=True)
        (libraries / folder / name).touch()
    assert machine.library_folders() == [libraries, libraries / "pulseaudio"]
    paths = machine.environment()["LD_LIBRARY_PATH"].split(":")
    assert paths[:2] == [str(libraries), str(libraries / "pulseaudio")]


def test_tools_of_the_environment_come_first(unpacked: Path) -> None:
    first, second, *rest = machine.environment()["PATH"].split(":")
    assert (first, second) == (str(machine.VENV / "bin"), str(unpacked.parent / "bin"))
    assert rest


def test_the_unpacked_browser_is_a_command(unpacked: Path) -> None:
    browser = unpacked / "usr" / "lib" / "chromium" / "chromium"
    browser.parent.mkdir(parents=True)
    browser.touch()
    machine.write_chromium_command()
    command = machine.DEBIAN / "bin" / "chromium"
    assert str(browser) in command.read_text()
    assert command.stat().st_mode & 0o111


def test_a_setup_is_repeated_only_when_its_inputs_change(tmp_path: Path) -> None:
    pins, stamp = tmp_path / "pins.txt", tmp_path / "stamp"
    pins.write_text("a==1\n")
    assert not machine.is_current(stamp, [pins])
    machine.mark_current(stamp, [pins])
    assert machine.is_current(stamp, [pins])
    pins.write_text("a==2\n")
    assert not machine.is_current(stamp, [pins])


def test_a_failing_step_is_told_in_a_sentence() -> None:
    with pytest.raises(machine.UnpreparedError, match="`false` failed with exit code 1"):
        machine.run("false")


def test_clients_that_clash_are_installed_once_into_a_place_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[list[str]] = []

    def run(*command: str | Path) -> None:
        ran.append([str(word) for word in command])
        machine.PEERS.mkdir(parents=True, exist_ok=True)

    monkeypatch.setattr(machine, "PEERS", tmp_path / "peers")
    monkeypatch.setattr(machine, "PEERS_PYTHON", tmp_path / "peers" / "bin" / "python")
    monkeypatch.setattr(machine, "run", run)
    machine.install_peers()
    assert [words[2] for words in ran] == ["venv", "pip"]
    assert str(machine.PEERS_PYTHON) in ran[1]
    machine.install_peers()
    assert len(ran) == 2


def test_whatever_the_clients_need_is_pinned() -> None:
    lines = (machine.CLIENTS / "requirements.txt").read_text().splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    assert all("==" in pin for pin in pins)
    check = [str(machine.PEERS_PYTHON), "-c", EVERYTHING_NEEDED]
    done = subprocess.run(check, capture_output=True, text=True, check=False)
    assert done.stdout.split() == [], "requirements.txt lacks these"
    assert done.returncode == 0, done.stderr


EVERYTHING_NEEDED = """\
import re
from importlib.metadata import distributions
def name(text):
    return re.sub("[-_.]+", "-", text).lower()
have = {name(each.metadata["Name"]) for each in distributions()}
for each in distributions():
    for need in each.requires or ():
        if ";" not in need and name(re.match("[A-Za-z0-9._-]+", need)[0]) not in have:
            print(need)
"""
