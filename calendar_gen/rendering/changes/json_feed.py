"""A JSON Feed (version 1.1) of changes and of what is coming."""

import json
from typing import Any

from calendar_gen.entries.phrases import phrases
from calendar_gen.rendering.changes.atom import clean, stamp
from calendar_gen.rendering.changes.bulletin import PAGE, Bulletin, Item, address, items

VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(bulletin: Bulletin) -> str:
    """The feed as JSON; the same entries with the same ids and stamps as the Atom feed's."""
    spoken = phrases(bulletin.language)
    plain: dict[str, Any] = {
        "version": VERSION,
        "title": spoken.say("Changes and what is coming"),
    }
    if bulletin.place.address is not None:
        plain["home_page_url"] = address(bulletin, PAGE)
        plain["feed_url"] = address(bulletin, "feed.json")
    plain |= {
        "language": bulletin.language,
        "authors": [{"name": "calendar-gen"}],
        "items": [_item(item, bulletin) for item in items(bulletin)],
    }
    return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"


def _item(item: Item, bulletin: Bulletin) -> dict[str, Any]:
    plain: dict[str, Any] = {"id": item.id}
    if bulletin.place.address is not None:
        plain["url"] = address(bulletin, item.path)
    return plain | {
        "title": clean(item.title),
        "content_text": clean(item.text),
        "date_modified": stamp(item.updated),
        "tags": [item.kind],
    }
