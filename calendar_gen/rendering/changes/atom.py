"""An Atom feed (RFC 4287) of changes and of what is coming."""

import re
from xml.etree.ElementTree import Element, SubElement, indent, tostring  # nosec B405 # writes

from calendar_gen.edtf import civil
from calendar_gen.entries.phrases import phrases
from calendar_gen.rendering.changes.bulletin import PAGE, Bulletin, Item, address, feed_id, items
from calendar_gen.rendering.ics.lines import clean as of_a_line

NAMESPACE = "http://www.w3.org/2005/Atom"
MEDIA_TYPE = "application/atom+xml"
_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 (section 2.2) has no place for."""


def atom(bulletin: Bulletin) -> str:
    """The feed as XML. Its stamps are those of the changes, never those of the build."""
    spoken = phrases(bulletin.language)
    found = items(bulletin)
    root = Element("feed", {"xmlns": NAMESPACE, "xml:lang": bulletin.language})
    _text(root, "title", spoken.say("Changes and what is coming"))
    _text(root, "id", feed_id(bulletin))
    _text(root, "updated", stamp(found[0].updated if found else _last_change(bulletin)))
    if bulletin.place.address is not None:
        _link(root, "self", address(bulletin, "atom.xml"), MEDIA_TYPE)
    _link(root, "alternate", address(bulletin, PAGE), "text/html")
    _text(SubElement(root, "author"), "name", "calendar-gen")
    _text(root, "generator", "calendar-gen")
    if bulletin.place.licence:
        _text(root, "rights", bulletin.place.licence)
    for item in found:
        _entry(root, item, bulletin)
    indent(root, space=" ")
    body: str = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{body}\n'


def _last_change(bulletin: Bulletin) -> int:
    """The day on which any event changed last: a feed of nothing is none the newer for a build."""
    return max(bulletin.stamps.values(), default=bulletin.as_of)


def _entry(root: Element, item: Item, bulletin: Bulletin) -> None:
    entry = SubElement(root, "entry")
    _text(entry, "id", item.id)
    _text(entry, "title", item.title)
    _text(entry, "updated", stamp(item.updated))
    _link(entry, "alternate", address(bulletin, item.path), "text/html")
    SubElement(entry, "category", {"term": item.kind})
    _text(entry, "content", item.text)


def _link(parent: Element, relation: str, href: str, media_type: str) -> None:
    SubElement(parent, "link", {"rel": relation, "href": clean(href), "type": media_type})


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = clean(text)


def clean(text: str) -> str:
    """Text that may stand in XML: nothing invisible that acts, nothing that XML forbids."""
    return _NOT_XML.sub("", of_a_line(text))


def stamp(day: int) -> str:
    """The beginning of a day as a time of RFC 3339, whose years have four digits."""
    year, month, of_month = civil(day)
    return f"{min(max(year, 1), 9999):04d}-{month:02d}-{of_month:02d}T00:00:00Z"
