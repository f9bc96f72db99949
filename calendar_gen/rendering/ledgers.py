"""The ledger for a terminal, as JSON and as CSV."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from calendar_gen.edtf import iso, parse
from calendar_gen.entries.days import day_text, edtf_text
from calendar_gen.entries.debts import verdict
from calendar_gen.entries.numbers import percent_text
from calendar_gen.entries.phrases import Phrases, phrases
from calendar_gen.entries.summaries import party_name
from calendar_gen.forecasting.ledger import LedgerVisit, PairLedger
from calendar_gen.rendering.cells import pad, plain, width
from calendar_gen.rules import Rulebook

BOLD, FAINT = "1", "2"


class Page(NamedTuple):
    """What is shown: pairs in order, in a language, as of a day; `whole` lists every visit."""

    pairs: Sequence[PairLedger]
    rulebook: Rulebook
    language: str
    as_of: int
    whole: bool


def table(page: Page, colour: bool) -> str:
    """Each pair under its names: the sentence on who owes whom, then its visits."""
    words = phrases(page.language)
    if not page.pairs:
        text = words.say("No visits are on record.")
    else:
        text = "\n\n".join("\n".join(_pair(pair, page, words, colour)) for pair in page.pairs)
    day = day_text(page.as_of, words)
    foot = words.say("As known at the end of {day}.", day=day)
    return f"{text}\n\n{_styled(foot, FAINT, colour)}\n"


def _pair(pair: PairLedger, page: Page, words: Phrases, colour: bool) -> Iterator[str]:
    def name(party: str) -> str:
        return plain(party_name(party, page.rulebook, words))

    a, b = pair.parties
    yield _styled(words.say("{a} and {b}", a=name(a), b=name(b)), BOLD, colour)
    yield f"  {verdict(pair, page.rulebook, words, page.as_of)}"
    if pair.overdue:
        yield "  " + words.say("That is longer than at least nine in ten of their past answers.")
    if pair.unknown:
        yield "  " + words.say(
            "The record does not cover both directions, so visits may be missing."
        )
    yield from _columns(list(_ways(pair, name, words)), colour)
    if page.whole:
        yield from _columns(list(_visits(pair, name, words)), colour)
    for id_ in pair.next:
        yield "  " + words.say("Expected next: {id}", id=id_)


Name = Callable[[str], str]


def _ways(pair: PairLedger, name: Name, words: Phrases) -> Iterator[tuple[str, ...]]:
    yield tuple(words.word("ledger", w) for w in ("Direction", "Visits", "Last visit", "Any year"))
    by_id = {visit.id: visit for visit in pair.visits}
    for way, count in pair.counts.items():
        guest, host = pair.parties if way.startswith(pair.parties[0] + "-") else pair.parties[::-1]
        last, rate = pair.last[way], pair.base_rate[way]
        yield (
            f"{name(guest)} → {name(host)}",
            str(count),
            "–" if last is None else _when(by_id[last], words),
            "–" if rate is None else percent_text(rate, words),
        )


def _visits(pair: PairLedger, name: Name, words: Phrases) -> Iterator[tuple[str, ...]]:
    yield tuple(words.word("ledger", w) for w in ("When", "Who", "Kind", "Sources"))
    every = sorted((*pair.visits, *pair.meetings), key=lambda v: (v.latest, v.earliest, v.id))
    for visit in every:
        met = visit.kind == "meeting"
        guests = " + ".join(name(guest) for guest in visit.guests)
        kind = "" if visit.kind is None else words.word("kind of visit", visit.kind)
        if visit in pair.meetings:
            kind = words.say("{kind} (not counted)", kind=kind)
        if visit.conflict:
            kind = words.say("{kind}, sources disagree", kind=kind).lstrip(", ")
        yield (
            _when(visit, words),
            words.say("{guest} in {host}", guest=guests, host=name(visit.host))
            if met
            else f"{guests} → {name(visit.host)}",
            kind,
            ", ".join(visit.sources),
        )


def _when(visit: LedgerVisit, words: Phrases) -> str:
    return edtf_text(parse(visit.shown), words)


def _columns(rows: list[tuple[str, ...]], colour: bool) -> Iterator[str]:
    """Rows under a heading, each column as wide as its widest cell."""
    yield ""
    rows = [tuple(plain(cell) for cell in row) for row in rows]
    widths = [max(width(row[i]) for row in rows) for i in range(len(rows[0]))]
    for number, row in enumerate(rows):
        line = "  ".join(pad(cell, cells) for cell, cells in zip(row, widths, strict=True))
        yield "  " + (_styled(line.rstrip(), FAINT, colour) if number == 0 else line.rstrip())


def _styled(text: str, style: str, colour: bool) -> str:
    return f"\x1b[{style}m{text}\x1b[0m" if colour else text


def document(page: Page, _colour: bool) -> str:
    """The ledger as JSON, version 1 of the reference."""
    import json

    value = {
        "version": 1,
        "as_of": iso(page.as_of),
        "pairs": [_pair_value(pair) for pair in page.pairs],
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _pair_value(pair: PairLedger) -> dict[str, object]:
    return {
        "parties": list(pair.parties),
        "visits": [_visit_value(visit) for visit in pair.visits],
        "meetings": [_visit_value(visit) for visit in pair.meetings],
        "counts": pair.counts,
        "last": pair.last,
        "owes": pair.owes,
        "unknown": pair.unknown,
        "owed_since": None if pair.owed_since is None else iso(pair.owed_since),
        "unanswered": pair.unanswered,
        "overdue": pair.overdue,
        "next": list(pair.next),
        "base_rate": pair.base_rate,
    }


def _visit_value(visit: LedgerVisit) -> dict[str, object]:
    return {
        "id": visit.id,
        "guest": visit.guest,
        "guests": list(visit.guests),
        "host": visit.host,
        "earliest": iso(visit.earliest),
        "latest": iso(visit.latest),
        "date": visit.shown,
        "kind": visit.kind,
        "place": visit.place,
        "conflict": visit.conflict,
        "settled": visit.settled,
        "sources": list(visit.sources),
    }


HEADER = (
    "pair",
    "visit",
    "guest",
    "host",
    "earliest",
    "latest",
    "date",
    "kind",
    "counted",
    "conflict",
    "sources",
)


def rows(page: Page, _colour: bool) -> str:
    """One row a visit or meeting, guarded against formulas."""
    from calendar_gen.rendering.spreadsheet import written

    every = ((pair, visit) for pair in page.pairs for visit in (*pair.visits, *pair.meetings))
    return written([HEADER, *(_row(pair, visit) for pair, visit in every)])


def _row(pair: PairLedger, visit: LedgerVisit) -> tuple[object, ...]:
    return (
        "-".join(pair.parties),
        visit.id,
        visit.guests,
        visit.host,
        iso(visit.earliest),
        iso(visit.latest),
        visit.shown,
        visit.kind,
        visit in pair.visits,
        visit.conflict,
        visit.sources,
    )


LEDGER_FORMATS: Mapping[str, Callable[[Page, bool], str]] = {
    "table": table,
    "json": document,
    "csv": rows,
}
