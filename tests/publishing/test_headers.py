"""What is said of each file of a site, to object storage and in the README."""

import re

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
