"""Readers that ask a server all that readers ask, and hold each answer to the versions of the rules
that were current while they asked.
"""

import gzip
import json
import socket
import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from http.client import HTTPConnection, HTTPException, HTTPResponse
from random import Random
from threading import Event as Flag
from threading import Lock, Thread
from typing import NamedTuple
from urllib.parse import urlencode
from xml.etree import ElementTree as ET

from tests.soak.history import History
from tests.soak.reading import data_fault, feed_fault, page_fault, read_feed
from tests.soak.versions import CATEGORIES, DAY, HOSTS, MARKER, Filter, Version

PATIENCE = 30
MOST_FAULTS = 50
MOST_CHECKED = 5000
ENCODINGS = ("", "gzip", "br", "br, gzip;q=0.5", "identity", "*", "deflate, gzip")


class Refusal(NamedTuple):
    """A request that is refused, and how."""

    status: int
    target: str
    method: str = "GET"
    headers: tuple[tuple[str, str], ...] = ()


REFUSALS = (
    Refusal(400, "/feeds/all.ics?colour=red"),
    Refusal(400, "/feeds/all.ics?years=100000000000"),
    Refusal(400, "/feeds/all.ics?country=RU&country=CN"),
    Refusal(400, "/feeds/all.ics?lang=xx&marks=5"),
    Refusal(400, "/feeds/all.ics?from=2027-02-30"),
    Refusal(404, "/feeds/nothing.ics"),
    Refusal(404, "/../../etc/passwd"),
    Refusal(404, "/%2e%2e/%2e%2e/etc/passwd"),
    Refusal(404, "/feeds/%00.ics"),
    Refusal(404, f"/secret/{'A' * 43}/desk.ics"),
    Refusal(405, "/feeds/all.ics", "POST"),
    Refusal(405, "/data/revisions.json", "DELETE"),
    Refusal(204, "/feeds/all.ics", "OPTIONS"),
    Refusal(412, "/feeds/all.ics", headers=(("If-Match", '"nothing"'),)),
    Refusal(406, "/feeds/all.ics", headers=(("Accept-Encoding", "identity;q=0, *;q=0"),)),
    Refusal(414, f"/feeds/all.ics?country={'RU,' * 2700}"),
)
RAW = (
    (b"NONSENSE\r\n\r\n", b"HTTP/1.1 400 "),
    (b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"x" * 20_000 + b"\r\n\r\n", b"HTTP/1.1 431 "),
    (b"GET /feeds/all.ics HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Le", b""),
)
"""Bytes that are no request, and how the answer to them begins; the last is given up half way."""


class Secrets(NamedTuple):
    """Paths of a secret feed of the days in Russia, and of one that is revoked when `revoked` is
    set, and gone for good once `gone` is.
    """

    kept: str
    lost: str
    revoked: Flag
    gone: Flag


class Reply(NamedTuple):
    """An answer with the moments between which it was asked for and came; `body` unpacked."""

    status: int
    headers: dict[str, str]
    body: bytes
    asked: float
    answered: float


class Held(NamedTuple):
    """What a reader keeps of an address."""

    etag: str
    modified: str
    body: bytes
    accepts: str


class Tally:
    """What all readers saw: counts by kind and by status, and what was wrong."""

    def __init__(self) -> None:
        self.kinds: Counter[str] = Counter()
        self.statuses: Counter[int] = Counter()
        self.views: set[str] = set()
        self.faults: list[str] = []
        self.compared = 0
        self.raw = 0
        self._lock = Lock()

    def answered(self, kind: str, status: int, *, raw: bool = False) -> None:
        """Count an answer; that to bytes which were no request is `raw`, and in no log."""
        with self._lock:
            self.raw += raw
            self.kinds[kind] += 1
            self.statuses[status] += 1

    def right(self) -> None:
        """Count an answer that was held to a version."""
        with self._lock:
            self.compared += 1

    def fault(self, text: str) -> None:
        """Note what was wrong."""
        with self._lock:
            self.faults.append(text)


