"""Two thousand requests that mean harm, over real connections: none gets an answer more than it has
requests, nothing but what the site holds comes back, and afterwards all is as it was.
"""

import random
import re
import socket
from collections import Counter

from tests.server.serving import Served

REQUESTS = 2000
PATHS = (
    *("/", "/feeds/all.ics", "/healthz", "/none", "/../../etc/passwd", "/..%2f..%2fetc/passwd"),
    *("/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd", "/\\..\\..\\etc\\passwd", "/feeds/%00.ics"),
    *("/secret/", "/secret/../feeds/all.ics", "/.git/config", "/data/../../rules.yaml", "*"),
    *("http://evil.example/", "/feeds/all.ics#x", "/%ff%fe", "/" + "a" * 5000, "/;a?;b", ""),
)
QUERIES = (
    *("", "?country=RU", "?country=" + "RU," * 500, "?rule=../../etc/passwd", "?lang=%00", "?&&&="),
    *("?marks=1e9", "?marks=" + "9" * 400, "?from=0000-00-00", "?years=-1", "?alarm=P1D", "?x[]=1"),
    *("?country=%0d%0aSet-Cookie:a=b", "?category=<script>", "?windows=span&windows=span", "?%"),
)
METHODS = (
    "GET",
    "GET",
    "GET",
    "HEAD",
    "POST",
    "PUT",
    "DELETE",
    "TRACE",
    "CONNECT",
    "get",
    "G\x00T",
)
HEADERS = (
    *("Content-Length: 5", "Content-Length: 5\r\nContent-Length: 6", "Content-Length: +5"),
    *("Content-Length: -1", "Content-Length: 99999999999999999999", "Content-Length : 5"),
    *("Transfer-Encoding: chunked", "Transfer-Encoding: xchunked", "Transfer-Encoding:\tchunked"),
    *("Transfer-Encoding: chunked\r\nContent-Length: 5", "Transfer-Encoding: chunked, identity"),
    *(
        " Transfer-Encoding: chunked",
        "X: a\r\n b",
        "X: a\nY: b",
        "X: a\rY: b",
        "Host: a\r\nHost: b",
    ),
    *("Upgrade: websocket\r\nConnection: upgrade", "Upgrade: h2c", "Expect: 100-continue"),
    *("Expect: evil", "Range: bytes=0-1,0-1,0-1", "If-None-Match: " + '"a",' * 900, "X-\xff: a"),
    *("X-Forwarded-Host: evil.example", "X-Original-URL: /secret/", "Cookie: a=b", ": empty"),
    *(
        "If-Modified-Since: Sun, 99 Foo 0000",
        "Accept-Encoding: gzip;q=9e9,*;q=-1",
        "A: " + "b" * 20_000,
    ),
)
INNER = b"GET /healthz HTTP/1.1\r\nHost: here\r\n\r\n"
BODIES = (
    b"",
    b"",
    b"12345",
    b"0\r\n\r\n",
    b"0\r\n\r\n" + INNER,
    b"5\r\nab",
    b"ffffffffffffffff\r\n",
    INNER,
)


def hostile(number: int) -> bytes:
    chance = random.Random(f"request {number}")
    version = chance.choice(
        ("HTTP/1.1", "HTTP/1.1", "HTTP/1.1", "HTTP/1.0", "HTTP/9.9", "http/1.1", "")
    )
    line = f"{chance.choice(METHODS)} {chance.choice(PATHS)}{chance.choice(QUERIES)} {version}"
    lines = [line, "Host: here", *chance.choices(HEADERS, k=chance.choice((0, 1, 1, 2, 3)))]
    lines += ["Connection: close"] * chance.choice((0, 1))
    made = "\r\n".join([*lines, "", ""]).encode("latin-1") + chance.choice(BODIES)
    if chance.random() < 0.1:  # some of it never comes
        made = made[: chance.randrange(len(made))]
    return made


def answered(served: Served, request: bytes) -> bytes:
    """All that comes back, once no more is sent."""
    received = b""
    with socket.create_connection((served.host, served.port), timeout=30) as place:
        try:
            place.sendall(request)
            place.shutdown(socket.SHUT_WR)
            while piece := place.recv(65536):
                received += piece
        except (ConnectionResetError, BrokenPipeError):
            pass  # it was cut off before all was sent
    return received


def test_two_thousand_hostile_requests(served: Served) -> None:
    before = served.ask("/feeds/all.ics"), served.ask("/")
    statuses: Counter[int] = Counter()
    for number in range(REQUESTS):
        request = hostile(number)
        answer = answered(served, request)
        found = [int(each) for each in re.findall(rb"^HTTP/1\.1 (\d{3}) ", answer, re.MULTILINE)]
        statuses.update(found or [0])
        read = [status for status in found if status not in (400, 431)]  # not the rubbish behind it
        assert len(read) <= 1 + request.count(INNER), request[:300]
        assert not any(status >= 500 for status in found), request[:300]
        assert b"root:" not in answer, request[:300]
        assert b"calendar-gen: 1" not in answer, request[:300]
        assert b"evil" not in answer.partition(b"\r\n\r\n")[0], request[:300]
        assert b"set-cookie" not in answer.lower().partition(b"\r\n\r\n")[0], request[:300]
    assert {200, 400, 404, 405, 414} <= set(statuses)
    after = served.ask("/feeds/all.ics"), served.ask("/")
    assert [each.body for each in after] == [each.body for each in before]
    assert served.process.poll() is None
