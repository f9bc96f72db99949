"""Changes for readers and programs: text, JSON, a page, an Atom feed, a JSON Feed."""

from collections.abc import Callable, Mapping

from calendar_gen.rendering.changes.bulletin import Bulletin, Place, Wording

__all__ = ["FORMATS", "Bulletin", "Place", "Wording"]


def _text(bulletin: Bulletin) -> str:
    from calendar_gen.rendering.changes.text import text

    return text(bulletin)


def _json(bulletin: Bulletin) -> str:
    from calendar_gen.rendering.changes.document import document

    return document(bulletin)


def _html(bulletin: Bulletin) -> str:
    from calendar_gen.rendering.changes.page import page

    return page(bulletin)


def _atom(bulletin: Bulletin) -> str:
    from calendar_gen.rendering.changes.atom import atom

    return atom(bulletin)


def _jsonfeed(bulletin: Bulletin) -> str:
    from calendar_gen.rendering.changes.json_feed import json_feed

    return json_feed(bulletin)


FORMATS: Mapping[str, Callable[[Bulletin], str]] = {
    "text": _text,
    "json": _json,
    "html": _html,
    "atom": _atom,
    "jsonfeed": _jsonfeed,
}
"""Each format by its name, loaded when it is asked for."""
