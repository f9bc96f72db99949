"""What a digest holds, in words: what every format shows, and what its templates see."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from calendar_gen.entries.entry import Entry
from calendar_gen.rendering.digest.accounts import Account
from calendar_gen.rendering.digest.cards import Month
from calendar_gen.rendering.digest.density import Clash, DenseWeek, Named
from calendar_gen.rendering.digest.edition import Edition
from calendar_gen.rendering.digest.evidence import Conflict, RuleRow, SourceRow
from calendar_gen.rendering.digest.filters import Facets
from calendar_gen.rendering.digest.glance import MonthTable, Weekday
from calendar_gen.rendering.digest.milestones import Class
from calendar_gen.rendering.digest.planning import Lead
from calendar_gen.rendering.digest.revisions import Revisions
from calendar_gen.rendering.digest.silent_rules import SilentRule
from calendar_gen.rendering.digest.timeline import Timeline


class Contents(NamedTuple):
    """The parts of a digest; each is a variable of its name in templates/digest.

    `year` is the period in words, whatever its length; `as_of` the as-of day in words, `version`
    the beginning of the rulebook's digest or, on a page of a site, of that of what the page rests
    on. `commemorations` and `anniversaries` (round numbers)
    are counts. `drawing`, `drawings` (the same in pieces that fit a sheet of paper), `glance`,
    `undated` (what has no day in it) and `dense_weeks` are those of a whole year, else None or
    empty.
    `who` has guest and host of a visit by occurrence id, `hrefs` the place of an entry,
    `conflict_places` that of its conflict. `cards` counts the entries that are not on pages of
    their own, `stamp` is the as-of day as
    iCalendar writes it, `file_stem` names what is downloaded; `without_code` says of each party
    that goes by a code which ISO 3166 has not given that it does; `silent` are the rules without an
    answer; `more` counts what is left out: pairs that some days do not concern, and what a mail has
    no room for. `terms` are presidencies and the like, which have a card only where they begin,
    `throughout` the long windows that are open on all the days, which have none.
    """

    edition: Edition
    year: str
    as_of: str
    version: str
    plan: Sequence[Lead]
    commemorations: int
    visits: Sequence[Entry]
    anniversaries: int
    drawing: Timeline | None
    month_letters: Sequence[str]
    who: Mapping[str, str | None]
    hrefs: Mapping[str, str]
    accounts: Sequence[Account]
    months: Sequence[Month]
    cards: int
    facets: Facets
    stamp: str
    file_stem: str
    glance: Sequence[MonthTable]
    weekdays: Sequence[Weekday]
    milestones: Sequence[Class]
    dense_weeks: Sequence[DenseWeek]
    clashes: Sequence[Clash]
    more_clashes: int
    revisions: Revisions
    conflict_places: Mapping[str, str]
    conflicts: Sequence[Conflict]
    sources: Sequence[SourceRow]
    rules: Sequence[RuleRow]
    without_code: Sequence[str]
    undated: Sequence[Named]
    silent: Sequence[SilentRule]
    more: Mapping[str, int] = {}
    terms: Sequence[Named] = ()
    throughout: Sequence[Named] = ()
    drawings: Sequence[Timeline] = ()
