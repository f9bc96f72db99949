"""Rules and record, a window and an as-of day: the occurrences in order, and the ledger.

Everything here is a pure function of its arguments; "known" means known at the end of `as_of`.
"""

from calendar_gen.forecasting.findings import findings
from calendar_gen.forecasting.ledger import LedgerVisit, PairLedger, ledger
from calendar_gen.forecasting.likelihood import SCALE
from calendar_gen.forecasting.projection import occurrences

__all__ = ["SCALE", "LedgerVisit", "PairLedger", "findings", "ledger", "occurrences"]
