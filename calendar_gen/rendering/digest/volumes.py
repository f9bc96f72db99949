"""A year that is too large for one page: an index of it, and a page a month."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING
from urllib.parse import quote

from calendar_gen.edtf import civil
from calendar_gen.entries.days import month_heading
from calendar_gen.entries.entry import Entry
from calendar_gen.entries.phrases import phrases
from calendar_gen.rendering.digest import Edition, FeedLink, contents, page
from calendar_gen.rendering.digest.cards import month_of
from calendar_gen.rendering.digest.periods import month_period, period_text
from calendar_gen.rules import Rulebook

if TYPE_CHECKING:
    from calendar_gen.forecasting.ledger import PairLedger

LARGEST = 3000
"""Entries that one page may hold: about a megabyte that a telephone still scrolls through."""


def volumes(
    entries: Sequence[Entry],
    ledgers: Sequence["PairLedger"],
    rulebook: Rulebook,
    edition: Edition,
    stem: str,
    *,
    also: Sequence[Entry] = (),
    ahead: Sequence[Entry] = (),
) -> Iterator[tuple[str, str]]:
    """The pages of a digest, each with the name of its file: `2027.html` alone or, for a year of
    more entries than one page may hold, before `2027-01.html` and those of the other months that
    have any.

    The first page then has all parts but the entries of the months, which it lists by heading under
    their own ids: whoever follows a link to an entry is one step from it. What is only known to be
    in the year stays on it. The other arguments are those of `contents`.
    """
    period = edition.days
    shown = [e for e in entries if period.holds(e.occurrence.earliest, e.occurrence.latest)]
    if period.kind != "year" or len(shown) <= LARGEST:
        made = contents(shown, ledgers, rulebook, edition, also=also, ahead=ahead)
        yield f"{stem}.html", page(made)
        return
    dated = [entry for entry in shown if month_of(entry, period)[1]]
    taken = {number for entry in dated for number in _months(entry, edition)}
    names = {number: f"{stem}-{number:02d}.html" for number in sorted(taken)}
    hrefs = {number: quote(name) for number, name in names.items()}
    whole = edition._replace(pages=hrefs)
    first = contents(shown, ledgers, rulebook, whole, also=also, ahead=ahead)
    yield f"{stem}.html", page(first)
    for number, name in names.items():
        made = contents(dated, (), rulebook, _month(edition, number, hrefs, quote(f"{stem}.html")))
        yield name, page(made)


def _months(entry: Entry, edition: Edition) -> range:
    """The months of the year in which an entry has a day."""
    period = edition.days
    first = civil(max(entry.occurrence.earliest, period.first))[1]
    last = civil(min(entry.occurrence.latest, period.last))[1]
    return range(first, last + 1)


def _month(edition: Edition, number: int, hrefs: dict[int, str], whole: str) -> Edition:
    """The edition of one month, with links to the year, to the month before and to the next."""
    spoken = phrases(edition.language)
    numbers = list(hrefs)
    at = numbers.index(number)
    beside = [*numbers[max(at - 1, 0) : at], *numbers[at + 1 : at + 2]]
    return edition._replace(
        period=month_period(edition.year, number),
        leads=(),
        whole=FeedLink(period_text(edition.days, spoken), whole),
        years=tuple(FeedLink(month_heading(month, spoken), hrefs[month]) for month in beside),
    )
