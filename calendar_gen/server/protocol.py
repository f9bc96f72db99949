"""HTTP/1.1 over a connection, as uvicorn speaks it, with limits on what a stranger may send: how
long the head of a request may be, how long it may take, how many connections there may be.

What was asked for lately is answered here, without a task of its own: several times as fast (see
`tests/benchmarks/serving.py`).
"""

import sys
from asyncio import Event, TimerHandle
from time import perf_counter
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from calendar_gen.limits import USUAL, limit
from calendar_gen.server.application import Application, decided

_REFUSALS = {
    400: ("Bad Request", "This is no request of HTTP/1.1."),
    408: ("Request Timeout", "The request took too long to arrive."),
    431: ("Request Header Fields Too Large", "The head of the request is too long."),
    503: ("Service Unavailable", "Too many connections; come again soon."),
}


def refusal(status: int) -> bytes:
    """A whole answer that ends its connection."""
    phrase, text = _REFUSALS[status]
    body = f"{text}\n".encode()
    lines = [
        f"HTTP/1.1 {status} {phrase}",
        "content-type: text/plain; charset=utf-8",
        f"content-length: {len(body)}",
        "cache-control: no-store",
        "x-content-type-options: nosniff",
        *(["retry-after: 2"] if status == 503 else []),
        "connection: close",
        "",
        "",
    ]
    return "\r\n".join(lines).encode() + body


class _TooLongError(Exception):
    pass


class _UnreadableError(Exception):
    pass


class _Answered:
    """Stands where uvicorn keeps the request that is being answered, when that is done already."""

    response_complete = True

    def __init__(self) -> None:
        self.message_event = Event()


ANSWERED: Any = _Answered()
VERSIONS = ("1.0", "1.1")
NO_VERSION = "0.0"
"""What the parser tells of a connection before a version was named on it."""

NEEDS_MORE = frozenset((b"content-length", b"transfer-encoding", b"expect", b"upgrade"))
"""Headers of requests that are left to uvicorn."""
HOST_BYTES = (
    b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    b"-._~!$&'()*+,;=:%[]"  # of names, addresses and ports, as in RFC 3986, 3.2.2
)


