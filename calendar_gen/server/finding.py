"""From an address to what stands there: a file, a view, a secret feed, or why there is nothing."""

import re
from functools import partial
from posixpath import dirname, relpath
from urllib.parse import quote

from calendar_gen.server.cache import Cache
from calendar_gen.server.holdings import (
    FeedAt,
    Holdings,
    Rules,
    described,
    feed_path,
    health,
    static,
    view,
)
from calendar_gen.server.log import Log
from calendar_gen.server.queries import BadQuery, Renamed, Retired, View, read_view
from calendar_gen.server.renders import Busy, Renders
from calendar_gen.server.resources import Answer, Resource, answer, sentence
from calendar_gen.server.secret_feeds import FOLDER, SecretFeed, hashed
from calendar_gen.site.previous import PLACE

MOST_VIEWS, MOST_VIEW_BYTES = 512, 64 * 1024 * 1024
MOST_FILES, MOST_FILE_BYTES = 4096, 256 * 1024 * 1024

RETRY = (b"retry-after", b"2")
NOTHING = "There is no such page or feed here."
AWAY = "The site is not there just now; ask again soon."
_SECRET = re.compile(rf"/{FOLDER}/([^/]+)/([^/]+)\.ics")


def is_secret(path: str) -> bool:
    """Whether a path is of a secret feed, real or not, so that nothing may tell of it."""
    return path.startswith(f"/{FOLDER}/")


class Finder:
    """Finds answers in one set of holdings, and keeps those that were made.

    `rules` says whether those of now are good, `evicted` that one of those kept had to go.
    """

    def __init__(self, held: Holdings, renders: Renders, log: Log, rules: Rules = "good") -> None:
        self.held = held
        self.rules: Rules = rules
        self.evicted = False
        self._renders = renders
        self._log = log
        self._files = Cache(MOST_FILES, MOST_FILE_BYTES)
        self._views = Cache(MOST_VIEWS, MOST_VIEW_BYTES)

    async def find(self, path: str, query: bytes) -> Resource | Answer:
        """What a GET of this address is answered with."""
        if path == "/healthz":
            return answer(200, b"application/json", health(self.held, self.rules))
        if path == "/openapi.json":
            return self._description()
        if is_secret(path):
            return await self._secret(path, query)
        if self.held.secret_only or not path.startswith("/"):
            return self.nothing()
        inside = _file(path)
        feed = self.held.feeds.get(inside)
        if feed is not None:
            return await self._feed(inside, feed, query)
        if inside in self.held.files:
            return self._static(inside)
        return self._elsewhere(inside, query)

    def knows(self, path: str) -> bool:
        """Whether anything stands, stood or may stand at a path."""
        held = self.held
        if path in ("/healthz", "/openapi.json") or is_secret(path):
            return True
        inside = _file(path)
        places = (held.files, held.feeds, held.moved, held.gone)
        known = any(inside in place for place in places) or f"{inside}/index.html" in held.files
        return known and not held.secret_only

    def nothing(self) -> Answer:
        """There is nothing at an address."""
        return sentence(404, NOTHING)

    def _description(self) -> Resource:
        found = self._files.get("")
        if found is None:
            found = described(self.held)
            self._files.put("", found)
        return found

    def _static(self, inside: str) -> Resource | Answer:
        found = self._files.get(inside)
        if found is None:
            try:
                found = static(self.held, inside)
            except OSError:
                if not (self.held.root / PLACE).is_file():
                    return sentence(503, AWAY, [RETRY])
                return self.nothing()
            self.evicted |= self._files.put(inside, found)
        return found

    async def _feed(self, inside: str, feed: FeedAt, query: bytes) -> Resource | Answer:
        edition = self.held.edition
        try:
            wanted = read_view(query, edition, feed.language, feed.name)
        except BadQuery as bad:
            status = 410 if isinstance(bad, Retired) else 400
            return sentence(status, f"{bad}.".replace("?.", "?"))
        except Renamed as renamed:
            return _moved(f"{inside.rpartition('/')[2]}?{renamed}")
        if wanted.plain:
            place = feed_path(edition, wanted.language, wanted.feed)
            if place in self.held.files:
                return self._static(place)
            if not query:
                return self._elsewhere(inside, query)
        return await self._view(wanted, None)

    async def _view(self, wanted: View, secret: SecretFeed | None) -> Resource | Answer:
        key = (wanted, secret)
        found = self._views.get(key)
        if found is not None:
            return found
        make = partial(view, self.held, wanted, secret)
        keep = partial(self._keep, key)
        try:
            return await self._renders.run((self.held.loaded, id(self), key), make, keep)
        except Busy:
            return sentence(503, "Too many views are being made; ask again soon.", [RETRY])

    def _keep(self, key: tuple[View, SecretFeed | None], found: Resource) -> None:
        self.evicted |= self._views.put(key, found)

    async def _secret(self, path: str, query: bytes) -> Resource | Answer:
        """A secret feed. No answer repeats anything of the address."""
        matched = _SECRET.fullmatch(path)
        feed = self.held.secrets.get(hashed(matched[1])) if matched else None
        if feed is None or matched is None or matched[2] != feed.name:
            return self.nothing()
        if feed.revoked is not None:
            return sentence(410, "This feed was revoked.")
        if query:
            return sentence(400, "A secret feed takes no filters.")
        try:
            wanted = self._filtered(feed.filters)
        except BadQuery as bad:
            self._log("secret-feed", "warning", name=feed.name, problem=str(bad))
            if isinstance(bad, Retired):
                return sentence(410, "This feed was taken down.")
            return sentence(404, "This feed cannot be made any more; ask who gave you its address.")
        return await self._view(wanted, feed)

    def _filtered(self, filters: str) -> View:
        """The view of a secret feed, whose address stays when a rule gets another id."""
        edition = self.held.edition
        try:
            return read_view(filters.encode(), edition, edition.languages[0], "all")
        except Renamed as renamed:
            return self._filtered(str(renamed))

    def _elsewhere(self, inside: str, query: bytes) -> Answer:
        """Where something went that is not there, or that it is gone."""
        if inside in self.held.moved:
            new = self.held.moved[inside]
            if new is None:
                return sentence(410, "This feed was taken down.")
            target = quote(relpath(f"/{new}", dirname(f"/{inside}")))
            asked = quote(query, safe="=&%+,-._~")
            return _moved(target + (f"?{asked}" if asked else ""))
        if inside in self.held.gone:
            return sentence(410, "This feed was taken down.")
        if f"{inside}/index.html" in self.held.files:
            return _moved(quote(f"{inside.rpartition('/')[2]}/"))
        return self.nothing()


def _file(path: str) -> str:
    """The file in the site that a path means."""
    inside = path[1:]
    return f"{inside}index.html" if not inside or inside.endswith("/") else inside


def _moved(location: str) -> Answer:
    """A new address, from that of the request (RFC 3986, section 4.2), so that it holds behind any
    proxy.
    """
    return sentence(308, "It has moved.", [(b"location", location.encode("ascii"))])
