"""Conditional requests (RFC 9110, section 13) against the running server, a row each, with GET and
with HEAD.
"""

import gzip
from hashlib import sha256
from typing import NamedTuple

import pytest

from calendar_gen.server.conditions import coding
from tests.server.serving import Reply, Served

FEED = "/feeds/all.ics"
VIEW = "/feeds/all.ics?country=RU&lang=ru&windows=span"
PAGE = "/digests/2025.html"
BEFORE, AFTER = "Sun, 01 Jan 2023 00:00:00 GMT", "Fri, 01 Jan 2100 00:00:00 GMT"
ANSI, RFC850 = "Fri Jan  1 00:00:00 2100", "Friday, 01-Jan-27 00:00:00 GMT"


class Row(NamedTuple):
    """Headers of a request, with `{etag}` and `{date}` for those of the resource, and the status.

    `{other}` is the ETag of the other encoding.
    """

    headers: dict[str, str]
    status: int


ROWS = [
    Row({}, 200),
    Row({"If_None_Match": "{etag}"}, 304),
    Row({"If_None_Match": "W/{etag}"}, 304),
    Row({"If_None_Match": "*"}, 304),
    Row({"If_None_Match": ' "a" , W/"b,c",{etag} '}, 304),
    Row({"If_None_Match": '"a", "b"'}, 200),
    Row({"If_None_Match": '"a"'}, 200),
    Row({"If_None_Match": '""'}, 200),
    Row({"If_None_Match": "{bare}"}, 200),
    Row({"If_None_Match": "{other}"}, 200),
    Row({"If_None_Match": "{other}", "Accept_Encoding": "gzip"}, 304),
    Row({"If_None_Match": "{etag}", "Accept_Encoding": "gzip"}, 200),
    Row({"If_Modified_Since": "{date}"}, 304),
    Row({"If_Modified_Since": AFTER}, 304),
    Row({"If_Modified_Since": ANSI}, 304),
    Row({"If_Modified_Since": RFC850}, 304),
    Row({"If_Modified_Since": BEFORE}, 200),
    Row({"If_Modified_Since": "yesterday"}, 200),
    Row({"If_Modified_Since": ""}, 200),
    Row({"If_None_Match": '"a"', "If_Modified_Since": AFTER}, 200),
    Row({"If_None_Match": "rubbish", "If_Modified_Since": AFTER}, 200),
    Row({"If_None_Match": "{etag}", "If_Modified_Since": BEFORE}, 304),
    Row({"If_Match": "{etag}"}, 200),
    Row({"If_Match": "*"}, 200),
    Row({"If_Match": "W/{etag}"}, 412),
    Row({"If_Match": '"a"'}, 412),
    Row({"If_Match": '"a"', "If_None_Match": "{etag}"}, 412),
    Row({"If_Match": "{etag}", "If_None_Match": "{etag}"}, 304),
    Row({"If_Unmodified_Since": AFTER}, 200),
    Row({"If_Unmodified_Since": BEFORE}, 412),
    Row({"If_Unmodified_Since": BEFORE, "If_Match": "{etag}"}, 200),
]

KEPT = ("etag", "cache-control", "vary", "last-modified")
SAME = (*KEPT, "content-type", "content-length", "content-disposition", "content-encoding")


@pytest.mark.parametrize("target", [FEED, VIEW, PAGE])
@pytest.mark.parametrize("row", ROWS, ids=str)
def test_every_condition(served: Served, target: str, row: Row) -> None:
    plain = served.ask(target)
    words = {
        "etag": plain.headers["etag"],
        "bare": plain.headers["etag"].strip('"'),
        "other": served.ask(target, Accept_Encoding="gzip").headers["etag"],
        "date": plain.headers["last-modified"],
    }
    asked = {name: value.format(**words) for name, value in row.headers.items()}
    got, head = served.ask(target, **asked), served.ask(target, "HEAD", **asked)
    assert (got.status, head.status) == (row.status, row.status)
    assert head.body == b""
    assert {n: head.headers.get(n) for n in SAME} == {n: got.headers.get(n) for n in SAME}
    if row.status == 304:
        assert got.body == b""
        assert "content-type" not in got.headers
        whole = served.ask(target, Accept_Encoding=row.headers.get("Accept_Encoding", ""))
        assert {n: got.headers[n] for n in KEPT} == {n: whole.headers[n] for n in KEPT}
    if row.status == 200:
        assert int(got.headers["content-length"]) == len(got.body)


