"""The ledger of a pair as the digest shows it: who came when, who owes whom, and what is next."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from calendar_gen.edtf import civil, parse
from calendar_gen.entries.days import edtf_text, span_text
from calendar_gen.entries.debts import State, doubt, lateness, standing, state, verdict
from calendar_gen.entries.entry import Entry
from calendar_gen.entries.likelihood import record_text
from calendar_gen.entries.numbers import percent_text
from calendar_gen.entries.phrases import Phrases
from calendar_gen.occurrences import Likelihood
from calendar_gen.rendering.cells import together
from calendar_gen.rendering.digest.anchors import (
    Mark,
    Marks,
    conflict_anchor,
    pair_anchor,
    visit_anchor,
)
from calendar_gen.rendering.pair_drawing import PairDrawing, pair_drawing
from calendar_gen.rules import Rulebook

if TYPE_CHECKING:
    from calendar_gen.forecasting.ledger import LedgerVisit, PairLedger

PartyName = Callable[[str], str]
Likelihoods = Mapping[tuple[str | None, str | None], Mapping[str, Likelihood]]
"""By guest and host, and by rule: the last of each rule."""


class RecordedVisit(NamedTuple):
    """A visit or meeting of the record; `conflict` is the place where its sources are set against
    each other.
    """

    anchor: str
    when: str
    who: str
    kind: str | None
    conflict: str | None
    marks: Sequence[Mark]


class Expected(NamedTuple):
    """A visit that is coming: its summary, its days, and where it stands if it does; `name` is its
    title alone, in a language.
    """

    title: str
    when: str
    href: str | None
    name: str
    name_language: str


class Direction(NamedTuple):
    """The visits of one guest to one host."""

    guest: str
    host: str
    visits: int
    last: RecordedVisit | None
    coming: Sequence[Expected]
    base_rate: str | None
    record: str | None


class Account(NamedTuple):
    """A pair's ledger in words."""

    anchor: str
    title: str
    state: State
    state_text: str
    verdict: str
    doubt: str | None
    drawing: PairDrawing
    standing: Sequence[str]
    directions: Sequence[Direction]
    visits: Sequence[RecordedVisit]
    meetings: Sequence[RecordedVisit]


class Desk(NamedTuple):
    """What the wording of every account needs.

    `known` are all entries by id, `likelihoods` what is said of theirs, `hrefs` where those of this
    edition stand, `conflicts` the ids of visits that its last part has something to say on.
    """

    phrases: Phrases
    rulebook: Rulebook
    party: PartyName
    marks: Marks
    known: Mapping[str, Entry]
    likelihoods: Likelihoods
    hrefs: Mapping[str, str]
    conflicts: frozenset[str]
    year: int
    as_of: int


def likelihoods(entries: Iterable[Entry]) -> Likelihoods:
    """What is said of the likelihood of entries."""
    found: dict[tuple[str | None, str | None], dict[str, Likelihood]] = {}
    for entry in entries:
        at = entry.occurrence
        if at.likelihood is not None:
            found.setdefault((at.guest, at.host), {})[at.rule] = at.likelihood
    return found


FEW = 16
"""As many pairs are told of in any digest, whether its days concern them or not."""


def concerned(
    ledgers: Sequence["PairLedger"], shown: Iterable[Entry], *, late: bool = False
) -> Sequence["PairLedger"]:
    """The pairs that a digest of some days tells of: if there are many, those that a visit of these
    days is of, and if `late` those of which one is overdue.
    """
    if len(ledgers) <= FEW:
        return ledgers
    pairs = {
        frozenset((guest, entry.occurrence.host))
        for entry in shown
        for guest in (*entry.occurrence.guests, entry.occurrence.guest)
    }
    return [
        ledger
        for ledger in ledgers
        if frozenset(ledger.parties) in pairs or (late and ledger.overdue)
    ]


def account(ledger: "PairLedger", desk: Desk) -> Account:
    """One pair's ledger in words."""
    first, second = ledger.parties
    say = desk.phrases.say
    stands = _state(ledger, desk)
    by_id = {visit.id: _recorded(visit, desk) for visit in ledger.visits}
    return Account(
        pair_anchor(ledger.parties),
        say("{a} and {b}", a=desk.party(first), b=desk.party(second)),
        stands,
        desk.phrases.word("state of a pair", stands),
        desk.phrases.sentences(
            [
                verdict(ledger, desk.rulebook, desk.phrases, desk.as_of),
                *lateness(ledger, desk.phrases),
            ]
        ),
        doubt(ledger, desk.phrases) if ledger.unknown else None,
        pair_drawing(ledger, desk.rulebook, desk.phrases, desk.as_of),
        list(standing(ledger, desk.rulebook, desk.phrases)),
        [
            _direction(ledger, guest, host, by_id, desk)
            for guest, host in ((first, second), (second, first))
        ],
        list(reversed(by_id.values())),
        [_recorded(visit, desk) for visit in reversed(ledger.meetings)],
    )


def _state(ledger: "PairLedger", desk: Desk) -> State:
    """How the pair stands, in the year of the page."""
    years = {civil(occurrence.earliest)[0] for occurrence in ledger.due}
    return state(ledger, due=desk.year in years)


def _direction(
    ledger: "PairLedger",
    guest: str,
    host: str,
    by_id: Mapping[str, RecordedVisit],
    desk: Desk,
) -> Direction:
    key = f"{guest}-{host}"
    coming = [
        desk.known[id_]
        for id_ in ledger.next
        if id_ in desk.known and desk.known[id_].occurrence.host == host
    ]
    # Also of what the guest comes to as one of several, such as a summit.
    said = {
        entry.occurrence.rule: entry.occurrence.likelihood
        for entry in coming
        if entry.occurrence.likelihood is not None
    } | dict(desk.likelihoods.get((guest, host), {}))
    records = {rule: record_text(likelihood, desk.phrases) for rule, likelihood in said.items()}
    rate = ledger.base_rate.get(key)
    last = ledger.last.get(key)
    return Direction(
        desk.party(guest),
        desk.party(host),
        ledger.counts.get(key, 0),
        None if last is None else by_id[last],
        [_expected(entry, desk) for entry in coming],
        None if rate is None else percent_text(rate, desk.phrases),
        desk.phrases.say("; ").join(text for _, text in sorted(records.items())) or None,
    )


def _expected(entry: Entry, desk: Desk) -> Expected:
    return Expected(
        together(entry.summary),
        entry.when,
        desk.hrefs.get(entry.occurrence.id),
        entry.title,
        entry.title_language,
    )


def _recorded(visit: "LedgerVisit", desk: Desk) -> RecordedVisit:
    phrases = desk.phrases
    if visit.kind == "meeting":
        who = phrases.say("in {host}", host=desk.party(visit.host))
    else:
        who = phrases.say(
            "{guest} to {host}", guest=desk.party(visit.guest), host=desk.party(visit.host)
        )
    return RecordedVisit(
        visit_anchor(visit.id),
        edtf_text(parse(visit.shown), phrases)
        if visit.shown
        else span_text(visit.earliest, visit.latest, phrases),
        who,
        None if visit.kind is None else phrases.word("kind of visit", visit.kind),
        conflict_anchor(visit.id) if visit.id in desk.conflicts else None,
        desk.marks.of(visit.sources),
    )
