"""A `calendar-gen serve` of its own process, and requests to it over a real socket."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

ROOT = Path(__file__).parent.parent.parent
PATIENCE = 60


class Reply(NamedTuple):
    """What came back; header names in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


class Served(NamedTuple):
    """A running server."""

    host: str
    port: int
    process: subprocess.Popen[bytes]
    log: Path

    def ask(self, target: str, method: str = "GET", **headers: str) -> Reply:
        """One request; `If_None_Match="*"` is a header."""
        connection = HTTPConnection(self.host, self.port, timeout=PATIENCE)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, target, headers=named)
            answer = connection.getresponse()
            lower = {name.lower(): value for name, value in answer.getheaders()}
            return Reply(answer.status, lower, answer.read())
        finally:
            connection.close()

    def raw(self, request: bytes) -> bytes:
        """All that comes back for some bytes, until the server ends the connection."""
        with socket.create_connection((self.host, self.port), timeout=PATIENCE) as place:
            place.sendall(request)
            received = b""
            while piece := place.recv(65536):
                received += piece
            return received

    def lines(self) -> list[dict[str, Any]]:
        """The log so far."""
        return [json.loads(line) for line in self.log.read_text("ascii").splitlines()]

    def until(self, holds: Callable[[], bool]) -> None:
        """Wait for something to hold."""
        end = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < end, self.log.read_text()
            assert self.process.poll() is None, self.log.read_text()
            time.sleep(0.05)

    def builds(self) -> list[int]:
        """The processes of builds that are going on."""
        return builds(self.process.pid)

    def stop(self) -> int:
        """End it as an operator does; gives the exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE)


def builds(server: int) -> list[int]:
    """The processes that a server has started to build in."""
    found: list[int] = []
    for task in Path(f"/proc/{server}/task").glob("*/children"):
        with suppress(OSError):
            found += map(int, task.read_text("ascii").split())
    return [child for child in found if b"spawn_main" in _started_by(child)]


def _started_by(process: int) -> bytes:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:  # it is gone
        return b""


def command(folder: Path, *options: str | Path) -> list[str]:
    """What starts a server of the rules `folder/rules` with its site in `folder/site`."""
    asked = [sys.executable, "-m", "calendar_gen", "serve", folder / "rules"]
    asked += ["-o", folder / "site", "--port", "0", "--domain", "example.org", *options]
    return list(map(str, asked))


def environment() -> dict[str, str]:
    """The environment of a server that runs from this checkout."""
    return {**os.environ, "PYTHONPATH": str(ROOT)}


@contextmanager
def serving(folder: Path, *options: str | Path) -> Iterator[Served]:
    """A server of the rules `folder/rules` with its site in `folder/site`."""
    log = folder / "log"
    with log.open("wb") as errors:
        process = subprocess.Popen(
            command(folder, *options),
            stderr=errors,
            stdin=subprocess.DEVNULL,
            env=environment(),
        )
    try:
        served = Served("", 0, process, log)
        served.until(lambda: b'"ready"' in log.read_bytes())
        address = next(line for line in served.lines() if line["event"] == "ready")["address"]
        parts = urlsplit(address)
        assert parts.hostname
        assert parts.port
        yield served._replace(host=parts.hostname, port=parts.port)
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