@pytest.mark.parametrize("target", [FEED, VIEW, PAGE])
def test_an_etag_is_a_hash_of_the_bytes_that_are_sent(served: Served, target: str) -> None:
    for accepted in ("", "gzip"):
        answer = served.ask(target, Accept_Encoding=accepted)
        assert answer.headers["etag"] == f'"{sha256(answer.body).hexdigest()[:32]}"'


@pytest.mark.parametrize(
    "accepted, packed",
    [
        ("gzip", True),
        ("GZIP", True),
        ("x-gzip", True),
        ("br, gzip;q=0.1", True),
        ("*", True),
        ("identity;q=0.5, gzip", True),
        ("deflate, br", False),
        ("gzip;q=0", False),
        ("gzip;q=0.000, *", False),
        ("*;q=0, identity", False),
        ("identity;q=rubbish", False),
        ("identity;q=0, gzip;q=0.1", True),
        ("identity;q=0, *", True),
        ("gzip;q=0.1, identity;q=0.9", False),
        ("gzip;q=rubbish", False),
        ("gzip;q=2", False),
        ("", False),
    ],
)
@pytest.mark.parametrize("target", [FEED, VIEW])
def test_gzip_goes_to_who_takes_it(
    served: Served, target: str, accepted: str, packed: bool
) -> None:
    plain, answer = served.ask(target), served.ask(target, Accept_Encoding=accepted)
    assert answer.headers.get("content-encoding") == ("gzip" if packed else None)
    assert answer.headers["vary"] == "Accept-Encoding"
    assert (gzip.decompress(answer.body) if packed else answer.body) == plain.body
    assert (answer.headers["etag"] == plain.headers["etag"]) is not packed


@pytest.mark.parametrize("target", [FEED, VIEW, PAGE])
@pytest.mark.parametrize(
    "refusing", ["identity;q=0, *;q=0", "*;q=0", "identity;q=0", "br, identity;q=0", "*;q=0.0,br"]
)
def test_who_takes_no_encoding_that_there_is_gets_406(
    served: Served, target: str, refusing: str
) -> None:
    # RFC 9110, section 12.5.3; also under a condition, which only holds for what would be sent.
    for method in ("GET", "HEAD"):
        answer = served.ask(target, method, Accept_Encoding=refusing, If_None_Match="*")
        assert answer.status == 406
        assert answer.headers["vary"] == "Accept-Encoding"
        assert answer.headers["cache-control"] == "no-store"
        assert "etag" not in answer.headers
    assert served.ask(target).status == 200


def test_what_gzip_makes_no_smaller_is_sent_as_it_is_or_refused() -> None:
    assert coding(b"gzip", packed=False) == "plain"
    assert coding(b"gzip, identity;q=0", packed=False) is None


def test_a_list_may_come_in_several_headers(served: Served) -> None:
    etag = served.ask(FEED).headers["etag"]
    head = f"GET {FEED} HTTP/1.1\r\nHost: here\r\nConnection: close\r\n"
    lists = f'If-None-Match: "a"\r\nIf-None-Match: {etag}\r\n\r\n'
    assert served.raw((head + lists).encode()).startswith(b"HTTP/1.1 304 ")


