"""Conditional requests (RFC 9110, section 13) and content encodings (section 12.5.3): what the
headers of a request ask for.
"""

import re
from datetime import UTC, datetime
from email.utils import formatdate, parsedate_to_datetime
from typing import Literal

from calendar_gen.server.remembering import remembered

ETAG = re.compile(rb'(W/)?("[\x21\x23-\x7e\x80-\xff]*")')
_LIST = re.compile(rb'(?:[ \t,]*(?:W/)?"[\x21\x23-\x7e\x80-\xff]*"[ \t]*(?:,|$))+[ \t,]*')

Outcome = Literal["whole", "fresh", "failed", "unacceptable"]
"""Send it all (200), say that what is held is fresh (304), that a condition failed (412), or that
there is no encoding that is taken (406)."""

Coding = Literal["gzip", "plain"]


def outcome(headers: dict[bytes, bytes], etag: bytes, modified: int) -> Outcome:
    """What a GET or HEAD is answered with, in the order of section 13.2.2.

    `headers` by lower-case name, repeated ones joined by commas; `modified` in seconds since 1970.
    A condition that cannot be read is left out, except that an If-None-Match of whatever kind keeps
    If-Modified-Since from being looked at.
    """
    match = headers.get(b"if-match")
    if match is not None:
        if match.strip() != b"*" and etag not in tags(match, weak=False):
            return "failed"
    else:
        unmodified = moment(headers.get(b"if-unmodified-since", b""))
        if unmodified is not None and modified > unmodified:
            return "failed"
    none_match = headers.get(b"if-none-match")
    if none_match is not None:
        held = none_match.strip() == b"*" or etag in tags(none_match, weak=True)
        return "fresh" if held else "whole"
    since = moment(headers.get(b"if-modified-since", b""))
    return "fresh" if since is not None and modified <= since else "whole"


@remembered
def tags(text: bytes, *, weak: bool) -> frozenset[bytes]:
    """The opaque tags of a list; with `weak` also those marked W/. None if it is no list."""
    if not _LIST.fullmatch(text.strip()):
        return frozenset()
    return frozenset(tag for mark, tag in ETAG.findall(text) if weak or not mark)


@remembered
def moment(text: bytes) -> int | None:
    """Seconds since 1970 of an HTTP-date in any of its three forms; None if it is none."""
    try:
        read = parsedate_to_datetime(text.decode("ascii"))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    aware = read if read.tzinfo is not None else read.replace(tzinfo=UTC)
    return int((aware - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds())


def http_date(seconds: int) -> bytes:
    """A moment as Last-Modified says it: `Wed, 21 Oct 2015 07:28:00 GMT`."""
    return formatdate(seconds, usegmt=True).encode()


@remembered
def coding(text: bytes, *, packed: bool) -> Coding | None:
    """What an Accept-Encoding is sent, of gzip, if it is there `packed`, and of no coding, which is
    taken unless it is refused; None if it takes neither.

    `*` stands for what is not named; what has a weight that cannot be read is left out.
    """
    weights: dict[bytes, float] = {}
    for part in text.lower().split(b","):
        name, *parameters = (piece.strip() for piece in part.split(b";"))
        weight = _weight(parameters)
        if name and weight is not None:
            weights[b"gzip" if name == b"x-gzip" else name] = weight
    gzip = weights.get(b"gzip", weights.get(b"*", 0.0)) if packed else 0.0
    takes_plain = weights.get(b"identity", weights.get(b"*")) != 0
    if gzip > 0 and (gzip >= weights.get(b"identity", 0.0) or not takes_plain):
        return "gzip"
    return "plain" if takes_plain else None


def _weight(parameters: list[bytes]) -> float | None:
    for parameter in parameters:
        name, _, value = parameter.partition(b"=")
        if name.strip() == b"q":
            value = value.strip()
            return float(value) if re.fullmatch(rb"0(\.[0-9]{0,3})?|1(\.0{0,3})?", value) else None
    return 1.0
