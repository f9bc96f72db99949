"""The pages and data of a site: digests, the index, occurrences as JSON and CSV."""

import json
from collections.abc import Mapping, Sequence

from calendar_gen.changes import Noted
from calendar_gen.edtf import civil
from calendar_gen.entries.days import year_text
from calendar_gen.entries.phrases import phrases
from calendar_gen.rendering.asked import Asked
from calendar_gen.rendering.digest import Edition, FeedLink
from calendar_gen.rendering.digest.volumes import volumes
from calendar_gen.rendering.ics import CLOSES
from calendar_gen.rendering.index import File, Group, Index, OfferedFeed, index
from calendar_gen.rendering.occurrences_csv import rows_of
from calendar_gen.rendering.occurrences_json import document_of, values
from calendar_gen.rendering.occurrences_schema import schema
from calendar_gen.site.basis import Basis, shown_in
from calendar_gen.site.feeds import Published
from calendar_gen.site.folder import Draft
from calendar_gen.site.order import Material, Order, Worded, worded

DATA = (
    ("data/occurrences.json", "JSON"),
    ("data/occurrences.csv", "CSV"),
    ("data/schema.json", "JSON Schema"),
)
CHANGES = (
    ("changes.html", "Changes and what is coming"),
    ("atom.xml", "Atom"),
    ("feed.json", "JSON Feed"),
)
"""Where each language tells of changes, and what it is called there."""

HEADINGS = {
    "all": "Everything",
    "visits": "Everything",
    "milestones": "Everything",
    "party": "By country or party",
    "pair": "By pair",
    "category": "By category",
}
"""Kind of a feed to the heading it stands under."""


def write_digests(
    order: Order,
    folder: str,
    shared: Material,
    begun: Mapping[int, Material],
    words: Worded,
    feeds: Sequence[Published],
    noted: tuple[Noted, ...],
    basis: Basis,
    draft: Draft,
) -> list[int]:
    """Write a digest of every year that has an entry, of this year and of the next; gives the
    years. `begun` are the years before in which something begins that reaches into those of the
    order, `noted` the changes of this build and of those before, the newest first; `basis` is that
    of the rulebook, for all languages.
    """
    earlier = {
        year: (found, worded(found, order.rulebook, words.language, order.as_of))
        for year, found in begun.items()
    }
    years = [*earlier, *wanted_years(order, words)]
    most = shared, words, basis.around(shared, words)
    for year in years:
        found, told, around = most
        if year in earlier:
            found, told = earlier[year]
            around = basis.around(found, told)
        edition = Edition(
            year,
            words.language,
            order.as_of,
            home="../index.html",
            feeds=_subscriptions(order, feeds),
            data=tuple(FeedLink(text, f"{_up(folder)}../{path}") for path, text in DATA[:2]),
            years=tuple(
                FeedLink(year_text(other, phrases(words.language)), f"{other:04d}.html")
                for other in years
                if other != year and abs(years.index(other) - years.index(year)) == 1
            ),
            noted=noted,
            views=_views(order, feeds),
            domain=order.domain,
        )
        shown = shown_in(edition, told)
        edition = edition._replace(version=basis.version(shown)[:12])
        with draft.resting_on(basis.key(edition, shown, around)) as stands:
            if not stands:
                for name, page in volumes(
                    shown, found.ledgers, order.rulebook, edition, f"{year:04d}", also=told.also
                ):
                    draft.write(f"{folder}digests/{name}", [page.encode()])
    return years


def wanted_years(order: Order, words: Worded) -> list[int]:
    """The years of the order that have an entry, with this year and the next."""
    now = civil(order.as_of)[0]
    found = {now, now + 1}
    for entry in words.shown:
        found.update(
            range(civil(entry.occurrence.earliest)[0], civil(entry.occurrence.latest)[0] + 1)
        )
    return sorted(year for year in found if order.years[0] <= year <= order.years[1])


