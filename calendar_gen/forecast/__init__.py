"""Rules and record, a window and an as-of day: the occurrences in order, and the ledger.

Everything here is a pure function of its arguments; "known" means known at the end of `as_of`.
"""

from calendar_gen.forecast.findings import findings
from calendar_gen.forecast.ledger import LedgerVisit, PairLedger, ledger
from calendar_gen.forecast.likelihood import SCALE
from calendar_gen.forecast.projection import occurrences

__all__ = ["SCALE", "LedgerVisit", "PairLedger", "findings", "ledger", "occurrences"]
