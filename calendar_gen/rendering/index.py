"""The first page of a site: what there is, and how to subscribe to it in each client."""

from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from calendar_gen.entries.days import day_text
from calendar_gen.entries.phrases import phrases
from calendar_gen.rendering.pages import render
from calendar_gen.rendering.qr_code import qr_code

STYLES = ("base.css", "index/index.css")
COPYING = "index/copy.js"
FINDING = "index/find.js"

FEW = 12
"""Feeds that a reader looks through without a field to find one by its name."""


class OfferedFeed(NamedTuple):
    """A feed as the page offers it.

    `path` is from the page; `coming` counts events ahead, `next` is the first of them; `missing`
    says what the feed leaves out for its size.
    """

    title: str
    path: str
    coming: int
    next: str | None
    missing: str | None = None


class Group(NamedTuple):
    """Feeds of one kind under one heading."""

    anchor: str
    title: str
    feeds: Sequence[OfferedFeed]


class File(NamedTuple):
    """A digest or data file: words, path from the page, and a remark."""

    text: str
    path: str
    remark: str | None = None


class Index(NamedTuple):
    """All that the page shows.

    `base_url` is the site's address, if known; `languages` are its other pages.
    """

    language: str
    as_of: int
    base_url: str | None
    groups: Sequence[Group]
    digests: Sequence[File]
    data: Sequence[File]
    languages: Sequence[File]
    contact: str | None
    version: str


class Addresses(NamedTuple):
    """Where a feed is subscribed to: each is one click in some client.

    `webcal` is what a phone reads from the QR code.
    """

    https: str
    webcal: str
    google: str
    outlook: str
    office: str


def index(page: Index) -> str:
    """The page as HTML.

    Without `base_url` it offers files and paths, not one-click links. Its scripts only let buttons
    copy, and readers find one of many feeds.
    """
    findable = sum(len(group.feeds) for group in page.groups) > FEW
    spoken = phrases(page.language)
    return render(
        "index/index.html.j2",
        STYLES,
        spoken,
        (*((FINDING,) if findable else ()), *(() if page.base_url is None else (COPYING,))),
        page=page,
        findable=findable,
        as_of=day_text(page.as_of, spoken),
        qr_code=qr_code,
        addresses={
            feed.path: None
            if page.base_url is None
            else addresses(page.base_url, feed.path, feed.title)
            for group in page.groups
            for feed in group.feeds
        },
    )


def addresses(base_url: str, path: str, title: str) -> Addresses:
    """The addresses of a feed at `path` of the site: plain, `webcal:`, Google Calendar, both
    Outlooks.
    """
    address = f"{base_url.rstrip('/')}/{quote(path)}"
    scheme = urlsplit(address).scheme
    webcal = "webcal" + address[len(scheme) :]
    wanted = f"url={quote(address, safe='')}&name={quote(title, safe='')}"
    return Addresses(
        address,
        webcal,
        f"https://calendar.google.com/calendar/render?cid={quote(webcal, safe='')}",
        f"https://outlook.live.com/calendar/0/addfromweb?{wanted}",
        f"https://outlook.office.com/calendar/0/addfromweb?{wanted}",
    )