class Judge:
    """Says whether bytes are what a current version of the rules says; the same question is
    answered but once.
    """

    def __init__(self, history: History, tally: Tally) -> None:
        self._history, self._tally = history, tally
        self._known: OrderedDict[tuple[str, bytes, int], str | None] = OrderedDict()
        self._lock = Lock()

    def judge(
        self, target: str, reply: Reply, body: bytes, fault: Callable[[bytes, Version], str | None]
    ) -> None:
        """Note a fault unless the bytes, which stand at an address, are of a current version."""
        digest = sha256(body).digest()
        found = []
        versions = self._history.current(reply.asked, reply.answered)
        for version in versions:
            wrong = self._of(target, digest, body, version, fault)
            if wrong is None:
                self._tally.right()
                return
            found.append(f"by version {version.number} {wrong}")
        self._tally.fault(f"{reply.status} {target}: {'; '.join(found)}")

    def _of(
        self,
        target: str,
        digest: bytes,
        body: bytes,
        version: Version,
        fault: Callable[[bytes, Version], str | None],
    ) -> str | None:
        key = (target, digest, version.number)
        with self._lock:
            if key in self._known:
                return self._known[key]
        try:
            wrong = fault(body, version)
        except Exception as error:  # noqa: BLE001 - what cannot be read is wrong, whatever it is
            wrong = f"{type(error).__name__}: {error}"
        with self._lock:
            self._known[key] = wrong
            while len(self._known) > MOST_CHECKED:
                self._known.popitem(last=False)
        return wrong


