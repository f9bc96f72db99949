"""What a build takes over from the last one, so that all goes on where nothing new is asked."""

from collections.abc import Collection, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from calendar_gen.changes import Noted, State, compare, noted
from calendar_gen.rendering.ics import Revision, Shelf
from calendar_gen.site.ground import located
from calendar_gen.site.order import Order
from calendar_gen.site.previous import PLACE, Feeds, Memory, Revisions, read

NOWHERE = "calendar-gen.invalid"
"""The domain of UIDs of a site that has no name: `.invalid` can never be anybody's (RFC 2606)."""


def remembered(out: Path, previous: str | None) -> Memory | None:
    """The memory of the last build: that of `previous` (folder, file or `none`), else that of
    `out`.

    Raises NoMemory if it cannot be read, and CannotWrite if no site can stand in `out`.
    """
    folder = located(out)
    if previous == "none":
        return None
    if previous is not None:
        return read(Path(previous))
    return read(folder) if (folder / PLACE).is_file() else None


class OtherDomain(Exception):  # noqa: N818 - it says what is the case
    """A sentence on why the domain of a site that goes on cannot be another one."""


def domain_of(asked: str | None, before: Memory | None, base_url: str | None) -> str:
    """The domain that ends every UID: as asked, else as before, else that of the site's address.

    Raises OtherDomain if another is asked for than that of before.
    """
    if asked is not None and before is not None and asked != before.domain:
        raise OtherDomain(
            f"the events of the last build end in @{before.domain}, and with @{asked} each would "
            "be another: calendar programs would show it anew, and some of them twice; leave the "
            "domain as it is, or start anew with --previous none"
        )
    host = None if base_url is None else urlsplit(base_url).hostname
    return asked or (None if before is None else before.domain) or host or NOWHERE


def address_of(asked: str | None, before: Memory | None) -> str | None:
    """The address of the site: as asked, else as before, so that leaving it out changes no event.

    `none` is a site without an address.
    """
    if asked == "none":
        return None
    return asked or (None if before is None else before.base_url)


class OtherLanguage(Exception):  # noqa: N818 - it says what is the case
    """A sentence on why the main language of a site that goes on cannot be another one."""


class CannotRetire(Exception):  # noqa: N818 - it says what is the case
    """A sentence on why a language cannot be given up."""


