"""What a stranger may send: inert or refused, and the server goes on."""

import re
import socket
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.server.serving import Served
from tests.soak.running import resident

CLOSE = b"Host: here\r\nConnection: close\r\n\r\n"


@pytest.mark.parametrize(
    "target",
    [
        "/feeds/..%2f..%2frules%2frules.yaml",
        "/feeds/../../rules/rules.yaml",
        "/../rules/rules.yaml",
        "/%2e%2e/rules/rules.yaml",
        "/..%5crules%5crules.yaml",
        "//feeds/all.ics",
        "/./feeds/all.ics",
        "/feeds//all.ics",
        "/feeds/all.ics/",
        "/feeds/all.ics%00.html",
        "/feeds/all.ics%00",
        "/%00",
        "/feeds/ALL.ICS",
        "/.hidden",
        "/link.html",
        "/folder-link/rules.yaml",
        "/pipe",
        "/%ff%fe",
        "/" + "a" * 3000,
        "/" + "a/" * 1500,
    ],
)
def test_no_spelling_of_a_path_leads_elsewhere(served: Served, folder: Path, target: str) -> None:
    answer = served.raw(f"GET {target} HTTP/1.1\r\n".encode() + CLOSE)
    assert answer.startswith(b"HTTP/1.1 404 ")
    assert b"victory" not in answer.lower()


