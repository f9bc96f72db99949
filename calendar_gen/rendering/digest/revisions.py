"""What changed since the last edition: added (+), moved or settled (*), removed."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from calendar_gen.changes import Aspect, Change, Noted, State
from calendar_gen.entries.days import day_text
from calendar_gen.entries.news import News, news
from calendar_gen.entries.phrases import Phrases
from calendar_gen.rendering.digest.periods import Period

TOLD: frozenset[Aspect] = frozenset(("added", "removed", "moved", "cancelled", "confirmed"))
"""What readers of a printed edition have to mark in it; rewording and small steps of a likelihood
are in the change lists.
"""

Against = Literal["none", "first", "last"]
"""The edition that one is set against: none if it stands alone; the first of its site if none has
found a change since, which holds of that one too; else the last.
"""


class Revised(NamedTuple):
    """A change with where its entry stands, if it still does."""

    news: News
    href: str | None


class Group(NamedTuple):
    """Changes of one kind: an id for its place, a heading, and the mark of its entries."""

    anchor: str
    title: str
    sign: str
    revised: Sequence[Revised]


class Revisions(NamedTuple):
    """The changes of a period; `found` is the day of the edition that found them, in words, `since`
    that of the edition before if it was asked for.

    `signs` are the marks of entries by occurrence id, each with what it means. `against` says
    which edition this one is set against.
    """

    found: str | None
    groups: Sequence[Group]
    signs: Mapping[str, tuple[str, str]]
    since: str | None
    against: Against


def revisions(
    noted: Iterable[Noted] | None,
    period: Period,
    hrefs: Mapping[str, str],
    phrases: Phrases,
    since: int | None = None,
) -> Revisions:
    """What the newest edition that changed anything changed of the days of a period.

    The changes are a site's, the newest first; that an edition changes nothing leaves the changes
    of the one before. None stands for an edition that stands
    alone.
    """
    before = None if since is None else day_text(since, phrases)
    if noted is None:
        return Revisions(None, (), {}, before, "none")
    against: Against = "last" if noted or since is not None else "first"
    told = [entry for entry in noted if TOLD.intersection(entry.change.aspects)]
    newest = [entry.change for entry in told if entry.day == told[0].day]
    changes = [change for change in newest if _is_of(change, period)]
    if not changes:
        return Revisions(None, (), {}, before, against)
    by_kind: dict[str, list[Change]] = {}
    for change in changes:
        by_kind.setdefault(_kind(change), []).append(change)
    words = _words(phrases)
    groups = [
        Group(f"changes:{kind}", title, sign, _revised(by_kind[kind], hrefs, phrases))
        for kind, (sign, title) in words.items()
        if kind in by_kind
    ]
    signs = {change.latest_state.id: words[_kind(change)] for change in changes}
    return Revisions(day_text(told[0].day, phrases), groups, signs, before, against)


def _words(phrases: Phrases) -> Mapping[str, tuple[str, str]]:
    """Mark and heading of each kind, as agency diaries have them."""
    return {
        "added": ("(+)", phrases.say("Added")),
        "moved": ("(*)", phrases.say("Moved, confirmed or cancelled")),
        "removed": ("", phrases.say("Removed")),
    }


def _kind(change: Change) -> str:
    if change.before is None:
        return "added"
    return "removed" if change.after is None else "moved"


def _is_of(change: Change, period: Period) -> bool:
    states: tuple[State | None, ...] = change.before, change.after
    return any(s is not None and period.holds(s.earliest, s.latest) for s in states)


def _revised(
    changes: Iterable[Change], hrefs: Mapping[str, str], phrases: Phrases
) -> Sequence[Revised]:
    return [Revised(news(change, phrases), hrefs.get(change.latest_state.id)) for change in changes]
