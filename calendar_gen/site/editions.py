"""A digest that stands alone: of any days, and of a part of what falls on them."""

from collections.abc import Iterator
from typing import NamedTuple

from calendar_gen.changes import Noted, State, compare
from calendar_gen.edtf import civil, day
from calendar_gen.entries import Entry, entries
from calendar_gen.entries.categories import category_name
from calendar_gen.entries.own_names import own_first
from calendar_gen.entries.phrases import Phrases, phrases
from calendar_gen.entries.summaries import party_name
from calendar_gen.forecasting.ledger import PairLedger
from calendar_gen.forecasting.projection import occurrences
from calendar_gen.forecasting.selection import Selection, selected
from calendar_gen.rendering.digest import Contents, Edition, contents
from calendar_gen.rendering.digest.planning import horizon
from calendar_gen.rendering.digest.volumes import volumes
from calendar_gen.rules import Rulebook
from calendar_gen.site.order import material, worded
from calendar_gen.site.states import states, texts


class Asked(NamedTuple):
    """What passes a selection, in words, and the edition that says so (see `contents`)."""

    shown: list[Entry]
    ledgers: list[PairLedger]
    rulebook: Rulebook
    edition: Edition
    also: list[Entry]
    ahead: list[Entry]

    def contents(self) -> Contents:
        """What its digest holds, all on one page."""
        return contents(*self[:4], also=self.also, ahead=self.ahead)

    def pages(self, stem: str) -> Iterator[tuple[str, str]]:
        """Its page or pages, each with the name of its file (see `volumes`)."""
        return volumes(*self[:4], stem, also=self.also, ahead=self.ahead)


def asked(rulebook: Rulebook, selection: Selection, edition: Edition) -> Asked:
    """What a digest of the edition's days is made of: what passes the selection.

    It is of its day, as a forecast is, and so are its likelihoods. What is new since another day
    is told of feeds and sites (see `material`): that days pass is no news.
    """
    period, as_of = edition.days, edition.as_of
    spoken = phrases(edition.language)
    shared = material(rulebook, as_of, period.first, period.last, steady=False)
    found = selected(shared.found, selection, as_of)
    kept = {occurrence.id for occurrence in found}
    rest = [occurrence for occurrence in shared.found if occurrence.id not in kept]
    words = worded(
        shared._replace(found=found, also=[*shared.also, *rest]), rulebook, edition.language, as_of
    )
    ahead: list[Entry] = []
    if edition.leads:
        coming = occurrences(rulebook, *horizon(as_of, edition.leads), as_of)
        ahead = entries(selected(coming, selection, as_of), rulebook, edition.language, as_of)
    return Asked(
        [own_first(entry) for entry in words.shown] if edition.own_names else words.shown,
        [ledger for ledger in shared.ledgers if _is_asked(ledger, selection)],
        rulebook,
        edition._replace(
            chosen=tuple(_chosen(selection, rulebook, spoken)),
            selection=selection,
            noted=edition.noted if edition.since is None else _noted(rulebook, selection, edition),
        ),
        words.also,
        ahead,
    )


def _noted(rulebook: Rulebook, selection: Selection, edition: Edition) -> tuple[Noted, ...]:
    """The changes of what passes the selection since the day of the last edition.

    The year before the period and the one after it are looked at too: what moves into it or out of
    it has moved.
    """
    first, last = (civil(end)[0] for end in edition.days[1:])
    horizon = day(first - 1, 1, 1), day(last + 1, 12, 31)

    def known(as_of: int) -> dict[str, State]:
        shared = material(rulebook, as_of, *horizon)
        found = selected(shared.found, selection, as_of)
        words = worded(shared._replace(found=found), rulebook, edition.language, as_of)
        return states(found, {edition.language: texts(words, 0)})

    assert edition.since is not None
    changes = compare(known(edition.since), known(edition.as_of), (horizon, horizon))
    return tuple(Noted(edition.as_of, 0, change) for change in changes)


def _is_asked(ledger: PairLedger, selection: Selection) -> bool:
    """Whether a pair's ledger belongs to the selection; a category has none of its own."""
    parties = frozenset(ledger.parties)
    if selection.pairs:
        return parties in selection.pairs
    if selection.countries:
        return bool(parties & selection.countries)
    return not selection.categories


def _chosen(selection: Selection, rulebook: Rulebook, spoken: Phrases) -> Iterator[str]:
    """The selection in words, one filter after the other."""
    comma = spoken.say(", ")
    names = [party_name(code, rulebook, spoken) for code in sorted(selection.countries)]
    if names:
        yield comma.join(names)
    pairs = [
        spoken.say("{a} and {b}", a=first, b=second)
        for first, second in (
            tuple(party_name(code, rulebook, spoken) for code in sorted(pair))
            for pair in sorted(selection.pairs, key=sorted)
        )
    ]
    if pairs:
        yield comma.join(pairs)
    if selection.categories:
        yield comma.join(category_name(key, spoken) for key in sorted(selection.categories))
