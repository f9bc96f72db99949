"""All that the server can answer with at one time: an edition, its files, what moved, secrets."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal, NamedTuple

from calendar_gen.edtf import iso
from calendar_gen.publishing.headers import headers
from calendar_gen.server.description import description
from calendar_gen.server.edition import Edition
from calendar_gen.server.files import FEED_CACHE, files, kind_of, read_file
from calendar_gen.server.queries import View
from calendar_gen.server.resources import Kind, Resource, etag_of, resource
from calendar_gen.server.secret_feeds import SecretFeed
from calendar_gen.server.validators import Validators, newest_change
from calendar_gen.server.views import write_view
from calendar_gen.site.feeds import FIXED

CALENDAR = headers("feeds/all.ics").content_type.encode()
SECRET_CACHE = b"private, no-cache"


Rules = Literal["good", "bad"]
"""Whether the rule files of now were built from; if not, an older build is served."""


class FeedAt(NamedTuple):
    """A feed that can be filtered: the language of its folder, and its name without suffix."""

    language: str
    name: str


class Holdings(NamedTuple):
    """What there is. `files` are paths in the site, `feeds` those that can be filtered.

    `gone` are feeds that were published once, `moved` leads from an old path to the new one (None:
    taken down), `secrets` from the hash of a token to its feed. With `secret_only` nothing else is
    served. `loaded` is the moment of loading, in seconds since 1970.
    """

    root: Path
    edition: Edition
    files: frozenset[str]
    feeds: Mapping[str, FeedAt]
    gone: frozenset[str]
    moved: Mapping[str, str | None]
    secrets: Mapping[str, SecretFeed]
    validators: Validators
    secret_only: bool
    loaded: int


def hold(
    root: Path,
    edition: Edition,
    validators: Validators,
    *,
    moved: Mapping[str, str | None],
    secrets: Mapping[str, SecretFeed],
    secret_only: bool,
    now: int,
) -> Holdings:
    """Look at what a build left in `root`, and remember its feeds as published."""
    present = frozenset(files(root))
    feeds = dict(_feeds(edition, present))
    validators.published.update(path for path in feeds if path in present)
    return Holdings(
        root=root,
        edition=edition,
        files=present,
        feeds=feeds,
        gone=validators.gone(present) | (edition.gone - present),
        moved=moved,
        secrets=secrets,
        validators=validators,
        secret_only=secret_only,
        loaded=now,
    )


def _feeds(edition: Edition, present: frozenset[str]) -> Iterator[tuple[str, FeedAt]]:
    """The feeds of the site. Those that every site has can be filtered even when they are empty."""
    for language in edition.languages:
        for name in sorted({*FIXED, *edition.feeds[language]}):
            path = feed_path(edition, language, name)
            if path in present or name in FIXED:
                yield path, FeedAt(language, name)


def feed_path(edition: Edition, language: str, name: str) -> str:
    """Where a feed stands in the site."""
    return f"{edition.folder(language)}feeds/{name}.ics"


def static(held: Holdings, path: str) -> Resource:
    """A file of the site. Raises OSError if it is not there any more."""
    content, changed = read_file(held.root, path)
    kind = kind_of(path, content)
    newest = newest_change(content) if path in held.feeds else None
    if newest is None:
        return resource(content, kind, min(changed, held.loaded))
    return resource(content, kind, _modified(held, path, content, newest))


def view(held: Holdings, wanted: View, secret: SecretFeed | None) -> Resource:
    """A view of a feed; that of a secret feed is kept by nobody but who asks, and has an ETag of
    its own.
    """
    content = write_view(wanted, held.edition, alone=held.secret_only)
    kind = Kind(
        content_type=CALENDAR,
        cache=FEED_CACHE if secret is None else SECRET_CACHE,
        name=f"{wanted.feed}.ics" if secret is None else secret.file,
        public=secret is None,
        salt=b"" if secret is None else secret.token_hash.encode(),
    )
    newest = newest_change(content)
    assert newest is not None  # every feed has an event
    return resource(content, kind, _modified(held, repr(tuple(wanted)), content, newest))


def _modified(held: Holdings, address: str, content: bytes, newest: int) -> int:
    return held.validators.modified(address, etag_of(content).decode(), newest, held.loaded)


def described(held: Holdings) -> Resource:
    """The OpenAPI description of what there is."""
    public = ([], []) if held.secret_only else (held.feeds, held.files)
    text = json.dumps(description(held.edition, *public), ensure_ascii=False)
    kind = Kind(b"application/json", b"no-cache", "openapi.json")
    return resource(text.encode(), kind, held.loaded)


def health(held: Holdings, rules: Rules) -> bytes:
    """How the server is: of which day, from how many events, whether the rules are good now."""
    style = next(iter(held.edition.shelves.values()))
    plain = {
        "status": "ok",
        "as_of": iso(held.edition.as_of),
        "events": len(style.events),
        "rules": rules,
        "left_out": held.edition.problems,
    }
    return (json.dumps(plain) + "\n").encode()