@pytest.mark.parametrize(
    "request_, status",
    [
        (b"GET /feeds/all.ics?country=" + b"A" * 8000 + b" HTTP/1.1\r\n" + CLOSE, 414),
        (b"GET /" + b"a" * 5000 + b" HTTP/1.1\r\n" + CLOSE, 414),
        (b"GET /" + b"a" * 20000 + b" HTTP/1.1\r\n" + CLOSE, 431),
        (b"GET / HTTP/1.1\r\nX: " + b"a" * 20000 + b"\r\n" + CLOSE, 431),
        (b"GET / HTTP/1.1\r\n" + b"X: a\r\n" * 4000 + CLOSE, 431),
        (b"GET / HTTP/1.1\r\nX: " + b"a" * 20000, 431),
        (b"GET / HTTP/1.1\r\nX: a\x00b\r\n" + CLOSE, 400),
        (b"GET / HTTP/1.1\r\nX y: a\r\n" + CLOSE, 400),
        (b"GET / HTTP/9.9\r\n" + CLOSE, 400),
        (b"GET / HTTP/2.0\r\n" + CLOSE, 400),
        (b"GET / HTTP/0.9\r\n" + CLOSE, 400),
        (b"GET /\r\n", 400),
        (b"GET /feeds/all.ics\n", 400),
        (b"HEAD /\r\n" + CLOSE, 400),
        (b"GET /\xff HTTP/1.1\r\n" + CLOSE, 400),
        (b"rubbish\r\n\r\n", 400),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 400),
        (b"GET http://[ HTTP/1.1\r\n" + CLOSE, 400),
        (
            b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n" + CLOSE,
            400,
        ),
        (b"POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n" + CLOSE, 400),
        (b"GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n", 400),
        (b"GET /healthz HTTP/1.1\r\nHost: elsewhere\r\n" + CLOSE, 400),
        (b"GET /healthz HTTP/1.0\r\nHost: elsewhere\r\n" + CLOSE, 400),
        (b"GET /healthz HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n", 400),
        (b"GET /healthz HTTP/1.1\r\nHost: a/b\r\nConnection: close\r\n\r\n", 400),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_is_too_long_or_no_request_is_refused(
    served: Served, request_: bytes, status: int
) -> None:
    answer = served.raw(request_)
    assert answer.startswith(b"HTTP/1.1 %d " % status)
    assert b"Traceback" not in answer
    assert served.ask("/healthz").status == 200


@pytest.mark.parametrize(
    "head",
    [
        "HTTP/1.1\r\nHost: [::1]:80",
        "HTTP/1.1\r\nHost:",
        "HTTP/1.0",
        "HTTP/1.0\r\nHost: a_b.example",
    ],
)
def test_a_request_says_once_for_whom_it_is(served: Served, head: str) -> None:
    answer = served.raw(f"GET /healthz {head}\r\nConnection: close\r\n\r\n".encode())
    assert answer.startswith(b"HTTP/1.1 200 ")


@pytest.mark.parametrize(
    "headers",
    [
        {"Accept_Encoding": "deflate;" * 500},
        {"Accept_Encoding": "," * 3000},
        {"If_None_Match": '"a",' * 1500},
        {"If_None_Match": '"' * 3000},
        {"If_None_Match": "W/" * 3000},
        {"If_None_Match": " ," * 3000},
        {"If_Modified_Since": "9" * 3000},
        {"If_Modified_Since": "Mon, 99 Foo 9999999999 99:99:99 GMT"},
        {"If_Modified_Since": "Sun, 06 Nov 1994 08:49:37 -9999999"},
        {"Range": "bytes=0-1,2-3,4-"},
        {"Host": "evil.example"},
        {"X_Forwarded_For": "127.0.0.1", "X_Forwarded_Host": "evil.example"},
        {"Upgrade": "websocket", "Connection": "upgrade"},
        {"Expect": "100-continue"},
        {"Cookie": "a=b"},
    ],
    ids=lambda value: str(value)[:40],
)
def test_tricks_with_headers_change_nothing(served: Served, headers: dict[str, str]) -> None:
    plain = served.ask("/feeds/all.ics")
    answer = served.ask("/feeds/all.ics", **headers)
    assert (answer.status, answer.body) == (200, plain.body)
    assert "evil" not in str(answer.headers)


LONG = ",".join(f'"{number}"' for number in range(2000))


@pytest.mark.parametrize(
    "name, value",
    [
        ("If-None-Match", LONG),
        ("Accept-Encoding", "gzip" + ",x" * 7000),
        ("If-Modified-Since", "9" * 15_000),
        ("User-Agent", "x" * 15_000),
    ],
)
def test_long_headers_fill_no_memory(served: Served, name: str, value: str) -> None:
    connection = HTTPConnection(served.host, served.port)
    most = 0.0
    for number in range(320):
        if number == 20:
            most = resident(served.process.pid) + 2.5  # and 4.5 if the texts alone were kept
        headers = {name: f"{value},{number}"}
        connection.request("GET", "/feeds/all.ics", headers=headers)
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 200
    connection.close()
    assert resident(served.process.pid) < most


def test_a_request_that_does_not_end_is_cut_off_and_others_are_answered(served: Served) -> None:
    with socket.create_connection((served.host, served.port)) as slow:
        slow.sendall(b"GET / HTTP/1.1\r\nHost: here\r\n")
        assert served.ask("/healthz").status == 200


def test_pipelined_requests_are_answered_in_order(served: Served) -> None:
    one, other = (
        f"GET {path} HTTP/1.1\r\nHost: here\r\n\r\n".encode() for path in ("/healthz", "/none")
    )
    answers = served.raw(one + other + b"HEAD / HTTP/1.1\r\n" + CLOSE)
    assert re.findall(rb"HTTP/1.1 (\d+)", answers) == [b"200", b"404", b"200"]


def test_a_body_where_none_belongs_is_not_a_second_request(served: Served) -> None:
    inner = b"GET /healthz HTTP/1.1\r\nHost: here\r\n\r\n"
    asked = b"GET /none HTTP/1.1\r\nContent-Length: %d\r\n" % len(inner) + CLOSE + inner
    assert served.raw(asked).count(b"HTTP/1.1 ") == 1


ANOTHER = b"Host: here\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n"


def test_behind_a_request_for_another_protocol_the_next_is_answered(served: Served) -> None:
    asked = b"GET /healthz HTTP/1.1\r\n" + ANOTHER + b"\r\n"
    answers = served.raw(asked * 3 + b"GET /none HTTP/1.1\r\n" + CLOSE)
    assert re.findall(rb"HTTP/1.1 (\d+)", answers) == [b"200", b"200", b"200", b"404"]


@pytest.mark.parametrize("length", [b"Content-Length: 38", b"Transfer-Encoding: chunked"])
def test_the_body_of_a_request_for_another_protocol_is_not_the_next_request(
    length: bytes, served: Served
) -> None:
    asked = b"POST /none HTTP/1.1\r\n" + ANOTHER + length + b"\r\n\r\n"
    answers = served.raw(asked + b"GET /healthz HTTP/1.1\r\nHost: here\r\n\r\n")
    assert re.findall(rb"HTTP/1.1 (\d+)", answers) == [b"400"]


def test_the_log_holds_a_line_a_request_in_ascii(served: Served) -> None:
    served.ask("/feeds/none.ics?x=%E2%80%AE%0a", User_Agent="\x9b31mred\xad")
    agent = "\x9b31mred\xad"
    served.until(lambda: any(line.get("agent") == agent for line in served.lines()))
    assert served.log.read_bytes().isascii()
    line = next(line for line in served.lines() if line.get("agent") == agent)
    assert line.items() >= {"event": "request", "method": "GET", "status": 404}.items()
    assert {"time", "level", "path", "query", "bytes", "ms"} <= set(line)