@pytest.mark.parametrize(
    "target, content_type, name",
    [
        (FEED, "text/calendar; charset=utf-8", "all.ics"),
        ("/feeds/cn-ru.ics", "text/calendar; charset=utf-8", "cn-ru.ics"),
        ("/ru/feeds/all.ics", "text/calendar; charset=utf-8", "all.ics"),
        (VIEW, "text/calendar; charset=utf-8", "all.ics"),
        ("/", "text/html; charset=utf-8", None),
        ("/ru/", "text/html; charset=utf-8", None),
        (PAGE, "text/html; charset=utf-8", None),
        ("/data/occurrences.json", "application/json", "occurrences.json"),
        ("/data/schema.json", "application/json", "schema.json"),
        ("/data/occurrences.csv", "text/csv; charset=utf-8", "occurrences.csv"),
        ("/openapi.json", "application/json", "openapi.json"),
    ],
)
def test_what_stands_there_and_how_it_is_sent(
    served: Served, target: str, content_type: str, name: str | None
) -> None:
    answer = served.ask(target)
    assert answer.status == 200
    assert answer.headers["content-type"] == content_type
    disposition = None if name is None else f'inline; filename="{name}"'
    assert answer.headers.get("content-disposition") == disposition
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "server" not in answer.headers


def test_a_page_has_the_policy_that_it_brings_and_is_in_no_frame(served: Served) -> None:
    answer = served.ask("/")
    policy = answer.headers["content-security-policy"]
    own, _, rest = policy.partition("; frame-ancestors ")
    assert rest == "'none'"
    assert own.startswith("default-src 'none'; style-src 'sha256-")
    assert f'content="{own}"'.replace("'", "&#39;") in answer.text
    assert "default-src 'none'" in served.ask(FEED).headers["content-security-policy"]


def test_last_modified_is_the_newest_change_inside(served: Served) -> None:
    for target in (FEED, VIEW):
        answer = served.ask(target)
        stamps = [line[14:22] for line in answer.text.splitlines() if "LAST-MODIFIED" in line]
        assert max(stamps) == "20250506"
        assert answer.headers["last-modified"] == "Tue, 06 May 2025 00:00:00 GMT"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "PROPFIND", "REPORT"])
@pytest.mark.parametrize("target", [FEED, VIEW, "/", "/healthz", "/openapi.json"])
def test_other_methods_are_refused_with_those_allowed(
    served: Served, target: str, method: str
) -> None:
    answer = served.ask(target, method)
    assert answer.status == 405
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS"
    assert served.ask("/feeds/none.ics", method).status == 404


def test_browsers_of_other_sites_may_ask_under_conditions(served: Served) -> None:
    answer = served.ask(
        FEED, "OPTIONS", Origin="https://example.com", Access_Control_Request_Method="GET"
    )
    assert answer.status == 204
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "If-None-Match" in answer.headers["access-control-allow-headers"]


@pytest.mark.parametrize(
    "target, method, status, headers",
    [
        (f"{FEED}?contry=RU", "GET", 400, {}),
        ("/none", "GET", 404, {}),
        (FEED, "POST", 405, {}),
        (FEED, "GET", 406, {"Accept_Encoding": "identity;q=0, br"}),
        ("/feeds/old.ics", "GET", 410, {}),
        (FEED, "GET", 412, {"If_Match": '"a"'}),
        ("/" + "a" * 5000, "GET", 414, {}),
        ("/feeds/ww2.ics", "GET", 308, {}),
    ],
)
def test_browsers_of_other_sites_may_read_why_there_is_nothing(
    served: Served, target: str, method: str, status: int, headers: dict[str, str]
) -> None:
    answer = served.ask(target, method, **headers)
    assert answer.status == status
    assert answer.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize(
    "target, status, location",
    [
        ("/feeds/ww2.ics", 308, "wwii.ics"),
        ("/feeds/ww2.ics?lang=ru&x=%0d%0aa:b", 308, "wwii.ics?lang=ru&x=%0d%0aa%3Ab"),
        ("/ru", 308, "ru/"),
        ("/feeds/old.ics", 410, None),
        ("/feeds/none.ics", 404, None),
        ("/none/", 404, None),
    ],
)
def test_what_moved_or_is_gone(
    served: Served, target: str, status: int, location: str | None
) -> None:
    for method in ("GET", "HEAD"):
        answer: Reply = served.ask(target, method)
        assert (answer.status, answer.headers.get("location")) == (status, location)
        assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert served.ask(target, "POST").status == (404 if status == 404 else 405)
