"""The log: one line of JSON an event, in ASCII, so that no text of a stranger acts in a terminal
or makes a line of its own; tokens of secret feeds never reach it.
"""

import asyncio
import json
import logging
import os
import re
from contextlib import suppress
from datetime import UTC, datetime
from typing import NamedTuple, TextIO

from calendar_gen.server.remembering import remembered

LONGEST = 300
"""Characters of a text that are kept."""

PAUSE = 0.1
"""Seconds that lines on requests wait for others to be written with."""

ONCE_IN = 60.0
"""Seconds in which what may be said as often as strangers like makes one line."""

MOST_SAID = 100
"""Such lines of that time that are told apart."""

_TOKEN = re.compile(r"[A-Za-z0-9_-]{32,}")
REDACTED = "[redacted]"


def redacted(text: str) -> str:
    """A path or query without what looks like a token, wherever it stands, cut to a length."""
    return _TOKEN.sub(REDACTED, text[: LONGEST + 100])[:LONGEST]


def where(path: str, query: str) -> str:
    """The part of a line that says which address was asked for."""
    return f'"path": {json.dumps(path)}, "query": {json.dumps(query)}'


@remembered
def _agent(text: bytes) -> str:
    return json.dumps(redacted(text.decode("latin-1")))


class Log:
    """Writes to a stream for as long as somebody reads it: the server goes on without.

    What finds no room on a disk is lost, and lines that find some again are written.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._waiting: list[str] = []
        self._deaf = False
        self._again: dict[_Said, int] = {}

    def __call__(self, event: str, level: str = "info", **fields: object) -> None:
        """Write an event with its fields at once."""
        line = {"time": _now(), "level": level, "event": event, **fields}
        self._waiting.append(json.dumps(line, default=str) + "\n")
        self.flush()

    def once(self, event: str, level: str, **fields: str) -> None:
        """Write an event, unless the same was written less than `ONCE_IN` seconds ago: then it is
        but counted, and the count is written when they are over.
        """
        said = _Said(event, level, tuple(fields.items()))
        if said not in self._again and len(self._again) >= MOST_SAID:
            said = _Said(event, level, (("message", "more than can be told apart"),))
        if said in self._again:
            self._again[said] += 1
        else:
            self(event, level, **dict(said.fields))
            self._count(said)

    def _count(self, said: "_Said") -> None:
        """Count what is said again from now on; a thread that has no loop says little."""
        with suppress(RuntimeError):
            asyncio.get_running_loop().call_later(ONCE_IN, self._counted, said)
            self._again[said] = 0

    def _counted(self, said: "_Said") -> None:
        times = self._again.pop(said, 0)
        if times:
            self(said.event, said.level, **dict(said.fields), times=times)
            self._count(said)

    def request(
        self, method: str, asked: str, status: int, size: int, seconds: float, agent: bytes
    ) -> None:
        """Write that a request was answered, soon; `asked` is made by `where`."""
        if not self._waiting:
            asyncio.get_running_loop().call_later(PAUSE, self.flush)
        self._waiting.append(
            f'{{"time": "{_now()}", "level": "info", "event": "request", "method": '
            f'{json.dumps(method)}, {asked}, "status": {status}, "bytes": {size}, '
            f'"ms": {seconds * 1000:.2f}, "agent": {_agent(agent)}}}\n'
        )

    def end(self) -> None:
        """Write what was counted and what waits."""
        again, self._again = self._again, {}
        for said, times in again.items():
            if times:
                self(said.event, said.level, **dict(said.fields), times=times)
        self.flush()

    def flush(self) -> None:
        """Write what waits."""
        lines, self._waiting = self._waiting, []
        if not lines or self._deaf:
            return
        try:
            self._stream.write("".join(lines))
            self._stream.flush()
        except BrokenPipeError:
            self._deaf = True
            _discard(self._stream)
        except OSError:
            pass


class _Said(NamedTuple):
    event: str
    level: str
    fields: tuple[tuple[str, str], ...]


def _discard(stream: TextIO) -> None:
    """Let what is left in a stream that nobody reads go nowhere, also when Python ends."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


class Forwarding(logging.Handler):
    """Hands what uvicorn has to say to our log, without tracebacks, which would quote requests, and
    counted where strangers make it say the same again and again.
    """

    def __init__(self, log: Log) -> None:
        super().__init__(logging.WARNING)
        self._log = log

    def emit(self, record: logging.LogRecord) -> None:
        """One line: its text, and the kind of the exception if there was one."""
        error = record.exc_info[0] if record.exc_info else None
        also = {} if error is None else {"error": error.__name__}
        text = redacted(record.getMessage())
        self._log.once("uvicorn", record.levelname.lower(), message=text, **also)
