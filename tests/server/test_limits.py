"""Limits, of a server in a thread over a real socket: renders, connections, slow heads."""

import asyncio
import io
import json
import signal
import socket
import threading
from collections.abc import Iterator
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from time import monotonic
from typing import NamedTuple

import pytest

from calendar_gen.server import finding
from calendar_gen.server.application import Application
from calendar_gen.server.edition import Edition, Task, prepare
from calendar_gen.server.finding import Finder
from calendar_gen.server.holdings import Holdings, hold, view
from calendar_gen.server.log import Log
from calendar_gen.server.protocol import GuardedProtocol
from calendar_gen.server.queries import View
from calendar_gen.server.renders import Renders
from calendar_gen.server.resources import Kind, Resource, resource
from calendar_gen.server.secret_feeds import SecretFeed
from calendar_gen.server.validators import Validators
from calendar_gen.server.worker import Server, configured
from tests.server.serving import Reply
from tests.site.samples import AS_OF, RULES

RENDERS = 2


class Running(NamedTuple):
    """A server in a thread, the log that it writes, and a gate that renders wait at."""

    port: int
    app: Application
    connection: type[GuardedProtocol]
    server: Server
    gate: threading.Event
    made: list[View]
    log: io.StringIO

    def ask(self, target: str) -> Reply:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", target)
            answer = connection.getresponse()
            return Reply(answer.status, dict(answer.getheaders()), answer.read())
        finally:
            connection.close()


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Edition]:
    root = tmp_path_factory.mktemp("limits")
    (root / "rules.yaml").write_text(RULES, encoding="utf-8")
    return root / "site", prepare(Task((str(root / "rules.yaml"),), root / "site", AS_OF, ("en",)))


@pytest.fixture
def held(edition: tuple[Path, Edition]) -> Holdings:
    site, made = edition
    return hold(
        site, made, Validators(), moved={}, secrets={}, secret_only=False, now=1_800_000_000
    )


@pytest.fixture
def running(held: Holdings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Running]:
    gate, made = threading.Event(), list[View]()

    def waiting(held: Holdings, wanted: View, secret: SecretFeed | None) -> Resource:
        made.append(wanted)
        assert gate.wait(30)
        return view(held, wanted, secret)

    monkeypatch.setattr(finding, "view", waiting)
    stream = io.StringIO()
    log = Log(stream)
    renders = Renders(RENDERS)
    app = Application(Finder(held, renders, log), log)
    config = configured(app, log)
    connection = config.http
    assert isinstance(connection, type)
    assert issubclass(connection, GuardedProtocol)
    opened = threading.Event()
    server = Server(config, opened.set)
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        thread = threading.Thread(target=lambda: asyncio.run(server.serve([place])))
        thread.start()
        assert opened.wait(30)
        yield Running(place.getsockname()[1], app, connection, server, gate, made, stream)
        gate.set()
        server.should_exit = True
        thread.join()
        renders.close()


def asked_beside(running: Running, target: str) -> "list[Reply]":
    """A request in a thread of its own; the list gets its reply."""
    replies: list[Reply] = []
    threading.Thread(target=lambda: replies.append(running.ask(target))).start()
    return replies


def until(running: Running, renders: int) -> None:
    end = monotonic() + 30
    while len(running.made) < renders:
        assert monotonic() < end


def test_more_views_than_may_be_made_get_503_and_when_to_ask_again(running: Running) -> None:
    first = [asked_beside(running, f"/feeds/all.ics?marks={n}") for n in range(1, RENDERS + 1)]
    until(running, RENDERS)
    refused = running.ask("/feeds/all.ics?marks=80")
    assert refused.status == 503
    assert refused.headers["retry-after"] == "2"
    assert refused.body == b"Too many views are being made; ask again soon.\n"
    assert running.ask("/feeds/all.ics").status == 200  # what is there goes on
    assert running.ask("/healthz").status == 200
    running.gate.set()
    end = monotonic() + 30
    while not all(first):
        assert monotonic() < end
    assert [replies[0].status for replies in first] == [200] * RENDERS
    assert running.ask("/feeds/all.ics?marks=80").status == 200