def _up(folder: str) -> str:
    return "../" if folder else ""


def _views(order: Order, feeds: Sequence[Published]) -> dict[str, FeedLink]:
    """Links from a digest to the feeds of what its readers may choose, by key."""
    kinds = {"kind:visit": "category:visit"}
    return {
        kinds.get(feed.offer.key, feed.offer.key): _link(order, feed)
        for feed in feeds
        if feed.offer.kind in ("party", "category", "visits")
    }


def _subscriptions(order: Order, feeds: Sequence[Published]) -> tuple[FeedLink, ...]:
    """Links from a digest to the feeds of everything."""
    wide = ("all", "visits", "milestones")
    return tuple(_link(order, feed) for feed in feeds if feed.offer.kind in wide)


def _link(order: Order, feed: Published) -> FeedLink:
    site = None if order.base_url is None else order.base_url.rstrip("/").partition("://")[2]
    webcal = None if site is None else f"webcal://{site}/{feed.path}"
    return FeedLink(feed.offer.title, f"../feeds/{feed.offer.name}.ics", webcal)


def write_data(order: Order, words: Worded, draft: Draft) -> None:
    """Write the occurrences of the years as JSON and CSV, with the schema of the JSON."""
    asked = Asked(order.as_of, *order.horizon, order.rulebook, words.language)
    found = values(words.shown, asked)
    draft.write(DATA[0][0], [document_of(found, words.shown, asked).encode()])
    draft.write(DATA[1][0], [rows_of(found).encode()])
    text = json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"
    draft.write(DATA[2][0], [text.encode()])


def write_index(
    order: Order,
    words: Worded,
    folder: str,
    feeds: Sequence[Published],
    years: Sequence[int],
    draft: Draft,
) -> None:
    """Write the first page of one language."""
    language = words.language
    spoken = phrases(language)
    up = _up(folder)
    page = Index(
        language=language,
        as_of=order.as_of,
        base_url=order.address(language),
        groups=_groups(order, words, feeds, folder),
        digests=[File(year_text(year, spoken), f"digests/{year:04d}.html") for year in years],
        data=[
            *(File(spoken.say(text), path) for path, text in CHANGES),
            *(File(text, f"{up}{path}", None) for path, text in DATA),
        ],
        languages=[
            File(_own_name(other), f"{up}{order.folder(other)}index.html", other)
            for other in order.languages
            if other != language
        ],
        contact=order.contact,
        version=order.rulebook.digest[:12],
    )
    draft.write(f"{folder}index.html", [index(page).encode()])


def _groups(order: Order, words: Worded, feeds: Sequence[Published], folder: str) -> list[Group]:
    """Feeds under their headings; of each, how many events are ahead and what the first is about:
    not that a window opens or closes, but which visit is expected in it, and from when to when.
    """
    spoken = phrases(words.language)
    told = {entry.uid: entry for entry in words.shown}
    groups: dict[str, list[OfferedFeed]] = {}
    for feed in feeds:
        ahead = min(feed.coming, key=lambda e: (max(e.first, order.as_of), e.last), default=None)
        following = None
        if ahead is not None:
            entry = told[ahead.uid.removesuffix(CLOSES)]
            following = spoken.say("{title}, {when}", title=entry.summary, when=entry.when)
        groups.setdefault(HEADINGS[feed.offer.kind], []).append(
            OfferedFeed(
                feed.offer.title,
                feed.path.removeprefix(folder),
                len(feed.coming),
                following,
                spoken.sentences(feed.missing) if feed.missing else None,
            )
        )
    return [
        Group(f"group:{number}", spoken.say(heading), offered)
        for number, (heading, offered) in enumerate(groups.items(), start=1)
    ]


def _own_name(language: str) -> str:
    """What a language calls itself."""
    from babel import Locale

    return str(Locale.parse(language, sep="-").get_display_name() or language)
