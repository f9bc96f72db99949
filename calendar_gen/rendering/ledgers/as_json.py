"""The ledger as JSON, version 1 of the reference; `schema` describes it."""

from calendar_gen.edtf import iso
from calendar_gen.forecasting.debts import Alternation
from calendar_gen.forecasting.ledger import LedgerVisit, PairLedger
from calendar_gen.rendering.ledgers.page import Page


def document(page: Page, _colour: bool) -> str:
    """The pairs in their order, ending with a line feed."""
    import json

    value = {
        "version": 1,
        "as_of": iso(page.as_of),
        "pairs": [_pair(pair) for pair in page.pairs],
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _pair(pair: PairLedger) -> dict[str, object]:
    return {
        "parties": list(pair.parties),
        "visits": [_visit(visit) for visit in pair.visits],
        "meetings": [_visit(visit) for visit in pair.meetings],
        "counts": pair.counts,
        "balance": pair.balance,
        "last": pair.last,
        "owes": pair.owes,
        "unknown": pair.unknown,
        "owed_since": None if pair.owed_since is None else iso(pair.owed_since),
        "unanswered": pair.unanswered,
        "overdue": pair.overdue,
        "alternation": _alternation(pair.alternation),
        "next": list(pair.next),
        "base_rate": pair.base_rate,
    }


def _alternation(found: Alternation) -> dict[str, object]:
    return {
        "turns": found.turns,
        "changes": found.changes,
        "share": None if found.share is None else round(found.share, 4),
        "chance": None if found.chance is None else round(found.chance, 4),
    }


def _visit(visit: LedgerVisit) -> dict[str, object]:
    return {
        "id": visit.id,
        "guest": visit.guest if len(visit.guests) == 1 else None,
        "guests": list(visit.guests),
        "host": visit.host,
        "earliest": iso(visit.earliest),
        "latest": iso(visit.latest),
        "date": visit.shown,
        "certainty": visit.certainty,
        "rank": visit.rank,
        "kind": visit.kind,
        "place": visit.place,
        "conflict": visit.conflict,
        "settled": visit.settled,
        "sources": list(visit.sources),
    }
