"""The ASGI application: finds what stands at an address, and sends it or says that it is fresh.

It is written against ASGI itself: what is asked for most is ready to be sent, and finding it is one
look into a dict (the benchmark `tests/benchmarks/serving.py` has the figures).
"""

from collections.abc import Awaitable, Callable
from time import perf_counter
from typing import Any

from calendar_gen.server.conditions import outcome, takes_gzip
from calendar_gen.server.finding import Finder, is_secret
from calendar_gen.server.log import REDACTED, Log, redacted
from calendar_gen.server.resources import (
    NO_BODY,
    Answer,
    Headers,
    Message,
    Resource,
    sentence,
    start,
)

Scope = dict[str, Any]
Send = Callable[[Message], Awaitable[None]]
Receive = Callable[[], Awaitable[Message]]

LONGEST_ADDRESS = 4096
"""Bytes of path and query together."""

MOST_HOT = 4096
"""Addresses whose resource is found at once."""

ALLOW = b"GET, HEAD, OPTIONS"
CONDITIONS = frozenset(
    (b"if-none-match", b"if-modified-since", b"if-match", b"if-unmodified-since")
)
PREFLIGHT: Headers = [
    (b"access-control-allow-origin", b"*"),
    (b"access-control-allow-methods", ALLOW),
    (b"access-control-allow-headers", b"If-None-Match, If-Modified-Since"),
    (b"access-control-max-age", b"86400"),
]


class Application:
    """Answers for what its finder has; `log` gets a line a request."""

    def __init__(self, finder: Finder, log: Log) -> None:
        self.finder = finder
        self._log = log
        self._hot: dict[tuple[str, bytes], Resource] = {}

    def renew(self, finder: Finder) -> None:
        """Answer from another finder from now on."""
        self.finder = finder
        self._hot = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request (ASGI 3)."""
        if scope["type"] != "http":
            return
        began = perf_counter()
        found: Resource | Answer | None = self._hot.get((scope["path"], scope["query_string"]))
        if found is None or scope["method"] not in ("GET", "HEAD"):
            found = await self._found(scope)
        message, body = chosen(found, scope) if isinstance(found, Resource) else found
        await send(message)
        await send(body)
        self._tell(scope, message["status"], len(body["body"]), began)

    async def _found(self, scope: Scope) -> Resource | Answer:
        path, query = scope["path"], scope["query_string"]
        if len(scope["raw_path"]) + len(query) > LONGEST_ADDRESS:
            return sentence(414, f"The address is longer than {LONGEST_ADDRESS} bytes.")
        finder, hot = self.finder, self._hot
        try:
            if scope["method"] not in ("GET", "HEAD"):
                return _other_method(scope["method"], finder, path)
            found = await finder.find(path, query)
        except Exception as error:  # noqa: BLE001 - whatever it is, the server goes on
            at = error.__traceback__
            while at is not None and at.tb_next is not None:
                at = at.tb_next
            where = "" if at is None else f"{at.tb_frame.f_code.co_filename}:{at.tb_lineno}"
            self._log("failure", "error", error=type(error).__name__, where=where)
            return sentence(500, "Something went wrong here; it is in the server's log.")
        if isinstance(found, Resource) and not is_secret(path):
            if finder.evicted or len(hot) >= MOST_HOT:
                finder.evicted = False
                hot.clear()
            hot[path, query] = found
        return found

    def _tell(self, scope: Scope, status: int, size: int, began: float) -> None:
        path = scope["path"]
        secret = is_secret(path)
        agent = ""
        for name, value in scope["headers"]:
            if name == b"user-agent":
                agent = value.decode("latin-1")
        self._log(
            "request",
            method=scope["method"],
            path=f"/secret/{REDACTED}" if secret else redacted(path),
            query=REDACTED if secret else redacted(scope["query_string"].decode("latin-1")),
            status=status,
            bytes=0 if scope["method"] == "HEAD" else size,
            ms=round((perf_counter() - began) * 1000, 2),
            agent=redacted(agent),
        )


def chosen(found: Resource, scope: Scope) -> Answer:
    """The answer to a GET or HEAD of a resource, by the headers of the request."""
    accepted = b""
    conditions: dict[bytes, bytes] = {}
    for name, value in scope["headers"]:
        if name == b"accept-encoding":
            accepted = accepted + b"," + value if accepted else value
        elif name in CONDITIONS:
            before = conditions.get(name)
            conditions[name] = value if before is None else before + b"," + value
    variant = found.packed if accepted and takes_gzip(accepted) else found.plain
    if not conditions:
        return Answer(variant.whole, variant.body)
    result = outcome(conditions, variant.etag, found.modified)
    if result == "failed":
        return sentence(412, "What stands here is not what the request has in mind.")
    if result == "fresh":
        return Answer(variant.fresh, NO_BODY)
    return Answer(variant.whole, variant.body)


def _other_method(method: str, finder: Finder, path: str) -> Answer:
    if not finder.knows(path):
        return finder.nothing()
    allow: Headers = [(b"allow", ALLOW)]
    if method == "OPTIONS":
        return Answer(start(204, allow + ([] if is_secret(path) else PREFLIGHT)), NO_BODY)
    return sentence(405, "Only GET and HEAD are answered here.", allow)
