"""Answers a second of `calendar-gen serve` against nginx with the same file, in one run.

Run `python -m tests.benchmarks.serving` from the root; it needs Debian's nginx-light and wrk. One
worker of each serves a feed of 1,500 events over loopback to one wrk with eight connections, in
turns, five times; both write a line a request into a log. Told are the middle one of answers a
second, which hang on what else the machine does, and of the worker's processor time an answer,
which does not. A view that is kept and one that is made anew are timed too. Then 100,000 requests,
every tenth of them for another view, and the memory of the server before and after.

Bars: a 304 takes at most four times as much processor time as nginx's, a 200 at most three times,
and memory grows by less than a tenth.
"""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.benchmarks.figures import Figure
from tests.server.serving import Served, serving

ROUNDS, SECONDS, CONNECTIONS = 5, 2, 8
EVENTS = 1500
REQUESTS = 100_000
BARS = {"304": 4.0, "200": 3.0}
GROWTH = 1.1

NGINX = """\
worker_processes 1;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx.err;
events {{ worker_connections 512; }}
http {{
  access_log {folder}/nginx.log;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 1000000;
  open_file_cache max=100;
  types {{ text/calendar ics; }}
  client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
  uwsgi_temp_path {folder}; scgi_temp_path {folder};
  server {{ listen 127.0.0.1:{port}; root {folder}/site; }}
}}
"""


