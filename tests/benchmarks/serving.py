"""Answers a second of `calendar-gen serve` against nginx with the same file, in one run.

Run `python -m tests.benchmarks.serving` from the root; it needs Debian's nginx-light and wrk. One
worker of each serves a feed of 1,500 events over loopback to one wrk with eight connections, in
turns, five times; of each the middle one counts. Both write a line a request into a log. A view
that is kept is asked for too, and one that is made anew each time is told apart. Afterwards 100,000
requests, every tenth of them for another view, and the memory of the server before and after.

Bars: a 304 at least a tenth as fast as nginx, and memory that grows by less than a tenth.
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

from tests.server.serving import Served, serving

ROUNDS, SECONDS, CONNECTIONS = 5, 2, 8
EVENTS = 1500
REQUESTS = 100_000
RATIO, GROWTH = 0.1, 1.1

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


@contextmanager
def nginx(folder: Path, port: int) -> Iterator[str]:
    """An nginx of one worker on the same site."""
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    configuration = folder / "nginx.conf"
    configuration.write_text(NGINX.format(folder=folder, port=port), encoding="ascii")
    command = [program, "-e", str(folder / "nginx.err"), "-c", str(configuration)]
    with subprocess.Popen(command) as process:
        try:
            time.sleep(1)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def rate(url: str, *headers: str) -> float:
    """Answers a second."""
    named = [word for header in headers for word in ("-H", header)]
    load = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", *named, url]
    told = subprocess.run(load, capture_output=True, text=True, check=True).stdout
    assert "Non-2xx" not in told, told
    found = re.search(r"Requests/sec:\s+([\d.]+)", told)
    assert found, told
    return float(found[1])


def etag(url: str, path: str) -> str:
    connection = HTTPConnection(url.partition("//")[2])
    connection.request("HEAD", path)
    found = connection.getresponse().getheader("ETag")
    connection.close()
    assert found
    return f"If-None-Match: {found}"


def compared(ours: str, theirs: str, path: str) -> tuple[float, float]:
    """The middle rates of 304 and 200, as parts of nginx's, told on the way."""
    ratios = []
    for name, conditional in (("304", True), ("200", False)):
        pairs = []
        for _ in range(ROUNDS):
            one, other = (
                rate(url + path, *([etag(url, path)] if conditional else []))
                for url in (ours, theirs)
            )
            pairs.append((one, other))
        mine, its = (median(column) for column in zip(*pairs, strict=True))
        ratios.append(median(one / other for one, other in pairs))
        print(f"{name}: {mine:8,.0f}/s, nginx {its:8,.0f}/s: {ratios[-1]:.2f} of nginx")
    return ratios[0], ratios[1]


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
            ours = f"http://{served.host}:{served.port}"
            print(f"a feed of {size:,} bytes")
            with nginx(folder, served.port + 1 if served.port < 65535 else 8999) as theirs:
                fresh, _ = compared(ours, theirs, "/feeds/all.ics")
            view = "/feeds/all.ics?country=RU&category=kept-1"
            kept = rate(ours + view, etag(ours, view))
            print(f"a view that is kept: {kept:,.0f} times 304 a second")
            began = time.perf_counter()
            for path in views(200):
                etag(ours, path)
            print(f"a view made anew: {(time.perf_counter() - began) * 5:.1f} ms")
            before, after, speed = many(served)
            print(
                f"memory {before:.0f} MB, after {REQUESTS:,} requests {after:.0f} MB "
                f"({speed:,.0f}/s by one client in Python)"
            )
    held = fresh >= RATIO and after < before * GROWTH
    print("the bars are held" if held else "a bar is not held")
    return 0 if held else 1


if __name__ == "__main__":
    os.environ.setdefault("LC_ALL", "C")
    sys.exit(main())