class Reader(Thread):
    """Asks for one thing after the other, so many a second, until it is told to stop."""

    def __init__(
        self,
        port: int,
        pace: float,
        random: Random,
        judge: Judge,
        tally: Tally,
        secrets: Secrets,
        stop: Flag,
    ) -> None:
        super().__init__(daemon=True)
        self._port, self._pace, self._random, self._stopping = port, pace, random, stop
        self._judge, self._tally, self._secrets = judge, tally, secrets
        self._connection: HTTPConnection | None = None
        self._held: dict[str, Held] = {}
        self._sequences: dict[str, dict[str, int]] = {}

    def run(self) -> None:
        """Ask until the end."""
        due = time.monotonic()
        while not self._stopping.is_set() and len(self._tally.faults) < MOST_FAULTS:
            due = max(due + self._random.expovariate(self._pace), time.monotonic() - 1)
            self._stopping.wait(max(0.0, due - time.monotonic()))
            act = self._random.choices(*zip(*_LOAD, strict=True))[0]
            try:
                act(self)
            except (OSError, HTTPException) as error:
                self._drop()
                self._tally.fault(f"{act.__name__}: {type(error).__name__}: {error}")
        self._drop()

    def fill(self, count: int) -> None:
        """Ask for so many views that nobody asked for before."""
        for _ in range(count):
            target, wanted = self._new_view()
            self._get("filtered view", target, wanted)
        self._drop()

    def ask_all(self) -> None:
        """Ask for each feed and view that has a name here, when all else is still."""
        for target, wanted in _PLAIN.items():
            self._get("feed", target, wanted)
        self._drop()

    # --- what is asked

    def feed(self) -> None:
        """A feed of the site."""
        self._get("feed", *self._a_feed())

    def view(self) -> None:
        """A view by filters, now and then one that nobody asked for before."""
        target, wanted = self._a_view()
        self._tally.views.add(target)
        self._get("filtered view", target, wanted)

    def again(self) -> None:
        """What is held already, on condition that it changed."""
        if not self._held:
            return self.feed()
        target = self._random.choice(sorted(self._held))
        held, wanted = self._held[target], _PLAIN[target]
        by_tag = self._random.random() < 0.7
        condition = {"Accept-Encoding": held.accepts} if held.accepts else {}
        if by_tag:
            others = self._random.choice(("{}", 'W/{}, "another"', '"another", {}'))
            condition["If-None-Match"] = others.format(held.etag)
        else:
            condition["If-Modified-Since"] = held.modified
        reply = self._ask("conditional request", target, "GET", condition)
        if reply.status != 304:
            return self._take(target, wanted, reply, held.accepts)
        if reply.headers["etag"] != held.etag:
            self._tally.fault(f"304 {target}: for {reply.headers['etag']}, and not {held.etag}")
        return self._judge.judge(target, reply, held.body, _feed_of(wanted))

    def head(self) -> None:
        """The headers alone, and then all of it."""
        target, wanted = self._a_feed()
        reply = self._ask("HEAD", target, "HEAD", {})
        if reply.body or reply.status != 200:
            self._tally.fault(f"HEAD {target}: {reply.status}, {len(reply.body)} bytes")
        whole = self._get("feed", target, wanted)
        same = ("etag", "content-length", "last-modified", "content-type")
        if reply.headers["etag"] == whole.headers["etag"] and any(
            reply.headers[name] != whole.headers[name] for name in same
        ):
            self._tally.fault(f"HEAD {target}: {reply.headers} for {whole.headers}")

    def secret(self) -> None:
        """A feed at an address of its own."""
        secrets = self._secrets
        self._get("secret feed", secrets.kept, Filter(hosts=("RU",)))
        over, gone = secrets.revoked.is_set(), secrets.gone.is_set()
        reply = self._ask("secret feed", secrets.lost, "GET", {})
        if reply.status == 200 and not gone:
            self._judge.judge(secrets.lost, reply, reply.body, _feed_of(Filter(hosts=("CN",))))
        elif reply.status != 410 or not (over or secrets.revoked.is_set()):
            self._tally.fault(f"a secret feed that was revoked: {reply.status}")

    def page(self) -> None:
        """A page, a file of data, or how the server is."""
        year = self._random.randrange(DAY.year, DAY.year + 10)
        russian = self._random.random() < 0.5
        choice = self._random.randrange(5)
        if choice == 0:
            reply = self._ask("page", "/data/occurrences.json", "GET", {})
            self._judge.judge("data", reply, reply.body, data_fault)
        elif choice == 1:
            target = self._random.choice(("/atom.xml", "/ru/atom.xml"))
            reply = self._ask("page", target, "GET", {})
            ET.fromstring(reply.body)
        elif choice == 2:
            target = self._random.choice(("/healthz", "/openapi.json", "/feed.json"))
            reply = self._ask("page", target, "GET", {})
            json.loads(reply.body)
        else:
            language = "ru" if russian else "en"
            target = f"{'/ru' if russian else ''}/digests/{year}.html"
            reply = self._ask("page", target, "GET", {})
            self._judge.judge(
                target, reply, reply.body, lambda body, v: page_fault(body, v, year, language)
            )
        if reply.status != 200:
            self._tally.fault(f"a page: {reply.status}")

    def refused(self) -> None:
        """What nobody should ask."""
        if self._random.random() < 0.2:
            return self._raw(*self._random.choice(RAW))
        bad = self._random.choice(REFUSALS)
        reply = self._ask("bad request", bad.target, bad.method, dict(bad.headers))
        if reply.status != bad.status:
            self._tally.fault(f"{bad.method} {bad.target[:80]}: {reply.status}, not {bad.status}")
        return None

    def _raw(self, request: bytes, begins: bytes) -> None:
        with socket.create_connection(("127.0.0.1", self._port), timeout=PATIENCE) as place:
            place.sendall(request)
            received = place.recv(65536) if begins else b""
        if begins:
            self._tally.answered("bad request", int(received[9:12] or b"0"), raw=True)
        if not received.startswith(begins):
            self._tally.fault(f"{request[:40]!r}: {received[:40]!r}")

    # --- and how

    def _a_feed(self) -> tuple[str, Filter]:
        return self._random.choice(_FEEDS)

    def _a_view(self) -> tuple[str, Filter]:
        return self._random.choice(_VIEWS) if self._random.random() < 0.7 else self._new_view()

    def _new_view(self) -> tuple[str, Filter]:
        marks = tuple(sorted(self._random.sample(range(1, 126), 12)))
        host = self._random.choice(HOSTS)
        wanted = Filter(self._random.choice(("en", "ru")), hosts=(host,), marks=marks)
        days = self._random.randrange(100)
        return f"{_address(wanted)}&alarm={days}d", wanted

    def _get(self, kind: str, target: str, wanted: Filter) -> Reply:
        accepts = self._random.choice(ENCODINGS)
        headers = {"Accept-Encoding": accepts} if accepts else {}
        reply = self._ask(kind, target, "GET", headers)
        self._take(target, wanted, reply, accepts)
        return reply

    def _take(self, target: str, wanted: Filter, reply: Reply, accepts: str) -> None:
        """Hold a feed that came to the versions that were current, and keep it."""
        if reply.status != 200:
            self._tally.fault(f"GET {target}: {reply.status} {reply.body[:200]!r}")
            return
        self._judge.judge(target, reply, reply.body, _feed_of(wanted))
        if target not in _PLAIN:
            return
        before = self._held.get(target)
        if before is not None and _moment(reply) < _moment_of(before.modified):
            self._tally.fault(f"{target}: Last-Modified went back from {before.modified}")
        sequences = dict(read_feed(reply.body).sequences) if self._random.random() < 0.1 else {}
        if sequences:
            past = self._sequences.get(target, {})
            fallen = [uid for uid, number in sequences.items() if number < past.get(uid, 0)]
            if fallen:
                self._tally.fault(f"{target}: SEQUENCE of {fallen[0]} went back")
            self._sequences[target] = sequences
        headers = reply.headers
        self._held[target] = Held(headers["etag"], headers["last-modified"], reply.body, accepts)

    def _ask(self, kind: str, target: str, method: str, headers: dict[str, str]) -> Reply:
        asked = time.monotonic()
        answer, body = self._exchange(method, target, headers)
        named = {name.lower(): value for name, value in answer.getheaders()}
        coding = named.get("content-encoding", "")
        if coding == "gzip" and body:
            body = gzip.decompress(body)
        elif coding not in ("", "gzip"):
            self._tally.fault(f"{target}: in {coding}")
        reply = Reply(answer.status, named, body, asked, time.monotonic())
        self._tally.answered(kind, reply.status)
        if reply.status >= 500:
            self._tally.fault(f"{method} {target}: {reply.status} {body[:200]!r}")
        return reply

    def _exchange(
        self, method: str, target: str, headers: dict[str, str]
    ) -> tuple[HTTPResponse, bytes]:
        """One request, on a connection that is kept for some; one that the server has closed
        meanwhile is opened anew.
        """
        if self._random.random() < 0.02:
            self._drop()
        kept = self._connection is not None
        try:
            return self._exchanged(method, target, headers)
        except (ConnectionError, HTTPException):
            self._drop()
            if not kept:
                raise
            return self._exchanged(method, target, headers)

    def _exchanged(
        self, method: str, target: str, headers: dict[str, str]
    ) -> tuple[HTTPResponse, bytes]:
        if self._connection is None:
            self._connection = HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE)
        self._connection.putrequest(method, target, skip_accept_encoding=True)
        for name, value in headers.items():
            self._connection.putheader(name, value)
        self._connection.endheaders()
        answer = self._connection.getresponse()
        return answer, answer.read()

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