def languages_of(
    asked: tuple[str, ...] | None, before: Memory | None, retired: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """The languages of a site, the main one first: as asked, then those of the last build, whose
    feeds have subscribers, but for the `retired` ones; without either English.

    Raises OtherLanguage if the main one is another than before, whose feeds would speak it, and
    CannotRetire for a language that must stay or was never there.
    """
    spoken = () if before is None else next((tuple(s.titles) for s in before.states.values()), ())
    _must_go(retired, asked or (), spoken, languages_with_feeds(before))
    spoken = tuple(language for language in spoken if language not in retired)
    if asked is None:
        return spoken or ("en",)
    if spoken and asked[0] != spoken[0]:
        raise OtherLanguage(
            f"feeds/all.ics is in {spoken[0]}, and whoever subscribed to it would get it in "
            f"{asked[0]}; write {spoken[0]} first, or start anew with --previous none"
        )
    return tuple(dict.fromkeys((*asked, *spoken)))


def languages_with_feeds(before: Memory | None) -> frozenset[str]:
    """The languages in which feeds were published, those that were given up among them."""
    return frozenset(() if before is None else (key.partition("/")[0] for key in before.feeds))


def _must_go(
    retired: Collection[str],
    asked: Collection[str],
    spoken: tuple[str, ...],
    known: Collection[str],
) -> None:
    for language in retired:
        if language in asked:
            raise CannotRetire(f"{language} is asked for and given up at once; leave one out")
        if language not in known:
            there = ", ".join(sorted(known)) or "none"
            raise CannotRetire(
                f"no feeds in {language} were published; languages with feeds: {there}"
            )
        if language == spoken[0]:
            raise CannotRetire(
                f"feeds/all.ics is in {language}, which is the main language and stays; a site "
                "without it starts anew, with --previous none"
            )


def current(before: Memory | None, folder: Path) -> Memory | None:
    """The memory of the last build, read again if it was that of `folder` and another build has
    ended since; under the lock.
    """
    place = folder / PLACE
    if before is None or before.place != place or place.stat().st_ino == before.inode:
        return before
    return read(folder)


def told(order: Order, before: Memory | None, states: Mapping[str, State]) -> tuple[Noted, ...]:
    """The changes to tell of, those that this build finds first.

    A first build has nothing to tell of.
    """
    if before is None:
        return ()
    horizons = before.horizon, order.horizon
    return noted(before.noted, compare(before.states, states, horizons), order.as_of)


def remember(
    order: Order,
    before: Memory | None,
    states: Mapping[str, State],
    feeds: Mapping[str, Feeds],
    revisions: Mapping[str, Revisions],
) -> Memory:
    """What this build hands to the next, but for its files."""
    return Memory(
        as_of=order.as_of,
        domain=order.domain,
        base_url=order.base_url,
        files=(),
        feeds=feeds,
        revisions=revisions,
        horizon=order.horizon,
        states=states,
        noted=told(order, before, states),
    )


def past(before: Memory | None, key: str, written: str) -> Revisions:
    """How the events of `key` stood, which is `<language>/<window style>`.

    `written` is the key of the feeds themselves. If theirs was another style before, their events
    go on from there, since their addresses and UIDs stay.
    """
    if before is None:
        return {}
    own = before.revisions.get(key, {})
    last = _written(before, key.partition("/")[0])
    if key != written or last is None or last == key:
        return own
    return {**own, **{uid: _newer(r, own.get(uid)) for uid, r in before.revisions[last].items()}}


def _newer(shown: Revision, kept: Revision | None) -> Revision:
    """What was shown, counted on from whatever counted further."""
    if kept is None:
        return shown
    return shown._replace(
        sequence=max(shown.sequence, kept.sequence), stamp=max(shown.stamp, kept.stamp)
    )


def _written(before: Memory, language: str) -> str | None:
    """The key under which the feeds of a language were written; None if there were none."""
    return next((key for key in sorted(before.feeds) if key.partition("/")[0] == language), None)


def shelf(
    before: Memory | None, folder: Path, order: Order, language: str, now: Revisions
) -> Shelf:
    """The events of a language's feeds as bytes: those that did not change since the last build.

    They come from the feeds in `folder`, but not from one that somebody changed, nor if they had
    another domain or were counted in another style.
    """
    found = Shelf(order.domain, now, order.as_of)
    key = order.key(language)
    if before is None or before.domain != order.domain or key not in before.feeds:
        return found
    was = before.revisions[key]
    changed = frozenset(uid for uid in was if now.get(uid) is not was[uid])
    for name in before.feeds[key]:
        path = f"{order.folder(language)}feeds/{name}.ics"
        with suppress(OSError):
            data = (folder / path).read_bytes()
            if sha256(data).hexdigest() == before.digests.get(path):
                found.take(data, changed)
    return found


def published_in(before: Memory | None, language: str) -> Feeds:
    """The feeds that were written in a language: each keeps its name for ever."""
    key = None if before is None else _written(before, language)
    return {} if before is None or key is None else before.feeds[key]


def unasked(
    before: Memory | None, languages: Collection[str]
) -> tuple[dict[str, Feeds], dict[str, Revisions]]:
    """Feeds and revisions of languages that are not built now: if they are again, they go on."""
    if before is None:
        return {}, {}
    kept = {key for key in before.revisions if key.partition("/")[0] not in languages}
    feeds = {key: names for key, names in before.feeds.items() if key in kept}
    return feeds, {key: how for key, how in before.revisions.items() if key in kept}
