"""Where the links of a site lead: those of its pages, its feeds of events and its change lists."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

from tests.digest.reading import Page

LINK = "{http://www.w3.org/2005/Atom}link"


def dead(site: Path, base_url: str) -> list[tuple[str, str]]:
    """File and address of each link into the site, which stands at `base_url`, that leads nowhere:
    to no file, or to no such place in a page.
    """
    places: dict[str, frozenset[str]] = {}

    def leads(source: str, address: str) -> bool:
        path, _, place = _inside(source, address, base_url).partition("#")
        if not (site / path).is_file():
            return False
        if path not in places:
            found = Page((site / path).read_text()).ids() if path.endswith(".html") else ()
            places[path] = frozenset(found)
        return not place or unquote(place) in places[path]

    return [
        (source, address)
        for source, address in _links(site)
        if (address.startswith(f"{base_url}/") or not urlsplit(address).scheme)
        and not leads(source, address)
    ]


def _inside(source: str, address: str, base_url: str) -> str:
    """The path in the site, with the place in the page, to which an address leads from a file."""
    if address.startswith("#"):
        return f"{source}{address}"
    if address.startswith(f"{base_url}/"):
        path = address.removeprefix(f"{base_url}/")
    else:
        path = normpath(join(dirname(source), address))
    return path if path and not path.endswith("/") else f"{path}index.html"


def _links(site: Path) -> Iterator[tuple[str, str]]:
    for file in sorted(site.rglob("*")):
        source = file.relative_to(site).as_posix()
        read = READERS.get(file.name) or READERS.get(file.suffix)
        if read is not None:
            yield from ((source, address) for address in read(file.read_text(encoding="utf-8")))


def _of_page(text: str) -> Iterator[str]:
    for element in Page(text).elements:
        for name in ("href", "src"):
            if element.attributes.get(name):
                yield element.attributes[name]


def _of_atom(text: str) -> Iterator[str]:
    for link in ElementTree.fromstring(text).iter(LINK):
        yield link.attrib["href"]


def _of_json_feed(text: str) -> Iterator[str]:
    plain = json.loads(text)
    yield from (plain[name] for name in ("home_page_url", "feed_url") if name in plain)
    yield from (item["url"] for item in plain["items"] if "url" in item)


def _of_feed(text: str) -> Iterator[str]:
    yield from re.findall(r"^URL:(.*)$", text.replace("\n ", ""), re.MULTILINE)


READERS = {
    ".html": _of_page,
    ".ics": _of_feed,
    "atom.xml": _of_atom,
    "feed.json": _of_json_feed,
}
