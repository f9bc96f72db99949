"""How each file of a site is to be served: what a browser and a calendar program must be told."""

from typing import NamedTuple

TYPES = {
    ".ics": "text/calendar; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".json": "application/json",
    ".csv": "text/csv; charset=utf-8",
    ".xml": "application/xml",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".ico": "image/vnd.microsoft.icon",
    ".pdf": "application/pdf",
}
OF_ONE_NAME = {"atom.xml": "application/atom+xml", "feed.json": "application/feed+json"}
UNKNOWN = "application/octet-stream"

ASK_EACH_TIME = "no-cache"
"""For what the next build and the next publication go on from."""

PAGE = "public, max-age=600"
REST = "public, max-age=3600"
MEMORIES = ("data/revisions.json", "data/published.json")


class Headers(NamedTuple):
    """The values of Content-Type, Cache-Control and, for feeds, Content-Disposition."""

    content_type: str
    cache_control: str
    disposition: str | None


def headers(path: str) -> Headers:
    """The headers of the file at `path`, inside the site and with `/`."""
    name = path.rpartition("/")[2]
    suffix = name[name.rfind(".") :].lower() if "." in name else ""
    kind = OF_ONE_NAME.get(name) or TYPES.get(suffix, UNKNOWN)
    usual = PAGE if suffix == ".html" else REST
    shown = f'inline; filename="{name}"' if suffix == ".ics" and '"' not in name else None
    return Headers(kind, ASK_EACH_TIME if path in MEMORIES else usual, shown)
