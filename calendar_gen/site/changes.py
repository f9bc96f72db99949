"""What a build would change: occurrences, the events of its feeds, files."""

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from calendar_gen.changes import Change, Noted, compare
from calendar_gen.rendering.changes import FORMATS, Bulletin, Wording
from calendar_gen.site.folder import Written
from calendar_gen.site.order import Order
from calendar_gen.site.previous import PLACE, Memory
from calendar_gen.site.states import wordings


class Changes(NamedTuple):
    """What a build changes.

    `language` is the site's main one; `events` are the UIDs of those that subscribers get anew in
    that language. `files` are told apart by their bytes; `dated` are the changed ones that
    follow the as-of day, if it is another one, and would not change without. `old_words` and
    `new_words` are as in `Bulletin`.
    """

    language: str
    occurrences: tuple[Change, ...]
    events: tuple[str, ...]
    files: Written
    dated: tuple[str, ...]
    old_words: Mapping[str, Wording] = {}
    new_words: Mapping[str, Wording] = {}

    @property
    def any(self) -> bool:
        """Whether anything would be other than it is, but for what the as-of day does."""
        return bool(self.events or self.files.added or self.undated or self.files.removed)

    @property
    def undated(self) -> tuple[str, ...]:
        """The changed files but for those that follow another as-of day."""
        return tuple(path for path in self.files.changed if path not in self.dated)


DATED = (".html", "data/occurrences.json", "data/occurrences.csv", "atom.xml", "feed.json", PLACE)
"""Files that name the as-of day, what has passed by then or comes next: they follow it."""


def follows_the_day(before: Memory, files: Written, order: Order) -> bool:
    """Whether some of the changes may be those of another as-of day."""
    return before.as_of != order.as_of and any(map(_is_dated, files.changed))


def changes(
    before: Memory | None,
    after: Memory,
    files: Written,
    order: Order,
    anyway: Collection[str] | None = None,
) -> Changes:
    """The changes from one build to the next.

    When the as-of day is another one, files that follow it cannot but change; those that would
    `anyway`, for a rule, an option or a template that changed, or because somebody else wrote them,
    count as changed. Where these are not known, none are.
    """
    language = order.languages[0]
    key = order.key(language)
    old = {} if before is None else before.revisions.get(key, {})
    new = after.revisions[key]
    dated: tuple[str, ...] = ()
    if before is None:
        found = compare({}, after.states, (after.horizon, after.horizon))
    else:
        found = compare(before.states, after.states, (before.horizon, after.horizon))
        if before.as_of != after.as_of:
            dated = tuple(p for p in files.changed if _is_dated(p) and p not in (anyway or ()))
    events = tuple(uid for uid in new if uid not in old or old[uid].digest != new[uid].digest)
    words = wordings(old), wordings(new)
    return Changes(language, tuple(found), events, files, dated, *words)


def _is_dated(path: str) -> bool:
    return path.removesuffix(".gz").removesuffix(".br").endswith(DATED)


def lines(found: Changes) -> Iterator[str]:
    """The changes for a reader, a line each: occurrences, how many events, files."""
    bulletin = Bulletin(
        language=found.language,
        as_of=0,
        from_as_of=None,
        noted=[Noted(0, 0, change) for change in found.occurrences],
        states={},
        stamps={},
        domain="",
        old_words=found.old_words,
        new_words=found.new_words,
    )
    yield from FORMATS["text"](bulletin).splitlines()
    if found.events:
        yield f"{'events':<10}  {len(found.events)} new or changed in feeds"
    for what, paths in (
        ("added", found.files.added),
        ("changed", found.undated),
        ("removed", found.files.removed),
    ):
        yield from (f"{what:<10}  {path}" for path in paths)
