"""A server that is told to end before it has begun, and one whose log nobody reads."""

import os
import signal
import subprocess
import time
from http.client import HTTPConnection
from io import TextIOWrapper
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from calendar_gen.server.log import Log
from tests.server.serving import PATIENCE, command, environment, serving
from tests.site.samples import RULES


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "rules.yaml").write_text(RULES, encoding="utf-8")
    return tmp_path


def until(holds: object, process: "subprocess.Popen[bytes]") -> None:
    assert callable(holds)
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end
        assert process.poll() is None
        time.sleep(0.005)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("all_of_them", [False, True])
def test_a_signal_in_the_first_build_leaves_nothing_behind(
    place: Path, number: signal.Signals, all_of_them: bool
) -> None:
    log = place / "log"
    with log.open("wb") as errors:
        process = subprocess.Popen(
            command(place, "--years", "1950..2090", "--lang", "en,ru,zh,ar"),
            stderr=errors,
            stdin=subprocess.DEVNULL,
            env=environment(),
            start_new_session=True,
        )
    until((place / ".site.new" / "feeds").exists, process)
    if all_of_them:  # as a terminal and a service manager do
        os.killpg(process.pid, number)
    else:
        process.send_signal(number)
    assert process.wait(PATIENCE) == 0, log.read_text()
    assert log.read_text().count("\n") == 1, log.read_text()
    assert '"event": "stopped"' in log.read_text()
    assert sorted(path.name for path in place.iterdir()) == ["log", "rules"]


def test_it_goes_on_when_nobody_reads_its_log(place: Path) -> None:
    process = subprocess.Popen(
        command(place, "--lang", "en"),
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        env=environment(),
    )
    try:
        assert process.stderr is not None
        ready = process.stderr.readline().decode()
        process.stderr.close()
        host = urlsplit(ready.partition('"address": "')[2].partition('"')[0]).netloc
        for _ in range(3):
            connection = HTTPConnection(host, timeout=PATIENCE)
            connection.request("GET", "/feeds/all.ics")
            assert connection.getresponse().status == 200
            connection.close()
            time.sleep(0.15)  # lines on requests are written together
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE) == 0
    finally:
        process.kill()
        process.wait()


def test_a_log_without_room_or_reader_disturbs_nobody(tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full, (tmp_path / "log").open("w") as file:
        log = Log(full)
        log("one")
        log("two")
        with pytest.raises(OSError, match="No space"):
            full.flush()
        os.dup2(file.fileno(), full.fileno())
        log("three")
    assert '"three"' in (tmp_path / "log").read_text()
    reading, writing = os.pipe()
    os.close(reading)
    with TextIOWrapper(os.fdopen(writing, "wb")) as pipe:
        log = Log(pipe)
        log("one")
        log("two")


def test_what_is_no_request_is_told_once_and_counted(place: Path) -> None:
    with serving(place, "--lang", "en") as served:
        for number in range(50):
            assert served.raw(b"NONSENSE %d\r\n\r\n" % number).startswith(b"HTTP/1.1 400 ")
        assert served.stop() == 0
    said = [line for line in served.lines() if line["event"] == "uvicorn"]
    assert [(line["message"], line["level"], line.get("times")) for line in said] == [
        ("Invalid HTTP request received.", "warning", None),
        ("Invalid HTTP request received.", "warning", 49),
    ]
