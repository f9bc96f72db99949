"""The digest: all of one year on one page, complete without a script and without the network."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from calendar_gen.edtf import iso
from calendar_gen.entries.days import day_text
from calendar_gen.entries.entry import Entry
from calendar_gen.entries.phrases import Phrases, phrases
from calendar_gen.entries.sources import citation
from calendar_gen.entries.summaries import party_name
from calendar_gen.forecasting.citing import own_sources
from calendar_gen.record import Visit
from calendar_gen.rendering.cells import together
from calendar_gen.rendering.digest.accounts import (
    Account,
    Desk,
    account,
    concerned,
    likelihoods,
)
from calendar_gen.rendering.digest.anchors import Marks, conflict_anchor, source_anchor
from calendar_gen.rendering.digest.cards import bars, month_of, months, places, who
from calendar_gen.rendering.digest.contents import Contents
from calendar_gen.rendering.digest.density import Wording, clashes, dense_weeks
from calendar_gen.rendering.digest.edition import Edition, FeedLink
from calendar_gen.rendering.digest.evidence import (
    Backlink,
    conflicts,
    known_claims,
    rule_rows,
    source_rows,
)
from calendar_gen.rendering.digest.filters import facets
from calendar_gen.rendering.digest.glance import dated, glance, weekdays
from calendar_gen.rendering.digest.milestones import milestones
from calendar_gen.rendering.digest.periods import Period, file_stem, period_text
from calendar_gen.rendering.digest.planning import plan
from calendar_gen.rendering.digest.revisions import revisions
from calendar_gen.rendering.digest.silent_rules import silent_rules
from calendar_gen.rendering.digest.territories import without_code
from calendar_gen.rendering.digest.throughout import standing
from calendar_gen.rendering.digest.timeline import sheets, timeline
from calendar_gen.rendering.pages import direction, render
from calendar_gen.rendering.short_days import short_months_alone
from calendar_gen.rendering.whole_numbers import LANGUAGES, with_whole_numbers
from calendar_gen.rules import Rulebook

if TYPE_CHECKING:
    from calendar_gen.forecasting.ledger import PairLedger

__all__ = ["Contents", "Edition", "FeedLink", "Period", "contents", "digest", "page"]

SCRIPTS = ("digest/filters.js",)
STYLES = ("base.css", "digest/digest.css", "ledger/marks.css")


def digest(
    entries: Iterable[Entry],
    ledgers: Sequence["PairLedger"],
    rulebook: Rulebook,
    edition: Edition,
    *,
    also: Sequence[Entry] = (),
) -> str:
    """The digest of the edition's days, as one HTML page (see `contents`)."""
    return page(contents(entries, ledgers, rulebook, edition, also=also))


def page(made: Contents) -> str:
    """The contents of a digest as one HTML page."""
    return laid_out(made, STYLES, SCRIPTS if made.cards and not made.edition.pages else ())


def laid_out(made: Contents, styles: tuple[str, ...], scripts: tuple[str, ...] = ()) -> str:
    """The page with the `styles` and `scripts` of that name, for a screen or for paper."""
    spoken = phrases(made.edition.language)
    written = render(
        "digest/digest.html.j2", styles, spoken, scripts, made.edition.templates, **made._asdict()
    )
    if spoken.language not in LANGUAGES:
        return written
    return with_whole_numbers(written, spoken.language)


