"""HTTP/1.1 over a connection, as uvicorn speaks it, with limits on what a stranger may send: how
long the head of a request may be, how long it may take, how many connections there may be.
"""

from asyncio import TimerHandle
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

MOST_HEAD = 16 * 1024
"""Bytes of a request before its body."""

HEAD_SECONDS = 10.0
"""How long a request may take to arrive, from the opening of its connection or its first byte."""

MOST_CONNECTIONS = 2048

_REFUSALS = {
    400: ("Bad Request", "This is no request of HTTP/1.1."),
    408: ("Request Timeout", "The request took too long to arrive."),
    431: ("Request Header Fields Too Large", f"The head is longer than {MOST_HEAD} bytes."),
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


class GuardedProtocol(HttpToolsProtocol):
    """A connection whose requests keep within the limits, or are refused and cut off."""

    most_connections = MOST_CONNECTIONS
    head_seconds = HEAD_SECONDS

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._head = 0
        self._arriving = True
        self._status = 400
        self._deadline: TimerHandle | None = None

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
        """Take some bytes, and look how long the head has become."""
        if self.transport.is_closing():
            return
        if self._arriving and self._deadline is None:
            self._deadline = self.loop.call_later(self.head_seconds, self._late)
        if self._arriving:
            self._head += len(data)
        super().data_received(data)
        if self._arriving and self._head > MOST_HEAD and not self.transport.is_closing():
            self._refuse(431)

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
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """The request is there; the next may begin."""
        super().on_message_complete()
        self._arriving = True

    def send_400_response(self, msg: str) -> None:
        """Refuse what could not be read, in our words."""
        self._refuse(self._status)

    def _count(self, size: int) -> None:
        self._taken += size
        if self._taken > MOST_HEAD:
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