@contextmanager
def reading(readers: list[Reader], stop: Flag) -> Iterator[None]:
    """Readers that read for as long as this lasts."""
    for reader in readers:
        reader.start()
    try:
        yield
    finally:
        stop.set()
        for reader in readers:
            reader.join()


def _moment(reply: Reply) -> float:
    return _moment_of(reply.headers["last-modified"])


def _moment_of(text: str) -> float:
    return time.mktime(time.strptime(text, "%a, %d %b %Y %H:%M:%S GMT"))


def _feed_of(wanted: Filter) -> Callable[[bytes, Version], str | None]:
    return lambda body, version: feed_fault(read_feed(body), version, wanted)


def _address(wanted: Filter) -> str:
    """A view of the feed of everything."""
    query = {
        "country": ",".join(wanted.hosts),
        "category": ",".join(wanted.categories),
        "rule": ",".join(wanted.rules),
        "marks": ",".join(map(str, wanted.marks)),
        "lang": wanted.language,
        "from": wanted.first.isoformat() if wanted.first else "",
        "years": str(wanted.years or ""),
    }
    return f"/feeds/all.ics?{urlencode({k: v for k, v in query.items() if v}, safe=',')}"


_FEEDS = tuple(
    (f"{folder}/feeds/{name}.ics", wanted._replace(language=language))
    for folder, language in (("", "en"), ("/ru", "ru"))
    for name, wanted in (
        ("all", Filter()),
        *((host.lower(), Filter(hosts=(host,))) for host in HOSTS),
        *((category, Filter(categories=(category,))) for category in CATEGORIES),
        (MARKER, Filter(categories=(MARKER,))),
    )
)
_VIEWS = tuple(
    (_address(wanted), wanted)
    for language in ("en", "ru")
    for wanted in (
        Filter(language, hosts=("RU", "CN")),
        Filter(language, hosts=("US",), categories=("bridges", "schools")),
        Filter(language, categories=("harvests",), years=3),
        Filter(language, rules=(MARKER, "stays-fr-bridges")),
        Filter(language, marks=(50, 75, 80, 100)),
        Filter(language, first=DAY, years=1),
        Filter(language, marks=(3,)),
    )
)
_PLAIN = dict((*_FEEDS, *_VIEWS))

_LOAD: tuple[tuple[Callable[[Reader], None], int], ...] = (
    (Reader.feed, 25),
    (Reader.again, 30),
    (Reader.view, 20),
    (Reader.secret, 6),
    (Reader.head, 5),
    (Reader.page, 6),
    (Reader.refused, 8),
)