def contents(
    entries: Iterable[Entry],
    ledgers: Sequence["PairLedger"],
    rulebook: Rulebook,
    edition: Edition,
    *,
    also: Sequence[Entry] = (),
    ahead: Sequence[Entry] = (),
) -> Contents:
    """What the digest of the edition's days holds.

    Of `entries` those with a day in the period are shown, in the order given; `also` are entries of
    other days that the ledgers name, `ahead` those that its lead times look at. All are in the
    edition's language and as of its day.
    """
    spoken = phrases(edition.language)
    period = edition.days
    whole = period.kind == "year"
    shown = [
        entry
        for entry in entries
        if period.holds(entry.occurrence.earliest, entry.occurrence.latest)
    ]
    pages = edition.pages
    hrefs = places(shown, period, pages)
    revised = revisions(edition.noted, period, hrefs, spoken, edition.since)
    terms, throughout, told_of = standing(shown, period, revised.signs, one_page=not pages)
    visits = [e for e in told_of if e.occurrence.kind == "visit" and not e.occurrence.is_term]
    pairs = ledgers if whole and not pages else concerned(ledgers, visits, late=whole)
    here = [e for e in told_of if month_of(e, period)[1] not in pages] if pages else told_of
    disputed = _disputed(here, pairs, rulebook)
    stated = _stated(here, rulebook, edition.as_of)
    marks = _marks(here, pairs, disputed, stated, rulebook, edition.as_of, spoken)
    known = {entry.occurrence.id: entry for entry in (*also, *shown)}
    desk = Desk(
        spoken,
        rulebook,
        lambda code: party_name(code, rulebook, spoken),
        marks,
        known,
        likelihoods(known.values()),
        hrefs,
        frozenset(disputed),
        edition.year,
        edition.as_of,
    )
    accounts = [account(ledger, desk) for ledger in pairs]
    told = {
        entry.occurrence.id: conflict_anchor(entry.occurrence.visit)
        for entry in here
        if entry.occurrence.visit is not None and entry.occurrence.visit in disputed
    }
    links = {entry.occurrence.id: _backlink(entry, spoken) for entry in here}
    cards = months(told_of, period, marks, told, revised.signs, pages, spoken)
    version = edition.version or rulebook.digest[:12]
    wording = Wording(hrefs, desk.party, spoken)
    clashing, more_clashes = clashes(told_of, wording)
    on_days = dated(told_of, edition.year) if whole else ()
    drawn, turned = bars(told_of, spoken), direction(spoken.language) == "rtl"
    return Contents(
        edition=edition,
        year=period_text(period, spoken),
        as_of=day_text(edition.as_of, spoken),
        version=version,
        plan=plan(ahead, edition.leads, edition.as_of, hrefs, version, spoken),
        commemorations=sum(e.occurrence.kind == "commemoration" for e in told_of),
        visits=visits,
        anniversaries=sum(entry.occurrence.mark for entry in told_of),
        drawing=timeline(drawn, edition.year, edition.as_of, from_right=turned) if whole else None,
        drawings=sheets(drawn, edition.year, edition.as_of, from_right=turned) if whole else (),
        month_letters=_month_letters(spoken),
        who={entry.occurrence.id: who(entry, spoken) for entry in visits},
        hrefs=hrefs,
        accounts=accounts,
        months=cards,
        cards=len(here),
        facets=facets(here, desk.party, edition.views),
        stamp=f"{iso(edition.as_of).replace('-', '')}T000000Z",
        file_stem=file_stem(period),
        glance=glance(
            on_days,
            edition.year,
            hrefs,
            {month.number: f"#{month.anchor}" for month in cards if month.cards or month.listed},
            spoken,
        )
        if whole
        else (),
        weekdays=weekdays(spoken),
        milestones=milestones(told_of, hrefs, spoken),
        dense_weeks=dense_weeks(on_days, edition.year, wording) if whole else (),
        clashes=clashing,
        more_clashes=more_clashes,
        revisions=revised,
        conflict_places=told,
        conflicts=conflicts(
            [(visit, _visit_text(visit, desk)) for visit in disputed.values()],
            edition.as_of,
            marks,
            spoken,
        ),
        sources=source_rows(marks, _backlinks(here, links, accounts, spoken), rulebook, spoken),
        rules=rule_rows(here, links, marks, stated, rulebook, spoken),
        silent=()
        if edition.whole is not None
        else silent_rules(shown, rulebook, edition.selection, period, spoken),
        without_code=without_code(shown, pairs, rulebook, spoken),
        undated=wording.named(entry for entry, days in on_days if not days),
        more={"accounts": len(ledgers) - len(pairs)} if len(pairs) < len(ledgers) else {},
        terms=wording.named(terms),
        throughout=[
            named._replace(title=together(entry.summary))
            for named, entry in zip(wording.named(throughout), throughout, strict=True)
        ],
    )


