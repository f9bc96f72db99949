"""What a reader with a script may choose entries by, and what the script needs to know of each."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote

from calendar_gen.edtf import civil
from calendar_gen.entries.entry import Entry
from calendar_gen.occurrences import Occurrence
from calendar_gen.rendering.digest.accounts import PartyName
from calendar_gen.rendering.digest.edition import FeedLink
from calendar_gen.rendering.ics.events import LONG, standing


class Option(NamedTuple):
    """Something to choose: its value in an address, its words, and the feed of it if there is
    one.
    """

    value: str
    text: str
    feed: FeedLink | None


class Facets(NamedTuple):
    """All that can be chosen on a page, each in order of words."""

    parties: Sequence[Option]
    categories: Sequence[Option]
    certainties: Sequence[Option]


class Traits(NamedTuple):
    """What the script knows of an entry beside its text.

    `parties` and `categories` are values of options with spaces between. `uid` has no domain;
    `days` are first and last (`20270509/20270512`), None if it has no place in a calendar;
    `standing` is the STATUS of its event (RFC 5545, section 3.8.1.11); `edges` says that it has two
    events, where its window opens and where it closes.
    """

    parties: str
    categories: str
    certainty: str
    uid: str
    days: str | None
    standing: str
    edges: bool


def facets(entries: Sequence[Entry], party: PartyName, feeds: Mapping[str, FeedLink]) -> Facets:
    """The options that at least one entry has; `feeds` are by key, such as `party:RU`."""
    categories: dict[str, str] = {}
    certainties: dict[str, str] = {}
    concerned = {_concerned(entry.occurrence) for entry in entries}
    for keys, texts in dict.fromkeys((e.categories, e.category_texts) for e in entries):
        categories.update(zip(keys, texts, strict=True))
    for entry in entries:
        certainties[_certainty(entry.occurrence)] = entry.certainty_text
    names = {code: party(code) for codes in concerned for code in codes}
    return Facets(
        _options("party", names, feeds),
        _options("category", categories, feeds),
        _options("certainty", certainties, {}),
    )


def _options(kind: str, words: Mapping[str, str], feeds: Mapping[str, FeedLink]) -> list[Option]:
    order = sorted(words, key=lambda value: (words[value].casefold(), value))
    return [Option(_value(v), words[v], feeds.get(f"{kind}:{v}")) for v in order]


def traits(entry: Entry) -> Traits:
    """What the script needs to know of an entry."""
    occurrence = entry.occurrence
    return Traits(
        _values(_concerned(occurrence)),
        _values(entry.categories),
        _certainty(occurrence),
        entry.uid,
        _days(occurrence),
        standing(occurrence),
        occurrence.extent == "window" and occurrence.latest - occurrence.earliest >= LONG,
    )


@lru_cache(maxsize=1024)
def _value(text: str) -> str:
    """Without spaces, which keep values apart; codes and keys stay as they are."""
    return quote(text, safe="")


@lru_cache(maxsize=1024)
def _values(texts: tuple[str, ...]) -> str:
    return " ".join(map(_value, texts))


def _concerned(occurrence: Occurrence) -> tuple[str, ...]:
    return _sorted((*occurrence.guests, occurrence.guest, occurrence.host))


@lru_cache(maxsize=1024)
def _sorted(parties: tuple[str | None, ...]) -> tuple[str, ...]:
    return tuple(sorted({party for party in parties if party is not None}))


def _certainty(occurrence: Occurrence) -> str:
    word = "fixed" if occurrence.certainty == "exact" else occurrence.certainty
    if occurrence.extent == "days":
        return word
    return "window" if word in ("fixed", "computed") else f"window-{word}"


def _days(occurrence: Occurrence) -> str | None:
    if occurrence.kind == "commemoration" and occurrence.extent == "window":
        return None  # known by its year alone
    return _in_calendars(occurrence.earliest, occurrence.latest)


@lru_cache(maxsize=4096)
def _in_calendars(first: int, last: int) -> str | None:
    """Two days as iCalendar writes them; None if its years of four digits do not reach them."""
    ends = civil(first), civil(last)
    if not all(0 < year <= 9999 for year, _, _ in ends):
        return None
    return "/".join(f"{year:04d}{month:02d}{of_month:02d}" for year, month, of_month in ends)
