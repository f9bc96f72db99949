"""What is asked of a build, and what the rules and the record say to it in all languages."""

from typing import NamedTuple

from calendar_gen.edtf import civil, day
from calendar_gen.entries import Entry, entries
from calendar_gen.forecasting.dues import due_until
from calendar_gen.forecasting.ledger import PairLedger, ledger
from calendar_gen.forecasting.projection import linked, occurrences
from calendar_gen.occurrences import Occurrence
from calendar_gen.rendering.ics import Windows
from calendar_gen.rules import Rulebook
from calendar_gen.site.packing import Packing

BACK, AHEAD = 1, 10
"""Whole years before and after that of the as-of day that a site covers unless told otherwise."""


class Order(NamedTuple):
    """What is to be built: the astronomical years `years[0]` to `years[1]`, both in.

    `languages` (BCP 47, with a catalogue) has the main one first; visits less likely than
    `min_likelihood` stay out of feeds. `domain` ends every UID. The feeds show windows in the first
    style of `windows`; of the others only the revisions are kept, for a server's views. `alarm` is
    the days before an event on which a program may remind, if it was asked for; `compress` are the
    packings in which each file has a copy beside it.
    """

    rulebook: Rulebook
    as_of: int
    years: tuple[int, int]
    languages: tuple[str, ...] = ("en",)
    domain: str = "calendar-gen.invalid"
    base_url: str | None = None
    min_likelihood: float = 0.05
    contact: str | None = None
    licence: str | None = None
    windows: tuple[Windows, ...] = ("edges",)
    alarm: int | None = None
    compress: tuple[Packing, ...] = ()

    @property
    def horizon(self) -> tuple[int, int]:
        """First and last day of the years."""
        return day(self.years[0], 1, 1), day(self.years[1], 12, 31)

    def key(self, language: str) -> str:
        """What the memory of a build calls the feeds of a language in their window style."""
        return f"{language}/{self.windows[0]}"

    def folder(self, language: str) -> str:
        """Where a language stands: the main one at the top (""), every other in a folder of its
        own.
        """
        return "" if language == self.languages[0] else f"{language}/"

    def address(self, language: str) -> str | None:
        """The address of a language's pages, without a slash at its end; None if the site has
        none.
        """
        if self.base_url is None:
            return None
        return f"{self.base_url.rstrip('/')}/{self.folder(language)}".rstrip("/")


def usual_years(as_of: int) -> tuple[int, int]:
    """From last year to ten years on."""
    year = civil(as_of)[0]
    return year - BACK, year + AHEAD


class Material(NamedTuple):
    """The occurrences of the years, those outside that they or the ledgers name, and the
    ledgers.
    """

    found: list[Occurrence]
    also: list[Occurrence]
    ledgers: tuple[PairLedger, ...]


def material(
    rulebook: Rulebook,
    as_of: int,
    first: int,
    last: int,
    *,
    steady: bool = True,
    ledgers: tuple[PairLedger, ...] | None = None,
) -> Material:
    """All that the rules and the record say of the days from `first` to `last`, both in; `ledgers`
    are those of the day, if they are at hand.

    As long as it is `steady`, a day that merely passes moves no likelihood, so that it changes no
    event.
    """
    found = occurrences(rulebook, first, last, as_of, steady=steady)
    have = {occurrence.id for occurrence in found}
    due = occurrences(rulebook, as_of, due_until(as_of), as_of, steady=steady)
    around = linked(rulebook, found, as_of, steady=steady)
    also = {o.id: o for o in (*around, *due) if o.id not in have}
    if ledgers is None:
        ledgers = ledger(rulebook, as_of)
    return Material(found, [also[id_] for id_ in sorted(also)], ledgers)


def begun_before(order: Order, shared: Material) -> dict[int, Material]:
    """All of each year before those of the order in which something begins that reaches into them:
    their digests may have some before them, since the address of each event leads somewhere.
    """
    begun = {civil(each.earliest)[0] for each in shared.found}
    return {
        year: material(
            order.rulebook,
            order.as_of,
            day(year, 1, 1),
            day(year, 12, 31),
            ledgers=shared.ledgers,
        )
        for year in sorted(begun)
        if year < order.years[0]
    }


class Worded(NamedTuple):
    """The occurrences of a material in the words of one language."""

    language: str
    shown: list[Entry]
    also: list[Entry]


def worded(shared: Material, rulebook: Rulebook, language: str, as_of: int) -> Worded:
    """The material in a language."""
    return Worded(
        language,
        entries(shared.found, rulebook, language, as_of, also=shared.also),
        entries(shared.also, rulebook, language, as_of, also=shared.found),
    )
