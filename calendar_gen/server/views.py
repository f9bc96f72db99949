"""Views: some of the events of a feed, written by the writer of the site with its revisions."""

from collections.abc import Iterator

from calendar_gen.edtf import civil, day
from calendar_gen.entries.phrases import phrases
from calendar_gen.rendering.ics import Event, Look, compose
from calendar_gen.server.edition import Edition
from calendar_gen.server.queries import View
from calendar_gen.site.documents import DATA
from calendar_gen.site.feeds import FIXED, fixed_title


def write_view(view: View, edition: Edition, *, alone: bool = False) -> bytes:
    """The feed of a view; one with nothing ahead keeps an event that says so.

    It leads to the pages and data of the site, unless it stands `alone`, where these are not served
    to those who have it.
    """
    shelf = edition.shelves[f"{view.language}/{view.windows}"]
    chosen = list(choose(view, edition))
    if alone:
        chosen = [event._replace(url=None) for event in chosen]
    feed = compose(
        chosen,
        look=Look(
            title(view, edition),
            edition.about[view.language],
            elsewhere=None if alone else _elsewhere(edition),
        ),
        domain=edition.domain,
        revisions=shelf.revisions,
        as_of=edition.as_of,
        language=view.language,
        keep=True,
    )
    assert feed is not None  # it is kept
    return b"".join(feed.chunks())


def choose(view: View, edition: Edition) -> Iterator[Event]:
    """The events of a view, in order of days."""
    groups = [frozenset(group) for group in _groups(view, edition) if group]
    first, last = period(view, edition)
    for event in edition.shelves[f"{view.language}/{view.windows}"].events:
        if event.last < first or event.first > last:
            continue
        if all(not group.isdisjoint(event.keys) for group in groups):
            yield event if view.alarm is None else event._replace(alarm=view.alarm)


def _groups(view: View, edition: Edition) -> Iterator[set[str]]:
    """Sets of keys; an event needs one of each set. A state has its regions with it."""
    base = feed_key(view, edition)
    yield {base} if base else set()
    yield {
        f"party:{party}"
        for party in edition.words.parties
        for code in view.countries
        if party == code or party.startswith(f"{code}-")
    }
    yield {"pair:" + "-".join(view.pair)} if view.pair else set()
    yield {f"category:{word}" for word in view.categories}
    yield {f"rule:{id}" for id in view.rules}
    yield {f"number:{number}" for number in view.marks} | ({"mark"} if view.round else set())


def feed_key(view: View, edition: Edition) -> str:
    """The key of the events of the feed that is filtered; "" if it has all."""
    fixed = FIXED.get(view.feed)
    return edition.feeds[view.language].get(view.feed, "") if fixed is None else fixed[1]


def period(view: View, edition: Edition) -> tuple[int, int]:
    """First and last day of a view, within the years of the site.

    So many years from a day end on the day before that day so many years on; without a day they
    end with the calendar year that is so many years on.
    """
    first, last = edition.horizon
    if view.first is not None:
        first = max(first, view.first)
    if view.years is None:
        return first, last
    if view.first is None:
        return first, min(last, day(civil(edition.as_of)[0] + view.years, 12, 31))
    year, month, of_month = civil(view.first)
    if (month, of_month) == (2, 29):
        month, of_month = 3, 1
    return first, min(last, day(year + view.years, month, of_month) - 1)


def title(view: View, edition: Edition) -> str:
    """What a view is called: the name of its feed, then what was chosen."""
    titles = edition.titles[view.language]
    spoken = phrases(view.language)
    base = feed_key(view, edition)
    fixed = FIXED.get(view.feed)
    name = titles.get(base, base) if fixed is None else fixed_title(fixed[0], spoken)
    keys = [
        *(f"party:{code}" for code in view.countries),
        *(["pair:" + "-".join(view.pair)] if view.pair else []),
        *(f"category:{word}" for word in view.categories),
    ]
    chosen = [titles.get(key, key.partition(":")[2]) for key in keys]
    chosen += [*view.rules, *map(str, view.marks)]
    chosen += [spoken.say("Round anniversaries")] if view.round else []
    return spoken.say(", ").join([name, *chosen])


def _elsewhere(edition: Edition) -> str:
    """The data of the site, which has whatever is too much for a view."""
    site = "" if edition.base_url is None else f"{edition.base_url.rstrip('/')}/"
    return f"{site}{DATA[0][0]}"
