"""What is said of each file of a site, to object storage and in the README."""

import re
import shlex
from fnmatch import fnmatchcase

import pytest

from calendar_gen.publishing.headers import headers
from tests.committed import ROOT

EXAMPLES = {"*.ics": "feeds/all.ics", "*.html": "ru/digests/2027.html", "*.csv": "data/a.csv"}
EXAMPLES["*.json"] = "data/occurrences.json"


def rows() -> list[tuple[list[str], list[str], str]]:
    """The README's table: files, content types, cache control."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    table = text.partition("| files | `Content-Type` |")[2].partition("\n\n")[0]
    cells = [line.split("|")[1:4] for line in table.splitlines()[2:]]
    words = [[re.findall(r"`([^`]+)`", cell) for cell in row] for row in cells]
    return [(files, types, cache) for files, types, (cache,) in words]


def test_the_readme_tells_what_is_sent() -> None:
    found = rows()
    assert len(found) == 6
    for files, types, cache in found:
        for file in files:
            told = headers(EXAMPLES.get(file, file))
            assert (told.content_type, told.cache_control) == (types[0], cache), file
        if len(types) > 1:
            assert headers(types[1]).content_type == types[2]


def told_by_caddy(path: str) -> dict[str, str]:
    """The headers that the README's Caddyfile sets on a path: in a route, the last one wins."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    snippet = text.partition("```caddyfile\n")[2].partition("```")[0]
    named: dict[str, list[str]] = {}
    found: dict[str, str] = {}
    for line in map(shlex.split, snippet.partition("route {")[2].splitlines()):
        if line[1:2] == ["path"]:
            named[line[0]] = line[2:]
        elif line[:1] == ["header"]:
            patterns = named[line[1]] if line[1].startswith("@") else ["*"]
            if any(fnmatchcase(path, pattern) for pattern in patterns):
                found[line[-2]] = line[-1]
    return found


def test_the_readmes_caddy_says_what_its_table_says() -> None:
    for files, types, cache in rows():
        for file in files:
            path = "/calendar/" + EXAMPLES.get(file, file)
            assert told_by_caddy(path) == {"Content-Type": types[0], "Cache-Control": cache}, file
        if len(types) > 1:
            assert told_by_caddy(f"/calendar/{types[1]}")["Content-Type"] == types[2]
    assert told_by_caddy("/calendar/") == told_by_caddy("/calendar/index.html")


@pytest.mark.parametrize(
    "path, disposition",
    [
        ("ru/feeds/cn-ru.ics", 'inline; filename="cn-ru.ics"'),
        ('feeds/a"b.ics', None),
        ("index.html", None),
    ],
)
def test_feeds_have_a_name_to_be_saved_under(path: str, disposition: str | None) -> None:
    assert headers(path).disposition == disposition


@pytest.mark.parametrize("path", ["CNAME", "a.unknown", "a.b/c"])
def test_what_is_not_known_is_bytes(path: str) -> None:
    assert headers(path).content_type == "application/octet-stream"
