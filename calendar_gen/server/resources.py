"""Answers made ready once and sent many times: every header and byte of a resource."""

import gzip
from hashlib import sha256
from typing import Any, NamedTuple

from calendar_gen.server.conditions import http_date

Headers = list[tuple[bytes, bytes]]
Message = dict[str, Any]

WORTH_PACKING = 256
"""Bytes below which gzip makes nothing smaller that matters."""

CSP = (
    b"default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; "
    b"form-action 'none'; frame-ancestors 'none'"
)
"""The policy of whatever brings none of its own."""

GUARDS: Headers = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"content-security-policy", CSP),
]
PUBLIC: Headers = [
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"ETag, Content-Disposition"),
]
SECRET: Headers = [(b"x-robots-tag", b"noindex, nofollow, noarchive")]


class Kind(NamedTuple):
    """How a resource is sent, whatever is in it.

    `name` is what a program may save it as; `policy` is the Content-Security-Policy of a page.
    `salt` goes into the ETag, so that it tells nobody of the same bytes elsewhere.
    """

    content_type: bytes
    cache: bytes
    name: str | None = None
    public: bool = True
    policy: bytes = CSP
    salt: bytes = b""


class Variant(NamedTuple):
    """A resource in one encoding: ETag, the first messages of a 200 and a 304, and the bytes.

    `whole_head` and `fresh_head` are the headers of these messages as they go over the wire.
    """

    etag: bytes
    whole: Message
    fresh: Message
    body: Message
    size: int
    whole_head: bytes
    fresh_head: bytes


class Resource(NamedTuple):
    """What stands at an address. `modified` is in seconds since 1970."""

    modified: int
    plain: Variant
    packed: Variant
    varies: bool

    @property
    def weight(self) -> int:
        """The bytes of memory that it takes, nearly."""
        return self.plain.size + (self.packed.size if self.varies else 0) + 4_000


def resource(content: bytes, kind: Kind, modified: int) -> Resource:
    """A resource made ready, in gzip too if that makes it smaller."""
    packed = gzip.compress(content, 6, mtime=0) if packs(kind, content) else content
    varies = len(packed) < len(content)
    plain = _variant(content, kind, modified, None)
    return Resource(
        modified,
        plain,
        _variant(packed, kind, modified, b"gzip") if varies else plain,
        varies,
    )


def packs(kind: Kind, content: bytes) -> bool:
    """Whether a type of content gets smaller by gzip; pictures are packed already."""
    text = kind.content_type.partition(b";")[0]
    return len(content) >= WORTH_PACKING and (
        text.startswith(b"text/") or text.endswith((b"json", b"xml"))
    )


def etag_of(content: bytes) -> bytes:
    """A strong validator: the hash of the very bytes."""
    return b'"' + sha256(content).hexdigest()[:32].encode() + b'"'


def _variant(content: bytes, kind: Kind, modified: int, encoding: bytes | None) -> Variant:
    etag = etag_of(kind.salt + content)
    validators: Headers = [
        (b"etag", etag),
        (b"cache-control", kind.cache),
        (b"vary", b"Accept-Encoding"),
        (b"last-modified", http_date(modified)),
        *(PUBLIC if kind.public else SECRET),
    ]
    described: Headers = [
        (b"content-type", kind.content_type),
        (b"content-length", b"%d" % len(content)),
        *([(b"content-encoding", encoding)] if encoding else []),
        *([(b"content-disposition", _inline(kind.name))] if kind.name else []),
        *((name, kind.policy if value is CSP else value) for name, value in GUARDS),
    ]
    return Variant(
        etag,
        start(200, described + validators),
        start(304, validators),
        {"type": "http.response.body", "body": content},
        len(content),
        wire(described + validators),
        wire(validators),
    )


def wire(headers: Headers) -> bytes:
    """Headers as they are sent, with the empty line that ends them."""
    return b"".join(b"%b: %b\r\n" % header for header in headers) + b"\r\n"


def start(status: int, headers: Headers) -> Message:
    """The first message of an answer."""
    return {"type": "http.response.start", "status": status, "headers": headers}


def _inline(name: str) -> bytes:
    """Content-Disposition (RFC 6266) with a name of our own making: ASCII without quotes."""
    return b'inline; filename="' + name.encode("ascii", "replace").replace(b'"', b"_") + b'"'


NO_BODY: Message = {"type": "http.response.body", "body": b""}


class Answer(NamedTuple):
    """An answer that is made for one request: its first message and its body."""

    whole: Message
    body: Message


def sentence(status: int, text: str, also: Headers | None = None) -> Answer:
    """A refusal in one plain sentence, which nobody keeps."""
    return answer(status, b"text/plain; charset=utf-8", f"{text}\n".encode(), also)


def answer(status: int, content_type: bytes, content: bytes, also: Headers | None = None) -> Answer:
    """An answer for now, which nobody keeps."""
    headers: Headers = [
        (b"content-type", content_type),
        (b"content-length", b"%d" % len(content)),
        (b"cache-control", b"no-store"),
        *GUARDS,
        *(also or []),
    ]
    return Answer(start(status, headers), {"type": "http.response.body", "body": content})
