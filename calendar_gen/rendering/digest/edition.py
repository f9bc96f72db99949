"""What is printed on a digest beside its entries."""

from typing import NamedTuple

from calendar_gen.changes import Noted


class FeedLink(NamedTuple):
    """Something to subscribe to, to download or to turn to: words, address, and the `webcal:` one
    if known.
    """

    text: str
    href: str
    webcal: str | None = None


class Edition(NamedTuple):
    """One digest: an astronomical year, a language (BCP 47), the day whose knowledge it holds.

    `feeds` and `data` are links to the site around it, `years` those to the digests beside it and
    `home` its index page; a digest that stands alone has none of them. `noted` are the changes of
    this edition and of those before, the newest first.
    """

    year: int
    language: str
    as_of: int
    home: str | None = None
    feeds: tuple[FeedLink, ...] = ()
    data: tuple[FeedLink, ...] = ()
    years: tuple[FeedLink, ...] = ()
    noted: tuple[Noted, ...] = ()