def test_what_is_being_answered_when_the_server_stops_is_answered(running: Running) -> None:
    replies = asked_beside(running, "/feeds/all.ics?marks=80")
    until(running, 1)
    running.server.handle_exit(signal.SIGTERM, None)
    end = monotonic() + 30
    while True:  # until nobody is taken in any more
        assert monotonic() < end
        try:
            running.ask("/healthz")
        except OSError:
            break
    assert not replies
    running.gate.set()
    while not replies:
        assert monotonic() < end
    assert replies[0].status == 200
    assert replies[0].body.endswith(b"END:VCALENDAR\r\n")


def test_a_view_is_made_once_however_it_is_asked_for(running: Running) -> None:
    targets = ["/feeds/all.ics?marks=80&country=RU", "/feeds/all.ics?country=RU&marks=80"]
    replies = [asked_beside(running, target) for target in targets * 5]
    until(running, 1)
    running.gate.set()
    end = monotonic() + 30
    while not all(replies):
        assert monotonic() < end
    assert {reply[0].status for reply in replies} == {200}
    assert len({reply[0].body for reply in replies}) == 1
    assert running.ask(targets[0]).status == 200
    assert len(running.made) == 1


def test_a_view_that_is_asked_for_again_and_again_while_it_is_made_is_made_once() -> None:
    # A request in every single turn of the loop: of so many some fall just behind the making.
    made: list[int] = []
    kept: dict[int, Resource] = {}
    renders = Renders(RENDERS)
    ready = resource(b"x", Kind(b"text/plain", b"no-cache"), 0)

    def make(number: int) -> Resource:
        made.append(number)
        return ready

    async def ask(number: int) -> Resource:
        found = kept.get(number)
        if found is None:
            found = await renders.run(
                number, partial(make, number), partial(kept.__setitem__, number)
            )
        return found

    async def asking() -> None:
        for number in range(300):
            asked = []
            while number not in kept:
                asked.append(asyncio.ensure_future(ask(number)))
                await asyncio.sleep(0)
            assert all(found is ready for found in await asyncio.gather(*asked))

    try:
        asyncio.run(asking())
    finally:
        renders.close()
    assert made == list(range(300))


def test_a_failure_inside_is_500_without_a_word_of_it(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*arguments: object) -> Resource:
        raise ValueError("a secret of ours")

    monkeypatch.setattr(finding, "view", failing)
    answer = running.ask("/feeds/all.ics?marks=70")
    assert answer.status == 500
    assert b"secret" not in answer.body
    line = json.loads(running.log.getvalue().splitlines()[0])
    assert (line["event"], line["level"], line["error"]) == ("failure", "error", "ValueError")
    assert "test_limits.py:" in line["where"]
    assert "a secret" not in running.log.getvalue()


def received(place: socket.socket) -> bytes:
    found = b""
    while piece := place.recv(65536):
        found += piece
    return found


def test_a_head_that_comes_too_slowly_is_cut_off(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running.connection, "head_seconds", 0.3)
    with (
        socket.create_connection(("127.0.0.1", running.port), timeout=30) as slow,
        socket.create_connection(("127.0.0.1", running.port), timeout=30) as silent,
    ):
        slow.sendall(b"GET / HTTP/1.1\r\nHost: here\r\n")
        assert received(slow).startswith(b"HTTP/1.1 408 ")
        assert received(silent) == b""


def test_too_many_connections_are_refused(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running.connection, "most_connections", 2)
    places = []
    try:
        for _ in range(3):
            places.append(socket.create_connection(("127.0.0.1", running.port), timeout=30))
            places[-1].sendall(b"GET /healthz HTTP/1.1\r\nHost: here\r\n\r\n")
            answer = places[-1].recv(65536)
        assert answer.startswith(b"HTTP/1.1 503 ")
        assert b"retry-after: 2" in answer
    finally:
        for place in places:
            place.close()


def test_the_memory_for_views_is_bounded(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    running.gate.set()
    monkeypatch.setattr(running.app.finder._views, "_most", 10)
    for n in range(30):
        assert running.ask(f"/feeds/all.ics?alarm={n}d").status == 200
    assert len(running.app.finder._views) == 10
    assert len(running.app.hot) <= 11
