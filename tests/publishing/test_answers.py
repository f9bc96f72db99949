"""What a server answers is read as plain elements, or not at all."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from calendar_gen.publishing.addresses import CollectionAddress
from calendar_gen.publishing.collection import Collection
from calendar_gen.publishing.outcome import CannotPublish
from tests.clients.peers import HOST, PATIENCE

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
NAMED = '<!DOCTYPE r SYSTEM "file:///etc/hostname">'
CALENDAR = '<r xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:resourcetype><c:calendar/>'
CALENDAR += "</d:resourcetype>{}</r>"
ERROR = '<d:error xmlns:d="DAV:"><d:no-uid-conflict/></d:error>'
ANSWERS = {
    "/laughing/": (207, f'<!DOCTYPE r [<!ENTITY l0 "ha">{LAUGHS}]>{CALENDAR.format("&l8;")}'),
    "/named/": (207, NAMED + CALENDAR.format("")),
    "/refused/": (403, ERROR),
    "/refused-with-a-type/": (403, "<!DOCTYPE d>" + ERROR),
}


class Answering(BaseHTTPRequestHandler):
    """A server that says what it was told to say."""

    def do_PROPFIND(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        status, text = ANSWERS[self.path]
        self.send_response(status)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[str]:
    with ThreadingHTTPServer((HOST, 0), Answering) as listening:
        thread = Thread(target=listening.serve_forever, daemon=True)
        thread.start()
        yield f"http://{HOST}:{listening.server_address[1]}"
        listening.shutdown()
        thread.join(PATIENCE)


def refusal(url: str) -> str:
    with pytest.raises(CannotPublish) as told:
        Collection(CollectionAddress(url, None))
    return str(told.value)


@pytest.mark.parametrize("path", ["/laughing/", "/named/"])
def test_a_document_type_is_no_answer(server: str, path: str) -> None:
    assert refusal(server + path).endswith("does not answer as a CalDAV server does")


def test_a_reason_is_told_but_none_of_a_document_with_a_type(server: str) -> None:
    assert refusal(f"{server}/refused/").endswith("403 Forbidden (no-uid-conflict)")
    assert refusal(f"{server}/refused-with-a-type/").endswith("403 Forbidden")
