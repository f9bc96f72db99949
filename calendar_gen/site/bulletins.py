"""The change lists of a site: a page, an Atom feed and a JSON Feed in each language."""

from collections.abc import Mapping

from calendar_gen.changes import Noted, compare
from calendar_gen.edtf import day
from calendar_gen.rendering.changes import FORMATS, Bulletin, Place
from calendar_gen.rules import Rulebook
from calendar_gen.site.folder import Draft
from calendar_gen.site.inherited import NOWHERE
from calendar_gen.site.order import Order
from calendar_gen.site.previous import Memory
from calendar_gen.site.states import known, wordings

PAGES: Mapping[str, str] = {"changes.html": "html", "atom.xml": "atom", "feed.json": "jsonfeed"}
"""File name to format."""


def write_bulletins(order: Order, language: str, memory: Memory, draft: Draft) -> None:
    """Write the change lists of one language."""
    bulletin = Bulletin(
        language=language,
        as_of=order.as_of,
        from_as_of=None,
        noted=memory.noted,
        states=memory.states,
        stamps=stamps(memory, order.key(language)),
        domain=order.domain,
        place=Place(order.address(language), "index.html", order.contact, order.licence),
    )
    for name, format_ in PAGES.items():
        draft.write(f"{order.folder(language)}{name}", [FORMATS[format_](bulletin).encode()])


def stamps(memory: Memory, key: str) -> dict[str, int]:
    """The day of the last change of each event, by UID."""
    return {uid: revision.stamp for uid, revision in memory.revisions.get(key, {}).items()}


def between_builds(old: Memory, new: Memory, language: str | None) -> Bulletin:
    """What changed from one build to another, in a language or else in the site's main one."""
    key = next(
        (key for key in sorted(new.feeds) if key.partition("/")[0] == language),
        next(iter(new.feeds), "en/edges"),
    )
    found = compare(old.states, new.states, (old.horizon, new.horizon))
    return Bulletin(
        language=language or key.partition("/")[0],
        as_of=new.as_of,
        from_as_of=old.as_of,
        noted=[Noted(new.as_of, 0, change) for change in found],
        states=new.states,
        stamps=stamps(new, key),
        domain=new.domain,
        old_words=wordings(old.revisions.get(key, {})),
        new_words=wordings(new.revisions.get(key, {})),
    )


def between_days(
    rulebook: Rulebook,
    days: tuple[int, int],
    years: tuple[int, int],
    language: str,
    least: float,
) -> Bulletin:
    """What changed from what was known on one day to what was known on another, in those years.

    Visits less likely than `least` are left out.
    """
    horizon = day(years[0], 1, 1), day(years[1], 12, 31)
    before, after = (known(rulebook, as_of, horizon, language, least) for as_of in days)
    found = compare(before.states, after.states, (horizon, horizon))
    return Bulletin(
        language=language,
        as_of=days[1],
        from_as_of=days[0],
        noted=[Noted(days[1], 0, change) for change in found],
        states=after.states,
        stamps={},
        domain=NOWHERE,
        old_words=before.wordings,
        new_words=after.wordings,
    )
