"""How a CalDAV server learns who publishes: as it asks for it, and nobody else."""

import re
from collections.abc import Iterator
from hashlib import md5
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from calendar_gen.publishing.addresses import CollectionAddress
from calendar_gen.publishing.collection import Collection
from calendar_gen.publishing.outcome import CannotPublish
from tests.clients.peers import HOST, PATIENCE

SECRET = "тайна"
CALENDAR = b"""<multistatus xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><response>
<propstat><prop><resourcetype><collection/><c:calendar/></resourcetype></prop></propstat>
</response></multistatus>"""


class Digesting(BaseHTTPRequestHandler):
    """A server that takes HTTP Digest (RFC 7616, with MD5 as older ones do) and has moved /old/."""

    heard: list[str]

    def do_PROPFIND(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        told = self.headers.get("Authorization", "")
        self.heard.append(f"{self.path} {told.partition(' ')[0]}".strip())
        if self.path == "/old/":
            self._answer(302, ("Location", "http://anna:x@elsewhere.example/new/"))
        elif told and self._is_right(told):
            self._answer(207, ("Content-Type", "application/xml"), CALENDAR)
        else:
            self._answer(401, ("WWW-Authenticate", 'Digest realm="r", nonce="n", qop="auth"'))

    def _is_right(self, told: str) -> bool:
        said = dict(re.findall(r'(\w+)="?([^",]+)"?', told))
        one = md5(f"anna:r:{SECRET}".encode()).hexdigest()
        two = md5(f"PROPFIND:{self.path}".encode()).hexdigest()
        whole = f"{one}:n:{said['nc']}:{said['cnonce']}:auth:{two}"
        return bool(md5(whole.encode()).hexdigest() == said["response"])

    def _answer(self, status: int, header: tuple[str, str], body: bytes = b"") -> None:
        self.send_response(status)
        self.send_header(*header)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("CALDAV_PASSWORD", SECRET)
    monkeypatch.setattr(Digesting, "heard", [], raising=False)
    with ThreadingHTTPServer((HOST, 0), Digesting) as listening:
        thread = Thread(target=listening.serve_forever, daemon=True)
        thread.start()
        yield f"http://{HOST}:{listening.server_port}"
        listening.shutdown()
        thread.join(PATIENCE)


def test_a_server_that_asks_for_a_digest_gets_one_and_no_password(server: str) -> None:
    Collection(CollectionAddress(f"{server}/anna/", "anna"))
    assert Digesting.heard[-1] == "/anna/ Digest"
    assert set(Digesting.heard) == {"/anna/", "/anna/ Digest"}


def test_a_wrong_password_is_told_after_one_try(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CALDAV_PASSWORD", "falsch")
    with pytest.raises(CannotPublish, match="the password in CALDAV_PASSWORD is wrong"):
        Collection(CollectionAddress(f"{server}/anna/", "anna"))
    assert set(Digesting.heard) == {"/anna/", "/anna/ Digest"}


def test_a_redirection_is_told_and_not_followed(server: str) -> None:
    with pytest.raises(CannotPublish, match=r"its address is now http://elsewhere\.example/new/$"):
        Collection(CollectionAddress(f"{server}/old/", "anna"))
    assert Digesting.heard == ["/old/"]
