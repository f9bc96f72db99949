"""A digest of 2,000 entries: the page against a bare jinja2 loop over the same rows, and the PDF
against Chromium's of the same page.

Run `python -m tests.benchmarks.digest` from the root; the PDF needs `chromium` on PATH. Both sides
start from the same entries in words, on the processor's clock, in turns, in one process; what
counts is the median of the ratios of neighbours. The loop writes three lists, each value escaped by
Jinja: a row an entry with all that the page's months say of it, a row a rule and a row a source,
both with a link back to each of their entries. The page has all else besides: the year at a glance,
milestones, timeline, ledgers, weeks and clashes, filters; and it finds out itself which source and
which rule has which entries. The rulebook in memory is kept from the garbage collector on both
sides. The PDFs are those of the pages of a year of 200 such rules and of all, by wall clock.

Bar: the page takes at most three times as long as the loop.
"""

import gc
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

from jinja2 import Environment

from calendar_gen.api import load
from calendar_gen.edtf import day
from calendar_gen.entries import Citation, Entry
from calendar_gen.forecasting.ledger import PairLedger
from calendar_gen.rendering.digest import Edition, contents, digest, page
from calendar_gen.rendering.digest.formats.pdf import pdf
from calendar_gen.rules import Commemoration, Rulebook, VisitPattern
from calendar_gen.site.order import material, worded
from tests.benchmarks.figures import Figure
from tests.digest.conftest import FLAGS

ROUNDS = 15
ENTRIES, TO_A_VISIT = 2000, 50
"""Entries of a year, of which one in so many is a visit."""
PRINTED = (200, ENTRIES)
"""Entries of the pages that are printed: a usual year, and a large one."""
BAR, ASKED = 3.0, 1.5
"""What is held, and what was asked of the page at first."""
YEAR, AS_OF = 2027, day(2026, 11, 24)
HOSTS = ("RU", "CN", "FR", "DE", "JP", "GB", "US", "IN", "BR", "EG", "ZA", "KZ")
CATEGORIES = ("wwii", "treaty", "national-day", "remembrance", "diplomatic-relations")
SOURCES = 150

LOOP = """\
<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Digest</title></head>
<body>
<table>
{% for entry in entries %}
<tr id="{{ entry.occurrence.id }}">
<td>{{ entry.when }}</td>
<td lang="{{ entry.title_language }}">{{ entry.title }}</td>
<td>{{ entry.number_text or "" }}</td>
<td>{{ entry.jubilee_text or "" }}</td>
<td>{% if entry.own_title %}<span lang="{{ entry.own_title[0] }}">{{ entry.own_title[1] }}</span>{% endif %}</td>
<td>{{ entry.summary }}</td>
<td>{{ entry.guest_text or "" }}</td>
<td>{{ entry.person_text or "" }}</td>
<td>{{ entry.location or entry.host_text or "" }}</td>
<td>{{ entry.category_texts | join(", ") }}</td>
<td>{{ entry.status_text }}</td>
<td>{{ entry.certainty_text }}</td>
<td>{{ entry.likelihood_text or "" }}</td>
<td>{{ entry.moved_text or "" }}</td>
<td>{{ entry.conflict_text or "" }}</td>
<td>{{ entry.note or "" }}</td>
<td>{% if entry.occasion %}<a href="#{{ entry.occasion.id }}">{{ entry.occasion.title }}</a>{% endif %}</td>
<td>{% for other in entry.counterparts %}<a href="#{{ other.id }}">{{ other.title }}</a> {{ other.when }} {% endfor %}</td>
<td>{% for source in entry.citations %}<a href="{{ source.url }}">{{ source.text }}</a> {% endfor %}</td>
</tr>
{% endfor %}
</table>
<ol>
{% for rule, found in rules %}
<li id="{{ rule.id }}">{{ rule.titles[0].texts.en }} <code>{{ rule.id }}</code> <code>{{ rule.at.file }}:{{ rule.at.line }}</code>
<ul>
{% for entry in found %}
<li><a href="#{{ entry.occurrence.id }}">{{ entry.heading }}, {{ entry.when }}</a></li>
{% endfor %}
</ul>
</li>
{% endfor %}
</ol>
<ol>
{% for source, found in sources %}
<li id="{{ source.id }}"><a href="{{ source.url }}">{{ source.text }}</a>
<ul>
{% for entry in found %}
<li><a href="#{{ entry.occurrence.id }}">{{ entry.heading }}, {{ entry.when }}</a></li>
{% endfor %}
</ul>
</li>
{% endfor %}
</ol>
</body>
</html>
"""  # noqa: E501 - as such a template is written


class Rows(NamedTuple):
    """What both sides are given."""

    entries: Sequence[Entry]
    also: Sequence[Entry]
    ledgers: Sequence[PairLedger]
    rulebook: Rulebook


