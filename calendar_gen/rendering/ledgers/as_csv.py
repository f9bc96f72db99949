"""The ledger as CSV: a row a visit of one pair, or a row a pair, guarded against formulas."""

from calendar_gen.edtf import iso
from calendar_gen.entries.debts import state
from calendar_gen.forecasting.ledger import LedgerVisit, PairLedger
from calendar_gen.rendering.ledgers.page import Page

VISITS = (
    *("pair", "visit", "guest", "host", "earliest", "latest", "date", "rank", "kind"),
    *("counted", "conflict", "sources"),
)
PAIRS = (
    *("party", "partner", "visits_out", "visits_in", "balance", "last_out", "last_in", "owes"),
    *("owed_since", "unanswered", "state", "overdue", "unknown", "turns", "changes", "chance"),
    *("next", "base_rate_out", "base_rate_in"),
)
"""`out` is from the party to the partner."""


def rows(page: Page, _colour: bool) -> str:
    """What the table shows, for a spreadsheet; absent values are empty."""
    from calendar_gen.rendering.spreadsheet import written

    if not page.whole:
        return written([PAIRS, *(_pair(pair, page.asked) for pair in page.pairs)])
    every = ((pair, visit) for pair in page.pairs for visit in (*pair.visits, *pair.meetings))
    return written([VISITS, *(_visit(pair, visit) for pair, visit in every)])


def _visit(pair: PairLedger, visit: LedgerVisit) -> tuple[object, ...]:
    return (
        "-".join(pair.parties),
        visit.id,
        visit.guests,
        visit.host,
        iso(visit.earliest),
        iso(visit.latest),
        visit.shown,
        visit.rank,
        visit.kind,
        visit in pair.visits,
        visit.conflict,
        visit.sources,
    )


def _pair(pair: PairLedger, asked: tuple[str, ...]) -> tuple[object, ...]:
    a, b = pair.parties
    balance = pair.balance
    if asked and asked[0] == b:
        a, b, balance = b, a, -balance
    out, in_ = f"{a}-{b}", f"{b}-{a}"
    dates = {visit.id: visit.shown for visit in pair.visits}
    order = pair.alternation
    return (
        a,
        b,
        pair.counts[out],
        pair.counts[in_],
        balance,
        dates.get(pair.last[out] or ""),
        dates.get(pair.last[in_] or ""),
        pair.owes,
        None if pair.owed_since is None else iso(pair.owed_since),
        pair.unanswered,
        state(pair, due=bool(pair.due)),
        pair.overdue,
        pair.unknown,
        order.turns,
        order.changes,
        None if order.chance is None else round(order.chance, 4),
        pair.next,
        pair.base_rate[out],
        pair.base_rate[in_],
    )