def _disputed(
    shown: Sequence[Entry], ledgers: Sequence["PairLedger"], rulebook: Rulebook
) -> Mapping[str, Visit]:
    """The visits of this page whose sources disagree, by id, in order of ids."""
    flags: dict[str, bool] = {}
    for entry in shown:
        if entry.occurrence.visit is not None:
            flags[entry.occurrence.visit] = entry.occurrence.conflict or entry.occurrence.settled
    for ledger in ledgers:
        for visit in (*ledger.visits, *ledger.meetings):
            flags[visit.id] = flags.get(visit.id, False) or visit.conflict or visit.settled
    return {
        visit.id: visit
        for visit in sorted(rulebook.visits, key=lambda visit: visit.id)
        if flags.get(visit.id, False)
    }


def _stated(shown: Sequence[Entry], rulebook: Rulebook, as_of: int) -> Mapping[str, Sequence[str]]:
    """The sources of the rules of some entries themselves, by the id of the rule."""
    found: dict[str, Sequence[str]] = {}
    for entry in shown:
        id_ = entry.occurrence.rule
        if id_ not in found:
            rule = rulebook.commemorations.get(id_) or rulebook.patterns.get(id_)
            found[id_] = () if rule is None else own_sources(rule, rulebook, as_of)
    return found


def _marks(
    shown: Sequence[Entry],
    ledgers: Sequence["PairLedger"],
    disputed: Mapping[str, Visit],
    stated: Mapping[str, Sequence[str]],
    rulebook: Rulebook,
    as_of: int,
    spoken: Phrases,
) -> Marks:
    """Numbers for all sources in the order in which the page comes to need them."""
    ids: list[str] = []
    for ledger in ledgers:
        for recorded in (*reversed(ledger.visits), *reversed(ledger.meetings)):
            ids.extend(recorded.sources)
    for entry in shown:
        ids += [source.id for source in entry.citations]
        ids.extend(stated[entry.occurrence.rule])
    for visit in disputed.values():
        ids.extend(claim.source for claim in known_claims(visit, as_of))
    return Marks(ids, {id_: citation(id_, rulebook, spoken).text for id_ in dict.fromkeys(ids)})


def _backlink(entry: Entry, spoken: Phrases) -> Backlink:
    text = spoken.say("{title}, {when}", title=entry.heading, when=entry.when)
    return Backlink(entry.occurrence.id, text, entry.title, entry.title_language)


def _backlinks(
    shown: Sequence[Entry],
    links: Mapping[str, Backlink],
    accounts: Sequence[Account],
    spoken: Phrases,
) -> Mapping[str, Sequence[Backlink]]:
    """For each source by its id the places that need it: visits of the record by day, then
    entries.
    """
    by_source: dict[str, list[Backlink]] = {}
    for pair in accounts:
        for row in (*pair.visits, *pair.meetings):
            for mark in row.marks:
                by_source.setdefault(mark.anchor, []).append(
                    Backlink(
                        row.anchor, spoken.say("{title}, {when}", title=row.who, when=row.when)
                    )
                )
    # The day tells entries of one title apart; others are one by their title.
    alike = Counter(entry.heading for entry in shown)
    for entry in shown:
        link = links[entry.occurrence.id]
        if alike[entry.heading] == 1:
            link = Backlink(link.anchor, entry.heading, link.name, link.name_language)
        for source in entry.citations:
            by_source.setdefault(source_anchor(source.id), []).append(link)
    return {anchor: list(dict.fromkeys(found)) for anchor, found in by_source.items()}


def _visit_text(visit: Visit, desk: Desk) -> str:
    """A visit of the record in words, without its days: those are what sources disagree on."""
    guests = desk.phrases.say(", ").join(desk.party(code) for code in visit.guests)
    return desk.phrases.say("{guest} to {host}", guest=guests, host=desk.party(visit.host))


def _month_letters(spoken: Phrases) -> Sequence[str]:
    """The names of the months as short as CLDR writes them for a column head."""
    return [name.rstrip(".") for name in short_months_alone(spoken.language)]
