"""uvicorn as we run it: its socket, its settings, its end, its event loop."""

import asyncio
import contextlib
import logging
import signal
import socket
from collections.abc import Callable, Iterator

import uvicorn

from calendar_gen.server.application import Application
from calendar_gen.server.log import Forwarding, Log
from calendar_gen.server.protocol import protocol_of

GRACE = 10
"""Seconds that answers under way are given when the server stops."""

IDLE_SECONDS = 15
BACKLOG = 1024


def listening(host: str, port: int) -> socket.socket:
    """A socket bound to an address. Raises OSError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    place = socket.socket(family)
    try:
        place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        place.bind((host, port))
    except OSError:
        place.close()
        raise
    return place


def configured(app: Application, log: Log) -> uvicorn.Config:
    """The settings to serve an application with, logging into our log."""
    for name in ("uvicorn", "asyncio"):
        logger = logging.getLogger(name)
        logger.handlers = [Forwarding(log)]
        logger.propagate = False
        logger.setLevel(logging.WARNING)
    return uvicorn.Config(
        app,
        http=protocol_of(app),
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        backlog=BACKLOG,
        timeout_keep_alive=IDLE_SECONDS,
        timeout_graceful_shutdown=GRACE,
    )


class Server(uvicorn.Server):
    """uvicorn's server: it says when it can be asked, and a signal ends it with exit code 0."""

    def __init__(self, config: uvicorn.Config, opened: Callable[[], None]) -> None:
        super().__init__(config)
        self._opened = opened

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, and only then say so: before, a connection is refused."""
        await super().startup(sockets=sockets)
        self._opened()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Stop on SIGTERM and SIGINT for as long as this lasts."""
        with on_signals(lambda number: self.handle_exit(number, None)):
            yield


@contextlib.contextmanager
def on_signals(act: Callable[[int], None]) -> Iterator[None]:
    """Call `act` on SIGTERM and SIGINT for as long as this lasts."""
    loop = asyncio.get_running_loop()
    caught = []
    for number in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
            loop.add_signal_handler(number, act, number)
            caught.append(number)
    try:
        yield
    finally:
        for number in caught:
            loop.remove_signal_handler(number)


def loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """Uvloop where there is one (not on Windows)."""
    try:
        import uvloop
    except ImportError:
        return None
    return uvloop.new_event_loop
