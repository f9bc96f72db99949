"""Changes and what is coming as a page."""

from itertools import groupby
from typing import NamedTuple

from calendar_gen.entries.days import day_text
from calendar_gen.entries.news import News, news, outlook, title
from calendar_gen.entries.phrases import Phrases, phrases
from calendar_gen.rendering.changes.bulletin import SOON, Bulletin, anchor, coming, path
from calendar_gen.rendering.pages import render

STYLES = ("base.css", "index/index.css", "changes/changes.css")


class Told(NamedTuple):
    """A change with its place here, and where a digest tells of it; `path` is None if none does."""

    anchor: str
    news: News
    path: str | None


class Day(NamedTuple):
    """The changes found on one day."""

    text: str
    changes: list[Told]


class Coming(NamedTuple):
    """What is coming: title, days with status, and where its digest tells of it."""

    title: str
    outlook: str
    path: str | None


def page(bulletin: Bulletin) -> str:
    """The page as HTML. Links to digests are left out where no site is around it."""
    spoken = phrases(bulletin.language)
    return render(
        "changes/changes.html.j2",
        STYLES,
        spoken,
        bulletin=bulletin,
        days=_days(bulletin, spoken),
        coming=[
            Coming(title(state, spoken), outlook(state, spoken), _path(uid, bulletin))
            for uid, state in coming(bulletin)
        ],
        soon=SOON,
        before=None if bulletin.from_as_of is None else day_text(bulletin.from_as_of, spoken),
        after=day_text(bulletin.as_of, spoken),
    )


def _days(bulletin: Bulletin, spoken: Phrases) -> list[Day]:
    return [
        Day(
            day_text(day, spoken, weekday=True),
            [
                Told(
                    anchor(entry),
                    news(entry.change, spoken),
                    _path(entry.change.uid, bulletin),
                )
                for entry in entries
            ],
        )
        for day, entries in groupby(bulletin.shown, key=lambda entry: entry.day)
    ]


def _path(uid: str, bulletin: Bulletin) -> str | None:
    return None if bulletin.place.home is None else path(uid, bulletin)