def rules(count: int = ENTRIES) -> str:
    """That many rules, the same ones at every run: each has one entry a year, the last a visit."""
    random = Random(20270101)
    lines = ["calendar-gen: 1", "sources:"]
    lines += [
        f"  s{n}: {{publisher: Gazette, title: Days of remembrance volume {n}, "
        f"published: {1950 + n % 70}, url: 'https://example.org/{n}'}}"
        for n in range(SOURCES)
    ]
    lines.append("commemorations:")
    lines += [_commemoration(n, random) for n in range(count - count // TO_A_VISIT)]
    lines.append("reciprocal_visits:")
    lines += [_visit(n, random) for n in range(count // TO_A_VISIT)]
    return "\n".join(lines)


def _commemoration(n: int, random: Random) -> str:
    year, month, of_month = random.randint(1700, 2020), random.randint(1, 12), random.randint(1, 28)
    titles = (
        f"{{en: Day of treaty {n} & its neighbours, ru: День договора {n}, zh: 条约纪念日 {n}}}"
    )
    return (
        f"  - id: treaty-{n}\n    title: {titles}\n"
        f"    of: {year:04}-{month:02}-{of_month:02}\n    host: {random.choice(HOSTS)}\n"
        f"    place: Town {n % 90}\n    categories: [{random.choice(CATEGORIES)}]\n"
        f"    sources: [s{random.randrange(SOURCES)}, s{random.randrange(SOURCES)}]"
    )


def _visit(n: int, random: Random) -> str:
    guest, host = random.sample(HOSTS, 2)
    month, of_month = random.randint(1, 12), random.randint(10, 20)
    return (
        f"  - id: visit-{n}\n    title: {{en: Visit for treaty {n}, ru: Визит {n}}}\n"
        f"    pattern: dated\n    guest: {guest}\n    host: {host}\n"
        f"    on: {of_month} {MONTHS[month - 1]}\n    window: 3 days before .. 3 days after\n"
        f"    since: 2004\n    sources: [s{random.randrange(SOURCES)}]"
    )


MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def rows(language: str = "en", count: int = ENTRIES) -> Rows:
    """The entries of a year of so many rules, in words."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "rules.yaml")
        path.write_text(rules(count), encoding="utf-8")
        rulebook = load([path])
    assert not rulebook.problems, rulebook.problems[:3]
    shared = material(rulebook, AS_OF, day(YEAR, 1, 1), day(YEAR, 12, 31))
    words = worded(shared, rulebook, language, AS_OF)
    return Rows(words.shown, words.also, shared.ledgers, rulebook)


def by_source(entries: Iterable[Entry]) -> Sequence[tuple[Citation, Sequence[Entry]]]:
    """Sources and the entries that cite them."""
    found: dict[Citation, list[Entry]] = {}
    for entry in entries:
        for source in entry.citations:
            found.setdefault(source, []).append(entry)
    return list(found.items())


def by_rule(given: Rows) -> Sequence[tuple[Commemoration | VisitPattern, Sequence[Entry]]]:
    """Rules and their entries."""
    found: dict[str, list[Entry]] = {}
    for entry in given.entries:
        found.setdefault(entry.occurrence.rule, []).append(entry)
    known: dict[str, Commemoration | VisitPattern]
    known = {**given.rulebook.commemorations, **given.rulebook.patterns}
    return [(known[id_], entries) for id_, entries in found.items()]


def page_and_loop(given: Rows) -> tuple[float, float, float]:
    """Median seconds of the page and of the loop, and the median of their ratios."""
    edition = Edition(YEAR, "en", AS_OF)
    loop = Environment(autoescape=True).from_string(LOOP)
    lists = {"entries": given.entries, "rules": by_rule(given), "sources": by_source(given.entries)}

    def bare() -> str:
        return loop.render(lists)

    def whole() -> str:
        return digest(given.entries, given.ledgers, given.rulebook, edition, also=given.also)

    print(
        f"{len(given.entries):,} entries; characters: {len(whole()):,} page, {len(bare()):,} loop"
    )
    gc.collect()
    gc.freeze()
    took = [(_seconds(bare), _seconds(whole)) for _ in range(ROUNDS)]
    pages, loops = median(page for _, page in took), median(plain for plain, _ in took)
    return pages, loops, median(page / plain for plain, page in took)


def _seconds(make: Callable[[], object]) -> float:
    start = time.process_time()
    make()
    return time.process_time() - start


def pdf_and_chromium(given: Rows) -> tuple[float, float]:
    """Seconds of the PDF of those entries and of Chromium's, from its start to its end."""
    edition = Edition(YEAR, "en", AS_OF)
    made = contents(given.entries, given.ledgers, given.rulebook, edition, also=given.also)
    start = time.perf_counter()
    pdf(made)
    ours = time.perf_counter() - start
    with TemporaryDirectory() as folder:
        Path(folder, "page.html").write_text(page(made), encoding="utf-8")
        command = [shutil.which("chromium") or "chromium", *FLAGS]
        command += [f"--user-data-dir={folder}/user", f"--print-to-pdf={folder}/page.pdf"]
        start = time.perf_counter()
        subprocess.run([*command, f"file://{folder}/page.html"], check=True, capture_output=True)
        theirs = time.perf_counter() - start
        assert Path(folder, "page.pdf").read_bytes().startswith(b"%PDF")
    return ours, theirs


def main() -> int:
    """Print the times and the bar; return 1 if the bar is broken."""
    given = rows()
    pages, loops, ratio = page_and_loop(given)
    print(f"loop {loops * 1000:.0f} ms, page {pages * 1000:.0f} ms: {ratio:.2f} times, bar {BAR:g}")
    what = f"digest of {ENTRIES:,} entries"
    print(Figure(what, "a bare jinja2 loop over the same rows", ratio, ASKED))
    for printed in PRINTED:
        ours, theirs = pdf_and_chromium(given if printed == ENTRIES else rows(count=printed))
        times = ours / theirs
        print(
            f"{printed:,} entries: pdf {ours:.1f} s, Chromium's {theirs:.1f} s: {times:.1f} times"
        )
    print(Figure(f"PDF of {ENTRIES:,} entries", "Chromium's of the same page", ours / theirs))
    return int(ratio > BAR)


if __name__ == "__main__":
    sys.exit(main())
