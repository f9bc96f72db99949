"""What is printed on a digest beside its entries."""

from collections.abc import Mapping
from typing import NamedTuple

from calendar_gen.changes import Noted
from calendar_gen.forecasting.selection import ALL, Selection
from calendar_gen.rendering.digest.periods import Period, year_period


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
    this edition and of those before, the newest first, or those from what was known on the day
    `since`, that of the last edition; None if it stands alone. `views` are the feeds
    by what they hold (`party:RU`, `category:wwii`); `domain` ends the UIDs of events. `period` are
    the days shown if they are not the whole year; `chosen` says in words what the entries were
    narrowed to by the `selection`.
    With `leads`, lead times in days, the digest begins with what to prepare. Of a year that is too
    large for one page, `pages` are those of its months by number; each of them has the year's as
    its `whole`. `templates` is a user's folder of templates that come before ours. `version` names
    what a page rests on if that is not the whole rulebook. `page` is where the page of a mail is,
    and with `own_names` titles are in a language of the host first.
    """

    year: int
    language: str
    as_of: int
    home: str | None = None
    feeds: tuple[FeedLink, ...] = ()
    data: tuple[FeedLink, ...] = ()
    years: tuple[FeedLink, ...] = ()
    noted: tuple[Noted, ...] | None = None
    since: int | None = None
    views: Mapping[str, FeedLink] = {}
    domain: str = "calendar-gen.invalid"
    period: Period | None = None
    chosen: tuple[str, ...] = ()
    leads: tuple[int, ...] = ()
    pages: Mapping[int, str] = {}
    whole: FeedLink | None = None
    templates: str | None = None
    selection: Selection = ALL
    version: str | None = None
    page: str | None = None
    own_names: bool = False

    @property
    def days(self) -> Period:
        """The days that it shows."""
        return self.period or year_period(self.year)