class GuardedProtocol(HttpToolsProtocol):
    """A connection whose requests keep within the limits, or are refused and cut off."""

    application: Application
    most_connections = USUAL["connections"]
    most_head = USUAL["head"]
    """Bytes of a request before its body."""
    head_seconds: float = USUAL["head-seconds"]
    """How long a request may take to arrive, from the opening of its connection or its first byte.
    """

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._head = 0
        self._taken = 0
        self._arriving = True
        self._status = 400
        self._deadline: TimerHandle | None = None
        self._read = 0

    def connection_made(self, transport: Any) -> None:
        """Take a connection, unless there are too many."""
        super().connection_made(transport)
        if len(self.connections) > self.most_connections:
            self._refuse(503)
        else:
            self._deadline = self.loop.call_later(self.head_seconds, self._late)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        self._in_time()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take some bytes: those behind a request for another protocol are the next request."""
        while data:
            self._read = len(data)
            self._receive(data)
            data = data[self._read :]

    def _receive(self, data: bytes) -> None:
        """Take some bytes, and look how long the head has become."""
        if self.transport.is_closing():
            return
        if self._arriving and self._deadline is None:
            self._deadline = self.loop.call_later(self.head_seconds, self._late)
        if self._arriving:
            self._head += len(data)
        super().data_received(data)
        if self.transport.is_closing() or not self._arriving:
            return
        if self._head > self.most_head:
            self._refuse(431)
        elif self._names_no_version(data):
            self._refuse(400)  # who speaks it sends no more, and would wait for the deadline

    def _unsupported_upgrade_warning(self) -> None:
        """Go on in HTTP/1.1, without a word in the log, as anyone who asks for another protocol has
        to expect: clients in Java do so with their first request. The parser has stopped behind it,
        and the exception that says so knows where.
        """
        stopped = sys.exception()
        if stopped is not None:
            self._read = stopped.args[0]

    def _names_no_version(self, data: bytes) -> bool:
        """Whether a request ends with its address, as those before HTTP/1.0 did. The parser does
        not say so before it has the next byte.
        """
        version = self.parser.get_http_version()
        return version == "0.9" or (
            version == NO_VERSION and self._taken > 0 and data.endswith(b"\n")
        )

    def on_message_begin(self) -> None:
        """A request begins."""
        super().on_message_begin()
        self._taken = 0

    def on_url(self, url: bytes) -> None:
        """Some of the address."""
        self._count(len(url))
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        """A header."""
        self._count(len(name) + len(value) + 4)
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """The head is there: it was in time, and within the limit."""
        self._arriving = False
        self._head = 0
        self._in_time()
        is_read = self.parser.get_http_version() in VERSIONS and self._has_one_host()
        if not is_read or self._hides_a_request():
            self._status = 400
            raise _UnreadableError
        if not self._answered():
            super().on_headers_complete()

    def _has_one_host(self) -> bool:
        """Whether the request says once, and readably, for whom it is (RFC 9112, 3.2): what is in
        front of this server may read the other of two, or keep the answer under another name.
        """
        hosts = [value for name, value in self.headers if name == b"host"]
        if len(hosts) != 1:
            return not hosts and self.parser.get_http_version() == "1.0"
        return not hosts[0].translate(None, HOST_BYTES)

    def _hides_a_request(self) -> bool:
        """Whether a request for another protocol has a body. The parser reads no body behind such a
        head but the next request, which what is in front of this server has not seen: its answer
        would go to somebody else.
        """
        return self.parser.should_upgrade() and any(
            name == b"transfer-encoding" or (name == b"content-length" and value.strip(b"0"))
            for name, value in self.headers
        )

    def _answered(self) -> bool:
        """Answer at once if it can be: a plain request for what was asked for lately."""
        hot = self.application.hot.get(self.url)
        if hot is None or not self._is_plain():
            return False
        began = perf_counter()
        result, variant = decided(hot.found, self.headers)
        if result in ("failed", "unacceptable"):
            return False
        fresh = result == "fresh"
        lines = [b"HTTP/1.1 304 Not Modified\r\n" if fresh else b"HTTP/1.1 200 OK\r\n"]
        lines += (b"%b: %b\r\n" % header for header in self.server_state.default_headers)
        lines.append(variant.fresh_head if fresh else variant.whole_head)
        self.transport.write(b"".join(lines))
        method = self.parser.get_method()
        size = 0 if fresh or method == b"HEAD" else variant.size
        if size:
            self.transport.write(variant.body["body"])
        self.cycle = ANSWERED
        self.on_response_complete()
        agent = next((value for name, value in self.headers if name == b"user-agent"), b"")
        seconds = perf_counter() - began
        self.application.log.request(
            method.decode(), hot.asked, 304 if fresh else 200, size, seconds, agent
        )
        return True

    def _is_plain(self) -> bool:
        """Whether it is a GET or HEAD without a body, on a connection that has nothing to do."""
        parser = self.parser
        last: Any = self.cycle  # None at first, whatever uvicorn's types say
        return (
            (last is None or last.response_complete)
            and not self.flow.write_paused
            and not self.transport.is_closing()
            and parser.get_method() in (b"GET", b"HEAD")
            and parser.get_http_version() == "1.1"
            and parser.should_keep_alive()
            and NEEDS_MORE.isdisjoint([name for name, _ in self.headers])
        )

    def on_message_complete(self) -> None:
        """The request is there; the next may begin."""
        super().on_message_complete()
        self._arriving = True

    def send_400_response(self, msg: str) -> None:
        """Refuse what could not be read, in our words."""
        self._refuse(self._status)

    def _count(self, size: int) -> None:
        self._taken += size
        if self._taken > self.most_head:
            self._status = 431
            raise _TooLongError

    def _late(self) -> None:
        self._deadline = None
        if self._head and not self.transport.is_closing():
            self._refuse(408)
        else:
            self.transport.close()

    def _in_time(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _refuse(self, status: int) -> None:
        self.transport.write(refusal(status))
        self.transport.close()


def protocol_of(app: Application) -> type[GuardedProtocol]:
    """The protocol for connections to an application."""
    bounds = {
        "most_connections": limit("connections"),
        "most_head": limit("head"),
        "head_seconds": limit("head-seconds"),
    }
    return type("Connection", (GuardedProtocol,), {"application": app, **bounds})
