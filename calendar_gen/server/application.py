"""The ASGI application: finds what stands at an address, and sends it or says that it is fresh.

It is written against ASGI itself: there is one place to look for an answer, and what was asked for
lately is answered even before that, by `protocol`.
"""

from collections.abc import Awaitable, Callable
from time import perf_counter
from typing import Any, NamedTuple

from calendar_gen.server.conditions import Outcome, coding, outcome
from calendar_gen.server.finding import Finder, is_secret
from calendar_gen.server.log import REDACTED, Log, redacted, where
from calendar_gen.server.resources import (
    NO_BODY,
    PUBLIC,
    Answer,
    Headers,
    Message,
    Resource,
    Variant,
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

UNACCEPTABLE = "This is there as it is and in gzip, and the Accept-Encoding takes neither."

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


class Hot(NamedTuple):
    """A resource that was asked for, and what the log says of its address."""

    found: Resource
    asked: str


class Application:
    """Answers for what its finder has; `log` gets a line a request.

    `hot` has what was asked for lately by the path and query as they were sent.
    """

    def __init__(self, finder: Finder, log: Log) -> None:
        self.finder = finder
        self.log = log
        self.hot: dict[bytes, Hot] = {}

    def renew(self, finder: Finder) -> None:
        """Answer from another finder from now on."""
        self.finder = finder
        self.hot = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request (ASGI 3)."""
        if scope["type"] != "http":
            return
        began = perf_counter()
        found = await self._found(scope)
        headers = scope["headers"]
        message, body = chosen(found, headers) if isinstance(found, Resource) else found
        if message["status"] not in (200, 304) and not is_secret(scope["path"]):
            message = _readable(message)
        await send(message)
        await send(body)
        self.log.request(
            scope["method"],
            _asked(scope),
            message["status"],
            0 if scope["method"] == "HEAD" else len(body["body"]),
            perf_counter() - began,
            next((value for name, value in headers if name == b"user-agent"), b""),
        )

    async def _found(self, scope: Scope) -> Resource | Answer:
        path, query = scope["path"], scope["query_string"]
        target = scope["raw_path"] + (b"?" + query if query else b"")
        if len(target) > LONGEST_ADDRESS:
            return sentence(414, f"The address is longer than {LONGEST_ADDRESS} bytes.")
        finder, hot = self.finder, self.hot
        try:
            if scope["method"] not in ("GET", "HEAD"):
                return _other_method(scope["method"], finder, path)
            found = await finder.find(path, query)
        except Exception as error:  # noqa: BLE001 - whatever it is, the server goes on
            self.log("failure", "error", error=type(error).__name__, where=place_of(error))
            return sentence(500, "Something went wrong here; it is in the server's log.")
        if isinstance(found, Resource) and not is_secret(path):
            if finder.evicted or len(hot) >= MOST_HOT:
                finder.evicted = False
                hot.clear()
            hot[target] = Hot(found, _asked(scope))
        return found


def _readable(refusal: Message) -> Message:
    """A refusal, or a new address, that pages elsewhere may read as they read the feed itself."""
    names = {name for name, _ in refusal["headers"]}
    also = [header for header in PUBLIC if header[0] not in names]
    return {**refusal, "headers": [*refusal["headers"], *also]}


def _asked(scope: Scope) -> str:
    path = scope["path"]
    if is_secret(path):
        return where(f"/secret/{REDACTED}", REDACTED)
    return where(redacted(path), redacted(scope["query_string"].decode("latin-1")))


def place_of(error: BaseException) -> str:
    """File and line where an exception was raised."""
    at = error.__traceback__
    while at is not None and at.tb_next is not None:
        at = at.tb_next
    return "" if at is None else f"{at.tb_frame.f_code.co_filename}:{at.tb_lineno}"


def chosen(found: Resource, headers: Headers) -> Answer:
    """The answer to a GET or HEAD of a resource, by the headers of the request."""
    result, variant = decided(found, headers)
    if result == "failed":
        return sentence(412, "What stands here is not what the request has in mind.")
    if result == "unacceptable":
        return sentence(406, UNACCEPTABLE, [(b"vary", b"Accept-Encoding")])
    if result == "fresh":
        return Answer(variant.fresh, NO_BODY)
    return Answer(variant.whole, variant.body)


def decided(found: Resource, headers: Headers) -> tuple[Outcome, Variant]:
    """What a GET or HEAD with these headers is answered with, and in which encoding."""
    accepted = b""
    conditions: dict[bytes, bytes] = {}
    for name, value in headers:
        if name == b"accept-encoding":
            accepted = accepted + b"," + value if accepted else value
        elif name in CONDITIONS:
            before = conditions.get(name)
            conditions[name] = value if before is None else before + b"," + value
    taken = coding(accepted, packed=found.varies) if accepted else "plain"
    if taken is None:
        return "unacceptable", found.plain
    variant = found.packed if taken == "gzip" else found.plain
    if not conditions:
        return "whole", variant
    return outcome(conditions, variant.etag, found.modified), variant


def _other_method(method: str, finder: Finder, path: str) -> Answer:
    if not finder.knows(path):
        return finder.nothing()
    allow: Headers = [(b"allow", ALLOW)]
    if method == "OPTIONS":
        return Answer(start(204, allow + ([] if is_secret(path) else PREFLIGHT)), NO_BODY)
    return sentence(405, "Only GET and HEAD are answered here.", allow)