def rules() -> str:
    """Rules with 1,500 anniversaries in the twelve years around now."""
    head = "calendar-gen: 1\nsources:\n  s: {publisher: P, title: T, published: 1999}\n"
    days = [(month, day) for month in range(1, 13) for day in range(1, 12)]
    rows = [
        f"  - id: day-{n}\n    title: {{en: Day of remembrance number {n}}}\n"
        f"    of: 1945-{month:02}-{day:02}\n    host: {'RU' if n % 2 else 'CN'}\n"
        f"    categories: [kept-{n % 7}]\n    sources: [s]\n"
        for n, (month, day) in enumerate(days[: EVENTS // 12])
    ]
    return f"{head}commemorations:\n{''.join(rows)}"


class Server(NamedTuple):
    """Where a server is, and the process that answers."""

    url: str
    worker: int

    def processor(self) -> float:
        """Seconds of processor time that its worker took so far."""
        fields = Path(f"/proc/{self.worker}/stat").read_text("ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Rate(NamedTuple):
    """Answers a second, and microseconds of processor time that the worker took for each."""

    answers: float
    cost: float


@contextmanager
def nginx(folder: Path, port: int) -> Iterator[Server]:
    """An nginx of one worker on the same site."""
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    configuration = folder / "nginx.conf"
    configuration.write_text(NGINX.format(folder=folder, port=port), encoding="ascii")
    command = [program, "-e", str(folder / "nginx.err"), "-c", str(configuration)]
    with subprocess.Popen(command) as process:
        try:
            time.sleep(1)
            children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
            yield Server(f"http://127.0.0.1:{port}", int(children.read_text("ascii").split()[0]))
        finally:
            process.terminate()


def rate(server: Server, path: str, *headers: str) -> Rate:
    """How fast a server answers, and at what cost."""
    named = [word for header in headers for word in ("-H", header)]
    load = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", *named, server.url + path]
    before = server.processor()
    told = subprocess.run(load, capture_output=True, text=True, check=True).stdout
    assert "Non-2xx" not in told, told
    found = re.search(r"(\d+) requests in ([\d.]+)s", told)
    assert found, told
    count = int(found[1])
    return Rate(count / float(found[2]), (server.processor() - before) / count * 1e6)


def etag(url: str, path: str) -> str:
    connection = HTTPConnection(url.partition("//")[2])
    connection.request("HEAD", path)
    found = connection.getresponse().getheader("ETag")
    connection.close()
    assert found
    return f"If-None-Match: {found}"


def compared(ours: Server, theirs: Server, path: str) -> dict[str, float]:
    """How many times the processor time of nginx a 304 and a 200 take; the rates are told."""
    times = {}
    for name in BARS:
        mine: list[Rate] = []
        its: list[Rate] = []
        for _ in range(ROUNDS):
            for server, rates in ((ours, mine), (theirs, its)):
                held = [etag(server.url, path)] if name == "304" else []
                rates.append(rate(server, path, *held))
        one, other = (Rate(*map(median, zip(*rates, strict=True))) for rates in (mine, its))
        times[name] = one.cost / other.cost
        print(
            f"{name}: {one.answers:7,.0f}/s, {one.cost:5.1f} us each; "
            f"nginx {other.answers:7,.0f}/s, {other.cost:5.1f} us: "
            f"{one.answers / other.answers:.2f} of its answers, {times[name]:.1f} times its cost"
        )
    return times


def memory(process: int) -> float:
    """Resident megabytes of a process."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    found = re.search(r"VmRSS:\s+(\d+)", status)
    assert found
    return int(found[1]) / 1024


def views(count: int) -> Iterator[str]:
    """Addresses of views, each another one."""
    for n in range(count):
        marks = ",".join(str(1 + (n * 7 + step) % 99) for step in range(3))
        yield f"/feeds/all.ics?marks={marks}&alarm={n % 90}d&country={'RU' if n % 2 else 'CN'}"


def many(served: Served) -> tuple[float, float, float]:
    """Megabytes before and after many requests, and answers a second."""
    connection = HTTPConnection(served.host, served.port)
    addresses = views(REQUESTS // 10 + 2000)

    def ask(count: int) -> None:
        for n in range(count):
            connection.request("GET", next(addresses) if n % 10 == 0 else "/feeds/all.ics")
            answer = connection.getresponse()
            answer.read()
            assert answer.status == 200

    ask(20_000)  # the memories that have a limit are full
    before, began = memory(served.process.pid), time.perf_counter()
    ask(REQUESTS)
    return before, memory(served.process.pid), REQUESTS / (time.perf_counter() - began)


def main() -> int:
    """Measure, and say whether the bars are held."""
    for program in ("wrk", "nginx"):
        if not (shutil.which(program) or Path(f"/usr/sbin/{program}").exists()):
            print(f"{program} is needed: apt-get install nginx-light wrk")
            return 2
    with TemporaryDirectory() as place:
        folder = Path(place)
        folder.chmod(0o755)
        (folder / "rules").mkdir()
        (folder / "rules" / "rules.yaml").write_text(rules(), encoding="utf-8")
        with serving(folder, "--lang", "en") as served:
            size = (folder / "site/feeds/all.ics").stat().st_size
            ours = Server(f"http://{served.host}:{served.port}", served.process.pid)
            print(f"a feed of {size:,} bytes")
            with nginx(folder, served.port + 1 if served.port < 65535 else 8999) as theirs:
                times = compared(ours, theirs, "/feeds/all.ics")
            view = "/feeds/all.ics?country=RU&category=kept-1"
            kept = rate(ours, view, etag(ours.url, view))
            print(f"a view that is kept: {kept.answers:,.0f} times 304 a second")
            began = time.perf_counter()
            for path in views(200):
                etag(ours.url, path)
            print(f"a view made anew: {(time.perf_counter() - began) * 5:.1f} ms")
            before, after, speed = many(served)
            print(
                f"memory {before:.0f} MB, after {REQUESTS:,} requests {after:.0f} MB "
                f"({speed:,.0f}/s by one client in Python)"
            )
    for name, bar in BARS.items():
        print(Figure(f"a {name} of `serve`, processor time", "nginx", times[name], bar))
    held = all(times[name] <= bar for name, bar in BARS.items()) and after < before * GROWTH
    print("the bars are held" if held else "a bar is not held")
    return 0 if held else 1


if __name__ == "__main__":
    os.environ.setdefault("LC_ALL", "C")
    sys.exit(main())
