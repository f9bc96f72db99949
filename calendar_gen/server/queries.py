"""The filters in the address of a feed: `country=RU,CN&category=visit&marks=10&lang=ru`.

Only one spelling is taken for each value, so that the description in OpenAPI can say exactly what
is taken, and a wrong value meets a sentence with the nearest right one.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from calendar_gen.problems import did_you_mean
from calendar_gen.rendering.ics import STYLES, Windows
from calendar_gen.server.edition import Edition, Words

MOST_NUMBER = 9999
ALARM = "(0|[1-9][0-9]?)d"
"""Days before an event on which a reminder may ring, in their one spelling."""

SHOWN = 60
"""Characters of a wrong value that a sentence repeats."""


class View(NamedTuple):
    """What is asked of a feed, in one order whatever that of the address.

    `feed` is its file name. Every filter that is empty takes all; values of one combine by or,
    filters by and. `first` is a day; `years` count from it or, without it, from this year.
    """

    language: str
    feed: str
    windows: Windows = "edges"
    countries: tuple[str, ...] = ()
    pair: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    marks: tuple[int, ...] = ()
    round: bool = False
    first: int | None = None
    years: int | None = None
    alarm: int | None = None

    @property
    def plain(self) -> bool:
        """Whether this is the feed as it stands in the site."""
        return self == View(self.language, self.feed)


class BadQuery(Exception):  # noqa: N818 - it says what is the case
    """A sentence for whoever wrote the address."""


class Retired(BadQuery):
    """A sentence on a language that was given up: who subscribed to it gets nothing any more."""


class Renamed(Exception):  # noqa: N818
    """A rule in the query has another id by now; the message is the query with the new one."""


def read_view(query: bytes, edition: Edition, language: str, feed: str) -> View:
    """The view that a query means on the feed of that name in the folder of `language`.

    Raises BadQuery, or Renamed if it should be asked for by another address.
    """
    values = split(query)
    _follow_renamed(values, edition.words)
    view = View(language, feed)
    for name, text in values.items():
        read = READERS.get(name)
        if read is None:
            hint = did_you_mean(name, READERS)
            raise BadQuery(f"there is no filter {shown(name)}" + (f"; {hint}" if hint else ""))
        view = read(view, text, edition)
    return view


def split(query: bytes) -> dict[str, str]:
    """Names and values of a query, each name once. Raises BadQuery."""
    found: dict[str, str] = {}
    for piece in filter(None, query.split(b"&")):
        name, equals, value = piece.partition(b"=")
        try:
            key, text = (
                unquote_to_bytes(part.replace(b"+", b" ")).decode() for part in (name, value)
            )
        except UnicodeDecodeError:
            raise BadQuery("the query is not text in UTF-8") from None
        if not equals:
            raise BadQuery(f"the filter {shown(key)} has no value; write name=value")
        if key in found:
            raise BadQuery(f"the filter {shown(key)} stands twice; write name=one,two")
        found[key] = text
    return found


def shown(text: str) -> str:
    """A wrong value as a sentence may repeat it: short, on one line, without what acts."""
    safe = "".join(letter if letter.isprintable() else "\ufffd" for letter in text[:SHOWN])
    return f'"{safe}{"..." if len(text) > SHOWN else ""}"'


def _follow_renamed(values: Mapping[str, str], words: Words) -> None:
    asked = values.get("rule", "").split(",")
    now = [words.formerly.get(id, id) for id in asked]
    if now != asked:
        from urllib.parse import urlencode

        rules = ",".join(dict.fromkeys(now))
        raise Renamed(urlencode({**values, "rule": rules}, safe=","))


def _among(
    name: str, text: str, allowed: Iterable[str], what: str, hint: str = ""
) -> tuple[str, ...]:
    """The values of a list with commas, each one of `allowed`."""
    known = allowed if isinstance(allowed, frozenset) else frozenset(allowed)
    found = set(text.split(","))
    for value in sorted(found - known):
        near = did_you_mean(value[:SHOWN], known) or hint
        raise BadQuery(f"{name}: {shown(value)} is no {what}" + (f"; {near}" if near else ""))
    return tuple(sorted(found))


def _country(view: View, text: str, edition: Edition) -> View:
    codes = "write ISO 3166 codes such as RU,CN"
    return view._replace(countries=_among("country", text, edition.words.parties, "party", codes))


def _pair(view: View, text: str, edition: Edition) -> View:
    codes = "write ISO 3166 codes such as RU,CN"
    pair = _among("pair", text, edition.words.parties, "party", codes)
    if len(pair) != 2 or text.count(",") != 1:
        raise BadQuery(f"pair: {shown(text)} is not two parties; write RU,CN")
    return view._replace(pair=pair)


def _category(view: View, text: str, edition: Edition) -> View:
    return view._replace(categories=_among("category", text, edition.words.categories, "category"))


def _rule(view: View, text: str, edition: Edition) -> View:
    return view._replace(rules=_among("rule", text, edition.words.rules, "rule"))


def _lang(view: View, text: str, edition: Edition) -> View:
    if text in edition.retired:
        raise Retired(f"lang: the feeds in {shown(text)} were taken down")
    (tag,) = _among("lang", text, edition.languages, "language of this site")[:1]
    if tag != text:
        raise BadQuery(f"lang: {shown(text)} is more than one language; write one")
    return view._replace(language=tag)


def _windows(view: View, text: str, edition: Edition) -> View:
    for style in STYLES:
        if style == text:
            return view._replace(windows=style)
    raise BadQuery(f"windows: {shown(text)} is no style; {did_you_mean(text[:SHOWN], STYLES)}")


def _marks(view: View, text: str, edition: Edition) -> View:
    words = set(text.split(","))
    numbers = {_number(word, MOST_NUMBER) for word in words - {"round"}}
    if None in numbers:
        raise BadQuery(
            f'marks: {shown(text)} holds what is neither "round" nor a number from 1 to '
            f"{MOST_NUMBER}; write a list such as 75,80"
        )
    known = sorted(number for number in numbers if number is not None)
    return view._replace(marks=tuple(known), round="round" in words)


def _from(view: View, text: str, edition: Edition) -> View:
    try:
        if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            raise ValueError
        return view._replace(first=date.fromisoformat(text).toordinal())
    except ValueError:
        raise BadQuery(f"from: {shown(text)} is no day; write one such as 2027-01-31") from None


def _years(view: View, text: str, edition: Edition) -> View:
    first, last = edition.years
    years = _number(text, last - first + 1)
    if years is None:
        raise BadQuery(
            f"years: {shown(text)} is not a whole number from 1 to {last - first + 1}; "
            f"this site covers {first} to {last}"
        )
    return view._replace(years=years)


def _alarm(view: View, text: str, edition: Edition) -> View:
    if not re.fullmatch(ALARM, text):
        raise BadQuery(
            f"alarm: {shown(text)} is no time before an event; write 7d for seven days, 99d at most"
        )
    return view._replace(alarm=int(text[:-1]))


def _number(text: str, most: int) -> int | None:
    """A whole number from 1 to `most` in its one spelling, else None."""
    if not re.fullmatch("[1-9][0-9]{0,8}", text) or int(text) > most:
        return None
    return int(text)


READERS: Mapping[str, Callable[[View, str, Edition], View]] = {
    "country": _country,
    "pair": _pair,
    "category": _category,
    "rule": _rule,
    "marks": _marks,
    "lang": _lang,
    "from": _from,
    "years": _years,
    "windows": _windows,
    "alarm": _alarm,
}
"""Name of a filter to what reads its value into a view."""
