"""The log: one line of JSON an event, in ASCII, so that no text of a stranger acts in a terminal
or makes a line of its own; tokens of secret feeds never reach it.
"""

import json
import logging
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TextIO

LONGEST = 300
"""Characters of a text that are kept."""

_TOKEN = re.compile(r"[A-Za-z0-9_-]{32,}")
REDACTED = "[redacted]"

Log = Callable[..., None]


def redacted(text: str) -> str:
    """A path or query without what looks like a token, wherever it stands, cut to a length."""
    return _TOKEN.sub(REDACTED, text[: LONGEST + 100])[:LONGEST]


def logger(stream: TextIO) -> Log:
    """A function that writes an event with its fields as one line."""

    def log(event: str, level: str = "info", **fields: object) -> None:
        moment = datetime.now(UTC).isoformat(timespec="milliseconds")
        line = {"time": moment, "level": level, "event": event, **fields}
        stream.write(json.dumps(line, default=str) + "\n")
        stream.flush()

    return log


class Forwarding(logging.Handler):
    """Hands what uvicorn has to say to our log, without tracebacks, which would quote requests."""

    def __init__(self, log: Log) -> None:
        super().__init__(logging.WARNING)
        self._log = log

    def emit(self, record: logging.LogRecord) -> None:
        """One line: its text, and the kind of the exception if there was one."""
        error = record.exc_info[0] if record.exc_info else None
        also = {} if error is None else {"error": error.__name__}
        text = redacted(record.getMessage())
        self._log("uvicorn", record.levelname.lower(), message=text, **also)
